"""Facts and probes as JSON, on their way between the tutor and the kernel.

On the wire a fact is a JSON object with its kind under `$facts`; numbers that JSON lacks travel as
`{"$float": "nan"}`, `"inf"` or `"-inf"`. `decode` turns that into the records below.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import asdict

from tutor.core.facts import (
    ArrayFacts,
    CompiledFacts,
    DatasetFacts,
    FailedFacts,
    FlawFacts,
    HappenedFacts,
    HistoryFacts,
    LayerFacts,
    MetricFacts,
    MissingFacts,
    ModelFacts,
    NothingFacts,
    ObjectFacts,
    Probe,
    ResultFacts,
    ScalarFacts,
    TextFacts,
    VariablesFacts,
)
from tutor.core.film import FilmFacts, Past
from tutor.core.happened import AskedFacts, FitFacts, GivenFacts, HandledFacts
from tutor.core.inside import LayerStep, StepFacts
from tutor.core.landscape import LandscapeFacts
from tutor.core.origins import PartFacts, RowsFacts, RunFacts
from tutor.core.patient import Patient
from tutor.core.runs import RunsFacts, ToldRun

_KINDS: dict[str, type[Any]] = {
    "missing": MissingFacts,
    "failed": FailedFacts,
    "nothing": NothingFacts,
    "scalar": ScalarFacts,
    "text": TextFacts,
    "array": ArrayFacts,
    "layer": LayerFacts,
    "compiled": CompiledFacts,
    "model": ModelFacts,
    "metric": MetricFacts,
    "history": HistoryFacts,
    "dataset": DatasetFacts,
    "object": ObjectFacts,
    "result": ResultFacts,
    "variables": VariablesFacts,
    "given": GivenFacts,
    "handled": HandledFacts,
    "fit": FitFacts,
    "asked": AskedFacts,
    "happened": HappenedFacts,
    "part": PartFacts,
    "run": RunFacts,
    "rows": RowsFacts,
    "runs": RunsFacts,
    "told": ToldRun,
    "flaw": FlawFacts,
    "landscape": LandscapeFacts,
    "film": FilmFacts,
    "moment": Past,
    "next_step": StepFacts,
    "layer_step": LayerStep,
    "patient": Patient,
}
_NAMES = {facts: name for name, facts in _KINDS.items()}


def encode_probe(probe: Probe) -> dict[str, Any]:
    """The probe as plain JSON: `{"probe": "Describe", "name": "model"}`."""
    return {"probe": type(probe).__name__, **asdict(probe)}


def encode(value: Any) -> Any:
    """Facts, or any plain value inside them, as JSON: the inverse of `decode`."""
    if type(value) in _NAMES:
        plain = {name: encode(each) for name, each in asdict(value).items()}
        return {"$facts": _NAMES[type(value)], **plain}
    if isinstance(value, Mapping):
        return {str(key): encode(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [encode(item) for item in value]
    if isinstance(value, float) and value - value != 0:  # nan and the infinities: JSON has none
        return {"$float": repr(value)}
    return value


def decode(value: Any) -> Any:
    """Turn the runtime's JSON into facts. Unknown fields are dropped: a kernel may be newer.

    Raises ValueError for a kind that does not exist.
    """
    if isinstance(value, list):
        return tuple(decode(item) for item in value)
    if not isinstance(value, dict):
        return value
    if "$float" in value:
        return float(value["$float"])
    if "$facts" not in value:
        return {key: decode(item) for key, item in value.items()}
    facts = _KINDS.get(value["$facts"])
    if facts is None:
        raise ValueError(f"no facts of kind {value['$facts']!r}; known: {', '.join(_KINDS)}")
    return facts(**{key: decode(item) for key, item in value.items() if key in facts.__struct_fields__})
