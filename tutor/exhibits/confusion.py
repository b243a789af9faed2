"""Shows which classes a model takes for which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from tutor.core.events import Event, Said
from tutor.core.facts import Probe
from tutor.core.outcome import Outcome
from tutor.exhibits.columns import Filled, table, words
from tutor.exhibits.sampled import ask, square_of


class Confusion(Struct, frozen=True, kw_only=True):
    """A classifier, and rows whose class is known."""

    of: str
    """The model."""
    x: str
    y: str
    """The classes, as numbers or one-hot."""
    names: tuple[str, ...] = ()
    """What the classes are called; empty: their numbers."""
    threshold: float = 0.5
    """Above it a single output means class 1."""


class ConfusionExhibit(Struct, frozen=True, kw_only=True):
    """A row for each class, a column for each answer; under it the mistake that is made most often."""

    confusion: Confusion

    def probes(self) -> Sequence[Probe]:
        asked = self.confusion
        return [ask("confusion", asked.of, asked.x, asked.y, asked.threshold)]

    def draw(self, outcome: Outcome) -> Iterator[Event]:
        counts = square_of(outcome.fact(self.probes()[0]))
        size = len(counts)
        if not counts:
            return
        columns = [words("it is", [self._numbered(place) for place in range(size)])]
        for place in range(size):
            cells = tuple(str(row[place]) if row[place] else "" for row in counts)
            columns.append(Filled(str(place) if self.confusion.names else self._name(place), cells, number=True))
        blank = "An empty place is a 0." if any(0 in row for row in counts) else ""
        shown = table(columns, "A row: what it is. A column: what the model says.", blank)
        yield replace(shown, spoken=tuple(self._said_of(true, row) for true, row in enumerate(counts)))
        yield Said(self._summary(counts))

    def _said_of(self, true: int, row: Sequence[int]) -> str:
        """`true cat, said cat: 50, said dog: 2`: a row for those who hear it, its zeros left out."""
        answers = [f"said {self._name(said)}: {count}" for said, count in enumerate(row) if count]
        return ", ".join([f"true {self._name(true)}", *answers]) if answers else f"true {self._name(true)}: none"

    def _summary(self, counts: Sequence[Sequence[int]]) -> str:
        total, right = sum(map(sum, counts)), sum(row[place] for place, row in enumerate(counts))
        if right == total:
            return f"The model gets all {total} right."
        mistakes = [(row[said], -true, -said) for true, row in enumerate(counts) for said in range(len(row))]
        often, true, said = max(mistake for mistake in mistakes if mistake[1] != mistake[2])
        times = "once" if often == 1 else f"{often} times"
        return (
            f"The model gets {right} of {total} right. "
            f"Its most frequent mistake: {self._name(-true)} taken for {self._name(-said)}, {times}."
        )

    def _numbered(self, number: int) -> str:
        return f"{number} {self._name(number)}" if self.confusion.names else self._name(number)

    def _name(self, number: int) -> str:
        names = self.confusion.names
        return names[number] if 0 <= number < len(names) else str(number)
