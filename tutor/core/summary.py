"""Facts in a few words: what an object is, and its shape or value, for one line of a table."""

from __future__ import annotations

from tutor.core import facts as f
from tutor.core.numbers import short


def what_it_is(facts: f.Facts) -> str:
    """`array of float64`, `Sequential model`, `training history`: a noun for the object."""
    match facts:
        case f.ArrayFacts(holder="ndarray", dtype=dtype):
            return f"array of {dtype}"
        case f.ArrayFacts(holder="list" | "tuple" as holder):
            return f"{holder} of numbers"
        case f.ArrayFacts(holder=holder, dtype=dtype):
            return f"{holder} of {dtype}"
        case f.ScalarFacts(holder=holder):
            return f"number ({holder})"
        case f.TextFacts():
            return "text"
        case f.ModelFacts(holder="Model"):
            return "model"
        case f.ModelFacts(holder=holder):
            return f"{holder} model"
        case f.LayerFacts(kind=kind):
            return f"{kind} layer"
        case f.HistoryFacts():
            return "training history"
        case f.DatasetFacts(holder=holder):
            return f"data set ({holder})"
        case f.NothingFacts():
            return "None"
        case f.ObjectFacts(holder=holder):
            return holder
        case f.MissingFacts():
            return "not defined"
        case _:
            return "unknown"


def in_short(facts: f.Facts) -> str:
    """Its shape, or its value when that is short. Plain text, one line."""
    match facts:
        case f.ArrayFacts(shape=shape, values=values) if facts.whole and len(shape) == 1 and len(values) <= 6:
            return f"{shape}  " + " ".join(_item(value) for value in values)
        case f.ArrayFacts(shape=shape, minimum=low, maximum=high) if low is not None and high is not None:
            return f"{shape}  from {short(low)} to {short(high)}" + ("" if facts.finite else ", with nan or inf")
        case f.ArrayFacts(shape=shape):
            return f"{shape}"
        case f.ScalarFacts(value=value):
            return _item(value)
        case f.TextFacts(value=value):
            return repr(value if len(value) <= 40 else value[:39] + "…")
        case f.ModelFacts(layers=layers, parameters=parameters, trained_epochs=epochs):
            trained = f", trained {epochs} epochs" if epochs else ""
            return f"{_count(len(layers), 'layer')}, {_count(parameters, 'parameter')}{trained}"
        case f.LayerFacts(name=name, parameters=parameters):
            return f"{name}, {_count(parameters, 'parameter')}"
        case f.HistoryFacts(epochs=epochs, metrics=metrics):
            last = metrics.get("loss")
            return _count(epochs, "epoch") + (f", last loss {short(last.last)}" if last else "")
        case f.DatasetFacts(element=element):
            return element
        case f.ObjectFacts(text=text):
            return text if len(text) <= 60 else text[:59] + "…"
        case f.FailedFacts(error=error, message=message):
            return f"{error}: {message}"
        case _:
            return ""


def _item(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return str(value)
    return short(value)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
