"""Shows what a model answers beside what would be true."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import force_setattr

from tutor.core.arithmetic import evaluate, variables
from tutor.core.events import Event, Said, Tone
from tutor.core.facts import ArrayFacts, Predict, Probe
from tutor.core.numbers import signed
from tutor.core.outcome import Outcome
from tutor.exhibits.columns import Filled, numbers, table

MOST_OUTPUTS = 10
ERROR_DIGITS = 3


class Prediction(Struct, frozen=True, kw_only=True):
    """A model, the inputs to ask it for, and the rule behind the data."""

    of: str
    """The model."""
    at: tuple[float, ...] | tuple[tuple[float, ...], ...]
    """The inputs: one number for each row, or one list of features."""
    truth: str = ""
    """A formula in x, or in x1, x2, ... when there are several features: `2x + 30`. Empty: not known."""

    def __post_init__(self) -> None:
        if len({len(row) for row in self.rows}) != 1:
            raise ValueError("`at` needs rows of the same length, and one at least")
        unknown = variables(self.truth) - set(self.names) if self.truth else frozenset()
        if unknown:
            raise ValueError(f"`truth` may use {', '.join(self.names)}, not {', '.join(sorted(unknown))}")

    @property
    def rows(self) -> tuple[tuple[float, ...], ...]:
        """Rows × features."""
        return tuple(tuple(map(float, row)) if isinstance(row, tuple) else (float(row),) for row in self.at)

    @property
    def names(self) -> tuple[str, ...]:
        """What the features are called."""
        width = len(self.rows[0])
        return ("x",) if width == 1 else tuple(f"x{place + 1}" for place in range(width))


class PredictionsExhibit(Struct, frozen=True, kw_only=True):
    """A table of input, true y, the model's y, and the error: how far the model is above the truth."""

    predictions: Prediction

    def __post_init__(self) -> None:
        # A lesson file hands over a Prediction, a step kind the plain fields of one.
        if isinstance(self.predictions, Mapping):
            force_setattr(self, "predictions", Prediction(**self.predictions))

    def probes(self) -> Sequence[Probe]:
        return [Predict(self.predictions.of, self.predictions.rows)]

    def draw(self, outcome: Outcome) -> Iterator[Event]:
        asked = self.predictions
        facts = outcome.fact(Predict(asked.of, asked.rows))
        if not isinstance(facts, ArrayFacts):
            return
        values = [float(value) for value in facts.values if isinstance(value, (int, float))]
        width, left_over = divmod(len(values), len(asked.rows))
        if not width or left_over or not facts.whole:
            return
        answers = [values[place::width] for place in range(width)]
        columns = [numbers(name, [row[place] for row in asked.rows]) for place, name in enumerate(asked.names)]
        if width == 1:
            columns += self._compared(answers[0])
        else:
            columns += [numbers(f"model y{n}", values) for n, values in enumerate(answers[:MOST_OUTPUTS], 1)]
        yield table(columns)
        if width > MOST_OUTPUTS:
            yield Said(f"The model gives {width} numbers for each row; here are the first.", Tone.NOTE)

    def _compared(self, answers: list[float]) -> list[Filled]:
        """The model's answers, with truth and error when the rule has a value everywhere."""
        asked = self.predictions
        try:
            true = [evaluate(asked.truth, dict(zip(asked.names, row, strict=True))) for row in asked.rows]
        except ValueError:
            return [numbers("model y", answers)]
        errors = tuple(signed(answer - right, ERROR_DIGITS) for answer, right in zip(answers, true, strict=True))
        return [numbers("true y", true), numbers("model y", answers), Filled("error", errors, number=True)]
