"""A finished `fit` leaves a checkpoint, and a replay ends there to the last bit instead of training again."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.kernel import fact, interrupted, of_kind, ran, started_session
from tutor.core.execution import Done, Epochs, SessionEvent, Status, TrainingEnded, TrainingStarted
from tutor.session.kernel import KernelSession

pytestmark = pytest.mark.kernel

BEGIN = (
    "import keras, hashlib, random, numpy as np\n"
    "keras.utils.clear_session(); keras.utils.set_random_seed(7)\n"
    "x = np.arange(60.0).reshape(30, 2) / 30; y = x.sum(axis=1)\n"
)
DENSE = (
    "model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(3, 'relu'), keras.layers.Dense(1)])\n"
    "model.compile('adam', 'mse')"
)
FIT = "history = model.fit(x, y, epochs=6, batch_size=8)"
NEXT = "history = model.fit(x, y, epochs=3, batch_size=8, verbose=0)"
LOOK = (
    "known = [history.history, history.params, history.epoch, history.model is model, model.history is history]\n"
    "known += [model.stop_training, model.metrics_names, model.input_shape, model.optimizer.built]\n"
    "known += [model.to_json()]\n"
    "held = [*model.variables, *model.optimizer.variables, *model.metrics_variables]\n"
    "known += [(each.path, each.numpy().tobytes()) for each in held]\n"
    "known += [random.getstate(), np.random.get_state()[1].tobytes()]\n"
    "look = hashlib.sha256(repr(known).encode()).hexdigest()"
)
"""Everything there is to see of a `fit`, as one short text."""


@pytest.fixture(scope="module")
def keeping(as_outside_of_pytest: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[KernelSession]:
    folder = tmp_path_factory.mktemp("checkpoints")
    with started_session(lambda: KernelSession(folder / "first")) as session:
        yield session


@pytest.fixture
def session(keeping: KernelSession, tmp_path: Path) -> KernelSession:
    """A session without any variables that keeps its checkpoints in `tmp_path / "kept"`."""
    replay(keeping, "%reset -sf", f"__tutor__.keep_fits({str(tmp_path / 'kept')!r})")
    return keeping


def replay(session: KernelSession, *cells: str) -> list[SessionEvent]:
    """Run cells as a rebuilding does: silently."""
    happened = [event for cell in cells for event in session.run(cell, silent=True)]
    ends = [event for event in happened if isinstance(event, Done)]
    assert len(ends) == len(cells) and all(end.status is Status.OK for end in ends), happened
    return happened


def trained(happened: list[SessionEvent]) -> int:
    """How many of the fits really trained."""
    return len(of_kind(happened, TrainingStarted))


def reasons(happened: list[SessionEvent]) -> list[str]:
    return [event.again for event in of_kind(happened, TrainingStarted)]


def look(session: KernelSession) -> str:
    ran(session, LOOK)
    return str(fact(session, "look").value)


MODELS = {
    "dense": DENSE,
    "without an input shape": (
        "layers = [keras.layers.Dense(3, 'relu'), keras.layers.Dropout(0.3), keras.layers.Dense(1)]\n"
        "model = keras.Sequential(layers)\n"
        "first = model.layers[0]\n"
        "model.compile(keras.optimizers.SGD(0.01, momentum=0.9), 'mse', metrics=['mae', 'r2_score'])"
    ),
    "normalized, with validation": (
        "layers = [keras.layers.Dense(4), keras.layers.BatchNormalization(), keras.layers.Dense(1)]\n"
        "model = keras.Sequential([keras.Input((2,)), *layers]); model.compile('rmsprop', 'mae')"
    ),
    "several inputs and outputs": (
        "a, b = keras.Input((2,), name='a'), keras.Input((2,), name='b')\n"
        "both = keras.layers.Concatenate()([a, b])\n"
        "outputs = [keras.layers.Dense(1, name='c')(both), keras.layers.Dense(1, name='d')(both)]\n"
        "model = keras.Model([a, b], outputs); model.compile('adam', ['mse', 'mae'])"
    ),
    "classes": (
        "model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(3, 'softmax')])\n"
        "adam = keras.optimizers.Adam(use_ema=True)\n"
        "model.compile(adam, 'sparse_categorical_crossentropy', metrics=['accuracy'])"
    ),
    "a schedule, dropout and validation": (
        "layers = [keras.layers.Dense(4, 'relu'), keras.layers.Dropout(0.5), keras.layers.Dense(1)]\n"
        "model = keras.Sequential([keras.Input((2,)), *layers])\n"
        "rate = keras.optimizers.schedules.ExponentialDecay(0.1, 5, 0.9)\n"
        "model.compile(keras.optimizers.Adam(rate), 'mse', metrics=['mae'])"
    ),
    "running away to nan": (
        "model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])\n"
        "model.compile(keras.optimizers.SGD(1e20), 'mse')"
    ),
}
FITS = {
    "a schedule, dropout and validation": (
        "history = model.fit(x, y, epochs=4, validation_data=(x[:5], y[:5]), batch_size=8)"
    ),
    "normalized, with validation": "history = model.fit(x, y, epochs=4, validation_split=0.2, batch_size=8)",
    "several inputs and outputs": "history = model.fit({'a': x, 'b': -x}, [y, -y], epochs=4, batch_size=8)",
    "classes": (
        "kinds = np.arange(30) % 3\n"
        "history = model.fit(x, kinds, epochs=4, validation_data=(x, kinds), shuffle=False, "
        "class_weight={0: 1, 1: 2, 2: 3})"
    ),
}


@pytest.mark.parametrize("name", MODELS)
def test_a_replayed_fit_ends_as_it_did_and_the_next_one_goes_on_from_there(
    session: KernelSession, name: str
) -> None:
    cells = (BEGIN, MODELS[name], FITS.get(name, FIT))
    for cell in cells:
        ran(session, cell)
    after = look(session)
    ran(session, cells[2])
    after_next = look(session)
    replay(session, "%reset -sf", *cells[:2])
    assert trained(replay(session, cells[2])) == 0
    assert look(session) == after
    assert trained(ran(session, cells[2])) == 1
    assert look(session) == after_next


def test_a_fresh_session_is_brought_back_by_one_checkpoint_after_the_other(
    as_outside_of_pytest: None, tmp_path: Path
) -> None:
    cells = (BEGIN, MODELS["without an input shape"], FIT, NEXT)
    with started_session(lambda: KernelSession(tmp_path / "kept")) as session:
        for cell in cells:
            ran(session, cell)
        after, seconds = look(session), fact(session, "history").seconds
        session.restart()
        assert trained(replay(session, *cells)) == 0
        assert look(session) == after
        assert fact(session, "history").seconds == seconds
        ran(session, "same = model.layers[0] is first")
        assert fact(session, "same").value is True


def test_a_line_of_the_learner_always_trains(session: KernelSession) -> None:
    assert trained([event for cell in (BEGIN, DENSE, FIT) * 2 for event in ran(session, cell)]) == 2


def test_a_fit_that_ctrl_c_stopped_comes_back_stopped(session: KernelSession) -> None:
    ran(session, BEGIN + DENSE)
    fit = "history = model.fit(x, y, epochs=100_000)"
    (ended,) = of_kind(interrupted(session, fit, at=Epochs), TrainingEnded)
    after = look(session)
    replay(session, "%reset -sf", BEGIN + DENSE)
    assert trained(replay(session, fit)) == 0
    assert fact(session, "history").epochs == ended.epochs < 100_000
    assert fact(session, "model.stop_training").value is True
    assert look(session) == after


def test_every_fit_of_one_cell_has_its_own_checkpoint(session: KernelSession) -> None:
    loop = f"for _ in range(3):\n    keras.utils.set_random_seed(1); {NEXT}"
    ran(session, BEGIN + DENSE)
    ran(session, loop)
    after = look(session)
    assert trained(replay(session, "%reset -sf", BEGIN + DENSE, loop)) == 0
    assert look(session) == after


CHANGES = {
    "its own code": (DENSE, FIT.replace("epochs=6", "epochs=7")),
    "an argument from elsewhere": (f"epochs = 8\n{DENSE}", FIT),
    "a value of the data": (f"x[3, 1] += 1e-12\n{DENSE}", FIT),
    "the kind of the data": (f"x = x.astype('float32')\n{DENSE}", FIT),
    "the shape of the data": (f"y = y[:, None]\n{DENSE}", FIT),
    "the random seed": (f"keras.utils.set_random_seed(8)\n{DENSE}", FIT),
    "the seed of tensorflow alone": (f"import tensorflow as tf; tf.random.set_seed(8)\n{DENSE}", FIT),
    "a layer": (DENSE.replace("'relu'", "'tanh'"), FIT),
    "the loss": (DENSE.replace("'mse'", "'mae'"), FIT),
    "a weight": (f"{DENSE}\nmodel.layers[0].set_weights([np.ones((2, 3)), np.ones(3)])", FIT),
    "the learning rate": (f"{DENSE}\nmodel.optimizer.learning_rate = 0.5", FIT),
    "the optimizer's state": (f"{DENSE}\nmodel.optimizer.iterations.assign(9)", FIT),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_replay_trains_when_something_else_goes_into_it(session: KernelSession, what: str) -> None:
    fit = "history = model.fit(x, y, epochs=globals().get('epochs', 6), batch_size=8)"
    changed, changed_fit = CHANGES[what]
    for cell in (BEGIN, DENSE, fit):
        ran(session, cell)
    assert trained(replay(session, "%reset -sf", BEGIN, DENSE, fit)) == 0
    assert trained(replay(session, "%reset -sf", BEGIN, changed, fit if changed_fit == FIT else changed_fit)) == 1


def changed(data: bytes) -> bytes:
    """The same file, whole, with another number in its first weight."""
    with np.load(io.BytesIO(data)) as file:
        arrays = dict(file)
    weight = next(name for name, array in arrays.items() if array.dtype.kind == "f" and array.size)
    arrays[weight] = arrays[weight] + 1
    written = io.BytesIO()
    np.savez(written, allow_pickle=False, **arrays)
    return written.getvalue()


def without_digest(data: bytes) -> bytes:
    """As somebody else's program would write it."""
    with np.load(io.BytesIO(data)) as file:
        arrays = {name: array for name, array in file.items() if name != "digest"}
    written = io.BytesIO()
    np.savez(written, allow_pickle=False, **arrays)
    return written.getvalue()


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "a weight that was changed": changed,
    "no digest": without_digest,
    "empty": lambda whole: b"",
    "cut off": lambda whole: whole[: len(whole) // 2],
    "one bit turned": lambda whole: whole[:300] + bytes([whole[300] ^ 1]) + whole[301:],
    "not a checkpoint": lambda whole: b"\x80\x04N.",
}


