"""A language model of the learner's own, over real HTTP: what it is sent, and whatever may come back."""

from __future__ import annotations

import json
import signal
import threading
import time

import pytest

from tests.answers.stub import DONE, Exchange, Reply, saying, sending, serving, token
from tests.understanding.small import VOICES, understanding
from tutor.answers.answerer import QuestionAnswerer
from tutor.answers.errors.explainer import ErrorExplainer
from tutor.answers.glossary.entries import Glossary
from tutor.answers.llm.assisted import AssistedAnswerer
from tutor.answers.llm.blocks import blocks
from tutor.answers.llm.settings import LanguageModel
from tutor.app.chat import ctrl_c
from tutor.core.entries import GlossaryEntry
from tutor.core.events import Answered, Event, Listing, ModelSaid, Said, Tone
from tutor.core.facts import ScalarFacts
from tutor.core.protocols import Surroundings
from tutor.session.scripted import ScriptedSession

BIAS = GlossaryEntry(id="bias", term="bias", text="The number that is added.")
REFUSES = understanding(VOICES | {"none": ("who was it", "who was it then")})
OWN = QuestionAnswerer(Glossary([BIAS]), REFUSES, ErrorExplainer(()))
AROUND = Surroundings(code="secret = 42", texts=("The step says hello.",))
TO_MODEL = Surroundings(code="secret = 42", texts=("The step says hello.",), to_model=True)
PATIENCE = 300.0
"""Seconds that a server is silent, unless it is told to go on: longer than any busy machine takes."""


def asked(model: LanguageModel, question: str = "who was it", around: Surroundings = AROUND) -> list[Event]:
    return list(AssistedAnswerer(OWN, model, "")(question, ScriptedSession(), around))


def heard(events: list[Event]) -> list[str]:
    """The blocks of the model's answer."""
    return [event.text for event in events if isinstance(event, ModelSaid)]


def problem(events: list[Event]) -> str:
    """What the tutor says has gone wrong; empty when nothing has."""
    return "".join(event.text for event in events if isinstance(event, Said) and event.tone is Tone.PROBLEM)


def own(events: list[Event]) -> Answered:
    assert isinstance(events[0], Answered)
    return events[0]


# What is said, and when ---------------------------------------------------------------------------------


def test_the_answer_comes_block_by_block_and_is_labelled() -> None:
    with serving(saying("It ", "was **I", "t**.\n", "\n- one\n", "- two")) as stub:
        events = asked(stub.model())
    assert not own(events).known
    note = events[1]
    assert isinstance(note, Said) and "`tiny` at 127.0.0.1" in note.text and "can be wrong" in note.text
    assert heard(events) == ["It was **It**.", "- one\n- two"]
    assert problem(events) == ""


def test_what_the_tutor_knows_is_not_asked_elsewhere() -> None:
    with serving(saying("never")) as stub:
        assert [type(event) for event in asked(stub.model(), "what is a bias")] == [Answered]
        assert stub.requests == []


def test_two_question_marks_ask_the_model_after_the_tutors_own_answer() -> None:
    with serving(saying("More.")) as stub:
        events = asked(stub.model(), "what is a bias", TO_MODEL)
    assert own(events).text.startswith("**bias**: ")
    assert heard(events) == ["More."]


def test_without_a_model_two_question_marks_say_so() -> None:
    events = list(AssistedAnswerer(OWN, None, "Write it down.")("what is a bias", ScriptedSession(), TO_MODEL))
    assert own(events).known
    assert isinstance(events[1], Said) and "`/llm` says" in events[1].text
    assert len(list(AssistedAnswerer(OWN, None, "")("who was it", ScriptedSession(), AROUND))) == 1


# What is sent -------------------------------------------------------------------------------------------


def test_the_question_and_the_glossary_are_sent_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/secret")
    with serving(saying("Yes.")) as stub:
        asked(stub.model(), "what is a bias", TO_MODEL)
        (request,) = stub.requests
    assert request["path"] == "/v1/chat/completions"
    assert "authorization" not in request["headers"]
    assert request["body"]["model"] == "tiny" and request["body"]["stream"] is True
    sent = json.dumps(request)
    assert "what is a bias" in sent and "The number that is added." in sent
    assert "secret" not in sent and "hello" not in sent


def test_a_key_is_sent_where_there_is_one() -> None:
    with serving(saying("Yes.")) as stub:
        asked(stub.model(key="k-1"))
        assert stub.requests[0]["headers"]["authorization"] == "Bearer k-1"


@pytest.mark.parametrize(
    ("share", "words"),
    [("lesson", "The step says hello."), ("code", "secret = 42"), ("state", "lives: number (int), 9")],
)
def test_what_the_learner_shares_is_sent_and_nothing_beside_it(share: str, words: str) -> None:
    session = ScriptedSession(facts={"lives": ScalarFacts(9, "int")})
    with serving(saying("Yes.")) as stub:
        answerer = AssistedAnswerer(OWN, stub.model(share=(share,)), "")
        list(answerer("who was it", session, AROUND))
        (_, said) = stub.requests[0]["body"]["messages"]
        (preview,) = answerer.language_model("who was it", session, AROUND)
    shared = {"The step says hello.", "secret = 42", "lives: number (int), 9"}
    assert {each for each in shared if each in said["content"]} == {words}
    assert isinstance(preview, Listing) and preview.text.endswith(said["content"])


def test_the_state_of_affairs_names_who_gets_what() -> None:
    model = LanguageModel("https://models.example:8443/v1", "tiny", "k-1", ("code",))
    (said,) = AssistedAnswerer(OWN, model, "").language_model("", ScriptedSession(), AROUND)
    assert isinstance(said, Said)
    assert "`tiny` at models.example:8443" in said.text and "of your own: code" in said.text
    assert "k-1" not in said.text


