"""/attach says how another program joins this very session."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from tutor.core.events import Event, Listing, Said, Tone
from tutor.core.protocols import Command, Context


def run(context: Context, argument: str) -> Iterator[Event]:
    file = context.session.connection_file()
    if file is None:
        yield Said("This session cannot be joined from outside.", Tone.NOTE)
        return
    yield Said("A second terminal can join this session. Both see and change the same variables.")
    yield Listing(f"jupyter console --existing {shlex.quote(str(file))}", language="", title="Type this there:")
    yield Said(
        "It needs `pip install jupyter-console`. To leave there, press Ctrl-D and keep the kernel: "
        "`exit` would end the session here, too. After a crash or `/reset`, ask `/attach` again.",
        Tone.NOTE,
    )


COMMAND = Command(name="attach", help="Show how a second terminal joins this session.", run=run, group="session")
