"""Computes the loss at places of a plane through the weights of a model, with the way that training took.

Of two parameters the plane is all there is. Of more it is spanned by two directions: those in which the path of
the training is widest (principal components), or random ones whose parts for each unit are as long as its own
weights, as proposed by Li, Xu, Taylor, Studer and Goldstein, Visualizing the Loss Landscape of Neural Nets, 2018.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from . import ledger
from .batches import NoDataError, first_batch
from .compiled import compiled_facts
from .next_step import chosen, names_of
from .plane_losses import losses_at
from .replayed import trained_again
from .starts import STARTS, Start, values
from .variables import name_of
from .varied import CannotError

COLUMNS, ROWS = 41, 21
MOMENTS, BEGINNING = 25, 25
"""Steps of the path, evenly, and the first epochs, each of which is one: the way is longest there."""
MOST_SAMPLES = 1000
ROOM = 0.3
"""Part of its extent that the plane goes on beyond the path."""
NARROWEST = 0.2
"""Part of the wider direction that the other has at least, where both are distances."""
LONGEST = 120.0
"""Seconds that a training may take again for its path."""
_LATEST = dict[str, dict[str, Any]]()


def landscape(model: str = "") -> dict[str, Any]:
    """See LandscapeFacts in `tutor/core/landscape.py`. Never raises an Exception."""
    if model in _LATEST:
        return _LATEST.pop(model)  # it was prepared for this question
    try:
        return _told(chosen(model))
    except NoDataError as error:
        return {"$facts": "landscape", "problem": str(error)}
    except Exception as error:
        text = (str(error).strip().splitlines() or [""])[0][:200]
        problem = f"The map cannot be drawn: {type(error).__name__}: {text}."
        return {"$facts": "landscape", "problem": problem}


def prepare(model: str) -> None:
    """Do what `landscape` is about to be asked for, where Ctrl-C ends it."""
    found = landscape(model)
    _LATEST.clear()
    _LATEST[model] = found


def _told(model: Any) -> dict[str, Any]:
    start = STARTS.of(model)
    if start is None:
        raise NoDataError("This model has not been trained yet: its first `model.fit(...)` says on which data.")
    batch = first_batch({**start.arguments, "batch_size": MOST_SAMPLES})
    weights = list(model.trainable_variables)
    if not weights or not model.compiled:
        raise NoDataError("Nothing in this model learns: all its layers are frozen, or have no weights.")
    now = vector([values(weight) for weight in weights])
    if not np.isfinite(now).all():
        raise NoDataError("The weights are no numbers any more, so there is no place to draw a map around.")
    path = _path(start)
    plane = Plane(now, path, weights)
    across, up = plane.sides()
    places = np.array([*((x, y) for y in up for x in across), plane.now])
    found = losses_at(model, batch, len(places), lambda begin, end: plane.points(places[begin:end]))
    return {
        "$facts": "landscape",
        "model": name_of(model) or "model",
        "loss_name": compiled_facts(model)["loss"] or "",
        "parameters": len(now),
        "samples": batch.size,
        "how": plane.how,
        "names": names_of(model, weights) if plane.how == "weights" else [],
        "share": plane.share,
        "across": across.tolist(),
        "up": up.tolist(),
        "losses": [[_number(each) for each in row] for row in np.reshape(found[:-1], (ROWS, COLUMNS))],
        "path": plane.path.tolist(),
        "first": int(start.arguments.get("initial_epoch") or 0),
        "last": 0 if path is None else path[0],
        "now": plane.now.tolist(),
        "loss": _number(found[-1]),
    }


def _path(start: Start) -> tuple[int, Any] | None:
    """The last epoch of a training, and moments × weights of its way; None where it cannot be known."""
    run = next((each for each in reversed(ledger.TOLD) if each["key"] == start.key), None)
    if run is None or run["seconds"] > LONGEST:
        return None
    first = int(start.arguments.get("initial_epoch") or 0)
    last = first + int(run["epochs"])
    try:
        evenly = {first + round(place * (last - first) / MOMENTS) for place in range(MOMENTS + 1)}
        wanted = sorted({*evenly, *range(first, min(last, first + BEGINNING))})
        again = trained_again(start, wanted)
    except CannotError:
        return None
    own = {id(each) for each in again.model.trainable_variables}
    places = [place for place, each in enumerate(again.model.weights) if id(each) in own]
    kept = [again.weights[epoch] for epoch in wanted if epoch in again.weights]
    rows = [vector([arrays[place] for place in places]) for arrays in kept]
    found = np.array(rows)
    return (last, found) if again.same and np.isfinite(found).all() else None


def vector(arrays: Any) -> Any:
    """All numbers of some arrays in a row."""
    return np.concatenate([np.asarray(each, "float64").reshape(-1) for each in arrays])


class Plane:
    """Two directions through a place among the weights."""

    def __init__(self, now: Any, path: tuple[int, Any] | None, weights: Any) -> None:
        way = None if path is None else path[1]
        if way is not None and way.shape[1] != len(now):
            way = None
        self.share = 1.0
        if len(now) == 2:
            self.how, self._origin, self._axes = "weights", np.zeros(2), np.eye(2)
        elif way is not None and np.ptp(way, axis=0).max() > 0:
            self.how, self._origin = "path", now
            self._axes, self.share = widest(way - way[-1])
        else:
            self.how, self._origin = "random", now
            self._axes = scaled_by_unit(weights)
        square = self._axes @ self._axes.T
        self._back = np.linalg.pinv(square) @ self._axes
        self.now = self._back @ (now - self._origin)
        self.path = np.zeros((0, 2)) if way is None else (way - self._origin) @ self._back.T

    def points(self, places: Any) -> Any:
        """The weights at places of the plane: places × weights."""
        return self._origin + places @ self._axes

    def sides(self) -> tuple[Any, Any]:
        """Where the places stand, along each direction."""
        known = np.vstack([self.path, self.now[None]])
        low, high = known.min(axis=0), known.max(axis=0)
        extent = high - low
        if self.how == "random":
            low, high = np.array([-1.0, -1.0]), np.array([1.0, 1.0])
        else:
            least = np.maximum(1.0, np.abs(high)) if extent.max() == 0 else np.full(2, NARROWEST * extent.max())
            extra = np.maximum(0.0, least - extent) / 2 + ROOM * np.maximum(extent, least)
            low, high = low - extra, high + extra
        return np.linspace(low[0], high[0], COLUMNS), np.linspace(low[1], high[1], ROWS)


def widest(way: Any) -> tuple[Any, float]:
    """The two directions in which a path is widest, of length 1, and the part of its extent in their plane."""
    _, sizes, directions = np.linalg.svd(way, full_matrices=False)
    axes = directions[:2]
    if len(axes) < 2 or sizes[1] < 1e-9 * sizes[0]:  # a straight way: any direction across it
        other = np.random.default_rng(0).normal(size=way.shape[1])
        other -= (other @ axes[0]) * axes[0]
        axes = np.stack([axes[0], other / np.linalg.norm(other)])
    signs = np.where((axes @ way[0]) > 0, -1.0, 1.0)  # the training goes to the right and up
    return axes * signs[:, None], float((sizes[:2] ** 2).sum() / (sizes**2).sum())


def scaled_by_unit(weights: Any) -> Any:
    """Two random directions, the part of each unit as long as its weights; nothing for biases."""
    chance = np.random.default_rng(0)
    found = []
    for _ in range(2):
        parts = []
        for weight in weights:
            own = values(weight).astype("float64")
            drawn = chance.normal(size=own.shape) if own.ndim > 1 else np.zeros(own.shape)
            if own.ndim > 1:
                across = tuple(range(own.ndim - 1))
                drawn *= np.sqrt((own**2).sum(axis=across)) / np.sqrt((drawn**2).sum(axis=across))
            parts.append(drawn)
        found.append(vector(parts))
    if not np.abs(found).max():
        found = [chance.normal(size=len(found[0])) for _ in range(2)]
    return np.array(found)


def _number(value: Any) -> float | None:
    """As JSON: None for what is not finite."""
    return float(value) if np.isfinite(value) else None
