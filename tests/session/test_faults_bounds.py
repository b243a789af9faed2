"""A machine that has too little: memory that runs out, disks that are full or cannot be written, homes that are
no good. And errors that say too much."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from tests.kernel import error, events, fact, of_kind, ran, started_session
from tests.tmux import ROOT
from tutor.core.execution import Died, Frame, Status, Warned
from tutor.core.facts import Describe, FailedFacts
from tutor.core.protocols import State
from tutor.session.kernel import KernelSession

pytestmark = pytest.mark.kernel

LINUX = sys.platform == "linux"


@pytest.fixture(scope="module")
def bounded(as_outside_of_pytest: None) -> Iterator[KernelSession]:
    with started_session(lambda: KernelSession(memory=3 * 2**30)) as session:
        ran(session, "import numpy as np")
        yield session


@pytest.mark.skipif(not LINUX, reason="other systems know no such bound")
@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("np.ones(10**10)", "MemoryError"),
        ("[0] * 10**10", "MemoryError"),
        ("'x' * 10**11", "MemoryError"),
        ("hoard = []\nwhile True: hoard.append(bytearray(10**8))", "MemoryError"),
    ],
)
def test_an_allocation_that_runs_away_is_an_error_and_the_session_lives(
    bounded: KernelSession, code: str, name: str
) -> None:
    assert error(bounded, code).name == name
    ran(bounded, "hoard = None")
    assert fact(bounded, "1 + 1").value == 2


def refuse(*arguments: object, **more: object) -> NoReturn:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("place", ["tempfile.mkdtemp", "tutor.session.process.write_private"])
def test_a_disk_without_room_for_a_session_is_told_and_a_restart_tries_again(
    place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as full:
        full.setattr(place, refuse)
        session = KernelSession()
        session.start()
        (last,) = events(session, "1 + 1")
        assert isinstance(last, Died) and last.status is Status.UNAVAILABLE
        assert "No space left" in last.reason and "/reset" in last.reason
        assert session.state() is State.DEAD and session.connection_file() is None
        assert isinstance(session.query([Describe("x")])[0], FailedFacts)
        assert session.complete("x", 1) is None
        session.interrupt()
    session.restart()
    assert session.state() is State.STARTING
    session.close()


SMALL_DISK = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
from tests.kernel import ran, fact
from tutor.session.kernel import KernelSession
from pathlib import Path
session = KernelSession(Path(sys.argv[1]))
session.start()
ran(session, "import keras, numpy as np; x = np.ones((4, 9))")
ran(session, "m = keras.Sequential([keras.layers.Dense(50)]); m.compile('sgd', 'mse')")
ran(session, "history = m.fit(x, x[:, :1], epochs=3)")
assert fact(session, "history").epochs == 3
assert not list(Path(sys.argv[1]).glob("*"))
print("fine")
session.close()
"""


@pytest.mark.skipif(not LINUX, reason="elsewhere the limit ends the process")
def test_where_no_file_can_grow_a_training_goes_on_without_its_checkpoint(tmp_path: Path) -> None:
    command = [sys.executable, "-c", SMALL_DISK, str(tmp_path / "kept")]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=100)
    assert (run.returncode, run.stdout) == (0, "fine\n"), run.stderr


@pytest.mark.parametrize("home", ["x" * 200, "nothing/can/be/written/here"], ids=["long", "closed"])
def test_the_tutor_runs_in_a_home_that_is_very_long_or_closed(home: str, tmp_path: Path) -> None:
    (tmp_path / "nothing").touch()  # a file, in which not even root can make a folder
    settings = {
        "HOME": str(tmp_path / home),
        "TMPDIR": str(tmp_path / home),
        "KERAS_TUTOR_HOME": "",
        "XDG_DATA_HOME": "",
    }
    if home.startswith("x"):
        (tmp_path / home).mkdir()
    else:
        del settings["TMPDIR"]
    run = subprocess.run(
        [sys.executable, "-m", "tutor", "linear-regression"],
        input="import matplotlib.pyplot as plt; plt.plot([1, 2])\nprint('it', 'runs')\n/quit\n",
        env={**os.environ, **settings},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=200,
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert "\nit runs\n" in run.stdout
    assert ("Nothing of this is kept" in run.stdout) == home.startswith("nothing")


def test_however_long_an_error_is_only_its_beginning_crosses_over(session: KernelSession) -> None:
    seen = error(session, "raise ValueError('x' * 10**8)")
    assert seen.message.endswith(" more") and len(seen.message) + len(seen.traceback) < 50_000
    (warned,) = of_kind(ran(session, "import warnings; warnings.warn('y' * 10**8)"), Warned)
    assert len(warned.message) < 110_000


def test_an_endless_recursion_is_told_with_both_of_its_ends(session: KernelSession) -> None:
    code = "def again(number):\n    return other(number)\ndef other(number):\n    return again(number)\nagain(0)"
    seen = error(session, code)
    assert seen.name == "RecursionError" and seen.frames[0] == Frame(5, "again(0)")
    lines = seen.traceback.splitlines()
    assert "again(0)" in seen.traceback and lines[-1].startswith("RecursionError") and len(lines) < 60
