"""The step that builds a model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from tutor.core.acts import Acts
from tutor.core.course import Step
from tutor.steps.reading import makes, named


class ModelStep(Step, frozen=True, kw_only=True):
    """Done by building a model, at once or layer by layer. Shows its layers."""

    kind: ClassVar[str] = "model"
    invitation: ClassVar[str] = "Your turn. Build this model. Enter runs the lines above as they are."
    hidden_invitation: ClassVar[str] = "Your turn. Build the model. /hint helps, /solution shows the lines."

    def attempts(self, acts: Acts) -> bool:
        growing = {f"{name}.{verb}" for name in self.subjects for verb in ("add", "build")}
        return makes(acts, self.subjects) or bool(acts.calls & {"Sequential", "Model", *growing})

    def exhibits(self) -> Sequence[tuple[str, Mapping[str, Any]]]:
        return [("layers", {"layers": name}) for name in named(self, "layers")]