def test_a_fit_with_callbacks_trains_again_and_ends_as_it_did(session: KernelSession) -> None:
    watching = "[keras.callbacks.EarlyStopping('loss', patience=1), keras.callbacks.ReduceLROnPlateau('loss')]"
    cells = (
        BEGIN,
        MODELS["a schedule, dropout and validation"].replace("(rate)", "(0.1)"),
        f"history = model.fit(x, y, epochs=9, validation_split=0.2, callbacks={watching})",
    )
    for cell in cells:
        ran(session, cell)
    after = look(session)
    happened = replay(session, "%reset -sf", *cells)
    assert trained(happened) == 1 and reasons(happened) == ["unkept"]
    assert look(session) == after


def test_a_replay_says_why_it_trains(session: KernelSession, tmp_path: Path) -> None:
    for cell in (BEGIN, DENSE, FIT):
        assert reasons(ran(session, cell)) in ([], [""])
    (file,) = (tmp_path / "kept").iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[:-1])
    assert reasons(replay(session, "%reset -sf", BEGIN, DENSE, FIT)) == ["damaged"]
    (file,) = (tmp_path / "kept").iterdir()
    file.unlink()
    assert reasons(replay(session, "%reset -sf", BEGIN, DENSE, FIT)) == ["missing"]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_checkpoint_is_trained_again_and_put_right(
    session: KernelSession, tmp_path: Path, damage: str
) -> None:
    for cell in (BEGIN, DENSE, FIT):
        ran(session, cell)
    after = look(session)
    (file,) = (tmp_path / "kept").iterdir()
    file.write_bytes(DAMAGES[damage](file.read_bytes()))
    assert trained(replay(session, "%reset -sf", BEGIN, DENSE, FIT)) == 1
    assert look(session) == after
    assert trained(replay(session, "%reset -sf", BEGIN, DENSE, FIT)) == 0
    assert look(session) == after


