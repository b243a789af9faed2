"""Which questions are about the live session, and about what in it."""

from __future__ import annotations

import pytest

from tests.answers.questions import questions
from tutor.answers.intents import beside, subject_of
from tutor.answers.wordings import Subject

ABOUT_THE_SESSION = {
    "what is my weight now": Subject.WEIGHTS,
    "What's my weight?": Subject.WEIGHTS,
    "show me the weights": Subject.WEIGHTS,
    "what did the model learn": Subject.WEIGHTS,
    "which line did it find": Subject.WEIGHTS,
    "what is the bias right now?": Subject.WEIGHTS,
    "what is my loss": Subject.LOSS,
    "what is my loss now?": Subject.LOSS,
    "whats the current loss": Subject.LOSS,
    "how big is my loss": Subject.LOSS,
    "what is my accuracy": Subject.LOSS,
    "show my final loss": Subject.LOSS,
    "how much did the loss drop": Subject.LOSS,
    "how far has my error gone down": Subject.LOSS,
    "what was the lowest loss": Subject.BEST,
    "how good did it get": Subject.BEST,
    "which was the best epoch": Subject.BEST,
    "is it still improving?": Subject.TREND,
    "did the loss go down": Subject.TREND,
    "has it converged": Subject.TREND,
    "is my model getting better": Subject.TREND,
    "am I overfitting?": Subject.OVERFITTING,
    "is my model overfit": Subject.OVERFITTING,
    "does it overfit": Subject.OVERFITTING,
    "why is it nan": Subject.NAN,
    "my loss is nan": Subject.NAN,
    "why are my weights nan": Subject.NAN,
    "how many parameters does my model have": Subject.PARAMETERS,
    "how many weights are there in total": Subject.PARAMETERS,
    "what is the shape of values_x": Subject.SHAPE,
    "shape of x": Subject.SHAPE,
    "which shape does my output have": Subject.SHAPE,
    "what's my learning rate": Subject.LEARNING_RATE,
    "which lr do i use": Subject.LEARNING_RATE,
    "which optimizer am i using": Subject.OPTIMIZER,
    "what is my optimizer": Subject.OPTIMIZER,
    "which loss function am i using": Subject.LOSS_FUNCTION,
    "how many layers does my model have": Subject.LAYERS,
    "show the layers of my network": Subject.LAYERS,
    "how many epochs so far": Subject.EPOCHS,
    "how long did it take": Subject.SECONDS,
    "how long did training take": Subject.SECONDS,
    "what was the training time": Subject.SECONDS,
    "what would it say for 7": Subject.PREDICTION,
    "what does my model predict for x = -3.5?": Subject.PREDICTION,
    "what do i get for 20": Subject.PREDICTION,
    "what variables do i have": Subject.VARIABLES,
    "which formula did the model find": Subject.WEIGHTS,
    "what's the last loss value": Subject.LOSS,
    "how wrong is the model": Subject.LOSS,
    "what's the minimum of the loss": Subject.BEST,
    "did training help": Subject.TREND,
    "count the parameters": Subject.PARAMETERS,
    "what lr is set": Subject.LEARNING_RATE,
    "name of my optimizer": Subject.OPTIMIZER,
    "list the layers": Subject.LAYERS,
    "how often was it trained": Subject.EPOCHS,
    "was training fast": Subject.SECONDS,
    "if x is 10 what is y": Subject.PREDICTION,
    "value at 8": Subject.PREDICTION,
    "am i using mse": Subject.LOSS_FUNCTION,
    "how good is the fit": Subject.GOOD,
    "is that good?": Subject.GOOD,
    "is my loss ok": Subject.GOOD,
    "why is the error so large": Subject.GOOD,
    "why is my loss not zero": Subject.GOOD,
    "why are my predictions so bad": Subject.GOOD,
    "what did I do wrong": Subject.WRONG,
    "what went wrong": Subject.WRONG,
    "why": Subject.WRONG,
    "is something wrong with my model": Subject.WRONG,
    "list my variables": Subject.VARIABLES,
    "list variables": Subject.VARIABLES,
    "what was the loss at the beginning": Subject.LOSS,
    "what loss did i start with": Subject.LOSS,
    "current loss": Subject.LOSS,
    "how accurate is my model": Subject.LOSS,
    "what are the weights of my model": Subject.WEIGHTS,
    "what values do the weights have": Subject.WEIGHTS,
    "how many params": Subject.PARAMETERS,
    "how many neurons does my model have": Subject.LAYERS,
    "how many layers are there": Subject.LAYERS,
    "how big is the learning rate": Subject.LEARNING_RATE,
    "how many rows does values_x have": Subject.SHAPE,
    "when was the loss lowest": Subject.BEST,
    "is it learning": Subject.TREND,
    "is training finished": Subject.TREND,
    "what would y be for x=5": Subject.PREDICTION,
    "what is the prediction for 7": Subject.PREDICTION,
    "predict 7": Subject.PREDICTION,
}

