"""Makes a lesson of what a learner opens: each cell a step, with the texts that stand before it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from tutor.answers.errors.outdated import told
from tutor.answers.old_code import modernised
from tutor.core.course import Lesson, Step
from tutor.core.own_file import OwnFile, Piece
from tutor.core.sieve import one_line
from tutor.steps.cell import CellStep
from tutor.steps.read import ReadStep
from tutor.storage.material.elsewhere import fitted
from tutor.storage.material.prose import plain_prose

MOST_LINES = 24
"""Of the texts before a cell. What is longer is a step of its own, so that nobody has to scroll back for it."""

FREE = Lesson(
    id="free",
    title="Free play",
    goal="No lesson: the session is yours. Type Python, or ask; what you make is here the next time, too.",
    minutes=0,
    steps=(),
)


def lesson_of(materials: Sequence[OwnFile]) -> Lesson:
    """All their cells, one after the other. The same cells make the same lesson, wherever the files lie.

    Opening them runs nothing of theirs, so nobody is asked for trust: the line that runs by itself is ours, and
    goes into the file's folder, where Jupyter starts a notebook, too. A cell is on the screen before Enter runs
    it, and what is replayed when a learner comes back has been run by them before.
    """
    first = materials[0]
    pieces = tuple(piece for material in materials for piece in material.pieces)
    names = [one_line(material.path.name) for material in materials]
    cells = sum(piece.is_code for piece in pieces)
    count = f"{cells} cells" if cells != 1 else "One cell"
    return Lesson(
        id=f"notebook@{digest(pieces)}",
        title=_title(first),
        goal=f"{count} of {', '.join(names)}. Enter runs the next one; nothing runs by itself.",
        minutes=0,
        steps=tuple(_steps(pieces)),
        setup=_setup(first.path),
        path=first.path,
    )


def digest(pieces: Sequence[Piece]) -> str:
    """The same for the same texts and cells, whatever their file is called and whatever was printed in it."""
    whole = hashlib.sha256()
    for piece in pieces:
        whole.update(f"{piece.is_code}\0{piece.text}\0".encode("utf-8", "surrogatepass"))
    return whole.hexdigest()[:16]


def _title(material: OwnFile) -> str:
    title = one_line(plain_prose(material.title)).replace("*", "").replace("`", "").strip()
    name = one_line(material.path.name)
    return title if 0 < len(title) <= 60 else name


def _setup(path: Path) -> str:
    """A notebook finds its files beside it, wherever the tutor was started."""
    folder = path.absolute().parent
    return "" if folder == Path.cwd() else f"__import__('os').chdir({str(folder)!r})"


def _steps(pieces: Sequence[Piece]) -> Iterator[Step]:
    texts: list[str] = []
    cells = reads = 0
    for piece in pieces:
        if not piece.is_code:
            texts.append(plain_prose(piece.text))
            continue
        whole = "\n\n".join(filter(None, texts))
        texts.clear()
        cells += 1
        if whole.count("\n") > MOST_LINES:
            reads += 1
            yield ReadStep(id=f"text-{reads}", say=whole)
            whole = ""
        yield _cell(piece.text, f"cell-{cells}", whole)
    if whole := "\n\n".join(filter(None, texts)):
        yield ReadStep(id=f"text-{reads + 1}", say=whole)


def _cell(text: str, name: str, say: str) -> CellStep:
    """The cell as it can run here, and in its task what is different, and why."""
    here = fitted(text)
    modern = modernised(here.code)
    said = list(here.sentences)
    code = here.code
    if modern is not None and modern.code.strip() and modern.code != here.code:
        said.append(told(modern))
        code = modern.code
    return CellStep(id=name, say=say, task=" ".join(said), code=code, original=text if code != text else "")
