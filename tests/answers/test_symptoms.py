"""Symptoms: each judgement holds where it should and not right beside it; the answer says the number first."""

from __future__ import annotations

import ast
import math

import pytest
from msgspec.structs import replace

from tests.answers.symptom_worlds import LINE, Layers, X, Y, dense, world
from tutor.answers.symptoms import FILLINGS, JUDGEMENTS, told
from tutor.answers.symptoms.filling import filled
from tutor.answers.symptoms.seen import Seen
from tutor.answers.telling import entry_told
from tutor.answers.world import World, look
from tutor.core.entries import Cause, GlossaryEntry
from tutor.session.scripted import ScriptedSession
from tutor.storage.lessons import lessons_directory, load_glossary

SYMPTOMS = [entry for entry in load_glossary(lessons_directory()) if entry.causes]
BY_ID = {entry.id: entry for entry in SYMPTOMS}

DEEP = (dense(16, "relu"), dense(1))
SIGMOID = (dense(8, "relu"), dense(1, "sigmoid"))
THREE = (dense(8, "relu"), dense(3, "softmax"))
YES_NO = (0.0, 1.0, 0.0, 1.0, 1.0, 0.0)
KINDS = (0.0, 1.0, 2.0, 0.0, 1.0, 2.0)
FALLING = tuple(100 * 0.9**epoch for epoch in range(20))
RESTED = (100.0, 20.0, 5.0, 2.0, *(1.0,) * 16)
SPARSE = "sparse_categorical_crossentropy"
BINARY = "binary_crossentropy"
ONE = tuple(float(number) for number in range(100))

