"""The step that trains a model."""

from __future__ import annotations

from typing import ClassVar

from tutor.core.acts import Acts
from tutor.core.course import Step
from tutor.steps.reading import named, owners

TRAINING = frozenset({"fit", "fit_generator", "train_on_batch"})


class FitStep(Step, frozen=True, kw_only=True):
    """Done by training. Shows nothing more: curve and numbers stand on the screen once a training ends."""

    kind: ClassVar[str] = "fit"
    invitation: ClassVar[str] = "Your turn. Train the model. Enter runs the lines above as they are."
    hidden_invitation: ClassVar[str] = "Your turn. Train the model. /hint helps, /solution shows the lines."

    def attempts(self, acts: Acts) -> bool:
        """Training another model than the solution's is exploring, unless its record gets the name that counts."""
        if acts.binds & frozenset(named(self, "history")):
            return True
        trained = {call.rpartition(".")[0] for call in acts.calls if call.rpartition(".")[2] in TRAINING}
        own = owners(self, "fit")
        return bool(trained) and (not own or trained <= {""} or bool(trained & own))
