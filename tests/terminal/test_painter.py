"""The painter: a block that changes in place, and hardly a byte more than it takes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.terminal.screen import Screen
from tutor.terminal.painter import Painter, cells, difference

WIDTH = 20


def rows(*lines: str) -> tuple[tuple[tuple[str, str], ...], ...]:
    return tuple(cells(line, WIDTH) for line in lines)


def painter(screen: Screen) -> Painter:
    return Painter(screen.write, lambda: (screen.pyte.columns, screen.pyte.lines))


def test_equal_blocks_send_nothing() -> None:
    assert difference(rows("a", "b"), rows("a", "b")) == ""


def test_one_changed_cell_sends_one_cell() -> None:
    assert difference(rows("epoch 316"), rows("epoch 317")) == "\x1b[9G7\r"


def test_changes_close_together_are_sent_in_one_go() -> None:
    assert difference(rows("a1b2c"), rows("a3b4c")) == "\x1b[2G3b4\r"


def test_a_colour_code_becomes_the_colour_of_its_cells() -> None:
    assert cells("\x1b[1;31mab\x1b[0mc", WIDTH) == (("a", "1;31"), ("b", "1;31"), ("c", ""))


def test_colour_codes_that_follow_each_other_add_up_until_the_reset() -> None:
    assert cells("\x1b[1m\x1b[31ma\x1b[mb", WIDTH) == (("a", "1;31"), ("b", ""))


def test_a_change_of_colour_alone_is_a_change() -> None:
    assert "\x1b[31ma" in difference(rows("a"), rows("\x1b[31ma\x1b[0m"))


def test_a_colour_is_said_once_where_it_stays_the_same_and_none_is_left_behind() -> None:
    change = difference(rows("", ""), rows("\x1b[31ma b\x1b[0m", "\x1b[31mc\x1b[0m\x1b[32md\x1b[0me"))
    assert change == "\r\x1b[31ma b\n\rc\x1b[0;32md\x1b[me\x1b[1A\r"


def test_a_wide_character_that_has_no_room_for_its_second_half_is_left_out() -> None:
    assert cells("abc日", 4) == (("a", ""), ("b", ""), ("c", ""))


line = st.text(st.sampled_from("ab 日│━⠒"), max_size=25)
blocks = st.lists(st.lists(line, max_size=6), min_size=1, max_size=6)


@settings(deadline=None)  # a busy machine is no fault of the painter
@given(blocks, st.integers(0, 8))
def test_any_frames_leave_the_last_one_on_the_screen_and_the_cursor_at_its_top(
    frames: list[list[str]], above: int
) -> None:
    screen, fresh = Screen(WIDTH + 1, 9), Screen(WIDTH + 1, 9)
    for each in (screen, fresh):
        each.write("above\n" * above)
    painted = painter(screen)
    for frame in frames:
        painted.paint(frame)
    painter(fresh).paint(frames[-1])
    assert screen.text.rstrip() == fresh.text.rstrip()
    assert screen.cursor[1] == 0
    painted.wipe()
    assert screen.text == "\n".join(["above"] * above)


def test_the_block_scrolls_up_what_was_above_it_and_nothing_is_lost() -> None:
    screen = Screen(20, 5)
    screen.write("".join(f"line {number}\n" for number in range(4)))
    painter(screen).paint(["one", "two", "three"])
    assert screen.lines == ["line 0", "line 1", "line 2", "line 3", "one", "two", "three"]


def test_lines_wider_and_more_than_the_window_are_cut() -> None:
    screen = Screen(10, 4)
    painter(screen).paint(["x" * 30] * 10)
    assert screen.lines == ["x" * 9] * 3 + [""]


def test_wiping_removes_the_block_and_shows_the_cursor_again() -> None:
    screen = Screen()
    screen.write("before\n")
    painted = painter(screen)
    painted.paint(["one", "two"])
    painted.wipe()
    assert screen.text == "before" and screen.cursor == (1, 0) and screen.sent.endswith("\x1b[?25h")


def test_wiping_nothing_sends_nothing() -> None:
    screen = Screen()
    painter(screen).wipe()
    assert screen.sent == ""


@pytest.mark.parametrize("columns", [12, 40])
def test_after_a_resize_the_block_is_painted_whole_and_once(columns: int) -> None:
    screen = Screen(20, 10)
    size = [20, 10]
    painted = Painter(screen.write, lambda: (size[0], size[1]))
    painted.paint(["one", "two"])
    screen.pyte.resize(10, columns)
    size[0] = columns
    painted.paint(["one", "two"])
    assert screen.text == "one\ntwo"


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def asking(screen: Screen, clock: Clock) -> Painter:
    return Painter(screen.write, lambda: (screen.pyte.columns, screen.pyte.lines), clock, asks=True)


def test_one_frame_is_on_its_way_at_a_time() -> None:
    screen, clock = Screen(), Clock()
    painted = asking(screen, clock)
    assert painted.is_free
    painted.paint(["one"])
    clock.now = 0.5
    assert screen.sent.endswith("\x1b[6n") and painted.awaits_reply and not painted.is_free
    painted.replied()
    assert painted.is_free


def test_frames_do_not_come_faster_than_ten_a_second_however_fast_the_line() -> None:
    screen, clock = Screen(), Clock()
    painted = asking(screen, clock)
    painted.paint(["one"])
    painted.replied()
    clock.now = 0.05
    assert not painted.is_free
    clock.now = 0.1
    assert painted.is_free


def test_a_terminal_that_never_answers_is_asked_twice_and_then_painted_without() -> None:
    screen, clock = Screen(), Clock()
    painted = asking(screen, clock)
    for number in range(6):
        painted.paint([f"frame {number}"])
        clock.now += 1.0
        assert painted.is_free
    assert screen.sent.count("\x1b[6n") == 2 and screen.text == "frame 5"


def test_one_lost_reply_is_forgiven() -> None:
    screen, clock = Screen(), Clock()
    painted = asking(screen, clock)
    for number in range(6):
        painted.paint([f"frame {number}"])
        if number % 2:
            painted.replied()
        clock.now += 1.0
    assert screen.sent.count("\x1b[6n") == 6


def test_a_terminal_that_answers_late_is_asked_again() -> None:
    screen, clock = Screen(), Clock()
    painted = asking(screen, clock)
    for number in range(3):
        painted.paint([f"frame {number}"])
        clock.now += 1.0
    painted.replied()
    painted.paint(["late"])
    assert screen.sent.endswith("\x1b[6n")


def test_where_nobody_reads_the_replies_none_is_asked_for() -> None:
    screen = Screen()
    painter(screen).paint(["one"])
    assert "\x1b[6n" not in screen.sent


def test_a_live_frame_takes_few_bytes() -> None:
    screen = Screen()
    painted = painter(screen)
    painted.paint([f"epoch {1:3} / 500   loss 1744.4", *["│" + "⠒" * 60] * 12])
    before = len(screen.sent)
    painted.paint([f"epoch {2:3} / 500   loss 1739.8", *["│" + "⠒" * 60] * 12])
    assert len(screen.sent) - before < 60
