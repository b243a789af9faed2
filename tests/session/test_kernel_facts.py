"""Facts of real objects, all the way from the kernel."""

from __future__ import annotations

import math

import pytest

from tests.kernel import fact, facts, printed, ran
from tutor.core.facts import (
    ArrayFacts,
    DatasetFacts,
    FailedFacts,
    HistoryFacts,
    LayerFacts,
    MissingFacts,
    ModelFacts,
    NothingFacts,
    ObjectFacts,
    Predict,
    ScalarFacts,
    TextFacts,
)
from tutor.session.kernel import KernelSession

pytestmark = pytest.mark.kernel

IMPORTS = "import keras, numpy as np, tensorflow as tf\n"
MODEL = (
    "model = keras.Sequential([keras.Input(shape=(1,)), keras.layers.Dense(1, name='only')])\n"
    "x = np.array([0.0, 1.0, 2.0]); y = 2 * x\n"
)
COMPILE = "model.compile(loss='mse', optimizer=keras.optimizers.Adam(0.1), metrics=['mae'])\n"


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("None", NothingFacts()),
        ("3", ScalarFacts(3, "int")),
        ("True", ScalarFacts(True, "bool")),
        ("np.float32(0.5)", ScalarFacts(0.5, "float32")),
        ("np.float64(0.5)", ScalarFacts(0.5, "float64")),
        ("np.array(2)", ScalarFacts(2, "ndarray")),
        ("tf.constant(2.0)", ScalarFacts(2.0, "EagerTensor")),
        ("-np.inf", ScalarFacts(-math.inf, "float")),
        ("'text'", TextFacts("text", 4)),
        ("'a' * 5000", TextFacts("a" * 1000, 5000)),
        ("[[1, 2], [3, 4]]", ArrayFacts((2, 2), "int64", "list", 1, 4, True, (1, 2, 3, 4))),
        ("(1.5, 2)", ArrayFacts((2,), "float64", "tuple", 1.5, 2, True, (1.5, 2))),
        ("[]", ArrayFacts((0,), "float64", "list")),
        ("np.zeros((0, 3))", ArrayFacts((0, 3), "float64")),
        ("tf.constant([1, 2])", ArrayFacts((2,), "int32", "EagerTensor", 1, 2, True, (1, 2))),
        ("keras.Variable([1.0])", ArrayFacts((1,), "float32", "Variable", 1, 1, True, (1,))),
        ("np.array(['a', 'b'])", ArrayFacts((2,), "<U1", values=("a", "b"))),
        ("np.array([True, False])", ArrayFacts((2,), "bool", "ndarray", 0, 1, True, (True, False))),
        ("tf.data.Dataset.range(6).batch(4)", DatasetFacts("BatchDataset", "(None,) int64", 2)),
        ("tf.data.Dataset.range(6).repeat()", DatasetFacts("RepeatDataset", "() int64", -1)),
        ("[[1, 2], [3]]", ObjectFacts("list", "[[1, 2], [3]]")),
        ("['a', 'b']", ObjectFacts("list", "['a', 'b']")),
        ("len", ObjectFacts("builtin_function_or_method")),
        ("keras", ObjectFacts("module")),
        ("keras.Model", ObjectFacts("type")),
    ],
    ids=str,
)
def test_the_facts_of(session: KernelSession, expression: str, expected: object) -> None:
    ran(session, IMPORTS)
    assert fact(session, f"({expression})") == expected


def test_nan_and_infinity_arrive(session: KernelSession) -> None:
    ran(session, IMPORTS + "values = np.array([1.0, np.nan, -np.inf, 3.0])")
    found = fact(session, "values")
    assert (found.finite, found.minimum, found.maximum) == (False, 1.0, 3.0)
    assert math.isnan(found.values[1]) and found.values[2] == -math.inf


def test_an_array_of_nothing_but_nan_has_no_extremes(session: KernelSession) -> None:
    ran(session, IMPORTS + "values = np.full(3, np.nan)")
    assert (fact(session, "values").minimum, fact(session, "values").maximum) == (None, None)


def test_a_large_array_sends_only_its_beginning(session: KernelSession) -> None:
    ran(session, IMPORTS + "values = np.arange(60_000).reshape(20, 3000)")
    found = fact(session, "values")
    assert (found.shape, found.maximum, len(found.values), found.whole) == ((20, 3000), 59_999, 1000, False)


