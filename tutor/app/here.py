"""What this process stands in: its streams, its environment, its window."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Sequence
from contextlib import suppress
from itertools import islice
from typing import TextIO

from tutor.core.sieve import one_line
from tutor.terminal.caps import Caps, detect

LIBRARIES = frozenset(
    {
        *("tensorflow", "keras", "numpy", "matplotlib", "pandas", "sklearn", "scipy", "h5py", "IPython", "yaml"),
        *("ipykernel", "zmq", "rich", "prompt_toolkit", "plotext", "msgspec", "platformdirs", "classroom"),
    }
)
"""Modules, beside Python's own, by which lessons and learners call a library."""
MOST_ENTRIES = 10_000
"""Names of the folder that are looked at."""


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


def shadowing(folder: str = ".") -> list[str]:
    """The files and packages in the learner's folder that have the name of a library, by file name."""
    libraries = sys.stdlib_module_names | LIBRARIES
    found = []
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in islice(entries, MOST_ENTRIES):
            name = entry.name.removesuffix(".py")
            is_module = name != entry.name or os.path.exists(os.path.join(folder, name, "__init__.py"))  # noqa: PTH110, PTH118
            if name in libraries and is_module:
                found.append(entry.name)
    return sorted(found)


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


def shadowed(names: Sequence[str]) -> str:
    """What is said of files in the learner's folder that have the name of a library."""
    shown = ", ".join(f"`{one_line(name)}`" for name in names[:5]) + (" and more" if len(names) > 5 else "")
    have, it = ("have names", "them") if len(names) > 1 else ("has the name", "it")
    return f"{shown} in this folder {have} of a library, which `import` gives. To import {it}, give another name."
