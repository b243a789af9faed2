"""Keeps what a cell gave, as far as a notebook can show it again."""

from __future__ import annotations

from collections.abc import Sequence

from tutor.core.drawings import Figure
from tutor.core.events import Event
from tutor.core.execution import Display, Error, Stream
from tutor.core.own_file import Output
from tutor.core.pictures import as_svg

MOST_TEXT = 20_000
"""Characters that one cell printed, of which the first are kept."""
MOST = 50
"""Outputs of one cell."""


def outputs_of(events: Sequence[Event]) -> tuple[Output, ...]:
    """In order; what was printed in one go is one."""
    outputs: list[Output] = []
    for event in events:
        _gather(event, outputs)
    return tuple(outputs[:MOST])


def _gather(event: Event, outputs: list[Output]) -> None:
    match event:
        case Stream(text=text, name="stdout"):
            printed = outputs.pop().text if outputs and outputs[-1].kind == "printed" else ""
            outputs.append(Output("printed", (printed + text)[:MOST_TEXT]))
        case Display(text=text):
            outputs.append(Output("value", text[:MOST_TEXT]))
        case Figure():
            outputs.append(Output("svg", as_svg(event)))
        case Error(name=name, message=message):
            outputs.append(Output("error", f"{name}: {message}"))
        case _:
            pass
