"""nan or infinity in the training data: one such number turns every weight into nan."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.pitfalls.finding import Finding, Scene


def find(scene: Scene) -> Iterator[Finding]:
    for fit, handled in scene.fits:
        for letter, data in (("x", fit.x), ("y", fit.y)):
            if data is not None and not data.finite:
                name = data.name or letter
                yield Finding(
                    handled.key,
                    f"There is a nan or an infinity in `{name}`, the {letter} of this training.",
                    "Whatever is calculated with nan is nan: first the loss, then all weights, for good.",
                    f"Look for it with `np.isfinite({name}).all()`, drop or fill those rows, "
                    "and train a fresh model.",
                    word="nan",
                )
                break
