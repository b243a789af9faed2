"""Facts: plain descriptions of live objects, the one currency between the session and everything else.

The runtime inside the kernel answers a *probe* with *facts*. Checks compare facts, tables show facts,
questions are answered from facts. Nothing else reaches into the learner's objects.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from tutor.core.drawings import Drawn as Drawn
from tutor.core.film import FilmFacts, Moments
from tutor.core.flaw import FlawFacts as FlawFacts  # handed on
from tutor.core.flaw import Foresee as Foresee
from tutor.core.inside import NextStep, StepFacts
from tutor.core.landscape import Landscape, LandscapeFacts
from tutor.core.origins import Rows as Rows
from tutor.core.origins import RowsFacts, RunFacts
from tutor.core.patient import Patient
from tutor.core.runs import Runs, RunsFacts
from tutor.core.runs import Trainings as Trainings

if TYPE_CHECKING:
    from tutor.core.happened import AskedFacts, FitFacts, HandledFacts

WHOLE_ARRAY = 1000
"""Arrays of at most this many elements travel whole; of larger ones only the first so many do."""


class MissingFacts(Struct, frozen=True):
    """There is no such name in the session."""

    name: str = ""


class FailedFacts(Struct, frozen=True):
    """Describing the object raised: an expression with an error, or an object that cannot be asked."""

    error: str
    """The exception's class name, `NameError` for one."""
    message: str = ""


class NothingFacts(Struct, frozen=True):
    """The value is None."""


class ScalarFacts(Struct, frozen=True):
    """One number or truth value: Python's, NumPy's or a tensor of shape ()."""

    value: float | int | bool
    holder: str = "float"
    """The class that holds it: int, float, bool, float32, EagerTensor ..."""


class TextFacts(Struct, frozen=True):
    """A string."""

    value: str
    """At most the first 1000 characters."""
    length: int = 0


class ArrayFacts(Struct, frozen=True):
    """An array, a tensor, a variable, or a list of numbers that could be one."""

    shape: tuple[int, ...]
    dtype: str
    holder: str = "ndarray"
    """The class that holds the numbers: ndarray, list, EagerTensor, Variable ..."""
    minimum: float | None = None
    """None when the array is empty or holds no numbers."""
    maximum: float | None = None
    finite: bool = True
    """False when a nan or an infinity is among the numbers."""
    values: tuple[Any, ...] = ()
    """Flat, row by row: all of them up to `WHOLE_ARRAY`, else only the first so many."""

    @property
    def size(self) -> int:
        """The number of elements."""
        product = 1
        for length in self.shape:
            product *= length
        return product

    @property
    def whole(self) -> bool:
        """Whether `values` holds every element."""
        return len(self.values) == self.size


class LayerFacts(Struct, frozen=True):
    """One layer of a model, through Keras's public attributes only."""

    kind: str
    """The class name: Dense, Conv2D ..."""
    name: str = ""
    config: Mapping[str, Any] = field(default_factory=dict)
    """`layer.get_config()`, as far as it is plain data."""
    output_shape: tuple[int | None, ...] | None = None
    """None for the batch axis; the whole is None when the layer is not built."""
    parameters: int = 0


class CompiledFacts(Struct, frozen=True):
    """What `compile` was given, each in Keras's own canonical spelling."""

    loss: str | None = None
    """`mean_squared_error` however it was spelt; the text as typed when Keras knows no such loss."""
    loss_known: bool = True
    loss_config: Mapping[str, Any] = field(default_factory=dict)
    optimizer: str = ""
    """The class name: Adam, SGD ..."""
    optimizer_config: Mapping[str, Any] = field(default_factory=dict)
    """`learning_rate` is a number, or the class name of a schedule."""
    metrics: tuple[str, ...] = ()
    """Canonical names, as the loss; as typed when Keras knows no such metric."""
    metrics_known: bool = True


class ModelFacts(Struct, frozen=True):
    """A Keras model."""

    holder: str = "Sequential"
    name: str = ""
    built: bool = False
    layers: tuple[LayerFacts, ...] = ()
    input_shape: tuple[int | None, ...] | None = None
    """With the batch axis (None) first; the whole is None when not built or with several inputs."""
    output_shape: tuple[int | None, ...] | None = None
    parameters: int = 0
    trainable: int = 0
    compiled: CompiledFacts | None = None
    """None before `compile`."""
    weights: tuple[ArrayFacts, ...] = ()
    """All weights in `model.weights` order, when there are at most 200 numbers; else empty."""
    weight_names: tuple[str, ...] = ()
    """`kernel`, `bias`, in step with `weights`."""
    trained_epochs: int = 0
    """Epochs in the model's latest `fit`."""
    by_hand: bool = False
    """Whether a weight was set with `set_weights` or `assign`."""


