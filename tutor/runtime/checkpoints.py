"""Keeps what finished trainings led to, as files: arrays and JSON, never pickled objects."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

MOST_BYTES = 128 * 2**20
"""Of all files together, for one lesson. The ones not used for longest go first."""
MOST_FILES = 200
LARGEST = MOST_BYTES // 4
"""Bytes of one checkpoint. A larger one is not kept, and its training is repeated."""

ABOUT = "about"
"""The array that holds the JSON, as bytes: so one file is the whole checkpoint."""
DIGEST = "digest"
"""The array that holds SHA-256 of all the others: who has changed a weight has not changed this."""
SUFFIX = ".npz"
UNFINISHED = ".part"


@dataclass(frozen=True)
class Checkpoint:
    """What a training led to."""

    about: Mapping[str, Any]
    """Plain JSON. Floats come back to the last bit, nan and the infinities, too."""
    arrays: Mapping[str, np.ndarray[Any, Any]]
    """Numbers only. No name is `about` or `digest`."""


class Checkpoints:
    """A folder of checkpoints that only this user can enter. It is made when the first one is kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def has(self, key: str) -> bool:
        """Whether there is a file under this key, be it damaged."""
        return (self._folder / f"{key}{SUFFIX}").exists()

    def load(self, key: str) -> Checkpoint | None:
        """The checkpoint under this key; None when there is none, or when the file is damaged or was changed."""
        path = self._folder / f"{key}{SUFFIX}"
        try:
            with np.load(path, allow_pickle=False) as file:
                arrays = dict(file)  # reads every byte, and compares it with the file's own check sums
            if arrays.pop(DIGEST).tobytes() != digest(arrays):
                return None
            about = json.loads(arrays.pop(ABOUT).tobytes())
            os.utime(path)  # used just now
        except Exception:  # whatever else the bytes may be
            return None
        return Checkpoint(about, arrays)

    def save(self, key: str, checkpoint: Checkpoint) -> None:
        """Keep it, whole or not at all. Raises TypeError for what is not plain, and OSError."""
        arrays = {**checkpoint.arrays, ABOUT: np.frombuffer(json.dumps(checkpoint.about).encode(), np.uint8)}
        if any(array.dtype.kind not in "biuf" for array in arrays.values()):
            raise TypeError("not numbers")
        if sum(array.nbytes for array in arrays.values()) > LARGEST:
            return
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, unfinished = tempfile.mkstemp(suffix=UNFINISHED, dir=self._folder)  # its mode is 0600
        try:
            with os.fdopen(descriptor, "wb") as file:
                np.savez(file, allow_pickle=False, **arrays, **{DIGEST: np.frombuffer(digest(arrays), np.uint8)})
            Path(unfinished).replace(self._folder / f"{key}{SUFFIX}")
        finally:
            Path(unfinished).unlink(missing_ok=True)  # a full disk has room again
        self._drop_oldest()

    def _drop_oldest(self) -> None:
        """Keep to the bounds. What was cut off in the middle of writing goes, too."""
        for path in self._folder.glob(f"*{UNFINISHED}"):
            path.unlink(missing_ok=True)
        found = []
        for path in self._folder.glob(f"*{SUFFIX}"):
            with contextlib.suppress(FileNotFoundError):  # another tutor may have dropped it
                about = path.stat()
                found.append((about.st_mtime_ns, about.st_size, path))
        total = 0
        for number, (_, size, path) in enumerate(sorted(found, reverse=True), 1):
            total += size
            if total > MOST_BYTES or number > MOST_FILES:
                path.unlink(missing_ok=True)


def digest(arrays: Mapping[str, np.ndarray[Any, Any]]) -> bytes:
    """SHA-256 of names, kinds, shapes and numbers."""
    found = hashlib.sha256()
    for name, array in sorted(arrays.items()):
        found.update(f"{name}\0{array.dtype.str}\0{array.shape}\0".encode())
        found.update(np.ascontiguousarray(array).tobytes())
    return found.digest()
