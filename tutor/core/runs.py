"""Runs: every `fit` of a lesson, with all that made it and how it went; what tells several of them apart."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from msgspec import Struct, field

from tutor.core.own_file import Output

SHOULD_GROW = ("acc", "auc", "precision", "recall", "f1", "iou", "r2", "score", "similarity")
"""Metrics of which the largest value is the best have one of these in their name."""

Point = tuple[int, float]

ENDINGS = ("finished", "early", "stopped", "interrupted", "failed")
"""How a run can end: after all its epochs, by a callback, by Ctrl-C in good order or at once, by an error."""
UNTOLD = ("parameters",)
"""Settings that follow from others: they tell runs apart only where nothing else does."""
NAMES = {
    "rate_changed": "rate changed to",
    "trained_before": "epochs before",
    "learning_rate": "learning rate",
    "batch_size": "batch size",
}


class Spread(Struct, frozen=True):
    """How far results lie apart that differ by nothing but the random seed."""

    metric: str
    low: float
    high: float
    quarter: float
    three_quarters: float
    median: float
    count: int
    model: str = ""
    """The layers of which it was measured."""

    @property
    def width(self) -> float:
        """From the lowest to the highest result."""
        return self.high - self.low


class Curve(Struct, frozen=True):
    """One metric over the epochs, thinned: both ends, the extremes and the first that is not finite are there."""

    epochs: tuple[int, ...]
    """Counted from 1."""
    values: tuple[float, ...]
    """In step with them; may be nan or infinite."""

    def __iter__(self) -> Iterator[Point]:
        return zip(self.epochs, self.values, strict=False)

    @property
    def first(self) -> float:
        return self.values[0] if self.values else math.nan

    @property
    def last(self) -> float:
        return self.values[-1] if self.values else math.nan

    @property
    def finite(self) -> list[Point]:
        """The points that can be drawn."""
        return [point for point in self if math.isfinite(point[1])]

    @property
    def broken(self) -> Point | None:
        """The first value that is nan or infinite; None when all are finite."""
        return next((point for point in self if not math.isfinite(point[1])), None)


class Run(Struct, frozen=True, omit_defaults=True):
    """One `fit`."""

    number: int = 0
    """In this lesson, counted from 1; 0 for what is no run of the learner's."""
    key: str = ""
    """What the session calls it, now and when its lines have run again."""
    line: str = ""
    """The lines that started it, at most the first 4,000 characters."""
    place: int = 1
    """Which `fit` of these lines it was, counted from 1."""
    model: str = ""
    """The variable that held the model; empty when none did."""
    settings: dict[str, Any] = field(default_factory=dict)
    """All that was set, by name, as plain numbers and words; what is as it always is, is left out."""
    metrics: dict[str, Curve] = field(default_factory=dict)
    epochs: int = 0
    """Those it finished."""
    asked: int = 0
    seconds: float = 0.0
    ended: str = "finished"
    """One of ENDINGS."""
    checkpoint: str = ""
    """The name of the file that holds what it led to; empty when it is not kept."""
    when: float = 0.0
    """Seconds since the epoch (time.time) of its end."""

    @property
    def loss(self) -> Curve | None:
        """The first of its metrics, which is the loss."""
        return self.metrics.get("loss") or next(iter(self.metrics.values()), None)

    @property
    def judged_by(self) -> str:
        """By which metric it is compared: the loss on validation data where there is one, else the loss."""
        return next((name for name in ("val_loss", "loss") if name in self.metrics), next(iter(self.metrics), ""))


class Variant(Struct, frozen=True):
    """A run on the side."""

    place: int
    """Its number in its `/try`, from 1."""
    label: str
    """What it differs in."""
    run: Run
    lines: tuple[str, ...] = ()
    """The lines that make its model, up to its `fit`; empty when they cannot be written."""


class Tried(Struct, frozen=True):
    """What the latest `/try` came to."""

    of: int
    """The number of the run that was varied."""
    names: tuple[str, ...]
    """What was varied."""
    variants: tuple[Variant, ...] = ()


class ToldRun(Struct, frozen=True):
    """Facts of one run of the session."""

    key: str = ""
    """As in `Run`."""
    settings: dict[str, Any] = field(default_factory=dict)
    metrics: dict[str, tuple[tuple[int, ...], tuple[float, ...]]] = field(default_factory=dict)
    epochs: int = 0
    asked: int = 0
    seconds: float = 0.0
    ended: str = "finished"
    model: str = ""
    cell: str = ""
    """The mark of the lines in which it ran, of a variant that of its `/try`: see `Outcome.made_here`."""
    variant: bool = False
    """Whether it was trained on the side."""

    def as_run(self, number: int) -> Run:
        """What tables and charts take."""
        metrics = {name: Curve(*columns) for name, columns in self.metrics.items()}
        about = (self.epochs, self.asked, self.seconds, self.ended)
        return Run(number, "", "", 1, self.model, self.settings, metrics, *about)


