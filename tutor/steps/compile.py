"""The step that tells a model what better means, and how to get there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from tutor.core.acts import Acts
from tutor.core.course import Step
from tutor.steps.reading import named


class CompileStep(Step, frozen=True, kw_only=True):
    """Done by calling `compile`. Shows loss, optimizer, learning rate and metrics."""

    kind: ClassVar[str] = "compile"
    invitation: ClassVar[str] = "Your turn. Compile the model. Enter runs the lines above as they are."
    hidden_invitation: ClassVar[str] = "Your turn. Compile the model. /hint helps, /solution shows the lines."

    def attempts(self, acts: Acts) -> bool:
        return "compile" in acts.calls and "re.compile" not in acts.calls

    def exhibits(self) -> Sequence[tuple[str, Mapping[str, Any]]]:
        return [("recipe", {"recipe": name}) for name in named(self, "compiled")]
