"""Recognises what a step asks for under another name than the one that the next steps use."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from tutor.core.acts import Acts, acts_of
from tutor.core.course import Step
from tutor.core.facts import (
    ArrayFacts,
    Describe,
    Evaluate,
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
from tutor.core.syntax import parsed
from tutor.core.verdict import Judgement, Verdict

MOST_NAMES = 3
"""Of one cell that are looked at."""
FAR = 12345.0
"""Added to numbers, it makes them wrong for every check that looks at them."""


def other_names(step: Step, acts: Acts) -> tuple[Probe, ...]:
    """The facts that recognising needs: of the names that the code binds, unless it binds those that are meant."""
    wanted = {name for check in step.expect for name in names_of(step, check)}
    if wanted <= acts.binds:
        return ()
    own = sorted(acts.binds - step.subjects)[:MOST_NAMES]
    asked = [
        Evaluate(_with_name(probe.expression, name, each))
        for check in step.expect
        for probe in check.probes()
        if isinstance(probe, Evaluate)
        for name in names_of(step, check)
        for each in own
    ]
    return (*(Describe(name) for name in own), *asked)


def names_of(step: Step, check: Check) -> list[str]:
    """The variables of the step that a check looks at, in an expression of the author's, too."""
    if check.subject:
        return [check.subject]
    reads = [acts_of(probe.expression).reads for probe in check.probes() if isinstance(probe, Evaluate)]
    return sorted(step.subjects.intersection(*reads)) if reads else []


def renamed(step: Step, outcome: Outcome) -> Judgement | None:
    """What to say when everything the step's checks look at is there, under other names; else None.

    A check that would let pass anything of the same kind recognises nothing.
    """
    names = sorted({name for check in step.expect for name in names_of(step, check)})
    wanted = [name for name in names if isinstance(outcome.fact(Describe(name)), MissingFacts)]
    if not wanted or set(wanted) & outcome.acts.binds:
        return None
    found: dict[str, str] = {}
    for name in wanted:
        checks = [check for check in step.expect if check.subject == name]
        if len(wanted) == 1:
            checks += [check for check in step.expect if not check.subject and name in names_of(step, check)]
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


def names_anew(step: Step, code: str) -> bool:
    """Whether code does nothing but give the names of the step to what has others: `model = net`."""
    tree = parsed(code)
    lines = tree.body if tree is not None else []
    return bool(lines) and all(
        isinstance(each, ast.Assign)
        and _only_names([each.value])
        and frozenset() < _only_names(each.targets) <= step.subjects
        for each in lines
    )


def _only_names(nodes: Sequence[ast.expr]) -> frozenset[str]:
    """The names, when there is nothing else; else empty."""
    flat = [item for node in nodes for item in (node.elts if isinstance(node, ast.Tuple) else [node])]
    names = frozenset(item.id for item in flat if isinstance(item, ast.Name))
    return names if len(names) == len(flat) else frozenset()


def _candidates(step: Step, outcome: Outcome, taken: dict[str, str]) -> list[str]:
    names = sorted(outcome.acts.binds - step.subjects - set(taken.values()))
    return [name for name in names if not isinstance(outcome.fact(Describe(name)), (MissingFacts, FailedFacts))]


def _fits(checks: list[Check], name: str, candidate: str, outcome: Outcome) -> bool:
    """Whether all checks take the candidate for what is meant, and would refuse it with other contents."""
    facts = outcome.fact(Describe(candidate))
    other = _with_other_contents(facts)
    asked: dict[Probe, Facts] = {
        probe: outcome.fact(Evaluate(_with_name(probe.expression, name, candidate)))
        for check in checks
        for probe in check.probes()
        if isinstance(probe, Evaluate)
    }
    if not all(_passes(check, {Describe(name): facts, **asked}, outcome) for check in checks):
        return False
    if asked:
        return True
    return other is not None and not all(_passes(check, {Describe(name): other}, outcome) for check in checks)


def _with_name(expression: str, name: str, other: str) -> str:
    """The expression with another name in the place of one."""
    return re.sub(rf"\b{name}\b", other, expression)


def _passes(check: Check, facts: Mapping[Probe, Facts], outcome: Outcome) -> bool:
    try:
        return check.judge(replace(outcome, facts={**outcome.facts, **facts})).passed
    except Exception:  # a check that breaks recognises nothing
        return False


def _with_other_contents(facts: Facts) -> Facts | None:
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