class MetricFacts(Struct, frozen=True):
    """One column of a training history."""

    first: float
    last: float
    best: float
    """The smallest value, or the largest of a metric that should grow (accuracy ...)."""
    best_epoch: int
    """Counted from 1."""
    curve: tuple[float, ...] = ()
    """Every epoch up to 1000, else about 1000 of them, evenly spread, the last included."""


class HistoryFacts(Struct, frozen=True):
    """A Keras History: what a `fit` left behind."""

    epochs: int = 0
    seconds: float | None = None
    metrics: Mapping[str, MetricFacts] = field(default_factory=dict)
    fits: int = 1
    """How many `fit`s it covers."""
    run: RunFacts | None = None
    """None for several, and for what no `fit` of this session has returned."""
    patient: Patient | None = None
    """What the latest `fit` began with; None for what no `fit` of this session has returned."""


class DatasetFacts(Struct, frozen=True):
    """A tf.data Dataset."""

    holder: str = "Dataset"
    element: str = ""
    """Its element_spec in short: `(16, 8, 8) float32, (16,) int64`."""
    batches: int | None = None
    """None when unknown, -1 when endless."""


class ObjectFacts(Struct, frozen=True):
    """Anything else."""

    holder: str
    """The class name."""
    text: str = ""
    """Its repr, cut at 200 characters; empty for functions, classes and modules."""


class ResultFacts(Struct, frozen=True):
    """What the latest cell produced, by whatever route: the candidates for 'the result'."""

    value: Facts = field(default_factory=NothingFacts)
    """The value of the cell's last expression; NothingFacts when it ended in a statement."""
    predictions: tuple[Facts, ...] = ()
    """What each `model.predict(...)` of the cell returned, latest first."""
    bound: tuple[Facts, ...] = ()
    """The values of the names that the cell bound or re-bound."""

    @property
    def candidates(self) -> tuple[Facts, ...]:
        """Everything that may be meant by 'the result', the likeliest first."""
        return (self.value, *self.predictions, *self.bound)


class VariablesFacts(Struct, frozen=True):
    """The learner's own names, in the order they were made; modules and our own names left out."""

    variables: Mapping[str, Facts] = field(default_factory=dict)


class HappenedFacts(Struct, frozen=True):
    """What the latest cell did with models; `core/happened.py` has the parts."""

    models: tuple[HandledFacts, ...] = ()
    fits: tuple[FitFacts, ...] = ()
    """In order, at most the last 10."""
    asked: tuple[AskedFacts, ...] = ()


Facts = (
    MissingFacts
    | FailedFacts
    | NothingFacts
    | ScalarFacts
    | TextFacts
    | ArrayFacts
    | LayerFacts
    | ModelFacts
    | HistoryFacts
    | DatasetFacts
    | ObjectFacts
    | ResultFacts
    | VariablesFacts
    | HappenedFacts
    | RowsFacts
    | RunsFacts
    | FlawFacts
    | StepFacts
    | FilmFacts
    | LandscapeFacts
)


class Describe(Struct, frozen=True):
    """Ask for the facts of a variable."""

    name: str


class Evaluate(Struct, frozen=True):
    """Ask for the facts of an expression's value. It must not change anything."""

    expression: str


class Predict(Struct, frozen=True):
    """Ask what a model says for some inputs, without touching its state. Answered by ArrayFacts."""

    model: str
    inputs: tuple[tuple[float, ...], ...]
    """Rows × features."""


class Result(Struct, frozen=True):
    """Ask for the ResultFacts of the latest cell."""


class Variables(Struct, frozen=True):
    """Ask for the VariablesFacts of the whole session."""


class Happened(Struct, frozen=True):
    """Ask for the HappenedFacts of the latest cell."""


Probe = (
    Describe
    | Evaluate
    | Predict
    | Result
    | Trainings
    | Variables
    | Happened
    | Rows
    | Runs
    | Drawn
    | Foresee
    | NextStep
    | Moments
    | Landscape
)
