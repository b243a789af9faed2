"""The learner's code in the live session: made ready, run, explained when it fails, rebuilt when it dies."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from tutor.conversation.rebuild import Rebuild, random_seed, speed
from tutor.core.acts import acts_of
from tutor.core.course import Lesson, Step
from tutor.core.events import Event, Said, Tone
from tutor.core.execution import Done, Error, Frame, Status, Warned
from tutor.core.facts import Describe, Facts, FailedFacts, FlawFacts, Foresee, MissingFacts, Probe
from tutor.core.judge import foreseen_error
from tutor.core.outcome import Fold
from tutor.core.progress import Cell
from tutor.core.protocols import Explainer, Queryable, Session, State
from tutor.core.syntax import closed, gap_in, parsed, trouble
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
        self._made: dict[str, str] = {}
        """The step in which each name was made last, by its id."""
        self.last_error: Error | None = None
        self.offer = ""
        """Code that would put the last error right; empty when there is none."""
        self._lesson = lesson
        self._explain = explain
        self._rebuild: Rebuild | None = None
        self._deaths = 0
        self._given_up = False
        """Whether the session has ended too often to be rebuilt without being asked to."""
        self._warnings: set[str] = set()
        """Those that have been explained."""

    def start(self, cells: Sequence[Cell]) -> None:
        """Start the session, unless it has been, and begin to bring it to where these cells lead."""
        self.session.start()
        self.rebuild(cells)

    def rebuild(self, cells: Sequence[Cell]) -> None:
        """Begin to bring a fresh session to where these cells lead; returns at once."""
        self.names = set(acts_of(self._lesson.setup).binds)
        self._made = {}
        for cell in cells:
            self._note(cell.code, cell.step_id)
        self._rebuild = Rebuild(self.session, self._lesson, cells, self.fast)

    def restart(self, cells: Sequence[Cell]) -> None:
        """Throw the session away and rebuild it."""
        if self._rebuild is not None:
            self._rebuild.cancel()
        self._given_up = False
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

    def revive(self, cells: Sequence[Cell]) -> Iterator[Event]:
        """Rebuild a session that has ended while nothing ran, so that the next line finds it as it was."""
        failed = self._rebuild is not None and self._rebuild.failure is not None
        if self.ready and not failed and not self._given_up and self.session.state() is State.DEAD:
            yield Said("The Python session ended while nothing ran. It is rebuilt first, then your line runs.")
            self.restart(cells)

    @property
    def culprit(self) -> int | None:
        """The place, from 0, of the cell that ended the session while it was rebuilt; None when none did that."""
        return self._rebuild.culprit if self._rebuild is not None and self._rebuild.over else None

    def stopped(self, code: str, line: int, number: int) -> tuple[str, ...]:
        """What to keep of code that Ctrl-C stopped in a line: its statements before, and a new random seed.

        What the stopped one did cannot be done again, and neither can the random numbers be drawn that it drew. So
        they begin anew, here and in every session that is rebuilt.
        """
        seed = random_seed(self._lesson.random_seed + number)
        for _ in self.session.run(seed, silent=True):
            pass  # should it have died: the next line hears it, too
        finished = finished_part(code, line)
        self.names |= acts_of(finished).binds
        return (finished, seed) if finished else (seed,)

    def run_unseen(self, code: str, step: Step) -> None:
        """Run code of the tutor's own for a step. Should the session die, the line that follows hears it."""
        for _ in self.session.run(code, silent=True):
            pass
        self._note(code, step.id)

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
        last: list[Error | Done] = []
        for event in self.session.run(fold.code):
            if isinstance(event, Error | Done):
                last.append(event)  # explained below, when the session is free to be asked
                continue
            if isinstance(event, Warned):
                event = self._warned(event, fold.code)
            fold.add(event)
            yield event
        for ending in last:
            event = self.explained(ending, fold.code, step) if isinstance(ending, Error) else ending
            fold.add(event)
            yield event
        if fold.status in (Status.OK, Status.ERROR):
            self._deaths = 0
            raised = fold.status is Status.ERROR
            self._note(fold.code, step.id if step else "", self._absent(fold.code) if raised else frozenset())

    def _absent(self, code: str) -> frozenset[str]:
        """The names that this code was to make, and that are not there: it has raised before."""
        facts = self.facts([Describe(name) for name in sorted(acts_of(code).binds)])
        return frozenset(
            probe.name
            for probe, each in facts.items()
            if isinstance(probe, Describe) and isinstance(each, MissingFacts)
        )

    def _note(self, code: str, step_id: str, absent: frozenset[str] = frozenset()) -> None:
        """Remember what this code makes."""
        binds = acts_of(code).binds - absent
        self.names |= binds
        self._made |= dict.fromkeys(binds, step_id)

    def _when(self, step: Step | None) -> dict[str, str]:
        """All names, each with when it was made, seen from a step: `two steps ago`; empty when nobody knows."""
        places = {each.id: place for place, each in enumerate(self._lesson.steps)}
        here = places.get(step.id if step else "", len(places))
        steps = {name: here - places[at] for name, at in self._made.items() if at in places}
        return {name: steps_ago(steps[name]) if name in steps else "" for name in sorted(self.names)}

    def interrupt(self) -> None:
        """Ctrl-C: stop what runs, or stop waiting for the session. Callable from a signal handler."""
        if self._rebuild is None or self._rebuild.over:
            self.session.interrupt()
        else:
            self._rebuild.leave()

    def explained(self, error: Error, code: str, step: Step | None) -> Error:
        """The error with its human sentence, the step's own where it foresaw it; remembers it, and its repair."""
        words = foreseen_error(step, error, code) or self._explain(error, code, self._when(step), self)
        kept_back = step is not None and step.gives(code)  # the mending is the learner's
        self.offer = "" if kept_back else step.may_be_offered(words.offer) if step is not None else words.offer
        self.last_error = replace(error, explanation=words.message)
        return self.last_error

    def _warned(self, warning: Warned, code: str) -> Warned:
        """The warning with its human sentence, the first time it is met."""
        if warning.message in self._warnings:
            return warning
        self._warnings.add(warning.message)
        words = self._explain(Error(warning.name, warning.message), code, self._when(None))
        return replace(warning, explanation=words.message)

    def died(self, cells: Sequence[Cell]) -> Iterator[Event]:
        """The session ended under the learner: rebuild it, unless that has not helped twice."""
        self._deaths += 1
        if self._deaths > DEATHS_IN_A_ROW:
            self._given_up = True
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


