"""A run knows where it comes from: which rows and which model went in, whatever held them, and what was drawn."""

from __future__ import annotations

from typing import Any

import pytest

from tests.kernel import fact, facts, ran
from tutor.core.facts import Drawn, HistoryFacts, Result, ResultFacts, Rows
from tutor.core.origins import PartFacts, RowsFacts, RunFacts
from tutor.core.outcome import mark
from tutor.session.kernel import KernelSession

pytestmark = pytest.mark.kernel

BEGIN = """\
import keras, numpy as np, tensorflow as tf
import matplotlib.pyplot as plt
x = np.arange(60.0).reshape(-1, 1); y = 2 * x[:, 0] + 30
train_x, train_y, test_x, test_y = x[:40], y[:40], x[40:], y[40:]
classes = (np.arange(60) * 7) % 3
wide = np.random.default_rng(0).normal(size=(60, 4))
def new(loss='mse', optimizer='sgd', inputs=1, units=1):
    model = keras.Sequential([keras.Input((inputs,)), keras.layers.Dense(units)])
    model.compile(optimizer, loss)
    return model
model, other = new(), new('mae', keras.optimizers.Adam(0.5))
"""


@pytest.fixture
def begun(session: KernelSession) -> KernelSession:
    ran(session, BEGIN)
    return session


def run_of(session: KernelSession, code: str) -> RunFacts:
    ran(session, f"history = {code}")
    found = fact(session, "history")
    assert isinstance(found, HistoryFacts) and found.run is not None
    return found.run


def part(session: KernelSession, *expressions: str) -> PartFacts:
    (rows,) = facts(session, Rows((expressions,)))
    assert isinstance(rows, RowsFacts) and rows.groups[0] is not None
    return rows.groups[0]


@pytest.mark.parametrize(
    "arguments",
    [
        "train_x, train_y",
        "x=train_x, y=train_y, shuffle=False",
        "x[:40], y[:40]",
        "train_x[:, 0], train_y[:, None]",
        "tf.constant(train_x), tf.constant(train_y)",
        "train_x[::-1], train_y[::-1]",
        "*[a[np.random.permutation(40)] if 0 else a[np.r_[20:40, 0:20]] for a in (train_x, train_y)]",
        "np.concatenate([x[:7], x[7:40]]), np.concatenate([y[:7], y[7:40]])",
        "train_x.astype('float32'), train_y.astype('int64')",
        "x, y, validation_split=1/3",
        "tf.data.Dataset.from_tensor_slices((train_x, train_y)).shuffle(40).batch(8).prefetch(2)",
        "tf.data.Dataset.from_tensor_slices((train_x, train_y)).cache().batch(16)",
    ],
)
def test_the_same_rows_are_the_same_whatever_holds_them(begun: KernelSession, arguments: str) -> None:
    assert run_of(begun, f"model.fit({arguments})").data == part(begun, "train_x", "train_y")


@pytest.mark.parametrize(
    "arguments",
    [
        "x, y",
        "test_x, test_y",
        "train_x[:39], train_y[:39]",
        "train_y[:, None], train_x",
        "train_x, train_y[::-1]",
        "train_x, train_y + 1",
        "np.repeat(train_x, 2, 0), np.repeat(train_y, 2)",
        "x, y, validation_split=0.5",
        "tf.data.Dataset.from_tensor_slices((x, y)).batch(8)",
    ],
)
def test_other_rows_are_others(begun: KernelSession, arguments: str) -> None:
    found = run_of(begun, f"model.fit({arguments})").data
    assert found is not None and found != part(begun, "train_x", "train_y")


def test_one_hot_labels_are_the_classes_they_stand_for(begun: KernelSession) -> None:
    ran(begun, "reader = new('categorical_crossentropy', 'adam', 4, 3)")
    run = run_of(begun, "reader.fit(wide, keras.utils.to_categorical(classes))")
    assert run.data == part(begun, "wide", "classes")


