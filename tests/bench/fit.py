"""What an epoch costs: in stock Keras, in ours, batch by batch, and in the bare loop; and what a screen is sent.

All run in one session, as cells, by turns; the clock is that of the tutor's side, so what goes over the wire and
what is drawn counts. See `contest.py` for the contestants.
"""

from __future__ import annotations

import io
import statistics
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.kernel import fact, started_session
from tutor.core.execution import Done, Status
from tutor.core.facts import ScalarFacts
from tutor.core.protocols import Session
from tutor.terminal.caps import Caps
from tutor.terminal.view import View

SHAPES = {
    "6 points": (50, 500),
    "1000×20, batch 32, validation": (10, 100),
    "1500×64, batch 64": (10, 100),
    "1797 digits, convnet": (5, 20),
}
"""Names of `contest.SHAPES`: epochs in one measurement of stock Keras, which is slow, and of any other way."""

SETUP = "import sys; sys.path.insert(0, {folder!r}); from tests.bench.contest import Contest"
ASKED_WHERE = "\x1b[6n"
"""What a painter asks after each frame."""

WAYS = {
    "stock, verbose=0": "contest.stock({epochs})",
    "stock, verbose=1": "sent = contest.progress_bar({epochs})",
    "ours": "contest.ours({epochs})",
    "ours, shown": "contest.ours({epochs})",
    "train_on_batch": "contest.on_batch({epochs})",
    "loop": "contest.loop({epochs})",
}


def measure(repeats: int) -> list[dict[str, Any]]:
    """A row per shape and way: medians of milliseconds per epoch, how often it fits into stock's, and the bytes
    that a terminal of 80 × 24 was sent per epoch."""
    rows = []
    with started_session() as session:
        run(session, SETUP.format(folder=str(Path(__file__).parents[2])))
        for shape, epochs in SHAPES.items():
            run(session, f"contest = Contest({shape!r})")
            taken: dict[str, list[tuple[float, float]]] = {way: [] for way in WAYS}
            for turn in range(repeats + 1):
                for way in WAYS:
                    measured = one(session, way, epochs["stock" not in way])
                    if turn:  # the first turns trace
                        taken[way].append(measured)
            rows += table(shape, taken)
    return rows


def one(session: Session, way: str, epochs: int) -> tuple[float, float]:
    """Milliseconds and bytes per epoch of one turn."""
    sent = 0
    began = time.perf_counter()
    if way == "ours, shown":
        sent = shown(session, WAYS[way].format(epochs=epochs))
    else:
        run(session, WAYS[way].format(epochs=epochs))
    seconds = time.perf_counter() - began
    if "verbose=1" in way:
        told = fact(session, "sent")
        assert isinstance(told, ScalarFacts)
        sent = int(told.value)
    return seconds / epochs * 1000, sent / epochs


def run(session: Session, code: str, hear: Callable[[Any], None] = lambda event: None) -> None:
    """Run a cell that must succeed; `hear` gets what it says."""
    last: Any = None
    for last in session.run(code):
        hear(last)
    assert isinstance(last, Done) and last.status is Status.OK, last


def shown(session: Session, code: str) -> int:
    """Run a cell before the learner's own view, on a terminal that answers at once; the bytes it was sent.

    A key is pressed, so that what was too fast to be seen is not shown again.
    """
    stream = Answering()
    view = stream.view = View(Caps(), stream, asks=True)
    view.pressed()
    run(session, code, view)
    return len(stream.getvalue().encode())


class Answering(io.StringIO):
    """A terminal that says at once where its cursor is."""

    view: View

    def write(self, text: str) -> int:
        if ASKED_WHERE in text:
            threading.Thread(target=self.view.replied).start()
        return super().write(text)


def table(shape: str, taken: dict[str, list[tuple[float, float]]]) -> list[dict[str, Any]]:
    """The rows of one shape."""
    costs = {way: statistics.median(cost for cost, _ in turns) for way, turns in taken.items()}
    sent = {way: statistics.median(sent for _, sent in turns) for way, turns in taken.items()}
    stock, loop = costs["stock, verbose=0"], costs["loop"]
    return [
        {
            "shape": shape,
            "way": way,
            "ms per epoch": round(cost, 2),
            "stock ÷ it": round(stock / cost, 1),
            "it ÷ loop": round(cost / loop, 1),
            "bytes per epoch": round(sent[way]),
        }
        for way, cost in costs.items()
    ]