CASES: dict[str, tuple[World, World]] = {
    # The training
    "few epochs": (world(loss_curve=(3.0, 2.0)), world(loss_curve=FALLING)),
    "levelled off": (world(loss_curve=RESTED), world(loss_curve=FALLING)),
    "loss grew": (world(loss_curve=(1.0, 40.0, 1e9, math.nan)), world(loss_curve=(40.0, 41.0, 30.0, math.nan))),
    "many epochs": (world(loss_curve=(1.0,) * 300, seconds=3.0), world(loss_curve=(1.0,) * 30, seconds=3.0)),
    "many steps": (world(x=ONE, y=ONE, fit={"batch_size": 1}), world(x=ONE, y=ONE, fit={"batch_size": 10})),
    "patience short": (
        world(loss_curve=FALLING, fit={"epochs": 100, "monitors": (("EarlyStopping", "loss"),)}),
        world(loss_curve=RESTED, fit={"epochs": 100, "monitors": (("EarlyStopping", "loss"),)}),
    ),
    "rate high": (world(layers=DEEP, rate=0.5), world(layers=DEEP, rate=0.1)),
    "rate at its limit": (world(rate=0.01), world(rate=0.0001)),
    "rate low": (world(layers=DEEP, rate=0.001), world(layers=DEEP, rate=0.003)),
    "rate scheduled": (world(rate="ExponentialDecay"), world(rate=0.01)),
    "rate zero": (world(rate=0.0), world(rate=1e-9)),
    "slow fall": (world(loss_curve=(100.0, 95.0, 90.0, 85.0)), world(loss_curve=(100.0, 40.0, 12.0, 10.0))),
    "small batches": (world(x=ONE, y=ONE, fit={"batch_size": 2}), world(x=X, y=Y, fit={"batch_size": 2})),
    "still falling": (world(loss_curve=FALLING), world(loss_curve=RESTED)),
    "stopped by callback": (
        world(loss_curve=RESTED, fit={"epochs": 100, "monitors": (("EarlyStopping", "val_loss"),)}),
        world(loss_curve=RESTED, fit={"monitors": (("EarlyStopping", "val_loss"),)}),
    ),
    "too few steps": (
        world(optimizer="Adam", rate=0.001, updates=500),
        world(optimizer="Adam", rate=0.1, updates=500),
    ),
    "trained again": (world(fits=2), world()),
    "leap at new training": (
        world(fits=2, loss_curve=(5.0, 1.0, 9.0, 1.0)),
        world(fits=2, loss_curve=(5.0, 1.0, 1.1, 1.0)),
    ),
    "weights lost": (world(weights=(math.nan, 1.0)), world()),
    "fell within epoch": (world(loss_curve=(10.0, 5.0, 4.0)), world(loss_curve=(10.0, 4.0, 4.0))),
    # The data
    "asked on other scale": (
        world(asked=((0.0, 250.0), (0.0, 1.0))),
        world(asked=((0.0, 5.0), (0.0, 1.0))),
    ),
    "asked outside": (world(asked=((0.0, 20.0), X)), world(asked=((0.0, 14.0), X))),
    "data not finite": (world(x=(1.0, math.nan, 3.0), y=(1.0, 2.0, 3.0)), world()),
    "few validation rows": (
        world(val_loss_curve=(3.0, 2.0), fit={"validation": True, "split": 0.2}),
        world(x=ONE * 5, y=ONE * 5, val_loss_curve=(3.0, 2.0), fit={"validation": True, "split": 0.2}),
    ),
    "fewer rows than weights": (world(parameters=7), world(parameters=6)),
    "inputs are labels": (world(fit={"same_xy": True}), world(fit={})),
    "inputs large": (world(x=(0.0, 255.0, 3.0)), world(x=(0.0, 25.0, 3.0))),
    "inputs uneven": (
        world(x=((1.0, 900.0), (0.0, 5.0)), y=(1.0, 2.0), fit={"sizes": (1.0, 900.0)}),
        world(x=((1.0, 50.0), (0.0, 5.0)), y=(1.0, 2.0), fit={"sizes": (1.0, 50.0)}),
    ),
    "label among inputs": (world(fit={"leak": 0}), world(fit={})),
    "labels beyond output": (world(layers=(dense(1, "sigmoid"),)), world(layers=(dense(1, "relu"),))),
    "labels beyond 0 to 1": (
        world(y=(1.0, 2.0, 1.0), layers=SIGMOID, loss=BINARY),
        world(y=(0.0, 1.0, 1.0), layers=SIGMOID, loss=BINARY),
    ),
    "labels large": (world(y=(200000.0, 300000.0)), world(y=(2.0, 3.0))),
    "no negative labels": (world(), world(y=(-1.0, 2.0))),
    "one kind only": (world(y=(1.0, 1.0, 1.0)), world(y=(1.0, 1.0, 0.0))),
    "rare kind": (
        world(y=(*(0.0,) * 19, 1.0), layers=SIGMOID, loss=BINARY),
        world(y=(*(0.0,) * 12, *(1.0,) * 8), layers=SIGMOID, loss=BINARY),
    ),
    "sorted split": (
        world(val_loss_curve=(3.0, 2.0), fit={"split": 0.2, "validation": True, "ordered": True}),
        world(val_loss_curve=(3.0, 2.0), fit={"split": 0.2, "validation": True}),
    ),
    "validated on training": (
        world(val_loss_curve=(3.0, 2.0), fit={"validation": True, "same_validation": True}),
        world(val_loss_curve=(3.0, 2.0), fit={"validation": True, "shared": 0.01}),
    ),
    "wide inputs": (world(), world(x=(0.0, 1.0, -1.0))),
    # The model and its recipe
    "accuracy of numbers": (
        world(accuracy_curve=(0.0, 0.0)),
        world(layers=SIGMOID, loss=BINARY, accuracy_curve=(0.5, 0.6)),
    ),
    "accuracy of scores": (
        world(layers=DEEP, loss=BINARY, logits=True, accuracy_curve=(0.5, 0.5)),
        world(layers=SIGMOID, loss=BINARY, accuracy_curve=(0.5, 0.5)),
    ),
    "batch normalization": (world(layers=(dense(4, "relu"), ("BatchNormalization", {}), dense(1))), world()),
    "bias left out": (world(layers=(dense(1, use_bias=False),)), world()),
    "column beside row": (world(), world(y=tuple((value,) for value in Y))),
    "deep and saturating": (
        world(layers=(*(dense(8, "sigmoid"),) * 5, dense(1))),
        world(layers=(*(dense(8, "sigmoid"),) * 2, dense(1))),
    ),
    "dropout": (world(layers=(dense(8, "relu"), ("Dropout", {"rate": 0.5}), dense(1))), world(layers=DEEP)),
    "error for kinds": (world(layers=SIGMOID), world(layers=SIGMOID, loss=BINARY)),
    "frozen without compile": (world(fit={"cold": True}), world(fit={})),
    "large model": (world(parameters=2_000_000), world(parameters=2_000)),
    "many models": (world(models=5), world(models=2)),
    "no metrics": (world(), world(metrics=("mean_absolute_error",))),
    "no validation": (world(), world(val_loss_curve=(3.0, 2.0))),
    "nothing trainable": (world(trainable=0), world(trainable=1)),
    "number per kind": (world(y=KINDS, layers=THREE, loss=SPARSE), world(y=YES_NO, layers=SIGMOID, loss=BINARY)),
    "one unit softmax": (world(layers=(dense(1, "softmax"),)), world(layers=THREE)),
    "partly frozen": (world(layers=(dense(4, "relu", trainable=False), dense(1))), world(layers=DEEP)),
    "penalty in loss": (
        world(layers=(dense(4, "relu", kernel_regularizer={"l2": 0.1}), dense(1))),
        world(layers=DEEP),
    ),
    "raw scores": (
        world(layers=DEEP, loss=BINARY, logits=True),
        world(layers=DEEP, loss=BINARY),
    ),
    "relu at the end": (world(layers=(dense(1, "relu"),)), world(layers=DEEP)),
    "relu shut": (world(layers=DEEP, fit={"constant": True}), world(layers=DEEP, fit={})),
    "separate sigmoids": (world(layers=(dense(3, "sigmoid"),)), world(layers=SIGMOID)),
    "softmax missing": (world(layers=DEEP, loss=BINARY), world(layers=SIGMOID, loss=BINARY)),
    "softmax twice": (
        world(layers=THREE, loss=SPARSE, logits=True),
        world(layers=(dense(3),), loss=SPARSE, logits=True),
    ),
    "straight only": (world(layers=(dense(8), dense(1))), world(layers=DEEP)),
    "wider than labels": (world(layers=(dense(5),)), world()),
    # The answers
    "answers alike": (world(said=((23.4,),) * 6), world(said=tuple((value,) for value in Y))),
    "answers at the ends": (
        world(said=((0.0,), (1.0,), (1.0,), (0.0,), (0.0,), (1.0,))),
        world(said=((0.1,), (0.9,), (1.0,), (0.0,), (0.0,), (1.0,))),
    ),
    "answers beyond labels": (world(said=((-4.0,), *((20.0,),) * 5)), world(said=((4.0,), *((20.0,),) * 5))),
    "answers far too large": (world(said=((9000.0,), *((20.0,),) * 5)), world(said=((90.0,), *((20.0,),) * 5))),
    "answers near the mean": (
        world(said=tuple((38.0 + number,) for number in range(6))),
        world(said=tuple((20.0 + 5 * number,) for number in range(6))),
    ),
    "error small": (world(loss_curve=(100.0, 1.0)), world(loss_curve=(100.0, 64.0))),
    "kind left out": (
        world(y=KINDS, layers=THREE, loss=SPARSE, said=((0.6, 0.3, 0.1), (0.2, 0.7, 0.1)) * 3),
        world(y=KINDS, layers=THREE, loss=SPARSE, said=((0.6, 0.3, 0.1), (0.2, 0.7, 0.1), (0.1, 0.2, 0.7)) * 2),
    ),
    "line": (world(), world(weights=(math.nan, math.nan))),
    "loss of now": (
        world(loss_curve=(9.0, 4.0), said=tuple((value + 1,) for value in Y)),
        world(loss_curve=(9.0, 1.0), said=tuple((value + 1,) for value in Y)),
    ),
    "shapes": (world(), world(y=tuple((value,) for value in Y))),
    "sum is not 1": (
        world(layers=(dense(2, "sigmoid"),), said=((0.9, 0.8),) * 6),
        world(layers=(dense(2, "softmax"),), said=((0.2, 0.8),) * 6),
    ),
    "sum is nearly 1": (
        world(layers=(dense(2, "softmax"),), said=((0.2, 0.79999995),) * 6),
        world(layers=(dense(2, "softmax"),), said=((0.2, 0.7),) * 6),
    ),
    # The curves
    "accuracy and loss rise": (
        world(loss_curve=(3.0, 2.0, 3.0), accuracy_curve=(0.5, 0.6, 0.7)),
        world(loss_curve=(3.0, 2.0, 1.0), accuracy_curve=(0.5, 0.6, 0.7)),
    ),
    "accuracy at chance": (
        world(layers=THREE, accuracy_curve=(0.3, 0.34)),
        world(layers=THREE, accuracy_curve=(0.3, 0.5)),
    ),
    "accuracy fell": (
        world(loss_curve=(3.0, 1.0, 2.0), accuracy_curve=(0.5, 0.9, 0.6)),
        world(loss_curve=(3.0, 2.0, 1.0), accuracy_curve=(0.5, 0.6, 0.9)),
    ),
    "accuracy perfect": (world(accuracy_curve=(1.0, 1.0)), world(accuracy_curve=(0.9, 1.0))),
    "accuracy still": (
        world(loss_curve=(3.0, 1.0), accuracy_curve=(0.5, 0.5)),
        world(loss_curve=(3.0, 1.0), accuracy_curve=(0.5, 0.8)),
    ),
    "accuracy zero": (world(accuracy_curve=(0.0, 0.0)), world(accuracy_curve=(0.0, 0.4))),
    "begins high": (world(loss_curve=(1195.0, 3.0)), world(loss_curve=(12.0, 3.0))),
    "clock": (world(seconds=2.0), world()),
    "columns": (world(), world(val_loss_curve=(3.0, 2.0))),
    "ended early": (world(fit={"epochs": 100}), world(fit={})),
    "first epoch only": (
        world(loss_curve=(900.0, 12.0, 12.0, 11.9, 11.9)),
        world(loss_curve=(900.0, 500.0, 200.0, 90.0, 40.0)),
    ),
    "high and still": (world(loss_curve=(900.0, 400.0, 399.0, 399.0)), world(loss_curve=(900.0, 4.0, 3.9, 3.9))),
    "leapt": (world(loss_curve=(3.0, 2.0, 40.0, 2.0)), world(loss_curve=(3.0, 2.0, 4.0, 2.0))),
    "loss": (world(), world(kept_curve=(1.0,), loss_curve=(1.0,))),
    "lost": (world(loss_curve=(1.0, math.nan)), world(loss_curve=(1.0, 2.0))),
    "lost at once": (world(loss_curve=(math.nan,) * 3), world(loss_curve=(1.0, math.nan, math.nan))),
    "lost later": (world(loss_curve=(1.0, math.nan, math.nan)), world(loss_curve=(math.nan,) * 3)),
    "ln 2": (world(loss_curve=(0.7, 0.6931)), world(loss_curve=(0.7, 0.65))),
    "ln of kinds": (world(layers=THREE, loss_curve=(1.2, 1.0986)), world(layers=THREE, loss_curve=(1.2, 0.9))),
    "models held": (world(), world()),
    "negative": (world(loss_curve=(0.5, -3.0)), world(loss_curve=(0.5, 0.0))),
    "restless": (
        world(loss_curve=(9.0, 4.0, 7.0, 3.0, 6.0, 2.0)),
        world(loss_curve=(9.0, 7.0, 6.0, 5.0, 4.9, 4.8)),
    ),
    "rising": (world(loss_curve=(1.0, 5.0, 9.0)), world(loss_curve=(9.0, 5.0, 1.0))),
    "slowly": (world(loss_curve=(1195.0, 1190.0, 1074.0)), world(loss_curve=(1195.0, 20.0, 2.0))),
    "steps made": (world(updates=7), world()),
    "turned": (world(loss_curve=(9.0, 2.0, 6.0)), world(loss_curve=(9.0, 4.0, 2.0))),
    "unmoved": (world(loss_curve=(88.0, 88.1, 87.9)), world(loss_curve=(88.0, 60.0, 40.0))),
    "validation above": (
        world(loss_curve=(2.0, 1.0), val_loss_curve=(2.0, 3.0)),
        world(loss_curve=(2.0, 3.0), val_loss_curve=(2.0, 1.0)),
    ),
    "validation accuracy below": (
        world(val_loss_curve=(2.0, 3.0), accuracy_curve=(0.5, 0.9), val_accuracy_curve=(0.5, 0.7)),
        world(val_loss_curve=(2.0, 3.0), accuracy_curve=(0.5, 0.7), val_accuracy_curve=(0.5, 0.9)),
    ),
    "validation below": (
        world(loss_curve=(2.0, 3.0), val_loss_curve=(2.0, 1.0)),
        world(loss_curve=(2.0, 1.0), val_loss_curve=(2.0, 3.0)),
    ),
    "validation restless": (
        world(val_loss_curve=(9.0, 4.0, 7.0, 3.0, 6.0, 2.0)),
        world(val_loss_curve=(9.0, 7.0, 6.0, 5.0, 4.9, 4.8)),
    ),
    "validation turned": (
        world(loss_curve=(9.0, 5.0, 1.0), val_loss_curve=(9.0, 6.0, 8.0)),
        world(loss_curve=(9.0, 5.0, 1.0), val_loss_curve=(9.0, 8.0, 6.0)),
    ),
    "zero": (world(loss_curve=(0.0, 0.0)), world(loss_curve=(0.1, 0.0))),
}
ALWAYS = {"loss", "models held", "steps made", "clock"}
"""These only tell a number, and so have nothing beside them where they do not hold."""


