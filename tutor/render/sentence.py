"""Draws single sentences: what the tutor says by the way, what it waits for, and how a run was cut short."""

from __future__ import annotations

from rich.console import RenderableType
from rich.text import Text

from tutor.core.events import Left, Said, Tone
from tutor.core.execution import Cut, Done, Status, Stopping, Waiting
from tutor.render.look import Look
from tutor.render.prose import prose


def said(event: Said, look: Look) -> RenderableType:
    """A sentence in its tone of voice."""
    match event.tone:
        case Tone.PROBLEM:
            return prose(event.text, look, mark=Text("! ", "not_yet"))
        case Tone.NOTE:
            return prose(event.text, look, style="secondary")
        case Tone.TEXT:
            return prose(event.text, look)


def waiting(event: Waiting, look: Look) -> RenderableType:
    """One grey line."""
    return prose(event.reason, look, style="secondary")


def done(event: Done, look: Look) -> RenderableType | None:
    """Nothing, but for a run that was cut short."""
    if event.status is not Status.INTERRUPTED:
        return None
    text = "Stopped. What had run by then stays."
    if event.line:
        text = f"Stopped in line {event.line}. What had run by then stays; when the session is rebuilt, what was "
        text += "stopped does not run again."
    return prose(text, look, style="secondary")


def stopping(event: Stopping, look: Look) -> RenderableType:
    """One grey line: what the next Ctrl-C will do."""
    return prose(event.text, look, style="secondary")


def cut(event: Cut, look: Look) -> RenderableType:
    """Where something is missing from the output, and how much."""
    size = f"{event.characters / 1e6:,.1f} MB" if event.characters >= 50_000 else f"{event.characters} characters"
    begins = "… too much to show. The code goes on, and its last lines follow when it is done."
    text = f"Of what was printed, {size} in the middle are left out." if event.characters else begins
    return prose(text, look, style="secondary")


def left(event: Left, look: Look) -> RenderableType | None:
    """The last line on the screen; None when another lesson opens right away."""
    if event.next_lesson:
        return None
    text = "Everything is saved. Next time it goes on from here." if event.kept else "Nothing of this is kept."
    return prose(text, look, style="secondary")
