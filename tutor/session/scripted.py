"""A session without a kernel: it says what the script says. For tests, demos and the view's own development."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct, field

from tutor.core.execution import Died, Done, Error, SessionEvent, Status
from tutor.core.facts import (
    Describe,
    Evaluate,
    Facts,
    FailedFacts,
    MissingFacts,
    Probe,
    Result,
    ResultFacts,
    Variables,
    VariablesFacts,
)
from tutor.core.protocols import Completions, State


class Reply(Struct, frozen=True):
    """What one piece of code does."""

    events: tuple[SessionEvent, ...] = ()
    """What it yields. Done is added when neither Done nor Died is the last; after an Error with its status."""
    facts: Mapping[str, Facts] = field(default_factory=dict)
    """Variables it makes; MissingFacts deletes one."""
    answers: Mapping[Probe, Facts] = field(default_factory=dict)
    """How Evaluate and Predict (or any other probe) are answered from now on."""
    result: ResultFacts = field(default_factory=ResultFacts)
    """What a Result probe gets until the next run."""


class ScriptedSession:
    """Runs `replies[code]` (looked up without surrounding white space); code it does not know just runs.

    >>> session = ScriptedSession({"x = 1": Reply(facts={"x": ScalarFacts(1, "int")})})
    >>> list(session.run("x = 1")), session.query([Describe("x")])
    ([Done()], (ScalarFacts(1, "int"),))
    """

    def __init__(
        self,
        replies: Mapping[str, Reply] | None = None,
        *,
        facts: Mapping[str, Facts] | None = None,
        answers: Mapping[Probe, Facts] | None = None,
        default: Reply | None = None,
    ) -> None:
        self.replies = dict(replies or {})
        self.default = default or Reply()
        self.facts = dict(facts or {})
        """The namespace."""
        self.answers = dict(answers or {})
        self.result = ResultFacts()
        self.current = State.IDLE
        self.ran: list[str] = []
        """Every code that was run, silent ones too, in order."""
        self.silent: list[str] = []
        """Those of them that ran silently."""
        self.queried: list[Probe] = []
        self.typed: list[str] = []
        """The answers to `input()`."""
        self.wishes: list[str] = []
        """What running trainings were asked for."""
        self.started = self.interrupts = self.restarts = 0
        self.closed = False
        self._interrupted = False

    def start(self) -> None:
        self.started += 1

    def state(self) -> State:
        return self.current

    def run(self, code: str, *, silent: bool = False) -> Iterator[SessionEvent]:
        """Yield the scripted events. An `interrupt()` in between drops the rest and ends it INTERRUPTED."""
        self.ran.append(code)
        if silent:
            self.silent.append(code)
        reply = self.replies.get(code.strip(), self.default)
        self._interrupted, self.current = False, State.BUSY
        status = Status.OK
        for event in reply.events:
            if isinstance(event, Error):
                status = Status.ERROR
            if isinstance(event, (Done, Died)):
                self._finish(reply, silent, died=isinstance(event, Died))
                yield event
                return
            yield event
            if self._interrupted:
                self.current = State.IDLE
                yield Done(Status.INTERRUPTED)
                return
        self._finish(reply, silent)
        yield Done(status)

    def _finish(self, reply: Reply, silent: bool, died: bool = False) -> None:
        self.current = State.DEAD if died else State.IDLE
        if died:
            self._forget()
            return
        self.facts |= reply.facts
        self.facts = {name: facts for name, facts in self.facts.items() if not isinstance(facts, MissingFacts)}
        self.answers |= reply.answers
        self.result = self.result if silent else reply.result

    def _forget(self) -> None:
        self.facts, self.answers, self.result = {}, {}, ResultFacts()

    def reply_input(self, text: str) -> None:
        self.typed.append(text)

    def steer(self, wish: str) -> None:
        self.wishes.append(wish)

    def query(self, probes: Sequence[Probe], timeout: float = 5.0) -> tuple[Facts, ...]:
        """Answer from `answers`, then from the namespace; a dead session answers with FailedFacts."""
        self.queried += probes
        if self.current is State.DEAD:
            return tuple(FailedFacts("SessionDied", "The session has ended.") for _ in probes)
        return tuple(self._answer(probe) for probe in probes)

    def _answer(self, probe: Probe) -> Facts:
        if probe in self.answers:
            return self.answers[probe]
        match probe:
            case Describe(name=name):
                return self.facts.get(name, MissingFacts(name))
            case Evaluate(expression=name) if name in self.facts:
                return self.facts[name]
            case Result():
                return self.result
            case Variables():
                return VariablesFacts(dict(self.facts))
            case _:
                return FailedFacts("KeyError", f"the script has no answer to {probe}")

    def complete(self, code: str, cursor: int, timeout: float = 0.4) -> Completions | None:
        """The names of the namespace that begin with the word before the cursor."""
        word = re.search(r"\w*$", code[:cursor])
        start = word.start() if word else cursor
        matches = tuple(name for name in self.facts if name.startswith(code[start:cursor]))
        return Completions(matches, start, cursor)

    def inspect(self, code: str, cursor: int, timeout: float = 1.0) -> str | None:
        return None

    def interrupt(self) -> None:
        self.interrupts += 1
        self._interrupted = True

    def restart(self) -> None:
        self.restarts += 1
        self.current = State.IDLE
        self._forget()

    def connection_file(self) -> Path | None:
        return None

    def close(self) -> None:
        self.closed = True
