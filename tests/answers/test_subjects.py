"""Questions that the live session answers for itself, from facts alone."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.answers.scripted import ADAM, FALLING, LARGE, LINE, MODEL, NEW, X, history, trained
from tests.answers.understood import shipped
from tutor.answers import subjects as subjects_room
from tutor.answers.subjects.asking import subject, told
from tutor.answers.subjects.subject import Needs
from tutor.core.drawings import Table
from tutor.core.events import Answered, Event
from tutor.core.facts import (
    ArrayFacts,
    Evaluate,
    Facts,
    FailedFacts,
    LayerFacts,
    ModelFacts,
    Predict,
    Probe,
    ScalarFacts,
    Trainings,
)
from tutor.core.meaning import Situation
from tutor.core.protocols import Queryable, State
from tutor.session.scripted import ScriptedSession
from tutor.storage.lessons import lessons_directory, load_glossary
from tutor.storage.voices import read_voices

ENTRIES = {entry.id for entry in load_glossary(lessons_directory())}
ABOUT = {
    "what is my weight now": "weights",
    "what is my weight": "weights",
    "show me the weights": "weights",
    "what is my loss now": "loss",
    "what is my loss": "loss",
    "what is my accuracy": "loss",
    "what is my val_loss": "loss",
    "what was the loss at the beginning": "loss",
    "what was the best epoch": "best",
    "which was the best epoch": "best",
    "which was the lowest loss": "best",
    "is the loss still going down": "trend",
    "is it still improving": "trend",
    "how many parameters does my model have": "parameters",
    "how big is my model": "parameters",
    "what is the shape of values_x": "shape",
    "which input shape does my model have": "shape",
    "what shape is x?": "shape",
    "what is the shape of model": "shape",
    "what is my learning rate": "learning_rate",
    "what is the learning rate my model uses": "learning_rate",
    "which optimizer am i using": "optimizer",
    "what is my optimizer": "optimizer",
    "which loss function am i using": "loss_function",
    "what is my loss function": "loss_function",
    "what layers are in my model": "layers",
    "how many epochs did i train": "epochs",
    "how many epochs so far": "epochs",
    "how long did it take": "seconds",
    "which variables do i have": "variables",
    "is it overfitting": "overfitting",
    "why is my loss nan": "nan",
    "is that good?": "good",
    "is my accuracy good": "good",
    "why is the error so large": "good",
    "is my loss too high": "good",
    "what did I do wrong": "wrong",
    "what would it say for 7": "prediction",
    "what would it say for 7?": "prediction",
    "what would it say for seven?": "prediction",
    "what would it say for 7 and 8": "prediction",
}
"""The questions of this file, and what each is about."""


def test_most_of_these_questions_are_understood_after_a_training() -> None:
    found = {question: shipped()(question, Situation(trained=True)).classes[:1] for question in ABOUT}
    missed = {question: found[question] for question, name in ABOUT.items() if found[question] != (f"={name}",)}
    assert len(missed) <= 0.15 * len(ABOUT), missed


def answers(question: str, session: Queryable) -> tuple[Event, ...]:
    found = subject(ABOUT[question])
    assert found is not None, question
    return told(question, session, found)


def asked(
    question: str,
    facts: Mapping[str, Facts] | None = None,
    replies: Mapping[Probe, Facts] | None = None,
) -> str:
    """The answer's text; the session holds data, a trained model and its history unless told otherwise."""
    known: Mapping[str, Facts] = {"values_x": X, "model": MODEL, "history": FALLING}
    known = known if facts is None else facts
    events = answers(question, ScriptedSession(facts=known, answers=replies))
    return "\n".join(event.text for event in events if isinstance(event, Answered))


