"""What a `fit` tells while it runs, and how Ctrl-C ends it."""

from __future__ import annotations

import math

import pytest

from tests.kernel import error, events, fact, facts, interrupted, of_kind, printed, ran
from tutor.core.execution import Done, Epoch, Epochs, Error, SessionEvent, Status, TrainingEnded, TrainingStarted
from tutor.core.facts import MissingFacts, Result, ResultFacts, ScalarFacts
from tutor.session.kernel import KernelSession

pytestmark = pytest.mark.kernel

SETUP = (
    "import keras, numpy as np\n"
    "x = np.array([0.0, 1.0, 2.0, 3.0]); y = 2 * x + 1\n"
    "model = keras.Sequential([keras.Input(shape=(1,)), keras.layers.Dense(1)])\n"
    "model.compile(loss='mse', optimizer=keras.optimizers.SGD(0.05), metrics=['mae'])\n"
)


@pytest.fixture
def training(session: KernelSession) -> KernelSession:
    ran(session, SETUP)
    return session


def rows(happened: list[SessionEvent]) -> list[Epoch]:
    return [row for batch in of_kind(happened, Epochs) for row in batch.rows]


@pytest.mark.parametrize("verbose", ["", ", verbose=0", ", verbose=1", ", verbose=2", ", verbose=False"])
def test_every_epoch_comes_once_and_keras_itself_is_quiet(training: KernelSession, verbose: str) -> None:
    happened = ran(training, f"history = model.fit(x, y, epochs=40{verbose})")
    assert [row.number for row in rows(happened)] == list(range(1, 41))
    assert printed(happened) == ""
    curve = fact(training, "history").metrics["loss"].curve
    assert tuple(row.metrics["loss"] for row in rows(happened)) == curve


def test_models_built_and_trained_over_and_over_bring_no_word_from_tensorflow(training: KernelSession) -> None:
    code = """
for _ in range(7):
    other = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    other.compile(loss="mse", optimizer="sgd")
    other.fit(x, y, epochs=2)
"""
    assert printed(ran(training, code)) == ""


def test_epochs_come_between_beginning_and_end(training: KernelSession) -> None:
    happened = ran(training, "model.fit(x, y, None, 12, callbacks=[], initial_epoch=2)")
    started, *batches, ended, _ = happened
    assert isinstance(started, TrainingStarted)
    assert (started.total, started.first, started.loss) == (12, 3, "mean_squared_error")
    assert set(started.weights) == {"weight", "bias"}
    assert all(isinstance(batch, Epochs) for batch in batches)
    assert isinstance(ended, TrainingEnded) and (ended.epochs, ended.stopped) == (10, False)
    assert [row.number for row in rows(happened)] == list(range(3, 13))


def test_validation_and_learning_rate_are_told(training: KernelSession) -> None:
    (row,) = rows(ran(training, "model.fit(x, y, validation_data=(x, y))"))
    assert set(row.metrics) == {"loss", "mae", "val_loss", "val_mae", "learning_rate"}
    assert row.metrics["learning_rate"] == 0.05


def test_the_last_batch_has_the_weights_of_the_model(training: KernelSession) -> None:
    last = of_kind(ran(training, "model.fit(x, y, epochs=3)"), Epochs)[-1]
    kernel, bias = fact(training, "model").weights
    assert last.weights == {"weight": kernel.values[0], "bias": bias.values[0]}


def test_several_weights_are_numbered(training: KernelSession) -> None:
    ran(training, "two = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)]); two.compile(loss='mse')")
    last = of_kind(ran(training, "two.fit(np.ones((4, 2)), y)"), Epochs)[-1]
    assert list(last.weights) == ["weight 1", "weight 2", "bias"]


def test_training_that_runs_away_arrives_as_nan(training: KernelSession) -> None:
    ran(training, "model.compile(loss='mse', optimizer=keras.optimizers.SGD(1e20))")
    last = rows(ran(training, "history = model.fit(x, y, epochs=8)"))[-1]
    assert not math.isfinite(last.metrics["loss"])
    assert not math.isfinite(fact(training, "history").metrics["loss"].last)


def test_callbacks_of_the_learner_still_run_and_may_stop_training(training: KernelSession) -> None:
    code = "model.fit(x, y, epochs=50, callbacks=keras.callbacks.EarlyStopping('loss', min_delta=9e9, patience=2))"
    happened = ran(training, code)
    (ended,) = of_kind(happened, TrainingEnded)
    assert ended.stopped and ended.epochs == len(rows(happened)) == 3


