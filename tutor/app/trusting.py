"""Asks the learner before anything of a lesson runs that did not come with the tutor."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tutor.app.here import stdin_here
from tutor.core.course import Lesson
from tutor.core.events import Event, Listing, Said, Tone
from tutor.core.sieve import one_line
from tutor.storage.lessons import Reading
from tutor.storage.packs.merging import own_errors
from tutor.storage.packs.shelf import Pack
from tutor.storage.trust import Trust, what_runs

MOST_LINES, MOST_EXPRESSIONS = 200, 100
"""Of one lesson, that are shown. What is longer is to be read in the file."""
QUESTION = "Run it? Type yes, or anything else to leave: "


def agreed(
    readings: Sequence[Reading[Lesson]],
    home: Path,
    show: Callable[[Event], object],
    *,
    ask: Callable[[], bool] | None = None,
    pack: Pack | None = None,
) -> str:
    """Empty when the learner has agreed to all of these lessons, now or before; else why nothing of them runs.

    `show` draws what they would run, and `ask` waits for the answer; nobody is asked who is at no terminal. To the
    lessons of a `pack` they agree among all its files: a change in any of them is asked about. Raises NoCourse.
    """
    trust, among = Trust(home), pack.digest if pack is not None else ""
    new = [reading for reading in readings if not trust.has(reading.source, among)]
    if not new:
        return ""
    names = ", ".join(one_line(str(reading.source.path)) for reading in new)
    if ask is None:
        ask = asked if sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty() else None
    if ask is None:
        return (
            f"{names}: this lesson did not come with the tutor, and its code would run on this machine. "
            "Nothing of it has been run. Open it once in a terminal to see what it runs, or add --trust if you "
            "know it."
        )
    for reading in new:
        for event in told(reading, pack):
            show(event)
    if not ask():
        return "Nothing of it has been run."
    for reading in new:
        trust.remember(reading.source, among)
    return ""


def told(reading: Reading[Lesson], pack: Pack | None = None) -> Iterator[Event]:
    """Where a lesson comes from and what it would run."""
    runs, errors = what_runs(reading.get()), facts_asked(pack)
    path = one_line(str(reading.source.path.absolute()))
    yield Said("This lesson did not come with the tutor.", Tone.PROBLEM)
    if pack is not None:
        version = f", version {one_line(pack.version)}" if pack.version else ""
        yield Listing(one_line(pack.source), "", f"It belongs to the course {pack.name}{version}, from:")
    yield Listing(path, "", "It is this file:")
    yield from _listed("Before your first line it runs:", runs.setup.split("\n") if runs.setup else [], MOST_LINES)
    yield from _listed("After your lines it evaluates:", runs.expressions, MOST_EXPRESSIONS)
    yield from _listed("When a line fails it evaluates:", errors, MOST_EXPRESSIONS)
    if not runs.setup and not runs.expressions and not errors:
        yield Said("It runs nothing by itself, only the lines of its steps when you press Enter at them.")
    else:
        yield Said(
            "The lines of its steps run when you press Enter at them, or skip them. All of it runs on this "
            "machine, as you: it can read, change and delete what you can."
        )


def facts_asked(pack: Pack | None) -> tuple[str, ...]:
    """The expressions by which a course's own explanations of errors ask the session; each once."""
    entries = own_errors(pack.directory).value or () if pack is not None else ()
    return tuple(dict.fromkeys(expression for entry in entries for expression in entry.facts.values()))


def _listed(title: str, lines: Sequence[str], most: int) -> Iterator[Event]:
    if lines:
        yield Listing("\n".join(lines[:most]), title=title)
    if len(lines) > most:
        left = len(lines) - most
        yield Said(f"{left:,} more are not shown here. Read them in the file before you agree.", Tone.PROBLEM)


def asked() -> bool:
    """Whether the learner types yes. Raises KeyboardInterrupt when they would rather leave."""
    sys.stdout.write(f"\n  {QUESTION}")
    sys.stdout.flush()
    return stdin_here().readline().strip().lower() in ("y", "yes")
