"""The step that looks at what is there: weights, layers, the course of a training."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from tutor.core.acts import Acts, acts_of
from tutor.core.course import Step
from tutor.steps.reading import DRAWING, EVERYDAY, attributes, calls_of, named

WAYS = (
    frozenset(
        {"get_weights", "weights", "trainable_weights", "variables", "trainable_variables", "kernel", "bias"}
    ),
    frozenset({"summary", "count_params"}),
    frozenset({"plot", "semilogy", "loglog", "scatter", "bar"}),
)
"""Calls and attributes that look at the same thing: where the solution uses one, each of them counts."""

TRIMMINGS = frozenset({"title", "suptitle", "xlabel", "ylabel", "legend", "grid", "figure", "xlim", "ylim"})
"""Calls that draw nothing by themselves: a cell that only names an axis is no attempt at the picture."""


class InspectStep(Step, frozen=True, kw_only=True):
    """Done by looking where the solution looks. Shows a small model's rule, or its layers."""

    kind: ClassVar[str] = "inspect"
    invitation: ClassVar[str] = "Your turn. Have a look. Enter runs the lines above as they are."
    hidden_invitation: ClassVar[str] = "Your turn. Have a look. /hint helps, /solution shows the lines."

    def attempts(self, acts: Acts) -> bool:
        if acts.binds & frozenset(named(self, "history")):
            return True  # by whatever way: the solution's is a function of the learner's own
        solution = acts_of(self.code)
        wanted = (calls_of(self) or attributes(solution)) - TRIMMINGS
        if named(self, "figure"):
            wanted &= DRAWING
        if not wanted:
            return bool(_whole(acts) & (_whole(solution) - solution.binds))
        ways = {word for way in WAYS if way & (solution.calls | solution.reads) for word in way}
        return bool((acts.calls | attributes(acts)) & wanted or (acts.calls | acts.reads) & ways)

    def exhibits(self) -> Sequence[tuple[str, Mapping[str, Any]]]:
        rules = [("equation", {"equation": name}) for name in named(self, "weights")]
        return rules or [("layers", {"layers": name}) for name in named(self, "layers")]


def _whole(acts: Acts) -> frozenset[str]:
    """The names that are read for themselves, and not to get at an attribute: `x` in `x`, none in `x.shape`."""
    owners = {read.split(".")[0] for read in acts.reads if "." in read}
    return acts.reads - owners - attributes(acts) - EVERYDAY
