"""The answer among the questions: x is y, or one column of x is."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.pitfalls.finding import Finding, Scene
from tutor.pitfalls.model import title


def find(scene: Scene) -> Iterator[Finding]:
    for fit, handled in scene.fits:
        if fit.x is None:
            continue
        if fit.same_xy and fit.x.width == 1 and len(fit.x.shape) <= 2:
            yield Finding(
                handled.key,
                f"`{fit.x.name or 'x'}` went in as x and as y.",
                f"{title(handled)} learns to give back the question, which needs no learning.",
                "The second argument of `fit` is for the answers.",
                word="x and as y",
            )
        elif fit.leak is not None:
            yield Finding(
                handled.key,
                f"Column {fit.leak} of `{fit.x.name or 'x'}` is y itself.",
                "The model only has to copy it. For a new row nobody knows that column: it is the question.",
                f"Take it out: `np.delete({fit.x.name or 'x'}, {fit.leak}, axis=1)`.",
                word="column",
            )
