"""`python -m tests.bench fit`: runs one measurement and prints its table, or with `--json` its numbers."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Sequence
from importlib import import_module
from typing import Any

MEASUREMENTS = {
    "fit": "milliseconds per epoch of `fit`, beside stock Keras",
    "few": "what a `fit` of few epochs costs, with blocks and without",
    "stock": "what `fit` costs where Keras's own way is taken, beside Keras without us",
    "memory": "megabytes of the tutor's own process",
    "resume": "seconds until a session is what it was, beside a bare import of TensorFlow",
    "start": "milliseconds to the first screen and to the prompt",
    "typing": "milliseconds from a key to the screen while TensorFlow is loading, beside a bare prompt",
    "session": "what the first calls of a session cost more than the second",
    "charts": "milliseconds to describe and to draw charts of ten thousand and of a million points",
    "growth": "what more epochs, lessons, steps and points cost",
    "feedback": "milliseconds from Enter to the verdict, and to the words about an error",
    "inside": "what it takes to look inside a training: film, moment, map, next step",
    "runs": "what variants on the side cost, a fit that is told as a run, and the list of a thousand",
    "bytes": "what a terminal is sent for a training, beside Keras's own progress bar and rich.live",
    "doctor": "how often it is told rightly what ails a training",
    "answers": "how well and how fast questions are looked up",
    "mistakes": "what is offered for mistakes that a machine makes",
}
"""Each a module beside this one, with `measure(repeats) -> rows`."""


def table(rows: Sequence[dict[str, Any]]) -> str:
    """Rows with the same keys as aligned text, the first column to the left."""
    cells = [list(rows[0]), *([str(value) for value in row.values()] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = (
        "  ".join(cell.rjust(width) if place else cell.ljust(width) for place, (cell, width) in enumerate(row))
        for row in (zip(row, widths, strict=True) for row in cells)
    )
    return "\n".join(lines)


def main() -> None:
    listed = "\n".join(f"  {name:<9} {what}" for name, what in MEASUREMENTS.items())
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench", epilog=listed, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("measurement", choices=MEASUREMENTS)
    parser.add_argument("--repeats", type=int, default=5, help="medians are taken of so many (default: 5)")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    arguments = parser.parse_args()
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")  # before anything loads TensorFlow
    # Where it is set, every process compiles all of the tutor, which an installed one does once.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    rows = import_module(f"tests.bench.{arguments.measurement}").measure(arguments.repeats)
    print(json.dumps(rows, indent=2) if arguments.json else table(rows))


if __name__ == "__main__":
    main()
