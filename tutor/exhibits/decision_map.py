"""Shows what a model says everywhere on a map, with the points it learned from on top."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from tutor.core.drawings import Axes, Figure, Series
from tutor.core.events import Event
from tutor.core.facts import Probe
from tutor.core.outcome import Outcome
from tutor.exhibits.sampled import MOST_ROWS, ask, counts_of, rows_of, texts_of

MOST_POINTS = 80
"""Of one class: so many a chart still gives a mark of their own."""
MOST_CLASSES = 4
"""More shades nobody tells apart."""


class DecisionMap(Struct, frozen=True, kw_only=True):
    """A classifier of two features, and points whose class is known."""

    of: str
    """The model."""
    x: str
    """The points: rows × 2."""
    y: str
    """Their classes, as numbers or one-hot."""
    threshold: float = 0.5
    """Above it a single output means class 1."""
    names: tuple[str, ...] = ()
    """What the classes are called; empty: their numbers."""
    labels: tuple[str, str] = ("", "")
    """What the two features are called."""


class DecisionMapExhibit(Struct, frozen=True, kw_only=True):
    """Regions shaded by what the model says, points marked by what is true, and how many of them lie wrong."""

    decision_map: DecisionMap

    def probes(self) -> Sequence[Probe]:
        asked = self.decision_map
        return [
            ask("span", asked.x),
            ask("regions", asked.of, asked.x, asked.threshold),
            ask("thinned", asked.x, MOST_ROWS),
            ask("thinned", f"__samples__.truths({asked.y})", MOST_ROWS),
            ask("hits", asked.of, asked.x, asked.y, asked.threshold),
        ]

    def draw(self, outcome: Outcome) -> Iterator[Event]:
        ends, letters, points, labels, counted = map(outcome.fact, self.probes())
        span, places, hits = rows_of(ends, 4), rows_of(points, 2), counts_of(counted, 2)
        map_rows, classes = texts_of(letters), [number for (number,) in counts_of(labels, 1)]
        if not (span and map_rows and all(map_rows) and places and len(places) == len(classes) and hits):
            return
        (left, right, bottom, top), (correct, total) = span[0], hits[0]
        across, up = (left, right), (bottom, top)
        found = sorted({*classes, *(int(letter, 36) for row in map_rows for letter in row)})[:MOST_CLASSES]
        marks = [self._marks(number, places, classes) for number in found if number in classes]
        shades = [self._shade(number, map_rows, across, up) for number in found[1:]]
        axes = Axes(
            (*marks, *(shade for shade in shades if any(map(any, shade.image)))),
            x_label=self.decision_map.labels[0],
            y_label=self.decision_map.labels[1],
            x_limits=across,
            y_limits=up,
        )
        yield Figure((axes,), note=f"{correct} of {total} points lie where the model gets them right.")

    def _marks(self, number: int, places: Sequence[tuple[float, ...]], classes: Sequence[int]) -> Series:
        own = [place for place, each in zip(places, classes, strict=True) if each == number]
        own = own[:: -(-len(own) // MOST_POINTS)]
        return Series("points", tuple(x for x, _ in own), tuple(y for _, y in own), self._name(number))

    def _shade(self, number: int, rows: Sequence[str], x: tuple[float, float], y: tuple[float, float]) -> Series:
        image = tuple(tuple(float(int(letter, 36) == number) for letter in row) for row in rows)
        return Series("regions", x, y, f"the model says {self._name(number)}", image)

    def _name(self, number: int) -> str:
        names = self.decision_map.names
        return names[number] if 0 <= number < len(names) else str(number)