@pytest.mark.parametrize(
    ("question", "beginning"),
    [
        ("what is my weight now", "The weight is 2.12, the bias 27.4. The model's rule: `y ≈ 2.12·x + 27.4`"),
        ("what is my loss now", "25: the loss after epoch 4. It began at 1195; its best was 25, in epoch 4."),
        ("what was the best epoch", "25, in epoch 4 of 4: the best loss. That was the last epoch"),
        ("is the loss still going down", "From 100 to 25 over the last epoch: the loss is still falling."),
        ("how many parameters does my model have", "2 parameters. Training changes all of them."),
        ("what is the shape of values_x", "- `values_x`: (6,)"),
        ("which input shape does my model have", "- `model`: takes (None, 1), gives out (None, 1)"),
        ("what shape is x?", "- `values_x`: (6,)"),
        ("what is my learning rate", "0.1, with Adam. Left alone, Adam would use 0.001."),
        ("which optimizer am i using", "Adam with a learning rate of 0.1."),
        ("which loss function am i using", "`mean_squared_error`."),
        (
            "what layers are in my model",
            "1 layer, in the order in which the data passes through:",
        ),
        ("how many epochs did i train", "4 epochs in the latest `fit`."),
        ("how long did it take", "2.5 seconds for 4 epochs: 625 ms an epoch."),
        ("which variables do i have", "3 variables: `values_x`, `model`, `history`."),
        ("is it overfitting", "That cannot be seen: `fit` kept no data apart."),
        ("why is my loss nan", "25: your loss is a number, after 4 epochs."),
    ],
)
def test_the_number_comes_first(question: str, beginning: str) -> None:
    assert asked(question).startswith(beginning)


NEEDS_A_MODEL = [
    "what is my weight now",
    "what is my loss",
    "what was the best epoch",
    "is it still improving",
    "is it overfitting",
    "how many parameters does my model have",
    "what is my learning rate",
    "which optimizer am i using",
    "which loss function am i using",
    "what layers are in my model",
    "how many epochs did i train",
    "how long did it take",
    "what would it say for 7",
    "which input shape does my model have",
]


@pytest.mark.parametrize("question", NEEDS_A_MODEL)
def test_without_a_model_the_answer_says_so(question: str) -> None:
    assert asked(question, {"values_x": X}).startswith("There is no model yet.")


@pytest.mark.parametrize(
    "question",
    [
        "what is my loss",
        "which was the best epoch",
        "is it still improving",
        "is it overfitting",
        "how long did it take",
    ],
)
def test_a_model_that_was_not_trained_has_no_loss_even_if_an_older_history_is_there(question: str) -> None:
    assert asked(question, {"history": FALLING, "model": NEW}).startswith("`model` has not been trained yet.")


@pytest.mark.parametrize(
    "question", ["what is my learning rate", "what is my optimizer", "what is my loss function"]
)
def test_before_compile_there_is_no_recipe(question: str) -> None:
    assert asked(question, {"model": replace(MODEL, compiled=None)}).startswith("`model` is not compiled yet.")


@pytest.mark.parametrize(
    ("state", "question", "text"),
    [
        (State.DEAD, "what is my loss", "The session cannot be asked just now"),
        (State.DEAD, "what did I do wrong", "Nothing is wrong just now."),
        (State.IDLE, "why is my loss nan", ""),
        (State.IDLE, "what shape is x?", ""),
        (State.IDLE, "which variables do i have", "No variables yet."),
    ],
)
def test_an_empty_or_silent_session_claims_nothing(state: State, question: str, text: str) -> None:
    session = ScriptedSession()
    session.current = state
    found = "".join(event.text for event in answers(question, session) if isinstance(event, Answered))
    assert found.startswith(text) and bool(found) == bool(text)


def test_the_latest_model_is_meant_unless_another_is_named() -> None:
    second = replace(MODEL, compiled=replace(ADAM, optimizer_config={"learning_rate": 0.5}))
    both = {"model": MODEL, "second": second}
    assert asked("what is my learning rate", both).startswith("0.5")
    assert asked("what is the learning rate my model uses", both).startswith("0.1")


def test_a_history_that_was_not_kept_is_found_at_the_model() -> None:
    replies: dict[Probe, Facts] = {Evaluate("model.history"): history(loss=(9.0, 4.0))}
    assert asked("what is my loss", {"model": MODEL}, replies).startswith("4: the loss after epoch 2.")
    assert asked("what is my loss", replies=replies).startswith("4: "), "the model's own goes before a variable"


