"""Reads a file as text, or says why it is none."""

from __future__ import annotations

import re
from pathlib import Path

from msgspec import Struct

from tutor.core.files import read_bytes
from tutor.storage.problems import Problem, Severity

LARGEST = 1_000_000
"""Bytes. The longest lesson has about 20,000."""
# YAML's own idea of a line break and of a printable character (YAML 1.1, chapters 4.2 and 5.1).
_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
# Those that are not printable: as a list of those that are, `re` takes 4 ms to compile it.
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)
"""Characters that nobody sees, and those that turn the order in which a line is read."""


class Place(Struct, frozen=True):
    """A place in a file, line and column counted from 1; both 0 for the file as a whole."""

    line: int = 0
    column: int = 0


class Source(Struct, frozen=True):
    """The text of one file."""

    path: Path
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def line(self, number: int) -> str:
        """The line of that number, counted from 1; empty for one that does not exist."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def problem(
        self, place: Place, message: str, suggestion: str = "", severity: Severity = Severity.ERROR
    ) -> Problem:
        """A problem at that place, with its line."""
        line = self.line(place.line)
        return Problem(self.path, place.line, place.column, message, line, suggestion, severity)


def invisible(found: re.Match[str]) -> str:
    """What is said of a character that `UNPRINTABLE` has found."""
    return f"The invisible character U+{ord(found.group()):04X} stands here."


def split_lines(text: str) -> tuple[str, ...]:
    """The lines as YAML counts them."""
    return tuple(_BREAK.split(text))


def read_source(path: Path, stop_at: str = "") -> Source | Problem:
    """The file's text, or what is in the way. With `stop_at`, what stands above the line that begins so."""
    try:
        data = read_bytes(path, LARGEST + 1)
    except FileNotFoundError:
        return Problem(path, 0, 0, "There is no such file.")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return Problem(path, 0, 0, f"The file cannot be read: {reason}.")
    if stop_at:
        data = data.partition(f"\n{stop_at}".encode())[0]
    return source_of(data, path)


def source_of(data: bytes, path: Path) -> Source | Problem:
    """The text that these bytes are, or why they are none."""
    if len(data) > LARGEST:
        return Problem(path, 0, 0, f"The file is larger than {LARGEST:,} bytes.", suggestion="Split it.")
    if b"\0" in data:
        return Problem(path, 0, 0, "This is not a text file.", suggestion="Save it as text, in UTF-8.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        lines = split_lines(data[: error.start].decode("utf-8-sig", "replace"))
        message = f"The byte 0x{data[error.start]:02x} is not UTF-8."
        advice = "Save the file as UTF-8."
        return Problem(path, len(lines), len(lines[-1]) + 1, message, lines[-1], advice)
    source = Source(path, split_lines(text))
    if found := UNPRINTABLE.search(text):
        before = split_lines(text[: found.start()])
        place = Place(len(before), len(before[-1]) + 1)
        return source.problem(place, invisible(found), "Delete it.")
    return source
