"""/glossary leafs through what the tutor can explain: topics, the terms of one, or a single term."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.core.events import Event
from tutor.core.protocols import Command, Context


def run(context: Context, argument: str) -> Iterator[Event]:
    yield from context.browse(argument)


COMMAND = Command(
    name="glossary",
    help="List what I can explain, or explain a term.",
    run=run,
    usage="/glossary [TERM]",
    examples=("/glossary", "/glossary bias", "/glossary pictures"),
    group="tutor",
)
