"""Objects and lessons that fight back: what raises or never ends is told by its own error and hides nothing."""

from __future__ import annotations

import threading

import pytest

from tests.chatting import Chat, words
from tests.kernel import error, fact, facts, of_kind, printed, ran, wait_until
from tutor.commands import COMMANDS
from tutor.core.course import Step
from tutor.core.drawings import Table
from tutor.core.execution import Died, Display, Done, Status, Warned
from tutor.core.facts import Describe, Evaluate, FailedFacts, ObjectFacts, ScalarFacts, Variables, VariablesFacts
from tutor.core.protocols import State
from tutor.session.kernel import KernelSession
from tutor.session.scripted import ScriptedSession

pytestmark = pytest.mark.kernel

RAISES = "class Raises:\n    def __repr__(self): raise ValueError('no words for it')\nraises = Raises()\n"
HANGS = "class Hangs:\n    def __repr__(self):\n        while True: pass\nhangs = Hangs()\n"
HOLDS_ON = (
    "class HoldsOn:\n    def __repr__(self):\n        while True:\n            try:\n"
    "                while True: pass\n            except Exception: pass\nholds_on = HoldsOn()\n"
)
NO_TEXT = "class NoText:\n    def __repr__(self): return 7\nno_text = NoText()\n"


@pytest.mark.parametrize("shown", ["raises", "[raises, 1]", "{'key': raises}"])
def test_a_repr_that_raises_is_shown_by_its_own_error(session: KernelSession, shown: str) -> None:
    found = error(session, f"{RAISES}{shown}")
    assert (found.name, found.message) == ("ValueError", "no words for it")
    assert of_kind(ran(session, "1 + 1"), Display) == [Display("2")]


@pytest.mark.parametrize(
    ("code", "name", "said"),
    [
        (RAISES, "raises", "ValueError: no words for it"),
        (HANGS, "hangs", "longer than"),
        (HOLDS_ON, "holds_on", "longer than"),
        (NO_TEXT, "no_text", "TypeError"),
    ],
)
def test_an_object_that_cannot_be_shown_says_why_and_hides_no_other(
    session: KernelSession, code: str, name: str, said: str
) -> None:
    ran(session, f"before = 1\n{code}after = 2")
    (variables,) = facts(session, Variables())
    assert isinstance(variables, VariablesFacts)
    assert variables.variables["before"] == ScalarFacts(1, "int")
    assert variables.variables["after"] == ScalarFacts(2, "int")
    for found in (variables.variables[name], fact(session, name)):
        assert isinstance(found, ObjectFacts) and said in found.text


def test_vars_and_inspect_show_such_an_object_and_the_rest(session: KernelSession) -> None:
    ran(session, f"{HANGS}{RAISES}x = 5")

    class Context(Chat):
        """A conversation whose facts are those of the live session."""

        def facts(self, *probes: object) -> object:
            return session.query(probes)  # type: ignore[arg-type]

    chat = Context([Step(id="a", code="x = 1")], ScriptedSession())
    (table,) = of_kind(list(COMMANDS["vars"].run(chat, "")), Table)  # type: ignore[arg-type]
    names = {row[0]: row for row in table.rows}
    assert {"hangs", "raises", "x"} <= set(names)
    assert "ValueError" in str(names["raises"][2])
    said = words(list(COMMANDS["inspect"].run(chat, "hangs")))  # type: ignore[arg-type]
    assert "no variable" not in said and "longer than" in said


@pytest.mark.parametrize("endless", ["[x for x in iter(int, 1)]", "any(0 for x in iter(int, 1))"])
def test_an_expression_of_a_lesson_that_never_ends_is_ended(session: KernelSession, endless: str) -> None:
    found = session.query([Evaluate(endless), Evaluate("1 + 1")], timeout=2.0)
    assert isinstance(found[0], FailedFacts) and found[0].error == "TooLongError"
    assert of_kind(ran(session, "1 + 1"), Display) == [Display("2")], "it is idle again"


def test_an_expression_that_no_signal_reaches_ends_with_its_process(session: KernelSession) -> None:
    (found,) = session.query([Evaluate("sum(iter(int, 1))")], timeout=1.0)
    assert isinstance(found, FailedFacts)
    wait_until(lambda: session.state() is State.DEAD)
    session.restart()
    assert of_kind(ran(session, "1 + 1"), Display) == [Display("2")]


def test_ctrl_c_reaches_an_expression_of_a_lesson(session: KernelSession) -> None:
    ran(session, "import threading; begun = threading.Event()")
    endless = Evaluate("begun.set() or [x for x in iter(int, 1)]")
    answers: list[object] = []
    pressing = threading.Timer(0.5, session.interrupt)
    pressing.start()
    answers += session.query([endless], timeout=60.0)
    pressing.join()
    assert isinstance(answers[0], FailedFacts) and answers[0].error == "KeyboardInterrupt"
    assert of_kind(ran(session, "1 + 1"), Display) == [Display("2")]


def test_a_timer_of_the_learners_own_is_not_touched_by_a_question(session: KernelSession) -> None:
    ran(
        session,
        "import signal, time\nrang = []\nbefore = signal.signal(signal.SIGALRM, lambda *_: rang.append(1))",
    )
    ran(session, "signal.setitimer(signal.ITIMER_REAL, 100)")
    facts(session, Describe("rang"), Variables())
    ran(session, "left, handler = signal.getitimer(signal.ITIMER_REAL)[0], signal.getsignal(signal.SIGALRM)")
    assert 0 < fact(session, "left").value <= 100
    ran(session, "signal.setitimer(signal.ITIMER_REAL, 0.05); time.sleep(0.5)")
    assert fact(session, "len(rang)").value == 1
    ran(session, "signal.signal(signal.SIGALRM, before)")


def test_a_line_that_limits_the_process_is_told_and_the_next_one_runs(session: KernelSession) -> None:
    code = "import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (20, 4096))"
    (warning,) = of_kind(ran(session, code), Warned)
    assert warning.message == "This line limits open files. That holds for this line alone."
    assert printed(ran(session, "print('still here')")) == "still here\n"
    assert fact(session, "resource.getrlimit(resource.RLIMIT_NOFILE)[0]").value > 200
    session.restart()


def test_an_output_that_falls_silent_is_noticed_and_the_session_is_ended(session: KernelSession) -> None:
    happened = list(session.run("get_ipython().kernel.iopub_socket.close()"))
    last = happened[-1]
    assert isinstance(last, Died) and last.status is Status.DIED and "fallen silent" in last.reason
    session.restart()
    assert of_kind(ran(session, "1 + 1"), Display) == [Display("2")]


def test_a_display_hook_of_nobody_silences_one_line_at_most(session: KernelSession) -> None:
    for name in ("displayhook", "display_pub", "display_formatter", "events"):
        assert isinstance(list(session.run(f"get_ipython().{name} = None"))[-1], Done)
        assert of_kind(ran(session, "1 + 1"), Display) == [Display("2")], name
