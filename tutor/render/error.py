"""Draws errors and warnings: the human sentence first, then the learner's own lines, then Python's words."""

from __future__ import annotations

import re

from rich.console import Group, RenderableType
from rich.text import Text

from tutor.core.execution import Died, Error, Frame, Warned
from tutor.render.code import highlighted
from tutor.render.look import Look
from tutor.render.prose import Wrapped, gutter, prose

SHOWN_FRAMES = 3
SHOWN_MESSAGE = 300
"""Characters; TensorFlow's messages may run to pages. `/traceback` has it all."""

_KERAS_OPENING = "Exception encountered when calling"
"""What Keras puts in front of the message that matters."""
_GRAPH_OPENING = "Graph execution error"
"""What TensorFlow begins with when the trouble came up inside of a `fit`; the message comes much later."""
_NODE = re.compile(r"\s*\[\[\{\{node")
_INSIDE = re.compile(r"\{\{(?:function_)?node [^}]*\}\} ?| ?\[Op:\w+\](?: name: *)?")
"""Names from the insides of TensorFlow."""


def error(event: Error, look: Look) -> RenderableType:
    """Explanation, the lines it came from with their numbers, and the exception."""
    parts: list[RenderableType] = [prose(event.explanation, look), Text()] if event.explanation else []
    frames = event.frames[-SHOWN_FRAMES:]
    digits = max((len(str(frame.line)) for frame in frames), default=0)
    for frame in frames:
        source = highlighted(frame.source.strip(), look)[0]
        label = f"line {frame.line}: " if look.spoken else f"{frame.line:>{digits}}  "
        parts += gutter([Text.assemble((label, "secondary"), source)], look)
        if mark := _mark(frame, look):
            parts += gutter([Text(" " * len(label) + mark, "not_yet")], look)
    parts.append(Wrapped(_exception(event, look), look.measure, Text("  "), Text("    ")))
    parts.append(Text("  /traceback shows all of it.", "secondary"))
    return Group(*parts)


def warned(event: Warned, look: Look) -> RenderableType:
    """What it means, when that is known, and the warning itself, in grey: the code has run."""
    parts: list[RenderableType] = [prose(event.explanation, look), Text()] if event.explanation else []
    plain = Error(event.name, event.message)
    parts.append(Wrapped(_exception(plain, look, "secondary"), look.measure, Text("  "), Text("    ")))
    return Group(*parts)


def _mark(frame: Frame, look: Look) -> str:
    """What stands below the sign at which Python stopped reading; spoken, in words; empty when nobody knows it."""
    place = frame.column - 1 - (len(frame.source) - len(frame.source.lstrip()))
    if frame.column < 1 or not 0 <= place <= len(frame.source.strip()):
        return ""
    return f"at column {frame.column}" if look.spoken else " " * place + "^"


def _exception(event: Error, look: Look, style: str = "not_yet") -> Text:
    message = " ".join(look.text(_that_matters(event.message)).split())
    if len(message) > SHOWN_MESSAGE:
        message = message[:SHOWN_MESSAGE].rsplit(" ", 1)[0] + look.text(" …")
    return Text.assemble((event.name, style), f": {message}" if message else "")


def _that_matters(message: str) -> str:
    """The part of a message that says what was wrong; Keras and TensorFlow put a lot around it."""
    node = _NODE.search(message)
    if message.startswith(_GRAPH_OPENING) and node:
        message = message[: node.start()].strip().rpartition("\n")[2]
    message = _INSIDE.sub("", message.strip())
    paragraphs = [part for part in message.split("\n\n") if not part.startswith(_KERAS_OPENING)]
    return paragraphs[0] if paragraphs else message


def died(event: Died, look: Look) -> RenderableType:
    """The session is gone: what happened, and what to do."""
    return prose(event.reason or "The session has ended.", look, mark=Text("! ", "not_yet"))
