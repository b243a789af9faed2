"""Tells how a model was at some moments of a training: its line, its map, its answers, its numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from . import ledger, samples
from .batches import NoDataError, first_batch
from .next_step import chosen, names_of
from .replayed import Again, trained_again
from .starts import STARTS, Start, values
from .variables import name_of
from .varied import CannotError

ACROSS = 60
"""Places of a line."""
MAP_ROWS, MAP_COLUMNS = 20, 40
MOST_POINTS, MOST_ROWS, MOST_COUNTED = 80, 6, 1000
"""Points that are drawn, rows that are told one by one, samples that are counted."""
FEW = 4
"""Weights that are told one by one."""
MOST_CLASSES = 10
LONGEST = 600.0
"""Seconds that a training may take again."""
_LATEST = dict[str, dict[str, Any]]()
"""What was told last, by what was asked."""


def film(model: str = "", key: str = "", epochs: Sequence[int] = (), frames: int = 0) -> dict[str, Any]:
    """The facts of moments of a run; see FilmFacts in `tutor/core/film.py`. Never raises an Exception.

    The run is the one of that key, else the latest of that model, else the latest of all. `frames`: so many
    moments, evenly spread, besides `epochs`. Without both it is only told whether moments could be shown.
    """
    try:
        start = STARTS.get(key) if key else STARTS.of(chosen(model)) if model else STARTS.latest
        if start is None:
            raise NoDataError(_absent(key))
        asked = repr((start.key, tuple(epochs), frames))
        if asked in _LATEST:
            return _LATEST.pop(asked)  # told once more only where it is asked for right after it was prepared
        told = _told(start, epochs, frames)
        _LATEST.clear()
        if told.get("moments"):
            _LATEST[asked] = told
        return told
    except NoDataError as error:
        return {"$facts": "film", "problem": str(error)}
    except CannotError as error:
        return {"$facts": "film", "problem": f"This training cannot be shown again: {error}."}
    except Exception as error:
        text = (str(error).strip().splitlines() or [""])[0][:200]
        return {
            "$facts": "film",
            "problem": f"This training cannot be shown again: {type(error).__name__}: {text}.",
        }


def _absent(key: str) -> str:
    if key:
        return "What this run began with is not kept any more: it is for the latest twelve of a session."
    return "Nothing has been trained yet. After its first `model.fit(...)` there is something to see."


def _told(start: Start, epochs: Sequence[int], frames: int) -> dict[str, Any]:
    run = next((each for each in reversed(ledger.TOLD) if each["key"] == start.key), None)
    if run is None:
        raise NoDataError("This training is not known any more.")
    if start.problem:
        raise CannotError(start.problem)
    first = int(start.arguments.get("initial_epoch") or 0)
    last = first + int(run["epochs"])
    wanted = {each for each in epochs if first <= each <= last}
    wanted |= {first + round(place * (last - first) / frames) for place in range(frames + 1) if frames}
    about = {
        "$facts": "film",
        "key": start.key,
        "model": name_of(start.trains()) or run["model"] or "model",
        "first": first,
        "last": last,
        "seconds": run["seconds"],
    }
    if not wanted:
        return about
    share = (max(wanted) - first) / max(1, last - first)
    if run["seconds"] * share > LONGEST:
        raise CannotError(f"it would have to run again for {run['seconds'] * share / 60:.0f} minutes")
    again = trained_again(start, sorted(wanted))
    if not again.same:
        raise CannotError("trained again, its numbers are not the same: its data has changed, or it has no seed")
    curve: list[Any] = run["metrics"].get("loss") or next(iter(run["metrics"].values()), [[], []])
    reached = sorted(each for each in wanted if each in again.weights)
    stage = Stage(start, again)
    return {
        **about,
        "stopped": again.stopped,
        "curve": curve,
        **stage.told(),
        "moments": [stage.moment(epoch) for epoch in reached],
    }


class Stage:
    """What of the model is shown, and before which data."""

    def __init__(self, start: Start, again: Again) -> None:
        self._again = again
        batch = first_batch({**start.arguments, "batch_size": MOST_COUNTED})
        self._x, self._y = batch.x, _column(batch.y, batch.size)
        self._rows = batch.size
        self._labels = _labels(batch.y, batch.size)
        self._names = [name_of(start.arguments.get(each)) for each in ("x", "y")]
        self.kind = self._kind()
        self._shown = np.linspace(0, self._rows - 1, min(MOST_POINTS, self._rows)).round().astype(int)

    def _kind(self) -> str:
        answers = self._answers(next(iter(self._again.weights)))
        width = 0 if answers is None else answers.shape[1]
        table = _table(self._x, self._rows)
        if width == 1 and table is not None and table.shape[1] == 1 and self._y is not None:
            return "line"
        if width and table is not None and table.shape[1] == 2 and self._labels is not None:
            return "map"
        if width and self._labels is not None and (width > 1 or self._is_probability(answers)):
            return "classes"
        return "pairs" if width == 1 and self._y is not None else "loss"

    @staticmethod
    def _is_probability(answers: Any) -> bool:
        return bool((answers >= 0).all() and (answers <= 1).all())

    def _answers(self, epoch: int, x: Any = None) -> Any:
        """Rows × outputs; None for several outputs."""
        said = self._again.at(epoch)(self._x if x is None else x, training=False)
        if not hasattr(said, "shape"):
            return None
        return np.asarray(said).reshape(len(said), -1)

    def told(self) -> dict[str, Any]:
        """All that is the same at every moment."""
        model, shown = self._again.model, self._shown
        few = sum(int(np.prod(weight.shape)) for weight in model.trainable_weights) <= FEW
        told: dict[str, Any] = {
            "kind": self.kind,
            "x_name": self._names[0] or "x",
            "y_name": self._names[1] or "y",
            "names": names_of(model, model.trainable_variables) if few else [],
            "linear": _is_linear(model),
            "samples": self._rows,
        }
        if self._y is not None:
            told["targets"] = self._y[:MOST_ROWS].astype(float).tolist()
        table = _table(self._x, self._rows)
        if table is not None and table.shape[1] <= 3:
            told["inputs"] = table[:MOST_ROWS].astype(float).tolist()
        match self.kind:
            case "line" if table is not None and self._y is not None:
                told |= {"x": table[shown, 0].astype(float).tolist(), "y": self._y[shown].astype(float).tolist()}
                told["across"] = self._across(table).tolist()
            case "map" if table is not None and self._labels is not None:
                told |= {name: table[shown, place].astype(float).tolist() for place, name in enumerate("xy")}
                told["classes"] = self._labels[shown].tolist()
                told["span"] = samples.span(table).tolist()
            case "pairs" if self._y is not None:
                told["x"] = self._y[shown].astype(float).tolist()
            case "classes" if self._labels is not None:
                told["x"] = sorted(set(self._labels.tolist()))
        return told

    def moment(self, epoch: int) -> dict[str, Any]:
        """The model as it was after an epoch."""
        answers = self._answers(epoch)
        told: dict[str, Any] = {
            "$facts": "moment",
            "epoch": epoch,
            "metrics": {name: _number(value) for name, value in self._again.logs.get(epoch, {}).items()},
            "weights": [],
        }
        model = self._again.model
        if sum(int(np.prod(weight.shape)) for weight in model.trainable_weights) <= FEW:
            told["weights"] = [
                float(value) for each in model.trainable_variables for value in values(each).reshape(-1)
            ]
        if answers is None:
            return told
        if answers.shape[1] == 1:
            told["said"] = [_number(value) for value in answers[:MOST_ROWS, 0]]
        if self._labels is not None and self.kind in ("map", "classes"):
            one = answers.shape[1] == 1
            found = (answers[:, 0] > 0.5).astype(int) if one else answers.argmax(axis=1)
            told["right"] = int((found == self._labels).sum())
        match self.kind:
            case "line":
                table = _table(self._x, self._rows)
                across = self._across(table).reshape(-1, 1).astype("float32")
                told["answers"] = [_number(value) for value in self._answers(epoch, across)[:, 0]]
            case "map":
                told["cells"] = self._cells(epoch)
            case "pairs":
                told["answers"] = [_number(value) for value in answers[self._shown, 0]]
            case "classes":
                told["answers"] = self._given(answers)
        return told

    @staticmethod
    def _across(table: Any) -> Any:
        return np.linspace(float(table.min()), float(table.max()), ACROSS)

    def _cells(self, epoch: int) -> list[str]:
        """A map of the model's classes, top first, one letter a cell; as in `samples.regions`."""
        left, right, bottom, top = samples.span(_table(self._x, self._rows))
        across = left + (right - left) * (np.arange(MAP_COLUMNS) + 0.5) / MAP_COLUMNS
        down = top - (top - bottom) * (np.arange(MAP_ROWS) + 0.5) / MAP_ROWS
        grid = np.stack(np.meshgrid(across, down), axis=-1).reshape(-1, 2).astype("float32")
        answers = self._answers(epoch, grid)
        one = answers.shape[1] == 1
        found = (answers[:, 0] > 0.5).astype(int) if one else answers.argmax(axis=1)
        letters = found.reshape(MAP_ROWS, MAP_COLUMNS)
        return ["".join(samples.DIGITS[min(each, len(samples.DIGITS) - 1)] for each in row) for row in letters]

    def _given(self, answers: Any) -> list[Any]:
        """For each class what its samples get for it on average: a probability, where the model gives those."""
        labels = self._labels
        if answers.shape[1] == 1:
            chances = np.where(labels == 1, answers[:, 0], 1 - answers[:, 0])
        else:
            chances = answers[np.arange(len(labels)), np.clip(labels, 0, answers.shape[1] - 1)]
        return [_number(chances[labels == each].mean()) for each in sorted(set(labels.tolist()))]


