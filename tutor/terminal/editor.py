"""Opens the learner's own editor on some lines of Python, and gives back what was saved."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

VARIABLES = ("VISUAL", "EDITOR")
"""Where people say which editor they want."""
OTHERS = ("nano", "vi")
"""Tried in turn when they do not say, or when that one cannot be started."""


class Edited(Struct, frozen=True):
    """What came of it."""

    text: str
    """What was saved; the lines as they were where nothing came of it."""
    problem: str = ""
    """Markdown: one sentence, when it went otherwise than wished."""


def edited(text: str, environ: Mapping[str, str] = os.environ) -> Edited:
    """Let the learner edit `text` in a file that ends in `.py`. Takes the whole terminal until they are done."""
    try:
        with tempfile.NamedTemporaryFile("w", suffix=".py", encoding="utf-8", delete=False) as file:
            file.write(text)
    except OSError as error:
        return Edited(text, f"There is no room for a file to edit: {error.strerror}. Your lines are as they were.")
    path = Path(file.name)
    try:
        return _edited(text, path, environ)
    finally:
        path.unlink(missing_ok=True)


def _edited(text: str, path: Path, environ: Mapping[str, str]) -> Edited:
    missing = ""
    for command in _commands(environ):
        try:
            status = subprocess.call([*command, path])
        except OSError:
            missing = missing or command[0]
            continue
        if status:
            return Edited(text, f"`{command[0]}` ended with status {status}. Your lines are as they were.")
        saved = path.read_text(encoding="utf-8", errors="replace").removesuffix("\n")
        instead = f"`{missing}` cannot be started, so this was `{command[0]}`." if missing else ""
        return Edited(saved, instead)
    cannot = f"`{missing}` cannot be started" if missing else "No editor was found"
    return Edited(text, f"{cannot}. Set `EDITOR` to one that is installed. Your lines are as they were.")


def _commands(environ: Mapping[str, str]) -> Iterator[list[str]]:
    """The editors to try, each as the words of its command."""
    for wanted in (environ.get(variable, "") for variable in VARIABLES):
        try:
            words = shlex.split(wanted)
        except ValueError:  # a quote that never ends
            words = [wanted]
        if words:
            yield words
    yield from ([other] for other in OTHERS if shutil.which(other))
