"""The chat itself: read a line, answer it, until the learner leaves."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

from tutor.conversation import Conversation
from tutor.core.events import Event, InputRequested, Left
from tutor.core.protocols import Session
from tutor.terminal.input import Input

Listener = Callable[[Event], None]


def chat(
    conversation: Conversation,
    reader: Input,
    listeners: Sequence[Listener],
    typed: Callable[[str], None] = lambda text: None,
) -> Left:
    """Talk until the learner leaves, by /quit, Ctrl-D or the end of a pipe. Says where they want to go next.

    `typed` hears each line before it is answered: the screen has changed under the view.
    """
    left = _tell(conversation.open(), conversation.session, reader, listeners)
    while left is None:
        try:
            text = reader.read()
        except KeyboardInterrupt:
            continue
        except EOFError:
            left = Left()
            for listener in listeners:
                listener(left)
            break
        typed(text)
        with interrupts_go_to(conversation.session):
            left = _tell(conversation.respond(text), conversation.session, reader, listeners)
    return left


def _tell(events: Iterator[Event], session: Session, reader: Input, listeners: Sequence[Listener]) -> Left | None:
    """Pass events on; answer `input()`; stop at Left."""
    left = None
    for event in events:
        for listener in listeners:
            listener(event)
        if isinstance(event, InputRequested):
            try:
                session.reply_input(reader.ask(event.prompt, event.password))
            except (EOFError, KeyboardInterrupt):
                session.interrupt()
        elif isinstance(event, Left):
            left = event
    return left


@contextmanager
def interrupts_go_to(session: Session) -> Iterator[None]:
    """While code runs, Ctrl-C is the session's affair: a KeyboardInterrupt here could get lost on its way."""

    def interrupt(number: int, frame: FrameType | None) -> None:
        session.interrupt()

    before = signal.signal(signal.SIGINT, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
