"""Questions whose answer depends on where they are asked."""

from __future__ import annotations

import math

import pytest

from tests.answers.understood import shipped
from tests.chatting import Answers, Chat, verdicts, words
from tests.conversation.test_noticing import chat as noticing
from tests.conversation.test_noticing import notes
from tutor.checks.scalar import ScalarCheck
from tutor.core.course import Mistake
from tutor.core.events import Answered, Event, Hinted, Judged, Listing, Said
from tutor.core.execution import Epoch, Epochs, Error, Frame
from tutor.core.facts import ScalarFacts
from tutor.core.meaning import Meaning, Situation
from tutor.core.protocols import NOWHERE, Surroundings
from tutor.core.requests import REQUESTS
from tutor.session.scripted import Reply, ScriptedSession
from tutor.steps.data import DataStep
from tutor.steps.quiz import QuizStep
from tutor.steps.read import ReadStep

WRONG = "slope = 3"
MISTAKE = Mistake(example=WRONG, when=ScalarCheck(scalar="slope", equals=3), say="The bias is 3, not the slope.")
SLOPE = DataStep(
    id="slope",
    say="A line has a **slope**.",
    task="Call the slope `slope`.",
    code="slope = 2",
    expect=(ScalarCheck(scalar="slope", equals=2),),
    mistakes=(MISTAKE,),
    hints=("It is not 3.", "It is even."),
)
QUIZ = QuizStep(id="quiz", task="Which is even?", choices=("1", "2", "3"), correct="2")
FAILED = Error("ValueError", "no", (Frame(1, "slope.fit()"),))


def chat(*more: str) -> Chat:
    """At the step that wants a slope."""
    replies = {
        WRONG: Reply(facts={"slope": ScalarFacts(3, "int")}),
        "slope = 2": Reply(facts={"slope": ScalarFacts(2, "int")}),
        "slope.fit()": Reply((FAILED,)),
        "slop": Reply((Error("NameError", "name 'slop' is not defined"),)),
    }
    talking = Chat([ReadStep(id="hello", say="Hello.", task=""), SLOPE, QUIZ], ScriptedSession(replies))
    talking("", *more)
    return talking


def answer(events: list[Event]) -> Answered:
    (found,) = (event for event in events if isinstance(event, Answered))
    return found


HEARD = {
    "@trouble": (
        "why?", "why is that wrong", "what does that mean?", "What did I do wrong?", "why doesn't it work",
        "how do I fix this", "i don't understand the error", "huh?",
    ),
    "@task": (
        "what next", "what do i do now?", "what should I type", "ok, now what?", "so what do we do",
        "what am i supposed to do here", "how do i go on", "what's the task again",
    ),
    "@stuck": (
        "I'm stuck", "im lost", "help me please", "i need help", "no idea", "I don't know what to do",
        "give me a hint", "can you help me?",
    ),
    "": (
        "why is my loss nan", "what is next to the bias", "what does loss mean", "why do we square the error",
        "what should i type for the learning rate", "help", "what is wrong with my loss", "x = 1", "",
    ),
}  # fmt: skip
"""What is meant after a line that failed."""


def test_what_a_line_asks_of_the_lesson_is_told_by_its_words() -> None:
    found = {
        line: (wanted, shipped()(line, Situation(trouble="error")).best)
        for wanted, asked in HEARD.items()
        for line in asked
    }
    wrong = {line: best for line, (wanted, best) in found.items() if (best if best in REQUESTS else "") != wanted}
    assert len(wrong) <= 0.15 * len(found), wrong


class Notes(Answers):
    """Remembers in which situation it was asked."""

    def meaning(self, line: str, around: Surroundings = NOWHERE, *, quick: bool = False) -> Meaning:
        self.around = around
        return super().meaning(line, around, quick=quick)


def situation(talking: Chat) -> Situation:
    notes = Notes()
    talking.conversation._asking._answer = notes
    talking("what is that?")
    return notes.around.situation


def test_the_situation_is_what_the_conversation_has_seen() -> None:
    assert situation(chat()) == Situation()
    assert situation(chat("slope.fit()")).trouble == "error"
    assert situation(chat(WRONG)).trouble == "verdict"
    assert situation(chat(WRONG, "slope = 2")).trouble == ""
    assert situation(chat("slope = 2")).quiz


def test_a_loss_that_is_no_number_is_part_of_the_situation() -> None:
    for loss, lost in ((3.0, False), (math.nan, True), (math.inf, True)):
        epochs = Epochs((Epoch(1, {"loss": 9.0}), Epoch(2, {"loss": loss})))
        talking = Chat([SLOPE], ScriptedSession({"model.fit(x, y)": Reply((epochs,))}))
        talking("model.fit(x, y)")
        found = situation(talking)
        assert (found.nan, found.trained) == (lost, True)


def test_a_notice_that_was_just_given_is_part_of_the_situation() -> None:
    talking = noticing()
    assert notes(talking("explore()")), "nothing was noticed"
    assert situation(talking).trouble == "notice"


def test_why_after_an_error_explains_that_error_again() -> None:
    said = answer(chat("slope.fit()")("trouble?"))
    assert said.text.startswith("explained with np")
    assert "It happened here: `slope.fit()`" in said.text
    assert "/traceback" in said.text


def test_why_after_a_verdict_explains_that_verdict_and_links_its_terms() -> None:
    said = answer(chat(WRONG)("trouble"))
    assert said.text.startswith("The bias is 3, not the slope.\n\nThe step asks: Call the slope `slope`.")
    assert said.see_also == ("bias",)


