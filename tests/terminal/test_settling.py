"""Progress bars of the learner's own, where nothing can be taken back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tutor.terminal.settling import Settling, without_boxes


def shown(*pieces: str, plain: bool = True) -> str:
    settling = Settling(plain)
    return "".join(map(settling, pieces)) + settling.end()


def test_a_line_that_is_written_over_ends_with_its_last_state() -> None:
    assert shown(*(f"\r{n} % done" for n in range(0, 101, 5))) == "100 % done"
    assert shown("\router 0\router 1\n", "\router 2\router 3\n") == "outer 1\nouter 3\n"


def test_what_goes_on_passes_at_once() -> None:
    settling = Settling(plain=True)
    assert [settling("one "), settling("two\n"), settling("three")] == ["one ", "two\n", "three"]
    assert settling.end() == ""


def test_a_line_that_has_begun_keeps_its_beginning() -> None:
    assert shown("loading", "\r50 %", "\r99 %", "\n", "ready\n") == "loading\n99 %\nready\n"


def test_what_climbs_ends_with_its_last_state() -> None:
    pieces = [f"first {n}\nsecond {n}" + ("\x1b[1A\r" if n < 3 else "") for n in range(4)]
    for plain in (True, False):
        told = shown(*pieces, plain=plain)
        assert told.endswith("first 3\nsecond 3")
        assert "\x1b" not in told


def test_a_spinner_and_an_erased_line() -> None:
    assert shown("\b|\b/\b-\bok\n") == "ok\n"
    assert shown("\ra long word\r\x1b[Kshort\n") == "short\n"
    assert shown("\rlonger\rshort\n") == "shortr\n", "as a terminal does"


def test_a_terminal_goes_back_by_itself() -> None:
    assert shown("\r1 %\r2 %", plain=False) == "\r1 %\r2 %"
    assert shown("a\r\nb\n", plain=False) == "a\r\nb\n"


@given(st.lists(st.text(alphabet="ab\n\r\b \x1b[1AKH", max_size=12), max_size=8))
def test_no_going_back_reaches_a_page(pieces: list[str]) -> None:
    told = shown(*pieces)
    assert "\b" not in told
    assert "\r" not in told.replace("\r\n", "\n")


def test_a_table_that_a_library_draws_is_told_in_rows() -> None:
    drawn = (
        "┏━━━━━━━━┳━━━━━━━┓\n┃ Layer  ┃ Shape ┃\n┡━━━━━━━━╇━━━━━━━┩\n"
        "│ dense  │ (2,)  │\n└────────┴───────┘\n Total: 3\n"
    )
    assert without_boxes(drawn) == "Layer, Shape\ndense, (2,)\n Total: 3\n"
    assert without_boxes("1/1 ━━━━━━━━━━━━ 0s 31ms/step\n") == "1/1 0s 31ms/step\n"
    assert without_boxes("plain | text\n") == "plain | text\n"
