"""Draws errors and warnings: the human sentence first, then the learner's own lines, then Python's words."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from tutor.core.execution import Died, Error, Warned
from tutor.render.code import highlighted
from tutor.render.look import Look
from tutor.render.prose import Wrapped, gutter, prose

SHOWN_FRAMES = 3
SHOWN_MESSAGE = 300
"""Characters; TensorFlow's messages may run to pages. `/traceback` has it all."""

_KERAS_OPENING = "Exception encountered when calling"
"""What Keras puts in front of the message that matters."""


def error(event: Error, look: Look) -> RenderableType:
    """Explanation, the lines it came from with their numbers, and the exception."""
    parts: list[RenderableType] = [prose(event.explanation, look), Text()] if event.explanation else []
    frames = event.frames[-SHOWN_FRAMES:]
    digits = max((len(str(frame.line)) for frame in frames), default=0)
    for frame in frames:
        source = highlighted(frame.source.strip(), look)[0]
        label = f"line {frame.line}: " if look.spoken else f"{frame.line:>{digits}}  "
        parts += gutter([Text.assemble((label, "secondary"), source)], look)
    parts.append(Wrapped(_exception(event, look), look.measure, Text("  "), Text("    ")))
    parts.append(Text("  /traceback shows all of it.", "secondary"))
    return Group(*parts)


def warned(event: Warned, look: Look) -> RenderableType:
    """What it means, when that is known, and the warning itself, in grey: the code has run."""
    parts: list[RenderableType] = [prose(event.explanation, look), Text()] if event.explanation else []
    plain = Error(event.name, event.message)
    parts.append(Wrapped(_exception(plain, look, "secondary"), look.measure, Text("  "), Text("    ")))
    return Group(*parts)


def _exception(event: Error, look: Look, style: str = "not_yet") -> Text:
    paragraphs = [part for part in event.message.strip().split("\n\n") if not part.startswith(_KERAS_OPENING)]
    message = " ".join(look.text(paragraphs[0] if paragraphs else event.message).split())
    if len(message) > SHOWN_MESSAGE:
        message = message[:SHOWN_MESSAGE].rsplit(" ", 1)[0] + look.text(" …")
    return Text.assemble((event.name, style), f": {message}" if message else "")


def died(event: Died, look: Look) -> RenderableType:
    """The session is gone: what happened, and what to do."""
    return prose(event.reason or "The session has ended.", look, mark=Text("! ", "not_yet"))
