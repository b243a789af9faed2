"""The step that asks what would be if: the same training with other settings, side by side."""

from __future__ import annotations

from typing import ClassVar

from tutor.core.acts import Acts, acts_of, is_command
from tutor.core.course import Step
from tutor.steps.fit import TRAINING

TRY = "/try"


class WhatIfStep(Step, frozen=True, kw_only=True):
    """Done by `/try`, one variant at a time or all at once, or by trainings in lines of one's own. Shows nothing
    more: `/try` ends in a chart, a table and a sentence."""

    kind: ClassVar[str] = "whatif"
    invitation: ClassVar[str] = "Your turn. Enter tries it on the side: your model stays as it is."
    takes_commands: ClassVar[bool] = True
    hidden_invitation: ClassVar[str] = "Your turn. Try it on the side. /hint helps, /solution shows the line."

    def __post_init__(self) -> None:
        from tutor.core.varied_values import Unclear  # the first screen has no such step
        from tutor.core.varying import read

        name, _, argument = self.code.strip().partition(" ")
        if name != TRY:
            raise ValueError(f"its `code` is a `{TRY}`: `{TRY} learning_rate=0.1, 1`")
        if isinstance(asked := read(argument), Unclear):
            raise ValueError(asked.message)
        if asked.of is not None:
            raise ValueError("`of` names one of the numbers of the learner's own runs, and nobody knows those")

    def attempts(self, acts: Acts) -> bool:
        """Trying, or training: as Keras calls it, or as the routes do that the lesson accepts."""
        own = [acts_of(route).calls for route in self.accept if not is_command(route)]
        trainers = {call for calls in own for call in calls if not _is_method(call, calls)}
        return bool(acts.calls & {TRY, *TRAINING, *trainers})


def _is_method(call: str, calls: frozenset[str]) -> bool:
    """Whether it is called of something: `Adam` of `keras.optimizers`, in `keras.optimizers.Adam(0.1)`."""
    return "." in call or any(other.endswith(f".{call}") for other in calls)
