"""What the session shows of a training, as far as a symptom needs it: every number is asked for once, when it is
wanted, and is None where nobody can tell."""

from __future__ import annotations

import math
from functools import cached_property

from msgspec import Struct

from tutor.answers.subjects.reading import default_learning_rate
from tutor.answers.world import PATIENCE, World
from tutor.core.facts import ArrayFacts, Happened, HappenedFacts, HistoryFacts, MetricFacts, ModelFacts
from tutor.core.happened import AskedFacts, FitFacts, GivenFacts
from tutor.core.model_reading import ending, layers_of, loss_of, width

MOST_ROWS = 200
"""Rows that the model is asked about: enough to see what its answers have in common."""
MOST_CLASSES = 100


class Data(Struct, frozen=True):
    """The inputs or the labels of the training."""

    name: str
    shape: tuple[int, ...]
    minimum: float
    maximum: float
    finite: bool = True
    classes: tuple[int, ...] = ()
    """The different values, when all are whole numbers in one column; empty when it cannot be told."""
    values: tuple[float, ...] = ()
    """Flat, row by row; of a large array the first thousand only."""

    @property
    def rows(self) -> int:
        return self.shape[0]

    @property
    def width(self) -> int:
        return self.shape[-1] if len(self.shape) > 1 else 1

    @property
    def largest(self) -> float:
        """The largest size of any number."""
        return max(abs(self.minimum), abs(self.maximum))

    @property
    def whole(self) -> bool:
        return len(self.values) == math.prod(self.shape)

    @property
    def range(self) -> float:
        return self.maximum - self.minimum


class Answers(Struct, frozen=True):
    """What the model says about the first rows of its inputs."""

    rows: tuple[tuple[float, ...], ...]

    @property
    def flat(self) -> tuple[float, ...]:
        return tuple(value for row in self.rows for value in row)

    @property
    def spread(self) -> float:
        """How far apart the answers for different rows are, in the column where they differ most."""
        return max((max(column) - min(column) for column in zip(*self.rows, strict=True)), default=0.0)

    @property
    def chosen(self) -> tuple[int, ...]:
        """The kind that each row is taken for."""
        if len(self.rows[0]) == 1:
            return tuple(int(row[0] > 0.5) for row in self.rows)
        return tuple(row.index(max(row)) for row in self.rows)


