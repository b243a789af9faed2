"""Recognises what a step asks for under another name than the one that the next steps use."""

from __future__ import annotations

from msgspec.structs import replace

from tutor.core.acts import Acts
from tutor.core.course import Step
from tutor.core.facts import (
    ArrayFacts,
    Describe,
    Facts,
    FailedFacts,
    HistoryFacts,
    MissingFacts,
    ModelFacts,
    Probe,
    ScalarFacts,
)
from tutor.core.outcome import Outcome
from tutor.core.protocols import Check
from tutor.core.verdict import Judgement, Verdict

FAR = 12345.0
"""Added to numbers, it makes them wrong for every check that looks at them."""


def other_names(step: Step, acts: Acts) -> tuple[Probe, ...]:
    """The facts that recognising needs: of the names that the code binds, unless it binds those that are meant."""
    if _subjects(step) <= acts.binds:
        return ()
    return tuple(Describe(name) for name in sorted(acts.binds - step.subjects))


def renamed(step: Step, outcome: Outcome) -> Judgement | None:
    """What to say when everything the step's checks look at is there, under other names; else None.

    A check that would let pass anything of the same kind recognises nothing.
    """
    wanted = [name for name in sorted(_subjects(step)) if isinstance(outcome.fact(Describe(name)), MissingFacts)]
    if not wanted or set(wanted) & outcome.acts.binds:
        return None
    found: dict[str, str] = {}
    for name in wanted:
        checks = [check for check in step.expect if check.subject == name]
        fits = [each for each in _candidates(step, outcome, found) if _fits(checks, name, each, outcome)]
        if not fits:
            return None
        found[name] = fits[0]
    own, meant = (" and ".join(f"`{name}`" for name in names) for names in (found.values(), found))
    it, verb = ("them", "are") if len(found) > 1 else ("it", "is")
    return Judgement(
        Verdict.NOT_ATTEMPTED,
        f"{own} {verb} what is asked for. The next steps look for {meant}, so give {it} that name.",
        f"{', '.join(found)} = {', '.join(found.values())}",
    )


def _subjects(step: Step) -> frozenset[str]:
    return frozenset(check.subject for check in step.expect) - {""}


def _candidates(step: Step, outcome: Outcome, taken: dict[str, str]) -> list[str]:
    names = sorted(outcome.acts.binds - step.subjects - set(taken.values()))
    return [name for name in names if not isinstance(outcome.fact(Describe(name)), (MissingFacts, FailedFacts))]


def _fits(checks: list[Check], name: str, candidate: str, outcome: Outcome) -> bool:
    """Whether all checks take the candidate for what is meant, and would refuse it with other contents."""
    facts = outcome.fact(Describe(candidate))
    other = _spoilt(facts)
    if other is None or not all(_passes(check, name, facts, outcome) for check in checks):
        return False
    return not all(_passes(check, name, other, outcome) for check in checks)


def _passes(check: Check, name: str, facts: Facts, outcome: Outcome) -> bool:
    try:
        return check.judge(replace(outcome, facts={**outcome.facts, Describe(name): facts})).passed
    except Exception:  # a check that breaks recognises nothing
        return False


def _spoilt(facts: Facts) -> Facts | None:
    """Facts of the same kind with other contents; None for kinds that nobody would be looking for."""
    match facts:
        case ArrayFacts(values=values) if all(isinstance(value, (int, float)) for value in values):
            return replace(facts, values=tuple(value + FAR for value in values))
        case ScalarFacts(value=value):
            return replace(facts, value=value + FAR)
        case ModelFacts():
            return ModelFacts()
        case HistoryFacts():
            return HistoryFacts()
        case _:
            return None
