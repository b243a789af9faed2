"""`python -m tests.answers.measure [development] [blind]` prints how well lines are understood.

All lines are asked in a lesson, after a training. A name that the glossary has exactly goes first, as it does in a
conversation; requests go before that. Of the blind lines only numbers are said, and those that are word for word a
voice do not count.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from msgspec import Struct

from tests.answers.questions import blind, questions
from tests.answers.strangers import strangers
from tests.answers.understood import shipped
from tutor.answers.glossary.entries import Glossary
from tutor.core.meaning import Band, Meaning, Situation
from tutor.core.requests import REQUESTS
from tutor.storage.lessons import lessons_directory
from tutor.storage.ready_glossary import ready_glossary
from tutor.storage.voices import head_file, read_voices
from tutor.understanding.encoder import installed
from tutor.understanding.model import MULTILINGUAL, PREFERRED, Understanding
from tutor.understanding.spelling import plain

SITUATION = Situation(trained=True)
KINDS = ("concept", "strangers", "session", "requests", "general", "none")
SETS = ("development", "blind")
ALSO = {"nan": ("err_nan_loss",), "trend": ("=improved",)}
"""By subject of the development questions: what answers them with the learner's own numbers, too."""


class Line(Struct, frozen=True):
    """A line, and the classes that are right, any of them; none of them for what must be refused."""

    text: str
    right: frozenset[str]


class Shares(Struct, frozen=True):
    """Of the lines of one kind, each from 0 to 1."""

    lines: int
    useful: float
    """Right at once, sure or likely."""
    sure: float
    """Right and sure."""
    likely_wrong: float
    sure_wrong: float
    in_three: float
    """A right one is the answer, among the others below it, or among what is offered."""
    taken: float
    """Answered as a question about the session or a request, and that is wrong."""
    offered: float
    """Answered with a choice."""
    refused: float


def right(meaning: Meaning, line: Line) -> bool:
    """Whether what is said at once is right."""
    return meaning.best in line.right


def shares(found: Sequence[tuple[Line, Meaning]]) -> Shares:
    """Raises ZeroDivisionError for no lines."""

    def share(cases: Iterator[bool]) -> float:
        return sum(cases) / len(found)

    return Shares(
        lines=len(found),
        useful=share(right(meaning, line) for line, meaning in found),
        sure=share(right(meaning, line) and meaning.band is Band.SURE for line, meaning in found),
        likely_wrong=share(meaning.band is Band.LIKELY and not right(meaning, line) for line, meaning in found),
        sure_wrong=share(meaning.band is Band.SURE and not right(meaning, line) for line, meaning in found),
        in_three=share(bool(line.right & set(meaning.classes)) for line, meaning in found),
        taken=share(meaning.best[:1] in ("=", "@") and not right(meaning, line) for line, meaning in found),
        offered=share(meaning.band is Band.OFFER for _, meaning in found),
        refused=share(meaning.band is Band.UNKNOWN for _, meaning in found),
    )


def understood(line: Line, understanding: Understanding, situation: Situation = SITUATION) -> Meaning:
    """What is made of a line: a request, what is named exactly, or what it is understood to mean."""
    meaning = understanding(line.text, situation)
    named = () if meaning.best in REQUESTS else glossary().exact(line.text)
    if not named:
        return meaning
    # The number of the session stands in front of the entry where the question is about both.
    both = meaning.best if meaning.best in line.right and meaning.best.startswith("=") else ""
    ids = tuple(entry.id for entry in named)
    best = next((name for name in (both, *ids) if name in line.right), ids[0])
    return Meaning(line.text, Band.SURE, (best, *(each for each in ids if each != best)), 1.0)


@cache
def glossary() -> Glossary:
    return ready_glossary(lessons_directory())


# The lines -----------------------------------------------------------------------------------------------


@cache
def lines(name: str) -> Mapping[str, tuple[Line, ...]]:
    """By kind, the lines of one of the `SETS`."""
    return _development() if name == "development" else _blind()


def _development() -> dict[str, tuple[Line, ...]]:
    asked = questions()
    found: dict[str, list[Line]] = {kind: [] for kind in KINDS}
    found["concept"] = [Line(text, frozenset(wanted)) for text, wanted in asked["answered"].items()]
    found["none"] = [Line(text, frozenset()) for text in asked["unanswered"]]
    found["session"] = [
        Line(text, frozenset({f"={name}", *ALSO.get(name, ())})) for text, name in asked["session"].items()
    ]
    for questioner in strangers().values():
        for text, situations in questioner.items():
            if " / " not in text:  # what goes on from the line before is tried in `test_strangers`
                wanted = _classes(situations["fitted"])
                found[_kind(wanted, situations["fitted"])].append(Line(text, wanted))
    return {kind: tuple(each) for kind, each in found.items() if each}