class Seen:
    """One look at the session. Only for the model that the question means."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.model: ModelFacts | None = world.model
        self.name = world.model_name or "model"
        self.compiled = self.model.compiled if self.model is not None else None

    # The training ---------------------------------------------------------------------------------------

    @cached_property
    def history(self) -> HistoryFacts | None:
        return self.world.history()

    def metric(self, name: str) -> MetricFacts | None:
        return self.history.metrics.get(name) if self.history is not None else None

    @property
    def loss(self) -> MetricFacts | None:
        return self.metric("loss")

    @property
    def epochs(self) -> int:
        return self.history.epochs if self.history is not None else 0

    @cached_property
    def accuracy(self) -> tuple[str, MetricFacts] | None:
        """The first accuracy that was measured on the training data."""
        metrics = self.history.metrics if self.history is not None else {}
        found = (name for name in metrics if "acc" in name and not name.startswith("val_"))
        return next(((name, metrics[name]) for name in found), None)

    @cached_property
    def validation_accuracy(self) -> MetricFacts | None:
        return self.metric(f"val_{self.accuracy[0]}") if self.accuracy is not None else None

    @cached_property
    def updates(self) -> int | None:
        return self.world.updates()

    @cached_property
    def happened(self) -> HappenedFacts:
        (facts,) = self.world.session.query([Happened()], timeout=PATIENCE)
        return facts if isinstance(facts, HappenedFacts) else HappenedFacts()

    @cached_property
    def _keys(self) -> frozenset[str]:
        return frozenset(each.key for each in self.happened.models if each.name == self.world.model_name)

    @cached_property
    def fit(self) -> FitFacts | None:
        """The latest training, when the latest cell did it."""
        return next((each for each in reversed(self.happened.fits) if each.key in self._keys), None)

    @cached_property
    def asked(self) -> AskedFacts | None:
        """The latest `predict`, when the latest cell did it."""
        return next((each for each in self.happened.asked if each.key in self._keys), None)

    # The recipe -----------------------------------------------------------------------------------------

    @property
    def rate(self) -> float | None:
        """None for a schedule, too."""
        rate = self.compiled.optimizer_config.get("learning_rate") if self.compiled is not None else None
        return float(rate) if isinstance(rate, int | float) else None

    @property
    def usual_rate(self) -> float:
        return default_learning_rate(self.compiled) if self.compiled is not None else 0.001

    @property
    def optimizer(self) -> str:
        return self.compiled.optimizer if self.compiled is not None else ""

    @property
    def loss_name(self) -> str:
        return loss_of(self.compiled)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The classes of the layers that are known, the first first."""
        return tuple(layer.kind for layer in layers_of(self.model)) if self.model is not None else ()

    @property
    def hidden(self) -> tuple[str, ...]:
        """The activations of all layers but the last that have one."""
        layers = layers_of(self.model)[:-1] if self.model is not None else ()
        named = (layer.config.get("activation") or layer.kind.lower() for layer in layers)
        return tuple(name for name in named if name in ("relu", "sigmoid", "tanh", "elu", "gelu", "selu", "swish"))

    @property
    def ending(self) -> str | None:
        return ending(self.model) if self.model is not None else None

    @property
    def width(self) -> int | None:
        return width(self.model) if self.model is not None else None

    # The data -------------------------------------------------------------------------------------------

    @cached_property
    def x(self) -> Data | None:
        given = self.fit.x if self.fit is not None else None
        return self._given(given) if given is not None else self._named("x")

    @cached_property
    def y(self) -> Data | None:
        given = self.fit.y if self.fit is not None else None
        return self._given(given) if given is not None else self._named("y")

    def _given(self, given: GivenFacts) -> Data:
        held = self.world.variables.get(given.name)
        values = held.values if isinstance(held, ArrayFacts) and held.shape == given.shape else ()
        return Data(
            given.name or "the data",
            given.shape,
            given.minimum,
            given.maximum,
            given.finite,
            given.classes,
            values,
        )

    def _named(self, letter: str) -> Data | None:
        """The array that is called so: `y`, `values_y`, `y_train`. None when several may be meant."""
        arrays = {
            name: facts
            for name, facts in self.world.variables.items()
            if isinstance(facts, ArrayFacts) and facts.shape and letter in name.lower().split("_")
        }
        if len(arrays) > 1:
            arrays = {name: facts for name, facts in arrays.items() if "train" in name.lower()}
        if len(arrays) != 1:
            return None
        ((name, facts),) = arrays.items()
        if facts.minimum is None or facts.maximum is None:
            return None
        numbers = facts.values if all(isinstance(value, int | float) for value in facts.values) else ()
        return Data(
            name, facts.shape, facts.minimum, facts.maximum, facts.finite, _classes(facts, numbers), numbers
        )

    @cached_property
    def answers(self) -> Answers | None:
        """None where the inputs are not a plain table, or the answers are not finite."""
        x, model = self.x, self.model
        if x is None or model is None or model.input_shape != (None, x.width) or len(x.shape) > 2:
            return None
        whole = min(MOST_ROWS, len(x.values) // x.width)
        rows = tuple(tuple(map(float, x.values[at * x.width : (at + 1) * x.width])) for at in range(whole))
        if not rows or not x.finite:
            return None
        said = self.world.prediction(rows)
        if not isinstance(said, ArrayFacts) or not said.finite or len(said.shape) != 2 or not said.values:
            return None
        each = said.shape[1]
        values = [float(value) for value in said.values]
        if not all(map(math.isfinite, values)):
            return None
        return Answers(tuple(tuple(values[at : at + each]) for at in range(0, len(values) - each + 1, each)))


def _classes(facts: ArrayFacts, values: tuple[float, ...]) -> tuple[int, ...]:
    column = facts.whole and (len(facts.shape) == 1 or facts.shape[1:] == (1,))
    if not column or not all(math.isfinite(value) and value == int(value) for value in values):
        return ()
    found = sorted({int(value) for value in values})
    few = len(found) <= MOST_CLASSES and (facts.dtype.startswith(("int", "uint", "bool")) or len(found) <= 10)
    return tuple(found) if few else ()
