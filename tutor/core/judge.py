"""From an outcome to a verdict: judge only an attempt, results first, the author's known mistakes next."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from tutor.core.acts import acts_of
from tutor.core.course import Step
from tutor.core.difference import difference
from tutor.core.execution import Error, Status
from tutor.core.facts import Describe, MissingFacts, Probe
from tutor.core.outcome import Outcome
from tutor.core.protocols import Check
from tutor.core.renamed import renamed
from tutor.core.verdict import NOT_ATTEMPTED, PASSED, Judgement, Verdict, not_yet


def probes_of(step: Step) -> tuple[Probe, ...]:
    """Every fact that judging the step may need, each once."""
    checks: list[Check] = [*step.expect, *(mistake.when for mistake in step.mistakes)]
    return tuple(dict.fromkeys(probe for check in checks for probe in check.probes()))


AS_GIVEN = "These are the lines as they were given. Now change what is wrong in them, and run them again."
"""Said when lines to be mended were run, or pasted, unchanged."""


def judge(step: Step, outcome: Outcome) -> Judgement:
    """What one run means for one step: as `assess`, but lines to be mended are no attempt as they are."""
    if step.gives(outcome.code):
        return Judgement(Verdict.NOT_ATTEMPTED, AS_GIVEN)
    return assess(step, outcome)


def assess(step: Step, outcome: Outcome) -> Judgement:
    """What one run means for one step, whoever wrote the code.

    A line that does not try the step is NOT_ATTEMPTED, whatever else it did; so is one that does a first part of
    it right, with a message that says so. A line that raised is ERRORED, or
    NOT_YET when its author foresaw the error. Otherwise every expected check must pass, by whatever route.
    """
    if outcome.status not in (Status.OK, Status.ERROR):
        return NOT_ATTEMPTED
    if not step.attempts(outcome.acts):
        return renamed(step, outcome) or NOT_ATTEMPTED
    if outcome.status is Status.ERROR:
        return _foreseen(step, outcome) or Judgement(Verdict.ERRORED)
    verdicts = [_guarded(check, outcome) for check in step.expect]
    broken = next((each for each in verdicts if each.verdict is Verdict.CHECK_FAILED), None)
    if broken is not None:
        return broken
    failed = next((each for each in verdicts if not each.passed), None)
    if failed is None:
        return PASSED
    told = _foreseen(step, outcome) or renamed(step, outcome) or _half_way(step, outcome, verdicts)
    return told or _sharper(step, outcome, failed)


def _half_way(step: Step, outcome: Outcome, verdicts: Sequence[Judgement]) -> Judgement | None:
    """A line that makes one of several things, and makes it right, is no wrong answer: the rest comes next."""
    done, missing, wrong = [], [], []
    for check, verdict in zip(step.expect, verdicts, strict=True):
        subject = check.subject
        if verdict.passed:
            done += [subject] if subject in outcome.acts.binds else []
        elif isinstance(outcome.fact(Describe(subject)), MissingFacts) and subject not in outcome.acts.binds:
            missing += [subject] if subject else []
        else:
            wrong.append(subject)
    if wrong or not done or not missing:
        return None
    return Judgement(Verdict.NOT_ATTEMPTED, f"`{done[0]}` is right. `{missing[0]}` is still to come.")


def _sharper(step: Step, outcome: Outcome, failed: Judgement) -> Judgement:
    """Where a check can only say that it is not right, what differs from the nearest solution, in its place."""
    words = difference(outcome.code, (step.code, *step.accept)) if failed.vague else ""
    return replace(failed, message=failed.message.replace(failed.vague, words), vague="") if words else failed


def foreseen_error(step: Step | None, error: Error, code: str) -> Judgement | None:
    """What the author of the step has to say to this error; None when nobody foresaw it."""
    acts = acts_of(code)
    if step is None or not step.attempts(acts):
        return None
    return _foreseen(step, Outcome(code, acts, Status.ERROR, error=error))


def _foreseen(step: Step, outcome: Outcome) -> Judgement | None:
    """The author's words for this wrong turn, when it is a known one."""
    for mistake in step.mistakes:
        # After an error the variables are those of an earlier line: only the error itself can tell.
        if outcome.status is Status.ERROR and mistake.when.probes():
            continue
        if _guarded(mistake.when, outcome).passed:
            return not_yet(mistake.say.strip(), mistake.offer.strip())
    return None


def _guarded(check: Check, outcome: Outcome) -> Judgement:
    """A check that breaks is our mistake: it must cost the learner nothing."""
    try:
        return check.judge(outcome)
    except Exception as error:
        return Judgement(Verdict.CHECK_FAILED, f"{type(check).__name__}: {type(error).__name__}: {error}")
