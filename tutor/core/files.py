"""Opens the learner's files: never one that hangs or has no end, and none that others on the machine can read."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

MOST_BYTES = 10_000_000
"""Of one file that is read whole."""
PRIVATE = 0o600
PROGRESS = "progress.db"
"""The file by which a folder is known to be the tutor's."""


def opened(path: Path, flags: int) -> int:
    """A descriptor of a regular file, which is made 0600 where `flags` says so. Raises OSError, for a pipe or a
    device, too: whoever reads one may wait for ever."""
    descriptor = os.open(path, flags | os.O_NONBLOCK | os.O_CLOEXEC, PRIVATE)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, "it is no regular file", str(path))
    return descriptor


def read_bytes(path: Path, most: int = MOST_BYTES) -> bytes:
    """All of a regular file, or its first `most` bytes. Raises OSError, and ValueError for a name that is none."""
    with os.fdopen(opened(path, os.O_RDONLY), "rb") as file:
        return file.read(most)


def read_text(path: Path) -> str:
    """The same as text; bytes that are no UTF-8 become question marks."""
    return read_bytes(path).decode("utf-8", "replace")


def write_private(path: Path, text: str) -> None:
    """Put a text in place of what the file held, whole or not at all, for its owner alone. Raises OSError."""
    import tempfile  # reading needs none of it

    make_private(path.parent)
    descriptor, unfinished = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)  # its mode is 0600
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace") as file:
            file.write(text)
        Path(unfinished).replace(path)
    finally:
        Path(unfinished).unlink(missing_ok=True)


def append_private(path: Path, data: bytes) -> int:
    """Add this at the end, in one piece, so that two tutors never mix theirs; how many bytes. Raises OSError."""
    make_private(path.parent)
    descriptor = opened(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    try:
        os.fchmod(descriptor, PRIVATE)
        return os.write(descriptor, data)
    finally:
        os.close(descriptor)


def make_private(directory: Path) -> None:
    """Make the folder, and close it to others when it is the tutor's alone: new, empty, or with progress in it.

    Raises OSError. What somebody has pointed the tutor to, a home directory for one, stays as open as it is.
    """
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    with suppress(OSError):
        about = directory.stat()
        if about.st_uid != os.getuid() or not about.st_mode & 0o077:
            return
        if (directory / PROGRESS).exists() or next(directory.iterdir(), None) is None:
            directory.chmod(0o700)


def beside(file: Path, name: str) -> Path | None:
    """The file of that name in the folder of another one, or below; None for one that leads out of it, by whatever
    way: `..`, a whole path, a link."""
    if not name or "\0" in name or Path(name).is_absolute():
        return None
    folder = file.parent.resolve()
    found = (folder / name).resolve()
    return found if found.is_relative_to(folder) else None
