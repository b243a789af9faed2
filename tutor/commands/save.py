"""/save writes what was done in this lesson into a notebook, a script or a Markdown file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from tutor.core.events import Event, Said, Tone
from tutor.core.own_file import Piece
from tutor.core.protocols import Command, Context
from tutor.core.runs import Run
from tutor.core.taking import taken
from tutor.core.written import WRITERS
from tutor.exhibits.run_table import runs_table

OVER, ALL = "--over", "--all"
MOST_RUNS = 20
"""Trainings that are listed: the latest."""


def run(context: Context, argument: str) -> Iterator[Event]:
    words = argument.split()
    over, everything = OVER in words, ALL in words
    name = " ".join(word for word in words if word not in (OVER, ALL)).strip("'\"`")
    path = Path(name).expanduser()
    if path.suffix.lower() not in WRITERS:
        example = f"{context.lesson.id.partition('@')[0]}.ipynb"
        yield Said(f"Name a file that ends in `.ipynb`, `.py` or `.md`: `/save {example}`.", Tone.PROBLEM)
        return
    data = str(context.course.lessons[0].path.parent / "data") if context.course.lessons else ""
    outputs = context.ledger.outputs
    pieces = taken(context.lesson, context.record, outputs, everything=everything, data=data)
    pieces = (*pieces, *runs_told(context.ledger.runs))
    yield Said(*saved(path, pieces, over=over))


def saved(path: Path, pieces: tuple[Piece, ...], *, over: bool) -> tuple[str, Tone]:
    """Write them, and say what became of it. What is there already is only written over when that is wanted."""
    cells = sum(piece.is_code for piece in pieces)
    try:
        with path.open("w" if over else "x", encoding="utf-8", newline="") as file:
            file.write(WRITERS[path.suffix.lower()](pieces))
    except FileExistsError:
        return f"`{path}` is there already. Take another name, or add `{OVER}` to write over it.", Tone.PROBLEM
    except (OSError, ValueError) as error:
        return f"`{path}` cannot be written: {getattr(error, 'strerror', None) or error}.", Tone.PROBLEM
    return f"{cells} cells written to `{path}`. It runs from top to bottom where Keras is installed.", Tone.NOTE


def runs_told(runs: Sequence[Run]) -> tuple[Piece, ...]:
    """The trainings as a table in Markdown; nothing before the first."""
    if not runs:
        return ()
    table = runs_table(list(runs)[-MOST_RUNS:])
    names = [column.name or " " for column in table.columns]
    lines = [names, ["---"] * len(names), *table.rows]
    rows = "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)
    return (Piece(f"## The trainings\n\n{rows}"),)


COMMAND = Command(
    name="save",
    help="Write what you did as a notebook, a script or a text.",
    run=run,
    usage="/save FILE",
    examples=("/save mine.ipynb", "/save mine.py", "/save mine.md --all"),
    group="session",
)

SAME = {
    name: replace(COMMAND, name=name, usage=f"/{name} FILE", help=words, examples=())
    for name, words in (("export", "The same as /save."), ("notebook", "As /save, for `mine.ipynb`."))
}
"""What others call it."""
