"""Models: how they are built, what they were compiled with, what they learned."""

from __future__ import annotations

import math
from typing import Any

import pytest
from msgspec.structs import replace

from tests.checks.worlds import array, compiled, dense, message, model, session
from tutor.checks.compiled import CompiledCheck
from tutor.checks.layers import LayersCheck
from tutor.checks.settings import same_setting
from tutor.checks.weights import WeightsCheck
from tutor.core.facts import CompiledFacts, Facts, LayerFacts, ModelFacts
from tutor.core.keras_names import LOSSES, METRICS, canonical
from tutor.core.verdict import Verdict

NEURON = LayersCheck(layers="model", input_shape=(1,), are=({"Dense": {"units": 1}},))
RECIPE = CompiledCheck(compiled="model", loss="mse", optimizer={"Adam": {"learning_rate": 0.1}})
RULE = WeightsCheck(weights="model", near=((2.0,), (30.0,)), within=(0.3, 5.0))
INPUT = LayerFacts("InputLayer", "input", {}, (None, 1))


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param(model(), id="Sequential"),
        pytest.param(model(INPUT, dense(), holder="Functional"), id="functional"),
        pytest.param(model(holder="LinearModel", input_shape=None), id="a class of one's own"),
        pytest.param(
            model(holder="LinearModel", built=False, input_shape=None, weights=()), id="one not called yet"
        ),
    ],
)
def test_a_model_passes_by_whatever_way_it_was_built(facts: Facts) -> None:
    assert NEURON.judge(session(model=facts)).passed


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (model(dense(5)), "has `units` 5. `units` is the number of neurons"),
        (model(dense(), dense()), "has 2 layers: Dense and Dense"),
        (model(LayerFacts("Flatten")), "of the class `Flatten`"),
        (model(input_shape=(None, 2)), "takes rows of the shape (2,)"),
        (model(built=False, input_shape=None, weights=()), "does not know yet how many numbers come in"),
        (model(layers=()), "has no layers yet"),
        (dense(), "`model` is a Dense layer"),
        (array(1.0), "`model` is an array of float64"),
        (model(holder="Own", input_shape=None, weights=(array(1.0, 2.0, shape=(2, 1)),)), "the shape (2,)"),
    ],
)
def test_the_message_says_what_is_wrong_with_the_model(facts: Facts, words: str) -> None:
    assert words in message(NEURON, session(model=facts))


@pytest.mark.parametrize(
    ("asked", "passes"),
    [
        ({"count": 2}, True),
        ({"count": 3}, False),
        ({"last_units": 3}, True),
        ({"last_units": 1}, False),
        ({"last_activation": "softmax"}, True),
        ({"last_activation": "linear"}, False),
        ({"parameters": 2}, True),
        ({"parameters": 9}, False),
        ({"output_shape": (1,)}, True),
        ({"output_shape": (3,)}, False),
        ({"are": ("Dense", {"Dense": {"activation": "softmax"}})}, True),
        ({"are": ("Dense", "Dropout")}, False),
    ],
)
def test_each_field_of_layers_is_judged(asked: dict[str, Any], passes: bool) -> None:
    facts = model(dense(16, activation="relu"), dense(3, activation="softmax"))
    assert LayersCheck(layers="model", **asked).judge(session(model=facts)).passed is passes


def test_parameters_are_not_counted_before_there_are_any() -> None:
    check = LayersCheck(layers="model", parameters=2)
    assert check.judge(session(model=model(holder="Line", built=False, parameters=0))).passed
    assert not check.judge(session(model=model(built=False, parameters=0))).passed


def test_an_activation_in_a_layer_of_its_own_counts_for_the_layer_before() -> None:
    check = LayersCheck(layers="model", are=({"Dense": {"units": 16, "activation": "relu"}}, "Dense"))
    for extra in (LayerFacts("ReLU"), LayerFacts("Activation", config={"activation": "relu"})):
        assert check.judge(session(model=model(dense(16), extra, dense()))).passed
    softmax = LayerFacts("Softmax")
    assert not check.judge(session(model=model(dense(16), softmax, dense()))).passed