def test_what_cannot_be_described_fails_without_harm(session: KernelSession) -> None:
    ran(session, "class Odd:\n    def __repr__(self): raise KeyError('no repr')\nodd = Odd()")
    assert isinstance(fact(session, "odd"), (FailedFacts, ObjectFacts))
    assert fact(session, "1 / 0") == FailedFacts("ZeroDivisionError", "division by zero")
    assert fact(session, "nobody + 1").error == "NameError"


def test_a_built_model_is_described(session: KernelSession) -> None:
    ran(session, IMPORTS + MODEL)
    found = fact(session, "model")
    assert isinstance(found, ModelFacts)
    assert (found.holder, found.built, found.input_shape, found.output_shape) == (
        "Sequential",
        True,
        (None, 1),
        (None, 1),
    )
    assert (found.parameters, found.trainable, found.weight_names) == (2, 2, ("kernel", "bias"))
    assert found.compiled is None and found.trained_epochs == 0
    (layer,) = found.layers
    assert (layer.kind, layer.name, layer.output_shape, layer.parameters) == ("Dense", "only", (None, 1), 2)
    assert layer.config["units"] == 1 and layer.config["activation"] == "linear"


def test_a_model_that_is_not_built_yet_is_described(session: KernelSession) -> None:
    ran(session, IMPORTS + "model = keras.Sequential([keras.layers.Dense(3, activation='relu')])")
    found = fact(session, "model")
    assert (found.built, found.input_shape, found.output_shape, found.parameters) == (False, None, None, 0)
    assert found.layers[0].output_shape is None
    assert found.layers[0].config["activation"] == "relu"


def test_functional_models_with_two_inputs_and_models_of_ones_own_are_described(session: KernelSession) -> None:
    ran(
        session,
        IMPORTS + "a, b = keras.Input((2,)), keras.Input((3,))\n"
        "two = keras.Model([a, b], keras.layers.Dense(1)(keras.layers.concatenate([a, b])))\n"
        "class Own(keras.Model):\n"
        "    def __init__(self):\n        super().__init__()\n        self.d = keras.layers.Dense(1)\n"
        "    def call(self, x): return self.d(x)\n"
        "own = Own()",
    )
    two, own = fact(session, "two"), fact(session, "own")
    assert (two.holder, two.input_shape, two.output_shape, two.parameters) == ("Functional", None, (None, 1), 6)
    assert (own.holder, own.built, len(own.layers)) == ("Own", False, 1)


def test_a_summary_is_printed(session: KernelSession) -> None:
    assert "Total params: 2" in printed(ran(session, IMPORTS + MODEL + "model.summary()"))


def test_a_layer_alone_is_described(session: KernelSession) -> None:
    ran(session, IMPORTS + "layer = keras.layers.Dense(4)")
    found = fact(session, "layer")
    assert isinstance(found, LayerFacts) and (found.kind, found.config["units"]) == ("Dense", 4)


@pytest.mark.parametrize(
    "spelling",
    [
        "'mse'",
        "'MSE'",
        "'mean_squared_error'",
        "'MeanSquaredError'",
        "keras.losses.MeanSquaredError()",
        "keras.losses.MeanSquaredError",
        "keras.losses.mean_squared_error",
        "['mse']",
    ],
)
def test_a_loss_has_one_name_however_it_is_spelt(session: KernelSession, spelling: str) -> None:
    ran(session, IMPORTS + MODEL + f"model.compile(loss={spelling}, optimizer='sgd')")
    compiled = fact(session, "model").compiled
    assert (compiled.loss, compiled.loss_known) == ("mean_squared_error", True)


def test_other_losses_keep_the_names_of_their_functions(session: KernelSession) -> None:
    ran(session, IMPORTS)
    spellings = ["KLDivergence", "kl_divergence", "LogCosh", "SparseCategoricalCrossentropy", "huber", "Poisson"]
    names = []
    for spelling in spellings:
        ran(session, MODEL + f"model.compile(loss='{spelling}')")
        names.append(fact(session, "model").compiled.loss)
    canonical = [
        "kl_divergence",
        "kl_divergence",
        "log_cosh",
        "sparse_categorical_crossentropy",
        "huber",
        "poisson",
    ]
    assert names == canonical


