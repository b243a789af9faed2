"""One question, several books: which one answers, and how they are put together."""

from __future__ import annotations

import re

import pytest

from tests.answers.understood import shipped
from tests.understanding.small import understanding
from tutor.answers.answerer import QuestionAnswerer
from tutor.answers.errors.explainer import ErrorExplainer
from tutor.answers.glossary.browsing import by_topic, taught_in
from tutor.answers.glossary.entries import Glossary
from tutor.answers.subjects.asking import NO_SESSION
from tutor.core.course import Course, LessonEntry
from tutor.core.entries import GlossaryEntry
from tutor.core.events import Answered, Event
from tutor.core.facts import HistoryFacts, MetricFacts, ModelFacts, Trainings
from tutor.core.meaning import Band, Meaning, Situation
from tutor.core.protocols import NOWHERE, Queryable, State, Surroundings
from tutor.session.scripted import ScriptedSession
from tutor.storage.lessons import lessons_directory, load_course, load_glossary

GLOSSARY = Glossary(load_glossary(lessons_directory()))
ANSWERER = QuestionAnswerer(GLOSSARY, shipped(), ErrorExplainer(()), taught={"bias": "lesson 1, What is learning"})
STEP = Surroundings(
    code="model = keras.Sequential([keras.layers.Dense(units=1)])",
    texts=("A line.\n\nThe rate is 0.1 here, for the reporter wants it so.\n\n- Bridges are built of iron here.",),
)


TRAINED = HistoryFacts(2, 1.0, {"loss": MetricFacts(9.0, 4.0, 4.0, 2, (9.0, 4.0))})
FITTED = ScriptedSession(
    facts={"model": ModelFacts(trained_epochs=2, parameters=2)}, answers={Trainings("model"): TRAINED}
)


def asked(question: str, around: Surroundings = STEP) -> Answered:
    (event,) = ANSWERER(question, ScriptedSession(), around)
    assert isinstance(event, Answered)
    return event


def browsed(term: str) -> Event:
    (event,) = ANSWERER.browse(term)
    return event


def test_a_class_is_explained_in_plain_words_before_the_librarys_own() -> None:
    text = asked("Dense?").text
    assert text.startswith("**Dense**: In a Dense layer")
    assert "**keras.layers.Dense**: " in text


def test_a_parameter_in_use_adds_the_librarys_words_to_the_glossarys() -> None:
    text = asked("what does units mean").text
    assert text.startswith("**units**: ")
    assert "**units** of `keras.layers.Dense`: Positive integer" in text
    assert "keras.layers.Dense`" not in asked("what does units mean", Surroundings()).text


def test_a_parameter_that_the_glossary_lacks_is_explained_by_the_library_alone() -> None:
    assert asked("what does go_backwards do").text.startswith("**go_backwards** of `keras.layers.")


def test_a_word_that_is_spelled_as_code_is_an_argument_whatever_else_it_resembles() -> None:
    assert "**use_bias** of `keras.layers.Dense`: " in asked("what does use_bias do").text


@pytest.mark.parametrize(
    ("question", "beginning"),
    [
        ("why 0.1", "From this step:\n\nThe rate is 0.1 here"),
        ("why does the reporter want the rate", "From this step:\n\nThe rate is 0.1 here"),
        ("are the bridges built of iron", "From this step:\n\n- Bridges are built of iron here."),
    ],
)
def test_what_the_step_says_is_answered_from_the_step(question: str, beginning: str) -> None:
    assert asked(question).text.startswith(beginning)
    assert asked(question).known


class Takes(QuestionAnswerer):
    """Takes every line for the same."""

    def __init__(self, band: Band, *classes: str) -> None:
        super().__init__(GLOSSARY, understanding(common=("why", "does", "the", "want")), ErrorExplainer(()))
        self._taken = band, classes

    def meaning(self, line: str, around: Surroundings = NOWHERE, *, quick: bool = False) -> Meaning:
        return Meaning(line, *self._taken, 0.5)


def taken(band: Band, *classes: str, around: Surroundings = NOWHERE, session: Queryable | None = None) -> Answered:
    question = "why does the reporter want the rate"
    first, *_ = Takes(band, *classes)(question, session or ScriptedSession(), around)
    assert isinstance(first, Answered)
    return first