@pytest.mark.parametrize(
    ("found", "wanted", "same"),
    [
        ((3, 3), 3, True),
        ((3, 3), (3, 5), False),
        ({"class_name": "GlorotUniform", "config": {}}, "glorot_uniform", True),
        ({"class_name": "function", "config": "softmax_v2"}, "softmax", True),
        (None, "linear", True),
        ("relu", "ReLU", True),
        (0.10000000149011612, 0.1, True),
        (1e-7, 2e-7, False),
        ("ExponentialDecay", 0.1, False),
        (True, False, False),
        (None, 1, False),
    ],
)
def test_settings_are_compared_by_what_they_mean(found: object, wanted: object, same: bool) -> None:
    assert same_setting(found, wanted) is same


@pytest.mark.parametrize("spelling", ["mse", "MSE", "MeanSquaredError", "mean_squared_error"])
def test_a_loss_may_be_asked_for_in_any_spelling(spelling: str) -> None:
    check = CompiledCheck(compiled="model", loss=spelling)
    assert check.judge(session(model=compiled())).passed


@pytest.mark.parametrize(
    ("spelling", "name"),
    [("KLDivergence", "kl_divergence"), ("R2Score", "r2_score"), ("AUC", "auc"), ("MeanIoU", "mean_io_u"),
     ("FBetaScore", "fbeta_score"), ("TopKCategoricalAccuracy", "top_k_categorical_accuracy")],
)  # fmt: skip
def test_a_class_name_becomes_the_name_keras_prints(spelling: str, name: str) -> None:
    assert canonical(spelling) == name
    assert name in (*LOSSES, *METRICS)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (model(), "has no loss and no optimizer yet"),
        (compiled("mean_absolute_error"), "The loss is `mean_absolute_error`"),
        (compiled(None), "without a loss"),
        (compiled(optimizer="RMSprop"), "The optimizer is `RMSprop`"),
        (compiled(rate=0.001), "`Adam` has the learning rate 0.001"),
        (compiled(rate="ExponentialDecay"), "the learning rate ExponentialDecay"),
    ],
)
def test_the_message_says_what_is_wrong_with_the_recipe(facts: Facts, words: str) -> None:
    assert words in message(RECIPE, session(model=facts))


def test_the_recipe_of_the_lesson_passes() -> None:
    assert RECIPE.judge(session(model=compiled(rate=0.10000000149011612))).passed


def test_a_misspelt_loss_is_caught_before_fit_and_the_line_mended() -> None:
    code = "model.compile(loss='mean_sqared_error', optimizer='adam')"
    judgement = RECIPE.judge(session(code, model=compiled("mean_sqared_error", loss_known=False)))
    assert "Did you mean `mean_squared_error`?" in judgement.message
    assert judgement.offer == "model.compile(loss='mean_squared_error', optimizer='adam')"


def test_a_loss_like_no_other_gets_no_guess() -> None:
    judgement = RECIPE.judge(session("", model=compiled("banana", loss_known=False)))
    assert "Did you mean" not in judgement.message
    assert judgement.offer == ""


def test_a_misspelt_metric_is_caught_too() -> None:
    facts = compiled(metrics=("mean_squared_error", "acuracy"), metrics_known=False)
    assert "`acuracy` is not a metric" in message(CompiledCheck(compiled="model"), session(model=facts))


def test_metrics_must_be_among_those_given() -> None:
    check = CompiledCheck(compiled="model", metrics=("mae",))
    assert check.judge(session(model=compiled(metrics=("mean_absolute_error", "accuracy")))).passed
    assert "There are no metrics" in message(check, session(model=compiled()))


