"""Keeps the glossary ready to be asked in `lessons/glossary.json`, for reading the YAML files takes long."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from tutor.answers.glossary.entries import Glossary, names_of
from tutor.core.entries import GlossaryEntry
from tutor.storage.lessons import GLOSSARY_FILES, load_glossary

FILE = "glossary.json"


class _Kept(Struct, frozen=True):
    made_of: int
    """CRC-32 of the YAML files."""
    entries: tuple[GlossaryEntry, ...]
    names: Mapping[str, int]


def ready_glossary(directory: Path) -> Glossary:
    """The glossary of a folder of lessons: from `FILE` in 4 ms, or anew in 80 where `FILE` is not, or no longer,
    that of the YAML files. Raises LessonProblems when it is not sound."""
    with suppress(OSError, msgspec.DecodeError):
        kept = msgspec.json.decode((directory / FILE).read_bytes(), type=_Kept)
        if kept.made_of == _checksum(directory):
            return Glossary(kept.entries, kept.names)
    return Glossary(load_glossary(directory))


def made_ready(directory: Path) -> bytes:
    """What `FILE` should hold."""
    entries = tuple(load_glossary(directory))
    return msgspec.json.encode(_Kept(_checksum(directory), entries, names_of(entries))) + b"\n"


def _checksum(directory: Path) -> int:
    files = (directory / name for name in GLOSSARY_FILES)
    return zlib.crc32(b"".join(file.read_bytes() for file in files if file.exists()))
