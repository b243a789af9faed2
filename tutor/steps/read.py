"""The step that is only read."""

from __future__ import annotations

from typing import ClassVar

from tutor.core.acts import Acts
from tutor.core.course import Step
from tutor.core.picture import Picture


class ReadStep(Step, frozen=True, kw_only=True):
    """A text. Enter goes on; code runs, and is never an attempt."""

    kind: ClassVar[str] = "read"
    invitation: ClassVar[str] = "Enter goes on."
    hidden_invitation: ClassVar[str] = "Enter goes on."
    needs_code: ClassVar[bool] = False

    picture: Picture | None = None
    """A picture that belongs to the text."""

    def attempts(self, acts: Acts) -> bool:
        return False
