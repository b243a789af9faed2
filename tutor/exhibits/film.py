"""Shows a training as a film, and a model as it was after one of its epochs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from tutor.core.events import Event
from tutor.core.facts import Probe
from tutor.core.film import Film, FilmFacts, Moments
from tutor.core.numbers import short, signed
from tutor.core.outcome import Outcome
from tutor.exhibits.columns import Filled, numbers, table, words

FRAMES, FRAMES_IN_LESSONS = 60, 30
"""Steps of a film from its first moment to its last, where it was asked for, and where it comes by itself."""


class FilmExhibit(Struct, frozen=True, kw_only=True):
    """The latest training of a model as a film: what it says beside its loss, moment by moment."""

    film: str
    """The model."""

    def probes(self) -> Sequence[Probe]:
        return [Moments(self.film, frames=FRAMES_IN_LESSONS)]

    def draw(self, outcome: Outcome) -> Iterator[Event]:
        facts = outcome.fact(Moments(self.film, frames=FRAMES_IN_LESSONS))
        if isinstance(facts, FilmFacts) and facts.moments:
            yield Film(facts)


def as_it_was(facts: FilmFacts) -> Iterator[Event]:
    """The last of the moments: its picture, its numbers, its first answers."""
    found = facts.moments[-1]
    yield Film(facts)
    rest = {name: value for name, value in found.metrics.items() if name not in ("loss", "learning_rate")}
    if rest:
        values = [value if value is not None else float("nan") for value in rest.values()]
        yield table([words("", list(rest)), Filled("then", tuple(map(short, values)), number=True)])
    if facts.names and not (facts.linear and facts.kind == "line"):
        yield table([words("", facts.names), numbers("then", found.weights)])
    if found.said and facts.targets and len(found.said) == len(facts.targets):
        yield _answers(facts)


def _answers(facts: FilmFacts) -> Event:
    found = facts.moments[-1]
    width = len(facts.inputs[0]) if facts.inputs else 0
    heads = ["x"] if width == 1 else [f"x{place}" for place in range(1, width + 1)]
    columns = [numbers(head, [row[place] for row in facts.inputs]) for place, head in enumerate(heads)]
    said = [value if value is not None else float("nan") for value in found.said]
    errors = [answer - true for answer, true in zip(said, facts.targets, strict=True)]
    columns += [numbers("target", facts.targets), numbers("answer then", said)]
    columns.append(Filled("error", tuple(signed(each) for each in errors), number=True))
    left = facts.samples - len(said)
    return table(columns, note=f"The first {len(said)} of {facts.samples:,} samples." if left > 0 else "")