def _classes(wanted: frozenset[str]) -> frozenset[str]:
    """The classes that the words of `strangers.yaml` stand for."""
    by_word = {"task": "@task", "hint": "@stuck", "trouble": "@trouble"}
    asked = {name for name, request in REQUESTS.items() if {request.entry, request.command} & wanted}
    asked |= {by_word[word] for word in wanted & by_word.keys()}
    if "command" in wanted:
        asked |= {name for name, request in REQUESTS.items() if request.command}
    return frozenset((wanted | asked) - {"nothing", "command", "step", "code", *by_word})


def _kind(classes: frozenset[str], wanted: frozenset[str]) -> str:
    if any(name.startswith("=") for name in classes):
        return "session"
    if any(name.startswith("@") for name in classes):
        return "requests"
    return "strangers" if classes and "nothing" not in wanted else "none"


def _blind() -> dict[str, tuple[Line, ...]]:
    voices = {plain(text) for texts in read_voices(lessons_directory()).values() for text in texts}
    found = {}
    for kind in KINDS:
        told = blind()[kind]
        told = told if isinstance(told, dict) else dict.fromkeys(told, ())
        found[kind] = tuple(
            Line(text, frozenset(right)) for text, right in told.items() if plain(text) not in voices
        )
    return found


def foreign() -> dict[str, tuple[Line, ...]]:
    """By language, the blind lines in it."""
    told: dict[str, dict[str, Any]] = blind()["languages"]
    return {code: tuple(Line(text, frozenset(ids)) for text, ids in asked.items()) for code, asked in told.items()}


# The tables ----------------------------------------------------------------------------------------------


def encoders() -> tuple[str, ...]:
    """Those that are installed and have been trained."""
    return tuple(
        name for name in PREFERRED if installed(name) and (lessons_directory() / head_file(name)).exists()
    )


def rows(name: str, method: str = "") -> list[dict[str, Any]]:
    """For each kind of the lines of a set: what becomes of them, by words and by the encoder `method`."""
    understanding = shipped(*filter(None, [method]))
    return [
        _row(kind, method, shares([(line, understood(line, understanding)) for line in asked]))
        for kind, asked in lines(name).items()
    ]


def foreign_rows() -> list[dict[str, Any]]:
    """The same for each language, by the encoder for them."""
    understanding = shipped(MULTILINGUAL)
    found = []
    for code, asked in foreign().items():
        told = [(line, understanding(line.text, SITUATION)) for line in asked]
        first = sum(bool(set(meaning.classes[:1]) & line.right) for line, meaning in told) / len(told)
        recognised = sum(meaning.language == code or meaning.band is not Band.UNKNOWN for _, meaning in told)
        found.append(_row(code, MULTILINGUAL, shares(told)) | {"first": f"{first:.0%}", "read": recognised})
    return found


def known_languages() -> list[dict[str, Any]]:
    """By language, the share of the blind lines that is known to be in it."""
    from tutor.understanding.language import language

    return [
        {"kind": code, "known": f"{sum(language(line.text) == code for line in asked) / len(asked):.0%}"}
        for code, asked in foreign().items()
    ]


def _row(kind: str, method: str, found: Shares) -> dict[str, Any]:
    names = {"in_three": "in three", "likely_wrong": "likely, wrong", "sure_wrong": "sure, wrong"}
    percent = {names.get(name, name): getattr(found, name) for name in Shares.__struct_fields__[1:]}
    return {"kind": kind, "by": method or "words", "lines": found.lines} | {
        name: f"{value:.1%}" for name, value in percent.items()
    }


def table(found: Sequence[Mapping[str, Any]]) -> str:
    """Rows as a table in Markdown."""
    names = list(found[0])
    cells = [names, ["---"] * len(names), *([str(row[name]) for name in names] for row in found)]
    return "\n".join(f"| {' | '.join(row)} |" for row in cells)


def main(names: Sequence[str]) -> None:
    methods = ("", *encoders())
    for name in names:
        print(f"\n{name}\n")
        print(table([row for method in methods for row in rows(name, method)]), flush=True)
    if "blind" in names:
        print("\nother languages\n")
        print(table(known_languages()))
        if MULTILINGUAL in methods:
            print(table(foreign_rows()))


if __name__ == "__main__":
    main(sys.argv[1:] or SETS)