OF_THEIR_OWN = {
    "a callback": (DENSE, "model.fit(x, y, callbacks=[keras.callbacks.LambdaCallback()])"),
    "a loss": (DENSE.replace("'mse'", "lambda true, found: (true - found) ** 4"), "model.fit(x, y)"),
    "a named loss": (
        "def far(true, found): return true - found\n" + DENSE.replace("'mse'", "far"),
        "model.fit(x, y)",
    ),
    "an activation": (DENSE.replace("'relu'", "lambda value: 2 * value"), "model.fit(x, y)"),
    "a layer": (
        "class Twice(keras.layers.Layer):\n    def call(self, value): return 2 * value\n"
        + DENSE.replace("(2,)), ", "(2,)), Twice(), "),
        "model.fit(x, y)",
    ),
    "a model": (
        f"class Mine(keras.Sequential): pass\n{DENSE.replace('keras.Sequential', 'Mine')}",
        "model.fit(x, y)",
    ),
    "a generator": (DENSE, "model.fit(((x, y) for _ in range(2)), steps_per_epoch=2)"),
}


@pytest.mark.parametrize("what", OF_THEIR_OWN)
def test_what_is_the_learners_own_is_run_again(session: KernelSession, tmp_path: Path, what: str) -> None:
    model, fit = OF_THEIR_OWN[what]
    for cell in (BEGIN, model, fit):
        ran(session, cell)
    assert not list(tmp_path.glob("kept/*"))
    assert trained(replay(session, "%reset -sf", BEGIN, model, fit)) == 1


def test_a_folder_that_cannot_be_made_costs_nothing_but_the_checkpoint(
    session: KernelSession, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder")
    replay(session, f"__tutor__.keep_fits({str(tmp_path / 'file' / 'kept')!r})")
    ran(session, BEGIN + DENSE)
    happened = ran(session, FIT)
    assert [type(event) for event in happened if not isinstance(event, Epochs)] == [
        TrainingStarted,
        TrainingEnded,
        Done,
    ]
