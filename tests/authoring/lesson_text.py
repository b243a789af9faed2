"""A small lesson in the real vocabulary, and a scripted session in which all it claims is true."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tutor.core.execution import Done, Error, Status
from tutor.core.facts import (
    ArrayFacts,
    CompiledFacts,
    Facts,
    HistoryFacts,
    LayerFacts,
    MetricFacts,
    MissingFacts,
    ModelFacts,
)
from tutor.session.scripted import Reply, ScriptedSession

LESSON = """\
format: 1
id: line
title: The line
goal: One neuron finds a rule.
minutes: 5
concepts: [weight]
random_seed: 7
setup: import numpy as np
steps:
  - id: hello
    kind: read
    say: Six points are all there is.
  - id: points
    kind: data
    code: x = np.array([1.0, 2.0])
    accept:
      - x = np.arange(1.0, 3.0)
    expect:
      - array: x
        equals: [1, 2]
    mistakes:
      - example: x = np.array([1.0])
        when: {array: x, length: 1}
        say: There is one number, and the step asks for two.
    show: [{table: [x]}]
    hints: [Two numbers., The numbers 1 and 2.]
  - id: neuron
    kind: model
    code: model = make(1)
    expect:
      - layers: model
        input_shape: [1]
  - id: train
    kind: fit
    code: history = model.fit(x, x, epochs=2)
    accept:
      - history = model.fit(x, x, batch_size=1, epochs=2)
    expect:
      - history: history
        epochs: 2
"""

GLOSSARY = "- {id: weight, term: Weight, text: What a feature counts.}\n"
COURSE = "title: A course\nlessons: [01-line.yaml]\n"
ERRORS = "- {id: name, exception: NameError, say: That name is not known.}\n"


def write_course(directory: Path, lesson: str = LESSON) -> Path:
    """A whole course in that directory; returns its lesson's path."""
    for name, text in (
        ("course.yaml", COURSE), ("glossary.yaml", GLOSSARY), ("errors.yaml", ERRORS), ("01-line.yaml", lesson)
    ):  # fmt: skip
        (directory / name).write_text(text)
    return directory / "01-line.yaml"


def array(*values: float) -> ArrayFacts:
    return ArrayFacts((len(values),), "float64", minimum=min(values), maximum=max(values), values=values)


def model(epochs: int) -> ModelFacts:
    layer = LayerFacts("Dense", "dense", {"units": 1}, (None, 1), 2)
    compiled = CompiledFacts("mean_squared_error", optimizer="Adam")
    return ModelFacts(
        built=True,
        layers=(layer,),
        input_shape=(None, 1),
        output_shape=(None, 1),
        parameters=2,
        trainable=2,
        compiled=compiled,
        trained_epochs=epochs,
    )


def trained() -> Mapping[str, Facts]:
    losses = MetricFacts(first=2.0, last=1.0, best=1.0, best_epoch=2, curve=(2.0, 1.0))
    return {"history": HistoryFacts(2, 0.1, {"loss": losses}), "model": model(2)}


REPLIES = {
    "x = np.array([1.0, 2.0])": Reply(facts={"x": array(1, 2)}),
    "x = np.arange(1.0, 3.0)": Reply(facts={"x": array(1, 2)}),
    "x = np.array([1.0])": Reply(facts={"x": array(1)}),
    "model = make(1)": Reply(facts={"model": model(0)}),
    "history = model.fit(x, x, epochs=2)": Reply(facts=trained()),
    "history = model.fit(x, x, batch_size=1, epochs=2)": Reply(facts=trained()),
    **{f"del {name}": Reply(facts={name: MissingFacts()}) for name in ("x", "model", "history")},
    "boom": Reply((Error("NameError", "name 'boom' is not defined"), Done(Status.ERROR))),
}


def session(**changed: Reply) -> ScriptedSession:
    """A session for the lesson; `changed` replaces replies by the name that their code binds."""
    replies = dict(REPLIES)
    for name, reply in changed.items():
        code = next(code for code in replies if code.startswith(f"{name} ="))
        replies[code] = reply
    return ScriptedSession(replies)
