"""What a `/try` costs: eight variants of the seed's 500 epochs, beside eight fits of stock Keras; `/runs` of a
thousand runs; and a `fit` that nobody asks about, with its run told and without.
"""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.chatting import Chat
from tests.kernel import printed, ran, started_session
from tutor.core.execution import VariantEpochs
from tutor.core.protocols import Session
from tutor.core.runs import Curve, Run
from tutor.steps.read import ReadStep
from tutor.storage.runs import FileRuns

RATES = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0)
BEGIN = """\
import keras, numpy as np
keras.utils.set_random_seed(7)
values_x = np.array([-10, 0, 2, 6, 12, 15], dtype=float)
values_y = np.array([10, 30, 34, 42, 54, 60], dtype=float)
model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
model.compile(keras.optimizers.Adam(0.1), 'mean_squared_error')
"""
FIT = "history = model.fit(values_x, values_y, epochs={epochs}, verbose=False)"
STOCK_EPOCHS = 50
RECORDING = "import sys, time; recording = sys.modules['_tutor_runtime.ledger'].Recording"
TELLING = {
    True: "recording.built, recording.ended = kept",
    False: "kept = recording.built, recording.ended; recording.built = recording.ended = lambda *_: None",
}
TIMED = "began = time.process_time(); {fit}; print(time.process_time() - began)"
"""Seconds of all the kernel's threads: what else the machine does has hardly a say in them."""
OWN = """
spent = []
def timed(method):
    def run(*given, **more):
        began = time.process_time()
        try:
            return method(*given, **more)
        finally:
            spent.append(time.process_time() - began)
    return run
for name in ("__init__", "built", "ended"):
    setattr(recording, name, timed(getattr(recording, name)))
"""
"""Counts what the recording of runs takes by itself."""
PAIRS = 10
"""Of fits, told and untold, for each repeat."""


def measure(repeats: int) -> list[dict[str, Any]]:
    """Medians of seconds."""
    with started_session() as session:
        ran(session, BEGIN)
        ran(session, FIT.format(epochs=500))
        tries = [tried(session) for _ in range(repeats)]
        stock = [10 * stock_fit(session) for _ in range(repeats)]
    first, last = (statistics.median(each) for each in zip(*tries, strict=True))
    eight = 8 * statistics.median(stock)
    told, untold, own = fits(repeats)
    listed = statistics.median(thousand() for _ in range(repeats))
    return [
        {"": "8 variants of 500 epochs, the first epochs", "seconds": f"{first:.3f}"},
        {"": "8 variants of 500 epochs, the last ends", "seconds": f"{last:.3f}"},
        {"": "8 fits of stock Keras", "seconds": f"{eight:.1f}"},
        {"": "how often the variants fit into these", "seconds": f"{eight / last:.1f} ×"},
        {"": "work of a fit of 500 epochs, told", "seconds": f"{told:.4f}"},
        {"": "the same, not told", "seconds": f"{untold:.4f}"},
        {"": "how much more the told one is", "seconds": f"{100 * (told / untold - 1):.1f} %"},
        {"": "what the recording alone is of it", "seconds": f"{100 * own / told:.1f} %"},
        {"": "/runs of 1,000 runs, the first time", "seconds": f"{listed:.3f}"},
    ]


def tried(session: Session) -> tuple[float, float]:
    """Seconds until the first epochs of eight variants are here, and until the last one has ended."""
    request = json.dumps({"of": "", "name": "model", "variants": [{"learning_rate": rate} for rate in RATES]})
    began, first = time.perf_counter(), 0.0
    for event in session.run(f"__tutor__.try_variants({request!r})", silent=True):
        if isinstance(event, VariantEpochs) and not first:
            first = time.perf_counter() - began
    return first, time.perf_counter() - began


def stock_fit(session: Session) -> float:
    """Seconds of a few epochs in Keras as it comes, without the tutor's `fit`."""
    ran(session, "__tutor__.speed(False)")
    began = time.perf_counter()
    ran(session, f"keras.Model.fit.__wrapped__(model, values_x, values_y, epochs={STOCK_EPOCHS}, verbose=0)")
    taken = time.perf_counter() - began
    ran(session, "__tutor__.speed(True)")
    return taken


def fits(repeats: int) -> tuple[float, float, float]:
    """Seconds of work of a fit whose run is told, of one whose is not (they take turns in one session), and of the
    recording alone."""
    code, taken = TIMED.format(fit=FIT.format(epochs=500)), dict[bool, list[float]]({True: [], False: []})
    with started_session() as session:
        ran(session, f"{BEGIN}\n{RECORDING}")
        ran(session, code)
        for _ in range(PAIRS * repeats):
            for told in (False, True):
                ran(session, TELLING[told])
                taken[told].append(float(printed(ran(session, code))))
        ran(session, OWN)
        ran(session, f"for _ in range({PAIRS * repeats}):\n    {FIT.format(epochs=500)}")
        own = float(printed(ran(session, f"print(sum(spent) / {PAIRS * repeats})")))
    return statistics.median(taken[True]), statistics.median(taken[False]), own


def thousand() -> float:
    """Seconds of the first `/runs` of a lesson with a thousand runs in their file."""
    with tempfile.TemporaryDirectory() as folder:
        store = FileRuns(Path(folder))
        curve = Curve(tuple(range(1, 121)), tuple(float(f"{1000 / number:.7g}") for number in range(1, 121)))
        for number in range(1, 1001):
            settings = {
                "model": "Dense(1)",
                "learning_rate": number / 1000,
                "epochs": 500,
                "loss": "mean_squared_error",
            }
            run = Run(number=number, settings=settings, metrics={"loss": curve, "val_loss": curve}, epochs=500)
            store.add("small", run)
        chat = Chat([ReadStep(id="welcome", say="Hello.")])
        chat("/runs")
        chat.conversation.ledger.keep_in(FileRuns(Path(folder)))
        began = time.perf_counter()
        chat("/runs")
        return time.perf_counter() - began
