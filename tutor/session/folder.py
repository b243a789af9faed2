"""The private folder of one session: connection files, sockets, the log. Nothing of it stays behind."""

from __future__ import annotations

import contextlib
import fcntl
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess

PREFIX = "keras-tutor-"
LONGEST_PATH = 80
"""A socket's path may have 104 bytes on macOS, 108 on Linux; this leaves room for its name."""
LOCK = "lock"
WATCHER = """
while read -r group; do held=$group; done
[ -n "$held" ] && kill -s KILL -- "-$held"
rm -rf -- "$1"
"""
"""For `sh`: when nobody holds the other end of its input any more, ends the session and deletes the folder. It is
there for the one death that leaves this process no time to do so, by SIGKILL."""
SETTLED = 60.0
"""Seconds after which a folder without a lock is certainly not one that is just being made."""


class PrivateFolder:
    """A folder that only this user can enter. It holds a lock for as long as its process lives."""

    def __init__(self) -> None:
        import tempfile  # here and below: when the first screen is up

        temporary = tempfile.gettempdir()
        if len(temporary) + len(PREFIX) + 8 > LONGEST_PATH:
            temporary = "/tmp"
        self.path = Path(tempfile.mkdtemp(prefix=PREFIX, dir=temporary))
        """Its mode is 0700."""
        self._lock = os.open(self.path / LOCK, os.O_CREAT | os.O_RDWR, 0o600)
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        self._watcher: subprocess.Popen[bytes] | None = None

    def watch(self, group: int) -> None:
        """Have this process group end with this process, and the folder with it. The latest group counts."""
        import subprocess

        with contextlib.suppress(OSError):  # no `sh`: the folder is swept at the next start
            if self._watcher is None:
                command = ["/bin/sh", "-c", WATCHER, "watcher", str(self.path)]
                quiet = subprocess.DEVNULL
                self._watcher = subprocess.Popen(
                    command, stdin=subprocess.PIPE, stdout=quiet, stderr=quiet, start_new_session=True
                )
            self._tell_watcher(str(group))

    def _tell_watcher(self, line: str) -> None:
        assert self._watcher is not None and self._watcher.stdin is not None
        self._watcher.stdin.write(f"{line}\n".encode())
        self._watcher.stdin.flush()

    def remove(self) -> None:
        """Delete it and all it holds. Safe to call twice."""
        if self._watcher is not None:
            with contextlib.suppress(OSError):
                self._tell_watcher("")
                self._watcher.communicate()
            self._watcher = None
        import shutil

        if self._lock >= 0:
            shutil.rmtree(self.path, ignore_errors=True)
            os.close(self._lock)
            self._lock = -1

    def sweep(self) -> None:
        """Delete what processes left behind that were killed: folders of this user that no one holds."""
        import shutil

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