def holds(name: str, session: World) -> bool | None:
    evidence = JUDGEMENTS[name].find(Seen(session))
    return None if evidence is None else evidence.holds


def test_every_judgement_has_a_case_and_every_case_a_judgement() -> None:
    assert set(CASES) == set(JUDGEMENTS)


@pytest.mark.parametrize("name", CASES)
def test_a_judgement_holds_where_it_should_and_shows_why(name: str) -> None:
    evidence = JUDGEMENTS[name].find(Seen(CASES[name][0]))
    assert evidence is not None and evidence.holds
    assert evidence.text.endswith((".", ":")) and "nan.0" not in evidence.text


@pytest.mark.parametrize("name", [name for name in CASES if name not in ALWAYS])
def test_a_judgement_does_not_hold_right_beside_it(name: str) -> None:
    assert holds(name, CASES[name][1]) is False


@pytest.mark.parametrize("name", JUDGEMENTS)
def test_no_judgement_claims_anything_of_a_session_that_shows_nothing(name: str) -> None:
    nothing = look("", ScriptedSession())
    assert nothing is not None
    assert holds(name, nothing) is not True or name == "models held"


def test_judgements_that_are_causes_say_what_they_are_where_nobody_can_see_it() -> None:
    used = {cause.when for entry in SYMPTOMS for cause in entry.causes if cause.when}
    assert [name for name in used if not JUDGEMENTS[name].may_be.endswith(".")] == []