def test_why_is_about_what_is_wrong_now_and_not_about_what_was() -> None:
    assert answer(chat()("trouble?")).text == "the answer of =wrong"
    assert answer(chat(WRONG, "slope = 2")("trouble?")).text == "the answer of =wrong"


def test_what_next_says_what_the_step_asks_and_what_enter_does() -> None:
    text = answer(chat()("task")).text
    assert text.startswith("Call the slope `slope`.")
    assert "slope = 2" in text
    assert "Enter runs the lines" in text


def test_what_next_at_a_text_is_to_go_on() -> None:
    text = answer(Chat([ReadStep(id="hello", say="Hello."), SLOPE])("task")).text
    assert text == "There is nothing to do in this step but to read it.\n\nEnter goes on."


def test_what_next_at_the_end_is_the_next_lesson() -> None:
    assert "next one" in answer(chat("slope = 2", "2")("task")).text


def test_somebody_who_is_stuck_gets_the_next_hint() -> None:
    talking = chat()
    hints = [event for event in talking("stuck", "stuck?", "stuck") if isinstance(event, Hinted)]
    assert [hint.text for hint in hints] == ["It is not 3.", "It is even.", "It is even."]


def test_where_there_is_no_hint_the_task_is_said_once_more() -> None:
    assert answer(chat("slope = 2")("stuck")).text.startswith("Which is even?")


def test_words_of_the_chat_are_no_answer_to_a_quiz() -> None:
    assert verdicts(chat("slope = 2")("task", "stuck")) == []


@pytest.mark.parametrize("typed", ["2", " 2 ", "2.", "2)"])
def test_a_number_right_after_an_offer_picks_from_it(typed: str) -> None:
    assert words(chat()("? which", typed)) == "one of these\nabout weight"


def test_a_number_is_code_when_nothing_is_on_offer_any_more() -> None:
    talking = chat()
    talking("? which", "1", "2")
    assert talking.session.ran[-1] == "2"
    talking("? which", "slope", "1")
    assert talking.session.ran[-1] == "1"
    talking("? which", "3")
    assert talking.session.ran[-1] == "3", "only two were offered"


def test_an_offer_goes_before_the_choices_of_a_quiz_and_only_once() -> None:
    talking = chat("slope = 2")
    assert words(talking("? which", "1")) == "one of these\nabout bias"
    assert verdicts(talking("2")) == [("quiz", "passed")]


def test_the_answers_know_the_code_that_ran_and_the_text_on_the_screen() -> None:
    talking = chat(WRONG, "this is no python (", "what is loss?")
    assert talking.answers.around.code == "import numpy as np\nslope = 3\nslope = 2"
    assert talking.answers.around.texts == ("A line has a **slope**.", "Call the slope `slope`.")


def test_words_that_python_did_not_take_are_told_how_to_be_a_question() -> None:
    notes = [event.text for event in chat()("slop") if isinstance(event, Said)]
    assert notes == ["Meant as a question? Put `?` in front: `? slop`"]
    assert not any(isinstance(event, Said) for event in chat()("slope.fit()"))


def test_a_variable_of_that_name_is_the_learners() -> None:
    talking = chat("why = 1")
    talking("why")
    assert talking.session.ran[-1] == "why"


def test_the_glossary_is_browsed_by_command_and_a_number_picks_there_too() -> None:
    assert words(chat()("/glossary pictures", "1")) == "browsing pictures\nabout bias"


def test_two_question_marks_are_for_a_language_model_whatever_is_asked() -> None:
    here = chat()
    assert words(here("?? task")) == "about task"
    assert here.answers.around.to_model
    here("? a bias")
    assert not here.answers.around.to_model


def test_ctrl_c_ends_an_answer_that_is_coming_and_leaves_the_session_alone() -> None:
    session = ScriptedSession()
    here = Chat([SLOPE], session)
    here.answers.answering = True
    before = session.interrupts
    here.conversation.interrupt()
    assert here.answers.stopped
    assert session.interrupts == before


def test_an_answer_that_is_not_understood_in_a_quiz_is_told_how_to_answer() -> None:
    quiz = QuizStep(id="which", choices=("More neurons", "More training"), correct="2")
    desk = Chat([quiz], ScriptedSession({"photos": Reply((Error("NameError", "name 'photos' is not defined"),))}))
    assert "Meant as an answer? The answers are numbered: type 1 or 2." in words(desk("photos"))
    counted = Chat([QuizStep(id="count", correct="30")])
    assert "Meant as an answer? The answer is a number: type it alone." in words(counted("b = 30"))
    assert "Meant as" not in words(counted("b = 30 * 2", "print(3)"))


def test_the_repair_of_a_line_that_only_looked_is_shown_before_enter_runs_it() -> None:
    error = Error("NameError", "name 'modle' is not defined")
    desk = Chat([SLOPE], ScriptedSession({"modle.summary()": Reply((error,)), "slope = modle": Reply((error,))}))
    for line in ("modle.summary()", "slope = modle"):
        events = desk(line)
        shown = [event.text for event in events if isinstance(event, Listing)]
        shown += [event.offer for event in events if isinstance(event, Judged)]
        assert shown == ["model = 1"], "once, be it with a verdict or without"
    assert not any(isinstance(event, Listing) for event in desk("what is a slope?"))
