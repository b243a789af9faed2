"""What the first `fit`, `predict` and `evaluate` of a session cost more than the second, on a model just like it.

Timed from the tutor's side of a real session, with all that goes over the wire. `call again` is what a
prediction costs when Keras only computes: `predict again` stands beside it, on a model that has been asked before.
"""

from __future__ import annotations

import statistics
import time
from typing import Any

from tests.kernel import ran, started_session

SETUP = "import keras, numpy as np; x = np.array([-10.0, 0, 2, 6, 12, 15]); y = 2 * x + 30"
CALLS = {
    "model": "model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])",
    "compile": "model.compile(loss='mean_squared_error', optimizer=keras.optimizers.Adam(0.1))",
    "fit": "history = model.fit(x, y, epochs=5)",
    "predict": "model.predict(x)",
    "predict again": "model.predict(x)",
    "call": "model(x[:, None])",
    "call again": "model(x[:, None])",
    "evaluate": "model.evaluate(x, y)",
}
"""Run in this order, and then again: every round makes a model of its own."""


def one_session() -> dict[str, tuple[float, float]]:
    """Seconds of each call, the first time and the second; `ready` is the time until the first line can run."""
    with started_session() as session:
        began = time.perf_counter()
        ran(session, "__import__('keras').utils.set_random_seed(0)")
        ready = time.perf_counter() - began
        ran(session, SETUP)
        rounds = [{name: seconds(session, code) for name, code in CALLS.items()} for _ in range(2)]
    return {"ready": (ready, ready), **{name: (rounds[0][name], rounds[1][name]) for name in CALLS}}


def seconds(session: Any, code: str) -> float:
    began = time.perf_counter()
    ran(session, code)
    return time.perf_counter() - began


def measure(repeats: int) -> list[dict[str, Any]]:
    """A row for each call: medians in milliseconds over so many sessions, and the median of the difference."""
    sessions = [one_session() for _ in range(repeats)]
    rows = []
    for name in sessions[0]:
        first, second = zip(*(each[name] for each in sessions), strict=True)
        more = statistics.median(a - b for a, b in zip(first, second, strict=True))
        numbers = {"first ms": statistics.median(first), "second ms": statistics.median(second), "more ms": more}
        rows.append({"call": name, **{key: round(value * 1000) for key, value in numbers.items()}})
    return rows