def finished_part(code: str, line: int) -> str:
    """The statements of `code` that end before that line, from 1; empty when there are none."""
    tree = parsed(code)
    ends = [statement.end_lineno or 0 for statement in tree.body] if tree else []
    last = max((end for end in ends if end < line), default=0)
    return "\n".join(code.splitlines()[:last])


def steps_ago(number: int) -> str:
    """`two steps ago`; empty for a step that is still to come."""
    words = (
        "in this step",
        "one step ago",
        "two steps ago",
        "three steps ago",
        "four steps ago",
        "five steps ago",
    )
    return "" if number < 0 else words[number] if number < len(words) else f"{number} steps ago"


def preflight(code: str, step: Step | None, session: Queryable | None = None) -> Error | Judgement | None:
    """What can be said of code without running it: an Error when it does not parse, a Judgement with the missing
    brackets when they are all it lacks or without what would spoil the session, None when nothing is wrong. Lines
    to be mended may run. A `session` tells whether the line with its brackets closed can work."""
    problem = trouble(code)
    if problem is None and "disable_" in code:
        from tutor.answers.errors.outdated import held_back  # 20 ms, for what hardly any line has

        return held_back(code)
    if problem is None or (step is not None and step.gives(code)):
        return None
    if gap := gap_in(code):
        text = f"There is a gap to be filled in: `{gap}` stands where lines of yours belong."
        text += " Python cannot read on without them. Write them there, then run it."
        return Judgement(Verdict.ERRORED, text)
    if (mended := closed(code)) and not _is_flawed(mended, session):
        text = "A bracket was opened and never closed, so Python waits for more. The lines below close it."
        return Judgement(Verdict.ERRORED, text, mended)
    lines = code.split("\n")
    source = lines[problem.line - 1] if 0 < problem.line <= len(lines) else ""
    return Error("SyntaxError", problem.message, (Frame(problem.line, source, problem.column),))


def _is_flawed(code: str, session: Queryable | None) -> bool:
    (found,) = session.query([Foresee(code)]) if session is not None else (None,)
    return isinstance(found, FlawFacts) and bool(found.kind)


def searches(do: str) -> None:
    """`stop` the search of a check, or let them `begin` again; nothing where no check has searched yet."""
    if searching := sys.modules.get("tutor.core.searching"):
        getattr(searching, do)()
