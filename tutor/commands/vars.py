"""/vars lists the session's variables: name, what it is, shape or value."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.core.drawings import Column, Table
from tutor.core.events import Event, Said, Tone
from tutor.core.facts import FailedFacts, Variables, VariablesFacts
from tutor.core.protocols import Command, Context
from tutor.core.summary import in_short, what_it_is

MOST = 100
"""Rows shown."""


def run(context: Context, argument: str) -> Iterator[Event]:
    (facts,) = context.facts(Variables())
    if isinstance(facts, FailedFacts):
        yield Said("The session cannot be asked just now. Try again in a moment.", Tone.PROBLEM)
        return
    known = facts.variables if isinstance(facts, VariablesFacts) else {}
    if not known:
        yield Said("No variables yet.", Tone.NOTE)
        return
    rows = tuple((name, what_it_is(each), in_short(each)) for name, each in list(known.items())[:MOST])
    note = f"and {len(known) - MOST} more" if len(known) > MOST else ""
    yield Table((Column("name"), Column("what it is"), Column("shape or value")), rows, note=note)


COMMAND = Command(name="vars", help="List your variables.", run=run, group="session", asks_session=True)
