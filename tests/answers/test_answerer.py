"""One question, several books: which one answers, and how they are put together."""

from __future__ import annotations

import re

import pytest

from tutor.answers.answerer import QuestionAnswerer
from tutor.answers.errors.explainer import ErrorExplainer
from tutor.answers.glossary.browsing import by_topic, taught_in
from tutor.answers.glossary.entries import Glossary
from tutor.answers.retrieval import Band, Finding
from tutor.core.course import Course, GlossaryEntry, LessonEntry
from tutor.core.events import Answered, Event
from tutor.core.facts import HistoryFacts, MetricFacts, ModelFacts, Trainings
from tutor.core.protocols import Surroundings
from tutor.session.scripted import ScriptedSession
from tutor.storage.lessons import lessons_directory, load_course, load_glossary

GLOSSARY = Glossary(load_glossary(lessons_directory()))
ANSWERER = QuestionAnswerer(GLOSSARY, ErrorExplainer(()), taught={"bias": "lesson 1, What is learning"})
STEP = Surroundings(
    code="model = keras.Sequential([keras.layers.Dense(units=1)])",
    texts=("A line.\n\nThe rate is 0.1 here, for the reporter wants it so.\n\n- Bridges are built of iron here.",),
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
    assert asked("what does return_sequences do").text.startswith("**return_sequences** of `keras.layers.LSTM`: ")


def test_a_word_that_is_spelled_as_code_is_an_argument_whatever_else_it_resembles() -> None:
    text = asked("what does use_bias do").text
    assert text.startswith("**bias**: ")
    assert "**use_bias** of `keras.layers.Dense`: " in text


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


def test_a_passage_keeps_what_the_glossary_has_to_offer() -> None:
    offer = Finding(Band.OFFER, GLOSSARY.entries[:2])
    answerer = QuestionAnswerer(GLOSSARY, ErrorExplainer(()), nearest=lambda question: offer)
    question = "why does the reporter want the rate"
    (within,) = answerer(question, ScriptedSession(), STEP)
    (without,) = answerer(question, ScriptedSession(), Surroundings())
    assert isinstance(within, Answered) and isinstance(without, Answered)
    assert within.text.startswith("From this step:") and within.offers == without.offers != ()
    assert not without.text.startswith("From this step:")


@pytest.mark.parametrize("question", ["who built the bridge over the rhine", "who is the reporter of the times"])
def test_a_question_about_something_else_gets_no_passage(question: str) -> None:
    assert not asked(question).text.startswith("From this step:")


TRAINED = HistoryFacts(2, 1.0, {"loss": MetricFacts(9.0, 4.0, 4.0, 2, (9.0, 4.0))})
FITTED = ScriptedSession(
    facts={"model": ModelFacts(trained_epochs=2, parameters=2)}, answers={Trainings("model"): TRAINED}
)


def answers(*questions: str, session: ScriptedSession = FITTED) -> str:
    """The answer to the last of these questions, all put to one answerer."""
    answerer, events = QuestionAnswerer(GLOSSARY, ErrorExplainer(())), list[Event]()
    for question in questions:
        events = list(answerer(question, session))
    return "\n".join(event.text for event in events if isinstance(event, Answered))


@pytest.mark.parametrize("question", ["what's the loss?", "whats the los", "so, what is the loss, please?"])
def test_the_number_comes_first_when_there_is_one_and_then_the_idea(question: str) -> None:
    number, idea = answers(question).split("\n\n")
    assert number.startswith("4: the loss after epoch 2.")
    assert idea.startswith("**loss**: ")
    assert answers(question, session=ScriptedSession()) == idea


def test_a_training_that_seems_slow_is_timed_before_it_is_explained() -> None:
    number, idea = answers("why is it so slow").split("\n\n")
    assert number == "1 seconds for 2 epochs: 500 ms an epoch."
    assert idea.startswith("**training is slow**: ")


def test_a_question_may_go_on_from_the_one_before() -> None:
    assert answers("what is my loss", "and at the start?").startswith("9: the loss after the first epoch.")
    assert answers("what is an epoch", "how many do i need?").startswith("**how many epochs**: ")
    for before in ("what is my loss", "what is the loss"):
        assert answers(before, "is that good?").startswith("4: the loss after epoch 2; it began at 9.")


def test_a_long_way_of_asking_is_looked_up_by_the_part_that_asks() -> None:
    assert answers("hello there, i am new, what exactly is a tensor?").startswith("**tensor**: ")
    assert answers("my neighbour says hi, but what does compile do").startswith("**compile**: ")


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
