"""Old calls of what is gone, turned into what serves the same purpose today."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from tutor.answers.old_code.cell import Change, ParsedCell
from tutor.answers.old_code.parts import keras_name, last_name, needs_keras

Rule = Callable[[ParsedCell, ast.Call], Iterator[Change]]


def _digits(cell: ParsedCell, call: ast.Call) -> Iterator[Change]:
    """`mnist = input_data.read_data_sets(...)`: Keras has the same digits, as four arrays."""
    statement = cell.parents.get(call)
    if isinstance(statement, ast.Assign):
        load = f"{keras_name(cell)}.datasets.mnist.load_data()"
        yield Change(
            *cell.span(statement), f"(x_train, y_train), (x_test, y_test) = {load}", last_name(cell, call), load
        )
        yield from needs_keras(cell)


def _wrapped(cell: ParsedCell, call: ast.Call) -> Iterator[Change]:
    """`KerasRegressor(build_fn=make, epochs=9)`: the model itself; `fit` takes what the wrapper was told."""
    given = {each.arg: each.value for each in call.keywords}
    maker = next((given[name] for name in ("build_fn", "model") if name in given), None) or next(
        iter(call.args), None
    )
    if isinstance(maker, ast.Name) and not cell.path(call.func).startswith("scikeras"):
        yield Change(*cell.span(call), f"{maker.id}()", last_name(cell, call), f"{maker.id}()")


def _one_device(cell: ParsedCell, call: ast.Call) -> Iterator[Change]:
    """`multi_gpu_model(model, gpus=2)`: the model trains without it as well."""
    if call.args:
        model = cell.source(call.args[0])
        yield Change(*cell.span(call), model, last_name(cell, call), model)


def _estimator(cell: ParsedCell, call: ast.Call) -> Iterator[Change]:
    """`DNNClassifier(hidden_units=[10, 20], n_classes=3)`: the same layers, as a model of Keras."""
    name, keras = last_name(cell, call), keras_name(cell)
    given = {each.arg: cell.source(each.value) for each in call.keywords if each.arg}
    layers = []
    if "hidden_units" in given:
        dense = f"{keras}.layers.Dense(units, activation='relu')"
        layers.append(f"*[{dense} for units in {given['hidden_units']}]")
    ending = ", activation='softmax'" if "Classifier" in name else ""
    outputs = given.get("n_classes", "2") if ending else "1"
    model = f"{keras}.Sequential([{', '.join([*layers, f'{keras}.layers.Dense({outputs}{ending})'])}])"
    yield Change(*cell.span(call), model, name, "keras.Sequential([...])")
    yield from needs_keras(cell)


def _contrib_layer(cell: ParsedCell, call: ast.Call) -> Iterator[Change]:
    """`tf.contrib.layers.fully_connected(x, 4)` is `tf.keras.layers.Dense(4, activation='relu')(x)`."""
    name = last_name(cell, call)
    if ".contrib." not in f".{cell.path(call.func)}." or not call.args:
        return
    new = f"{keras_name(cell)}.layers.{_LAYERS[name]}"
    words = {each.arg: cell.source(each.value) for each in call.keywords if each.arg}
    inner = [cell.source(each) for each in call.args[1:]]
    inner += [f"{_ARGUMENTS[key]}={value}" for key, value in words.items() if _ARGUMENTS.get(key)]
    if name in ("fully_connected", "conv2d", "convolution2d") and "activation_fn" not in words:
        inner.append("activation='relu'")  # so it was without being asked
    text = f"{new}({', '.join(inner)})({cell.source(call.args[0])})"
    yield Change(*cell.span(call), text, name, new)
    yield from needs_keras(cell)


_LAYERS = {
    "avg_pool2d": "AveragePooling2D",
    "batch_norm": "BatchNormalization",
    "conv2d": "Conv2D",
    "convolution2d": "Conv2D",
    "flatten": "Flatten",
    "fully_connected": "Dense",
    "max_pool2d": "MaxPooling2D",
}
_ARGUMENTS = {
    "activation_fn": "activation",
    "biases_initializer": "bias_initializer",
    "kernel_size": "kernel_size",
    "num_outputs": "units",
    "padding": "padding",
    "stride": "strides",
    "weights_initializer": "kernel_initializer",
    "weights_regularizer": "kernel_regularizer",
}
"""Of `tf.contrib.layers`, to those of Keras; what is not here is left out."""


def _rate(cell: ParsedCell, call: ast.Call) -> Iterator[Change]:
    """`model.optimizer.lr.assign(0.1)`: the rate has its full name today."""
    function = call.func
    owner = function.value if isinstance(function, ast.Attribute) else function
    if isinstance(owner, ast.Attribute) and owner.attr == "lr":
        end = cell.span(owner)[1]
        yield Change(end - len("lr"), end, "learning_rate", "lr", "learning_rate")


def _number(cell: ParsedCell, call: ast.Call) -> Iterator[Change]:
    """`predict_on_batch(x).numpy()`: Keras gives an array at once."""
    function = call.func
    asked = function.value if isinstance(function, ast.Attribute) and not call.args else call
    if isinstance(asked, ast.Call) and last_name(cell, asked) in ("predict", "predict_on_batch"):
        yield Change(cell.span(asked)[1], cell.span(call)[1], "", "numpy")


_ESTIMATORS = ("DNNClassifier", "DNNRegressor", "LinearClassifier", "LinearRegressor")

REPLACED: dict[str, Rule] = {
    **dict.fromkeys(("KerasClassifier", "KerasRegressor"), _wrapped),
    **dict.fromkeys(_ESTIMATORS, _estimator),
    **dict.fromkeys((name for name in _LAYERS if name != "conv2d"), _contrib_layer),
    "assign": _rate,
    "multi_gpu_model": _one_device,
    "numpy": _number,
    "read_data_sets": _digits,
}
"""By the last name of what is called."""

WITHOUT_IMPORT = ("google.colab", "tensorflow.examples", "input_data")
"""Libraries whose calls are all replaced, so that nothing has to be imported in their place."""
NAMES_WITHOUT_IMPORT = frozenset({"KerasClassifier", "KerasRegressor", "multi_gpu_model"})
