"""Notices that a line has taken from the learner what the lesson needs later, and says how to get it back."""

from __future__ import annotations

from collections.abc import Mapping

from tutor.core.acts import acts_of
from tutor.core.course import Lesson
from tutor.core.facts import Describe, Facts, FailedFacts, MissingFacts, ObjectFacts, Probe
from tutor.core.summary import what_it_is

LIBRARIES = frozenset({"module", "LazyLoader", "KerasLazyLoader"})
"""A library may be a module, or stand in for one that is loaded later: `from tensorflow import keras`."""


def at_risk(lesson: Lesson, position: int, code: str) -> tuple[Describe, ...]:
    """The names that this code binds or deletes and that the setup or a step before `position` has made.

    A name that the step's own solution makes anew is not among them: its checks say what is wrong with it.
    """
    made = set(acts_of(lesson.setup).binds)
    for step in lesson.steps[:position]:
        made |= step.subjects
    for step in lesson.steps[position : position + 1]:
        made -= acts_of(step.code).binds
    return tuple(Describe(name) for name in sorted(made & acts_of(code).binds))


def overwritten(before: Mapping[Probe, Facts], after: Mapping[Probe, Facts]) -> str:
    """One sentence when something was there and is gone, or is of another kind now; else empty."""
    for probe, was in before.items():
        now = after.get(probe, was)
        unknown = isinstance(was, (MissingFacts, FailedFacts)) or isinstance(now, FailedFacts)
        if isinstance(probe, Describe) and not unknown and _kind(was) != _kind(now):
            return (
                f"`{probe.name}` was made earlier ({what_it_is(was)}) and is now {what_it_is(now)}: "
                "`/reset` brings back everything as it was when this step began."
            )
    return ""


def _kind(facts: Facts) -> object:
    """Another length or another number is the same kind; a text in place of a model is not."""
    if not isinstance(facts, ObjectFacts):
        return type(facts)
    return "module" if facts.holder in LIBRARIES else facts.holder
