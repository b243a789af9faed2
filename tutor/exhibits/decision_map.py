"""Shows what a model says everywhere on a map, with the points it learned from on top."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from tutor.core.drawings import Axes, Figure, Series
from tutor.core.events import Event
from tutor.core.facts import Probe
from tutor.core.numbers import short
from tutor.core.outcome import Outcome
from tutor.exhibits.sampled import MOST_ROWS, ask, counts_of, rows_of, square_of, texts_of

MOST_POINTS = 80
"""Of one class: so many a chart still gives a mark of their own."""
MOST_CLASSES = 4
"""More shades nobody tells apart."""
HEIGHTS = (0.1, 0.3, 0.5, 0.7, 0.9)
"""Parts of the map's height at which its answers are read aloud, from left to right."""
DIGITS = 3


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
            ask("confusion", asked.of, asked.x, asked.y, asked.threshold),
        ]

    def draw(self, outcome: Outcome) -> Iterator[Event]:
        ends, letters, points, labels, counted = map(outcome.fact, self.probes())
        span, places, counts = rows_of(ends, 4), rows_of(points, 2), square_of(counted)
        map_rows, classes = texts_of(letters), [number for (number,) in counts_of(labels, 1)]
        if not (span and map_rows and all(map_rows) and places and len(places) == len(classes) and counts):
            return
        left, right, bottom, top = span[0]
        correct, total = sum(row[place] for place, row in enumerate(counts)), sum(map(sum, counts))
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
            spoken=(*self._heights(map_rows, across, up), *self._sides(counts)),
        )
        yield Figure((axes,), note=f"{correct} of {total} points lie where the model gets them right.")

    def _marks(self, number: int, places: Sequence[tuple[float, ...]], classes: Sequence[int]) -> Series:
        own = [place for place, each in zip(places, classes, strict=True) if each == number]
        own = own[:: -(-len(own) // MOST_POINTS)]
        return Series("points", tuple(x for x, _ in own), tuple(y for _, y in own), self._name(number))

    def _shade(self, number: int, rows: Sequence[str], x: tuple[float, float], y: tuple[float, float]) -> Series:
        image = tuple(tuple(float(int(letter, 36) == number) for letter in row) for row in rows)
        return Series("regions", x, y, f"the model says {self._name(number)}", image)

    # For those who hear it ----------------------------------------------------------------------------------

    def _heights(self, rows: Sequence[str], across: tuple[float, float], up: tuple[float, float]) -> Iterator[str]:
        """How much of the map each answer has, and at a few heights where one answer gives way to the next."""
        counts = Counter("".join(rows))
        cells = sum(counts.values())
        shares = [
            f"{self._name(int(each, 36))} on {round(100 * counts[each] / cells)} %" for each in sorted(counts)
        ]
        yield f"On this map the model says {', '.join(shares)}."
        if len(counts) == 1:
            return
        x, y = (label or plain for label, plain in zip(self.decision_map.labels, ("x", "y"), strict=True))
        for part in HEIGHTS:
            row = rows[-1 - int(part * len(rows))]
            height = up[0] + part * (up[1] - up[0])
            yield f"Where {y} is {short(height, DIGITS)}: {self._along(row, x, across)}."

    def _along(self, row: str, x: str, across: tuple[float, float]) -> str:
        """`cat up to x 3.4, then dog` for one line of the map, from left to right."""
        said, ends = [], 0
        for letter, cells in groupby(row):
            ends += len(list(cells))
            edge = across[0] + ends / len(row) * (across[1] - across[0])
            name = self._name(int(letter, 36))
            said.append(name if ends == len(row) else f"{name} up to {x} {short(edge, DIGITS)}")
        return ", then ".join(said)

    def _sides(self, counts: Sequence[Sequence[int]]) -> Iterator[str]:
        """For each class how many of its points lie where the model says something else."""
        for number, row in enumerate(counts):
            wrong = [(count, said) for said, count in enumerate(row) if count and said != number]
            where = ", ".join(f"{count} where it says {self._name(said)}" for count, said in wrong)
            how = f"on the wrong side lie {where}" if wrong else "all lie where it says so"
            points = "1 point is" if sum(row) == 1 else f"{sum(row)} points are"
            if any(row):
                yield f"{points} {self._name(number)}: {how}."

    def _name(self, number: int) -> str:
        names = self.decision_map.names
        return names[number] if 0 <= number < len(names) else str(number)
