"""Beginning and end of a session: death, restart, what is missing, and that nothing stays behind."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.kernel import error, events, fact, is_running, of_kind, printed, ran, started_session, wait_until
from tutor.core.execution import Died, Display, Done, Status, Stream, Waiting
from tutor.core.facts import Describe, FailedFacts, MissingFacts
from tutor.core.protocols import State
from tutor.session.kernel import KernelSession

pytestmark = pytest.mark.kernel


LOOP_IN_C = "sum(range(10**13))"
"""Takes no interrupt, and lets no other thread run."""


def died(session: KernelSession, code: str) -> Died:
    """How code ended that takes the session with it."""
    last = events(session, code)[-1]
    assert isinstance(last, Died)
    assert session.state() is State.DEAD
    return last


def process_id(session: KernelSession) -> int:
    return int(fact(session, "__import__('os').getpid()").value)


def test_starting_returns_before_the_kernel_is_there_and_code_waits_for_it() -> None:
    with started_session() as session:
        assert session.state() is State.STARTING
        happened = ran(session, "1 + 1")
        assert isinstance(happened[0], Waiting)
        assert of_kind(happened, Display) == [Display("2")]
        assert not of_kind(ran(session, "1 + 1"), Waiting)
        assert session.state() is State.IDLE


def test_starting_again_starts_nothing() -> None:
    with started_session() as session:
        before = session.connection_file()
        session.start()
        assert session.connection_file() == before


def test_a_session_that_got_ready_has_computed_nothing_yet() -> None:
    setting = "tf.config.threading.set_intra_op_parallelism_threads"
    with started_session() as session:
        ran(session, f"import keras, tensorflow as tf; keras.utils.set_random_seed(0); {setting}(3)")
        ran(session, "layer = keras.layers.Dense(1); layer.build((None, 1))")
        assert fact(session, "layer").name == "dense"
        assert error(session, f"{setting}(2)").name == "RuntimeError"  # now it has


def test_waiting_for_tensorflow_can_be_given_up_without_harm() -> None:
    with started_session() as session:
        run = session.run("x = 1")
        assert isinstance(next(run), Waiting)
        session.interrupt()
        (last,) = run
        assert isinstance(last, Done) and last.status is Status.INTERRUPTED
        given_up = session.run("x = 1")
        assert isinstance(next(given_up), Waiting)
        given_up.close()  # type: ignore[attr-defined]
        assert fact(session, "x") == MissingFacts("x")
        ran(session, "import tensorflow")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("exit()", "`exit()` ended"),
        ("import os; os._exit(3)", "status 3"),
        ("import ctypes; ctypes.string_at(0)", "crashed (SIGSEGV)"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "memory"),
    ],
    ids=["exit", "_exit", "segmentation fault", "killed"],
)
def test_a_death_is_told_and_a_restart_brings_an_empty_session(
    session: KernelSession, code: str, words: str
) -> None:
    ran(session, "x = 1")
    before = process_id(session)
    last = died(session, f"print('last words', flush=True)\n{code}")
    assert last.status is Status.DIED and words in last.reason
    assert isinstance(session.query([Describe("x")])[0], FailedFacts)
    session.restart()
    assert fact(session, "x") == MissingFacts("x")
    assert process_id(session) != before and not is_running(before)


def test_what_was_printed_before_the_end_is_seen(session: KernelSession) -> None:
    assert Stream("last words\n") in events(session, "print('last words')\nexit()")


def test_code_for_a_dead_session_is_not_run(session: KernelSession) -> None:
    reason = died(session, "exit()").reason
    assert events(session, "1 + 1") == [Died(Status.DIED, reason)]


def test_a_death_between_two_lines_is_noticed(session: KernelSession) -> None:
    os.kill(process_id(session), signal.SIGKILL)
    wait_until(lambda: session.state() is State.DEAD)
    assert isinstance(events(session, "1 + 1")[-1], Died)


def test_what_is_flushed_is_shown_whatever_keeps_python_busy_then(session: KernelSession) -> None:
    for count in range(8):
        run = session.run(f"print({count}, flush=True); n = sum(range(3 * 10**7))")
        begun = time.monotonic()
        assert next(run) == Stream(f"{count}\n")
        shown = time.monotonic() - begun
        list(run)
        assert shown < 0.8 * (time.monotonic() - begun)


def test_a_third_interrupt_ends_code_that_cannot_be_interrupted(session: KernelSession) -> None:
    run = session.run("print('go', flush=True)\n" + LOOP_IN_C)
    assert next(run) == Stream("go\n")
    for _ in range(3):
        session.interrupt()
    last = list(run)[-1]
    assert isinstance(last, Died) and "Ctrl-C" in last.reason


def test_closing_leaves_nothing_behind() -> None:
    with started_session() as session:
        ran(session, "import subprocess; child = subprocess.Popen(['sleep', '600']).pid")
        kernel, child = process_id(session), fact(session, "child").value
        file = session.connection_file()
        assert file is not None and stat.S_IMODE(file.parent.stat().st_mode) == 0o700
        session.close()
        session.close()
        assert not is_running(kernel) and not file.parent.exists()
        wait_until(lambda: not is_running(child))


def test_closing_in_the_middle_of_the_start_leaves_nothing_behind() -> None:
    with started_session() as session:
        file = session.connection_file()
        assert file is not None
        session.close()
        assert not file.parent.exists()


PARENT = f"""
import sys
from tutor.session.kernel import KernelSession
session = KernelSession()
session.start()
for event in session.run("import os; print(os.getpid(), flush=True); {LOOP_IN_C}"):
    print(getattr(event, "text", "").strip(), flush=True)
"""


def test_the_kernel_dies_with_a_killed_parent_even_in_a_loop_in_c() -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        kernel = next(int(line) for line in parent.stdout if line.strip())
        assert is_running(kernel)
        parent.kill()
    wait_until(lambda: not is_running(kernel))


@pytest.mark.parametrize(
    ("module", "words"),
    [("tensorflow", "pip install tensorflow"), ("ipykernel", "pip install --upgrade ipykernel")],
)
def test_a_missing_library_is_named_with_what_to_do(
    module: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f"raise ModuleNotFoundError(\"No module named '{module}'\", name='{module}')"
    (tmp_path / f"{module}.py").write_text(text)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with started_session() as session:
        last = died(session, "1 + 1")
    assert last.status is Status.UNAVAILABLE
    assert words in last.reason and module in last.reason


def test_a_session_may_live_under_a_long_temporary_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long = tmp_path / ("long" * 30)
    long.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(long))
    with started_session() as session:
        assert of_kind(ran(session, "1 + 1"), Display) == [Display("2")]


def test_files_beside_the_learner_can_be_imported_and_ours_cannot(
    session: KernelSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine.py").write_text("value = 7")
    monkeypatch.chdir(tmp_path)
    session.restart()
    assert of_kind(ran(session, "import mine; mine.value"), Display) == [Display("7")]
    assert "ModuleNotFoundError" in str(events(session, "import launcher"))


def test_files_of_the_learners_with_the_names_of_libraries_stand_behind_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("random", "keras", "numpy", "token", "tensorflow", "json", "yaml", "zmq", "IPython"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('taken for a library')")
    (tmp_path / "mine.py").write_text("answer = 42")
    monkeypatch.chdir(tmp_path)
    with started_session() as session:
        assert printed(ran(session, "import mine, random, numpy, keras; print(mine.answer)")) == "42\n"