def test_there_are_forty_symptoms_and_each_has_causes_to_look_at() -> None:
    assert len(SYMPTOMS) >= 40
    assert [entry.id for entry in SYMPTOMS if len(entry.causes) < 2] == []


# The answer ---------------------------------------------------------------------------------------------


def test_the_number_stands_first_then_the_cause_with_its_evidence_then_what_to_try() -> None:
    text = told(BY_ID["lr_too_high"], world(rate=0.1, loss_curve=(1000.0, 1e9, math.inf, math.nan)))
    number, cause, code = text.split("\n\n")[:3]
    assert number == "Your loss went from 1000 to nan in 4 epochs."
    assert cause.startswith("Your learning rate is 0.1.") and "`x`" in cause
    assert code.startswith("```python\nmodel = keras.models.clone_model(model)")


def test_a_direction_that_is_not_there_is_said_and_not_explained_away() -> None:
    below = world(loss_curve=(2.0, 0.52), val_loss_curve=(2.0, 0.41))
    text = told(BY_ID["val_loss_higher"], below)
    assert text.startswith(
        "After epoch 2 your loss is 0.52 and your validation loss 0.41: the validation loss is the lower"
    )
    assert "I do not see that here" in text
    assert "do not see" not in told(BY_ID["val_better"], below)


