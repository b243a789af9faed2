"""`python -m tutor check`: reads its words and does what they ask."""

from __future__ import annotations

import argparse
import threading
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import NoReturn

from tutor.authoring.check import SEEDS, Agree, ExitStatus, check
from tutor.authoring.limit import LIMIT, LimitedSession
from tutor.authoring.proving import MakeSession
from tutor.authoring.report import Json, Lines, Write
from tutor.authoring.schema import schema_text
from tutor.storage.lessons import lessons_directory

USAGE = f"""\
usage: python -m tutor check [FILE ...]     lesson files, or the directory of a whole course

Reads lesson files, says all that is wrong with them, then runs them: solutions must pass, mistakes must get their
own words. Without FILE it checks the lessons that come with the tutor.

  --static     only read; run nothing
  --trust      run lessons of somebody else's without asking
  --seeds N    how many random seeds the numbers of each lesson are proved with ({SEEDS})
  --jobs N     how many lessons are proved at a time (as many as the machine can)
  --limit S    how many seconds each run of a lesson's lines may take (60)
  --thorough   try every wrong answer that can be made of a solution; takes an hour
  --json       one JSON object at the end, for programs

examples:
  python -m tutor check
  python -m tutor check my-lesson.yaml --limit 300
  python -m tutor check my-course --static

Exit status: 0 all is well, 1 a file cannot be used or a proof failed, 2 this command was not understood.
"""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise ValueError(message)


def check_command(
    words: Sequence[str], make_session: MakeSession, write: Write, agree: Agree = lambda readings: ""
) -> ExitStatus:
    """Do what the words after `check` ask. `write` gets one or more whole lines, without the last line break.
    `agree` is asked before anything is run, unless the words say that it need not."""
    parser = _Parser(add_help=False, allow_abbrev=False)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--seeds", type=int, default=SEEDS)
    parser.add_argument("--jobs", type=int)
    parser.add_argument("--limit", type=float, default=LIMIT)
    for flag in ("--static", "--trust", "--thorough", "--schema", "--json", "--help"):
        parser.add_argument(flag, action="store_true")
    try:
        asked = parser.parse_intermixed_args(list(words))
        for name in ("seeds", "jobs"):
            if getattr(asked, name) is not None and getattr(asked, name) < 1:
                raise ValueError(f"--{name} needs a number of at least 1")
        if not 0 < asked.limit < threading.TIMEOUT_MAX:
            raise ValueError("--limit needs a number of seconds above 0")
    except ValueError as problem:
        write(f"{problem}. `python -m tutor check --help` shows what there is.")
        return ExitStatus.USAGE
    if asked.help or asked.schema:
        write(USAGE.rstrip() if asked.help else schema_text().rstrip())
        return ExitStatus.OK
    directories = [path for path in asked.files if path.is_dir()]
    files = [path for path in asked.files if path not in directories]
    if len(directories) > 1 or (directories and files):
        write("One directory at a time, or files: `python -m tutor check lessons`.")
        return ExitStatus.USAGE
    directory = lessons_directory(directories[0] if directories else _course_around(files))
    report = Json(write) if asked.json else Lines(write)
    make = None if asked.static else lambda: LimitedSession(make_session(), asked.limit)
    run = partial(check, files, directory, make, report, seeds=asked.seeds, jobs=asked.jobs)
    if asked.trust:
        return run(thorough=asked.thorough)
    return run(thorough=asked.thorough, agree=agree)


def _course_around(files: Sequence[Path]) -> Path | None:
    """The folder of the course that these lessons belong to; None when they belong to none."""
    folders = {file.parent for file in files}
    only = folders.pop() if len(folders) == 1 else None
    return only if only is not None and (only / "course.yaml").is_file() else None
