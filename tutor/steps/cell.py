"""The step that is one cell of a notebook or a script of the learner's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import ClassVar

from tutor.core.acts import Acts, acts_of
from tutor.core.course import Step
from tutor.core.syntax import gap_in, masked, parsed
from tutor.steps.reading import EVERYDAY

ALIKE = 0.6
"""From this share of common characters on, lines are another writing of the cell."""

_ASKED = re.compile(
    r"(?P<code>[^#]*)(?P<comment>#.*?\b(?:(?P<plain>(?:your|start|write|insert)[ _](?:code|answer|solution))"
    r"|fill (?:in|this|me)|to ?do|complete (?:this|the))\b.*)",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"\s*(?:(?:[\w.,\[\]'\" ]+=|return)\s*(?:None|\.\.\.|''|\"\")|pass|\.\.\.|raise\s+NotImplementedError.*)"
    r"\s*(?:#.*)?"
)
_END = re.compile(r"#.*\bend\b", re.IGNORECASE)


def open_gap(code: str) -> str:
    """The comment that asks for lines, where none stand yet: an exercise that is solved has the same comment."""
    lines = code.split("\n")
    for number, line in enumerate(lines):
        asked = _ASKED.fullmatch(line)
        if asked is None:
            continue
        if asked["code"].strip():
            still = _PLACEHOLDER.fullmatch(asked["code"]) is not None
        else:
            still = _is_open(lines[number + 1 :], len(asked["code"]), nothing=bool(asked["plain"]))
        if still:
            return asked["comment"].strip()
    return ""


def _is_open(below: Sequence[str], depth: int, *, nothing: bool) -> bool:
    """Whether a placeholder stands below, or where `nothing` counts, too, no line of the same block."""
    for line in below:
        text = line.strip()
        if text.startswith("#") and _END.match(text):
            return nothing
        if text and not text.startswith("#"):
            if len(line) - len(line.lstrip()) < depth:
                return nothing
            only_returns = nothing and text.startswith("return ") and depth > 0
            return _PLACEHOLDER.fullmatch(line) is not None or only_returns
    return nothing


class CellStep(Step, frozen=True, kw_only=True):
    """Done when its lines have run to their end, or others that make all that they make. None is right or wrong.

    It stands in no lesson file: `tutor/storage/material` makes it of a file that the learner opens.
    """

    kind: ClassVar[str] = "cell"
    invitation: ClassVar[str] = "Enter runs this cell."
    hidden_invitation: ClassVar[str] = invitation
    judged: ClassVar[bool] = False

    original: str = ""
    """The cell as the file has it, where `code` is it rewritten; else empty."""

    @property
    def given(self) -> str:
        """A cell with a gap is handed over to be completed."""
        return self.code.strip() if self.gap else ""

    @property
    def gap(self) -> str:
        """What stands where the learner is to write: `# YOUR CODE HERE`; empty when nothing is missing."""
        return gap_in(self.code) if parsed(masked(self.code)) is None else open_gap(self.code)

    @property
    def holds_back(self) -> str:
        open_still = "Type the cell with its gap filled. Enter once more runs it as it stands, `/skip` leaves it."
        return open_still if self.gap else ""

    @property
    def inviting(self) -> str:
        if not self.gap:
            return self.invitation
        return (
            f"This cell has a gap: `{self.gap}` stands where lines of yours belong. Type the cell with them (the "
            "arrow up, or F2, brings it back), then Enter. `/skip` leaves it."
        )

    def resembles(self, code: str) -> bool:
        """A cell that Python cannot read is done by one that looks like it, mended or completed."""
        if parsed(masked(self.code)) is not None:
            return self.attempts(acts_of(code))
        from difflib import SequenceMatcher  # most cells can be read

        return SequenceMatcher(None, self.code.replace(self.gap, "").strip(), code.strip()).ratio() >= ALIKE

    def attempts(self, acts: Acts) -> bool:
        """Making all that the cell makes; where it makes nothing, calling all that it calls."""
        own = acts_of(self.code)
        if own.binds or own.changes:
            return own.binds | own.changes <= acts.binds | acts.changes
        calls = own.calls - EVERYDAY
        return bool(calls) and calls <= acts.calls
