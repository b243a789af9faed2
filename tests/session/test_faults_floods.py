"""More output than anybody reads, a screen that stands still, and messages that are lost or come twice."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.kernel import events, fact, interrupted, of_kind, printed, ran, wait_until
from tutor.core.execution import (
    Cut,
    Display,
    Done,
    Epochs,
    InputRequested,
    SessionEvent,
    Status,
    Stream,
    TrainingEnded,
)
from tutor.core.facts import Describe, ScalarFacts
from tutor.session import live
from tutor.session.kernel import KernelSession
from tutor.session.wire import Message, Wire

pytestmark = pytest.mark.kernel

SHOWN = 1_100_000
"""Characters of one cell, at most, that come to the screen."""
HANG = 60
"""Seconds beyond what is meant that no busy machine takes, and that something which hangs does."""
SETUP = (
    "import keras, numpy as np\n"
    "x = np.arange(4.0); y = 2 * x + 1\n"
    "model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)]); model.compile('sgd', 'mse')"
)


def size(happened: list[SessionEvent]) -> int:
    return sum(len(event.text) for event in happened if isinstance(event, (Stream, Display)))


FLOODS = {
    "many lines": "for i in range(125_000): print('12345678')\nprint('the end')",
    "one line": "print('x' * 10**8)\nprint('the end')",
    "stderr": "import sys\nprint('x' * 10**7, file=sys.stderr)\nprint('the end')",
    "values": "for i in range(6000): display('x' * 100)\nprint('the end')",
    "large values": "for i in range(40): display('x' * 10**5)\nprint('the end')",
    "bare messages": "for i in range(9): publish_display_data({'text/plain': 'x' * 10**6})\nprint('the end')",
}


@pytest.mark.parametrize("flood", FLOODS)
def test_of_a_flood_the_beginning_and_the_end_come_and_the_learner_is_told(
    session: KernelSession, flood: str
) -> None:
    ran(session, "from IPython.display import publish_display_data")
    happened = ran(session, FLOODS[flood])
    assert size(happened) < SHOWN
    begins, left_out = of_kind(happened, Cut)
    assert begins.characters == 0 < left_out.characters
    assert printed(happened).endswith("the end\n")


def test_the_number_of_characters_left_out_is_right(session: KernelSession) -> None:
    happened = ran(session, "for i in range(130_000): print('12345678')")
    assert size(happened) + of_kind(happened, Cut)[1].characters == 130_000 * 9


def test_a_flood_from_another_process_is_bounded_too(session: KernelSession, tmp_path: Path) -> None:
    done = tmp_path / "done"
    happened = ran(session, f"import os; os.system('yes | head -c 20000000; touch {done}')")
    happened += ran(session, "import time; time.sleep(0.1)")  # it comes through a pipe, and may be late
    assert done.exists() and 0 < size(happened) < 2 * SHOWN
    log = session.connection_file()
    assert log is not None and log.with_suffix(".log").stat().st_size < 100_000


@pytest.mark.parametrize("ask", ["input", "__import__('getpass').getpass"])
def test_a_question_that_is_too_long_is_cut(session: KernelSession, ask: str) -> None:
    run = session.run(f"answer = {ask}('x' * 10**8)")
    asked = next(event for event in run if isinstance(event, InputRequested))
    assert len(asked.prompt) < SHOWN and "99,900,000 more" in asked.prompt
    session.reply_input("yes")
    assert of_kind(list(run), Done)[0].status is Status.OK
    assert printed(ran(session, "print(answer)")) == "yes\n"


def test_a_value_that_is_too_long_is_cut(session: KernelSession) -> None:
    (shown,) = of_kind(ran(session, "'x' * 10**7"), Display)
    assert len(shown.text) < 110_000 and shown.text.endswith("more")


def test_the_value_of_a_flooding_cell_is_its_last_word(session: KernelSession) -> None:
    *_, shown, done = ran(session, "for i in range(125_000): print('12345678')\n'the value'")
    assert shown == Display("'the value'") and isinstance(done, Done)


def test_the_cell_after_a_flood_has_all_its_room_again(session: KernelSession) -> None:
    ran(session, "print('x' * 10**7)")
    happened = ran(session, "print('y' * 500_000)")
    assert not of_kind(happened, Cut) and len(printed(happened)) == 500_001


def test_a_loop_that_prints_for_ever_is_stopped_at_once(session: KernelSession) -> None:
    happened = interrupted(session, "while True: print('again and again')", at=Cut)
    last = happened[-1]
    assert isinstance(last, Done) and last.status is Status.INTERRUPTED and last.seconds < 30
    assert size(happened) < SHOWN


def test_a_screen_that_stands_still_loses_no_epoch_and_not_the_end(session: KernelSession, tmp_path: Path) -> None:
    ran(session, SETUP)
    done = tmp_path / "done"
    code = (
        "for _ in range(10): model.fit(x, y, epochs=3)\n"
        "print('z' * 3 * 10**6)\nhistory = model.fit(x, y, epochs=300)\n"
        f"from pathlib import Path; Path({str(done)!r}).touch()\nhistory.epoch[-1]"
    )
    run = session.run(code)
    happened = [next(run)]
    wait_until(done.exists, seconds=60)
    happened += run
    assert sum(len(batch.rows) for batch in of_kind(happened, Epochs)) == 330
    assert len(of_kind(happened, TrainingEnded)) == 11
    assert happened[-2] == Display("299") and size(happened) < SHOWN


@pytest.fixture
def tampered(session: KernelSession, monkeypatch: pytest.MonkeyPatch) -> Callable[[Any], None]:
    """Puts a function between the session and what it receives: a message goes in, a list of them comes out."""

    def tamper(change: Callable[[Message], list[Message]]) -> None:
        receive = Wire.receive

        def changed(wire: Wire, seconds: float) -> list[Message]:
            return [each for message in receive(wire, seconds) for each in change(message)]

        monkeypatch.setattr(Wire, "receive", changed)

    return tamper


def kind(message: Message) -> str:
    return str(message["header"]["msg_type"])


def test_without_the_word_that_it_is_idle_a_cell_is_over_all_the_same(
    session: KernelSession, tampered: Callable[[Any], None]
) -> None:
    tampered(lambda message: [] if kind(message) == "status" else [message])
    began = time.monotonic()
    assert of_kind(ran(session, "print('go'); 6 * 7"), Display) == [Display("42")]
    assert time.monotonic() - began < live.GRACE + HANG
    assert fact(session, "1 + 1") == ScalarFacts(2, "int")


def test_without_a_reply_a_cell_is_over_too(session: KernelSession, tampered: Callable[[Any], None]) -> None:
    tampered(lambda message: [] if kind(message) == "execute_reply" else [message])
    happened = events(session, "print('go')")
    assert printed(happened) == "go\n" and isinstance(happened[-1], Done)
    assert type(session.query([Describe("x")])[0]).__name__ == "FailedFacts"


def test_telemetry_that_comes_twice_counts_once(session: KernelSession, tampered: Callable[[Any], None]) -> None:
    ran(session, SETUP)
    tampered(lambda message: [message, message] if kind(message) == "display_data" else [message])
    happened = ran(session, "history = model.fit(x, y, epochs=50)")
    assert [row.number for batch in of_kind(happened, Epochs) for row in batch.rows] == list(range(1, 51))
    assert len(of_kind(happened, TrainingEnded)) == 1


def test_telemetry_that_is_lost_takes_nothing_with_it(
    session: KernelSession, tampered: Callable[[Any], None]
) -> None:
    ran(session, SETUP)
    tampered(lambda message: [] if kind(message) == "display_data" else [message])
    happened = ran(session, "history = model.fit(x, y, epochs=50)\nhistory.epoch[-1]")
    assert happened[:-1] == [Display("49")]
    assert fact(session, "history").epochs == 50


def test_names_asked_for_by_the_dozen_while_code_runs_hold_up_nothing(session: KernelSession) -> None:
    run: Iterator[SessionEvent] = session.run("print('go')\ninput()")
    happened = [next(run)]
    began = time.monotonic()
    assert not any(session.complete("pri", 3) or session.inspect("print", 5) for _ in range(500))
    assert time.monotonic() - began < HANG  # each of them would have waited for 0.4 s or more
    session.interrupt()
    happened += run
    assert isinstance(happened[-1], Done)
    assert printed(ran(session, "print('next')")) == "next\n"
