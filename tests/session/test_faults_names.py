"""Whatever the learner names, deletes, closes or replaces: checks, facts, telemetry and replay still work."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.kernel import error, fact, facts, of_kind, printed, ran
from tutor.core.execution import Display, Epochs, Frame, SessionEvent, TrainingEnded
from tutor.core.facts import Evaluate, Result, ResultFacts, ScalarFacts, Variables, VariablesFacts
from tutor.session.kernel import KernelSession

pytestmark = pytest.mark.kernel

SETUP = (
    "import keras as k, numpy as n, sys, os\n"
    "model = k.Sequential([k.Input((1,)), k.layers.Dense(1)]); model.compile('sgd', 'mse')\n"
    "points = n.arange(4.0)"
)
MISCHIEF = {
    "functions of Python": "print = list = len = sorted = isinstance = map = dict = str = open = exec = eval = 0",
    "libraries": "np = keras = plt = tf = tensorflow = json = IPython = 0",
    "our own name": "__tutor__ = 0",
    "our own name everywhere": "import builtins; del builtins.__tutor__",
    "the namespace's own": "__builtins__ = 0; __name__ = 'other'; _ = __ = In = Out = 0",
    "no namespace's own": "del __builtins__",
    "entries of builtins": (
        "import builtins\nfor name in ('print', 'input', 'round', 'help'):\n    setattr(builtins, name, None)"
    ),
    "a closed output": "os.close(1); os.close(2)",
    "an output that is none": "sys.stdout = 7; sys.stderr = None",
    "an output that was closed": "sys.stdout.close(); sys.stderr.close()",
    "an output elsewhere": "import io; sys.stdout = io.StringIO()",
    "parts of IPython": (
        "shell = get_ipython()\nfor part in ('display_pub', 'display_formatter', 'payload_manager', 'compile'):\n"
        "    setattr(shell, part, None)"
    ),
    "limits of the process": (
        "import resource as r\nfor limit in (r.RLIMIT_NOFILE, r.RLIMIT_AS, r.RLIMIT_FSIZE, r.RLIMIT_NPROC):\n"
        "    r.setrlimit(limit, (20, r.getrlimit(limit)[1]))"
    ),
    "few open files, now and later": "import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (20, 4096))",
    "hardly any calls": "sys.setrecursionlimit(90)",
    "timers": "import signal; signal.alarm(1); signal.setitimer(signal.ITIMER_VIRTUAL, 0.2)",
    "hooks": "import warnings; sys.displayhook = sys.excepthook = warnings.showwarning = None",
    "threads that print": (
        "import threading, time\nstop = threading.Event()\n"
        "def chatter():\n    while not stop.wait(0.001): sys.stdout.write('.')\n"
        "for _ in range(3): threading.Thread(target=chatter, daemon=True).start()"
    ),
}
AMENDS = (
    "import builtins, _tutor_runtime.service as s, sys\n"
    "builtins.__dict__.update(s.__builtins__); builtins.__tutor__ = s\n"
    "if 'stop' in globals(): stop.set()\n"
)


@pytest.fixture(scope="module")
def mischievous(shared_session: KernelSession) -> Iterator[KernelSession]:
    """The session, made anew for whoever comes after us."""
    yield shared_session
    shared_session.restart()


@pytest.fixture
def prepared(mischievous: KernelSession, session: KernelSession) -> Iterator[KernelSession]:
    ran(session, SETUP)
    yield session
    silently(session, AMENDS)


def silently(session: KernelSession, *cells: str) -> list[SessionEvent]:
    return [event for cell in cells for event in session.run(cell, silent=True)]


@pytest.mark.parametrize("mischief", MISCHIEF)
def test_everything_works_after(prepared: KernelSession, mischief: str) -> None:
    session = prepared
    ran(session, MISCHIEF[mischief])
    assert fact(session, "points").maximum == 3.0
    assert fact(session, "model").parameters == 2
    (variables,) = facts(session, Variables())
    assert isinstance(variables, VariablesFacts) and "model" in variables.variables
    happened = ran(session, "history = model.fit(points, points, epochs=3)\n6 * 7")
    assert [row.number for batch in of_kind(happened, Epochs) for row in batch.rows] == [1, 2, 3]
    assert of_kind(happened, Display) == [Display("42")]
    assert fact(session, "history").epochs == 3
    assert facts(session, Result())[0] != ResultFacts()
    assert error(session, "1 / 0").frames == (Frame(1, "1 / 0"),)
    assert len(of_kind(silently(session, "history = model.fit(points, points)"), TrainingEnded)) == 1
    assert fact(session, "history").epochs == 1


def test_what_the_learner_asks_in_their_own_words_uses_their_own_names(prepared: KernelSession) -> None:
    ran(prepared, "len = lambda value: 99")
    assert facts(prepared, Evaluate("len(points)")) == (ScalarFacts(99, "int"),)


@pytest.mark.parametrize("mischief", ["an output that is none", "an output that was closed"])
def test_the_next_cell_prints_again(prepared: KernelSession, mischief: str) -> None:
    ran(prepared, MISCHIEF[mischief])
    assert printed(ran(prepared, "print('here')")) == "here\n"


def test_an_output_of_the_learners_own_stays(prepared: KernelSession) -> None:
    ran(prepared, "import io; sys.stdout = kept_text = io.StringIO()")
    assert printed(ran(prepared, "print('there')")) == ""
    assert fact(prepared, "kept_text.getvalue()").value == "there\n"
    ran(prepared, "sys.stdout = sys.__stdout__")
