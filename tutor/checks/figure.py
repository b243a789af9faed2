"""Checks that something was drawn."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from tutor.checks.wording import listed, three
from tutor.core.facts import Probe
from tutor.core.outcome import Outcome
from tutor.core.verdict import PASSED, Judgement

WAYS = {
    "any": ("anything", "`plt.plot(...)` draws a line, `plt.scatter(...)` draws points."),
    "line": ("line", "`plt.plot(...)` draws a line."),
    "points": ("points", "`plt.scatter(...)` draws points."),
    "bars": ("bars", "`plt.bar(...)` and `plt.hist(...)` draw bars."),
    "image": ("image", "`plt.imshow(...)` draws an image."),
}
"""What can be drawn: its noun, and how it is drawn."""


class FigureCheck(Struct, frozen=True, kw_only=True):
    """What the latest cell drew: `{figure: line, at_least: 2}` asks for two lines, in one chart or in several."""

    figure: str
    """`line`, `points`, `bars`, `image`, or `any`."""
    at_least: int = 1

    def __post_init__(self) -> None:
        if self.figure not in WAYS:
            raise ValueError(f"`{self.figure}` cannot be drawn; known: {', '.join(WAYS)}")

    @property
    def subject(self) -> str:
        return ""

    def probes(self) -> Sequence[Probe]:
        return ()

    def judge(self, outcome: Outcome) -> Judgement:
        drawn = [series.kind for figure in outcome.figures for axes in figure.axes for series in axes.series]
        noun, way = WAYS[self.figure]
        fitting = [kind for kind in drawn if self.figure in ("any", kind)]
        if len(fitting) >= self.at_least:
            return PASSED
        kinds = listed([f"{drawn.count(kind)} × {kind}" for kind in dict.fromkeys(drawn)])
        number = "" if self.at_least == 1 else f"{self.at_least} × "
        return three(
            f"Your line drew {kinds or 'nothing'}.",
            f"A picture shows at once what a column of numbers hides; the step asks for {number}{noun}.",
            way,
        )
