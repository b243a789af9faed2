"""/quit leaves. The next start goes on here."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.core.events import Event, Left
from tutor.core.protocols import Command, Context


def run(context: Context, argument: str) -> Iterator[Event]:
    yield Left(kept=context.store.keeps)


COMMAND = Command(name="quit", help="Leave. Next time you go on from here.", run=run, group="tutor")
