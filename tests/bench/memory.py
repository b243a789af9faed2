"""What the tutor's own process takes: with nothing done, after a long training, after much has been printed.

A process of its own for each: it imports what the tutor imports, shows all that happens in a view of 80 × 24, and
tells its resident size. The session that runs the code is another process and does not count.

Each case runs once: memory hardly varies from one run to the next, and five runs of each took eight minutes.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

SETUP = (
    "import keras, numpy as np; x = np.array([-10.0, 0, 2, 6, 12, 15]); y = 2 * x + 30\n"
    "model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)]); model.compile('sgd', 'mse')"
)
CASES = {
    "a line": "1 + 1",
    "500 epochs": "model.fit(x, y, epochs=500)",
    "100 MB printed by lines": "for i in range(1_000_000): print('x' * 99)",
    "100 MB printed at once": "print('x' * 10**8)",
    "50,000 values shown": "for i in range(50_000): display(i)",
    "50,000 epochs": "for i in range(500): model.fit(x, y, epochs=100)",
}


LONGEST = 120
"""Seconds for one case."""


def resident() -> float:
    """MB of this process that are in memory now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def peak() -> float:
    """MB of this process that were in memory at most."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def one(case: str) -> tuple[float, float]:
    """Run a case in this process: its resident size afterwards, and its largest, in MB."""
    from tests.kernel import started_session
    from tutor.terminal import prompt  # noqa: F401 - it counts, too
    from tutor.terminal.caps import Caps
    from tutor.terminal.view import View

    with Path(os.devnull).open("w") as nowhere, started_session() as session:
        view = View(Caps(), nowhere)
        for code in (SETUP, CASES[case]):
            for event in session.run(code):
                view(event)
        return resident(), peak()


def measure(repeats: int) -> list[dict[str, Any]]:
    """A row for each case, in MB, with the seconds that it took, from the first import to the last epoch."""
    rows = []
    for case in CASES:
        command = [sys.executable, "-c", f"from tests.bench.memory import one; print(*one({case!r}))"]
        began = time.perf_counter()
        run = subprocess.run(command, capture_output=True, text=True, check=True, timeout=LONGEST)
        after, most = map(float, run.stdout.split())
        seconds = round(time.perf_counter() - began)
        rows.append({"after": case, "MB": round(after), "most MB": round(most), "seconds": seconds})
    return rows
