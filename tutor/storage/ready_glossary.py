"""Keeps the glossary ready to be asked in `lessons/glossary.json`, for reading the YAML file takes long."""

from __future__ import annotations

import zlib
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from tutor.answers.glossary.entries import Glossary, Prepared, prepare
from tutor.core.course import GlossaryEntry
from tutor.storage.lessons import load_glossary

FILE = "glossary.json"


class _Kept(Struct, frozen=True):
    made_of: int
    """CRC-32 of the YAML file."""
    entries: tuple[GlossaryEntry, ...]
    prepared: Prepared


def ready_glossary(directory: Path) -> Glossary:
    """The glossary of a folder of lessons: from `FILE` in 4 ms, or anew in 80 where `FILE` is not, or no longer,
    that of the YAML file. Raises LessonProblems when it is not sound."""
    with suppress(OSError, msgspec.DecodeError):
        kept = msgspec.json.decode((directory / FILE).read_bytes(), type=_Kept)
        if kept.made_of == _checksum(directory):
            return Glossary(kept.entries, kept.prepared)
    return Glossary(load_glossary(directory))


def made_ready(directory: Path) -> bytes:
    """What `FILE` should hold."""
    entries = tuple(load_glossary(directory))
    kept = _Kept(_checksum(directory), entries, prepare(entries))
    return msgspec.json.encode(kept) + b"\n"


def _checksum(directory: Path) -> int:
    return zlib.crc32((directory / "glossary.yaml").read_bytes())
