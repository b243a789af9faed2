"""Questions about the session that ask for a reason, a comparison or a trial: the number first, code that runs."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping

import pytest
from msgspec.structs import replace

from tests.answers.scripted import ADAM, FALLING, LINE, MODEL, NEW, X, history, trained
from tutor.answers.subjects.asking import subject, told
from tutor.core.events import Answered, Event
from tutor.core.facts import (
    ArrayFacts,
    Evaluate,
    Facts,
    LayerFacts,
    MissingFacts,
    ModelFacts,
    Predict,
    Probe,
    ResultFacts,
    ScalarFacts,
)
from tutor.session.scripted import ScriptedSession

Y = ArrayFacts((6,), "float64", minimum=10.0, maximum=60.0, values=(10.0, 30.0, 34.0, 42.0, 54.0, 60.0))
"""2·x + 30, exactly."""
NOISY = replace(Y, values=(12.0, 28.0, 35.0, 41.0, 57.0, 58.0))
STEADY = history(loss=(1195.0,) + (25.0,) * 40)
DATA: dict[str, Facts] = {"values_x": X, "values_y": Y}
STEPS = Evaluate("int(model.history.params['steps'])")
UPDATES = Evaluate("int(model.optimizer.iterations)")


def events(
    name: str, question: str, facts: Mapping[str, Facts], replies: Mapping[Probe, Facts] | None = None
) -> tuple[Event, ...]:
    found = subject(name)
    assert found is not None
    return told(question, ScriptedSession(facts=facts, answers=replies), found)


def asked(
    name: str,
    facts: Mapping[str, Facts] | None = None,
    replies: Mapping[Probe, Facts] | None = None,
    question: str = "",
) -> str:
    """The answer's text; the session holds points on a line and a model trained on them unless told otherwise."""
    known = DATA | trained(FALLING) if facts is None else facts
    return "\n".join(each.text for each in events(name, question, known, replies) if isinstance(each, Answered))


def code_in(text: str) -> list[str]:
    """Every piece of code of an answer that is more than a name; each must parse."""
    fenced = re.findall(r"```python\n(.*?)\n```", text, re.DOTALL)
    inline = [each for each in re.findall(r"`([^`\n]+)`", re.sub(r"(?s)```.*?```", "", text)) if "(" in each]
    return [each for each in (*fenced, *inline) if "..." not in each and not each.startswith("/")]


# What there is ------------------------------------------------------------------------------------------


def test_the_samples_are_counted_by_the_inputs_and_each_array_is_listed() -> None:
    assert asked("samples").startswith("6 samples.\n\n- `values_x`: 6\n- `values_y`: 6\n\n")
    assert asked("samples", {}) == ""
    pictures = {"pictures": replace(X, shape=(60_000, 28, 28))}
    text = asked("samples", pictures)
    assert text.startswith("The first number of a shape") and "- `pictures`: 60,000" in text


def test_the_largest_layer_is_named_with_its_share() -> None:
    small, large = replace(LINE, name="out", parameters=11), replace(LINE, name="hidden", parameters=20)
    model = replace(MODEL, layers=(LayerFacts("InputLayer"), large, small), parameters=31, trainable=31)
    assert asked("biggest_layer", {"model": model}).startswith("`hidden`: 20 of 31 parameters, 65%.")
    assert asked("biggest_layer", {"model": ModelFacts()}) == "`model` has no parameters yet."
    assert asked("biggest_layer", {}).startswith("There is no model yet.")


@pytest.mark.parametrize(
    ("steps", "updates", "beginning"),
    [
        (
            1,
            500,
            "1 batch an epoch: the weights change that often in each. With 6 samples that is about 6 in a batch.",
        ),
        (3, 12, "3 batches an epoch: the weights change that often in each. With 6 samples that is about 2 in"),
    ],
)
def test_batches_come_with_their_size_and_what_they_did(steps: int, updates: int, beginning: str) -> None:
    replies: dict[Probe, Facts] = {STEPS: ScalarFacts(steps, "int"), UPDATES: ScalarFacts(updates, "int")}
    text = asked("batches", replies=replies)
    assert text.startswith(beginning)
    assert f"changed them {updates:,} times" in text


def test_batches_that_nobody_counted_are_left_to_the_idea() -> None:
    assert asked("batches", replies={STEPS: MissingFacts()}) == ""


def test_everything_that_was_measured_is_listed() -> None:
    known = trained(history(loss=(2.0, 1.0), accuracy=(0.5, 0.9), val_loss=(3.0, 2.5)))
    assert asked("metrics", known) == "After epoch 2:\n\n- loss: 1\n- accuracy: 0.9\n- validation loss: 2.5"
    assert "`metrics=[...]` in `compile` adds more" in asked("metrics")


def test_the_latest_result_is_described() -> None:
    session = ScriptedSession(facts=DATA)
    session.result = ResultFacts(value=ArrayFacts((6, 1), "float32", values=(1.0,) * 6))
    found = subject("last_output")
    assert found is not None
    (said,) = told("what is that", session, found)
    assert isinstance(said, Answered)
    assert said.text.startswith("Your latest result is ") and "(6, 1)" in said.text
    assert told("what is that", ScriptedSession(), found) == ()


# Why -----------------------------------------------------------------------------------------------------


def test_a_bias_that_has_not_arrived_is_told_how_far_it_has_to_go() -> None:
    text = asked("bias_off")
    assert text.startswith("The weight is 2.12, the bias 27.4. The best line through your points has 2 and 30.")
    assert "after 4 epochs the loss is 25 and still falling" in text
    assert "still has 2.6 to go, in steps of at most about 0.1" in text
    assert "`model.fit(values_x, values_y, epochs=500)` goes on from here." in text


