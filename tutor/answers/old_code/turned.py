"""Old calls that renaming cannot mend: each rule turns one of them around."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from tutor.answers.old_code.arguments import VALUES
from tutor.answers.old_code.cell import Change, ParsedCell, at
from tutor.answers.old_code.parts import dropped, keras_name, last_name, needs_keras
from tutor.answers.old_code.replaced import REPLACED
from tutor.core.acts import dotted

_BATCH = 32
"""What Keras takes when no batch size is given (its documentation)."""


def _convolution(cell: ParsedCell, call: ast.Call) -> Iterator[Change]:
    """`Convolution2D(32, 3, 3)`: the two sizes of the window are one pair today."""
    given = {each.arg: each for each in call.keywords if each.arg}
    old = last_name(cell, call) != "Conv2D" or {
        "border_mode",
        "subsample",
        "dim_ordering",
        "nb_row",
        "init",
    } & set(given)
    numbers = [isinstance(each, ast.Constant | ast.Name | ast.Subscript | ast.BinOp) for each in call.args]
    if old and len(call.args) == 3 and all(numbers):
        start, end = cell.span(call.args[1])[0], cell.span(call.args[2])[1]
        pair = f"({cell.text[start:end]})"
        yield Change(start, end, pair, cell.text[start:end], pair)
    elif "nb_row" in given and "nb_col" in given:
        pair = f"kernel_size=({cell.source(given['nb_row'].value)}, {cell.source(given['nb_col'].value)})"
        yield Change(*cell.span(given["nb_row"]), pair, "nb_row", "kernel_size")


def _fit_generator(cell: ParsedCell, call: ast.Call) -> Iterator[Change]:
    """Keras 1 counted samples, Keras 3 counts batches."""
    for keyword in call.keywords:
        if keyword.arg in ("samples_per_epoch", "nb_val_samples", "val_samples"):
            value = cell.source(keyword.value)
            plain = isinstance(keyword.value, ast.Constant | ast.Name | ast.Attribute | ast.Call | ast.Subscript)
            start, end = cell.span(keyword.value)
            yield Change(start, end, f"max(1, {value if plain else f'({value})'} // {_batch_size(cell)})")


def _batch_size(cell: ParsedCell) -> str:
    found = (each for each in cell.nodes if isinstance(each, ast.keyword) and each.arg == "batch_size")
    return next(
        (cell.source(each.value) for each in found), "batch_size" if "batch_size" in cell.bound else str(_BATCH)
    )


def _predict_classes(cell: ParsedCell, call: ast.Call) -> Iterator[Change]:
    """The class is the largest of several outputs; a single output is a yes from one half up."""
    if not isinstance(call.func, ast.Attribute):
        return
    start, end = cell.span(call)
    dot = cell.span(call.func)[1] - len("predict_classes")
    one = "sigmoid" in cell.text and "softmax" not in cell.text
    before, after, new = ("(", " > 0.5).astype(int)", "predict(...) > 0.5") if one else ("", "", "")
    if not one:
        numpy = next((alias for alias, path in cell.imported.items() if path == "numpy"), "np")
        before, after, new = f"{numpy}.argmax(", ", axis=-1)", "np.argmax(model.predict(...), axis=-1)"
    yield Change(start, start, before)
    yield Change(dot, dot + len("predict_classes"), "predict", "predict_classes", new)
    yield Change(end, end, after)


def _cast(cell: ParsedCell, call: ast.Call) -> Iterator[Change]:
    """`tf.to_float(x)` is `tf.cast(x, tf.float32)`."""
    kind = _CASTS[last_name(cell, call)]
    if (
        isinstance(call.func, ast.Attribute)
        and cell.path(call.func) == f"tensorflow.{call.func.attr}"
        and call.args
    ):
        base = cell.source(call.func.value)
        yield Change(*cell.span(call.func), f"{base}.cast", call.func.attr, "cast")
        end = cell.span(call.args[-1])[1]
        yield Change(end, end, f", {base}.{kind}")


_CASTS = {"to_float": "float32", "to_double": "float64", "to_int32": "int32", "to_int64": "int64"}


def _tf_layer(cell: ParsedCell, call: ast.Call) -> Iterator[Change]:
    """`tf.layers.dense(x, 10)` is `tf.keras.layers.Dense(10)(x)`."""
    path = cell.path(call.func)
    name = path.rpartition(".")[2]
    for each in call.keywords if path == "tensorflow.nn.dropout" else []:
        if each.arg == "keep_prob":
            yield Change(*cell.span(each), f"rate=1 - {cell.source(each.value)}", "keep_prob", "rate")
    if not path.startswith(("tensorflow.layers.", "tensorflow.compat.v1.layers.")) or not isinstance(
        call.func, ast.Attribute
    ):
        return
    tf = cell.head(call.func)[0]
    inputs = call.args[0] if call.args else next((each for each in call.keywords if each.arg == "inputs"), None)
    if inputs is None:
        return
    given = [*call.args, *call.keywords]
    place = given.index(inputs)
    start = cell.span(inputs)[0]
    end = cell.span(given[place + 1])[0] if place + 1 < len(given) else cell.span(inputs)[1]
    value = inputs.value if isinstance(inputs, ast.keyword) else inputs
    new = f"{tf}.keras.layers.{_TF_LAYERS[name]}"
    yield Change(*cell.span(call.func), new, f"tf.layers.{name}", new)
    yield Change(start, end, "")
    yield Change(*at(cell.span(call)[1]), f"({cell.source(value)})")


_TF_LAYERS = {
    "average_pooling2d": "AveragePooling2D",
    "batch_normalization": "BatchNormalization",
    "conv1d": "Conv1D",
    "conv2d": "Conv2D",
    "conv2d_transpose": "Conv2DTranspose",
    "dense": "Dense",
    "dropout": "Dropout",
    "flatten": "Flatten",
    "max_pooling1d": "MaxPooling1D",
    "max_pooling2d": "MaxPooling2D",
}


def _saved_name(ending: str) -> Callable[[ParsedCell, ast.Call], Iterator[Change]]:
    """A file name gets the ending that Keras 3 insists on."""

    def rule(cell: ParsedCell, call: ast.Call) -> Iterator[Change]:
        name = next(iter(call.args), None) or next(
            (k.value for k in call.keywords if k.arg in ("filepath", "path")), None
        )
        only = any(
            each.arg == "save_weights_only" and getattr(each.value, "value", False) for each in call.keywords
        )
        wanted = ".weights.h5" if only else ending
        fine = (wanted, ".h5") if last_name(cell, call) in ("save", "ModelCheckpoint") and not only else (wanted,)
        if not (isinstance(name, ast.Constant) and isinstance(name.value, str)) or name.value.endswith(fine):
            return
        if last_name(cell, call) == "save" and "model" not in dotted(call.func).lower():
            return  # figures, images and workbooks are saved, too
        stem = name.value.rstrip("/")
        for old in (".hdf5", ".h5", ".ckpt", ".tf", ".model"):
            stem = stem.removesuffix(old)
        new = repr(f"{stem}{wanted}")
        yield Change(*cell.span(name), new, cell.source(name), new)

    return rule


def _merge(cell: ParsedCell, call: ast.Call) -> Iterator[Change]:
    """`merge([a, b], mode='concat')` is `concatenate([a, b])`."""
    mode = next((each for each in call.keywords if each.arg == "mode"), None)
    if mode is None or not isinstance(mode.value, ast.Constant) or mode.value.value not in _MERGES:
        return
    new = f"{keras_name(cell)}.layers.{_MERGES[mode.value.value]}"
    yield Change(*cell.span(call.func), new, "merge", _MERGES[mode.value.value])
    yield dropped(cell, call, mode)
    for each in call.keywords:
        if each.arg == "concat_axis":
            start = cell.span(each)[0]
            yield Change(start, start + len("concat_axis"), "axis", "concat_axis", "axis")
    yield from needs_keras(cell)


_MERGES = {
    "ave": "average",
    "concat": "concatenate",
    "dot": "dot",
    "max": "maximum",
    "mul": "multiply",
    "sum": "add",
}


def _time_distributed(cell: ParsedCell, call: ast.Call) -> Iterator[Change]:
    """`TimeDistributedDense(5)` is `TimeDistributed(Dense(5))`."""
    keras = keras_name(cell)
    yield Change(
        *cell.span(call.func),
        f"{keras}.layers.TimeDistributed({keras}.layers.Dense",
        "TimeDistributedDense",
        "TimeDistributed(Dense(...))",
    )
    yield Change(*at(cell.span(call)[1]), ")")
    yield from needs_keras(cell)


def _first_text(cell: ParsedCell, call: ast.Call) -> Iterator[Change]:
    name = last_name(cell, call)
    for value in call.args[:1]:
        if isinstance(value, ast.Constant) and isinstance(value.value, str) and (name, value.value) in VALUES:
            new = repr(VALUES[name, value.value])
            yield Change(*cell.span(value), new, cell.source(value), new)


def _set_rate(cell: ParsedCell, call: ast.Call) -> Iterator[Change]:
    """`K.set_value(model.optimizer.lr, 0.1)` is `model.optimizer.learning_rate = 0.1`."""
    parent = cell.parents.get(call)
    target = call.args[0] if len(call.args) == 2 else None
    if (
        isinstance(parent, ast.Expr)
        and isinstance(target, ast.Attribute)
        and target.attr in ("lr", "learning_rate")
    ):
        line = f"{cell.source(target.value)}.learning_rate = {cell.source(call.args[1])}"
        yield Change(*cell.span(parent), line, "K.set_value", "an assignment")


def _called(function: str) -> Callable[[ParsedCell, ast.Call], Iterator[Change]]:
    """`dataset.make_one_shot_iterator()` is `iter(dataset)`: a method that became a function."""

    def rule(cell: ParsedCell, call: ast.Call) -> Iterator[Change]:
        if isinstance(call.func, ast.Attribute) and not call.args:
            start, end = cell.span(call)
            yield Change(start, start, f"{function}(", call.func.attr, f"{function}(...)")
            yield Change(cell.span(call.func.value)[1], end, ")")

    return rule


def _attribute(name: str) -> Callable[[ParsedCell, ast.Call], Iterator[Change]]:
    """`layer.get_output_at(0)` is `layer.output`."""

    def rule(cell: ParsedCell, call: ast.Call) -> Iterator[Change]:
        if isinstance(call.func, ast.Attribute):
            yield Change(cell.span(call.func.value)[1], cell.span(call)[1], f".{name}", call.func.attr, name)

    return rule


Rule = Callable[[ParsedCell, ast.Call], Iterator[Change]]


SPECIAL: dict[str, Rule] = {
    **dict.fromkeys(("Conv2D", "Convolution2D", "AtrousConvolution2D", "Deconvolution2D"), _convolution),
    **dict.fromkeys(("fit", "fit_generator", "evaluate_generator", "predict_generator"), _fit_generator),
    "get_input_at": _attribute("input"),
    "get_next": _called("next"),
    "get_output_at": _attribute("output"),
    "make_initializable_iterator": _called("iter"),
    "make_one_shot_iterator": _called("iter"),
    "predict_classes": _predict_classes,
    **REPLACED,
    **dict.fromkeys(_CASTS, _cast),
    **dict.fromkeys(_TF_LAYERS, _tf_layer),
    "ModelCheckpoint": _saved_name(".keras"),
    "TimeDistributedDense": _time_distributed,
    "merge": _merge,
    "save": _saved_name(".keras"),
    "save_model": _saved_name(".keras"),
    "save_weights": _saved_name(".weights.h5"),
    "set_image_dim_ordering": _first_text,
    "set_value": _set_rate,
}
"""What renaming alone cannot mend, by the last name of what is called."""