def test_all_trainings_of_the_model_count_together() -> None:
    whole = replace(history(seconds=5.0, loss=(1195.0, 400.0, 100.0, 25.0, 9.0, 4.0)), fits=2)
    replies: dict[Probe, Facts] = {Trainings("model"): whole}
    known = {"model": replace(MODEL, trained_epochs=2)}
    assert asked("how many epochs so far", known, replies).startswith("6 epochs in 2 trainings, 2 in the latest.")
    assert asked("how long did it take", known, replies).startswith("5 seconds for 6 epochs in 2 trainings: ")
    assert asked("what is my loss", known, replies).startswith("4: the loss after epoch 6. It began at 1195;")


def test_every_training_since_compile_is_counted() -> None:
    replies: dict[Probe, Facts] = {Evaluate("int(model.optimizer.iterations)"): ScalarFacts(1500, "int")}
    assert "changed the weights 1,500 times" in asked("how many epochs did i train", replies=replies)


def test_a_mean_squared_error_is_explained_in_the_unit_of_y() -> None:
    assert "Its root, 5, is about how far off a prediction is." in asked("what is my loss")
    other = replace(MODEL, compiled=replace(ADAM, loss="mean_absolute_error"))
    assert "root" not in asked("what is my loss", trained(FALLING, other))


def test_another_metric_is_found_by_its_name() -> None:
    known = trained(history(loss=(2.0, 1.0), accuracy=(0.5, 0.9), val_loss=(3.0, 2.5), val_accuracy=(0.4, 0.8)))
    assert asked("what is my accuracy", known).startswith("0.9: the accuracy after epoch 2.")
    assert asked("what is my val_loss", known).startswith("2.5: the validation loss")
    assert asked("what is my loss", known).startswith("1: the loss")
    assert asked("which was the lowest loss", known).startswith("1, in epoch 2 of 2")


@pytest.mark.parametrize(
    ("curve", "words"),
    [
        ((10.0, 5.0, 4.999), "hardly changes any more"),
        ((10.0, 5.0, 6.0), "is rising"),
        ((10.0, 5.0, 4.0), "is still falling"),
        ((10.0,), "too early to see a trend"),
        ((0.0, 0.0, 0.0), "hardly changes any more"),
    ],
)
def test_the_trend_is_read_off_the_last_tenth(curve: tuple[float, ...], words: str) -> None:
    assert words in asked("is it still improving", trained(history(loss=curve)))


DOWN = tuple(float(value) for value in range(20, 0, -1))


@pytest.mark.parametrize(
    ("loss", "validation", "words"),
    [
        (
            tuple(range(20, 0, -1)),
            (9.0, 8.0, 5.0) + (6.0,) * 17,
            "Yes: the validation loss was lowest at 5 in epoch 3",
        ),
        (DOWN, (9.0,) * 17 + (5.0, 6.0, 6.0), "Perhaps"),
        (DOWN, tuple(value + 0.5 for value in DOWN), "There is no sign of it"),
        ((1.0, 2.0, 3.0) + (5.0,) * 17, (4.0, 4.0, 5.0) + (8.0,) * 17, "There is no sign of it"),
    ],
)
def test_overfitting_is_a_validation_loss_that_rose_while_the_loss_fell(
    loss: tuple[float, ...], validation: tuple[float, ...], words: str
) -> None:
    assert words in asked("is it overfitting", trained(history(loss=loss, val_loss=validation)))


LABELS = replace(X, minimum=10.0, maximum=60.0)


@pytest.mark.parametrize(
    ("curve", "words"),
    [
        ((1195.0, 400.0, 1.01, 1.0), "off by about 1, and y goes from 10 to 60. That is close."),
        ((1195.0, 400.0, 400.0, 400.0), "off by about 20, and y goes from 10 to 60. That is not close yet."),
        ((1195.0, 400.0, 400.0, 400.0), "more epochs alone will not help"),
        ((1195.0, 400.0, 300.0, 200.0), "still falling, so more epochs bring more"),
        ((1195.0, 400.0, 300.0, 500.0), "a smaller learning rate is the first thing to try"),
        ((1195.0,), "train for more"),
        ((10.0, math.nan), "The loss is nan."),
    ],
)
@pytest.mark.parametrize("question", ["is that good?", "why is the error so large", "is my loss too high"])
def test_a_loss_is_judged_by_the_range_of_y_and_by_its_way(
    question: str, curve: tuple[float, ...], words: str
) -> None:
    known = trained(history(loss=curve)) | {"values_y": LABELS}
    assert words in asked(question, known)


