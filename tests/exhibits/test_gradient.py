"""The next step by hand: tables of true numbers, and what strikes in the layers."""

from __future__ import annotations

import pytest

from tests.chatting import Chat, words
from tutor.core.drawings import Table
from tutor.core.events import Listing
from tutor.core.execution import TrainingEnded
from tutor.core.inside import LayerStep, NextStep, StepFacts
from tutor.core.runs import Curve, Run
from tutor.core.written_fit import batch_line
from tutor.exhibits.gradient import remarks, shown
from tutor.session.scripted import Reply, ScriptedSession
from tutor.steps.read import ReadStep

LINE = StepFacts(
    model="model",
    key="k",
    optimizer="SGD",
    plain=True,
    rate=0.1,
    loss_name="mean_squared_error",
    samples=2,
    rows=2,
    loss=10.0,
    after=4.0,
    names=("weight", "bias"),
    old=(1.0, 0.0),
    derivatives=(-4.0, -2.0),
    new=(1.4, 0.2),
    inputs=((0.0,), (2.0,)),
    targets=(0.0, 4.0),
    predictions=(0.0, 2.0),
    shares=((0.0, 0.0), (-4.0, -2.0)),
)


def test_a_line_is_told_sample_by_sample_and_number_by_number() -> None:
    events = list(shown(LINE))
    samples, numbers = (event for event in events if isinstance(event, Table))
    assert samples.rows[-1] == ("all", "", "", "", "-4", "-2") and "2 × error × x / 2" in samples.note
    assert numbers.rows[0] == ("weight", "-4", "-0.4", "1", "1.4")
    assert "goes up, by 0.1 × 4 = 0.4" in words(events) and "falls from 10 to 4" in words(events)


def test_enter_takes_the_step_on_the_data_as_the_learner_wrote_it() -> None:
    fit = "history = model.fit(a, b, epochs=5)"
    run = Run(key="k", model="model", metrics={"loss": Curve((1,), (2.0,))}, epochs=1, asked=1)
    session = ScriptedSession(
        {fit: Reply((TrainingEnded(1, 0.1, run=run),))},
        answers={NextStep(): LINE, NextStep("other"): StepFacts(problem="`other` is no Keras model.")},
    )
    chat = Chat([ReadStep(id="welcome", say="Hello.")], session)
    chat(fit)
    assert any(isinstance(event, Listing) for event in chat("/gradient"))
    chat("")
    assert session.ran[-1] == "model.train_on_batch(a, b)"
    assert "no Keras model" in words(chat("/gradient other"))
    assert "takes a model" in words(chat("/gradient a b c d"))


@pytest.mark.parametrize(
    ("fit", "samples", "rows", "line"),
    [
        ("m.fit(x, y)", 6, 6, "m.train_on_batch(x, y)"),
        ("h = m.fit(x / 2, y, batch_size=4)", 4, 6, "m.train_on_batch((x / 2)[:4], y[:4])"),
        ("m.fit(x=x, y=f(y), validation_split=0.5)", 3, 3, "m.train_on_batch(x[:3], f(y)[:3])"),
        ("m.fit({'a': p, 'b': q}, y)", 4, 6, "m.train_on_batch({'a': p[:4], 'b': q[:4]}, y[:4])"),
        (
            "m.fit([p, q], y, sample_weight=w)",
            4,
            6,
            "m.train_on_batch([p[:4], q[:4]], y[:4], sample_weight=w[:4])",
        ),
        ("m.fit(data, epochs=3)", 7, 0, "m.train_on_batch(*next(iter(data)))"),
        ("for e in range(3): m.fit(x, y)", 6, 6, ""),
        ("m.fit(*both)", 6, 6, ""),
    ],
)
def test_the_line_of_one_step_says_the_data_of_the_fit(fit: str, samples: int, rows: int, line: str) -> None:
    assert batch_line(fit, 1, "m", samples, rows) == line


def layer(name: str, gradient: float = 1.0, step: float = 0.001, units: int = 0, dead: int = 0) -> LayerStep:
    return LayerStep(name, "Dense", 10, 1.0, gradient, step, units, dead)


@pytest.mark.parametrize(
    ("layers", "said"),
    [
        ((layer("one"), layer("two")), "Nothing strikes"),
        ((layer("one", 1e-5), layer("two")), "vanishes on its way to `one`"),
        ((layer("one", units=4, dead=3), layer("two")), "3 of 4 units are dead"),
        ((layer("one", step=0.5), layer("two")), "moves `one` by 50 %"),
        ((layer("one", 0.0), layer("two", 0.0)), "changes nothing"),
        ((layer("one", float("nan")), layer("two")), "no number any more"),
    ],
)
def test_what_strikes_in_the_layers_is_said(layers: tuple[LayerStep, ...], said: str) -> None:
    assert said in " ".join(remarks(layers))