def test_a_bias_that_stands_still_needs_something_else_than_epochs() -> None:
    text = asked("bias_off", DATA | trained(STEADY))
    assert "The loss stands still at 25" in text and "another learning rate is the first thing to try" in text


def test_a_bias_that_is_right_has_nothing_left_to_gain() -> None:
    weights = tuple(
        replace(array, values=(value,)) for array, value in zip(MODEL.weights, (2.0, 30.0), strict=True)
    )
    there = replace(MODEL, weights=weights)
    assert asked("bias_off", DATA | trained(FALLING, there)).endswith("There is nothing left to gain.")


def test_a_model_that_is_no_line_leaves_the_question_to_the_idea() -> None:
    two = replace(MODEL, weights=(replace(MODEL.weights[0], shape=(2, 1), values=(1.0, 2.0)), MODEL.weights[1]))
    assert asked("bias_off", DATA | trained(FALLING, two)) == ""
    assert asked("bias_off", trained(FALLING)) == ""


@pytest.mark.parametrize(
    ("labels", "words"),
    [
        (Y, "Your points lie on one line, so 0 is possible."),
        (NOISY, "your points do not lie on one line"),
    ],
)
def test_whether_it_will_be_exact_is_told_by_the_points(labels: ArrayFacts, words: str) -> None:
    text = asked("exact", {"values_x": X, "values_y": labels} | trained(FALLING))
    assert text.startswith("After 4 epochs the loss is 25")
    assert words in text
    assert "It is still falling. `model.fit(values_x, values_y, epochs=500)`" in text
    assert "It hardly changes any more." in asked("exact", DATA | trained(STEADY))


def test_evaluate_differs_for_the_reasons_that_hold_here() -> None:
    alone = asked("evaluate_differs", replies={STEPS: ScalarFacts(1, "int")})
    assert alone.startswith(
        "25 is the loss of the last epoch of `fit`.\n\n- The loss of an epoch is measured before"
    )
    several = asked("evaluate_differs", replies={STEPS: ScalarFacts(3, "int")})
    assert "the mean over its 3 batches" in several
    dropping = replace(MODEL, layers=(*MODEL.layers, LayerFacts("Dropout", "dropout")))
    text = asked("evaluate_differs", DATA | trained(FALLING, dropping))
    assert "Your model has Dropout, which works in training and rests in `evaluate`." in text


ROWS = tuple((value,) for value in X.values)


def test_the_worst_sample_is_found_by_asking_the_model() -> None:
    said = ArrayFacts((6, 1), "float32", values=(11.0, 30.0, 34.0, 42.0, 49.0, 60.0))
    text = asked("worst_sample", replies={Predict("model", ROWS): said})
    assert text.startswith("-5 at x = 12: the model says 49, y is 54. No other of the 6 is further off.")


def test_a_worst_sample_that_cannot_be_seen_comes_as_code() -> None:
    text = asked("worst_sample", trained(FALLING))
    assert text.startswith("I cannot see the data for it.")
    assert code_in(text) == ["np.argmax(np.abs(model.predict(x).ravel() - y))"]


# Better or worse -----------------------------------------------------------------------------------------


# What if -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("what if the learning rate was 0.01", "keras.optimizers.Adam(0.01)"),
        ("what if i used sgd", "keras.optimizers.SGD("),
        ("what would rmsprop do", "keras.optimizers.RMSprop("),
        ("what if i train for 2000 epochs", "epochs=2000"),
        ("what if i train for two hundred epochs", "epochs=200"),
        ("what if", "keras.optimizers.Adam(0.1)"),
    ],
)
def test_another_setting_is_tried_by_lines_with_the_learners_own_names(question: str, line: str) -> None:
    known: dict[str, Facts] = {"km": replace(X), "taxi": MODEL, "features": X, "y": Y, "history": FALLING}
    text = asked("what_if", known, question=question)
    (code,) = [each for each in code_in(text) if "\n" in each]
    assert line in code
    assert "h2 = taxi.fit(features, y, epochs=" in code
    ast.parse(code)


def test_what_if_without_a_recipe_says_that_first() -> None:
    assert asked("what_if", {"model": replace(MODEL, compiled=None)}).startswith("`model` is not compiled yet.")


REASONS = (
    "samples", "biggest_layer", "bias_off", "exact", "evaluate_differs", "worst_sample", "improved", "batches",
    "metrics", "last_output", "compare_runs", "what_if",
)  # fmt: skip


@pytest.mark.parametrize("name", REASONS)
@pytest.mark.parametrize("learning_rate", [0.1, 1e-05, "CosineDecay"])
def test_code_in_an_answer_parses_and_has_names_that_are_there(name: str, learning_rate: float | str) -> None:
    taxi = replace(MODEL, compiled=replace(ADAM, optimizer_config={"learning_rate": learning_rate}))
    known: dict[str, Facts] = {"inputs": X, "price_y": Y, "taxi": taxi, "history": FALLING}
    for code in code_in(asked(name, known, question="with 0.5")):
        tree = ast.parse(code)
        made = {"h1", "h2"}
        used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        assert used <= {*known, *made, "keras", "np", "x", "y"}, code
        if name != "worst_sample":
            assert used <= {*known, *made, "keras", "np"}, code


@pytest.mark.parametrize(
    "name", sorted(set(REASONS) - {"samples", "biggest_layer", "last_output", "compare_runs"})
)
def test_before_a_training_the_answer_says_so(name: str) -> None:
    if name == "what_if":
        assert asked(name, {}).startswith("There is no model yet.")
    else:
        assert asked(name, {"model": NEW}).startswith("`model` has not been trained yet.")