def test_an_error_in_the_middle_loses_no_epoch(training: KernelSession) -> None:
    code = (
        "class Breaks(keras.callbacks.Callback):\n"
        "    def on_epoch_begin(self, epoch, logs=None):\n"
        "        if epoch == 5: raise RuntimeError('enough')\n"
        "model.fit(x, y, epochs=9, callbacks=[Breaks()])"
    )
    happened = events(training, code)
    assert [row.number for row in rows(happened)] == [1, 2, 3, 4, 5]
    assert of_kind(happened, TrainingEnded)[0].stopped
    assert of_kind(happened, Error)[0].frames[-1].source == "if epoch == 5: raise RuntimeError('enough')"


def test_a_wrong_argument_gets_keras_own_message(training: KernelSession) -> None:
    found = error(training, "model.fit(x, y, epoch=3)")
    assert found.name == "TypeError" and "epoch" in found.message


def test_a_model_that_is_not_compiled_gets_keras_own_message(training: KernelSession) -> None:
    found = error(training, "keras.Sequential([keras.layers.Dense(1)]).fit(x, y)")
    assert "compile" in found.message
    assert found.frames[-1].line == 1


def test_one_interrupt_ends_training_in_good_order(training: KernelSession) -> None:
    happened = interrupted(training, "history = model.fit(x, y, epochs=100_000)", at=Epochs)
    (ended,) = of_kind(happened, TrainingEnded)
    assert isinstance(happened[-1], Done) and happened[-1].status is Status.OK
    assert ended.stopped and 0 < ended.epochs < 100_000
    assert fact(training, "history").epochs == ended.epochs == len(rows(happened))
    assert len(rows(ran(training, "history = model.fit(x, y, epochs=2)"))) == 2


def test_an_interrupt_among_thousands_of_epochs_keeps_every_one_that_was_trained(training: KernelSession) -> None:
    happened, asked = list[SessionEvent](), False
    for event in training.run("history = model.fit(x, y, epochs=10_000_000, callbacks=[])"):
        happened.append(event)
        if not asked and isinstance(event, Epochs) and event.rows[-1].number > 5000:  # they come in blocks by then
            asked = True
            training.interrupt()
    (ended,) = of_kind(happened, TrainingEnded)
    assert ended.stopped and [row.number for row in rows(happened)] == list(range(1, ended.epochs + 1))
    assert fact(training, "history").epochs == ended.epochs
    ran(training, "steps = int(model.optimizer.iterations.numpy())")
    assert fact(training, "steps") == ScalarFacts(ended.epochs, "int")


def test_an_interrupt_in_the_first_moment_ends_training_too(training: KernelSession) -> None:
    happened = interrupted(training, "history = model.fit(x, y, epochs=100_000)", at=TrainingStarted)
    assert isinstance(happened[-1], Done)
    assert fact(training, "history").epochs < 100_000


def test_a_second_interrupt_ends_the_code(training: KernelSession) -> None:
    code = (
        "class Slow(keras.callbacks.Callback):\n"
        "    def on_epoch_end(self, epoch, logs=None):\n"
        "        import time\n"
        "        print('waiting', flush=True)\n"
        "        while not self.model.stop_training: time.sleep(0.01)\n"
        "        print('stopping', flush=True)\n"
        "        time.sleep(600)\n"
        "history = model.fit(x, y, epochs=100, callbacks=[Slow()])"
    )
    happened = []
    for event in training.run(code):
        happened.append(event)
        if printed([event]):
            training.interrupt()
    assert isinstance(happened[-1], Done) and happened[-1].status is Status.INTERRUPTED
    assert of_kind(happened, TrainingEnded)[0].stopped
    assert fact(training, "history") == MissingFacts("history")


def test_predictions_are_candidates_for_the_result_and_come_without_a_bar(training: KernelSession) -> None:
    happened = ran(training, "first = model.predict(x)\nmodel.predict(x[:1])[0, 0] > 0\nprint('done')")
    assert printed(happened) == "done\n"
    (result,) = facts(training, Result())
    assert isinstance(result, ResultFacts)
    assert [getattr(each, "shape", None) for each in result.predictions] == [(1, 1), (4, 1)]


def test_evaluate_comes_without_a_bar(training: KernelSession) -> None:
    happened = ran(training, "scores = model.evaluate(x, y)")
    assert printed(happened) == "" and fact(training, "scores").shape == (2,)


def test_a_bar_that_is_asked_for_comes(training: KernelSession) -> None:
    assert "1/1" in printed(ran(training, "model.predict(x, verbose=1)"))


def test_fit_keeps_its_signature(training: KernelSession) -> None:
    ran(training, "import inspect; names = len(inspect.signature(model.fit).parameters)")
    assert fact(training, "names") == ScalarFacts(16, "int")
