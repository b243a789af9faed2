"""Writes every event of a conversation into a file, one JSON object a line."""

from __future__ import annotations

import json
import os
import stat
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from msgspec import Struct

from tutor.core.events import Event, as_json, name_of
from tutor.core.files import PRIVATE


class TranscriptProblem(Struct, frozen=True):
    """The file cannot be written."""

    message: str
    """One sentence."""


class Transcript:
    """A listener. Each line is there as soon as its event is over: `{"t": 1.25, "event": "done", ...}`.

    `t` counts seconds from the opening. NaN and the infinities are written as strings.
    """

    def __init__(self, stream: TextIO, clock: Callable[[], float]) -> None:
        self.problem: TranscriptProblem | None = None
        """Why the transcript ends early, a full disk for one; the conversation goes on."""
        self._stream = stream
        self._clock = clock
        self._start = clock()

    def __call__(self, event: Event) -> None:
        if self.problem is not None:
            return
        line = {"t": round(self._clock() - self._start, 6), "event": name_of(type(event)), **as_json(event)}
        try:
            self._stream.write(json.dumps(line, allow_nan=False) + "\n")
            self._stream.flush()
        except OSError as error:
            self.problem = TranscriptProblem(f"The transcript ends here: {error.strerror or error}.")

    def close(self) -> None:
        """Close the file. Never raises: what is lost has been said in `problem`."""
        try:
            self._stream.close()
        except OSError as error:
            self.problem = TranscriptProblem(f"The transcript is not complete: {error.strerror or error}.")


def open_transcript(path: Path, clock: Callable[[], float] = time.monotonic) -> Transcript | TranscriptProblem:
    """Begin a transcript in this file, in place of what it held, for its owner alone. A pipe needs a reader."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NONBLOCK | os.O_CLOEXEC, PRIVATE)
        os.set_blocking(descriptor, True)
        with suppress(OSError):
            if stat.S_ISREG(os.fstat(descriptor).st_mode):
                os.fchmod(descriptor, PRIVATE)
        return Transcript(os.fdopen(descriptor, "w", encoding="utf-8"), clock)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        return TranscriptProblem(f"The transcript {path} cannot be written: {reason}.")
