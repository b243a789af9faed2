"""What the learner's code gives back: text, values, errors, requests for input."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from tests.kernel import error, events, fact, facts, interrupted, of_kind, printed, ran, wait_until
from tutor.core.execution import Display, Done, Error, Frame, InputRequested, Status, Stream
from tutor.core.facts import ArrayFacts, MissingFacts, Result, ResultFacts, ScalarFacts, Variables, VariablesFacts
from tutor.core.protocols import State
from tutor.session.kernel import KernelSession

pytestmark = pytest.mark.kernel


def test_printed_text_and_the_value_come_in_order(session: KernelSession) -> None:
    happened = ran(session, "print('one')\n6 * 7")
    assert happened[:-1] == [Stream("one\n"), Display("42")]


def test_stderr_is_told_apart(session: KernelSession) -> None:
    assert Stream("oh\n", "stderr") in ran(session, "import sys; print('oh', file=sys.stderr)")


def test_text_from_another_process_is_seen(session: KernelSession) -> None:
    happened = ran(session, "import os; os.system('echo hello')")
    if "hello" not in printed(happened):  # it comes through a pipe, and may come after the cell is over
        happened = ran(session, "import time; time.sleep(0.2)")
    assert "hello" in printed(happened)


def test_colours_do_not_cross(session: KernelSession) -> None:
    assert printed(ran(session, r"print('\x1b[31mred\x1b[0m')")) == "red\n"


def test_help_comes_as_text(session: KernelSession) -> None:
    (shown,) = of_kind(ran(session, "len?"), Display)
    assert "Return the number of items" in shown.text
    assert "\x1b" not in shown.text


def test_an_error_names_the_learners_own_lines(session: KernelSession) -> None:
    ran(session, "import numpy as np\ndef reshape(values):\n    return np.reshape(values, (2, 2))")
    found = error(session, "x = 1\n\nreshape([1, 2, 3])")
    assert found.name == "ValueError"
    assert "cannot reshape" in found.message
    assert found.frames == (Frame(3, "reshape([1, 2, 3])"), Frame(3, "return np.reshape(values, (2, 2))"))
    assert "reshape([1, 2, 3])" in found.traceback
    assert "\x1b" not in found.traceback


def test_a_syntax_error_names_its_line(session: KernelSession) -> None:
    found = error(session, "x = 1\ny = = 2")
    assert (found.name, found.frames) == ("SyntaxError", (Frame(2, "y = = 2"),))


def test_an_error_ends_with_its_status(session: KernelSession) -> None:
    happened = events(session, "1 / 0")
    assert isinstance(happened[-2], Error)
    assert isinstance(happened[-1], Done) and happened[-1].status is Status.ERROR


def test_the_cell_after_an_error_runs(session: KernelSession) -> None:
    events(session, "1 / 0")
    assert of_kind(ran(session, "1 + 1"), Display) == [Display("2")]


def test_input_is_asked_for_and_answered(session: KernelSession) -> None:
    happened = []
    for event in session.run("name = input('Who? ')"):
        happened.append(event)
        if isinstance(event, InputRequested):
            session.reply_input("Ada")
    assert happened[0] == InputRequested("Who? ")
    assert fact(session, "name").value == "Ada"


def test_input_can_be_left_with_an_interrupt(session: KernelSession) -> None:
    happened = interrupted(session, "input('Who? ')", at=InputRequested)
    assert isinstance(happened[-1], Done) and happened[-1].status is Status.INTERRUPTED


@pytest.mark.parametrize(
    "code",
    [
        "print('go')\nwhile True: pass",
        "import time\nprint('go')\ntime.sleep(600)",
        "import os\nprint('go')\nos.system('sleep 600')",
    ],
    ids=["while", "sleep", "another process"],
)
def test_an_interrupt_ends(session: KernelSession, code: str) -> None:
    happened = interrupted(session, code)
    assert isinstance(happened[-1], Done) and happened[-1].status in (Status.INTERRUPTED, Status.OK)
    assert not of_kind(happened, Error)
    assert happened[-1].seconds < 300
    assert session.state() is State.IDLE


def test_an_interrupt_while_nothing_runs_does_nothing(session: KernelSession) -> None:
    session.interrupt()
    assert of_kind(ran(session, "1 + 1"), Display) == [Display("2")]


def test_silent_code_leaves_no_value_and_no_history(session: KernelSession) -> None:
    happened = list(session.run("silent = 1\nsilent", silent=True))
    assert not of_kind(happened, Display)
    assert fact(session, "silent") == ScalarFacts(1, "int")
    assert "silent" not in printed(ran(session, "print(In)"))


def test_questions_leave_no_trace(session: KernelSession) -> None:
    ran(session, "before = sorted(globals()), len(In), len(Out)")
    facts(session, Variables(), Result())
    fact(session, "[walrus := 1, 2]")
    happened = ran(session, "print(sorted(set(globals()) - set(before[0])), len(In) - before[1])")
    names, cells = printed(happened).rsplit(" ", 1)
    assert [name for name in eval(names) if not name.startswith("_i")] == ["before"]
    assert int(cells) == 1


def test_the_result_is_known_by_every_route(session: KernelSession) -> None:
    ran(session, "kept = [1, 2]\nchanged = 3")
    ran(session, "changed = 4\nkept = kept\nnew = 5\nchanged + new")
    (result,) = facts(session, Result())
    assert isinstance(result, ResultFacts)
    assert result.value == ScalarFacts(9, "int")
    assert [getattr(each, "value", None) for each in result.bound] == [None, 4, 5]
    ran(session, "7;pass")
    assert facts(session, Result()) == (ResultFacts(),)


def test_variables_come_in_the_order_they_were_made(session: KernelSession) -> None:
    ran(session, "import math\nzebra = 1\nkind = 'a'\n_hidden = 2\ndef apple(): pass")
    (found,) = facts(session, Variables())
    assert isinstance(found, VariablesFacts)
    assert list(found.variables) == ["zebra", "kind", "apple"]


def test_a_name_of_pythons_own_is_listed_once_the_learner_takes_it(session: KernelSession) -> None:
    ran(session, "open = 3")
    assert facts(session, Variables()) == (VariablesFacts({"open": ScalarFacts(3, "int")}),)


def test_a_name_that_is_not_there_is_missing(session: KernelSession) -> None:
    assert fact(session, "modle") == MissingFacts("modle")


def test_the_learner_may_take_every_name(session: KernelSession) -> None:
    ran(
        session, "print = list = len = sorted = isinstance = np = keras = plt = json = exec = eval = 0\nx = [1, 2]"
    )
    assert fact(session, "x") == ArrayFacts((2,), "int64", "list", 1.0, 2.0, True, (1, 2))
    assert error(session, "1 / 0").frames == (Frame(1, "1 / 0"),)


def test_not_one_of_many_messages_is_lost_when_nobody_reads(session: KernelSession, tmp_path: Path) -> None:
    done = tmp_path / "done"
    run = session.run(f"for i in range(5000): display(i)\nfrom pathlib import Path; Path({str(done)!r}).touch()")
    happened = [next(run)]
    wait_until(done.exists)
    happened += run
    assert [event.text for event in of_kind(happened, Display)] == [str(number) for number in range(5000)]


def test_a_big_print_arrives_whole(session: KernelSession) -> None:
    text = io.StringIO(printed(ran(session, "for i in range(50_000): print(i)")))
    assert [int(line) for line in text] == list(range(50_000))


def test_names_are_completed_and_explained(session: KernelSession) -> None:
    ran(session, "values_x = [1]")
    found = session.complete("print(values_", 13, timeout=10)
    assert found is not None and found.matches == ("values_x",) and (found.start, found.end) == (6, 13)
    assert "list" in (session.inspect("values_x", 8, timeout=10) or "")
    assert session.inspect("nothing_of_the_kind", 5, timeout=10) is None


def test_nothing_is_completed_while_code_runs(session: KernelSession) -> None:
    run = session.run("print('go')\ninput()")
    assert next(run) == Stream("go\n")
    assert session.complete("pri", 3) is None
    assert session.query([Result()])[0] != ResultFacts()
    session.interrupt()
    assert isinstance(list(run)[-1], Done)


def test_a_run_that_is_given_up_is_stopped(session: KernelSession) -> None:
    run = session.run("print('go')\nwhile True: pass")
    assert next(run) == Stream("go\n")
    run.close()  # type: ignore[attr-defined]
    assert of_kind(ran(session, "1 + 1"), Display) == [Display("2")]