def test_without_labels_a_loss_is_judged_in_the_unit_of_y() -> None:
    assert "Its root, 5, is about how far off a prediction is" in asked("is that good?", trained(FALLING))


def test_an_accuracy_is_judged_as_a_share() -> None:
    known = trained(history(loss=(2.0, 1.0), accuracy=(0.5, 0.9)))
    assert "That is 90% right." in asked("is my accuracy good", known)


def test_a_result_cannot_be_judged_before_there_is_one() -> None:
    assert asked("why is the error so large", {"model": NEW}).startswith("`model` has not been trained yet.")
    assert asked("is that good?", {}).startswith("There is no model yet.")


def test_what_is_wrong_is_said_of_the_session_itself() -> None:
    misspelled = replace(MODEL, compiled=replace(ADAM, loss="mean_sqared_error", loss_known=False))
    assert asked("what did I do wrong", {"model": misspelled}).startswith(
        "Keras knows no loss `mean_sqared_error`"
    )
    assert asked("what did I do wrong", LOST).startswith("The loss is nan.")
    assert asked("what did I do wrong").startswith("Nothing is wrong just now.")
    assert asked("what did I do wrong", {}).startswith("Nothing is wrong just now.")


def test_the_loss_at_the_start_comes_first_when_it_is_asked_for() -> None:
    assert asked("what was the loss at the beginning").startswith("1195: the loss after the first epoch.")


def test_weights_and_predictions_that_are_nan_are_said_to_be_lost() -> None:
    lost = replace(MODEL, weights=tuple(replace(each, finite=False, values=(math.nan,)) for each in MODEL.weights))
    said: dict[Probe, Facts] = {Predict("model", ((7.0,),)): ArrayFacts((1, 1), "float32", values=(math.nan,))}
    assert "no numbers any more" in asked("what is my weight", {"model": lost})
    assert "no numbers any more" in asked("what would it say for 7", {"model": lost}, said)


LOST = trained(history(loss=(10.0, 1e9, math.nan)))


def test_nan_comes_with_its_epoch_and_what_to_do() -> None:
    text = asked("why is my loss nan", LOST)
    assert text.startswith("The loss is nan. It was still a number in epoch 2.")
    assert text.endswith("build the model again before the next training.")


@pytest.mark.parametrize(
    ("extra", "cause"),
    [
        ({"x": replace(X, finite=False)}, "`x` holds nan or infinity."),
        ({"x": replace(X, maximum=5000.0)}, "`x` holds values as large as 5000."),
        ({}, "The learning rate 0.1 is large: Adam uses 0.001 by itself."),
        ({}, "The loss grew from 10 to 1e9 first"),
    ],
)
def test_nan_has_a_likely_cause(extra: dict[str, Facts], cause: str) -> None:
    assert f"- {cause}" in asked("why is my loss nan", LOST | extra)


def test_without_a_cause_in_sight_none_is_invented() -> None:
    calm = replace(MODEL, compiled=replace(ADAM, optimizer_config={"learning_rate": 0.001}))
    known = trained(history(loss=(1.0, math.nan)), calm)
    assert "- I see no cause in the data or in the learning rate." in asked("why is my loss nan", known)


@pytest.mark.parametrize("question", ["what is my loss", "is it still improving", "is it overfitting"])
def test_questions_about_a_loss_that_is_nan_lead_to_its_cause(question: str) -> None:
    known = trained(history(loss=(1.0, math.nan), val_loss=(1.0, math.nan)))
    assert asked(question, known).startswith("The loss is nan.")


def test_a_prediction_is_made_for_the_number_in_the_question() -> None:
    replies: dict[Probe, Facts] = {Predict("model", ((7.0,),)): ArrayFacts((1, 1), "float32", values=(42.24,))}
    assert asked("what would it say for 7?", replies=replies).startswith("42.24 for 7.")
    assert asked("what would it say for seven?", replies=replies).startswith("42.24 for 7.")
    known = {"model": NEW}
    assert "comes from random weights" in asked("what would it say for 7?", known, replies)


