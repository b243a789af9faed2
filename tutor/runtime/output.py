"""Keeps what one cell shows within bounds: its beginning as it comes, its end when it is over, a word on the rest.

A loop may print for ever, and what nobody has read yet lies in somebody's memory. So the bound is here, at the
source, and nothing behind it has to drop anything.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
import os
import sys
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from .codec import EVENT

BUDGET = 1_000_000
"""Characters of one cell that go out as they come."""
TAIL = 20_000
"""Characters at the end of a cell that are shown however much came before: as many as a check looks at."""
LONGEST = 100_000
"""Characters of one value."""
LONGEST_ERROR = 20_000
"""Characters of the message of one error, and of each part of its traceback."""
DEEPEST = 50
"""Calls of a traceback that IPython lays out. For each it goes through all modules of TensorFlow, in 0.03 s."""
MESSAGE = 100
"""What a message of its own costs beside its text, in characters."""
FREE = ("training_started", "epochs", "training_ended", "cut")
"""Our own messages that always go out: they are few in any second."""

Write = Callable[[str], Any]


class Budget:
    """What is left for the running cell, and what has been held back since it was used up."""

    def __init__(self, tell: Callable[[int], None]) -> None:
        """`tell` hears how many characters are left out: 0 when it begins, their number when the cell is over."""
        self._tell = tell
        self._left = BUDGET
        self._held: list[tuple[Write, str]] = []
        self._held_size = self._dropped = 0

    def begin(self) -> None:
        """A cell begins. What threads of an earlier one have shown since then comes first."""
        self.end()
        self._left = BUDGET

    def take(self, wanted: int) -> int:
        """How many of so many characters may go out."""
        given = min(wanted, self._left)
        self._left -= given
        return given

    def hold(self, write: Write, text: str) -> None:
        """Hold back what may not go out. `write` shows it in the end, if it is among the last."""
        begins = not self._held
        self._held.append((write, text[-TAIL:]))
        self._held_size += min(len(text), TAIL)
        self._dropped += max(0, len(text) - TAIL)
        if self._held_size > 2 * TAIL:
            self._shorten()
        if begins:
            self._tell(0)

    def end(self) -> None:
        """The cell is over: show its end, and say how much is missing. What still comes has a little room."""
        if not self._held:
            return
        self._left = TAIL
        self._shorten()
        held, dropped = self._held, self._dropped
        self._held, self._held_size, self._dropped = [], 0, 0
        for write, text in held:
            write(text)
        if dropped:
            self._tell(dropped)

    def _shorten(self) -> None:
        """Keep the last `TAIL` characters of what is held back."""
        room = TAIL
        kept: list[tuple[Write, str]] = []
        for write, text in reversed(self._held):
            if room:
                kept.append((write, text[-room:]))
                room -= len(kept[-1][1])
        self._dropped += self._held_size - (TAIL - room)
        self._held, self._held_size = kept[::-1], TAIL - room


def install(shell: Any, tell: Callable[[int], None]) -> None:
    """Put the bounds around everything by which code in this IPython shows something.

    Not to be called by a cell: at its end IPython puts back the `write` that each stream had at its beginning.
    """
    shell._tee = lambda channel: contextlib.nullcontext()  # it keeps all that was ever printed, for `%notebook`
    budget = Budget(tell)
    streams = {name: getattr(sys, name) for name in ("stdout", "stderr")}
    writes = {name: bound_stream(stream, budget) for name, stream in streams.items()}
    bound_displays(shell.display_pub, budget, writes["stdout"])
    bound_values(shell.display_formatter)
    bound_errors(shell)
    bound_questions(shell.kernel)
    shell.displayhook.start_displayhook = after(budget.end, shell.displayhook.start_displayhook)

    def end() -> None:
        budget.end()
        for name, stream in streams.items():
            if not can_print(getattr(sys, name, None)):  # ipykernel would fall silent for good
                setattr(sys, name, stream)
            stream.flush()  # something of the learner's own may stand in its place

    shell.events.register("pre_execute", budget.begin)
    shell.events.register("post_execute", end)


def after(first: Callable[[], object], then: Callable[[], Any]) -> Callable[[], Any]:
    """Both, in this order: the value that a cell ends with stands below what it has printed."""

    def both() -> Any:
        first()
        return then()

    return both


def can_print(stream: Any) -> bool:
    """Whether it can stand in for `sys.stdout`."""
    try:
        stream.flush()
    except Exception:
        return False
    return callable(getattr(stream, "write", None))


def bound_stream(stream: Any, budget: Budget) -> Write:
    """Have an `ipykernel.iostream.OutStream`, which also takes in what other processes print, ask the budget.

    Returns the way around it.
    """
    original: Write = stream.write

    def write(text: str) -> Any:
        if not isinstance(text, str):
            return original(text)  # it says what is wrong with that
        given = budget.take(len(text))
        if given == len(text):
            return original(text)
        if given:
            original(text[:given])
        budget.hold(original, text[given:])
        return len(text)

    stream.write = write
    stream.flush = flushed(stream.flush)
    stream.close = stream.flush  # closed, it would take nothing any more, from nobody
    copy = getattr(stream, "_original_stdstream_copy", None)
    if copy is not None:  # where it repeats what other processes print: our log, which is to stay small
        with Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), copy)
    return original


def flushed(flush: Callable[[], None]) -> Callable[[], None]:
    """Flush until all has really been sent. ipykernel's own is back while another thread may still have to send,
    and a loop in C, which lets no thread run, would keep it from that.
    """

    def flush_all() -> None:
        flush()
        flush()  # its turn comes after the sending that the first has asked for

    return flush_all


def bound_displays(publisher: Any, budget: Budget, write: Write) -> None:
    """Have `display` ask the budget. What does not fit is held back as text."""
    original = publisher.publish

    def publish(data: Mapping[str, Any], *arguments: Any, **more: Any) -> None:
        event = data.get(EVENT)
        if event and event["event"] in FREE:
            original(data, *arguments, **more)
            return
        cost = MESSAGE + sum(len(each) for each in data.values() if isinstance(each, (str, bytes)))
        if budget.take(cost) == cost:
            original(data, *arguments, **more)
        else:
            budget.hold(write, f"{data.get('text/plain', '')}\n")

    publisher.publish = publish


def bound_values(formatter: Any) -> None:
    """Cut the representation of one value where it is longer than anybody reads."""
    original = formatter.format

    def bounded(*arguments: Any, **more: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        data, about = original(*arguments, **more)
        if "text/plain" in data:
            data["text/plain"] = shortened(data["text/plain"])
        return {kind: value for kind, value in data.items() if fits(value)}, about

    formatter.format = bounded


def bound_errors(shell: Any) -> None:
    """Cut what an error says, both where it is shown and in the reply to the cell, which says it again."""
    show, execute = shell._showtraceback, shell.kernel.do_execute
    lay_out = shell.InteractiveTB.structured_traceback

    def laid_out(kind: type[BaseException], error: BaseException, trace: Any, **more: Any) -> list[str]:
        deep = len(list(itertools.islice(traceback.walk_tb(trace), DEEPEST + 1))) > DEEPEST
        return deep_traceback(error) if deep else lay_out(kind, error, trace, **more)

    latest = {"ename": "", "evalue": ""}

    def shown(kind: type[BaseException], error: object, parts: list[str]) -> Any:
        latest.update(ename=kind.__name__, evalue=str(error))
        return show(kind, shortened(str(error), LONGEST_ERROR), [shortened(part, LONGEST_ERROR) for part in parts])

    @functools.wraps(execute)  # ipykernel looks at its parameters
    async def executed(*arguments: Any, **more: Any) -> dict[str, Any]:
        reply: dict[str, Any] = await execute(*arguments, **more)
        if reply.get("ename") == "NoneType":  # showing the value has failed: ipykernel forgets by which error
            reply.update(latest)
        if "evalue" in reply:
            reply["evalue"] = shortened(reply["evalue"], LONGEST_ERROR)
        return reply

    shell.InteractiveTB.structured_traceback = laid_out
    shell._showtraceback, shell.kernel.do_execute = shown, executed


def bound_questions(kernel: Any) -> None:
    """Cut what `input` and `getpass` ask with."""

    def bounded(ask: Callable[..., str]) -> Callable[..., str]:
        @functools.wraps(ask)
        def asked(prompt: object = "", *rest: Any, **more: Any) -> str:
            return ask(shortened(str(prompt)), *rest, **more)

        return asked

    # ipykernel binds the two to their names in Python anew for every cell.
    kernel.raw_input, kernel.getpass = bounded(kernel.raw_input), bounded(kernel.getpass)


def deep_traceback(error: BaseException) -> list[str]:
    """Both ends of a long traceback, as Python writes it."""
    lines = "".join(traceback.format_exception(error)).splitlines()
    half = DEEPEST // 2
    return lines if len(lines) <= DEEPEST else [*lines[:half], "…", *lines[-half:]]


def fits(value: Any) -> bool:
    """Whether it may go out at all: a picture, a page."""
    return not isinstance(value, (str, bytes)) or len(value) <= BUDGET


def shortened(text: str, longest: int = LONGEST) -> str:
    """The beginning of a long text, with the number of characters that follow."""
    return text if len(text) <= longest else f"{text[:longest]}… and {len(text) - longest:,} more"
