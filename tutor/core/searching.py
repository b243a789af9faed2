"""Searches with somebody else's pattern, where it can be stopped: in a process of its own.

A pattern such as `(a+)+$` takes for ever on forty letters, and no signal reaches a search before it ends.
"""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress

SECONDS = 2.0
"""Of one search; the process itself takes 0.02 of them."""
_PROGRAM = """
import re, sys
pattern, text = sys.stdin.buffer.read().decode("utf-8", "surrogatepass").split("\\0", 1)
sys.exit(10 if re.search(pattern, text) else 11)
"""
_FOUND, _NOT_FOUND = 10, 11


class SearchStoppedError(Exception):
    """It was stopped, by Ctrl-C or because it took too long."""


class _Running:
    """The search that runs, and whether no other may begin."""

    process: subprocess.Popen[bytes] | None = None
    stopped = False


def searched(pattern: str, text: str) -> bool:
    """Whether the pattern is found in the text. Raises SearchStoppedError."""
    command = [sys.executable, "-I", "-S", "-c", _PROGRAM]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=quiet, stderr=quiet) as process:
        try:
            _Running.process = process  # before the look: whoever stops it sees one or the other
            if _Running.stopped:
                raise SearchStoppedError("stopped")
            process.communicate(f"{pattern}\0{text}".encode("utf-8", "surrogatepass"), SECONDS)
        except subprocess.TimeoutExpired:
            raise SearchStoppedError(f"`{pattern[:80]}` searched for more than {SECONDS:g} s") from None
        finally:
            _Running.process = None
            process.kill()
    if process.returncode not in (_FOUND, _NOT_FOUND):
        raise SearchStoppedError(f"the search for `{pattern[:80]}` was stopped")
    return process.returncode == _FOUND


def stop() -> None:
    """End the search that runs, and let none begin before `begin`. May be called in a signal handler."""
    _Running.stopped = True
    process = _Running.process
    if process is not None:
        with suppress(OSError):
            process.kill()


def begin() -> None:
    """A new line of the learner's: searches may run again."""
    _Running.stopped = False
