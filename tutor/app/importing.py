"""`import`: a draft lesson, made of a notebook or a script by running it once."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from tutor.app.arguments import Exit
from tutor.app.trusting import asked
from tutor.authoring.drafting import as_yaml, drafted
from tutor.core.sieve import harmless
from tutor.session.kernel import KernelSession
from tutor.storage.material import read_material

USAGE = """\
usage: python -m tutor import FILE -o lesson.yaml [--trust]

Makes a draft lesson of a notebook (.ipynb), a script (.py) or a text (.md):
kinds and checks are proposed from what each cell does when it runs. Every
cell runs once, so you are asked first; --trust is for scripts.

  python -m tutor import first_try.ipynb -o first-try.yaml
  python -m tutor check first-try.yaml
"""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> None:  # type: ignore[override]
        raise ValueError(message)


def import_file(words: Sequence[str]) -> Exit:
    """Write the draft, and say what is left to be done."""
    parser = _Parser(add_help=False, allow_abbrev=False)
    parser.add_argument("file", nargs="?", default="")
    parser.add_argument("-o", "--output", type=Path, default=Path("lesson.yaml"))
    parser.add_argument("--trust", action="store_true")
    parser.add_argument("-h", "--help", action="store_true")
    try:
        given = parser.parse_args(list(words))
    except ValueError as problem:
        return _refused(f"{problem}. `python -m tutor import --help` shows how.")
    if given.help or not given.file:
        print(USAGE, end="", file=sys.stdout if given.help else sys.stderr)
        return Exit.OK if given.help else Exit.USAGE
    found = read_material(Path(given.file).expanduser())
    if isinstance(found, str):
        return _refused(found)
    if given.output.exists():
        return _refused(f"`{given.output}` is there already. Name another file with -o.")
    if not given.trust:
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            return _refused(f"Every cell of `{given.file}` would run on this machine. Add --trust if you know it.")
        print(f"Every cell of {harmless(given.file)} runs once on this machine, as you.")
        if not asked():
            return _refused("Nothing of it has been run.")
    session = KernelSession()
    session.start()
    try:
        draft = drafted(found, session)
        with given.output.open("x", encoding="utf-8") as file:
            file.write(as_yaml(draft, found.path))
    except OSError as error:
        return _refused(f"`{given.output}` cannot be written: {error.strerror or error}.")
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    finally:
        session.close()
    print(harmless(f"{len(draft.lesson['steps'])} steps written to {given.output}. Still to be done:"))
    for line in draft.to_do:
        print(harmless(f"  - {line}"))
    return Exit.OK


def _refused(sentence: str) -> Exit:
    print(harmless(sentence), file=sys.stderr)
    return Exit.USAGE
