"""What an earlier step has found right must still be right where a later one builds on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from tutor.core.acts import acts_of
from tutor.core.course import Lesson, Standing, Step
from tutor.core.facts import Drawn, Evaluate, Rows
from tutor.core.protocols import Check
from tutor.core.renamed import names_of
from tutor.core.verdict import Judgement, not_yet

OF_THE_MOMENT = ("answers_of", "measured", "predict", "evaluate", "history", "params", "print")
"""An expression with one of these looks at a model or a training, which go on changing as they should."""
LASTING = ("array", "scalar", "python")
"""The checks that look at data, by their first fields."""


def with_standing(lesson: Lesson) -> Lesson:
    """The lesson, in which each step knows the checks of earlier ones that its own results stand on."""
    steps: list[Step] = []
    for step in lesson.steps:
        steps.append(replace(step, standing=tuple(_standing(step, steps))) if step.runs_code else step)
    return replace(lesson, steps=tuple(steps))


def _standing(step: Step, earlier: Sequence[Step]) -> Iterable[Standing]:
    """The checks of data that this step reads and does not make, of the step that made them last."""
    needed = _read_by(step) - acts_of(step.code).binds
    made: dict[str, Step] = {}
    for each in earlier:
        made |= dict.fromkeys(acts_of(each.code).binds, each)
    for each in earlier:
        own = {name for name, maker in made.items() if maker is each}
        for check in each.expect:
            names = set(names_of(each, check))
            if names & needed and names <= own and _lasts(check):
                yield Standing(each.id, tuple(sorted(names & needed)), check)


def _read_by(step: Step) -> frozenset[str]:
    """The names that the solution reads, and those that the checks name."""
    written = [step.code]
    for check in step.expect:
        for probe in check.probes():
            match probe:
                case Rows(groups=groups):
                    written += [expression for group in groups for expression in group]
                case Evaluate(expression=expression):
                    written.append(expression)
                case Drawn(expressions=expressions):
                    written += expressions
                case _:
                    pass
    return frozenset[str]().union(*(acts_of(each).reads for each in written))


def _lasts(check: Check) -> bool:
    if getattr(check, "of", "") or not any(hasattr(check, word) for word in LASTING):
        return False
    asked = [probe.expression for probe in check.probes() if isinstance(probe, Evaluate)]
    return not any(word in expression for expression in asked for word in OF_THE_MOMENT)


def fallen(standing: Standing) -> Judgement:
    """What to say when something an earlier step made is not what it was."""
    names = " and ".join(f"`{name}`" for name in standing.names)
    has = "has" if len(standing.names) == 1 else "have"
    return not_yet(
        f"{names} {has} changed since the step `{standing.step}` found {'it' if has == 'has' else 'them'} right. "
        "What was just done went by other data than the lesson does, so it may mean something else. `/reset` "
        "brings back what there was when this step began."
    )
