"""The step that trains a model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from tutor.core.acts import Acts
from tutor.core.course import Step
from tutor.steps.reading import named

TRAINING = frozenset({"fit", "fit_generator", "train_on_batch"})


@dataclass(frozen=True, kw_only=True)
class FitStep(Step):
    """Done by training. The curve is there already; shows where loss and metrics began and ended."""

    kind: ClassVar[str] = "fit"
    invitation: ClassVar[str] = "Your turn. Train the model. Enter runs the lines above as they are."
    hidden_invitation: ClassVar[str] = "Your turn. Train the model. /hint helps, /solution shows the lines."

    def attempts(self, acts: Acts) -> bool:
        return bool(acts.calls & TRAINING) or bool(acts.binds & frozenset(named(self, "history")))

    def exhibits(self) -> Sequence[tuple[str, Mapping[str, Any]]]:
        return [("training", {"training": name}) for name in named(self, "history")]
