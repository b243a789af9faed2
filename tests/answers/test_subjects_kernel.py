"""One real session, asked about itself after a real training."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.kernel import facts, ran, started_session
from tutor.answers.manual.own_names import about_name
from tutor.answers.subjects.asking import subject, told
from tutor.core.events import Answered
from tutor.core.facts import HistoryFacts, MissingFacts, NothingFacts, Trainings
from tutor.core.protocols import Session

LINES = """
import keras, numpy as np
keras.utils.set_random_seed(1)
values_x = np.array([-10.0, 0.0, 2.0, 6.0, 12.0, 15.0])
values_y = 2 * values_x + 30
model = keras.Sequential([keras.Input(shape=(1,)), keras.layers.Dense(1)])
model.compile(loss="mse", optimizer=keras.optimizers.Adam(0.1))
"""
NUMBER = r"-?\d[\d.e+-]*"


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    with started_session() as live:
        ran(live, LINES)
        yield live


def asked(session: Session, name: str, question: str = "") -> str:
    found = subject(name)
    assert found is not None
    said = told(question, session, found)
    return "\n".join(event.text for event in said if isinstance(event, Answered))


@pytest.mark.kernel
def test_a_live_model_answers_before_and_after_its_trainings(session: Session) -> None:
    assert asked(session, "loss") == "`model` has not been trained yet. `model.fit(...)` trains it."
    assert "comes from random weights" in asked(session, "prediction", "what would it say for 7")
    ran(
        session,
        "model.fit(values_x, values_y, epochs=20, verbose=0)\nmodel.fit(values_x, values_y, epochs=30, verbose=0)",
    )

    weights = asked(session, "weights")
    assert re.match(rf"The weight is {NUMBER}, the bias {NUMBER}\. The model's rule: `y ≈ ", weights)
    loss = asked(session, "loss")
    assert re.match(rf"{NUMBER}: the loss after epoch 50\. It began at {NUMBER};", loss)
    epochs = asked(session, "epochs")
    assert epochs.startswith("50 epochs in 2 trainings, 30 in the latest. ")
    assert "changed the weights 50 times" in epochs
    assert re.match(rf"{NUMBER} seconds for 50 epochs in 2 trainings: ", asked(session, "seconds"))
    said = asked(session, "prediction", "what would it say for 7")
    assert re.match(rf"{NUMBER} for 7\. That is what the model says", said)
    assert asked(session, "learning_rate").startswith("0.1, with Adam.")
    assert asked(session, "parameters").startswith("2 parameters.")
    assert asked(session, "shape", "what shape is values_x").startswith("- `values_x`: (6,)")
    assert asked(session, "variables").startswith("3 variables: `values_x`, `values_y`, `model`.")


@pytest.mark.kernel
def test_trainings_count_together_as_long_as_they_measure_the_same(session: Session) -> None:
    build = "twice = keras.Sequential([keras.Input(shape=(1,)), keras.layers.Dense(1)])\ntwice.compile(loss='mse')"
    fit = "twice.fit(values_x, values_y, epochs=2, verbose=0"
    ran(session, f"{build}\n{fit})\n{fit}, validation_split=0.5)")
    (together,) = facts(session, Trainings("twice"))
    assert isinstance(together, HistoryFacts)
    assert (together.fits, together.epochs, len(together.metrics["loss"].curve)) == (2, 4, 4)
    validation = together.metrics["val_loss"]
    assert validation.best_epoch in (3, 4) and validation.first == validation.curve[2]
    ran(session, f"twice.compile(loss='mae')\n{fit})")
    (alone,) = facts(session, Trainings("twice"))
    assert isinstance(alone, HistoryFacts) and (alone.fits, alone.epochs) == (1, 2)
    ran(session, build.replace("twice", "never"))
    assert facts(session, Trainings("never"), Trainings("nobody")) == (NothingFacts(), MissingFacts("nobody"))


@pytest.mark.kernel
def test_a_live_loss_that_became_nan_is_traced_to_its_cause(session: Session) -> None:
    ran(session, "broken = keras.Sequential([keras.Input(shape=(1,)), keras.layers.Dense(1)])")
    ran(session, "broken.compile(loss='mse', optimizer=keras.optimizers.SGD(10.0))")
    ran(session, "history = broken.fit(values_x, values_y, epochs=40, verbose=0)")
    text = asked(session, "nan")
    assert re.match(r"The loss is (?:nan|inf)\. It was still a number in epoch \d+\.", text)
    assert "- The learning rate 10 is large: SGD uses 0.01 by itself." in text


@pytest.mark.kernel
@pytest.mark.parametrize(
    ("question", "beginning"),
    [
        (
            "np.exp?",
            "**np.exp**: Calculate the exponential of all elements in the input array.\n\n- `x`: array_like",
        ),
        ("values_x?", "`values_x`: array of float64, (6,) -10 0 2 6 12 15. `/inspect values_x` shows it closely."),
        ("own?", "**own**: Does nothing."),
        ("nobody?", ""),
        ("why np.exp?", ""),
    ],
)
def test_a_name_of_the_session_says_what_it_is(session: Session, question: str, beginning: str) -> None:
    ran(session, 'def own(x):\n    """Does nothing."""')
    found = about_name(question, session)
    assert (found.text if found else "").startswith(beginning)
    assert bool(found) == bool(beginning)