def test_several_numbers_are_several_samples_or_one_as_the_model_wants() -> None:
    two: dict[Probe, Facts] = {
        Predict("model", ((7.0,), (8.0,))): ArrayFacts((2, 1), "float32", values=(42.0, 44.0))
    }
    assert asked("what would it say for 7 and 8", replies=two).startswith("42 for 7, 44 for 8.")
    wide = {"model": replace(MODEL, input_shape=(None, 2))}
    one: dict[Probe, Facts] = {Predict("model", ((7.0, 8.0),)): ArrayFacts((1, 1), "float32", values=(15.0,))}
    assert asked("what would it say for 7 and 8", wide, one).startswith("15 for 7, 8.")
    assert asked("what would it say for 7", wide).startswith(
        "`model` takes 2 numbers at a time, and your question has 1."
    )


def test_a_prediction_that_fails_is_said_to_have_failed() -> None:
    replies: dict[Probe, Facts] = {Predict("model", ((7.0,),)): FailedFacts("NotBuiltError", "no weights")}
    assert asked("what would it say for 7", replies=replies).startswith("`model` could not be asked about 7.")


def test_weights_that_are_no_line_are_a_table() -> None:
    second = LayerFacts("Dense", "dense_1", {"units": 1}, (None, 1), 2)
    two = replace(
        MODEL, layers=(LINE, second), weights=MODEL.weights * 2, weight_names=("kernel", "bias") * 2, parameters=4
    )
    first, table = answers("what is my weight now", ScriptedSession(facts={"model": two}))
    assert isinstance(first, Answered) and first.text.startswith("4 numbers")
    assert isinstance(table, Table)


def test_too_many_weights_are_counted_and_not_shown() -> None:
    text = asked("show me the weights", {"model": LARGE})
    assert text.startswith("101,770 numbers, too many to show.")
    assert "Training changes 101,000 of them." in asked("how big is my model", {"model": LARGE})


def test_a_model_without_an_input_shape_has_no_weights_yet() -> None:
    empty = {"model": ModelFacts(layers=(replace(LINE, output_shape=None, parameters=0),))}
    assert asked("what is my weight now", empty).startswith("`model` has no weights yet.")
    assert asked("how many parameters does my model have", empty).startswith("`model` has no parameters yet.")
    assert "not known before its input shape is" in asked("what is the shape of model", empty)


def test_a_misspelled_loss_and_a_schedule_are_named_for_what_they_are() -> None:
    odd = replace(
        ADAM, loss="mean_sqared_error", loss_known=False, optimizer_config={"learning_rate": "CosineDecay"}
    )
    known = {"model": replace(MODEL, compiled=odd)}
    assert "Keras knows no loss of that name" in asked("which loss function am i using", known)
    assert "follows the schedule `CosineDecay`" in asked("what is my learning rate", known)


def subjects() -> list[str]:
    """Those of the voices."""
    return sorted(name for name in read_voices(lessons_directory()) if name.startswith("="))


@pytest.mark.parametrize("name", subjects())
def test_every_subject_is_one_file_with_a_title_and_an_idea_of_the_glossary(name: str) -> None:
    found = subject(name)
    assert found is not None and found == subject(name.removeprefix("="))
    assert found.title == found.title.strip() != ""
    assert {found.idea, *found.terms} - {""} <= ENTRIES
    assert found.idea or found.needs is Needs.NOTHING


def test_no_two_subjects_have_the_same_title_and_every_file_has_voices() -> None:
    titles = [found.title for name in subjects() if (found := subject(name)) is not None]
    assert len(set(titles)) == len(titles) == len(subjects())
    files = (path.stem for path in Path(subjects_room.__path__[0]).glob("*.py"))
    assert {f"={name}" for name in files if subject(name)} == set(subjects())


@pytest.mark.parametrize("name", ["", "=", "nobody", "=nobody", "asking", "reading", "subject", "../world", "a b"])
def test_what_is_no_subject_is_none(name: str) -> None:
    assert subject(name) is None


@pytest.mark.parametrize("name", subjects())
@pytest.mark.parametrize("known", [{}, {"values_x": X}, {"model": NEW}, {"model": LARGE}, trained(FALLING)])
def test_whatever_the_session_holds_a_subject_answers_in_sentences_or_not_at_all(
    name: str, known: dict[str, Facts]
) -> None:
    found = subject(name)
    assert found is not None
    for event in told("and now what about 7?", ScriptedSession(facts=known), found):
        assert not isinstance(event, Answered) or event.text.strip()