# What can go wrong --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (sending('{"error": {"message": "bad key"}}', 401), "does not accept the `key`. bad key"),
        (sending("Not Found", 404), "has no model `tiny`, or `base_url` lacks its `/v1`"),
        (sending('{"error": "slow down"}', 429), "too many questions just now. slow down"),
        (sending("<html>", 503), "refused with status 503."),
        (sending("", 307, Location="http://elsewhere.example/v1"), "points to http://elsewhere.example/v1."),
        (sending("<html>It works!</html>"), "something that is no answer"),
        (sending("data: {not json\n\n"), "something that cannot be read"),
        (sending("data: [1, 2]\n\n"), "something that cannot be read"),
        (sending('data: {"choices": [7]}\n\n'), "something that cannot be read"),
        (sending('data: {"error": {"message": "out of memory"}}\n\n'), "gave up: out of memory"),
        (sending(""), "something that is no answer"),
    ],
)
def test_a_refusal_is_explained_and_the_tutors_own_answer_stands(reply: Reply, words: str) -> None:
    with serving(reply) as stub:
        events = asked(stub.model(), "what is a bias", TO_MODEL)
        assert len(stub.requests) == 1
    assert own(events).known
    assert words in problem(events)
    assert heard(events) == []


def test_where_nobody_listens_it_says_so() -> None:
    with serving(saying()) as stub:
        model = stub.model()
    assert "Nobody answers" in problem(asked(model))
    assert problem(asked(LanguageModel("http://127.0.0.1:1", "tiny")))


def test_a_stream_that_is_cut_keeps_what_came_and_says_truncated() -> None:
    with serving(saying("First.\n\nSecond and", end="")) as stub:
        events = asked(stub.model())
    assert heard(events) == ["First.", "Second and"]
    assert "truncated" in problem(events)


def test_an_answer_without_end_is_ended() -> None:
    with serving(saying(*["word " * 200] * 100)) as stub:
        events = asked(stub.model())
    assert "too long" in problem(events)
    assert 10_000 < sum(map(len, heard(events))) <= 20_000


def test_comments_and_empty_pieces_are_passed_over() -> None:
    def reply(exchange: Exchange) -> None:
        exchange.begin()
        role = 'data: {"choices": [{"delta": {"role": "assistant", "content": null}}]}\n\n'
        for text in (
            ": keep-alive\n\n",
            role,
            'data: {"choices": []}\n\n',
            token("Yes."),
            ": keep-alive\n\n",
            DONE,
        ):
            exchange.send(text)

    with serving(reply) as stub:
        events = asked(stub.model())
    assert heard(events) == ["Yes."] and problem(events) == ""


def test_a_silent_server_is_not_waited_for_longer_than_was_set() -> None:
    silence = threading.Event()

    def reply(exchange: Exchange) -> None:
        exchange.begin()
        silence.wait(PATIENCE)

    with serving(reply) as stub:
        events = asked(stub.model(seconds=0.2))
        silence.set()
    assert "silent for too long" in problem(events)


def test_a_slow_first_word_is_waited_for() -> None:
    goes_on = threading.Event()

    def reply(exchange: Exchange) -> None:
        exchange.begin()
        goes_on.wait(PATIENCE)
        exchange.send(token("At last.") + DONE)

    with serving(reply) as stub:
        events = AssistedAnswerer(OWN, stub.model(), "")("who was it", ScriptedSession(), AROUND)
        first = [next(events), next(events)]  # the tutor's own answer and the note are there before the first word
        goes_on.set()
        assert heard([*first, *events]) == ["At last."]


@pytest.mark.parametrize("before", ["", "First.\n\nSec"])
def test_ctrl_c_ends_the_answer_at_once_and_keeps_what_came(before: str) -> None:
    silence = threading.Event()

    def reply(exchange: Exchange) -> None:
        if before:
            exchange.begin()
            exchange.send(token(before))
        silence.wait(PATIENCE)

    with serving(reply) as stub:
        answerer = AssistedAnswerer(OWN, stub.model(), "")
        assert not answerer.stop()
        events, stopped = list[Event](), list[bool]()
        with ctrl_c(lambda: stopped.append(answerer.stop())):
            for event in answerer("who was it", ScriptedSession(), AROUND):
                events.append(event)
                if len(events) == (3 if before else 2):  # the tutor's own, the note, and what came
                    threading.Timer(0.1, signal.raise_signal, [signal.SIGINT]).start()
                    struck = time.monotonic()
        took = time.monotonic() - struck
        silence.set()
    assert stopped == [True]
    assert took < PATIENCE / 2
    assert heard(events) == (["First.", "Sec"] if before else [])
    assert isinstance(events[-1], Said) and "Stopped." in events[-1].text
    assert not answerer.stop()


# Blocks -------------------------------------------------------------------------------------------------


def test_a_fence_of_code_is_one_block_with_its_blank_lines() -> None:
    text = "Look:\n\n```python\na = 1\n\nb = 2\n```\n\nSo.\n"
    for size in (1, 3, 100):
        parts = [text[at : at + size] for at in range(0, len(text), size)]
        assert list(blocks(parts)) == ["Look:", "```python\na = 1\n\nb = 2\n```", "So."]


def test_nothing_in_an_answer_moves_the_cursor() -> None:
    assert list(blocks(["\x1b[2JHi\x1b[31m there\x07\r\n\nand\x9b5A"])) == ["Hi there", "and5A"]


def test_an_empty_answer_is_no_block() -> None:
    assert list(blocks(["\n", "\n \n"])) == []
