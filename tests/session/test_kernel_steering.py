"""A `fit` that is held, and whose learning rate is set on the way; the same again in a replay."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.kernel import fact, of_kind, ran
from tutor.core.execution import (
    Done,
    Epochs,
    Paused,
    SessionEvent,
    Status,
    Steered,
    TrainingEnded,
    TrainingStarted,
)
from tutor.core.outcome import mark
from tutor.session.kernel import KernelSession

pytestmark = pytest.mark.kernel

BEGIN = (
    "import keras, hashlib, numpy as np, tensorflow as tf\n"
    "keras.utils.clear_session(); keras.utils.set_random_seed(7)\n"
    "x = np.arange(12.0) / 10; y = 2 * x + 1\n"
    "model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])\n"
    "model.compile('adam', 'mse')"
)
LONG = "history = model.fit(x, y, epochs=100000)"
LOOK = (
    "held = [*model.variables, *model.optimizer.variables]\n"
    "look = hashlib.sha256(repr([v.numpy().tobytes() for v in held] + [history.history]).encode()).hexdigest()"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kept"


@pytest.fixture
def session(shared_session: KernelSession, folder: Path) -> KernelSession:
    silently(shared_session, "%reset -sf", f"__tutor__.keep_fits({str(folder)!r})", BEGIN)
    return shared_session


def silently(session: KernelSession, *cells: str) -> list[SessionEvent]:
    happened = [event for cell in cells for event in session.run(cell, silent=True)]
    assert all(event.status is Status.OK for event in of_kind(happened, Done)), happened
    return happened


def steered(session: KernelSession, code: str, *wishes: str) -> list[SessionEvent]:
    """Run code; make a wish at its first epochs, each other one at the answer to the one before. Then end it."""
    happened: list[SessionEvent] = []
    left = list(wishes)
    for event in session.run(code):
        happened.append(event)
        answered = isinstance(event, (Steered, Paused))
        first = isinstance(event, Epochs) and len(left) == len(wishes)
        if left and (first or answered):
            session.steer(left.pop(0))
        elif answered or (not wishes and isinstance(event, Epochs)):
            session.interrupt()
    return happened


def look(session: KernelSession) -> str:
    ran(session, LOOK)
    return str(fact(session, "look").value)


def test_the_rate_is_halved_and_doubled_and_set_while_it_runs(session: KernelSession) -> None:
    happened = steered(session, LONG, "slower", "faster", "faster", "0.5")
    assert [(event.before, event.rate) for event in of_kind(happened, Steered)] == [
        (0.001, 0.0005),
        (0.0005, 0.001),
        (0.001, 0.002),
        (0.002, 0.5),
    ]
    (ended,) = of_kind(happened, TrainingEnded)
    assert [rate for _, _, rate in ended.changes] == pytest.approx([0.0005, 0.001, 0.002, 0.5])
    assert ended.run is not None and ended.run.settings["learning_rate"] == 0.001
    assert "0.5 after epoch" in ended.run.settings["rate_changed"]


def test_it_waits_and_goes_on_with_what_is_said(session: KernelSession) -> None:
    happened = steered(session, LONG, "pause", "0.25")
    (paused,) = of_kind(happened, Paused)
    (change,) = of_kind(happened, Steered)
    assert paused.rate == pytest.approx(0.001) and change.epoch == paused.epoch and change.rate == 0.25
    # How far it came before the Ctrl-C that ends it, the machine decides.
    assert of_kind(happened, TrainingEnded)[0].epochs >= paused.epoch


def test_ctrl_c_ends_one_that_waits(session: KernelSession) -> None:
    happened = steered(session, LONG, "pause")
    (paused,), (ended,) = of_kind(happened, Paused), of_kind(happened, TrainingEnded)
    assert ended.stopped and ended.epochs == paused.epoch
    assert happened[-1] == Done(Status.OK, happened[-1].seconds)  # type: ignore[union-attr]


def test_a_schedule_says_why_not(session: KernelSession) -> None:
    code = f"model.compile(keras.optimizers.SGD(keras.optimizers.schedules.CosineDecay(0.01, 100)), 'mse'); {LONG}"
    happened = steered(session, code, "faster", "pause")
    assert "CosineDecay" in of_kind(happened, Steered)[0].obstacle
    (paused,) = of_kind(happened, Paused)
    assert paused.rate is None and "CosineDecay" in paused.obstacle


def test_a_data_set_is_held_and_steered_as_well(session: KernelSession) -> None:
    code = "history = model.fit(tf.data.Dataset.from_tensor_slices((x, y)).batch(4), epochs=100000)"
    happened = steered(session, code, "pause", "0.25")
    assert of_kind(happened, Paused) and of_kind(happened, Steered)[0].rate == 0.25


def again(session: KernelSession, happened: list[SessionEvent], epochs: str) -> list[SessionEvent]:
    changes = [change for event in of_kind(happened, TrainingEnded) for change in event.changes]
    code = LONG.replace("100000", epochs)
    rates = f"__tutor__.rates({changes}, {mark(code)!r})"
    return silently(session, "%reset -sf", BEGIN, rates, code)


def test_a_replay_makes_the_same_changes(session: KernelSession, folder: Path) -> None:
    code = LONG.replace("100000", "3000")
    happened = steered_to_the_end(session, code, "faster", "0.0125")
    assert len(of_kind(happened, Steered)) == 2
    before = look(session)
    resumed = again(session, happened, "3000")
    assert not of_kind(resumed, TrainingStarted)
    assert look(session) == before
    for file in folder.iterdir():
        file.unlink()
    trained = again(session, happened, "3000")
    assert of_kind(trained, TrainingStarted)
    assert look(session) == before


def steered_to_the_end(session: KernelSession, code: str, *wishes: str) -> list[SessionEvent]:
    happened: list[SessionEvent] = []
    left = list(wishes)
    for event in session.run(code):
        happened.append(event)
        if left and (isinstance(event, Steered) or (isinstance(event, Epochs) and len(left) == len(wishes))):
            session.steer(left.pop(0))
    return happened
