"""From an outcome to a verdict: judge only an attempt, results first, the author's known mistakes next."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from msgspec.structs import replace

from tutor.core.acts import acts_of
from tutor.core.course import Step
from tutor.core.difference import difference
from tutor.core.execution import Error, Status
from tutor.core.facts import Describe, MissingFacts, Probe
from tutor.core.handmade import typed_in
from tutor.core.outcome import Outcome
from tutor.core.protocols import Check
from tutor.core.renamed import names_anew, names_of, renamed
from tutor.core.standing import fallen
from tutor.core.syntax import alike, parsed
from tutor.core.verdict import NOT_ATTEMPTED, PASSED, Judgement, Verdict, not_yet


def probes_of(step: Step) -> tuple[Probe, ...]:
    """Every fact that judging the step may need, each once."""
    later = [standing.check for standing in step.standing]
    checks: list[Check] = [*step.expect, *(mistake.when for mistake in step.mistakes), *later]
    named = [Describe(name) for check in step.expect for name in names_of(step, check)]
    return tuple(dict.fromkeys([*(probe for check in checks for probe in check.probes()), *named]))


PREPARING = frozenset({"adapt", "add", "build", "compile"})
"""Methods that change their object for good, and give nothing back."""

AS_GIVEN = "These are the lines as they were given. Now change what is wrong in them, and run them again."
"""Said when lines to be mended were run, or pasted, unchanged."""


def judge(step: Step, outcome: Outcome) -> Judgement:
    """What one run means for one step: as `assess`, but lines to be mended are no attempt as they are."""
    if step.gives(outcome.code):
        return Judgement(Verdict.NOT_ATTEMPTED, AS_GIVEN)
    return assess(step, outcome) if step.judged else _ran(step, outcome)


def _ran(step: Step, outcome: Outcome) -> Judgement:
    """Of a step that nothing is right or wrong of: whether its lines ran, or others that do what they do."""
    if outcome.status not in (Status.OK, Status.ERROR):
        return NOT_ATTEMPTED
    if not alike(outcome.code, step.code) and not step.resembles(outcome.code):
        return NOT_ATTEMPTED
    return PASSED if outcome.status is Status.OK else Judgement(Verdict.ERRORED)


def assess(step: Step, outcome: Outcome) -> Judgement:
    """What one run means for one step, whoever wrote the code.

    A line that does not try the step is NOT_ATTEMPTED, whatever else it did; so is one that does a first part of
    it right, with a message that says so. A line that raised is ERRORED, or
    NOT_YET when its author foresaw the error. Otherwise every expected check must pass, by whatever route, and no
    foreseen mistake that `stands` may have been made.
    """
    if outcome.status not in (Status.OK, Status.ERROR):
        return NOT_ATTEMPTED
    if not step.attempts(outcome.acts) and not names_anew(step, outcome.code):
        return renamed(step, outcome) or NOT_ATTEMPTED
    if outcome.status is Status.ERROR:
        return _foreseen(step, outcome) or Judgement(Verdict.ERRORED)
    verdicts = [_guarded(check, outcome) for check in step.expect]
    broken = next((each for each in verdicts if each.verdict is Verdict.CHECK_FAILED), None)
    if broken is not None:
        return broken
    failed = next((each for each in verdicts if not each.passed), None)
    if failed is None:
        stands = _foreseen(step, outcome, standing=True) or typed_in(step, outcome) or _fallen(step, outcome)
        return stands or PASSED
    if failed.verdict is Verdict.NOT_ATTEMPTED:
        return failed
    if _only_begins(step, outcome.code):
        return NOT_ATTEMPTED
    if other := renamed(step, outcome):
        return other
    told, first = _foreseen(step, outcome), _half_way(step, outcome, verdicts)
    if first is not None or _first_lines(step, outcome.code):
        return _as_note(told, outcome) if told else first or NOT_ATTEMPTED
    return told or _sharper(step, outcome, failed)


def _fallen(step: Step, outcome: Outcome) -> Judgement | None:
    """What to say when the data that the step stands on are not what they were."""
    for standing in step.standing:
        if _guarded(standing.check, outcome).verdict in (Verdict.NOT_YET, Verdict.NOT_ATTEMPTED):
            return fallen(standing)
    return None


def _first_lines(step: Step, code: str) -> bool:
    """Whether all of these lines stand in the solution, and its last line is not among them."""
    own, solution = (parsed(text) for text in (code, step.code))
    if own is None or solution is None or not own.body:
        return False
    lines = [ast.dump(each) for each in solution.body[:-1]]
    return all(ast.dump(each) in lines for each in own.body)


def _as_note(told: Judgement, outcome: Outcome) -> Judgement:
    """The author's words to a line that is right so far; what they offer may need what is still to come."""
    lacking = any(
        isinstance(probe, Describe) and isinstance(facts, MissingFacts) and probe.name in acts_of(told.offer).reads
        for probe, facts in outcome.facts.items()
    )
    return Judgement(Verdict.NOT_ATTEMPTED, told.message, "" if lacking else told.offer)


