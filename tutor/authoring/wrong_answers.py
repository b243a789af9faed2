"""Makes wrong answers out of a step's own solution, so that `check` can see whether one of them passes.

Each is one change: an argument dropped or changed, x and y swapped, other rows or another model of the session,
a result replaced by a constant, by a shuffle of itself or by an earlier result, a picture of something else. Pure:
what the session holds comes in as facts.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator, Mapping

from msgspec import Struct

from tutor.core.acts import acts_of, dotted
from tutor.core.course import Step
from tutor.core.difference import COSMETIC, WITHOUT_EFFECT
from tutor.core.facts import ArrayFacts, Facts, HistoryFacts, ModelFacts, ScalarFacts
from tutor.core.handmade import types
from tutor.core.renamed import names_of
from tutor.core.signatures import bound
from tutor.core.syntax import parsed
from tutor.core.varied_values import Unclear
from tutor.core.varying import label, read

OTHER_WORDS = {
    "relu": "tanh",
    "sigmoid": "tanh",
    "softmax": "sigmoid",
    "mse": "mean_absolute_error",
    "mean_squared_error": "mean_absolute_error",
    "binary_crossentropy": "mean_squared_error",
    "sparse_categorical_crossentropy": "mean_squared_error",
}
"""A word that Keras takes just as well, and that means something else."""
LOOKS = WITHOUT_EFFECT | {"round"}
"""Calls that only show something."""
DRAWS = ("plot", "scatter", "bar", "semilogy")
MOST_TYPED = 20
"""Numbers of an array that somebody would type in."""
FIRST = ("rows", "earlier", "model", "typed", "picture", "swapped", "by hand", "content", "argument", "dropped")
"""Kinds, those that a teacher must not overlook before the others."""


class Variant(Struct, frozen=True):
    """A changed answer."""

    kind: str
    what: str
    """What was changed, as a lesson's `free` may name it: `Adam.learning_rate`, `fit.x`, `answers`."""
    code: str


def wrong_answers(step: Step, before: Mapping[str, Facts], after: Mapping[str, Facts]) -> list[Variant]:
    """Wrong answers to a step, the most telling kinds first; none twice, and none that the step declares free.

    `before` are the variables where the step begins, `after` those that its solution leaves.
    """
    if step.takes_commands:
        return [variant for variant in _tries(step.code) if variant.what not in step.free]
    tree = parsed(step.code)
    if tree is None or not step.runs_code:
        return []
    found: dict[str, Variant] = {}
    makers = (_calls(tree, before, step.code), _contents(step, before, after), _pictures(tree))
    for variant in (each for maker in makers for each in maker):
        right = any(variant.code.strip() == text.strip() for text in (step.code, *step.accept, step.given))
        if variant.what not in step.free and not right:
            found.setdefault(variant.code, variant)
    return sorted(found.values(), key=lambda each: FIRST.index(each.kind))


def _tries(code: str) -> Iterator[Variant]:
    """A `/try` with one value fewer, or without a setting."""
    asked = read(code.strip().partition(" ")[2])
    if isinstance(asked, Unclear):
        return
    values = dict(zip(asked.names, asked.values, strict=True))
    for name, each in values.items():
        others = {**values, name: each[:-1]}
        said = " ".join(f"{other}={', '.join(map(label, kept))}" for other, kept in others.items() if kept)
        if said:
            yield Variant("dropped", f"try.{name}", f"/try {said}")


def _calls(tree: ast.Module, before: Mapping[str, Facts], code: str) -> Iterator[Variant]:
    """Calls with one argument dropped or changed, with x and y swapped, of another model."""
    for number, call in enumerate(_told_calls(tree)):
        name = dotted(call.func).rpartition(".")[2]
        for place, argument in enumerate(call.args):
            label = f"{name}.{_parameter(call, place)}"
            for kind, other in _others(argument, before):
                yield Variant(kind, label, _with_argument(tree, number, place, other))
        for keyword in call.keywords:
            if keyword.arg is None or keyword.arg in COSMETIC:
                continue
            label = f"{name}.{keyword.arg}"
            yield Variant("dropped", label, _with_argument(tree, number, keyword.arg, None))
            for kind, other in _others(keyword.value, before):
                yield Variant(kind, label, _with_argument(tree, number, keyword.arg, other))
        if name == "fit" and len(call.args) >= 2:
            yield Variant("swapped", f"{name}.x", _swapped(tree, number))
            yield from _unfair(tree, number, call)
        yield from _of_others(tree, number, call, before)


