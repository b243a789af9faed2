"""Ctrl-C, pressed once, twice and three times, in all that code may be busy with."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kernel import events, fact, interrupted, of_kind, printed, ran
from tutor.core.execution import (
    Died,
    Done,
    Epochs,
    InputRequested,
    SessionEvent,
    Status,
    Stopping,
    Stream,
    TrainingEnded,
    TrainingStarted,
)
from tutor.core.protocols import State
from tutor.session import kernel
from tutor.session.kernel import KernelSession

pytestmark = pytest.mark.kernel

SETUP = (
    "import keras, numpy as np, os, time, tensorflow as tf\n"
    "keras.utils.set_random_seed(3)\n"
    "x = np.arange(24.0).reshape(12, 2) / 24; y = x.sum(axis=1)\n"
    "model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)]); model.compile('sgd', 'mse')\n"
    "endless = tf.data.Dataset.from_tensor_slices((x, y)).batch(4).repeat()"
)
NEXT = "again = model.fit(x, y, epochs=2)"
LOOK = "look = [each.numpy().tolist() for each in (*model.variables, *model.optimizer.variables)]"


def pressed(session: KernelSession, code: str, times: int, at: type[SessionEvent] = Stream) -> list[SessionEvent]:
    """Run code and press Ctrl-C at the first event of a kind, then whenever the screen says what that does."""
    happened: list[SessionEvent] = []
    for event in session.run(code):
        happened.append(event)
        first = isinstance(event, at) and not of_kind(happened[:-1], at)
        if first or (isinstance(event, Stopping) and event.press < times):
            session.interrupt()
    return happened


def end(happened: list[SessionEvent]) -> Done:
    last = happened[-1]
    assert isinstance(last, Done), last
    return last


@pytest.fixture
def told_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """What still runs is told to the learner at once: a stack that is being printed counts, too."""
    monkeypatch.setattr(kernel, "NOTICE_AFTER", 0.05)


@pytest.mark.parametrize(
    ("code", "at"),
    [
        ("print('go')\nwhile True: pass", Stream),
        ("print('go')\ntime.sleep(1000)", Stream),
        ("input('? ')", InputRequested),
        ("print('go')\nos.system('sleep 50')", Stream),
        ("history = model.fit(endless)", TrainingStarted),
        ("history = model.fit(x, y, epochs=10**6)", Epochs),
        ("history = model.fit(x, y, epochs=10**6)", TrainingStarted),
    ],
    ids=["while", "sleep", "input", "another process", "endless data", "fit", "fit in its first epoch"],
)
def test_one_press_ends_it_and_the_next_training_just_runs(
    session: KernelSession, code: str, at: type[SessionEvent]
) -> None:
    ran(session, SETUP)
    happened = pressed(session, code, times=1, at=at)
    assert end(happened).status in (Status.INTERRUPTED, Status.OK)
    assert end(happened).seconds < 30 and session.state() is State.IDLE
    if "history" in code:
        (ended,) = of_kind(happened, TrainingEnded)
        assert fact(session, "history").epochs == ended.epochs >= 1
    (ended,) = of_kind(ran(session, NEXT), TrainingEnded)
    assert (ended.epochs, ended.stopped) == (2, False)


def test_a_stopped_cell_says_in_which_line(session: KernelSession) -> None:
    happened = interrupted(session, "a = 1\nprint('go')\nfor _ in range(3):\n    while True:\n        a += 1")
    assert end(happened).status is Status.INTERRUPTED and end(happened).line in (4, 5)


@pytest.mark.usefixtures("told_soon")
def test_in_a_loop_of_trainings_the_second_press_ends_the_loop(session: KernelSession) -> None:
    ran(session, SETUP)
    code = "for rate in range(9):\n    history = model.fit(x, y, epochs=10**6)"
    happened = pressed(session, code, times=2, at=Epochs)
    assert end(happened).status is Status.INTERRUPTED
    assert len(of_kind(happened, TrainingStarted)) <= 2
    assert fact(session, "rate").value <= 1


@pytest.mark.usefixtures("told_soon")
def test_every_press_says_what_the_next_one_does_and_the_third_ends_the_session(session: KernelSession) -> None:
    stubborn = (
        "import time\nprint('go')\n"
        "while True:\n    try:\n        time.sleep(1000)\n    except KeyboardInterrupt:\n        pass"
    )
    happened = pressed(session, stubborn, times=3)
    assert [event.press for event in of_kind(happened, Stopping)] == [1, 2]
    assert "rebuilds it" in of_kind(happened, Stopping)[1].text
    assert isinstance(happened[-1], Died) and "Ctrl-C" in happened[-1].reason


@pytest.mark.usefixtures("told_soon")
def test_a_second_press_that_is_lost_on_its_way_is_repeated(session: KernelSession) -> None:
    deaf = (
        "import time\nprint('go')\nheard = 0\n"
        "while heard < 3:\n    try:\n        time.sleep(1000)\n    except KeyboardInterrupt:\n        heard += 1\n"
        "raise KeyboardInterrupt"
    )
    assert end(pressed(session, deaf, times=2)).status is Status.INTERRUPTED
    assert fact(session, "heard").value == 3


@pytest.mark.usefixtures("told_soon")
def test_where_code_has_spoilt_what_the_kernel_itself_needs_the_third_press_ends_the_session(
    session: KernelSession, tmp_path: Path
) -> None:
    spoilt = tmp_path / "spoilt"  # printing would need what is spoilt
    code = f"import builtins, os\nbuiltins.isinstance = builtins.len = None\nos.mkdir({str(spoilt)!r})"

    def press_once_it_is() -> None:
        limit = time.monotonic() + 60
        while not spoilt.exists() and time.monotonic() < limit:
            time.sleep(0.01)
        session.interrupt()

    presser = threading.Thread(target=press_once_it_is)
    presser.start()
    happened = pressed(session, code, times=3, at=Stopping)
    presser.join()
    assert isinstance(happened[-1], Died) and "Ctrl-C" in happened[-1].reason
    session.restart()
    assert printed(ran(session, "print(len('fine'))")) == "4\n"


def test_a_press_when_the_code_is_just_over_costs_nothing(session: KernelSession) -> None:
    for _ in range(15):
        run = session.run("print('now', flush=True)")
        assert isinstance(next(run), Stream)
        session.interrupt()  # it strikes before, while or after the reply is on its way
        assert end(list(run)).status in (Status.OK, Status.INTERRUPTED)
    assert printed(ran(session, "print('fine')")) == "fine\n"


@pytest.fixture
def keeping(session: KernelSession, tmp_path: Path) -> Iterator[KernelSession]:
    """The session while it keeps checkpoints in `tmp_path / "kept"`."""
    silently(session, f"__tutor__.keep_fits({str(tmp_path / 'kept')!r})")
    yield session
    silently(session, "import _tutor_runtime.resuming; _tutor_runtime.resuming.KEEPER.checkpoints = None")


def silently(session: KernelSession, *cells: str) -> list[SessionEvent]:
    """Run cells as a replay does."""
    return [event for cell in cells for event in session.run(cell, silent=True)]


@pytest.mark.parametrize(
    "fit",
    [
        "history = model.fit(endless)",
        "history = model.fit(x, y, epochs=10**6, batch_size=4, callbacks=[keras.callbacks.Callback()])",
        "for _ in range(2):\n    history = model.fit(x, y, epochs=10**6 if _ == 0 else 2, batch_size=4)",
    ],
    ids=["endless data", "callbacks", "in a loop"],
)
def test_a_training_without_a_checkpoint_comes_back_stopped_at_the_same_batch(
    keeping: KernelSession, tmp_path: Path, fit: str
) -> None:
    ran(keeping, SETUP)
    first, *_ = of_kind(pressed(keeping, fit, times=1, at=TrainingStarted), TrainingEnded)
    ran(keeping, LOOK)
    look = fact(keeping, "str(look)").value
    silently(keeping, "%reset -sf", SETUP)
    for file in (tmp_path / "kept").iterdir():  # a note of a stop is smaller than any model
        if file.stat().st_size > 1000:
            file.unlink()
    replayed = silently(keeping, fit)
    assert of_kind(replayed, TrainingEnded)[0].epochs == first.epochs
    assert of_kind(replayed, TrainingStarted)[0].again in ("unkept", "missing")
    ran(keeping, LOOK)
    assert fact(keeping, "str(look)").value == look


def test_events_of_an_interrupted_run_leave_nothing_for_the_next(session: KernelSession) -> None:
    pressed(session, "import time\nfor i in range(10**6): print(i, flush=True)", times=1)
    assert printed(events(session, "print('next')")) == "next\n"
