"""Shows how far a model is off, row by row."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from msgspec import Struct

from tutor.core.drawings import Axes, Figure, Series
from tutor.core.events import Event, Said
from tutor.core.facts import Describe, ModelFacts, Probe
from tutor.core.numbers import short
from tutor.core.outcome import Outcome
from tutor.exhibits.sampled import MOST_ROWS, ask, finite, rows_of

DIGITS = 3


class Residuals(Struct, frozen=True, kw_only=True):
    """A model with one output, and rows whose truth is known."""

    of: str
    """The model."""
    x: str
    y: str


class ResidualsExhibit(Struct, frozen=True, kw_only=True):
    """Truth minus answer for at most 500 rows, over the feature, or over the answer when there are several."""

    residuals: Residuals

    def probes(self) -> Sequence[Probe]:
        asked = self.residuals
        return [Describe(asked.of), ask("residuals", asked.of, asked.x, asked.y, MOST_ROWS)]

    def draw(self, outcome: Outcome) -> Iterator[Event]:
        model, found = map(outcome.fact, self.probes())
        rows = [(x, error) for x, error in rows_of(found, 2) if math.isfinite(x) and math.isfinite(error)]
        if not rows or not isinstance(model, ModelFacts):
            return
        across, errors = [x for x, _ in rows], [error for _, error in rows]
        nought = Series("line", (min(across), max(across)), (0.0, 0.0), "no error")
        points = Series("points", finite(across), finite(errors), "rows")
        single = model.input_shape is None or model.input_shape[1:] in ((), (1,))
        x_label = self.residuals.x if single else f"what {self.residuals.of} says"
        yield Figure((Axes((nought, points), x_label=x_label, y_label="truth minus answer"),))
        mean = math.fsum(map(abs, errors)) / len(errors)
        worst = max(errors, key=abs)
        yield Said(
            "Above the line the truth is larger than the answer. "
            f"On average the model is off by {short(mean, DIGITS)}, at worst by {short(abs(worst), DIGITS)}."
        )
