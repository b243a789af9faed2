"""One-line exercises made of a lesson's own steps, with fresh numbers: a recipe with another learning rate, a
model of another size. The line, what is asked and what is checked change together."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping, Sequence
from random import Random

from msgspec.structs import replace

from tutor.checks.compiled import CompiledCheck
from tutor.checks.layers import LayersCheck
from tutor.core.course import Lesson, Step
from tutor.core.numbers import short
from tutor.core.syntax import parsed
from tutor.review.preparation import PreparedCompile, PreparedModel, preparation
from tutor.steps.compile import CompileStep
from tutor.steps.model import ModelStep

RATES = (0.001, 0.002, 0.003, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.3, 0.5)
UNITS = (3, 4, 5, 6, 8, 10, 12, 16, 20, 24, 32, 48, 64)
WIDTHS = (2, 3, 4, 5, 6, 8, 9, 12)

Make = Callable[[str, str, Random], Step]
"""From the item's id, the sentence that says where it is from, and chance."""


def fresh_compile(lesson: Lesson, place: int) -> Make | None:
    """A recipe with another learning rate; None where the step at that place has no such number in it."""
    step = lesson.steps[place]
    checks = [each for each in step.expect if isinstance(each, CompiledCheck)]
    if not isinstance(step, CompileStep) or len(checks) != 1 or not isinstance(checks[0].optimizer, Mapping):
        return None
    (check,) = checks
    ((optimizer, settings),) = tuple(checks[0].optimizer.items())[:1]
    rate = settings.get("learning_rate")
    before = preparation(lesson, place, step.code)
    if before is None or not isinstance(rate, float) or len(settings) != 1:
        return None
    spots = [node for node in _constants(step.code) if node.value == rate]
    if len(spots) != 1:
        return None

    def make(item_id: str, where: str, random: Random) -> Step:
        new = random.choice([each for each in RATES if each != rate])
        measured = f", measuring {_and([f'`{name}`' for name in check.metrics])}" if check.metrics else ""
        loss = f" the loss `{check.loss}` and" if check.loss else ""
        asked = f"with{loss} {optimizer} with a learning rate of {short(new)}{measured}"
        return PreparedCompile(
            id=item_id,
            say=f"{where} `{check.compiled}` is a model that has no recipe yet.",
            task=f"Compile `{check.compiled}` {asked}.",
            code=_with(step.code, {spots[0]: new}),
            guided=False,
            expect=(replace(check, optimizer={optimizer: {"learning_rate": new}}),),
            hints=("`compile` takes a `loss` and an `optimizer`.", f"It is `keras.optimizers.{optimizer}(...)`."),
            before=before,
        )

    return make


def fresh_model(lesson: Lesson, place: int) -> Make | None:
    """A model of Dense layers with other sizes; None where the step at that place builds anything else."""
    step = lesson.steps[place]
    checks = [each for each in step.expect if isinstance(each, LayersCheck) and each.are is not None]
    if not isinstance(step, ModelStep) or len(checks) != 1 or not _only_dense(checks[0]):
        return None
    (check,) = checks
    layers = [dict(each["Dense"]) for each in check.are or () if isinstance(each, Mapping)]
    sizes = [size for layer in layers if isinstance(size := layer["units"], int)]
    before = preparation(lesson, place, step.code)
    spots = _sizes(step.code)
    width = _width(step.code)
    if before is None or width is None or [node.value for node in spots] != sizes:
        return None

    def make(item_id: str, where: str, random: Random) -> Step:
        inputs = random.choice([each for each in WIDTHS if each != width.value])
        units = [random.choice([each for each in UNITS if each != size]) for size in sizes[:-1]] + sizes[-1:]
        sized = [{"Dense": {**layer, "units": size}} for layer, size in zip(layers, units, strict=True)]
        return PreparedModel(
            id=item_id,
            say=f"{where} The same kind of model, in another size.",
            task=f"Build `{check.layers}`: {inputs} numbers go in with each row. {_layers_in_words(sized)}",
            code=_with(step.code, {width: inputs, **dict(zip(spots, units, strict=True))}),
            guided=False,
            expect=(LayersCheck(layers=check.layers, input_shape=(inputs,), are=tuple(sized)),),
            hints=(f"`keras.Input(shape=({inputs},))` comes first.", "Then the layers, in that order."),
            before=before,
        )

    return make


def _only_dense(check: LayersCheck) -> bool:
    """Whether the check asks for Dense layers of so many neurons, and for one number per feature."""
    return len(check.input_shape or ()) == 1 and all(
        isinstance(each, Mapping)
        and list(each) == ["Dense"]
        and set(each["Dense"]) <= {"units", "activation"}
        and isinstance(each["Dense"].get("units"), int)
        for each in check.are or ()
    )


def _layers_in_words(layers: Sequence[Mapping[str, Mapping[str, object]]]) -> str:
    """`Then a Dense layer of 8 neurons with relu, and one of 1 neuron.`"""
    told = []
    for each in layers:
        units, activation = each["Dense"]["units"], each["Dense"].get("activation", "linear")
        neurons = f"{units} neuron{'s' if units != 1 else ''}"
        told.append(f"{neurons}{'' if activation == 'linear' else f' and the activation `{activation}`'}")
    return "Then " + ", then ".join(f"a Dense layer of {each}" for each in told) + "."


def _and(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _constants(code: str) -> Iterator[ast.Constant]:
    tree = parsed(code)
    for node in ast.walk(tree) if tree is not None else ():
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and node.value is not True:
            yield node


def _calls(code: str, name: str) -> list[ast.Call]:
    """The calls of that last name, as they come in the code."""
    tree = parsed(code)
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Call)] if tree is not None else []
    named = [node for node in found if ast.unparse(node.func).rpartition(".")[2] == name]
    return sorted(named, key=lambda node: (node.lineno, node.col_offset))


def _sizes(code: str) -> list[ast.Constant]:
    """The number of neurons in each `Dense(...)`."""
    given = []
    for call in _calls(code, "Dense"):
        units = next(
            (each.value for each in call.keywords if each.arg == "units"), call.args[0] if call.args else None
        )
        if isinstance(units, ast.Constant) and isinstance(units.value, int):
            given.append(units)
    return given


def _width(code: str) -> ast.Constant | None:
    """The number in the only `Input(shape=(7,))`."""
    calls = _calls(code, "Input")
    shapes = [each for call in calls for each in [*call.args, *(keyword.value for keyword in call.keywords)]]
    match shapes:
        case [ast.Tuple(elts=[ast.Constant(value=int()) as width])]:
            return width
        case _:
            return None


def _with(code: str, numbers: Mapping[ast.Constant, float]) -> str:
    """The code with other numbers at these places."""
    lines = code.splitlines()
    for node, number in sorted(numbers.items(), key=lambda each: (-each[0].lineno, -each[0].col_offset)):
        line = lines[node.lineno - 1].encode()
        end = node.end_col_offset or 0
        lines[node.lineno - 1] = (line[: node.col_offset] + short(number).encode() + line[end:]).decode()
    return "\n".join(lines)
