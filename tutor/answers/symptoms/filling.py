"""Puts the learner's own names and numbers into what `symptoms.yaml` says and offers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from tutor.answers.symptoms.of_rate import limit
from tutor.answers.symptoms.seen import Seen
from tutor.core.model_reading import of_logits
from tutor.core.numbers import short

FILLINGS: Mapping[str, str] = {
    "model": "model",
    "x": "x",
    "y": "y",
    "loss": '"mean_squared_error"',
    "metrics": "",
    "optimizer": "Adam",
    "usual": "0.001",
    "rate": "0.001",
    "slower": "0.0001",
    "faster": "0.01",
    "epochs": "100",
    "more_epochs": "300",
    "batch": "128",
    "split": "0.2",
    "fresh": "keras.models.clone_model(model)",
}
"""What may stand in braces, and what is put there where the session has nothing of its own."""

_NAME = re.compile(r"\{(\w+)\}")
LARGER_BATCH = 4


def unfilled(text: str) -> str:
    """The first name in braces that stands for nothing; empty when all is well."""
    return next((name for name in _NAME.findall(text) if name not in FILLINGS), "")


def filled(text: str, seen: Seen | None) -> str:
    """The text with the learner's names and numbers. Empty where it needs a number that the session cannot have: a
    tenth of a learning rate that is a schedule."""
    own: dict[str, str | None] = {} if seen is None else {name: find(seen) for name, find in _OWN.items()}
    missing = False

    def put(found: re.Match[str]) -> str:
        nonlocal missing
        name = found[1]
        value = own.get(name, FILLINGS[name])
        missing = missing or value is None
        return value or ""

    text = _NAME.sub(put, text)
    return "" if missing else text


def _slower(seen: Seen) -> str | None:
    """A tenth, or what the inputs allow."""
    if seen.compiled is None:
        return FILLINGS["slower"]
    if seen.rate is None:
        return None
    most = limit(seen)
    return short(min(seen.rate / 10, most / 2) if most is not None else seen.rate / 10, 2)


def _faster(seen: Seen) -> str | None:
    """Ten times, or what the inputs allow; None when that is no more than it is."""
    if seen.compiled is None:
        return FILLINGS["faster"]
    if seen.rate is None:
        return None
    most = limit(seen)
    rate = min(10 * seen.rate, most / 2) if most is not None else 10 * seen.rate
    return short(rate, 2) if rate > 1.5 * seen.rate else None


def _loss(seen: Seen) -> str | None:
    """As `compile` takes it; none of the learner's own, which has no name here."""
    if seen.compiled is None or not seen.compiled.loss:
        return FILLINGS["loss"]
    if of_logits(seen.compiled):
        words = seen.loss_name.split("_")
        return f"keras.losses.{''.join(word.capitalize() for word in words)}(from_logits=True)"
    return f'"{seen.loss_name}"' if seen.loss_name else None


def _metrics(seen: Seen) -> str:
    """The argument behind a comma; empty without metrics."""
    names = seen.compiled.metrics if seen.compiled is not None and seen.compiled.metrics_known else ()
    return f", metrics=[{', '.join(chr(34) + name + chr(34) for name in names)}]" if names else ""


def _more_epochs(seen: Seen) -> str:
    return str(3 * seen.epochs) if seen.epochs else FILLINGS["more_epochs"]


def _fresh(seen: Seen) -> str | None:
    """A copy with new weights; none where it would lose what a Normalization layer has been adapted to."""
    return None if "Normalization" in seen.kinds else f"keras.models.clone_model({seen.name})"


def _batch(seen: Seen) -> str:
    size = seen.fit.batch_size if seen.fit is not None and seen.fit.batch_size else 32
    return str(LARGER_BATCH * size)


_OWN: Mapping[str, Callable[[Seen], str | None]] = {
    "model": lambda seen: seen.name,
    "x": lambda seen: seen.x.name if seen.x is not None and seen.x.name.isidentifier() else FILLINGS["x"],
    "y": lambda seen: seen.y.name if seen.y is not None and seen.y.name.isidentifier() else FILLINGS["y"],
    "loss": _loss,
    "metrics": _metrics,
    "optimizer": lambda seen: seen.optimizer or FILLINGS["optimizer"],
    "usual": lambda seen: short(seen.usual_rate),
    "slower": _slower,
    "faster": _faster,
    "epochs": lambda seen: str(seen.epochs or FILLINGS["epochs"]),
    "more_epochs": _more_epochs,
    "batch": _batch,
    "split": lambda seen: short(seen.fit.split) if seen.fit is not None and seen.fit.split else FILLINGS["split"],
    "rate": lambda seen: short(seen.rate if seen.rate is not None else seen.usual_rate),
    "fresh": _fresh,
}
