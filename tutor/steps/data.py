"""The step that makes the numbers a model learns from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from tutor.core.acts import Acts
from tutor.core.course import Step
from tutor.steps.reading import DRAWING, makes, named


class DataStep(Step, frozen=True, kw_only=True):
    """Done by making the arrays that the checks name. Shows them as a table, and a pair as points."""

    kind: ClassVar[str] = "data"
    invitation: ClassVar[str] = "Your turn. Make this data. Enter runs the lines above as they are."
    hidden_invitation: ClassVar[str] = "Your turn. Make the data. /hint helps, /solution shows the lines."

    def attempts(self, acts: Acts) -> bool:
        checked = {check.subject for check in self.expect} - {""}
        draws = bool(named(self, "figure")) and bool(acts.calls & DRAWING)
        return draws or makes(acts, checked or self.subjects)

    def exhibits(self) -> Sequence[tuple[str, Mapping[str, Any]]]:
        arrays = named(self, "array")
        table = [("table", {"table": arrays})] if arrays else []
        points = [("scatter", {"scatter": arrays})] if len(arrays) == 2 else []
        return [*table, *points]