def test_a_data_set_that_does_more_than_shuffle_and_batch_is_run_once_to_know_its_rows(
    begun: KernelSession,
) -> None:
    code = "model.fit(tf.data.Dataset.from_tensor_slices((x, y)).map(lambda a, b: (a + %d, b)).batch(8))"
    assert run_of(begun, code % 0).data == part(begun, "x", "y")
    moved = run_of(begun, code % 1).data
    assert moved is not None and moved == part(begun, "x + 1", "y")


def test_rows_from_a_generator_cannot_be_told(begun: KernelSession) -> None:
    run = run_of(begun, "model.fit(((x[:8], y[:8]) for _ in range(9)), steps_per_epoch=4)")
    assert run.data is None and run.drawn


def test_a_training_in_which_rows_do_not_count_alike_is_told(begun: KernelSession) -> None:
    assert run_of(begun, "model.fit(x, y, sample_weight=np.linspace(0, 1, 60))").weighed
    assert run_of(begun, "model.fit(x, y, batch_size=8, steps_per_epoch=2)").partly
    plain = run_of(begun, "model.fit(x, y)")
    assert not (plain.weighed or plain.partly or plain.drawn or plain.by_hand or plain.changed)


def test_rows_of_earlier_trainings_weights_set_by_hand_and_a_changed_record_are_told(begun: KernelSession) -> None:
    ran(begun, "fresh = new(); fresh.fit(test_x, test_y)")
    assert run_of(begun, "fresh.fit(train_x, train_y)").earlier == (part(begun, "test_x", "test_y"),)
    ran(begun, "fresh = new(); fresh.set_weights([np.array([[2.0]]), np.array([30.0])])")
    assert run_of(begun, "fresh.fit(train_x, train_y)").by_hand
    ran(begun, "fresh = new(); fresh.layers[0].bias.assign([3.0])")
    assert run_of(begun, "fresh.fit(train_x, train_y)").by_hand
    assert not run_of(begun, "new().fit(train_x, train_y)").changed
    ran(begun, "history.history['loss'][-1] = 0.0")
    found = fact(begun, "history")
    assert isinstance(found, HistoryFacts) and found.run is not None and found.run.changed


@pytest.mark.parametrize(
    "validation",
    ["validation_data=(test_x, test_y)", "validation_data=[tf.constant(test_x), test_y]"],
)
def test_the_validation_rows_are_known(begun: KernelSession, validation: str) -> None:
    run = run_of(begun, f"model.fit(train_x, train_y, {validation})")
    assert run.validated and run.held == part(begun, "test_x", "test_y")
    split = run_of(begun, "model.fit(x, y, validation_split=1/3)")
    assert split.validated and split.held == run.held
    assert not run_of(begun, "model.fit(x, y)").validated


def test_it_is_known_which_model_compiled_how_in_which_lines_after_how_many_epochs(begun: KernelSession) -> None:
    first = run_of(begun, "model.fit(x, y, epochs=3)")
    assert (first.models, first.before, first.cell) == (("model",), 0, mark("history = model.fit(x, y, epochs=3)"))
    assert first.compiled is not None and first.compiled.loss == "mean_squared_error"
    assert run_of(begun, "model.fit(x, y)").before == 3
    second = run_of(begun, "other.fit(x, y)")
    assert second.models == ("other",) and second.compiled is not None
    assert (second.compiled.optimizer, second.compiled.optimizer_config["learning_rate"]) == ("Adam", 0.5)
    ran(begun, "other = new()")
    assert fact(begun, "history").run.models == ()
    ran(begun, "history = keras.callbacks.History(); history.history = {'loss': [0.0]}; history.epoch = [0]")
    assert fact(begun, "history").run is None


