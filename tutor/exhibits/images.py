"""Shows pictures side by side, each with what it is; or those that a model gets wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from tutor.core.drawings import Axes, Figure, Series
from tutor.core.events import Event, Said
from tutor.core.facts import ArrayFacts, Evaluate, Facts, Probe
from tutor.core.outcome import Outcome
from tutor.exhibits.sampled import ask, counts_of, texts_of

MOST_IMAGES = 12
GREYS = 16
WHAT_STANDS_OVER_THEM = "First what it is, then what the model takes it for."


class Images(Struct, frozen=True, kw_only=True):
    """Which pictures, and what stands over them."""

    of: str
    """An array of pictures × rows × columns, a last axis for colours allowed."""
    labels: str
    """Their classes, as numbers or one-hot."""
    names: tuple[str, ...] = ()
    """What the classes are called; empty: their numbers."""
    first: int = 6
    wrong_of: str = ""
    """A model: show the first pictures that it gets wrong, with its answers."""
    x: str = ""
    """What that model is asked with; empty: the pictures themselves."""

    def __post_init__(self) -> None:
        if not 1 <= self.first <= MOST_IMAGES:
            raise ValueError(f"`first` is between 1 and {MOST_IMAGES}, not {self.first}")
        if self.x and not self.wrong_of:
            raise ValueError("`x` is what a model is asked with, and `wrong_of` names none")


class ImagesExhibit(Struct, frozen=True, kw_only=True):
    """Grey pictures with captions: the class, and with a model what it took the picture for."""

    images: Images

    def probes(self) -> Sequence[Probe]:
        rows = self._rows()
        return [Evaluate(rows), ask("pictures", self.images.of, f"{rows}[:, 0]")]

    def _rows(self) -> str:
        """An expression for place, class and shown class of each picture; the last two agree without a model."""
        asked = self.images
        if asked.wrong_of:
            return ask("wrong", asked.wrong_of, asked.x or asked.of, asked.labels, asked.first).expression
        return ask("first", asked.labels, asked.first).expression

    def draw(self, outcome: Outcome) -> Iterator[Event]:
        about, shown = map(outcome.fact, self.probes())
        if isinstance(about, ArrayFacts) and about.shape == (0, 3):
            yield Said(f"`{self.images.wrong_of}` gets none of them wrong.")
            return
        rows, pictures = counts_of(about, 3), _pictures(shown)
        if rows and len(rows) == len(pictures):
            yield Figure(
                tuple(
                    Axes((Series("image", image=picture),), self._caption(true, said))
                    for (_, true, said), picture in zip(rows, pictures, strict=True)
                ),
                note=WHAT_STANDS_OVER_THEM if self.images.wrong_of else "",
            )

    def _caption(self, true: int, said: int) -> str:
        return self._name(true) if true == said else f"{self._name(true)}, not {self._name(said)}"

    def _name(self, number: int) -> str:
        names = self.images.names
        return names[number] if 0 <= number < len(names) else str(number)


def _pictures(facts: Facts) -> list[tuple[tuple[float, ...], ...]]:
    """Each picture as rows of brightness; empty when there are none."""
    texts = texts_of(facts)
    if not isinstance(facts, ArrayFacts) or len(facts.shape) != 2 or not texts or not texts[0]:
        return []
    rows = [tuple(int(digit, GREYS) / (GREYS - 1) for digit in text) for text in texts]
    height = facts.shape[1]
    return [tuple(rows[place : place + height]) for place in range(0, len(rows), height)]
