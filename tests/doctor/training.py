"""Trains an order with Keras, as the session does, and records how it went."""

from __future__ import annotations

import functools
import itertools
import math
from typing import Any

import keras
import numpy as np

from tests.doctor.healthy import HEALTHY
from tests.doctor.making import Plan
from tests.doctor.recorded import Order, RecordedRun
from tests.doctor.sick import SICK
from tutor.runtime import fast_iterator, telemetry
from tutor.runtime.patient import PATIENTS

MOST_TRIES = 20


@functools.cache
def install() -> None:
    """Train as the session does: told of every epoch, with batches that are replayed. For trainings as short as
    these no graph of epochs is worth its making."""
    telemetry.install()
    fast_iterator.put_in_place(in_blocks=False)


def trained(order: Order) -> RecordedRun:
    """Train it; again, should it not have gone the way that its recipe means at all."""
    install()
    sick = order.recipe in SICK
    recipe = SICK[order.recipe] if sick else HEALTHY[order.recipe]
    for attempt in range(MOST_TRIES):
        seed = order.seed + 100_000 * attempt
        keras.utils.set_random_seed(seed)
        plan = recipe(np.random.default_rng(seed), order.size, order.deep)
        history = ran(plan)
        metrics = {name: [float(value) for value in values] for name, values in history.history.items()}
        if as_meant(order.recipe, metrics):
            kind = order.recipe if sick else ""
            asked = int(plan.fit["epochs"])
            facts = PATIENTS[history]
            keras.backend.clear_session()
            return RecordedRun(order.name, order.recipe, kind, plan.cause, order.kept_back, asked, metrics, facts)
    raise RuntimeError(f"{order.name} never goes the way it is meant")


def ran(plan: Plan) -> Any:
    arguments = dict(plan.fit) | {"verbose": 0}
    if plan.before:
        plan.model.fit(plan.x, plan.y, **{**arguments, "epochs": plan.before})
    return plan.model.fit(plan.x, plan.y, **arguments)


def as_meant(recipe: str, metrics: dict[str, list[float]]) -> bool:
    """Whether the cause has done what it was put in for; asked of the plainest signs only."""
    loss, held = metrics["loss"], metrics.get("val_loss", [])
    finite = all(map(math.isfinite, loss))
    match recipe:
        case "lost":
            return not math.isfinite(loss[-1])
        case "diverging":
            return finite and all(map(math.isfinite, held)) and loss[-1] > 3 * loss[0]
        case "overfitting":
            return held[-1] > 1.3 * min(held) and loss[-1] < 0.5 * loss[0]
        case "contradiction":
            return len(set(np.round(metrics["accuracy"][2:], 2))) == 1 and loss[-1] < 0.85 * loss[0]
        case "saws" | "jumps":
            curve = loss if recipe == "saws" else held
            late = curve[len(curve) // 2 :]
            rises = sum(after > before for before, after in itertools.pairwise(late))
            return finite and max(late) > 1.5 * min(late) and rises > 0.3 * len(late)
        case "plateau":
            return finite and abs(loss[-1] - loss[2 * len(loss) // 3]) < 0.02 * loss[-1]
        case "crawling":
            return finite and 0.4 * loss[0] < loss[-1] < 0.95 * loss[0]
        case "guessing":
            return finite
        case _:  # what has begun to overfit by the plainest signs is not healthy
            least = held.index(min(held)) if held else 0
            return finite and not (held and held[-1] > 1.3 * held[least] and loss[-1] < 0.5 * loss[least])