def _unfair(tree: ast.Module, number: int, call: ast.Call) -> Iterator[Variant]:
    """The right training of a model whose weights were set by hand, and one in which rows count differently."""
    model = dotted(call.func).rpartition(".")[0]
    place = next((n for n, line in enumerate(tree.body) if any(each is call for each in ast.walk(line))), None)
    if place is None or not model.isidentifier() or isinstance(tree.body[place], (ast.FunctionDef, ast.For)):
        return
    changed = copy.deepcopy(tree)
    changed.body[place:place] = ast.parse(
        f"{model}.set_weights([each * 0.5 for each in {model}.get_weights()])"
    ).body
    yield Variant("by hand", f"{model}.weights", ast.unparse(changed))
    changed = copy.deepcopy(tree)
    weights = ast.parse(f"np.linspace(0.1, 2, len({ast.unparse(call.args[0])}))", mode="eval").body
    _told_calls(changed)[number].keywords.append(ast.keyword("sample_weight", weights))
    yield Variant("by hand", "fit.sample_weight", ast.unparse(ast.fix_missing_locations(changed)))


def _of_others(tree: ast.Module, number: int, call: ast.Call, before: Mapping[str, Facts]) -> Iterator[Variant]:
    """The same call of another model that takes as many numbers."""
    owner, _, name = dotted(call.func).rpartition(".")
    mine = before.get(owner)
    if not isinstance(mine, ModelFacts) or name not in ("predict", "fit", "evaluate"):
        return
    for other, facts in before.items():
        if other != owner and isinstance(facts, ModelFacts) and facts.input_shape == mine.input_shape:
            changed = copy.deepcopy(tree)
            function = _told_calls(changed)[number].func
            if isinstance(function, ast.Attribute):
                function.value = ast.Name(other, ast.Load())
            yield Variant("model", f"{name}.model", ast.unparse(changed))


def _others(node: ast.expr, before: Mapping[str, Facts]) -> Iterator[tuple[str, ast.expr]]:
    """What may stand in the place of an argument: another number, another word, other rows."""
    match node:
        case ast.Constant(value=bool()):
            return
        case ast.Constant(value=int() | float() as value):
            yield "argument", ast.Constant(value * 3 + 1 if isinstance(value, int) else value * 3)
        case ast.Constant(value=str() as word) if word in OTHER_WORDS:
            yield "argument", ast.Constant(OTHER_WORDS[word])
        case ast.Name(id=name) if isinstance(before.get(name), ArrayFacts):
            mine = before[name]
            for other, facts in before.items():
                alike = isinstance(facts, ArrayFacts) and isinstance(mine, ArrayFacts)
                if alike and other != name and facts != mine and _one_row(facts) == _one_row(mine):
                    yield "rows", ast.Name(other, ast.Load())
        case ast.Tuple(elts=[ast.Name(id=x), ast.Name(id=y)]):
            for other_x, _ in _pairs(before, x):
                for other_y, _ in _pairs(before, y):
                    if _rows(before, other_x) == _rows(before, other_y):
                        yield "rows", ast.Tuple([ast.Name(other_x, ast.Load()), ast.Name(other_y, ast.Load())])
        case _:
            return


def _contents(step: Step, before: Mapping[str, Facts], after: Mapping[str, Facts]) -> Iterator[Variant]:
    """The solution with its result changed afterwards; or, in its place, an earlier result under its name."""
    code = step.code.rstrip()
    checked = {name for check in step.expect for name in names_of(step, check)} & acts_of(code).binds
    for name in sorted(checked - _counted_through(step.code)):
        facts = after.get(name)
        yield from _handmade(name, code, facts)
        for other, earlier in before.items():
            same_kind = type(earlier) is type(facts) and isinstance(facts, (HistoryFacts, ArrayFacts, ScalarFacts))
            alike = not isinstance(facts, ArrayFacts) or _shape(earlier) == facts.shape
            if other != name and same_kind and alike and earlier != facts:
                yield Variant("earlier", name, f"{code}\n{name} = {other}")
                if isinstance(facts, HistoryFacts):
                    yield Variant("earlier", name, f"{name} = {other}")
        if isinstance(facts, ArrayFacts) and facts.size > 1 and facts.minimum != facts.maximum:
            constant = f"{name} = np.full(np.shape({name}), np.mean({name}))"
            yield Variant("content", name, f"{code}\n{constant}")
            yield Variant("content", name, f"{code}\n{name} = np.roll(np.array({name}), 1, axis=0)")
        elif isinstance(facts, ScalarFacts) and not isinstance(facts.value, bool):
            yield Variant("content", name, f"{code}\n{name} = {name} * 3 + 7")