@pytest.mark.parametrize(
    ("code", "drawn", "not_drawn"),
    [
        ("plt.plot(x, 2 * x + 30)", "2 * x + 30", "3 * x"),
        ("plt.plot([-10, 15], [10, 60])", "2 * x + 30", "x"),
        ("plt.plot(y)", "y", "y[::-1]"),
        ("plt.plot(y[5:])", "y", "test_y"),
        ("fig, ax = plt.subplots(); ax.plot(range(1, 61), y, 'o')", "y", "x"),
        ("plt.scatter(wide[:, 0], wide[:, 1])", "wide[::-1, :2]", "wide[:, 1:3]"),
        ("plt.bar(['a', 'b', 'c'], [1, -2, 3])", "[1, -2, 3]", "[3, -2, 1]"),
        ("plt.barh(['a', 'b', 'c'], [1, -2, 3])", "[1, -2, 3]", "[3, -2, 1]"),
        ("plt.semilogy(np.exp(y / 50))", "np.exp(y / 50)", "y"),
        ("plt.plot(np.sin(np.arange(5000) / 50))", "np.sin(np.arange(5000) / 50)", "np.cos(np.arange(4000) / 50)"),
        ("w = np.linspace(0, 9, 50)[:, None]; plt.plot(w, model.predict(w))", "answers_of(model, x)", "x"),
    ],
)
def test_what_was_drawn_is_compared_with_an_expression(
    begun: KernelSession, code: str, drawn: str, not_drawn: str
) -> None:
    ran(begun, code)
    assert [each.value for each in _scalars(begun, Drawn((drawn,)), Drawn((not_drawn,)))] == [-1, 0]


def test_each_curve_counts_once_and_only_those_of_the_latest_cell(begun: KernelSession) -> None:
    ran(begun, "plt.plot(y); plt.plot(y)")
    assert _scalars(begun, Drawn(("y", "y")), Drawn(("y", "y", "y")))[1].value == 2
    ran(begun, "1 + 1")
    assert _scalars(begun, Drawn(("y",)))[0].value == 0


def test_looking_at_a_model_is_no_prediction_of_the_learners(begun: KernelSession) -> None:
    ran(begun, "model.predict(np.array([[1.0]]), verbose=0)")
    assert fact(begun, "len(model.predict(x, verbose=0))").value == 60
    (result,) = facts(begun, Result())
    assert isinstance(result, ResultFacts) and len(result.predictions) == 1


@pytest.mark.parametrize(
    ("expression", "truth"),
    [
        ("adapted_on(layer, wide)", True),
        ("adapted_on(layer, wide[::-1])", True),
        ("adapted_on(layer, wide[:40])", False),
        ("adapted_on(keras.layers.Normalization(), wide)", False),
        ("adapted_on(keras.layers.Normalization(mean=wide.mean(0), variance=wide.var(0)), wide)", True),
        ("adapted_on(keras.Sequential([keras.Input((4,)), layer, keras.layers.Dense(1)]), wide)", True),
        ("adapted_on(functional, wide)", True),
        ("adapted_on(functional, wide + 1)", False),
        ("adapted_on(model, x)", False),
        ("same(wide[:, :1], wide[:, 0])", True),
        ("same(wide, wide.T)", False),
        ("same(np.zeros(5), [0, 0, 0, 0, 1])", False),
        ("same(np.ravel(model.predict(x, verbose=0)), answers_of(model, x))", True),
        ("same(other.predict(x, verbose=0), answers_of(model, x))", False),
        ("same(measured(model, x, y), model.evaluate(x, y, verbose=0))", True),
    ],
)
def test_live_objects_are_compared_beside_them(begun: KernelSession, expression: str, truth: bool) -> None:
    ran(
        begun,
        "layer = keras.layers.Normalization(); layer.adapt(wide); i = keras.Input((4,))\n"
        "functional = keras.Model(i, keras.layers.Dense(1)(layer(i)))",
    )
    assert fact(begun, expression).value is truth


def _scalars(session: KernelSession, *probes: Drawn) -> Any:
    return facts(session, *probes)
