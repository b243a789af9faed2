"""A real session for tests, and the few words to talk to it."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from tutor.core.execution import Done, Error, SessionEvent, Status, Stream
from tutor.core.facts import Describe, Evaluate, Facts, Probe, TextFacts
from tutor.core.protocols import Session
from tutor.session.kernel import KernelSession

Kind = TypeVar("Kind")


@contextlib.contextmanager
def started_session(make: Callable[[], KernelSession] = KernelSession) -> Iterator[KernelSession]:
    """A session that is starting; `run` waits until it is ready. Closed at the end."""
    session = make()
    session.start()
    try:
        yield session
    finally:
        session.close()


def events(session: Session, code: str) -> list[SessionEvent]:
    """Run code and gather all that comes of it."""
    return list(session.run(code))


def ran(session: Session, code: str) -> list[SessionEvent]:
    """Run code that must succeed; what came of it."""
    happened = events(session, code)
    assert isinstance(happened[-1], Done) and happened[-1].status is Status.OK, happened
    return happened


def of_kind(happened: list[SessionEvent], kind: type[Kind]) -> list[Kind]:
    """Those of the events that are of one kind."""
    return [event for event in happened if isinstance(event, kind)]


def printed(happened: list[SessionEvent]) -> str:
    """All that went to stdout."""
    return "".join(event.text for event in of_kind(happened, Stream) if event.name == "stdout")


def error(session: Session, code: str) -> Error:
    """The error of code that must fail."""
    happened = events(session, code)
    (found,) = of_kind(happened, Error)
    return found


def interrupted(session: Session, code: str, at: type[SessionEvent] = Stream) -> list[SessionEvent]:
    """Run code and press Ctrl-C when the first event of a kind comes."""
    happened: list[SessionEvent] = []
    for event in session.run(code):
        if isinstance(event, at) and not of_kind(happened, at):
            session.interrupt()
        happened.append(event)
    return happened


def fact(session: Session, name: str) -> Any:
    """The facts of a name, or of an expression."""
    probe: Probe = Describe(name) if name.isidentifier() else Evaluate(name)
    return facts(session, probe)[0]


def facts(session: Session, *probes: Probe) -> tuple[Facts, ...]:
    return session.query(probes, timeout=120)


def text_of(session: Session, expression: str) -> str:
    """What Python prints of an expression."""
    found = fact(session, f"str({expression})")
    assert isinstance(found, TextFacts), found
    return found.value


def wait_until(condition: Callable[[], bool], seconds: float = 120) -> None:
    """Wait for a condition; fails after `seconds`, which only a hang reaches."""
    limit = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < limit, "waited in vain"
        time.sleep(0.01)


def is_running(pid: int) -> bool:
    """Whether a process exists and is not only waiting to be buried."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")
    return not (stat.exists() and stat.read_text().rpartition(")")[2].split()[0] == "Z")