def _handmade(name: str, code: str, facts: Facts | None) -> Iterator[Variant]:
    """The result typed in, where the solution works it out; or a record whose numbers were changed."""
    if types(code, name):
        return
    if isinstance(facts, ScalarFacts) and not isinstance(facts.value, bool):
        yield Variant("typed", name, f"{name} = {facts.value!r}")
    elif isinstance(facts, ArrayFacts) and 0 < facts.size <= MOST_TYPED and facts.whole:
        yield Variant("typed", name, f"{name} = np.array({list(facts.values)!r}).reshape({facts.shape!r})")
    elif isinstance(facts, HistoryFacts):
        yield Variant("typed", name, f"{code}\n{name}.history['loss'][-1] *= 0.9")


def _counted_through(code: str) -> set[str]:
    """Loop variables: nobody asks for them."""
    loops = [node.target for node in ast.walk(parsed(code) or ast.Module([], [])) if isinstance(node, ast.For)]
    return {node.id for target in loops for node in ast.walk(target) if isinstance(node, ast.Name)}


def _pictures(tree: ast.Module) -> Iterator[Variant]:
    """One thing drawn wrong: other heights, straight ones, the first curve again."""
    drawing = [call for call in _told_calls(tree) if dotted(call.func).rpartition(".")[2] in DRAWS and call.args]
    for number, call in enumerate(_told_calls(tree)):
        if call not in drawing:
            continue
        place = min(1, len(call.args) - 1)
        heights = ast.unparse(call.args[place])
        for other in (f"np.full(np.shape({heights}), 5)", f"np.roll({heights}, 1, axis=0) + 1"):
            expression = ast.parse(other, mode="eval").body
            yield Variant("picture", "picture", _with_argument(tree, number, place, expression))
        if call is not drawing[0] and len(call.args) == len(drawing[0].args):
            yield Variant("picture", "picture", _with_argument(tree, number, place, drawing[0].args[place]))


# The small things -------------------------------------------------------------------------------------


def _told_calls(tree: ast.AST) -> list[ast.Call]:
    """The calls that lead to something, in the order of the code."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [call for call in calls if dotted(call.func).rpartition(".")[2] not in LOOKS]


def _with_argument(tree: ast.Module, number: int, place: int | str, value: ast.expr | None) -> str:
    """The code with one argument of a call, by place or by name, replaced; dropped for None."""
    changed = copy.deepcopy(tree)
    call = _told_calls(changed)[number]
    if isinstance(place, int):
        call.args[place] = value or ast.Constant(None)
    elif value is None:
        call.keywords = [keyword for keyword in call.keywords if keyword.arg != place]
    else:
        for keyword in call.keywords:
            keyword.value = value if keyword.arg == place else keyword.value
    return ast.unparse(ast.fix_missing_locations(changed))


def _swapped(tree: ast.Module, number: int) -> str:
    changed = copy.deepcopy(tree)
    arguments = _told_calls(changed)[number].args
    arguments[0], arguments[1] = arguments[1], arguments[0]
    return ast.unparse(changed)


def _parameter(call: ast.Call, place: int) -> str:
    """The name of the parameter that an argument given by place has; its number when nobody knows."""
    given, _ = bound(call)
    value = call.args[place]
    return next((name for name, each in given.items() if each is value), str(place))


def _pairs(before: Mapping[str, Facts], name: str) -> Iterator[tuple[str, ArrayFacts]]:
    """Other arrays with rows like those of this one."""
    mine = before.get(name)
    for other, facts in before.items():
        alike = (
            isinstance(mine, ArrayFacts) and isinstance(facts, ArrayFacts) and _one_row(facts) == _one_row(mine)
        )
        if other != name and isinstance(facts, ArrayFacts) and alike and facts != mine:
            yield other, facts


def _one_row(facts: Facts) -> tuple[int, ...]:
    return facts.shape[1:] if isinstance(facts, ArrayFacts) else ()


def _rows(before: Mapping[str, Facts], name: str) -> int:
    shape = _shape(before[name])
    return shape[0] if shape else 0


def _shape(facts: Facts) -> tuple[int, ...]:
    return facts.shape if isinstance(facts, ArrayFacts) else ()
