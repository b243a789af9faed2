"""Checks that something was drawn."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from tutor.checks.wording import listed, three
from tutor.core.facts import Drawn, FailedFacts, Probe, ScalarFacts
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
    drawn: tuple[str, ...] = ()
    """What must be among it, each an expression: `history.history['loss']` gives the heights, in order. With `x`,
    which is the x of whatever was drawn, it is a rule: `2 * x + 30`. Rows of two numbers are points."""

    def __post_init__(self) -> None:
        if self.figure not in WAYS:
            raise ValueError(f"`{self.figure}` cannot be drawn; known: {', '.join(WAYS)}")

    @property
    def subject(self) -> str:
        return ""

    def probes(self) -> Sequence[Probe]:
        return [Drawn(self.drawn)] if self.drawn else []

    def judge(self, outcome: Outcome) -> Judgement:
        drawn = [series.kind for figure in outcome.figures for axes in figure.axes for series in axes.series]
        noun, way = WAYS[self.figure]
        fitting = [kind for kind in drawn if self.figure in ("any", kind)]
        if len(fitting) >= self.at_least:
            return self._other(outcome) or PASSED
        kinds = listed([f"{drawn.count(kind)} × {kind}" for kind in dict.fromkeys(drawn)])
        number = "" if self.at_least == 1 else f"{self.at_least} × "
        return three(
            f"Your line drew {kinds or 'nothing'}.",
            f"A picture shows at once what a column of numbers hides; the step asks for {number}{noun}.",
            way,
        )

    def _other(self, outcome: Outcome) -> Judgement | None:
        """Something was drawn, and not what was asked for."""
        facts = outcome.fact(Drawn(self.drawn)) if self.drawn else ScalarFacts(-1)
        if isinstance(facts, ScalarFacts) and facts.value == -1:
            return None
        if isinstance(facts, FailedFacts):
            saw = f"What is to be drawn cannot be looked at: {facts.error}: {facts.message.rstrip('.')}."
        elif isinstance(facts, ScalarFacts) and 0 <= facts.value < len(self.drawn):
            saw = f"{_in_words(self.drawn[int(facts.value)])} is not in the picture."
        else:
            saw = "What the step asks for is not in the picture."
        return three(
            saw,
            "A picture of something else looks as good, and says something else.",
            "Look at what stands in the brackets of your call.",
        )


def _in_words(expression: str) -> str:
    """What is to be drawn, as a learner would say it."""
    asked = re.fullmatch(r"answers_of\((\w+), x\)", expression)
    return f"What `{asked[1]}` answers" if asked else f"`{expression}`"