def test_who_asks_what_it_is_is_told_that_first() -> None:
    session = replace(CASES["validation turned"][0], question="what is overfitting?")
    assert told(BY_ID["overfitting"], session).startswith(BY_ID["overfitting"].text)
    session = replace(session, question="why does my validation loss rise?")
    assert told(BY_ID["overfitting"], session).startswith("Your validation loss was lowest in epoch 2")


def test_a_line_is_answered_with_the_session_and_in_the_order_that_it_asks_for() -> None:
    session, overfitting = CASES["validation turned"][0].session, BY_ID["overfitting"]
    told_first = f"**{overfitting.term}**: {overfitting.text.strip()}"
    assert entry_told(overfitting, "what is overfitting?", session).startswith(told_first)
    answer = entry_told(overfitting, "my validation loss goes up since epoch 2", session)
    assert answer.startswith(f"**{overfitting.term}**: Your validation loss was lowest in epoch 2")


def test_nothing_is_said_twice() -> None:
    text = told(BY_ID["overfitting"], CASES["validation turned"][0])
    assert text.count("Your validation loss was lowest") == 1


def test_a_copy_is_not_offered_where_it_would_forget_what_a_layer_was_adapted_to() -> None:
    adapted: Layers = (("Normalization", {}), dense(8, "relu"), dense(1))
    assert filled("{fresh}", Seen(world(layers=adapted))) == ""
    assert filled("{fresh}", Seen(world())) == "keras.models.clone_model(model)"