def test_a_passage_keeps_what_the_glossary_has_to_offer() -> None:
    within, without = (taken(Band.OFFER, "bias", "loss", around=around) for around in (STEP, Surroundings()))
    assert within.text.startswith("From this step:") and within.offers == without.offers == ("bias", "loss")
    assert not without.text.startswith("From this step:")
    assert taken(Band.SURE, "bias", around=STEP).text.startswith("**bias**: ")


def test_what_is_sure_is_answered_without_a_word_on_it() -> None:
    said = taken(Band.SURE, "bias", "loss", "epoch")
    assert said.text.startswith("**bias**: ")
    assert (said.offers, said.band, said.classes) == ((), "sure", ("bias", "loss", "epoch"))


def test_what_is_likely_says_what_it_was_taken_for_and_offers_the_others_by_number() -> None:
    said = taken(Band.LIKELY, "bias", "=loss", "@task")
    assert said.text.startswith("About bias:\n\n**bias**: ")
    assert said.text.endswith("\n\nSomething else? 1 **the loss here** or 2 **the task here**.")
    assert (said.offers, said.band, said.classes) == (
        ("the loss here", "the task here"),
        "likely",
        ("bias", "=loss", "@task"),
    )


def test_what_is_likely_and_alone_has_nothing_else_to_offer() -> None:
    said = taken(Band.LIKELY, "bias")
    assert said.text.startswith("About bias:\n\n") and "Something else" not in said.text
    assert said.offers == ()


def test_a_question_that_the_session_answers_says_what_it_was_taken_for_too() -> None:
    said = taken(Band.LIKELY, "=loss", "bias", session=FITTED)
    assert said.text.startswith("About the loss here:\n\n4: the loss after epoch 2.")
    assert said.offers == ("bias",)


def test_what_the_session_cannot_answer_is_told_as_the_idea() -> None:
    assert taken(Band.SURE, "=batches", session=FITTED).text.startswith("**batch**: ")


def test_three_are_offered_where_it_is_not_clear_and_none_where_nothing_is() -> None:
    three = taken(Band.OFFER, "bias", "=loss", "epoch")
    assert three.text == (
        "I am not sure what you mean. Is it one of these? Type 1, 2 or 3 to read one.\n\n"
        "1. **bias**\n2. **the loss here**\n3. **epoch**"
    )
    assert (three.offers, three.band, three.known) == (("bias", "the loss here", "epoch"), "offer", True)
    assert not taken(Band.UNKNOWN).known


def test_what_was_offered_is_answered_under_its_title() -> None:
    answerer = QuestionAnswerer(GLOSSARY, understanding(), ErrorExplainer(()))
    (said,) = answerer("the loss here", FITTED)
    assert isinstance(said, Answered)
    assert said.text.startswith("4: the loss after epoch 2.")
    assert answerer.meaning("the task here").best == "@task"


def test_another_language_is_answered_in_it_with_the_way_to_bring_it() -> None:
    said = asked("wozu brauche ich das denn")
    assert "pip install 'keras-tutor[languages]'" in said.text and said.text.startswith("Deutsch")
    assert not said.known and said.offers == ()


def shorn(text: str) -> str:
    """The answer without what it was taken for."""
    return text.partition(":\n\n")[2] if text.startswith("About ") else text


@pytest.mark.parametrize("question", ["what is my loss", "my loss?", "whats my los", "what's my loss now"])
def test_the_learners_own_number_is_what_my_asks_for(question: str) -> None:
    assert shorn(answers(question)).startswith("4: the loss after epoch 2.")


@pytest.mark.parametrize(
    ("pasted", "words"),
    [
        ("1875/1875", "all 1,875 batches"),
        ("loss: 0.6931", "Yours is 4 after epoch 2."),
        ("what does loss: 0.6931 mean", "0.693 is ln 2"),
        ("(None, 28, 28)", "any number of samples"),
        ("val_loss improved from inf to 0.45123", "the new best"),
        (
            "Epoch 3/10\n1875/1875 ━━━━━━━━ 3s 2ms/step - accuracy: 0.8767 - loss: 0.3421",
            "epoch 3 of the 10",
        ),
    ],
)
def test_pasted_output_is_read_part_by_part(pasted: str, words: str) -> None:
    assert words in answers(pasted)


@pytest.mark.parametrize("question", ["who built the bridge over the rhine", "who is the reporter of the times"])
def test_a_question_about_something_else_gets_no_passage(question: str) -> None:
    assert not asked(question).text.startswith("From this step:")


