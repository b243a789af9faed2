"""The step that hands over lines which go wrong, to be mended."""

from __future__ import annotations

from typing import ClassVar

from tutor.core.acts import Acts, acts_of
from tutor.core.course import Step
from tutor.core.syntax import alike
from tutor.steps.reading import calls_of, makes


class RepairStep(Step, frozen=True, kw_only=True):
    """Done by any lines that come out right. The broken ones run as they are, as often as one likes."""

    kind: ClassVar[str] = "repair"
    invitation: ClassVar[str] = "Your turn. Mend these lines. Enter runs them as they are."
    hidden_invitation: ClassVar[str] = invitation

    broken: str
    """The lines that the learner gets. They raise, or they run and mislead; `code` is them, mended."""

    def __post_init__(self) -> None:
        if not self.broken.strip():
            raise ValueError("`broken` is empty, so there is nothing to mend")
        if alike(self.broken, self.code):
            raise ValueError("`broken` is the same as `code`, so there is nothing to mend")

    @property
    def given(self) -> str:
        return self.broken.strip()

    def attempts(self, acts: Acts) -> bool:
        """Making what the solution makes; where that makes nothing, calling what it calls."""
        calls = frozenset() if acts_of(self.code).binds else calls_of(self)
        return makes(acts, self.subjects) or bool(acts.calls & calls)
