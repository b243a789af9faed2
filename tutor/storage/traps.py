"""The places where YAML stumbles over ordinary prose: what to say of each, and how to read on behind it."""

from __future__ import annotations

import re

import yaml
from msgspec.structs import replace

from tutor.storage.problems import Problem
from tutor.storage.source import Place, Source

_ENTRY = re.compile(r"^(?P<indent>\s*)(?P<head>(?:-\s+)*(?:[A-Za-z_][\w-]*:(?:\s+|$))?)(?P<value>.*)$")
_QUOTE_IT = "Put the text in quotes, or under `|`."

_FIRST_CHARACTERS = {
    "`": "A text cannot start with a backtick.",
    "@": "A text cannot start with `@`.",
    "%": "A text cannot start with `%`.",
    "*": "A text that starts with `*` is a reference to YAML.",
    "&": "A text that starts with `&` is an anchor to YAML.",
    "!": "A text that starts with `!` is a tag to YAML.",
    ",": "A text cannot start with a comma.",
    "]": "A `]` stands here without its `[`.",
    "}": "A `}` stands here without its `{`.",
}
_OPENERS = {
    '"': ("A text goes on after its closing quote, or a quote is never closed.", "Put the whole text under `|`."),
    "'": ("A text goes on after its closing quote, or a quote is never closed.", "Put the whole text under `|`."),
    "[": (
        "This `[` has no `]`, or a comma is missing inside.",
        "If it is a text, put it in quotes, or under `|`.",
    ),
    "{": (
        "This `{` has no `}`, or a comma is missing inside.",
        "If it is a text, put it in quotes, or under `|`.",
    ),
    "|": ("Text stands on the same line as `|`.", "Begin it on the next line, indented."),
    ">": ("Text stands on the same line as `>`.", "Begin it on the next line, indented."),
}


def explain(error: yaml.YAMLError, source: Source, current: Source) -> tuple[Problem, int]:
    """Say what is wrong, and on which line; 0 when reading on makes no sense.

    `current` is the text that YAML was given, `source` the one to quote.
    """
    mark = getattr(error, "problem_mark", None)
    detail = getattr(error, "problem", None) or "something here is not YAML"
    if mark is None:
        return source.problem(Place(), f"YAML cannot read this file: {detail}."), 0
    context = getattr(error, "context_mark", None)
    place = Place(mark.line + 1, mark.column + 1)
    # The scanner looks ahead: what it stumbled over may have begun earlier.
    began = Place(context.line + 1, context.column + 1) if context is not None else place
    line = current.line(place.line)
    if "\t" in line[: len(line) - len(line.lstrip())]:
        tab = Place(place.line, line.index("\t") + 1)
        return source.problem(
            tab, "A tab indents this line.", "YAML wants spaces: two for each level."
        ), place.line
    if "mapping values" in detail:
        return _colon(source, place), place.line
    for where in (began, place):
        text = current.line(where.line)
        if message := _FIRST_CHARACTERS.get(text[where.column - 1 : where.column]):
            return source.problem(where, message, _QUOTE_IT), where.line
        value = _ENTRY.match(text)
        if value and where.column > value.start("value") and (words := _OPENERS.get(value["value"][:1])):
            return source.problem(Place(where.line, value.start("value") + 1), *words), where.line
    message = f"YAML cannot read this: {detail}."
    return source.problem(place, message, "Look at the indentation and the quotes here and just above."), 0


def _colon(source: Source, place: Place) -> Problem:
    message = "A colon followed by a space stands inside a text, and YAML takes it for a new field."
    advice = f"{_QUOTE_IT} If it is a field, indent it like its neighbours."
    return source.problem(place, message, advice)


def repaired(source: Source, line: int) -> int | None:
    """The line whose value has to go so that the rest can be read; None when that cannot be said."""
    text = source.line(line)
    if not text.strip():
        return None
    parent = _parent(source, line)
    if parent and _starts_a_plain_text(source.line(parent)):
        return parent  # the broken line continues a text that began there
    return line if (entry := _ENTRY.match(text)) and entry["head"] else None


def _parent(source: Source, line: int) -> int:
    """The nearest line above whose value could go on here; 0 when there is none."""
    depth = _depth(source.line(line))
    above = (number for number in range(line - 1, 0, -1) if source.line(number).strip())
    return next((number for number in above if _owner_depth(source.line(number)) < depth), 0)


def _starts_a_plain_text(line: str) -> bool:
    entry = _ENTRY.match(line)
    if not entry or not entry["head"] or entry["value"].startswith("#"):
        return False
    return bool(entry["value"]) and entry["value"][0] not in "|>[{\"'"


def blanked(source: Source, line: int) -> Source:
    """The same text with an empty value on that line, and nothing of what continues it."""
    lines = list(source.lines)
    entry = _ENTRY.match(source.line(line))
    if entry is None:
        return source
    lines[line - 1] = f'{entry["indent"].expandtabs(2)}{entry["head"]}""'
    depth = _owner_depth(source.line(line))
    for number in range(line + 1, len(lines) + 1):
        text = source.line(number)
        if text.strip() and _depth(text) <= depth:
            break
        lines[number - 1] = ""
    return replace(source, lines=tuple(lines))


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


def _owner_depth(line: str) -> int:
    """How deep a line's value is owned: its own indentation, and that of the dashes before its field name.

    The last dash of a bare `- text` does not count: there the text is the item itself.
    """
    entry = _ENTRY.match(line)
    if entry is None:
        return _depth(line)
    dashes = len(entry["head"]) - len(entry["head"].lstrip("- "))
    has_name = bool(entry["head"].strip("- "))
    return len(entry["indent"]) + (dashes if has_name else max(0, dashes - 2))
