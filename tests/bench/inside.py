"""How long it takes to look inside a training: its film, a moment, the loss around it, the next step by hand."""

from __future__ import annotations

import statistics
import time
from typing import Any

from tests.bench.runs import BEGIN, FIT
from tests.kernel import ran, started_session
from tutor.core.facts import Probe
from tutor.core.film import Moments
from tutor.core.inside import NextStep
from tutor.core.landscape import Landscape
from tutor.core.protocols import Session
from tutor.exhibits.film import FRAMES

LARGER = """\
wide, target = np.random.default_rng(1).normal(size=(1000, 20)), np.random.default_rng(2).normal(size=1000)
model = keras.Sequential([keras.Input((20,)), keras.layers.Dense(100, activation='relu'),
                          keras.layers.Dense(75, activation='relu'), keras.layers.Dense(1)])
model.compile('adam', 'mse')
history = model.fit(wide, target, epochs=10, verbose=False)
"""
FORGET = "import sys; getattr(sys.modules.get('_tutor_runtime.replayed'), 'KEPT', {}).clear()"


def measure(repeats: int) -> list[dict[str, Any]]:
    """Medians of seconds."""
    rows = []
    with started_session() as session:
        ran(session, BEGIN)
        ran(session, FIT.format(epochs=500))
        for what, probe in (
            ("the film of the seed's 500 epochs", Moments(frames=FRAMES)),
            ("the model after epoch 50", Moments(epochs=(50,))),
            ("a map of 41 × 21, with its path", Landscape()),
            ("the next step", NextStep()),
        ):
            rows.append({"": what, "seconds": f"{asked(session, probe, repeats, forget=True):.3f}"})
        rows.append({"": "the map, its path known", "seconds": f"{asked(session, Landscape(), repeats):.3f}"})
        ran(session, LARGER)
        rows.append(
            {"": "a map of 9,751 weights, 1,000 rows", "seconds": f"{asked(session, Landscape(), repeats):.3f}"}
        )
    return rows


def asked(session: Session, probe: Probe, repeats: int, forget: bool = False) -> float:
    """Seconds of one answer; the first one is left out, when everything is imported."""
    taken = []
    for _ in range(repeats + 1):
        if forget:
            ran(session, FORGET)
        began = time.perf_counter()
        session.query([probe], timeout=60)
        taken.append(time.perf_counter() - began)
    return statistics.median(taken[1:])
