"""`python -m tutor check`: reads its words and does what they ask."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from tutor.authoring.check import SEEDS, ExitStatus, MakeSession, Write, check
from tutor.authoring.schema import schema_text
from tutor.storage.lessons import lessons_directory

USAGE = f"""\
usage: python -m tutor check [FILE ...]     lesson files, or the directory of a whole course

Reads lesson files, says all that is wrong with them, then runs them: solutions must pass, mistakes must get their
own words. Without FILE it checks the lessons that come with the tutor.

  --static     only read; run nothing
  --seeds N    how many random seeds each lesson is run with ({SEEDS})
  --schema     print the JSON Schema of lesson files, for editors

Exit status: 0 all is well, 1 a proof failed, 2 a file cannot be used.
"""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise ValueError(message)


def check_command(words: Sequence[str], make_session: MakeSession, write: Write) -> ExitStatus:
    """Do what the words after `check` ask. `write` gets one or more whole lines, without the last line break."""
    parser = _Parser(add_help=False, allow_abbrev=False)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--seeds", type=int, default=SEEDS)
    for flag in ("--static", "--schema", "--help"):
        parser.add_argument(flag, action="store_true")
    try:
        asked = parser.parse_intermixed_args(list(words))
        if asked.seeds < 1:
            raise ValueError("--seeds needs a number of at least 1")
    except ValueError as problem:
        write(f"{problem}. `python -m tutor check --help` shows what there is.")
        return ExitStatus.BROKEN_FILE
    if asked.help or asked.schema:
        write(USAGE.rstrip() if asked.help else schema_text().rstrip())
        return ExitStatus.OK
    directories = [path for path in asked.files if path.is_dir()]
    files = [path for path in asked.files if path not in directories]
    if len(directories) > 1 or (directories and files):
        write("One directory at a time, or files: `python -m tutor check lessons`.")
        return ExitStatus.BROKEN_FILE
    directory = lessons_directory(directories[0] if directories else None)
    return check(files, directory, None if asked.static else make_session, write, seeds=asked.seeds)
