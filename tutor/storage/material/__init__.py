"""Reads notebooks, scripts and Markdown files of the learner's own. Nothing of them runs here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from tutor.core.files import read_bytes
from tutor.core.own_file import OwnFile, Piece
from tutor.storage.material.markdown import markdown_pieces
from tutor.storage.material.notebook import Unreadable, notebook_pieces
from tutor.storage.material.script import script_pieces

LARGEST = 64_000_000
"""Bytes. A notebook with its pictures may have some millions."""

READERS: Mapping[str, Callable[[str], tuple[Piece, ...]]] = {
    ".ipynb": notebook_pieces,
    ".py": script_pieces,
    ".md": markdown_pieces,
}
"""By the end of the file's name, in small letters. Each raises Unreadable with a part of a sentence."""


def read_material(path: Path) -> OwnFile | str:
    """The texts and cells of a file, or one sentence that says why there are none. Never raises."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        kinds = " or ".join(f"`{kind}`" for kind in READERS)
        return f"`{path}` is none of what I can open: its name has to end in {kinds}."
    try:
        pieces = reader(_text(path))
    except FileNotFoundError:
        return f"There is no file `{path}`.{_beside(path)}"
    except Unreadable as reason:
        return f"`{path}` cannot be opened: {reason}."
    except OSError as error:
        return f"`{path}` cannot be opened: {error.strerror or error}."
    except (ValueError, RecursionError, MemoryError) as error:
        return f"`{path}` cannot be opened: {type(error).__name__}."
    if not any(piece.is_code for piece in pieces):
        return f"There is no cell with Python in `{path}`, so there is nothing to run."
    return OwnFile(path, pieces, _title(pieces))


def _text(path: Path) -> str:
    data = read_bytes(path, LARGEST + 1)
    if len(data) > LARGEST:
        raise Unreadable(f"it is larger than {LARGEST // 1_000_000} MB. Clear its outputs in Jupyter first")
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")  # as some shells of Windows write it
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise Unreadable(f"line {line} is no text in UTF-8. Save the file as UTF-8") from None
    if "\0" in text:
        raise Unreadable("it is no text")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _beside(path: Path) -> str:
    """The file that may be meant, from the same folder."""
    from difflib import get_close_matches  # most names are right

    try:
        names = [each.name for each in path.parent.iterdir() if each.suffix.lower() in READERS]
    except OSError:
        return ""
    near = get_close_matches(path.name, names, n=1, cutoff=0.6)
    return f" Did you mean `{path.with_name(near[0])}`?" if near else ""


def _title(pieces: tuple[Piece, ...]) -> str:
    """The first heading."""
    for piece in pieces:
        for line in () if piece.is_code else piece.text.split("\n"):
            if line.lstrip().startswith("#") and line.strip("# \t"):
                return line.strip("# \t*_`")
    return ""
