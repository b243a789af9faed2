"""The places where YAML stumbles over ordinary prose, and what to say of each."""

from __future__ import annotations

import re

import yaml

from tutor.storage.problems import Problem
from tutor.storage.source import Place, Source

DEEPEST = 30
"""Lists and mappings inside one another. The deepest lesson has eight."""
TOO_DEEP = (f"Here {DEEPEST} lists and mappings stand inside one another.", "Make it flatter.")

_ENTRY = re.compile(r"^(?P<indent>\s*)(?P<head>(?:-\s+)*(?:[A-Za-z_][\w-]*:(?:\s+|$))?)(?P<value>.*)$")
_ALIAS = re.compile(r"\*[^\s,\[\]{}]{1,40}")
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


def explain(error: yaml.YAMLError, source: Source) -> Problem:
    """Say what is wrong, and where. Of a file that is no YAML, this is all that can be said."""
    mark = getattr(error, "problem_mark", None)
    detail = getattr(error, "problem", None) or "something here is not YAML"
    if mark is None:
        return source.problem(Place(), f"YAML cannot read this file: {detail}.")
    context = getattr(error, "context_mark", None)
    place = Place(mark.line + 1, mark.column + 1)
    # The scanner looks ahead: what it stumbled over may have begun earlier.
    began = Place(context.line + 1, context.column + 1) if context is not None else place
    line = source.line(place.line)
    if "nesting" in detail or "nesting" in (getattr(error, "context", None) or ""):
        return source.problem(place, *TOO_DEEP)
    if "another document" in detail:
        return source.problem(place, "A second document begins here; a file holds one.", "Remove the line `---`.")
    if "undefined alias" in detail:
        return _alias(source, place)
    if "\t" in line[: len(line) - len(line.lstrip())]:
        tab = Place(place.line, line.index("\t") + 1)
        return source.problem(tab, "A tab indents this line.", "YAML wants spaces: two for each level.")
    if "mapping values" in detail:
        message = "A colon followed by a space stands inside a text, and YAML takes it for a new field."
        return source.problem(place, message, f"{_QUOTE_IT} If it is a field, indent it like its neighbours.")
    return _first_character(source, began, place) or source.problem(
        place,
        f"YAML cannot read this: {detail}.",
        "Look at the indentation and the quotes here and just above.",
    )


def _first_character(source: Source, *places: Place) -> Problem | None:
    for where in places:
        text = source.line(where.line)
        if message := _FIRST_CHARACTERS.get(text[where.column - 1 : where.column]):
            return source.problem(where, message, _QUOTE_IT)
        value = _ENTRY.match(text)
        if value and where.column > value.start("value") and (words := _OPENERS.get(value["value"][:1])):
            return source.problem(Place(where.line, value.start("value") + 1), *words)
    return None


def _alias(source: Source, place: Place) -> Problem:
    found = _ALIAS.match(source.line(place.line), place.column - 1)
    name = found[0][1:] if found else "…"
    message = f"`*{name}` refers to an anchor `&{name}`, and there is none above."
    return source.problem(place, message, "If it is a text, put it in quotes, or under `|`.")
