"""Plays mistakes in a real session and judges, without a reader, what is offered for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from tests.answers.machine import Mistake, same, waits
from tests.kernel import events, of_kind
from tutor.answers.errors.explainer import ErrorExplainer
from tutor.conversation.live import preflight
from tutor.core.acts import acts_of
from tutor.core.execution import Error
from tutor.core.protocols import Session
from tutor.core.verdict import Judgement

BACK, RUNS, FAILS, NOTHING = "brought back", "offer runs", "offer does not run", "no offer"


class Played(Struct, frozen=True):
    """What came of one mistake that raised."""

    mistake: Mistake
    result: str
    offer: str
    message: str
    error: str


def play(session: Session, explain: ErrorExplainer, given: Iterable[Mistake]) -> Iterator[Played]:
    """What is offered for each mistake that raises; those that wait for more, or run, are passed over."""
    fresh = ""
    for mistake in given:
        if waits(mistake.wrong):
            continue
        if fresh != mistake.before:
            events(session, mistake.before)
            fresh = mistake.before
        words, error, ran = _explained(session, explain, mistake)
        if ran:
            fresh = ""
            for name in acts_of(mistake.wrong).binds - acts_of(mistake.before).binds:
                events(session, f"globals().pop({name!r}, None)")
        if words is None:
            continue
        result = NOTHING
        if words.offer:
            result = BACK if same(words.offer, mistake.right) else RUNS
            if result == RUNS:
                fresh = ""
                events(session, mistake.before)
                if of_kind(events(session, words.offer), Error):
                    result = FAILS
        yield Played(mistake, result, words.offer, words.message, error)


def _explained(session: Session, explain: ErrorExplainer, mistake: Mistake) -> tuple[Judgement | None, str, bool]:
    match preflight(mistake.wrong, None, session):
        case Judgement() as words:
            return words, "closed", False
        case Error() as error:
            ran = False
        case _:
            found = of_kind(events(session, mistake.wrong), Error)
            if not found:
                return None, "", True
            error, ran = found[0], False
    names = dict.fromkeys(acts_of(mistake.before).binds, "")
    return explain(error, mistake.wrong, names, session), f"{error.name}: {error.message}", ran


def counted(played: Iterable[Played]) -> dict[str, Counter[str]]:
    """How many of each kind had each result."""
    table: dict[str, Counter[str]] = {}
    for each in played:
        table.setdefault(each.mistake.kind, Counter())[each.result] += 1
    return table
