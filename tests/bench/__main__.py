"""`python -m tests.bench fit`: runs one measurement and prints its table, or with `--json` its numbers."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Callable, Sequence
from typing import Any


def fit(repeats: int) -> list[dict[str, Any]]:
    """Milliseconds per epoch of `fit`, and how they compare with stock Keras."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")  # before TensorFlow is loaded
    from tests.bench import fit as measurement

    return measurement.measure(repeats)


def resume(repeats: int) -> list[dict[str, Any]]:
    """Seconds until a session is what it was, beside a bare import of TensorFlow."""
    from tests.bench import resume as measurement

    return measurement.measure(repeats)


def start(repeats: int) -> list[dict[str, Any]]:
    """Milliseconds to the first screen and to the prompt."""
    from tests.bench import start as measurement

    return measurement.measure(repeats)


def session(repeats: int) -> list[dict[str, Any]]:
    """What the first calls of a session cost more than the second."""
    from tests.bench import session as measurement

    return measurement.measure(repeats)


def growth(repeats: int) -> list[dict[str, Any]]:
    """What more epochs, lessons, steps and points cost."""
    from tests.bench import growth as measurement

    return measurement.measure(repeats)


MEASUREMENTS: dict[str, Callable[[int], list[dict[str, Any]]]] = {
    "fit": fit,
    "resume": resume,
    "start": start,
    "session": session,
    "growth": growth,
}


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
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("measurement", choices=MEASUREMENTS)
    parser.add_argument("--repeats", type=int, default=5, help="medians are taken of so many (default: 5)")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    arguments = parser.parse_args()
    rows = MEASUREMENTS[arguments.measurement](arguments.repeats)
    print(json.dumps(rows, indent=2) if arguments.json else table(rows))


if __name__ == "__main__":
    main()
