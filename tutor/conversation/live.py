"""The learner's code in the live session: made ready, run, explained when it fails, rebuilt when it dies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tutor.conversation.rebuild import Rebuild, speed
from tutor.core.acts import acts_of
from tutor.core.course import Lesson, Step
from tutor.core.events import Event, Said, Tone
from tutor.core.execution import Done, Error, Frame, Status, Warned
from tutor.core.facts import Facts, FailedFacts, Probe
from tutor.core.judge import foreseen_error
from tutor.core.outcome import Fold
from tutor.core.parsing import closed, syntax_problem
from tutor.core.progress import Cell
from tutor.core.protocols import Explainer, Session
from tutor.core.verdict import Judgement, Verdict

DEATHS_IN_A_ROW = 2
"""After so many the session is no longer rebuilt by itself."""


class Live:
    """One session for one lesson."""

    def __init__(self, session: Session, lesson: Lesson, explain: Explainer, fast: bool = True) -> None:
        self.session = session
        self.fast = fast
        """Whether the learner wants the fast path of `fit`."""
        self.names: set[str] = set()
        """The names the session holds, as far as the code that ran tells."""
        self.last_error: Error | None = None
        self.offer = ""
        """Code that would put the last error right; empty when there is none."""
        self._lesson = lesson
        self._explain = explain
        self._rebuild: Rebuild | None = None
        self._deaths = 0
        self._warnings: set[str] = set()
        """Those that have been explained."""

    def rebuild(self, cells: Sequence[Cell]) -> None:
        """Begin to bring a fresh session to where these cells lead; returns at once."""
        self.names = set(acts_of(self._lesson.setup).binds)
        for cell in cells:
            self.names |= acts_of(cell.code).binds
        self._rebuild = Rebuild(self.session, self._lesson, cells, self.fast)

    def restart(self, cells: Sequence[Cell]) -> None:
        """Throw the session away and rebuild it."""
        if self._rebuild is not None:
            self._rebuild.cancel()
        self.session.restart()
        self.rebuild(cells)

    def close(self) -> None:
        """Give up what is being rebuilt, and end the session."""
        if self._rebuild is not None:
            self._rebuild.cancel()
        self.session.close()

    @property
    def ready(self) -> bool:
        """False while the session is being rebuilt."""
        return self._rebuild is None or self._rebuild.over

    def wait(self) -> Iterator[Event]:
        """Wait until the session is ready, saying so; Ctrl-C ends the waiting, and `ready` stays False."""
        if self._rebuild is not None:
            yield from self._rebuild.wait()
        if not self.ready:
            yield Said("Your line is dropped. The session still gets ready.", Tone.NOTE)

    def run(self, fold: Fold, step: Step | None) -> Iterator[Event]:
        """Run `fold.code` for a step, gathering its outcome in `fold`. Nobody else may use the session then."""
        self.offer = ""
        yield from self.wait()
        if not self.ready:
            fold.add(Done(Status.INTERRUPTED))
            return
        if self._rebuild is not None and self._rebuild.failure is not None:
            fold.add(self._rebuild.failure)
            yield self._rebuild.failure
            return
        self._rebuild = None
        for event in self.session.run(fold.code):
            if isinstance(event, Error):
                event = self.explained(event, fold.code, step)
            elif isinstance(event, Warned):
                event = self._warned(event, fold.code)
            fold.add(event)
            yield event
        if fold.status in (Status.OK, Status.ERROR):
            self._deaths = 0
            self.names |= acts_of(fold.code).binds

    def interrupt(self) -> None:
        """Ctrl-C: stop what runs, or stop waiting for the session. Callable from a signal handler."""
        if self._rebuild is None or self._rebuild.over:
            self.session.interrupt()
        else:
            self._rebuild.leave()

    def explained(self, error: Error, code: str, step: Step | None) -> Error:
        """The error with its human sentence, the step's own where it foresaw it; remembers it, and its repair."""
        words = foreseen_error(step, error, code) or self._explain(error, code, sorted(self.names))
        self.offer = words.offer
        self.last_error = replace(error, explanation=words.message)
        return self.last_error

    def _warned(self, warning: Warned, code: str) -> Warned:
        """The warning with its human sentence, the first time it is met."""
        if warning.message in self._warnings:
            return warning
        self._warnings.add(warning.message)
        words = self._explain(Error(warning.name, warning.message), code, sorted(self.names))
        return replace(warning, explanation=words.message)

    def died(self, cells: Sequence[Cell]) -> Iterator[Event]:
        """The session ended under the learner: rebuild it, unless that has not helped twice."""
        self._deaths += 1
        if self._deaths > DEATHS_IN_A_ROW:
            yield Said("It ended again, so it is not rebuilt by itself now. `/reset` does it.", Tone.PROBLEM)
            return
        self.restart(cells)
        yield Said("Your session is being rebuilt from your earlier lines. The one that ended it is left out.")

    def be_fast(self, wanted: bool) -> None:
        """Turn the fast path of `fit` on or off, here when the session is ready, and in those that follow."""
        self.fast = wanted
        if self.ready:
            for _ in self.session.run(speed(wanted), silent=True):
                pass  # should it have died: the one that follows hears it, too

    def facts(self, probes: Sequence[Probe]) -> dict[Probe, Facts]:
        """Facts for each probe, as `query` gives them; empty without probes."""
        return dict(zip(probes, self.query(probes), strict=True)) if probes else {}

    def query(self, probes: Sequence[Probe], timeout: float = 5.0) -> tuple[Facts, ...]:
        """As `Session.query`, but FailedFacts while the rebuilding has the session for itself."""
        if not self.ready:
            return tuple(FailedFacts("NotReady", "The session is not ready.") for _ in probes)
        return self.session.query(probes, timeout)


def preflight(code: str) -> Error | Judgement | None:
    """What can be said of code without running it: an Error when it does not parse, a Judgement with the missing
    brackets when they are all it lacks, None when nothing is wrong."""
    problem = syntax_problem(code)
    if problem is None:
        return None
    if mended := closed(code):
        text = "A bracket was opened and never closed, so Python waits for more. The lines below close it."
        return Judgement(Verdict.ERRORED, text, mended)
    line, message = problem
    lines = code.splitlines()
    source = lines[line - 1] if 0 < line <= len(lines) else ""
    return Error("SyntaxError", message, (Frame(line, source),))
