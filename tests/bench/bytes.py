"""What a terminal is sent for the lesson's training of 500 epochs: ours, Keras's own progress bars, rich's Live.

All draw the same training, on a terminal of 80 × 24 that answers at once, in as many frames a second.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

from rich.console import Console
from rich.live import Live

from tutor.core.execution import Epoch, Epochs, TrainingEnded, TrainingStarted
from tutor.render.live import Moment, live
from tutor.render.look import Look
from tutor.render.theme import theme
from tutor.render.training import Training, summary
from tutor.terminal.caps import Caps
from tutor.terminal.view import View

EPOCHS, SECONDS, BATCHES = 500, (1.5, 20.0), 20
"""The fit of the lesson as it is here, and as slow as Keras makes it; batches of epochs a second."""
STARTED = TrainingStarted(EPOCHS, loss="mean_squared_error", weights={"weight": -0.412, "bias": 0.0})
KERAS = """
import keras, numpy as np
x = np.array([-10, 0, 2, 6, 12, 15], dtype=float)
model = keras.Sequential([keras.Input(shape=(1,)), keras.layers.Dense(units=1)])
model.compile(loss="mean_squared_error", optimizer=keras.optimizers.Adam(0.1))
model.fit(x, 2 * x + 30, epochs={epochs}, verbose={verbose})
"""


def batches(seconds: float) -> Iterator[tuple[float, Epochs]]:
    """When epochs come, and which."""
    count = int(seconds * BATCHES)
    for batch in range(count):
        first, last = (EPOCHS * part // count for part in (batch, batch + 1))
        rows = (Epoch(number, {"loss": 1744.4 * 0.985**number + 9.0}) for number in range(first + 1, last + 1))
        share = last / EPOCHS
        yield seconds * (batch + 1) / count, Epochs(tuple(rows), {"weight": 2.1 * share, "bias": 27.4 * share})


def ours(seconds: float) -> int:
    """The bytes of our own view."""
    now, stream = 0.0, Answering()
    stream.view = view = View(Caps(), stream, clock=lambda: now, asks=True)
    view(STARTED)
    for at, epochs in batches(seconds):
        now = at
        view(epochs)
    view(TrainingEnded(EPOCHS, seconds))
    return size(stream)


class Answering(io.StringIO):
    """A terminal that answers as soon as it is asked."""

    view: View | None = None

    def write(self, text: str) -> int:
        if "\x1b[6n" in text and self.view:
            self.view.replied()
        return super().write(text)


def with_rich_live(seconds: float) -> int:
    """The bytes of `rich.live` drawing the same block at most ten times a second, and our result in the end."""
    stream = io.StringIO()
    console = Console(file=stream, width=80, height=24, force_terminal=True, color_system="256", theme=theme(256))
    training, drawn = Training(STARTED), 0.0
    with Live(console=console, auto_refresh=False, transient=True) as board:
        for at, epochs in batches(seconds):
            training.add(epochs)
            if at - drawn >= 0.1 - 1e-9:
                board.update(live(training, Moment(at), Look()), refresh=True)
                drawn = at
    console.print(summary(training, TrainingEnded(EPOCHS, seconds), Look()))
    return size(stream)


def with_keras(verbose: int) -> int:
    """The bytes of Keras's own progress bar on this fit, run for real in a process of its own, into a pipe."""
    program = KERAS.format(epochs=EPOCHS, verbose=verbose)
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, env=dict(os.environ))
    return len(run.stdout)


def size(stream: io.StringIO) -> int:
    return len(stream.getvalue().encode())


def measure(repeats: int) -> list[dict[str, Any]]:
    """A row for each way to show it. Every run sends the same, so that one is enough."""
    ways: dict[str, Callable[[], int]] = {
        f"{name}, {seconds:g} s": lambda way=way, seconds=seconds: way(seconds)  # type: ignore[misc]
        for seconds in SECONDS
        for name, way in (("ours", ours), ("rich.live", with_rich_live))
    }
    ways["Keras, verbose=1"] = lambda: with_keras(1)
    ways["Keras, verbose=2"] = lambda: with_keras(2)
    sent = {name: way() for name, way in ways.items()}
    whole = sent["Keras, verbose=1"]
    return [{"way": name, "bytes": each, "÷ verbose=1": round(each / whole, 2)} for name, each in sent.items()]