ABOUT_SOMETHING_ELSE = [
    "what is a weight",
    "what does the weight mean",
    "why is the weight random at the start",
    "what is a good loss",
    "what is loss",
    "which loss should i use for my model",
    "what does nan mean",
    "how do i find nan in my data",
    "how many epochs do i need",
    "how many epochs should i train",
    "how many layers should i use",
    "which optimizer is best",
    "how do i choose the learning rate",
    "is my learning rate too high",
    "why did the loss go up",
    "what is overfitting",
    "how do i stop my model from overfitting",
    "how long should i train",
    "what is a variable",
    "what is the learning rate",
    "what is the loss function for two classes",
    "what is the last layer",
    "how do i predict 0 or 1",
    "what is deep learning",
    "how many parameters does a dense layer have",
    "how many neurons should i use",
    "when is training finished",
    "what does the 7 mean",
    "is it good to have many layers",
    "is it bad to eat at night",
    "please explain me the learning rate",
    "will I lose my work",
    "what is wrong with this country",
    "why is the shape wrong",
    "",
]


@pytest.mark.parametrize(("question", "subject"), ABOUT_THE_SESSION.items())
def test_a_question_about_the_session_is_known_by_its_words(question: str, subject: Subject) -> None:
    assert subject_of(question) is subject


@pytest.mark.parametrize(("question", "subject"), ABOUT_THE_SESSION.items())
def test_capitals_question_marks_and_spaces_change_nothing(question: str, subject: Subject) -> None:
    assert subject_of(f"  {question.rstrip('?').capitalize()} ?? ") is subject


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("what is the loss", Subject.LOSS),
        ("What's the bias?", Subject.WEIGHTS),
        ("how big is the learning rate", Subject.LEARNING_RATE),
        ("why is it so slow?", Subject.SECONDS),
        ("loss?", Subject.LOSS),
        ("w", Subject.WEIGHTS),
        ("what is a bias", None),
        ("what is loss", None),
        ("what is the loss good for", None),
        ("why is the loss falling so slowly", None),
    ],
)
def test_some_questions_are_about_the_idea_and_about_the_session(question: str, subject: Subject | None) -> None:
    assert beside(question) is subject


@pytest.mark.parametrize("question", ABOUT_SOMETHING_ELSE)
def test_a_question_about_ideas_is_left_to_the_glossary(question: str) -> None:
    assert subject_of(question) is None


@pytest.mark.parametrize(("question", "subject"), questions()["session"].items())
def test_the_development_questions_about_the_session_are_understood(question: str, subject: str) -> None:
    assert subject_of(question) is Subject(subject)


def test_questions_for_the_glossary_are_not_taken_for_questions_about_the_session() -> None:
    asked = [*questions()["answered"], *questions()["unanswered"]]
    taken = {question: subject_of(question) for question in asked if subject_of(question)}
    # The session is asked first; without a variable of that name, or a nan, it leaves them to the glossary.
    assert set(taken.values()) <= {Subject.GOOD, Subject.NAN, Subject.SHAPE}
    assert len(taken) <= 0.02 * len(asked), taken
