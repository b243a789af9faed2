"""Tries answers that no author wrote down: wrong ones that must not pass, right ones that must.

In the quick form a `fit` runs for one epoch, and what its numbers came to is left out of account: an answer must
fall by what went into it. Whether a number alone tells right from wrong takes whole trainings, and is left to the
thorough form, as are the right answers that train.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from tutor.authoring.right_answers import right_answers
from tutor.authoring.wrong_answers import Variant, wrong_answers
from tutor.checks.history import HistoryCheck
from tutor.checks.runs import RunsCheck
from tutor.checks.weights import WeightsCheck
from tutor.core.acts import acts_of
from tutor.core.course import Step
from tutor.core.execution import Status
from tutor.core.facts import Facts, HistoryFacts, Probe
from tutor.core.judge import assess
from tutor.core.outcome import Outcome
from tutor.core.protocols import Check

OF_EACH_KIND = 1
"""Wrong answers of one kind and of one name that are tried in the quick form."""
QUICKLY = 6
"""Wrong answers to one step, in the quick form."""
GOES_IN = ("rows", "earlier", "model", "by hand", "swapped")
"""Kinds that must fall by what went into a training, whatever its numbers."""

Try = Callable[[Sequence[str]], list[Outcome]]
"""Runs cells one after the other where the step begins, gives what came of each, and takes them back."""


def trains(code: str) -> bool:
    """Whether these lines, or a function of an earlier step that they call, train a model."""
    calls = {call.rpartition(".")[2] for call in acts_of(code).calls}
    return bool(calls & {"fit", "train"})


def wrong_ones(
    step: Step, before: Mapping[str, Facts], after: Mapping[str, Facts], thorough: bool
) -> list[Variant]:
    """The wrong answers that are tried."""
    found = wrong_answers(step, before, after)
    if thorough:
        return found
    if trains(step.code):
        found = [each for each in found if each.kind in GOES_IN]
    kept: list[Variant] = []
    for each in found:
        if sum((other.kind, other.what) == (each.kind, each.what) for other in kept) < OF_EACH_KIND:
            kept.append(each)
    return kept[:QUICKLY]


def that_pass(step: Step, variants: Sequence[Variant], attempt: Try, thorough: bool) -> Iterator[str]:
    """For each wrong answer a sentence if it passes; empty when it does not."""
    judged = step if thorough else without_numbers(step)
    for variant in variants:
        passes = any(_passed(judged, outcome, thorough) for outcome in attempt((variant.code,)))
        told = f"A wrong answer passes ({variant.kind}, `{variant.what}`): {_short(variant.code)}"
        yield told + " Ask what went in, or say under `free` why it is right." if passes else ""


def that_are_refused(step: Step, attempt: Try, thorough: bool) -> Iterator[str]:
    """For each right answer a sentence if it is refused; empty when it passes."""
    if trains(step.code) and not thorough:
        return
    for route in right_answers(step):
        if route.how in step.free:
            continue
        outcomes = attempt(route.cells)
        if any(outcome.status is Status.ERROR for outcome in outcomes):
            continue  # written so, it does not even run: no right answer
        here = tuple(route.cells)
        judgements = [assess(step, replace(outcome, here=here)) for outcome in outcomes]
        if any(judgement.passed for judgement in judgements):
            yield ""
        else:
            said = " ".join(judgements[-1].message.split())
            yield f"A right answer is refused ({route.how}): {_short(route.cells[-1])} It is told: {said}"


def without_numbers(step: Step) -> Step:
    """The step as it would judge if all trainings came to the numbers it asks for."""
    return replace(step, expect=tuple(map(_without, step.expect)))


def _without(check: Check) -> Check:
    if isinstance(check, HistoryCheck):
        return replace(check, first={}, last={}, best={}, falling=False, runs_away=False)
    if isinstance(check, RunsCheck):
        return replace(check, runs=replace(check.runs, best={}))
    return replace(check, near=(), within=0.0) if isinstance(check, WeightsCheck) else check


def _passed(step: Step, outcome: Outcome, thorough: bool) -> bool:
    seen = outcome if thorough else replace(outcome, facts=as_asked(outcome.facts))
    return assess(step, seen).passed


def as_asked(facts: Mapping[Probe, Facts]) -> dict[Probe, Facts]:
    """The facts with as many epochs as each `fit` was asked for."""
    return {
        probe: replace(each, epochs=each.run.epochs) if isinstance(each, HistoryFacts) and each.run else each
        for probe, each in facts.items()
    }


def _short(code: str) -> str:
    line = " ; ".join(code.strip().splitlines())
    return f"`{line if len(line) <= 160 else line[:159] + '…'}`."
