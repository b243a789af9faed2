"""/table FILE says what is in a file of the learner's own: columns, kinds, ranges, gaps, and how to load it."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from tutor.core.events import Event, Said, Tone
from tutor.core.protocols import Command, Context
from tutor.core.sieve import one_line
from tutor.tables.columns import columns_of
from tutor.tables.loading import numpy_lines
from tutor.tables.naming import MOST_FILES, found_at, nearest, tables_here
from tutor.tables.sheet import read_sheet
from tutor.tables.telling import told


def run(context: Context, argument: str) -> Iterator[Event]:
    name = argument.strip().strip("\"'`")
    there = tables_here([Path(), *([context.lesson.path.parent] if context.lesson.path.name else [])])
    if not name:
        yield from _which(there)
        return
    found = found_at(name, context.lesson.path)
    if found is None:
        yield _missing(name, there)
        return
    path, called = found
    sheet = read_sheet(path)
    if isinstance(sheet, str):
        yield Said(f"`{one_line(name)}`: {sheet}", Tone.PROBLEM)
        return
    yield from told(sheet, called, pandas=find_spec("pandas") is not None)
    if lines := numpy_lines(sheet, columns_of(sheet), called):
        context.offer(lines)
        yield Said("Enter runs the lines for NumPy.", Tone.NOTE)


def _which(there: list[str]) -> Iterator[Event]:
    if not there:
        yield Said(
            "No table lies in this folder. `/table FILE` looks at one: give its name, with the folder it is in. "
            "Files that end in .csv or .tsv can be read.",
            Tone.NOTE,
        )
        return
    listed = "\n".join(f"- `{one_line(path)}`" for path in there[:MOST_FILES])
    more = f"\n\n{len(there) - MOST_FILES} more are not listed." if len(there) > MOST_FILES else ""
    yield Said(f"`/table FILE` says what is in a file. Here lie:\n\n{listed}{more}")


def _missing(name: str, there: list[str]) -> Said:
    near = nearest(name, there)
    if Path(name).expanduser().is_dir():
        return Said(f"`{one_line(name)}` is a folder. `/table FILE` looks at a file in it.", Tone.PROBLEM)
    guess = f" Did you mean {' or '.join(f'`{one_line(path)}`' for path in near)}?" if near else ""
    where = one_line(str(Path.cwd()))
    help = "" if near else " `/table` lists those that are here." if there else " No table lies here."
    return Said(f"There is no file `{one_line(name)}` in {where}.{guess}{help}", Tone.PROBLEM)


COMMAND = Command(
    name="table",
    help="Say what is in a file of data.",
    run=run,
    usage="/table [FILE]",
    examples=("/table rides.csv", "/table ~/data/rides.csv", "/table"),
    group="session",
)
