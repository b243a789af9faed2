"""What a `fit` of few epochs costs where blocks may be made, beside one that only replays, and beside stock Keras.

Each is the first `fit` of a new model, so all that is traced counts; in one process, by turns. A block is made
when the epochs are worth it (`tutor/runtime/fast_making.py`): below that both ways are the same, and shortly above
it what a block costs is hardly won back. Where a `fit` ends before its block is there, the rest of the making
counts for the processor and not for the clock.
"""

from __future__ import annotations

import gc
import statistics
import threading
import time
from typing import Any

WAYS = ("stock", "replayed", "in blocks")

EPOCHS = {
    "6 points": (1, 5, 20, 100, 200, 300, 400, 500, 1000),
    "1000×20, batch 32, validation": (1, 5, 10, 20, 30, 50),
}
"""By the names of `contest.SHAPES`."""

MOST_STOCK = 100
"""Epochs; of more stock Keras would only take a multiple."""


def one(way: str, shape: str, epochs: int) -> tuple[float, float]:
    """Seconds by the clock and of the processor for the first `fit` of a new model."""
    import keras

    from tests.bench.contest import Contest
    from tutor.runtime import fast_iterator
    from tutor.runtime.fast_making import MAKES

    keras.backend.clear_session()
    gc.collect()
    contest = Contest(shape)
    fast_iterator.take_away()
    if way != "stock":
        fast_iterator.put_in_place(in_blocks=way == "in blocks")
    began, worked = time.perf_counter(), time.process_time()
    contest._fit(keras.Model.fit, epochs, verbose=0)
    taken = time.perf_counter() - began
    for thread in threading.enumerate():
        if thread.name == MAKES:
            thread.join()
    return taken, time.process_time() - worked


def measure(repeats: int) -> list[dict[str, Any]]:
    """A row for each number of epochs: medians in milliseconds, and of how blocks compare with the replay."""
    rows = []
    one("in blocks", "6 points", 3)  # what only the first `fit` of a process pays
    for shape, numbers in EPOCHS.items():
        for epochs in numbers:
            ways = [way for way in WAYS if way != "stock" or epochs <= MOST_STOCK]
            orders = (ways[:: 1 if turn % 2 else -1] for turn in range(repeats))
            turns = [{way: one(way, shape, epochs) for way in order} for order in orders]
            clock, processor = (
                statistics.median(turn["in blocks"][place] / turn["replayed"][place] for turn in turns)
                for place in (0, 1)
            )
            costs = {
                f"{way} ms": round(1000 * statistics.median(turn[way][0] for turn in turns)) if way in ways else ""
                for way in WAYS
            }
            ratios = {"blocks ÷ replay": f"{clock:.2f}", "÷ processor": f"{processor:.2f}"}
            rows.append({"fit on": shape, "epochs": epochs, **costs, **ratios})
    return rows