@pytest.mark.parametrize(
    ("loss", "name", "passes"),
    [
        ("binary_crossentropy", "binary_accuracy", True),
        ("sparse_categorical_crossentropy", "sparse_categorical_accuracy", True),
        ("sparse_categorical_crossentropy", "categorical_accuracy", False),
        ("mean_squared_error", "binary_accuracy", False),
    ],
)
def test_accuracy_by_the_name_keras_has_for_it_beside_a_loss_is_accuracy(
    loss: str, name: str, passes: bool
) -> None:
    check = CompiledCheck(compiled="model", metrics=("accuracy",))
    assert check.judge(session(model=compiled(loss, metrics=(name,)))).passed is passes


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (
            model(weight=2.1, bias=0.49, trained_epochs=500),
            "The bias is 0.49; it should be near 30, give or take 5.",
        ),
        (
            model(weight=0.2, bias=28.0, trained_epochs=500),
            "The weight is 0.2; it should be near 2, give or take 0.3.",
        ),
        (model(weight=0.2), "has not been trained yet"),
        (model(weight=math.nan, bias=math.nan), "2 weights of `model` are nan or infinite"),
        (model(weights=(array(1.0, 2.0, shape=(2, 1)), array(0.0))), "has 3 weights"),
        (model(weights=()), "no weights that could be compared"),
    ],
)
def test_the_message_says_how_far_the_weights_are(facts: Facts, words: str) -> None:
    assert words in message(RULE, session(model=facts))


def test_a_layer_without_its_bias_is_another_layer_unless_the_step_says_so() -> None:
    facts = model(dense(1, use_bias=False))
    assert "has `use_bias` False" in message(
        LayersCheck(layers="model", are=({"Dense": {"units": 1}},)), session(model=facts)
    )
    asked = LayersCheck(layers="model", are=({"Dense": {"units": 1, "use_bias": False}},))
    assert asked.judge(session(model=facts)).passed


def test_a_loss_for_scores_does_not_go_with_a_layer_that_gives_probabilities() -> None:
    recipe = CompiledFacts("binary_crossentropy", loss_config={"from_logits": True}, optimizer="Adam")
    check = CompiledCheck(compiled="model", loss="binary_crossentropy")
    bent = model(dense(1, activation="sigmoid"), compiled=recipe)
    assert "from_logits" in message(check, session(model=bent))
    assert check.judge(session(model=model(dense(1), compiled=recipe))).passed


def test_weights_that_were_set_by_hand_are_not_learned() -> None:
    facts = model(weight=2.12, bias=27.4, trained_epochs=500, by_hand=True)
    assert "Weights of `model` were set by hand" in message(RULE, session(model=facts))


def test_weights_inside_their_room_pass() -> None:
    facts: ModelFacts = model(weight=2.12, bias=27.4, trained_epochs=500)
    assert RULE.judge(session(model=facts)).passed
    assert replace(RULE, near=(2.0, 30.0)).judge(session(model=facts)).passed


def test_rooms_that_do_not_match_the_weights_are_refused() -> None:
    with pytest.raises(ValueError, match="2 numbers"):
        WeightsCheck(weights="model", near=((2.0,),), within=(0.1, 0.2))


@pytest.mark.parametrize(
    ("code", "layers", "words"),
    [
        ("model = keras.Sequential()", (), "has no layers yet"),
        ("model.add(Dense(1))", (dense(),), "has 1 of its 2 layers so far"),
    ],
)
def test_a_model_that_grows_layer_by_layer_is_no_wrong_answer(
    code: str, layers: tuple[LayerFacts, ...], words: str
) -> None:
    two = LayersCheck(layers="model", are=({"Dense": {"units": 1}}, {"Dense": {"units": 3}}))
    judgement = two.judge(session(code, model=model(layers=layers) if not layers else model(*layers)))
    assert judgement.verdict is Verdict.NOT_ATTEMPTED and words in judgement.message


def test_a_model_that_grows_in_the_wrong_way_is_told_so() -> None:
    two = LayersCheck(layers="model", are=({"Dense": {"units": 1}}, {"Dense": {"units": 3}}))
    judgement = two.judge(session("model.add(Dense(5))", model=model(dense(5))))
    assert judgement.verdict is Verdict.NOT_YET


def test_metrics_in_the_place_that_was_theirs_are_found() -> None:
    check = CompiledCheck(compiled="model", metrics=("mae",))
    line = "model.compile('adam', 'mse', ['mae'])"
    assert "belongs to `loss_weights`" in message(check, session(line, model=compiled()))
    line = "model.compile('adam', 'mse')"
    assert "There are no metrics" in message(check, session(line, model=compiled()))
