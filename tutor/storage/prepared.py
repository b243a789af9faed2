"""Keeps what takes long to prepare in a file, and uses it for as long as what it was made of stays the same."""

from __future__ import annotations

import hashlib
import pickle
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


def prepared(path: Path, sources: Iterable[Path], make: Callable[[], T]) -> T:
    """What `make` gives, or gave when the `sources` were the same to the last byte.

    `path` is the file it is kept in. Its folder has to be the learner's own, for a pickle can run anything. A file
    that is damaged, or cannot be written, costs the time to make it anew and nothing else.
    """
    try:
        key = _key(sources)
    except OSError:
        return make()
    # Whatever has become of the file: it can be made anew.
    with suppress(Exception):
        data = path.read_bytes()
        if data.startswith(key):
            kept: T = pickle.loads(data[len(key) :])
            return kept
    value = make()
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = path.with_suffix(".new")
        fresh.write_bytes(key + pickle.dumps(value))
        fresh.replace(path)  # another tutor that reads it now finds it whole
    return value


def _key(sources: Iterable[Path]) -> bytes:
    """Differs when a source does, or the Python that reads it."""
    digest = hashlib.sha256(sys.version.encode())
    for source in sources:
        digest.update(source.read_bytes())
    return digest.digest()
