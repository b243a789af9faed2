"""What this process stands in: its streams, its environment, its window."""

from __future__ import annotations

import io
import os
import shutil
import sys
from contextlib import suppress
from typing import TextIO

from tutor.terminal.caps import Caps, detect


def caps_here(*, plain: bool = False, ascii: bool = False, typed: bool = True) -> Caps:
    """What this terminal can do. `typed` is False when nobody's typing is read: the output is a page then."""
    flags = [flag for flag, wanted in (("--plain", plain), ("--ascii", ascii)) if wanted]
    stdin_tty = typed and sys.stdin is not None and sys.stdin.isatty()
    return detect(os.environ, stdin_tty, sys.stdout.isatty(), sys.stdout.encoding, size_here(), flags)


def stdin_here() -> TextIO:
    """The standard input. Bytes that are no text become question marks; a closed one is an empty one."""
    if sys.stdin is None:
        return io.StringIO()
    if isinstance(sys.stdin, io.TextIOWrapper) and sys.stdin.errors != "replace":
        sys.stdin.reconfigure(errors="replace")
    return sys.stdin


def size_here() -> tuple[int, int]:
    """Columns and lines of the window, zeros when there is none.

    The window itself is asked first: an environment that tells its size does not follow when it changes.
    """
    with suppress(OSError, ValueError, AttributeError):  # no terminal, a closed stream, none at all
        columns, lines = os.get_terminal_size(sys.stdout.fileno())
        if columns and lines:
            return columns, lines
    columns, lines = shutil.get_terminal_size((0, 0))
    return columns, lines
