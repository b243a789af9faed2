"""`predict` with a flat array where the model takes rows: it works, and then only flat ones do."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.pitfalls.finding import Finding, Scene
from tutor.pitfalls.model import inline


def find(scene: Scene) -> Iterator[Finding]:
    models = {each.key: each for each in scene.happened.models}
    for asked in scene.happened.asked:
        handled = models.get(asked.key)
        shape = handled.model.input_shape if handled is not None else None
        if handled is None or shape is None or len(shape) != 2 or len(asked.x.shape) != 1:
            continue
        name = asked.x.name or "..."
        yield Finding(
            handled.key,
            f"`predict` got the shape {asked.x.shape}; {inline(handled)} takes rows, (n, {shape[1]}).",
            "This once Keras takes each number for a row. But it keeps to the first form it sees: the next "
            '`predict` with rows would fail with "unknown rank".',
            f"Keep to rows: `{name}.reshape(-1, 1)`. Should it fail later, compile the model again.",
            word="rank",
        )