def _number(value: Any) -> float | None:
    """As JSON: None for what is not finite."""
    return float(value) if np.isfinite(value) else None


def _table(x: Any, rows: int) -> Any:
    """Inputs as rows × features of numbers; None for anything else."""
    if not hasattr(x, "shape") or len(x.shape) > 2 or len(x) != rows:
        return None
    array = np.asarray(x)
    return array.reshape(rows, -1) if array.dtype.kind in "biuf" else None


def _column(y: Any, rows: int) -> Any:
    """Targets as one number for each sample; None for anything else."""
    array = _table(y, rows)
    return array[:, 0] if array is not None and array.shape[1] == 1 else None


def _labels(y: Any, rows: int) -> Any:
    """The class of each sample, from numbers or one-hot; None where they are no classes."""
    array = _table(y, rows)
    if array is None or not np.isfinite(array).all() or (array != np.round(array)).any():
        return None
    one_hot = array.shape[1] > 1 and bool((array.sum(axis=1) == 1).all() and (array >= 0).all())
    if array.shape[1] > 1 and not one_hot:
        return None
    found = array.argmax(axis=1) if one_hot else array[:, 0].astype(int)
    return found if found.min() >= 0 and found.max() < MOST_CLASSES else None


def _is_linear(model: Any) -> bool:
    """Whether it is one Dense layer of one unit without activation."""
    layers = [layer for layer in model.layers if layer.weights]
    if len(layers) != 1 or len(model.layers) > 2 or type(layers[0]).__name__ != "Dense":
        return False
    activation = layers[0].get_config().get("activation")
    return activation in (None, "linear") and layers[0].units == 1


def prepare(model: str, key: str, epochs: Sequence[int], frames: int) -> None:
    """Do what `film` is about to be asked for, where Ctrl-C ends it."""
    film(model, key, epochs, frames)