def test_what_the_facts_rule_out_is_not_listed() -> None:
    flat = world(rate=0.0, loss_curve=(88.0, 88.0, 88.0, 88.0))
    assert "Your learning rate is 0" in told(BY_ID["loss_not_decreasing"], flat)
    assert "rate may be 0" not in told(BY_ID["loss_not_decreasing"], world(loss_curve=(88.0, 88.0, 88.0, 88.0)))


def test_what_no_fact_tells_follows_in_the_order_of_the_file() -> None:
    entry = GlossaryEntry(
        id="a",
        term="a",
        text="A text.",
        causes=(
            Cause(say="Second likely."),
            Cause(when="rate zero", say="Change it."),
            Cause(say="Third likely."),
        ),
    )
    text = told(entry, world(rate=0.0))
    assert text.index("Change it.") < text.index("- Second likely.") < text.index("- Third likely.")


@pytest.mark.parametrize("entry", SYMPTOMS, ids=lambda entry: entry.id)
def test_without_a_session_the_text_and_the_list_are_told(entry: GlossaryEntry) -> None:
    text = told(entry, None)
    assert text.startswith(entry.text) and "\n- " in text
    assert "{" not in text.replace("{kind", "")


@pytest.mark.parametrize("entry", SYMPTOMS, ids=lambda entry: entry.id)
@pytest.mark.parametrize(
    "name", ["lost later", "validation turned", "rate scheduled", "kind left out", "weights lost"]
)
def test_every_symptom_is_told_in_every_session_in_whole_sentences(entry: GlossaryEntry, name: str) -> None:
    text = told(entry, CASES[name][0])
    assert text and not text.endswith(":") and "  " not in text.replace("\n  ", "")
    assert "None" not in text.replace("(None,", "(").replace("None for the rows", "")


def test_an_entry_without_causes_is_its_text() -> None:
    assert told(GlossaryEntry(id="a", term="a", text="A text."), world()) == "A text."


# What it offers -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("entry", SYMPTOMS, ids=lambda entry: entry.id)
def test_what_is_offered_is_python_with_the_learners_names(entry: GlossaryEntry) -> None:
    seen = Seen(world(layers=SIGMOID, loss=BINARY, metrics=("accuracy",), optimizer="Adam", rate=0.01))
    for cause in entry.causes:
        for code in (filled(cause.offer, None), filled(cause.offer, seen)):
            ast.parse(code)


def test_a_smaller_rate_is_a_tenth_and_no_more_than_the_inputs_bear() -> None:
    assert filled("{slower}", Seen(world(layers=DEEP, rate=0.5))) == "0.05"
    assert float(filled("{slower}", Seen(world(rate=0.5)))) < 1 / (1 + sum(value**2 for value in X) / len(X))


def test_a_larger_rate_is_not_offered_where_the_loss_would_grow() -> None:
    assert filled("{faster}", Seen(world(rate=0.01))) == ""
    assert filled("{faster}", Seen(world(layers=DEEP, rate=0.01))) == "0.1"


def test_a_schedule_has_no_tenth_and_so_nothing_is_offered() -> None:
    assert filled("model.optimizer.learning_rate = {slower}", Seen(world(rate="ExponentialDecay"))) == ""


def test_a_new_compile_keeps_loss_optimizer_and_metrics() -> None:
    code = "compile(loss={loss}, optimizer=keras.optimizers.{optimizer}({usual}){metrics})"
    scores = world(layers=DEEP, loss=BINARY, logits=True, optimizer="Adam", metrics=("accuracy",))
    assert filled(code, Seen(scores)) == (
        "compile(loss=keras.losses.BinaryCrossentropy(from_logits=True), "
        'optimizer=keras.optimizers.Adam(0.001), metrics=["accuracy"])'
    )


def test_every_name_in_braces_has_something_to_stand_for_it_without_a_session() -> None:
    assert [name for name in FILLINGS if filled(f"{{{name}}}", None) != FILLINGS[name]] == []


def test_two_arrays_that_may_both_be_meant_are_none() -> None:
    found = look("", ScriptedSession(facts={**world().variables, "x_scaled": world().variables["x"]}))
    assert found is not None and Seen(found).x is None
    assert Seen(world(layers=LINE, y=Y)).x is not None
