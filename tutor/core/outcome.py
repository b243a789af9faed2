"""One execution, folded: what was typed, what came of it, and the facts that were asked for afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tutor.core.acts import Acts, acts_of
from tutor.core.events import Died, Done, Error, Figure, SessionEvent, Status, Stream
from tutor.core.facts import Facts, MissingFacts, Probe


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that a check may look at. Pure data: the same outcome always gets the same verdict."""

    code: str
    acts: Acts = field(default_factory=Acts)
    status: Status = Status.OK
    printed: str = ""
    """What went to stdout, at most the last 20,000 characters."""
    error: Error | None = None
    figures: tuple[Figure, ...] = ()
    facts: Mapping[Probe, Facts] = field(default_factory=dict)

    def fact(self, probe: Probe) -> Facts:
        """The facts that answered `probe`; MissingFacts when it was not asked."""
        return self.facts.get(probe, MissingFacts())


def fold(code: str, events: Iterable[SessionEvent], facts: Mapping[Probe, Facts]) -> Outcome:
    """Fold the events of one run into its outcome."""
    printed, figures, error, status = "", [], None, Status.OK
    for event in events:
        match event:
            case Stream(text=text, name="stdout"):
                printed = (printed + text)[-20_000:]
            case Figure():
                figures.append(event)
            case Error():
                error = event
            case Done(status=ended) | Died(status=ended):
                status = ended
            case _:
                pass
    return Outcome(code, acts_of(code), status, printed, error, tuple(figures), facts)
