"""`doctor`: what this machine, this terminal and Keras have to offer the tutor, and what is in the way."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from tutor import __version__
from tutor.app.arguments import Exit
from tutor.app.here import caps_here, size_here
from tutor.core.drawings import Column, Table
from tutor.core.execution import Died, Done, Status
from tutor.core.facts import Evaluate, ScalarFacts, TextFacts
from tutor.core.files import make_private
from tutor.core.protocols import Session
from tutor.core.sieve import harmless
from tutor.session.kernel import KernelSession
from tutor.storage.lessons import lessons_directory, load_course
from tutor.storage.problems import LessonProblems
from tutor.storage.progress import data_directory
from tutor.terminal.caps import Caps
from tutor.terminal.view import View

Rows = list[tuple[str, str]]

PACKAGES = ("tensorflow", "keras", "numpy", "matplotlib", "ipykernel", "prompt_toolkit", "rich", "plotext")
GPUS = Evaluate("len(__import__('tensorflow').config.list_physical_devices('GPU'))")
SPEED = Evaluate("__tutor__.speed()")
PATIENCE = 60.0
"""Seconds that a question to the session may take."""


def print_doctor(*, plain: bool = False, ascii: bool = False) -> Exit:
    """Print all of it, section by section as it is found out. FAILED when something would stop a lesson."""
    caps = caps_here(plain=plain, ascii=ascii)
    view = View(caps_here(plain=plain, ascii=ascii, typed=False), sys.stdout, size_here)
    problems: list[str] = []
    for title, rows in _sections(caps, problems):
        view(Table((Column(title), Column("")), tuple(rows)))
        sys.stdout.flush()
    for problem in problems:
        print(f"  {harmless(problem)}")
    if not problems:
        print("  Nothing is in the way of a lesson.")
    return Exit.FAILED if problems else Exit.OK


def _sections(caps: Caps, problems: list[str]) -> Iterator[tuple[str, Rows]]:
    yield "Terminal", terminal(caps, os.environ)
    yield "Versions", versions(problems)
    yield "Files", files(data_directory(), problems)
    session = KernelSession()
    session.start()
    try:
        yield "Session", live(session, problems)
    finally:
        session.close()


def terminal(caps: Caps, environ: Mapping[str, str]) -> Rows:
    """What the terminal can do, as the tutor sees it, and why it sees no more."""
    if caps.spoken:
        screen = "plain, for reading aloud: nothing is repainted"
    elif caps.plain:
        screen = "plain: this is no terminal that can be repainted"
    else:
        screen = "live: plots move while a model trains"
    colours = {256: "256", 16: "16, so bold and no colour"}.get(caps.colours, "none")
    given = [name for name in ("NO_COLOR", "CLICOLOR_FORCE", "ACCESSIBLE") if environ.get(name)]
    return [
        ("TERM", environ.get("TERM") or "not set"),
        ("screen", screen),
        ("size", f"{caps.width} columns, {caps.height} lines"),
        ("colours", colours + (f" ({', '.join(given)} is set)" if given else "")),
        ("characters", "Unicode" if caps.unicode else "ASCII only"),
        ("input", "typed at a keyboard" if caps.keyboard else "read from a file or a pipe"),
    ]


def versions(problems: list[str]) -> Rows:
    """Of the tutor, of Python, and of all that the tutor stands on."""
    rows = [("keras-tutor", __version__), ("Python", f"{platform.python_version()} on {platform.system()}")]
    for package in PACKAGES:
        try:
            rows.append((package, version(package)))
        except PackageNotFoundError:
            rows.append((package, "missing"))
            problems.append(f"{package} is not installed. Install the tutor again, as the README says.")
    return rows


def files(data: Path, problems: list[str]) -> Rows:
    """Where the lessons are read and where progress is kept."""
    try:
        course = load_course(lessons_directory())
        lessons = f"{len(course.lessons)} in {lessons_directory()}"
    except LessonProblems as found:
        lessons = "cannot be read"
        problems.append(str(found))
    return [("lessons", lessons), ("progress", f"{data} ({_kept(data, problems)})")]


def _kept(data: Path, problems: list[str]) -> str:
    try:
        make_private(data)
        with tempfile.TemporaryFile(dir=data) as file:
            file.write(b"0" * 4096)
    except OSError as problem:
        problems.append(f"Progress cannot be kept: {problem.strerror}. KERAS_TUTOR_HOME can name another place.")
        return "cannot be written"
    return "can be written"


def live(session: Session, problems: list[str]) -> Rows:
    """Whether Keras answers, on what it computes, and whether `fit` takes the fast path."""
    began = time.monotonic()
    last = list(session.run("import keras", silent=True))[-1]
    seconds = time.monotonic() - began
    if not (isinstance(last, Done) and last.status is Status.OK):
        why = last.reason if isinstance(last, Died) else "`import keras` failed."
        problems.append(f"No lesson can run its code: {why}")
        return [("Keras", "does not answer")]
    gpus, speed = session.query([GPUS, SPEED], PATIENCE)
    match speed:
        case ScalarFacts(value=True):
            fast = "on"
        case TextFacts(value=reason):
            fast = f"off. {reason}"
        case _:
            fast = "unknown"
    count = int(gpus.value) if isinstance(gpus, ScalarFacts) else 0
    computes = (
        f"{count} GPU{'s' if count > 1 else ''}"
        if count
        else "the processor; no GPU was found, and none is needed"
    )
    return [("Keras", f"answers after {seconds:.1f} s"), ("computes on", computes), ("fast `fit`", fast)]
