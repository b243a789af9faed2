"""Checks that something is called, and with which arguments, by reading the code."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field

from tutor.checks.settings import Setting, in_words, same_setting
from tutor.checks.wording import three
from tutor.core.acts import dotted
from tutor.core.facts import Probe
from tutor.core.outcome import Outcome
from tutor.core.signatures import bound
from tutor.core.syntax import parsed
from tutor.core.verdict import PASSED, Judgement


class CallCheck(Struct, frozen=True, kw_only=True):
    """A call in the latest cell. Arguments count alike by place and by name.

    Only arguments written out in the code can be compared. One that is a name or a calculation passes: what it
    comes to shows in the result, and other checks look at that.
    """

    call: str
    """`fit` for a fit of whatever, `model.fit` for exactly that."""
    arguments: Mapping[str, Setting] = field(default_factory=dict)
    """Those that matter. A text also stands for the name of a variable: `x: values_x`."""

    @property
    def subject(self) -> str:
        return ""

    def probes(self) -> Sequence[Probe]:
        return ()

    def judge(self, outcome: Outcome) -> Judgement:
        calls = list(self._calls(outcome.code))
        if not calls:
            return three(
                f"Your line does not call `{self.call}`.",
                "This step is about that call.",
                f"`help({self.call})` tells what it takes.",
            )
        misses = [miss for miss in map(self._miss, calls) if miss is not None]
        return misses[-1] if len(misses) == len(calls) else PASSED

    def _calls(self, code: str) -> Iterator[ast.Call]:
        for node in ast.walk(parsed(code) or ast.Module([], [])):
            if isinstance(node, ast.Call) and f".{dotted(node.func)}".endswith(f".{self.call}"):
                yield node

    def _miss(self, call: ast.Call) -> Judgement | None:
        """What is wrong with the arguments of one call; None when nothing is."""
        name = self.call.rpartition(".")[2]
        given, whole = bound(call)
        for argument, wanted in self.arguments.items():
            if argument in given and not _fits(given[argument], wanted):
                return three(
                    f"`{argument}` of `{name}` is {ast.unparse(given[argument])}.",
                    "The step goes on with the outcome of another value.",
                    f"It asks for {in_words(wanted)}.",
                )
            if argument not in given and whole:
                return three(
                    f"`{name}` was called without `{argument}`.",
                    "Keras then takes its default, which is not what this step is about.",
                    f"Write `{argument}=...` into the brackets.",
                )
        return None


def _fits(node: ast.expr, wanted: Setting) -> bool:
    """Whether an argument is what is wanted, or cannot be read off the code."""
    try:
        literal = ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
        wanted_name = isinstance(wanted, str) and wanted.isidentifier() and isinstance(node, ast.Name)
        return not wanted_name or ast.unparse(node) == wanted
    return same_setting(literal, wanted)
