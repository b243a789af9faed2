"""A table of runs: only what differs, what each came to, how it went as a few bars, the best marked."""

from __future__ import annotations

import math
from collections.abc import Sequence

from tutor.core.drawings import Column, Table
from tutor.core.numbers import short
from tutor.core.runs import Curve, Run, best, called, common_metric, comparable, differing, spelt

BARS = "▁▂▃▄▅▆▇█"
WIDTH = 8
"""Bars of a sparkline."""
MOST_COLUMNS = 5
"""Settings that have a column; more make no table."""
LONGEST_CELL = 40
ENDED = {
    "early": "a callback ended it",
    "stopped": "stopped by Ctrl-C",
    "interrupted": "broken off by Ctrl-C",
    "failed": "ended by an error",
}


def runs_table(runs: Sequence[Run], head: str = "run", numbers: Sequence[int] = (), more: str = "") -> Table:
    """One row a run. `numbers`: what stands before them, where it is not their own; `more` ends the note."""
    names = differing(runs)[:MOST_COLUMNS]
    measured = common_metric(runs) == "val_loss"
    loss = "validation loss" if measured else "loss"
    winner = best(runs)
    columns = [Column(head, number=True), *(Column(called(name), number=_numeric(name, runs)) for name in names)]
    columns += [Column(f"{loss}, first", number=True), Column("last", number=True), Column("seconds", number=True)]
    columns += [Column("")]
    ended = any(run.ended in ENDED for run in runs)
    columns += [Column("how it ended")] if ended else []
    labels = [str(number) for number in numbers] or [str(run.number) for run in runs]
    rows, spoken = [], []
    for label, run in zip(labels, runs, strict=True):
        curve = run.metrics.get("val_loss" if measured else run.judged_by.replace("val_", ""), Curve((), ()))
        cells = [label, *(_cut(spelt(run.settings.get(name))) for name in names)]
        last = f"{short(curve.last)} ✓" if run is winner else short(curve.last)
        cells += [short(curve.first), last, _seconds(run.seconds), sparkline(curve)]
        rows.append(tuple([*cells, ENDED.get(run.ended, "")] if ended else cells))
        spoken.append(_said(head, label, run, names, loss, curve, run is winner))
    note = " ".join(filter(None, [same(runs, names), _unequal(runs), more]))
    return Table(tuple(columns), tuple(rows), note=note, spoken=tuple(spoken))


def sparkline(curve: Curve, width: int = WIDTH) -> str:
    """The course of a metric in a few bars, on a log scale where it spans more than a power of ten.

    Where it is no number there is `×`.
    """
    if len(curve.values) < 2:
        return ""
    begin, end = curve.epochs[0], curve.epochs[-1]
    picked = [_at(curve, begin + (end - begin) * place / (width - 1)) for place in range(width)]
    finite = [value for value in picked if math.isfinite(value)]
    if not finite:
        return "×" * width
    log = min(finite) > 0 and max(finite) > 10 * min(finite)
    heights = [math.log(value) if log and math.isfinite(value) else value for value in picked]
    known = [height for height in heights if math.isfinite(height)]
    low, high = min(known), max(known)
    return "".join(
        BARS[round((height / 2 - low / 2) / (high / 2 - low / 2) * 7) if high > low else 3]
        if math.isfinite(height)
        else "×"
        for height in heights
    )


def _at(curve: Curve, epoch: float) -> float:
    """The value at the epoch next to this one."""
    return min(curve, key=lambda point: abs(point[0] - epoch))[1]


def same(runs: Sequence[Run], names: Sequence[str]) -> str:
    """`The same in all: Dense(1), Adam, mean squared error, values_x (6,).` and that no more is listed."""
    if len(runs) < 2:
        return ""
    shared = [
        run_word(name, runs[0].settings[name])
        for name in ("model", "optimizer", "learning_rate", "loss", "data", "epochs", "validation")
        if name in runs[0].settings
        and name not in names
        and len({spelt(run.settings.get(name)) for run in runs}) == 1
    ]
    return f"Only what differs is listed. The same in all: {'; '.join(shared)}." if shared else ""


def run_word(name: str, value: object) -> str:
    """A setting as it is said among others."""
    text = spelt(value)
    match name:
        case "model" | "optimizer" | "data":
            return text
        case "loss":
            return text.replace("_", " ")
        case "epochs":
            return f"{text} epochs"
        case _:
            return f"{called(name)} {text}"


def _unequal(runs: Sequence[Run]) -> str:
    return "" if comparable(runs) else "Their losses are different measures, so none is the best."


def _said(head: str, label: str, run: Run, names: Sequence[str], loss: str, curve: Curve, wins: bool) -> str:
    settings = [f"{called(name)} {spelt(run.settings.get(name)) or 'not given'}" for name in names]
    ended = f", {ENDED[run.ended]}" if run.ended in ENDED else ""
    numbers = f"{loss} from {short(curve.first)} to {short(curve.last)} in {_seconds(run.seconds)} seconds"
    return f"{head} {label}: {', '.join([*settings, numbers])}{ended}{', the best' if wins else ''}."


def _numeric(name: str, runs: Sequence[Run]) -> bool:
    values = [run.settings[name] for run in runs if name in run.settings]
    return all(isinstance(value, (int, float)) for value in values)


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f}" if seconds < 99.95 else str(round(seconds))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"
