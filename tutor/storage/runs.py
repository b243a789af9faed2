"""Keeps the runs of each lesson, one JSON object a line in a file of its own, beside the progress."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from tutor.core.files import opened
from tutor.core.runs import Run

MOST_RUNS = 1000
"""Runs of one lesson; the oldest go first, and keep their numbers."""
SLACK = 200
"""So many more may gather in the file before it is written anew."""
MOST_BYTES = 16 << 20
"""Of the file of one lesson; of a longer one only the end is read."""

_DECODER = msgspec.json.Decoder(Run, strict=False)  # which reads "nan" as a number


class FileRuns:
    """Keeps runs in `LESSON.jsonl` of a directory, which is made when the first one comes.

    Never raises. A run that cannot be written stays in the memory of its conversation, and `problem` says why. A
    line that was cut off, by a crash for one, is left out when the file is read.
    """

    def __init__(self, directory: Path) -> None:
        self.problem = ""
        self._directory = directory
        self._lines: dict[str, int] = {}
        """How many lines each file has, as far as it is known."""

    def load(self, lesson_id: str) -> tuple[Run, ...]:
        try:
            with os.fdopen(opened(self._path(lesson_id), os.O_RDONLY), "rb") as file:
                size = file.seek(0, os.SEEK_END)
                file.seek(max(0, size - MOST_BYTES))
                lines = file.read().splitlines()
        except FileNotFoundError:
            self._lines[lesson_id] = 0
            return ()
        except (OSError, ValueError) as error:
            self.problem = _sentence(error)
            return ()
        self._lines[lesson_id] = len(lines)
        return _numbered([run for line in lines[-MOST_RUNS - SLACK :] if (run := _read(line))])[-MOST_RUNS:]

    def add(self, lesson_id: str, run: Run) -> None:
        try:
            self._directory.mkdir(mode=0o700, parents=True, exist_ok=True)
            descriptor = opened(self._path(lesson_id), os.O_RDWR | os.O_CREAT | os.O_APPEND)
            with os.fdopen(descriptor, "ab", buffering=0) as file:
                # One that was cut off must not take this one with it.
                size = file.seek(0, os.SEEK_END)
                whole = not size or os.pread(file.fileno(), 1, size - 1) == b"\n"
                file.write((b"" if whole else b"\n") + _written(run))
            if lesson_id in self._lines:
                self._lines[lesson_id] += 1
            if self._lines.get(lesson_id, 0) >= MOST_RUNS + SLACK:
                self._shorten(lesson_id)
        except (OSError, ValueError) as error:
            self.problem = _sentence(error)
            return
        self.problem = ""

    def forget(self, lesson_id: str) -> None:
        with contextlib.suppress(OSError, ValueError):
            self._path(lesson_id).unlink(missing_ok=True)
        self._lines.pop(lesson_id, None)

    def _path(self, lesson_id: str) -> Path:
        return self._directory / f"{lesson_id}.jsonl"

    def _shorten(self, lesson_id: str) -> None:
        """Write the latest runs anew, whole or not at all."""
        import tempfile  # rarely needed, and the first screen waits for nothing of it

        runs = self.load(lesson_id)
        descriptor, unfinished = tempfile.mkstemp(dir=self._directory, suffix=".part")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.writelines(map(_written, runs))
            Path(unfinished).replace(self._path(lesson_id))
        finally:
            Path(unfinished).unlink(missing_ok=True)
        self._lines[lesson_id] = len(runs)


def _written(run: Run) -> bytes:
    return msgspec.json.encode(_plain(msgspec.to_builtins(run))) + b"\n"


def _plain(value: Any) -> Any:
    """With words for nan and the infinities, which JSON lacks."""
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    return repr(value) if isinstance(value, float) and value - value != 0 else value


def _read(line: bytes) -> Run | None:
    """The run in a line; None when it is damaged."""
    try:
        return _DECODER.decode(line)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None


def _numbered(runs: list[Run]) -> tuple[Run, ...]:
    """With numbers that rise: two tutors in one lesson at once may have given one number twice."""
    found: list[Run] = []
    for run in runs:
        least = found[-1].number + 1 if found else 1
        found.append(run if run.number >= least else replace(run, number=least))
    return tuple(found)


def _sentence(error: Exception) -> str:
    reason = getattr(error, "strerror", None) or str(error)
    return f"Runs cannot be kept: {reason}. The lesson goes on."
