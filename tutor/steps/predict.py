"""The step that asks a model for answers."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from tutor.core.acts import Acts
from tutor.core.course import Step
from tutor.steps.reading import calls_in, calls_of, makes, owners

PREDICTING = frozenset({"predict", "predict_on_batch", "predict_classes"})


class PredictStep(Step, frozen=True, kw_only=True):
    """Done by asking the model, with `predict` or by calling it. Shows input and answer side by side."""

    kind: ClassVar[str] = "predict"
    invitation: ClassVar[str] = "Your turn. Ask the model. Enter runs the lines above as they are."
    hidden_invitation: ClassVar[str] = "Your turn. Ask the model. /hint helps, /solution shows the lines."

    def attempts(self, acts: Acts) -> bool:
        asking = PREDICTING | calls_of(self) | owners(self, "predict") | self.subjects
        return bool(acts.calls & asking) or makes(acts, self.subjects)

    def exhibits(self) -> Sequence[tuple[str, Mapping[str, Any]]]:
        """One row for each row of the solution's own input, when that is written out in numbers."""
        models = sorted(owners(self, "predict"))
        rows = next(filter(None, map(_rows, calls_in(self.code, "predict"))), ())
        if len(models) != 1 or not rows:
            return ()
        return [("predictions", {"predictions": {"of": models[0], "at": rows, "truth": self._truth(rows)}})]

    def _truth(self, rows: Sequence[object]) -> str:
        """The right answer, as far as the checks tell: one number, for one row."""
        wanted = [getattr(check, "near", None) for check in self.expect if getattr(check, "value", "")]
        return str(wanted[0]) if len(rows) == len(wanted) == 1 and isinstance(wanted[0], (int, float)) else ""


def _rows(call: ast.Call) -> tuple[tuple[float, ...], ...]:
    """`((20.0,),)` for `predict(np.array([[20.0]]))`; empty when the input is anything but numbers."""
    argument = call.args[0] if call.args else None
    if isinstance(argument, ast.Call) and argument.args:
        argument = argument.args[0]
    try:
        rows = ast.literal_eval(argument) if argument is not None else []
        return tuple(tuple(float(number) for number in row) for row in rows)
    except (ValueError, TypeError, SyntaxError):
        return ()
