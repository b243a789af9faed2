"""The private folder of one session: connection files, sockets, the log. Nothing of it stays behind."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
import time
from pathlib import Path

PREFIX = "keras-tutor-"
LONGEST_PATH = 80
"""A socket's path may have 104 bytes on macOS, 108 on Linux; this leaves room for its name."""
LOCK = "lock"
SETTLED = 60.0
"""Seconds after which a folder without a lock is certainly not one that is just being made."""


class PrivateFolder:
    """A folder that only this user can enter. It holds a lock for as long as its process lives."""

    def __init__(self) -> None:
        temporary = tempfile.gettempdir()
        if len(temporary) + len(PREFIX) + 8 > LONGEST_PATH:
            temporary = "/tmp"
        self.path = Path(tempfile.mkdtemp(prefix=PREFIX, dir=temporary))
        """Its mode is 0700."""
        self._lock = os.open(self.path / LOCK, os.O_CREAT | os.O_RDWR, 0o600)
        fcntl.flock(self._lock, fcntl.LOCK_EX)

    def remove(self) -> None:
        """Delete it and all it holds. Safe to call twice."""
        if self._lock >= 0:
            shutil.rmtree(self.path, ignore_errors=True)
            os.close(self._lock)
            self._lock = -1

    def sweep(self) -> None:
        """Delete what processes left behind that were killed: folders of this user that no one holds."""
        for folder in self.path.parent.glob(f"{PREFIX}*"):
            if folder != self.path and abandoned(folder):
                shutil.rmtree(folder, ignore_errors=True)


def abandoned(folder: Path) -> bool:
    """Whether the folder is this user's, not brand new, and its process has ended."""
    try:
        about = folder.stat()
        if about.st_uid != os.getuid() or time.time() - about.st_mtime < SETTLED:
            return False
        lock = os.open(folder / LOCK, os.O_RDWR)
    except OSError:  # not one of ours, or being removed by someone else at this moment
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    finally:
        os.close(lock)
    return True
