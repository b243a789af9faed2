"""/runs lists every `fit` of the lesson, and writes them into a file for other programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from tutor.core.events import Event, Said, Tone, as_json
from tutor.core.protocols import Command, Context
from tutor.core.runs import Run, as_row, best
from tutor.exhibits.run_table import runs_table

MOST_SHOWN = 20
"""Runs in the table: the latest, and the best."""
NONE_YET = "No run yet. Every `model.fit(...)` of this lesson will be one, and `/runs` lists them."
USAGE = "`/runs` lists them, `/runs export runs.csv` or `runs.json` writes them into a file."


def run(context: Context, argument: str) -> Iterator[Event]:
    runs = context.ledger.runs
    word, _, rest = argument.partition(" ")
    if word.lower() == "export":
        yield _exported(runs, rest.strip().strip("'\"`"))
    elif argument:
        yield Said(f"`/runs` does not know `{argument}`. {USAGE}", Tone.PROBLEM)
    elif not runs:
        yield Said(NONE_YET, Tone.NOTE)
    else:
        shown, winner = list(runs[-MOST_SHOWN:]), best(runs[-MOST_SHOWN:])
        left_out = len(runs) - len(shown)
        hidden = (
            f"{left_out} earlier ones are not shown: `/runs export runs.csv` writes all." if left_out > 0 else ""
        )
        next_steps = (
            "" if len(runs) > 1 or winner else "`/try learning_rate=0.01, 0.1, 1` shows what others would do."
        )
        yield runs_table(shown, more=hidden or next_steps)
        if context.ledger.problem:
            yield Said(context.ledger.problem, Tone.PROBLEM)


def _exported(runs: Sequence[Run], name: str) -> Said:
    path = Path(name).expanduser()
    writers = {".csv": _as_csv, ".json": _as_json}
    if not name or path.suffix.lower() not in writers:
        return Said(f"Name a file that ends in `.csv` or `.json`. {USAGE}", Tone.PROBLEM)
    if not runs:
        return Said(NONE_YET, Tone.NOTE)
    try:
        path.write_text(writers[path.suffix.lower()](runs), encoding="utf-8", newline="")
    except (OSError, ValueError) as error:
        return Said(f"`{name}` cannot be written: {getattr(error, 'strerror', None) or error}.", Tone.PROBLEM)
    count = f"{len(runs)} run{'' if len(runs) == 1 else 's'}"
    return Said(f"{count} written to `{name}`, with the settings as columns.", Tone.NOTE)


def _as_csv(runs: Sequence[Run]) -> str:
    rows = [as_row(each) for each in runs]
    names = list(dict.fromkeys(name for row in rows for name in row))
    ending = ["seconds", "ended", "line"]
    written = io.StringIO(newline="")
    columns = [*(name for name in names if name not in ending), *ending]
    writer = csv.DictWriter(written, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return written.getvalue()


def _cell(value: object) -> object:
    """A spreadsheet would run a text that begins like a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@") else value


def _as_json(runs: Sequence[Run]) -> str:
    histories = ({name: as_json(curve) for name, curve in each.metrics.items()} for each in runs)
    rows = [{**as_json(as_row(each)), "history": history} for each, history in zip(runs, histories, strict=True)]
    return json.dumps(rows, indent=2, allow_nan=False) + "\n"


COMMAND = Command(
    name="runs",
    help="List your trainings, with only what differs.",
    run=run,
    usage="/runs",
    examples=("/runs", "/runs export runs.csv"),
    group="session",
)