class RunsFacts(Struct, frozen=True):
    """The trainings of the session, in order, those on the side among them."""

    runs: tuple[ToldRun, ...] = ()

    @property
    def own(self) -> tuple[ToldRun, ...]:
        """Those of the learner's model."""
        return tuple(each for each in self.runs if not each.variant)


class Runs(Struct, frozen=True):
    """Ask for the RunsFacts of the session."""


class Trainings(Struct, frozen=True):
    """Ask for every `fit` of a model that measured the same loss, as one HistoryFacts; NothingFacts before any."""

    model: str


class RunBook(Protocol):
    """The runs of one lesson, and what was laid side by side last."""

    tried: Tried | None
    compared: tuple[Run, ...]
    """Runs or variants whose difference was seen last."""
    spread: Spread | None
    """How far seeds alone put results apart, where that was tried."""

    @property
    def problem(self) -> str:
        """Why they are not kept, in a sentence; empty when all is well."""

    @property
    def outputs(self) -> Mapping[str, Sequence[Output]]:
        """What the cells gave that ran since the tutor was started, by their `mark`."""

    @property
    def runs(self) -> Sequence[Run]:
        """In the order in which they ended."""

    def run(self, number: int) -> Run | None:
        """The run of that number; None when there is none, or not any more."""


class RunStore(Protocol):
    """Where runs are kept."""

    problem: str
    """One sentence when they cannot be kept; empty when all is well."""

    def load(self, lesson_id: str) -> tuple[Run, ...]:
        """All of a lesson, the oldest first; damaged ones are left out."""

    def add(self, lesson_id: str, run: Run) -> None:
        """Keep one more. Never raises."""

    def forget(self, lesson_id: str) -> None:
        """Start over."""


def grows(metric: str) -> bool:
    """Whether a larger value of this metric is a better one."""
    return not metric.endswith("loss") and any(word in metric.lower() for word in SHOULD_GROW)


def differing(runs: Sequence[Run]) -> tuple[str, ...]:
    """The settings in which they are not all the same, in the order in which a learner meets them."""
    names = dict.fromkeys(name for run in runs for name in run.settings)
    order = sorted(
        names, key=lambda name: max(list(run.settings).index(name) for run in runs if name in run.settings)
    )
    found = [name for name in order if len({_comparable(run.settings.get(name)) for run in runs}) > 1]
    telling = tuple(name for name in found if name not in UNTOLD)
    return telling or tuple(found)


def _comparable(value: Any) -> Any:
    return f"{value:.7g}" if isinstance(value, float) else value


def called(name: str) -> str:
    """A setting, for the head of a column."""
    return NAMES.get(name, name.replace("_", " "))


def spelt(value: Any) -> str:
    """A setting's value; empty when it was not given."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.7g}"
    return str(value)


def final(run: Run, metric: str) -> float:
    """What a metric came to; nan when the run has none, or when it broke."""
    curve = run.metrics.get(metric)
    return curve.last if curve is not None else math.nan


def common_metric(runs: Sequence[Run]) -> str:
    """By which they can all be compared; empty when by none."""
    for name in ("val_loss", "loss"):
        if runs and all(name in run.metrics for run in runs):
            return name
    shared = [name for name in (runs[0].metrics if runs else ()) if all(name in run.metrics for run in runs)]
    return shared[0] if shared else ""


def comparable(runs: Iterable[Run]) -> bool:
    """Whether their losses are the same measure."""
    return len({run.settings.get("loss") for run in runs}) <= 1


def best(runs: Sequence[Run]) -> Run | None:
    """The run that ended best, by the loss on validation data where all have one, else by the loss.

    None where there is nothing to choose: one run, losses that are not the same measure, no finite number.
    """
    metric = common_metric(runs)
    finite = [run for run in runs if math.isfinite(final(run, metric))]
    if len(runs) < 2 or not metric or not finite or not comparable(runs):
        return None
    choose = max if grows(metric) else min
    found = choose(finite, key=lambda run: final(run, metric))
    return found if sum(final(run, metric) == final(found, metric) for run in finite) == 1 else None


def as_row(run: Run) -> Mapping[str, Any]:
    """A run as one row of a table for other programs."""
    ends = {name: curve.last for name, curve in run.metrics.items()}
    about = {"run": run.number, **run.settings, "epochs_done": run.epochs}
    return {**about, **ends, "seconds": run.seconds, "ended": run.ended, "line": run.line}
