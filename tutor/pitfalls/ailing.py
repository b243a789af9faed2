"""A training that does not go well: what the doctor says of it when it is over."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.core.doctor import Ailment, diagnose
from tutor.core.doctor.reading import course_of
from tutor.pitfalls.finding import Finding, Scene

ALSO = {
    Ailment.GUESSING: ("learned nothing",),
    Ailment.STUCK: ("scale y",),
}
"""Other words that say the same."""


def find(scene: Scene) -> Iterator[Finding]:
    for fit, handled in scene.fits:
        if not fit.history.epochs:
            continue
        found = diagnose(course_of(fit.history, handled.model, fit.epochs))
        if found is not None:
            yield Finding(
                f"{handled.key} {found.ailment.value}",
                found.saw,
                found.why,
                found.then,
                found.word,
                ALSO.get(found.ailment, ()),
                ailment=found.ailment.value,
            )
