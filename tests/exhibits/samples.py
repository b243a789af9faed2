"""A session without a kernel: expressions are evaluated here, with the runtime's own samples, over fake models."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from tutor.core.events import Event
from tutor.core.facts import Describe, Evaluate, Facts, MissingFacts, Probe
from tutor.core.outcome import Outcome
from tutor.core.protocols import Exhibit
from tutor.core.wire import decode
from tutor.runtime import samples
from tutor.runtime.arrays import array_facts


@dataclass
class Model:
    """As far as a drawing can tell, a Keras model."""

    rule: Callable[[Any], Any]
    """From rows to answers."""
    built: bool = True

    def __call__(self, rows: Any, training: bool) -> Any:
        assert training is False
        return self.rule(np.asarray(rows))


def answer(probe: Probe, facts: dict[str, Facts], names: dict[str, Any]) -> Facts:
    """What the session would say."""
    if isinstance(probe, Describe):
        return facts.get(probe.name, MissingFacts(probe.name))
    assert isinstance(probe, Evaluate)
    value = eval(probe.expression, {**names, "__samples__": samples})
    described: Facts = decode(array_facts(value, "ndarray"))
    return described


def drawn(exhibit: Exhibit, facts: dict[str, Facts] | None = None, **names: Any) -> list[Event]:
    """What an exhibit draws when the session holds these objects."""
    answers = {probe: answer(probe, facts or {}, names) for probe in exhibit.probes()}
    return list(exhibit.draw(Outcome("", facts=answers)))
