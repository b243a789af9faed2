"""Every `fit` is told as a run: what it was given, how it went and how it ended."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from tests.kernel import facts, interrupted, of_kind, ran, started_session
from tutor.core.execution import Epochs, TrainingEnded
from tutor.core.runs import Run, Runs, RunsFacts
from tutor.session.kernel import KernelSession

pytestmark = pytest.mark.kernel

BEGIN = """\
import keras, numpy as np, tensorflow as tf
keras.utils.set_random_seed(5)
x = np.array([-10, 0, 2, 6, 12, 15.0]); y = 2 * x + 30
model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
model.compile('adam', 'mse')
"""


def runs(session: KernelSession, code: str, *, silent: bool = False) -> list[Run]:
    return [event.run for event in of_kind(list(session.run(code, silent=silent)), TrainingEnded) if event.run]


@pytest.fixture
def begun(session: KernelSession) -> KernelSession:
    ran(session, BEGIN)
    return session


def test_a_run_knows_all_that_made_it(begun: KernelSession) -> None:
    ran(begun, "model.compile(keras.optimizers.SGD(0.01, momentum=0.5), 'mae')")
    (run,) = runs(begun, "history = model.fit(x, y, epochs=7, batch_size=2, validation_split=0.34, verbose=0)")
    assert run.settings == {
        "model": "Dense(1)",
        "parameters": 2,
        "loss": "mean_absolute_error",
        "optimizer": "SGD",
        "learning_rate": 0.01,
        "momentum": 0.5,
        "data": "x (6,)",
        "validation": "34 %",
        "epochs": 7,
        "batch_size": 2,
        "seed": 5,
    }
    assert (run.model, run.epochs, run.asked, run.ended, run.place) == ("model", 7, 7, "finished", 1)
    assert run.seconds > 0 and run.key
    assert run.metrics["val_loss"].epochs == tuple(range(1, 8))
    assert len(run.metrics["loss"].values) == 7


def test_a_long_history_is_thinned_and_keeps_its_ends_its_extremes_and_where_it_broke(
    begun: KernelSession,
) -> None:
    code = "model.compile(keras.optimizers.SGD(0.02), 'mse'); h = model.fit(x, y, epochs=2000, verbose=0)"
    (run,) = runs(begun, code)
    ran(begun, "curve = h.history['loss']")
    curve = run.metrics["loss"]
    assert len(curve.values) < 150 and curve.epochs[0] == 1 and curve.epochs[-1] == 2000
    broken = next(epoch for epoch, value in curve if not math.isfinite(value))
    ran(begun, f"assert not np.isfinite(curve[{broken} - 1]) and np.isfinite(curve[{broken} - 2])")


def test_every_run_of_a_loop_is_one_and_a_training_that_never_began_is_none(begun: KernelSession) -> None:
    found = runs(
        begun, "for rate in (0.1, 0.2):\n    model.optimizer.learning_rate = rate\n    model.fit(x, y, epochs=2)"
    )
    assert [(run.place, run.settings["learning_rate"]) for run in found] == [(1, 0.1), (2, 0.2)]
    assert len({run.key for run in found}) == 2
    assert found[1].settings["trained_before"] == 2
    assert not runs(begun, "model.fit(x, y[:3])")


def test_how_a_run_ended_is_told(begun: KernelSession) -> None:
    stop = "keras.callbacks.EarlyStopping('loss', patience=1, min_delta=1e9)"
    (early,) = runs(begun, f"model.fit(x, y, epochs=50, callbacks=[{stop}])")
    assert early.ended == "early" and early.epochs < 50 and early.settings["callbacks"] == "EarlyStopping"
    failing = "def fail(epoch, logs):\n    if epoch == 2: raise ValueError('no')\n"
    failing += "model.fit(x, y, epochs=9, callbacks=[keras.callbacks.LambdaCallback(on_epoch_end=fail)])"
    (failed,) = runs(begun, failing)
    assert failed.ended == "failed" and failed.epochs == 2
    (stopped,) = of_kind(interrupted(begun, "model.fit(x, y, epochs=100_000)", at=Epochs), TrainingEnded)
    assert stopped.run and stopped.run.ended == "stopped" and 0 < stopped.run.epochs < 100_000


def test_a_data_set_and_a_model_of_ones_own_are_told_too(begun: KernelSession) -> None:
    own = """\
class Own(keras.Model):
    def __init__(self):
        super().__init__()
        self.dense = keras.layers.Dense(1)
    def call(self, inputs):
        return self.dense(inputs)
own = Own()
own.compile('sgd', lambda true, said: keras.ops.mean((true - said) ** 2))
data = tf.data.Dataset.from_tensor_slices((x[:, None], y)).batch(2)
h = own.fit(data, epochs=2)
"""
    (run,) = runs(begun, own)
    assert run.settings["model"] == "Dense(1)" and run.settings["data"].startswith("data")


def test_a_replay_knows_them_by_the_same_keys(tmp_path: Path) -> None:
    fit = "h = model.fit(x, y, epochs=30, verbose=0)"
    with started_session(lambda: KernelSession(tmp_path)) as session:
        ran(session, BEGIN)
        first, second = [*runs(session, fit), *runs(session, fit)]
        (told,) = facts(session, Runs())
    assert first.key != second.key and first.checkpoint and first.checkpoint != second.checkpoint
    with started_session(lambda: KernelSession(tmp_path)) as session:
        for code in (BEGIN, fit, fit):
            list(session.run(code, silent=True))
        (again,) = facts(session, Runs())
    assert isinstance(told, RunsFacts) and isinstance(again, RunsFacts)
    assert [(run.key, run.metrics) for run in told.runs] == [(run.key, run.metrics) for run in again.runs]
    assert [run.key for run in again.runs] == [first.key, second.key]
