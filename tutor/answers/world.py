"""What the live session holds, as far as a question needs it: the model, its history, the variables."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct, field

from tutor.core.facts import (
    Evaluate,
    Facts,
    HistoryFacts,
    ModelFacts,
    Predict,
    Probe,
    ScalarFacts,
    Trainings,
    Variables,
    VariablesFacts,
)
from tutor.core.protocols import Queryable

PATIENCE = 2.0
"""Seconds that a question waits for the session."""
_NAME = re.compile(r"[A-Za-z_]\w*")


class World(Struct, frozen=True):
    """The facts behind one answer."""

    question: str
    session: Queryable
    variables: Mapping[str, Facts] = field(default_factory=dict)
    model_name: str = ""
    """The model that the question names, else the latest; empty without one."""

    @property
    def model(self) -> ModelFacts | None:
        found = self.variables.get(self.model_name)
        return found if isinstance(found, ModelFacts) else None

    @property
    def named(self) -> tuple[str, ...]:
        """The variables that the question names, in its order."""
        return tuple(dict.fromkeys(name for name in _NAME.findall(self.question) if name in self.variables))

    def history(self) -> HistoryFacts | None:
        """What the model's trainings left behind, all of them as one; None before the first.

        Where the session keeps no record of them, its latest `fit`, kept in a variable or not.
        """
        if self.model is None or not self.model.trained_epochs:
            return None
        together = self._ask(Trainings(self.model_name))
        if isinstance(together, HistoryFacts) and "loss" in together.metrics:
            return together
        own = self._ask(Evaluate(f"{self.model_name}.history"))
        kept = [facts for facts in self.variables.values() if isinstance(facts, HistoryFacts)]
        found = own if isinstance(own, HistoryFacts) else kept[-1] if kept else None
        return found if found is not None and "loss" in found.metrics else None

    def updates(self) -> int | None:
        """How often all trainings since `compile` have changed the weights; None when nobody can say."""
        counted = self._ask(Evaluate(f"int({self.model_name}.optimizer.iterations)"))
        return int(counted.value) if isinstance(counted, ScalarFacts) else None

    def steps(self) -> int | None:
        """Batches in an epoch of the latest `fit`; None when nobody can say."""
        counted = self._ask(Evaluate(f"int({self.model_name}.history.params['steps'])"))
        return int(counted.value) if isinstance(counted, ScalarFacts) else None

    def prediction(self, rows: tuple[tuple[float, ...], ...]) -> Facts:
        return self._ask(Predict(self.model_name, rows))

    def _ask(self, probe: Probe) -> Facts:
        return self.session.query([probe], timeout=PATIENCE)[0]


def look(question: str, session: Queryable) -> World | None:
    """The session as it is now; None when it cannot be asked."""
    (found,) = session.query([Variables()], timeout=PATIENCE)
    if not isinstance(found, VariablesFacts):
        return None
    models = [name for name, facts in found.variables.items() if isinstance(facts, ModelFacts)]
    meant = [name for name in _NAME.findall(question) if name in models]
    return World(question, session, found.variables, (meant or models or [""])[-1])
