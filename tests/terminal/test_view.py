"""The view: what stands on the terminal after some events."""

from __future__ import annotations

import io
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from msgspec.structs import replace
from syrupy.assertion import SnapshotAssertion

from tests.terminal.screen import Screen
from tutor.core.events import CodeRun, Event, Judged, Said
from tutor.core.execution import (
    Died,
    Display,
    Done,
    Epoch,
    Epochs,
    InputRequested,
    Status,
    Stream,
    TrainingEnded,
    TrainingStarted,
)
from tutor.core.verdict import Verdict
from tutor.render.examples import EVENTS
from tutor.terminal.caps import Caps
from tutor.terminal.view import View

PLAIN = Caps(plain=True, colours=0, keyboard=False)
PASSED = Judged("step", Verdict.PASSED)


class Clock:
    """Time that passes when it is told to."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def shown(*events: Event, caps: Caps = PLAIN) -> str:
    """What the view writes into a file."""
    stream = io.StringIO()
    view = View(caps, stream)
    for event in events:
        view(event)
    return stream.getvalue()


def fit(view: View, clock: Clock, epochs: int, seconds: float, end: bool = True) -> None:
    """One `fit` of so many epochs that takes so many seconds, ten epochs a batch."""
    view(TrainingStarted(epochs))
    for first in range(1, epochs + 1, 10):
        last = min(epochs, first + 9)
        clock.now += seconds * (last - first + 1) / epochs
        view(Epochs(tuple(Epoch(number, {"loss": 1000.0 / number}) for number in range(first, last + 1))))
    if end:
        view(TrainingEnded(epochs, seconds))


def test_one_blank_line_stands_between_two_turns() -> None:
    assert shown(Said("One."), Said("Two."), PASSED) == "  One.\n\n  Two.\n\n✓ Right.\n\n"


def test_what_code_prints_stands_right_below_it() -> None:
    text = shown(Said("One."), CodeRun("print(1); 2", by_enter=True), Stream("1\n"), Display("2"), PASSED)
    assert text == "  One.\n\n>>> print(1); 2\n1\n2\n\n✓ Right.\n\n"


def test_a_line_that_was_not_ended_is_ended_before_the_tutor_speaks() -> None:
    assert shown(Stream("no end"), PASSED) == "no end\n\n✓ Right.\n\n"


def test_a_typed_line_gets_a_blank_line_below_it_before_the_tutor_speaks() -> None:
    stream = io.StringIO()
    view = View(replace(PLAIN, keyboard=True, plain=False), stream)
    view(Said("One."))
    view.typed("x = 1")
    view(PASSED)
    assert stream.getvalue() == "  One.\n\n\n✓ Right.\n\n"


def test_a_bare_enter_leaves_nothing_to_stand_apart_from() -> None:
    stream = io.StringIO()
    view = View(replace(PLAIN, keyboard=True, plain=False), stream)
    view(Said("One."))
    view.typed("")
    view(PASSED)
    assert stream.getvalue() == "  One.\n\n✓ Right.\n\n"


def test_a_page_from_a_pipe_has_the_typed_lines_on_it() -> None:
    stream = io.StringIO()
    view = View(PLAIN, stream)
    view(Said("One."))
    view.typed("x = 1")
    view(PASSED)
    view.typed("")
    assert stream.getvalue() == "  One.\n\n>>> x = 1\n\n✓ Right.\n\n"


@pytest.mark.parametrize("spoken", [False, True])
def test_plain_output_has_not_one_escape(spoken: bool) -> None:
    clock, stream = Clock(), io.StringIO()
    view = View(replace(PLAIN, spoken=spoken), stream, clock=clock)
    for event in (*EVENTS.values(), Stream("\x1b[31mred\x1b[0m\x1b]0;title\x07\n"), Display("\x1b[1mbold")):
        view(event)
    fit(view, clock, 500, 5.0)
    assert "\x1b" not in stream.getvalue() and "red\n" in stream.getvalue()


def test_no_color_means_no_colour_codes() -> None:
    text = shown(*EVENTS.values(), caps=Caps(colours=0))
    assert "\x1b" not in text


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_terminal_that_is_not_utf_8_gets_what_it_can_show(encoding: str) -> None:
    raw = io.BytesIO()
    view = View(replace(PLAIN, unicode=False), io.TextIOWrapper(raw, encoding=encoding))
    for event in (*EVENTS.values(), Stream("日本 ✓\n")):
        view(event)
    text = raw.getvalue().decode(encoding)
    assert "ok Right." in text and "x Not yet." in text and "?? ?\n" in text


def test_input_is_left_to_the_prompt() -> None:
    assert shown(InputRequested("name? ")) == ""


def test_a_short_fit_shows_only_what_it_came_to() -> None:
    screen, clock = Screen(), Clock()
    fit(View(Caps(), screen.stream, clock=clock), clock, 100, 0.2)
    assert "\x1b[?25l" not in screen.sent and "100 epochs in 0.2 s" in screen.text


def test_a_fit_that_failed_before_its_first_epoch_shows_nothing() -> None:
    stream = io.StringIO()
    view = View(PLAIN, stream)
    view(TrainingStarted(2))
    view(TrainingEnded(0, 0.0))
    assert stream.getvalue() == ""


def test_a_long_fit_is_painted_in_place_at_most_ten_times_a_second(snapshot: SnapshotAssertion) -> None:
    screen, clock = Screen(), Clock()
    view = View(Caps(), screen.stream, clock=clock)
    view(Said("Before."))
    fit(view, clock, 1000, 2.0, end=False)
    assert 10 <= screen.sent.count("\x1b[?2026h") <= 20
    assert screen.text == snapshot


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_after_a_fit_the_scrollback_holds_its_result_once(columns: int, snapshot: SnapshotAssertion) -> None:
    screen, clock = Screen(columns, 24), Clock()
    view = View(replace(Caps(), width=columns), screen.stream, clock=clock)
    view(Said("Before."))
    fit(view, clock, 500, 2.0)
    view(PASSED)
    assert "Ctrl-C" not in screen.text and screen.text.count("500 epochs in") == 1
    assert screen.sent.endswith("\n") and screen.sent.rindex("\x1b[?25h") > screen.sent.rindex("\x1b[?25l")
    assert screen.text == snapshot


def test_what_a_callback_prints_stands_above_the_live_block() -> None:
    screen, clock = Screen(), Clock()
    view = View(Caps(), screen.stream, clock=clock)
    fit(view, clock, 100, 2.0, end=False)
    view(Stream("epoch 100 was good\n"))
    clock.now += 1
    view(Epochs((Epoch(101, {"loss": 1.0}),)))
    lines = screen.lines
    assert lines[0] == "epoch 100 was good" and lines[1] == "" and lines[2].startswith("  Training")


def test_input_asked_for_in_a_fit_is_asked_below_what_stays() -> None:
    screen, clock = Screen(), Clock()
    view = View(Caps(), screen.stream, clock=clock)
    fit(view, clock, 100, 2.0, end=False)
    view(InputRequested("go on? "))
    assert screen.text == "" and screen.sent.endswith("\x1b[?25h")


def test_a_fit_that_draws_its_own_progress_is_not_painted_over() -> None:
    screen, clock = Screen(), Clock()
    view = View(Caps(), screen.stream, clock=clock)
    view(TrainingStarted(100))
    view(Stream("1/4 ━━━━ 0s\r"))
    clock.now += 1
    view(Epochs((Epoch(1, {"loss": 1.0}), Epoch(2, {"loss": 0.5}))))
    assert "Training" not in screen.text
    view(TrainingEnded(2, 1.0))
    assert "2 epochs in 1.0 s" in screen.text


@pytest.mark.parametrize("end", [Done(Status.INTERRUPTED), Died(reason="It ended.")])
def test_a_fit_that_never_ended_leaves_no_live_block_behind(end: Event) -> None:
    screen, clock = Screen(), Clock()
    view = View(Caps(), screen.stream, clock=clock)
    fit(view, clock, 100, 2.0, end=False)
    view(end)
    assert "Training" not in screen.text and screen.sent.count("\x1b[?25h") == 1


def test_the_live_block_follows_the_size_of_the_window() -> None:
    screen, clock, size = Screen(80, 24), Clock(), [80, 24]
    view = View(Caps(), screen.stream, size=lambda: (size[0], size[1]), clock=clock)
    fit(view, clock, 100, 2.0, end=False)
    screen.pyte.resize(24, 40)
    size[0] = 40
    clock.now += 1
    view(Epochs((Epoch(101, {"loss": 1.0}),)))
    assert screen.text.count("Ctrl-C stops here") == 1 and max(map(len, screen.lines)) <= 39


def test_a_plain_terminal_gets_about_ten_lines_a_fit() -> None:
    clock, stream = Clock(), io.StringIO()
    fit(View(PLAIN, stream, clock=clock), clock, 500, 10.0)
    lines = [line for line in stream.getvalue().split("\n") if line.startswith("  epoch")]
    assert 8 <= len(lines) <= 10 and lines[-1] == "  epoch 500 of 500: loss 2"
    assert "┤" in stream.getvalue()


def test_a_plain_terminal_hears_of_a_long_fit_every_few_seconds() -> None:
    clock, stream = Clock(), io.StringIO()
    fit(View(PLAIN, stream, clock=clock), clock, 1000, 1000.0)
    lines = [line for line in stream.getvalue().split("\n") if line.startswith("  epoch")]
    assert len(lines) == 100


def test_a_screen_reader_gets_no_curve() -> None:
    clock, stream = Clock(), io.StringIO()
    fit(View(replace(PLAIN, spoken=True), stream, clock=clock), clock, 500, 10.0)
    assert "┤" not in stream.getvalue() and "loss, start: 1000, end: 2" in stream.getvalue()


def training(clock: Clock, *, asks: bool = False) -> tuple[View, Screen]:
    """A view with a training on the screen."""
    screen = Screen()
    view = View(Caps(), screen.stream, clock=clock, asks=asks)
    fit(view, clock, 20, 0.5, end=False)
    return view, screen


def test_l_changes_between_the_logarithmic_and_the_linear_scale() -> None:
    view, screen = training(Clock())
    assert "loss, log scale" in screen.text and "l linear scale" in screen.text
    assert view.heard("l")
    view.tick()
    assert "log scale" in screen.text and "loss, log scale" not in screen.text
    assert view.heard("l")
    view.tick()
    assert "loss, log scale" in screen.text


def test_after_ctrl_c_an_l_is_the_beginning_of_the_next_line() -> None:
    view, _ = training(Clock())
    view.interrupted()
    assert not view.heard("l")


def test_other_keys_are_not_taken_and_without_a_training_none_is() -> None:
    view, _ = training(Clock())
    assert not view.heard("x")
    view(TrainingEnded(100, 2.0))
    assert not view.heard("l") and not View(Caps(), Screen().stream).heard("l")


def test_the_last_line_says_what_the_next_ctrl_c_does() -> None:
    view, screen = training(Clock())
    for words in ("Stops after this epoch. Ctrl-C again stops", "Stops now. Ctrl-C again ends the session"):
        view.interrupted()
        view.tick()
        assert words in screen.text and "Ctrl-C stops here" not in screen.text


def test_what_is_typed_meanwhile_waits_in_the_last_line_of_a_training() -> None:
    view, screen = training(Clock())
    view.waits("x = 3")
    view.tick()
    assert screen.text.endswith("Waits for its turn: x = 3")
    view.waits("")
    view.tick()
    assert "Waits" not in screen.text


def test_what_is_typed_while_other_code_runs_stands_below_its_output_and_leaves_nothing_behind() -> None:
    screen = Screen()
    view = View(Caps(), screen.stream)
    for event in (CodeRun("slow()"), Stream("one\n")):
        view(event)
    view.waits("print(7) ⏎ y" + "y" * 100)
    view.tick()
    assert "one\n  Waits for its turn: …" in screen.text
    assert max(map(len, screen.lines)) <= 80
    view(Stream("half a line"))
    view.tick()
    assert "Waits" not in screen.text
    view(Stream("\n"))
    view.tick()
    view(Done())
    assert "Waits" not in screen.text and "one\nhalf a line" in screen.text


def test_the_clock_goes_on_in_a_long_epoch_and_what_is_left_grows_less() -> None:
    clock, screen = Clock(), Screen()
    view = View(Caps(), screen.stream, clock=clock)
    view(TrainingStarted(3))
    clock.now = 1.5
    view.tick()
    assert "epoch 1 / 3" in screen.text and "1.5 s" in screen.text and "left" not in screen.text
    clock.now = 10.0
    view(Epochs((Epoch(1, {"loss": 1.0}),)))
    assert "10 s, 20 s left" in screen.text
    for now, words in ((10.5, "10 s, 20 s left"), (11.0, "11 s, 19 s left"), (19.0, "19 s, 11 s left")):
        clock.now = now
        view.tick()
        assert words in screen.text


def test_the_next_frame_waits_until_the_terminal_has_drawn_the_last_one() -> None:
    clock = Clock()
    view, screen = training(clock, asks=True)
    assert screen.sent.count("\x1b[6n") == 1 and view.awaits_reply
    sent = screen.sent
    clock.now += 0.2
    view(Epochs((Epoch(21, {"loss": 0.5}),)))
    assert screen.sent == sent
    view.replied()
    view.tick()
    assert "epoch 21" in screen.text and screen.sent.count("\x1b[6n") == 2


def test_a_key_is_answered_while_a_frame_is_still_on_its_way() -> None:
    view, screen = training(Clock(), asks=True)
    view.interrupted()
    view.tick()
    assert "Stops after this epoch" in screen.text


def test_ticks_pass_while_somebody_else_writes() -> None:
    clock = Clock()
    view, screen = training(clock)
    clock.now += 5
    with view._lock:
        other = threading.Thread(target=view.tick)
        other.start()
        other.join(120)
        assert not other.is_alive() and "5.5 s" not in screen.text
    view.tick()
    assert "5.5 s" in screen.text


def test_a_program_that_ends_at_once_leaves_no_block_and_a_cursor(tmp_path: Path) -> None:
    with (tmp_path / "written").open("w+", newline="") as stream:
        clock = Clock()
        view = View(Caps(), stream, clock=clock)
        fit(view, clock, 100, 2.0, end=False)
        view.abandon()
        assert stream.seek(0) == 0 and stream.read().endswith("\r \x1b[J\r\x1b[?25h\x1b[?2004l")


def test_the_first_screen_loads_no_library_it_does_not_need() -> None:
    slow = {"plotext", "rich.markdown", "rich.table", "rich.syntax", "jupyter_client", "pygments.lexers.python"}
    rooms = "tutor.terminal.view, tutor.terminal.prompt, tutor.terminal.caps"
    program = f"import sys, {rooms}; print(sorted({slow} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
