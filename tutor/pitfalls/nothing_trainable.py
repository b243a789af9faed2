"""A training in which no weight may move, or in which a change of `trainable` was not noticed."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.core.doctor.reading import course_of
from tutor.core.doctor.unmoved import frozen
from tutor.pitfalls.finding import Finding, Scene


def find(scene: Scene) -> Iterator[Finding]:
    for fit, handled in scene.fits:
        found = frozen(course_of(fit.history, handled.model, fit.epochs))
        if found is not None:
            yield Finding(handled.key, found.saw, found.why, found.then, found.word)
        elif fit.cold:
            yield Finding(
                handled.key,
                "`trainable` was changed after the model had been trained, without compiling it again.",
                "`fit` goes by what was set when it was first run, so the change had no effect here.",
                "Call `compile` once more after each change of `trainable`.",
                word="trainable",
            )
