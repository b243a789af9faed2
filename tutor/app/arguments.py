"""The command line: what may be typed after `python -m tutor`, and what the exit status means."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from enum import IntEnum
from pathlib import Path

from msgspec import Struct

from tutor import __version__
from tutor.app.memory import memory_size
from tutor.core.guiding import WAYS


class Exit(IntEnum):
    """Exit statuses."""

    OK = 0
    FAILED = 1
    """A step of a played lesson did not pass, or a proof of `check` failed."""
    USAGE = 2
    """Something typed on the command line, or a lesson file, cannot be read."""
    HANGUP = 129
    INTERRUPTED = 130
    TERMINATED = 143


VERBS = ("open", "free", "play", "review", "list", "progress", "questions", "doctor")

OWN = (".ipynb", ".py", ".md")
"""Ends of the names of files that are no lessons, and are opened cell by cell."""

HELP = """\
usage: python -m tutor [LESSON] [options]     learn: goes on where you left off
       python -m tutor open FILE              work through a notebook, a script
       python -m tutor free [FILE.py ...]     no lesson: the session is yours
       python -m tutor export LESSON          what you did, as a notebook
       python -m tutor play LESSON            watch a lesson play itself
       python -m tutor review                 five minutes of what you got wrong
       python -m tutor list                   the lessons, and where you are
       python -m tutor progress               what you have done
       python -m tutor questions [--clear]    what you asked and I could not answer
       python -m tutor questions --voices     the same, to be sorted into lessons/voices
       python -m tutor courses                other courses that are here
       python -m tutor add SOURCE             bring a course: a folder, .zip, git
       python -m tutor remove NAME            delete one
       python -m tutor import FILE            a draft lesson of a notebook
       python -m tutor check [FILE ...]       prove lesson files
       python -m tutor new NAME               write a first lesson of your own
       python -m tutor watch FILE             prove each step as you save it
       python -m tutor schema                 print the JSON Schema of lesson files
       python -m tutor doctor                 what this terminal and Keras can do

A tutor for machine learning that lives in a terminal. LESSON is a name, a
number, COURSE/LESSON of a course you added, or a lesson file of your own.
FILE is a notebook (.ipynb), a script (.py) or a text with Python in fences
(.md).

options:
  --fresh            start the lesson over
  --transcript FILE  write every event to FILE, one JSON object a line
  --plain            plain text: no colours, nothing repainted, numbered choices
  --ascii            no characters beyond ASCII
  --guided WAY       which steps show their code: all, none, or as the course
                     has it (default); the others are yours to write
  --at STEP          begin at the step of that id; nothing is kept
  --vi               vi keys
  --trust            run a lesson file of somebody else's without asking
  --memory SIZE      what your code may take: 4G, 1500M (default: three quarters
                     of this machine's); 0 sets no bound
  --json             with progress: for programs
  --markdown         with progress: a page to keep or to show
  --clear            with questions: forget them
  --voices           with questions: each under what it came nearest to
  --version          print the version
  --help             print this

examples:
  python -m tutor
  python -m tutor linear-regression --fresh
  python -m tutor open first_try.ipynb
  python -m tutor play linear-regression --transcript lesson.jsonl
  python -m tutor linear-regression < chat.txt
"""


class Arguments(Struct, frozen=True):
    """A command line that was understood."""

    verb: str = "learn"
    """`learn`, or one of VERBS."""
    lesson: str = ""
    """A name, a number or a path; empty for wherever the learner is."""
    files: tuple[str, ...] = ()
    """With `open` and `free`: paths of notebooks and scripts."""
    fresh: bool = False
    transcript: Path | None = None
    plain: bool = False
    ascii: bool = False
    vi: bool = False
    trust: bool = False
    """Whether a lesson that did not come with the tutor may run without being asked about."""
    at: str = ""
    """The id of the step where the lesson begins, for its author; empty for where the learner is."""
    guided: str = "course"
    """Which steps show their code: `all`, `none`, or those of the `course`."""
    json: bool = False
    markdown: bool = False
    clear: bool = False
    voices: bool = False
    memory: int | None = None
    """Bytes that the learner's code may take, 0 for no bound; None leaves it to the machine."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> None:  # type: ignore[override]
        raise ValueError(message)


def parse_arguments(words: Sequence[str]) -> Arguments | Exit:
    """Arguments, or the exit status after something has been printed: help, the version, or what is wrong."""
    parser = _Parser(add_help=False, allow_abbrev=False)
    parser.add_argument("words", nargs="*")
    parser.add_argument("--transcript", type=Path)
    parser.add_argument("--memory")
    parser.add_argument("--at", default="")
    parser.add_argument("--guided", choices=WAYS, default="course")
    for flag in ("fresh", "plain", "ascii", "vi", "trust", "json", "markdown", "clear", "voices", "version"):
        parser.add_argument(f"--{flag}", action="store_true")
    parser.add_argument("-h", "--help", action="store_true")
    try:
        found = vars(parser.parse_intermixed_args(list(words)))
        if found.pop("help"):
            print(HELP, end="")
            return Exit.OK
        if found.pop("version"):
            print(f"keras-tutor {__version__}")
            return Exit.OK
        verb, lesson, files = _meant(found.pop("words"))
        found["memory"] = None if found["memory"] is None else memory_size(found["memory"])
    except ValueError as problem:
        print(f"{problem}. `python -m tutor --help` shows what there is.", file=sys.stderr)
        return Exit.USAGE
    return Arguments(verb=verb, lesson=lesson, files=files, **found)


def _meant(words: list[str]) -> tuple[str, str, tuple[str, ...]]:
    """The verb, the lesson, and the files of the learner's own."""
    verb = words.pop(0) if words and words[0] in VERBS else "learn"
    if verb == "open" and Path("".join(words[:1])).suffix.lower() in (".yaml", ".yml"):
        verb = "learn"
    if verb == "open" and len(words) != 1:
        raise ValueError("open takes one file: python -m tutor open first_try.ipynb")
    if verb in ("open", "free"):
        return verb, "", tuple(words)
    if verb == "play" and not words:
        raise ValueError("play needs a lesson: python -m tutor play linear-regression")
    if verb in ("review", "list", "progress", "questions", "doctor") and words:
        raise ValueError(f"{verb} takes no lesson, but there is {words[0]!r}")
    if verb == "learn" and words and Path(words[0]).suffix.lower() in OWN:
        return "open", "", tuple(words)
    if len(words) > 1:
        raise ValueError(f"one lesson at a time, but there are {len(words)}: {' '.join(words)}")
    return verb, words[0] if words else "", ()
