"""What our `fit` costs where Keras's own does the work: data sets, generators, and all else that is not replayed.

Each kind of training is timed inside a session, by turns through Keras's own `fit` with its own iterators and
through the learner's, with telemetry, checkpoints and the replaying of batches on. Beside the clock stands the
processor time of the session: on a shared machine it tells small differences sooner.
"""

from __future__ import annotations

import statistics
import time
from pathlib import Path
from typing import Any

from tests.kernel import facts, ran, started_session
from tutor.core.facts import Evaluate
from tutor.core.protocols import Session

Taken = tuple[float, float]
"""Seconds by the clock and of the processor."""

SETUP = """
import sys; sys.path.insert(0, {folder!r})
import keras, numpy as np, tensorflow as tf
from tests.bench.contest import STOCK, fast
from tests.bench.stock import timed
chance = np.random.default_rng(0)
x, y = chance.normal(size=(2000, 20)).astype("float32"), chance.normal(size=(2000, 1)).astype("float32")
model = keras.Sequential([keras.Input((20,)), keras.layers.Dense(32, "relu"), keras.layers.Dense(1)])
model.compile("adam", "mse", metrics=["mae"])
"""

KINDS = {
    "a data set": "tf.data.Dataset.from_tensor_slices((x, y)).batch(32), epochs=30",
    "a data set without an end": "tf.data.Dataset.from_tensor_slices((x, y)).batch(32).repeat(), epochs=30, "
    "steps_per_epoch=60",
    "a generator": "((x[:32], y[:32]) for _ in iter(int, 1)), epochs=10, steps_per_epoch=100",
    "steps_per_epoch": "x, y, epochs=15, steps_per_epoch=60",
    "run_eagerly": "x[:320], y[:320], epochs=5",
    "a single epoch": "x, y, epochs=1",
    "one long epoch": "np.tile(x, (20, 1)), np.tile(y, (20, 1)), epochs=1",
    "over 64 MB": "np.tile(x, (440, 1)), np.tile(y, (440, 1)), epochs=1, batch_size=256",
}
"""Each as the arguments of `fit`."""


def timed(model: Any, fit: Any, arguments: str, names: dict[str, Any]) -> Taken:
    """Seconds of one `fit`, by the clock and of the processor. Runs in the session."""
    call = eval(f"lambda fit, model: fit(model, {arguments})", names)
    began, worked = time.perf_counter(), time.process_time()
    call(fit, model)
    return time.perf_counter() - began, time.process_time() - worked


def measure(repeats: int) -> list[dict[str, Any]]:
    """A row for each kind: medians in milliseconds, and the median of what ours takes beside the turn of stock."""
    rows = []
    with started_session() as session:
        ran(session, SETUP.format(folder=str(Path(__file__).parents[2])))
        for kind, arguments in KINDS.items():
            ran(session, f"model.run_eagerly = {kind == 'run_eagerly'}; model.make_train_function(force=True)")
            turns = []
            for _ in range(repeats + 1):
                stock = seconds(session, "STOCK", f"{arguments}, verbose=0", fast=False)
                turns.append((stock, seconds(session, "keras.Model.fit", arguments, fast=True)))
            rows.append({"fit on": kind, **compared(turns[1:])})  # the first turns trace
    return rows


def compared(turns: list[tuple[Taken, Taken]]) -> dict[str, Any]:
    """Medians of the clock in milliseconds, and of the ratios of each turn to the one before it."""
    clock, processor = (statistics.median(ours[place] / stock[place] for stock, ours in turns) for place in (0, 1))
    stock, ours = (
        round(statistics.median(taken[0] for taken in side) * 1000) for side in zip(*turns, strict=True)
    )
    return {"stock ms": stock, "ours ms": ours, "×": f"{clock:.3f}", "× processor": f"{processor:.3f}"}


def seconds(session: Session, fit: str, arguments: str, *, fast: bool) -> Taken:
    """One turn, run as a cell of the session."""
    ran(session, f"fast({fast}); taken = timed(model, {fit}, {arguments!r}, globals())")
    clock, processor = facts(session, Evaluate("taken"))[0].values  # type: ignore[union-attr]
    return clock, processor
