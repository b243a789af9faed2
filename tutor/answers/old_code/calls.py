"""Old calls of Keras and TensorFlow: their arguments renamed, moved or left out."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tutor.answers.old_code.arguments import CALLS, LAYER, VALUES
from tutor.answers.old_code.cell import Change, ParsedCell
from tutor.answers.old_code.homes import HOMES
from tutor.answers.old_code.parts import dropped, is_layer, keras_name, last_name, needs_keras
from tutor.answers.old_code.tables import RENAMED
from tutor.answers.old_code.today import today
from tutor.answers.old_code.turned import SPECIAL
from tutor.core.acts import dotted

_OPTIMIZERS = HOMES["keras.optimizers"]


def call_changes(cell: ParsedCell, call: ast.Call) -> Iterator[Change]:
    """Everything old about one call, but for the name of what is called."""
    old_name, name = _names(cell, call)
    if rule := SPECIAL.get(old_name) or SPECIAL.get(name):
        yield from rule(cell, call)
    table = {**(LAYER if is_layer(name) else {}), **CALLS.get(name, {}), **CALLS.get(old_name, {})}
    for keyword in call.keywords:
        old = keyword.arg
        if old is None or old not in table:
            yield from _values(cell, keyword, old or "")
            continue
        new = table[old]
        if old == "output_dim" and name == "Embedding":
            continue
        if not new:
            yield dropped(cell, call, keyword)
        elif old == "decay" and name in _OPTIMIZERS:
            yield from _decay(cell, call, keyword)
        elif new != old and not any(other.arg == new for other in call.keywords):
            start = cell.span(keyword)[0]
            yield Change(start, start + len(old), new, old, new)
            yield from _values(cell, keyword, new)
    if is_layer(name):
        yield from _input_of_layer(cell, call)


def _names(cell: ParsedCell, call: ast.Call) -> tuple[str, str]:
    """The last name as it is written, and that of today."""
    name = last_name(cell, call)
    found = today(cell.path(call.func))
    return name, found.path.rpartition(".")[2] if found and found.path else RENAMED.get(name, name)


def _values(cell: ParsedCell, keyword: ast.keyword, name: str) -> Iterator[Change]:
    value = keyword.value
    if isinstance(value, ast.Constant) and isinstance(value.value, str) and (name, value.value) in VALUES:
        new = repr(VALUES[name, value.value])
        yield Change(*cell.span(value), new, cell.source(value), new)


def _decay(cell: ParsedCell, call: ast.Call, decay: ast.keyword) -> Iterator[Change]:
    """Keras 2 divided the rate by 1 + decay × updates, which is what `InverseTimeDecay` does."""
    rate = next((each for each in call.keywords if each.arg in ("lr", "learning_rate")), None)
    value = call.args[0] if call.args else rate.value if rate else None
    nothing = isinstance(decay.value, ast.Constant) and not decay.value.value
    if nothing or value is None:
        yield dropped(cell, call, decay)
        return
    schedule = f"{keras_name(cell)}.optimizers.schedules.InverseTimeDecay("
    start, end = cell.span(value)
    yield dropped(cell, call, decay)
    yield Change(start, start, schedule, "decay", "InverseTimeDecay")
    yield Change(end, end, f", decay_steps=1, decay_rate={cell.source(decay.value)})")
    yield from needs_keras(cell)


def _input_of_layer(cell: ParsedCell, call: ast.Call) -> Iterator[Change]:
    """`batch_input_shape=` becomes an `Input` in front; `input_length=` and `input_dim=` become `input_shape=`."""
    given = {each.arg: each for each in call.keywords if each.arg}
    name = last_name(cell, call)
    if (whole := given.get("batch_input_shape")) is not None and name != "InputLayer":
        shape = f"{keras_name(cell)}.Input(batch_shape={cell.source(whole.value)})"
        parent = cell.parents.get(call)
        if isinstance(parent, ast.Call) and dotted(parent.func).endswith(".add"):
            start = cell.span(cell.statement(parent))[0]
            indent = " " * (start - cell.starts[cell.statement(parent).lineno - 1])
            added = f"{cell.source(parent.func)}({shape})\n{indent}"
        elif isinstance(parent, ast.List | ast.Tuple):
            start, added = cell.span(call)[0], f"{shape}, "
        else:
            return
        yield Change(start, start, added, "batch_input_shape", "Input(batch_shape=...)")
        yield dropped(cell, call, whole)
        yield from needs_keras(cell)
    width, length = given.get("input_dim"), given.get("input_length")
    if width is not None and length is None and name in ("LSTM", "GRU", "SimpleRNN", "CuDNNLSTM", "CuDNNGRU"):
        shape = f"input_shape=(None, {cell.source(width.value)})"
        yield Change(*cell.span(width), shape, "input_dim", "input_shape")
    if length is not None and width is not None and name != "Embedding":
        both = f"input_shape=({cell.source(length.value)}, {cell.source(width.value)})"
        yield Change(*cell.span(width), both, "input_length", "input_shape")
        yield dropped(cell, call, length)