def test_a_loss_that_keras_does_not_know_is_kept_as_typed(session: KernelSession) -> None:
    ran(session, IMPORTS + MODEL + "model.compile(loss='mean_sqared_error')")
    compiled = fact(session, "model").compiled
    assert (compiled.loss, compiled.loss_known) == ("mean_sqared_error", False)


def test_a_loss_of_ones_own_is_known_by_its_name(session: KernelSession) -> None:
    ran(session, IMPORTS + MODEL + "def own(a, b): return abs(a - b)\nmodel.compile(loss=own)")
    compiled = fact(session, "model").compiled
    assert (compiled.loss, compiled.loss_known) == ("own", True)


def test_no_loss_is_none(session: KernelSession) -> None:
    ran(session, IMPORTS + MODEL + "model.compile(optimizer='adam')")
    assert fact(session, "model").compiled.loss is None


def test_how_a_loss_was_made_is_told(session: KernelSession) -> None:
    ran(session, IMPORTS + MODEL + "model.compile(loss=keras.losses.BinaryCrossentropy(from_logits=True))")
    assert fact(session, "model").compiled.loss_config["from_logits"] is True


def test_the_optimizer_and_its_learning_rate_are_told(session: KernelSession) -> None:
    ran(session, IMPORTS + MODEL + COMPILE)
    compiled = fact(session, "model").compiled
    assert (compiled.optimizer, compiled.optimizer_config["learning_rate"]) == ("Adam", 0.1)


def test_a_schedule_goes_by_its_class(session: KernelSession) -> None:
    schedule = "keras.optimizers.schedules.ExponentialDecay(0.1, 10, 0.9)"
    ran(session, IMPORTS + MODEL + f"model.compile(loss='mse', optimizer=keras.optimizers.SGD({schedule}))")
    assert fact(session, "model").compiled.optimizer_config["learning_rate"] == "ExponentialDecay"


@pytest.mark.parametrize(
    ("spelling", "names", "known"),
    [
        ("['mae', 'acc']", ("mean_absolute_error", "accuracy"), True),
        ("['accuracy', keras.metrics.AUC()]", ("accuracy", "auc"), True),
        ("[keras.metrics.RootMeanSquaredError(name='mine')]", ("root_mean_squared_error",), True),
        ("[keras.metrics.mean_absolute_error]", ("mean_absolute_error",), True),
        ("['acuracy']", ("acuracy",), False),
        ("None", (), True),
    ],
)
def test_metrics_have_one_name_however_they_are_spelt(
    session: KernelSession, spelling: str, names: tuple[str, ...], known: bool
) -> None:
    ran(session, IMPORTS + MODEL + f"model.compile(loss='mse', metrics={spelling})")
    compiled = fact(session, "model").compiled
    assert (compiled.metrics, compiled.metrics_known) == (names, known)


def test_a_history_is_described(session: KernelSession) -> None:
    ran(session, IMPORTS + MODEL + COMPILE + "history = model.fit(x, y, epochs=3, validation_split=0.34)")
    found = fact(session, "history")
    assert isinstance(found, HistoryFacts)
    assert found.epochs == 3 and found.seconds is not None and found.seconds > 0
    assert set(found.metrics) == {"loss", "mae", "val_loss", "val_mae"}
    assert len(found.metrics["loss"].curve) == 3
    assert fact(session, "model").trained_epochs == 3


def test_a_model_can_be_asked_without_being_changed(session: KernelSession) -> None:
    ran(session, IMPORTS + MODEL + "model.set_weights([np.array([[2.0]]), np.array([1.0])])")
    (found,) = facts(session, Predict("model", ((1.0,), (10.0,))))
    assert found == ArrayFacts((2, 1), "float32", "ndarray", 3.0, 21.0, True, (3.0, 21.0))


def test_a_model_without_weights_is_not_built_by_asking(session: KernelSession) -> None:
    ran(session, IMPORTS + "model = keras.Sequential([keras.layers.Dense(1)])")
    (found,) = facts(session, Predict("model", ((1.0,),)))
    assert isinstance(found, FailedFacts)
    assert not fact(session, "model").built
    assert facts(session, Predict("nobody", ((1.0,),))) == (MissingFacts("nobody"),)
