"""Remembers every `fit` of every model for as long as the model lives, so that all of them count."""

from __future__ import annotations

import math
import weakref
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .patient import PATIENTS

MOST = 1000
"""Trainings of one model; the oldest go first."""


@dataclass(frozen=True)
class TrainingRecord:
    """What one `fit` left behind. It does not hold the History, which holds the model."""

    loss: str | None
    epochs: int
    seconds: float | None
    metrics: Mapping[str, Sequence[float]]
    patient: Mapping[str, Any] | None
    """What was known of it, as `patient_facts`."""


_TRAININGS: weakref.WeakKeyDictionary[Any, list[TrainingRecord]] = weakref.WeakKeyDictionary()


def remember(model: Any, history: Any, loss: str | None, seconds: float | None) -> None:
    """A `fit` has ended, or a replay has brought it to its end."""
    training = TrainingRecord(loss, len(history.epoch), seconds, history.history, PATIENTS.get(history))
    _TRAININGS[model] = [*_TRAININGS.get(model, []), training][-MOST:]


def joined(model: Any) -> tuple[list[TrainingRecord], dict[str, list[float]]]:
    """The latest trainings that measured the same loss, and the columns of the last one over all their epochs.

    Where an earlier training lacks a column, it is filled with nan. Empty for a model without any training.
    """
    same = list[TrainingRecord]()
    for training in reversed(_TRAININGS.get(model, [])):
        if same and training.loss != same[0].loss:
            break
        same.insert(0, training)
    names = list(same[-1].metrics) if same else []
    columns = {name: [value for each in same for value in _column(each, name)] for name in names}
    return same, columns


def _column(training: TrainingRecord, name: str) -> list[float]:
    found = training.metrics.get(name)
    return [math.nan] * training.epochs if found is None else [float(value) for value in found]