def _half_way(step: Step, outcome: Outcome, verdicts: Sequence[Judgement]) -> Judgement | None:
    """A line that makes one of several things, and makes it right, is no wrong answer: the rest comes next.

    What the step is to make anew and still holds what an earlier step has made is still to come, too.
    """
    acts, solution = outcome.acts, acts_of(step.code)
    prepared = {call.split(".")[0] for call in acts.calls if call.rpartition(".")[2] in PREPARING}
    touched = acts.binds | acts.changes | prepared
    absent = {
        name
        for check in step.expect
        for name in names_of(step, check)
        if name not in acts.binds
        and (isinstance(outcome.fact(Describe(name)), MissingFacts) or name in outcome.old & solution.binds)
    }
    there, missing, doubtful = [], [], set()
    for check, verdict in zip(step.expect, verdicts, strict=True):
        names = names_of(step, check)
        if not verdict.passed and not absent & set(names):
            return None
        missing += [name for name in names if name in absent]
        there += [name for name in names if name in touched - absent]
        doubtful |= set(names) if not verdict.passed and set(names) & outcome.old else set()
    if not there or not missing:
        return None
    subjects = {check.subject for check in step.expect}
    right = [name for name in there if name in subjects - doubtful]
    done = f"`{right[0]}` is right" if right else f"`{there[0]}` is there"
    return Judgement(Verdict.NOT_ATTEMPTED, f"{done}. `{missing[0]}` is still to come.")


def _only_begins(step: Step, code: str) -> bool:
    """Whether code makes nothing but what a loop is to fill: empty lists, or 0 where the step computes."""
    tree, solution = parsed(code), parsed(step.code)
    fixed = {
        target.id
        for node in ast.walk(solution or ast.Module([], []))
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    return tree is not None and all(
        isinstance(each, ast.Assign)
        and ast.unparse(each.value) in ("0", "0.0", "[]", "{}", "list()", "dict()")
        and not any(isinstance(target, ast.Name) and target.id in fixed for target in each.targets)
        for each in tree.body
    )


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


def _foreseen(step: Step, outcome: Outcome, *, standing: bool = False) -> Judgement | None:
    """The author's words for this wrong turn, when it is a known one; with `standing`, one that always counts."""
    stale = outcome.old & acts_of(step.code).binds
    for mistake in step.mistakes:
        if standing and not mistake.stands:
            continue
        # After an error the variables are those of an earlier line: only the error itself can tell.
        if outcome.status is Status.ERROR and mistake.when.probes():
            continue
        if stale.intersection(names_of(step, mistake.when)):
            continue  # it would speak of what an earlier step has made
        if _guarded(mistake.when, outcome).passed:
            return not_yet(mistake.say.strip(), mistake.offer.strip())
    return None


def _guarded(check: Check, outcome: Outcome) -> Judgement:
    """A check that breaks is our mistake: it must cost the learner nothing."""
    try:
        return check.judge(outcome)
    except Exception as error:
        return Judgement(Verdict.CHECK_FAILED, f"{type(check).__name__}: {type(error).__name__}: {error}")
