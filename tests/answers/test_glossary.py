"""Questions, answered from the glossary."""

from __future__ import annotations

import pytest

from tests.answers.understood import shipped
from tutor.answers.answerer import QuestionAnswerer
from tutor.answers.errors.explainer import ErrorExplainer
from tutor.answers.glossary.entries import Glossary
from tutor.core.entries import ErrorEntry
from tutor.core.events import Answered
from tutor.session.scripted import ScriptedSession
from tutor.storage.lessons import lessons_directory, load_errors, load_glossary

GLOSSARY = Glossary(load_glossary(lessons_directory()))
ANSWERER = QuestionAnswerer(GLOSSARY, shipped(), ErrorExplainer(load_errors(lessons_directory())))


def answered(question: str, answerer: QuestionAnswerer = ANSWERER) -> Answered:
    (event,) = answerer(question, ScriptedSession())
    assert isinstance(event, Answered)
    return event


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("weight", "weight"),
        ("Weights", "weight"),
        ("what is a weight?", "weight"),
        ("What's the bias for?", "bias"),
        ("whats an epoch", "epoch"),
        ("wat is an epoch", "epoch"),
        ("what is lerning rate", "learning rate"),
        ("explain overfitting please", "overfitting"),
        ("explain gradients like I am five", "gradient"),
        ("so what's the point of a bias, really", "bias"),
        ("what does None mean", "None in a shape"),
        ("what do the weights represent?", "weight"),
        ("tell me about Adam", "Adam"),
        ("slope", "weight"),
        ("mean_squared_error", "mean squared error"),
        ("keras.layers.Dense", "Dense"),
        ("why do we square the errors", "why errors are squared"),
        ("why is my loss nan?", "loss is nan"),
        ("does predict need compile", "compile"),
        ("the loss wont go down", "loss does not go down"),
    ],
)
def test_a_question_about_a_term_gets_its_entry(question: str, term: str) -> None:
    text = answered(question).text
    assert text.startswith(f"**{term}**: ") or (text.startswith("About ") and f":\n\n**{term}**: " in text)


@pytest.mark.parametrize("question", ["difference between epoch and batch", "epoch or batch?", "batch vs epoch"])
def test_a_question_about_two_terms_gets_both(question: str) -> None:
    text = answered(question).text
    assert "**epoch**: " in text
    assert "**batch**: " in text


def test_an_answer_says_what_to_ask_next_in_words() -> None:
    assert "mean squared error" in answered("linear regression").see_also


def test_a_pasted_error_is_explained() -> None:
    text = answered("ValueError: Unrecognized data type: x=[20.0] (of type <class 'list'>)").text
    assert "plain Python list" in text


def test_a_pasted_traceback_is_explained_by_its_last_line() -> None:
    entries = [ErrorEntry(id="zero", exception="ZeroDivisionError", say="Something is divided by zero.")]
    pasted = 'Traceback (most recent call last):\n  File "<stdin>", line 1\nZeroDivisionError: division by zero'
    assert (
        answered(pasted, QuestionAnswerer(Glossary(()), shipped(), ErrorExplainer(entries))).text
        == "Something is divided by zero."
    )


def test_a_pasted_error_without_an_explanation_of_its_own_gets_what_the_glossary_has() -> None:
    answerer = QuestionAnswerer(GLOSSARY, shipped(), ErrorExplainer(()))
    pasted = "RuntimeError: CUDA out of memory. Tried to allocate 2.00 GiB"
    assert answered(pasted, answerer).text.startswith("**error: out of memory**: ")
    assert answered("ValueError: 17", answerer).text.startswith("The kind of value was right")


def test_the_library_that_an_error_comes_from_may_stand_before_its_name() -> None:
    entries = [ErrorEntry(id="graph", exception="InvalidArgumentError", say="A shape is wrong.")]
    pasted = "tensorflow.python.framework.errors_impl.InvalidArgumentError: Graph execution error"
    assert (
        answered(pasted, QuestionAnswerer(Glossary(()), shipped(), ErrorExplainer(entries))).text
        == "A shape is wrong."
    )


@pytest.mark.parametrize(
    "question", ["who won the football match", "what is the weight of an elephant", "", "?!", "banana"]
)
def test_what_it_does_not_know_it_does_not_know(question: str) -> None:
    assert answered(question).text.startswith("I don't know that one.")


def test_it_knows_terms_and_aliases_in_singular_and_plural() -> None:
    assert all(map(ANSWERER.knows, ["weight", "weights", "Learning Rate", "learning_rate", "slope", "MSE"]))


def test_it_does_not_know_whole_questions_or_other_words() -> None:
    assert not any(map(ANSWERER.knows, ["what is a weight", "banana", "", "what does w do"]))
