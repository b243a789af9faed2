"""The chat itself: read a line, answer it, until the learner leaves."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from types import FrameType

from tutor.conversation import Conversation
from tutor.core.events import Event, Left
from tutor.core.execution import InputRequested, Paused
from tutor.core.steering import question, refusal, wish_in
from tutor.terminal.input import Input

Listener = Callable[[Event], None]


def chat(
    conversation: Conversation,
    make_input: Callable[[], AbstractContextManager[Input]],
    listeners: Sequence[Listener],
    typed: Callable[[str], None] = lambda text: None,
) -> Left:
    """Talk until the learner leaves, by /quit, Ctrl-D or the end of a pipe. Says where they want to go next.

    `make_input` is called when the first screen is up: an editor takes its time to load. `typed` hears each line
    before it is answered: the screen has changed under the view.
    """
    with ctrl_c(conversation.interrupt):
        for event in conversation.open():
            for listener in listeners:
                listener(event)
        with make_input() as reader:
            left = None
            while left is None:
                try:
                    with ctrl_c(drop_the_line):
                        text = reader.read()
                except KeyboardInterrupt:
                    continue
                except EOFError:
                    left = _tell(conversation.leave(), conversation, reader, listeners)
                    break
                typed(text)
                left = _tell(conversation.respond(text), conversation, reader, listeners)
    return left or Left()


def _tell(
    events: Iterator[Event], conversation: Conversation, reader: Input, listeners: Sequence[Listener]
) -> Left | None:
    """Pass events on; answer `input()`. Says where to go when one of the events is Left."""
    left = None
    for event in events:
        for listener in listeners:
            listener(event)
        if isinstance(event, InputRequested):
            try:
                with ctrl_c(drop_the_line):
                    answer = reader.ask(event.prompt, event.password)
                conversation.session.reply_input(answer)
            except (EOFError, KeyboardInterrupt):
                conversation.interrupt()
        elif isinstance(event, Paused):
            with ctrl_c(drop_the_line):
                _go_on(event, conversation, reader)
        elif isinstance(event, Left):
            left = event
    return left


def _go_on(paused: Paused, conversation: Conversation, reader: Input) -> None:
    """Ask how a training that waits is to go on: Enter as it is, a number with that learning rate."""
    prompt = question(paused)
    try:
        while (answer := reader.ask(prompt, apart=True).strip()) and wish_in(answer, paused) is None:
            prompt = f"{refusal(answer, paused)} "
        conversation.session.steer(wish_in(answer, paused) or "go")
    except EOFError:
        conversation.session.steer("go")
    except KeyboardInterrupt:
        conversation.interrupt()


def drop_the_line() -> None:
    """What Ctrl-C does while a line is read."""
    raise KeyboardInterrupt


@contextmanager
def ctrl_c(action: Callable[[], None]) -> Iterator[None]:
    """What Ctrl-C does for a while. At no time does it end the tutor, wherever it strikes."""

    def act(number: int, frame: FrameType | None) -> None:
        action()

    before = signal.signal(signal.SIGINT, act)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
