"""Takes a docstring apart, in the styles of Keras and NumPy: what a thing is, and what its parameters are."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Mapping
from functools import cache

from msgspec import Struct, field

_KERAS_HEAD = re.compile(r"^(?P<name>[A-Z][\w -]*):\s*$")
_NUMPY_RULE = re.compile(r"^-{3,}\s*$")
_KERAS_ITEM = re.compile(r"^[-*]?\s*`?(?P<names>\*{0,2}\w+(?:, \*{0,2}\w+)*)`?(?: \([^)]*\))?: ?(?P<text>.*)$")
_NUMPY_ITEM = re.compile(r"^(?P<names>\*{0,2}\w+(?:, ?\*{0,2}\w+)*)(?: ?: (?P<text>.*))?$")
_PARAMETERS = frozenset({"Args", "Arguments", "Parameters", "Other Parameters"})
_MARKS = (
    (re.compile(r":\w+:`~?\.?([^`]+)`"), r"`\1`"),
    (re.compile(r"``([^`]+)``"), r"`\1`"),
    (re.compile(r"\{\{\w+\}\}"), ""),
    (re.compile(r"^\.\. \w+::.*(?:\n[ \t]+.*)*", re.MULTILINE), ""),
)
"""Marks of reStructuredText and of Keras's own, and what they are in Markdown."""


class Docstring(Struct, frozen=True):
    """What a docstring says, as Markdown on single lines."""

    summary: str = ""
    """Its first paragraph; a signature in front of it is left out."""
    parameters: Mapping[str, str] = field(default_factory=dict)
    """By name, in order. With NumPy the type stands first: `int, optional. How many numbers to make.`"""


@cache
def read_docstring(text: str) -> Docstring:
    """Take a docstring apart. Whatever follows no known style is left out; never raises."""
    text = inspect.cleandoc(text)
    for mark, markdown in _MARKS:
        text = mark.sub(markdown, text)
    sections = list(_sections(text.splitlines()))
    paragraphs = [_joined(lines) for lines in _paragraphs(sections[0][1])] if sections else []
    prose = [each for each in paragraphs if not re.match(r"^[\w.]+\(.*\)$", each)]
    parameters: dict[str, str] = {}
    for name, lines in sections:
        if name in _PARAMETERS:
            for parameter, said in _items(lines):
                parameters.setdefault(parameter, said)
    return Docstring(prose[0] if prose else "", parameters)


def _sections(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    """The name of each section and its lines; the first one has no name."""
    name, gathered = "", list[str]()
    for place, line in enumerate(lines):
        following = lines[place + 1] if place + 1 < len(lines) else ""
        head = _KERAS_HEAD.match(line)
        if head or (line and not line[0].isspace() and _NUMPY_RULE.match(following)):
            yield name, gathered
            name, gathered = head["name"] if head else line.strip(), []
        elif not _NUMPY_RULE.match(line):
            gathered.append(line)
    yield name, gathered


def _paragraphs(lines: list[str]) -> Iterator[list[str]]:
    gathered: list[str] = []
    for line in [*lines, ""]:
        if line.strip():
            gathered.append(line)
        elif gathered:
            yield gathered
            gathered = []


def _items(lines: list[str]) -> Iterator[tuple[str, str]]:
    """The parameters of one section, each with all that is said of it."""
    written = [line for line in lines if line.strip()]
    depth = min((_indentation(line) for line in written), default=0)
    names, gathered = list[str](), list[str]()
    for line in written:
        pattern = _NUMPY_ITEM if depth == 0 else _KERAS_ITEM
        if _indentation(line) == depth and (item := pattern.match(line.strip())):
            yield from ((name, _joined(gathered)) for name in names)
            names = [name.strip(" *") for name in item["names"].split(",")]
            kind = (item["text"] or "").strip()
            gathered = [f"{kind}." if kind and depth == 0 else kind]
        else:
            gathered.append(line)
    yield from ((name, _joined(gathered)) for name in names)


def _joined(lines: list[str]) -> str:
    """Lines as one paragraph; a list in it becomes part of the sentence."""
    return " ".join(" ".join(lines).split())


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip())


def shortened(text: str, at_least: int) -> str:
    """The text up to the first full stop behind `at_least` characters that ends a sentence."""
    for stop in re.finditer(r"\.(?=\s+[A-Z`]|\s*$)", text):
        if stop.end() >= at_least and text.count("`", 0, stop.start()) % 2 == 0:
            return text[: stop.end()]
    return text
