"""Files of checkpoints: whole or not at all, for one user only, and never too many."""

from __future__ import annotations

import math
import os
import stat
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tutor.runtime import checkpoints
from tutor.runtime.checkpoints import Checkpoint, Checkpoints

ABOUT = {"history": {"loss": [0.1, math.inf, 1 / 3]}, "epoch": [0, 1, 2]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "kept"


def one(size: int = 4) -> Checkpoint:
    return Checkpoint(ABOUT, {"variable_0": np.arange(size, dtype="float32")})


def keep(folder: Path, key: str, used: int) -> None:
    """Keep a checkpoint that was used last at that second."""
    Checkpoints(folder).save(key, one())
    os.utime(folder / f"{key}.npz", (used, used))


def test_what_was_kept_comes_back_to_the_last_bit(folder: Path) -> None:
    Checkpoints(folder).save("key", one())
    found = Checkpoints(folder).load("key")
    assert found is not None and found.about == ABOUT
    (array,) = found.arrays.values()
    assert array.dtype == "float32" and array.tobytes() == np.arange(4, dtype="float32").tobytes()


def test_what_was_never_kept_is_not_there(folder: Path) -> None:
    assert Checkpoints(folder).load("key") is None


def test_only_this_user_can_enter_and_read(folder: Path) -> None:
    Checkpoints(folder).save("key", one())
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "key.npz").stat().st_mode) == 0o600


def test_the_ones_not_used_for_longest_go_first(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoints, "MOST_FILES", 2)
    keep(folder, "old", 1)
    keep(folder, "older but used", 0)
    Checkpoints(folder).load("older but used")
    Checkpoints(folder).save("new", one())
    assert {path.stem for path in folder.iterdir()} == {"older but used", "new"}


def test_all_files_together_keep_to_their_bound(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(folder, "0", 0)
    monkeypatch.setattr(checkpoints, "MOST_BYTES", 3 * (folder / "0.npz").stat().st_size)
    for number in range(1, 6):
        keep(folder, str(number), number)
    assert {path.stem for path in folder.iterdir()} == {"3", "4", "5"}


def test_one_that_is_too_large_is_not_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoints, "LARGEST", 1000)
    Checkpoints(folder).save("small", one())
    Checkpoints(folder).save("large", one(1000))
    assert [path.stem for path in folder.iterdir()] == ["small"]


def test_what_was_cut_off_in_the_middle_of_writing_goes(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "half.part").write_bytes(b"PK")
    Checkpoints(folder).save("key", one())
    assert [path.name for path in folder.iterdir()] == ["key.npz"]


@pytest.mark.parametrize("array", [np.array([object()]), np.array(["text"])], ids=["objects", "text"])
def test_nothing_but_numbers_is_written(folder: Path, array: np.ndarray[Any, Any]) -> None:
    with pytest.raises(TypeError):
        Checkpoints(folder).save("key", Checkpoint(ABOUT, {"variable_0": array}))
    assert not folder.exists()


def test_what_json_cannot_say_exactly_is_not_written(folder: Path) -> None:
    with pytest.raises(TypeError):
        Checkpoints(folder).save("key", Checkpoint({"loss": np.float32(0.1)}, {}))
    assert not folder.exists()
