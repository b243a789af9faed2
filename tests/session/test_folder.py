"""The private folder of a session, and what becomes of folders that were left behind."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path

import pytest

from tutor.session.folder import LOCK, SETTLED, PrivateFolder


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("tutor.session.folder.LONGEST_PATH", 1000)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def left_behind(temporary: Path, name: str, age: float) -> Path:
    """A folder as a killed process leaves it, last changed `age` seconds ago."""
    folder = temporary / name
    folder.mkdir()
    (folder / LOCK).touch()
    then = time.time() - age
    os.utime(folder, (then, then))
    return folder


def test_only_its_owner_may_enter(temporary: Path) -> None:
    folder = PrivateFolder()
    assert folder.path.parent == temporary
    assert stat.S_IMODE(folder.path.stat().st_mode) == 0o700
    folder.remove()
    folder.remove()
    assert not folder.path.exists()


def test_a_path_too_long_for_sockets_is_avoided(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tutor.session.folder.LONGEST_PATH", 10)
    folder = PrivateFolder()
    assert folder.path.parent == Path("/tmp")
    folder.remove()


def test_what_a_killed_process_left_is_swept(temporary: Path) -> None:
    stale = left_behind(temporary, "keras-tutor-stale", 2 * SETTLED)
    folder = PrivateFolder()
    folder.sweep()
    assert not stale.exists() and folder.path.exists()
    folder.remove()


def test_what_is_alive_new_or_not_ours_is_kept(temporary: Path) -> None:
    alive = PrivateFolder()
    then = time.time() - 2 * SETTLED
    os.utime(alive.path, (then, then))
    new = left_behind(temporary, "keras-tutor-new", 0)
    foreign = left_behind(temporary, "something-else", 2 * SETTLED)
    unlocked = left_behind(temporary, "keras-tutor-notes", 2 * SETTLED)
    (unlocked / LOCK).unlink()
    os.utime(unlocked, (then, then))
    folder = PrivateFolder()
    folder.sweep()
    assert alive.path.exists() and new.exists() and foreign.exists() and unlocked.exists()
    folder.remove()
    alive.remove()
