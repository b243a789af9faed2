"""One execution, folded: what was typed, what came of it, and the facts that were asked for afterwards."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from tutor.core.acts import Acts, acts_of
from tutor.core.drawings import Figure
from tutor.core.execution import Died, Done, Error, SessionEvent, Status, Stream, TrainingEnded, Warned
from tutor.core.facts import Facts, MissingFacts, Probe

KEPT_TEXT = 20_000
"""Characters of a run's output that checks can see: the last ones."""
KEPT_FIGURES = 20


def mark(code: str) -> str:
    """A few letters that stand for lines of code, the same as in `tutor/runtime/origins.py`."""
    return hashlib.sha256(code.strip().encode()).hexdigest()[:16]


class Outcome(Struct, frozen=True):
    """All that a check may look at. Pure data: the same outcome always gets the same verdict."""

    code: str
    acts: Acts = field(default_factory=Acts)
    status: Status = Status.OK
    printed: str = ""
    """What went to stdout, at most the last `KEPT_TEXT` characters."""
    error: Error | None = None
    figures: tuple[Figure, ...] = ()
    facts: Mapping[Probe, Facts] = field(default_factory=dict)
    old: frozenset[str] = frozenset()
    """Names that were made before the step began, and by no line since."""
    here: tuple[str, ...] = ()
    """The lines that ran in this step, these among them; empty: these alone."""

    def made_here(self, cell: str) -> bool:
        """Whether the lines with this mark ran in this step."""
        return cell in map(mark, self.here or (self.code,))

    def fact(self, probe: Probe) -> Facts:
        """The facts that answered `probe`; MissingFacts when it was not asked."""
        return self.facts.get(probe, MissingFacts())


class Fold:
    """Gathers the events of one run as they pass. Holds what a check may need, however long the run."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.status = Status.OK
        self.line = 0
        """The line in which an interrupted run was stopped; 0 when it is not known."""
        self._printed: list[str] = []
        self._printed_size = 0
        self._figures: list[Figure] = []
        self._error: Error | None = None
        self.changes: list[tuple[int, int, float]] = []
        """Learning rates that were set by hand in trainings of the run, as in TrainingEnded."""
        self.warned: list[str] = []
        """What the learner read about the warnings of the run."""

    def add(self, event: SessionEvent) -> None:
        match event:
            case TrainingEnded(changes=changes):
                self.changes += changes
            case Stream(text=text, name="stdout"):
                self._print(text)
            case Figure():
                self._figures = [*self._figures, event][-KEPT_FIGURES:]
            case Error():
                self._error = event
            case Warned(explanation=explanation) if explanation:
                self.warned.append(explanation)
            case Done(status=status, line=line):
                self.status, self.line = status, line
            case Died(status=status):
                self.status = status
            case _:
                pass

    def _print(self, text: str) -> None:
        self._printed.append(text)
        self._printed_size += len(text)
        if self._printed_size > 2 * KEPT_TEXT:
            self._printed = ["".join(self._printed)[-KEPT_TEXT:]]
            self._printed_size = KEPT_TEXT

    def outcome(self, facts: Mapping[Probe, Facts]) -> Outcome:
        """The run as a value, with the facts that were asked for after it."""
        printed = "".join(self._printed)[-KEPT_TEXT:]
        acts, figures = acts_of(self.code), tuple(self._figures)
        return Outcome(self.code, acts, self.status, printed, self._error, figures, facts)


def fold(code: str, events: Iterable[SessionEvent], facts: Mapping[Probe, Facts]) -> Outcome:
    """Fold the events of one whole run into its outcome."""
    gathered = Fold(code)
    for event in events:
        gathered.add(event)
    return gathered.outcome(facts)
