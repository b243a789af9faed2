"""`watch LESSON.yaml`: proves the step that was just saved, and opens the lesson there with one key."""

from __future__ import annotations

import argparse
import os
import select
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from tutor.answers.errors.explainer import ErrorExplainer
from tutor.app.arguments import Exit
from tutor.app.here import caps_here, size_here, stdin_here
from tutor.app.trusting import agreed
from tutor.authoring.limit import LIMIT, LimitedSession
from tutor.authoring.watching import StepFound, Watched
from tutor.core.sieve import harmless
from tutor.session.kernel import KernelSession
from tutor.storage.finding import came_with_tutor
from tutor.storage.lessons import lessons_directory, load_course, read_lesson
from tutor.storage.packs.merging import merged_errors
from tutor.storage.progress import NoHomeError, data_directory
from tutor.terminal.view import View

USAGE = """\
usage: python -m tutor watch LESSON.yaml

Waits, and proves each step as you save it, in a session that stays warm: it
passes, or you read what is not so, and at which line.

  o            opens the lesson at the step that was proved last
  a            proves all steps
  q, Ctrl-C    leaves

  --limit S    how many seconds each run may take (60)
  --trust      run a lesson of somebody else's without asking
  --plain      keys are followed by Enter; nothing is coloured

examples:
  python -m tutor new my-lesson
  python -m tutor watch my-lesson.yaml
  python -m tutor watch my-lesson.yaml --limit 300
"""
KEYS = "o opens the lesson there, a proves all of it, q leaves."
LOOK_EVERY = 0.1
"""Seconds between two looks at the file."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> None:  # type: ignore[override]
        raise ValueError(message)


def watch_command(words: Sequence[str]) -> int:
    """Run `python -m tutor watch WORDS` and return its exit status."""
    parser = _Parser(add_help=False, allow_abbrev=False)
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--limit", type=float, default=LIMIT)
    for flag in ("--trust", "--plain", "--help", "-h"):
        parser.add_argument(flag, action="store_true")
    try:
        asked = parser.parse_intermixed_args(list(words))
        if not 0 < asked.limit < threading.TIMEOUT_MAX:
            raise ValueError("--limit needs a number of seconds above 0")
        if asked.help or asked.h:
            print(USAGE, end="")
            return Exit.OK
        if asked.file is None:
            raise ValueError("watch needs a lesson file")
    except ValueError as problem:
        print(f"{harmless(str(problem))}. `python -m tutor watch --help` shows what there is.", file=sys.stderr)
        return Exit.USAGE
    if reason := _refused(asked.file, trust=asked.trust):
        print(harmless(reason), file=sys.stderr)
        return Exit.USAGE
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        session = LimitedSession(KernelSession(Path(folder)), asked.limit)
        session.start()
        try:
            _watch(asked.file, session, plain=asked.plain)
        except KeyboardInterrupt:
            print()
        finally:
            session.close()
    return Exit.OK


def _refused(path: Path, *, trust: bool) -> str:
    """Why nothing of this file runs; empty when it may. It is asked once: who saves it later is its author."""
    reading = read_lesson(path)
    if trust or reading.value is None or came_with_tutor(load_course(lessons_directory()), path):
        return "" if path.exists() else f"There is no file {path}. `python -m tutor new NAME` writes one."
    try:
        return agreed([reading], data_directory(), View(caps_here(typed=False), sys.stdout, size_here))
    except NoHomeError as problem:
        return str(problem)


def _watch(path: Path, session: LimitedSession, *, plain: bool) -> None:
    directory = path.parent if (path.parent / "course.yaml").is_file() else lessons_directory()
    knows = ErrorExplainer(merged_errors(directory, lessons_directory())).knows
    watched, before, step = Watched(path, directory, session, knows), None, ""
    print(f"Watching {harmless(str(path))}. {KEYS}", flush=True)
    keys = _Keys(one_by_one=not plain and sys.stdin is not None and sys.stdin.isatty())
    while True:
        now, pressed = _text(path), ""
        if now is not None and now != before:
            before, step = now, _tell(watched.saved(), step)
            continue
        with keys.listening():
            while not pressed and _text(path) in (before, None):
                pressed = keys.wait(LOOK_EVERY)
        if pressed == "q":
            return
        if pressed == "a":
            step = _tell(watched.saved(everything=True), step)
        elif pressed == "o":
            _open(path, step, plain=plain)
            print(f"Watching {harmless(str(path))}. {KEYS}", flush=True)


def _text(path: Path) -> bytes | None:
    """What the file holds; None while an editor is writing it anew."""
    with suppress(OSError):
        return path.read_bytes() or None
    return None


def _tell(results: Iterator[StepFound], step: str) -> str:
    """Print what was found; the step that was proved last."""
    told = False
    for found in results:
        told, step = True, found.step or step
        for problem in found.problems:
            print(problem, flush=True)
        if found.step:
            held = f"{found.proofs} proof{'' if found.proofs == 1 else 's'}"
            how = "NOT SO" if found.problems else f"pass, {held}"
            print(f"step {found.number} `{found.step}`: {how} ({found.seconds:.2f} s)", flush=True)
    if not told:
        print("Nothing in a step has changed.", flush=True)
    return step


def _open(path: Path, step: str, *, plain: bool) -> None:
    """The lesson itself, at that step, in this terminal; nothing of it is kept."""
    words = [str(path), "--trust", *(["--at", step] if step else []), *(["--plain"] if plain else [])]
    with suppress(KeyboardInterrupt):
        subprocess.run([sys.executable, "-m", "tutor", *words])


class _Keys:
    """Waits for one key at a terminal, elsewhere for a line that begins with it."""

    def __init__(self, *, one_by_one: bool) -> None:
        self._one_by_one = one_by_one

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Keys come one by one; the terminal is given back as it was."""
        if not self._one_by_one:
            yield
            return
        import termios
        import tty

        descriptor = sys.stdin.fileno()
        before = termios.tcgetattr(descriptor)
        tty.setcbreak(descriptor)
        try:
            yield
        finally:
            termios.tcsetattr(descriptor, termios.TCSADRAIN, before)

    def wait(self, seconds: float) -> str:
        """The key; empty when none was pressed in that time, `q` at the end of the input."""
        source = stdin_here()
        try:
            ready, _, _ = select.select([source], [], [], seconds)
        except (OSError, ValueError):  # no input that can be waited for
            return "q"
        if not ready:
            return ""
        if self._one_by_one:
            return os.read(source.fileno(), 1).decode("utf-8", "replace").lower() or "q"
        line = source.readline()
        return line.strip().lower()[:1] if line else "q"