def answers(*questions: str, session: ScriptedSession = FITTED) -> str:
    """The answer to the last of these questions, all put to one answerer."""
    answerer, events = QuestionAnswerer(GLOSSARY, shipped(), ErrorExplainer(())), list[Event]()
    around = Surroundings(situation=Situation(trained=session is FITTED))
    for question in questions:
        events = list(answerer(question, session, around))
    return "\n".join(event.text for event in events if isinstance(event, Answered))


@pytest.mark.parametrize("question", ["what's the loss?", "whats the los", "so, what is the loss, please?"])
def test_the_number_comes_first_when_there_is_one_and_then_the_idea(question: str) -> None:
    number, idea = answers(question).split("\n\n")
    assert number.startswith("4: the loss after epoch 2.")
    assert idea.startswith("**loss**: ")
    assert answers(question, session=ScriptedSession()) == idea


def test_a_training_that_seems_slow_is_timed_and_leads_to_the_idea() -> None:
    answerer = QuestionAnswerer(GLOSSARY, shipped(), ErrorExplainer(()))
    said, *_ = answerer("why is it so slow", FITTED, Surroundings(situation=Situation(trained=True)))
    assert isinstance(said, Answered)
    assert "1 seconds for 2 epochs: 500 ms an epoch." in said.text
    assert "training is slow" in said.see_also


def test_a_question_may_go_on_from_the_one_before() -> None:
    assert answers("what is my loss", "and at the start?").startswith("9: the loss after the first epoch.")
    assert shorn(answers("what is an epoch", "how many do i need?")).startswith("**how many epochs**: ")
    for before in ("what is my loss", "what is the loss"):
        assert answers(before, "is that good?").startswith("4: the loss after epoch 2; it began at 9.")


def test_a_long_way_of_asking_is_looked_up_by_the_part_that_asks() -> None:
    assert shorn(answers("hello there, i am new, what exactly is a tensor?")).startswith("**tensor**: ")
    assert shorn(answers("my neighbour says hi, but what does compile do")).startswith("**compile**: ")


def test_an_answer_says_where_the_course_teaches_it() -> None:
    assert asked("what is a bias").taught == "lesson 1, What is learning"
    assert asked("what is a stride").taught == ""


def test_what_has_no_answer_says_so_and_how_it_would_run() -> None:
    said = asked("who won the football match")
    assert not said.known
    assert "`>` in front" in said.text
    assert asked("what is a bias").known


def test_the_glossary_opens_with_its_topics() -> None:
    listed = browsed("")
    assert isinstance(listed, Answered)
    assert re.findall(r"- \*\*(.+)\*\*", listed.text) == list(by_topic(GLOSSARY.entries))
    assert sum(map(int, re.findall(r"\((\d+)\)", listed.text))) == len(GLOSSARY.entries)


def test_a_topic_lists_its_terms_and_a_term_is_explained() -> None:
    topic, term, near = browsed("Pictures"), browsed("bias"), browsed("biass")
    assert isinstance(topic, Answered) and "convolution, " in topic.text
    assert isinstance(term, Answered) and term.text.startswith("**bias**: ")
    assert isinstance(near, Answered) and near.text.startswith("**bias**: ")


def test_an_entry_without_a_topic_has_that_of_the_one_before() -> None:
    entries = [GlossaryEntry(id=name, term=name, text="", topic=topic) for name, topic in (("a", "x"), ("b", ""))]
    assert {topic: [entry.id for entry in members] for topic, members in by_topic(entries).items()} == {
        "x": ["a", "b"]
    }


def test_the_first_lesson_that_has_a_concept_teaches_it(tmp_path: object) -> None:
    course = load_course(lessons_directory())
    path = course.lessons[0].path
    lessons = (
        LessonEntry("a", "One", "", 5, path, ("bias",)),
        LessonEntry("b", "Two", "", 5, path, ("bias", "loss")),
    )
    assert taught_in(Course("All", lessons)) == {"bias": "lesson 1, One", "loss": "lesson 2, Two"}
    assert set(taught_in(course)) <= {entry.id for entry in GLOSSARY.entries}


@pytest.mark.parametrize("name", ["=loss", "=learning_rate", "=overfitting", "=samples"])
def test_while_the_session_cannot_answer_the_idea_is_told_at_once(name: str) -> None:
    starting = ScriptedSession()
    starting.current = State.DEAD
    (event,) = ANSWERER.about("what is it here", name, starting)
    assert isinstance(event, Answered)
    assert NO_SESSION in event.text and len(event.text) > 2 * len(NO_SESSION)
