"""A film plays by the clock, is steered by keys, ends by any other, and waits for a slow line."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable

import pytest
from prompt_toolkit.keys import Keys
from rich.console import RenderableType

from tests.render import films
from tests.render.drawing import drawn
from tutor.core.film import Film, FilmFacts
from tutor.render.look import Look
from tutor.terminal.caps import Caps
from tutor.terminal.film import EACH, FilmPlayer
from tutor.terminal.view import View


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Board:
    """Remembers the epochs that were painted; each frame takes so long on its way."""

    def __init__(self, clock: Clock, each: float = EACH, at: dict[int, Callable[[], None]] | None = None) -> None:
        self.painted: list[str] = []
        self.keys = ""
        self._clock, self._each, self._at = clock, each, at or {}

    @property
    def awaits_reply(self) -> bool:
        return False

    @property
    def is_free(self) -> bool:
        self._clock.now += EACH / 2  # time goes on with every look
        return len(self.painted) * self._each <= self._clock.now - 100.0

    def paint(self, drawing: RenderableType) -> None:
        page = drawn(drawing, Look(colours=0))
        self.painted.append(page.split("epoch")[1].split("/")[0].strip())
        self.keys = page.splitlines()[-1]
        if do := self._at.pop(len(self.painted), None):
            do()


def played(facts: FilmFacts, each: float = EACH, **keys: str | tuple[str, ...]) -> tuple[list[str], int, Board]:
    """The epochs that were shown and the moment that stays; `keys` by the frame after which they are pressed."""
    clock = Clock()
    player = FilmPlayer(facts, clock)

    def press(pressed: str | tuple[str, ...]) -> Callable[[], None]:
        def do() -> None:
            for key in (pressed,) if isinstance(pressed, str) else pressed:
                if not player.steers(key):
                    player.end()

        return do

    board = Board(clock, each, {int(name.lstrip("after")): press(key) for name, key in keys.items()})
    return board.painted, player.show(board, Look), board


def test_it_plays_to_its_end_and_the_last_moment_stays() -> None:
    shown, still, _ = played(films.line())
    assert shown[0] == "0" and shown[-1] == "500" and still == 20
    assert shown == sorted(shown, key=int)


def test_a_slow_line_gets_fewer_moments_and_the_film_is_not_longer() -> None:
    fast, slow = played(films.line())[0], played(films.line(), each=6 * EACH)[0]
    assert len(slow) < len(fast) / 2 and slow[0] == "0" and int(slow[-1]) >= 375


def test_space_pauses_arrows_step_and_where_it_was_paused_stays() -> None:
    shown, still, board = played(
        films.line(), after2=" ", after3=(Keys.Right, Keys.Right), after4=Keys.Left, after5="x"
    )
    at = int(shown[2])
    assert [int(each) - at for each in shown[2:]] == [0, 50, 25] and still == at // 25 + 1
    assert "goes on" in board.keys


def test_home_and_end_go_to_the_ends_and_space_at_the_end_plays_again() -> None:
    shown, still, _ = played(
        films.line(), after2=Keys.End, after3=Keys.Home, after4=(Keys.End, " "), after6=Keys.Escape
    )
    assert shown[2:5] == ["500", "0", "0"] and still == 20


@pytest.mark.parametrize("key", ["x", Keys.ControlM, Keys.Escape, "q"])
def test_any_other_key_ends_it_and_only_letters_are_left_for_the_next_line(key: str) -> None:
    player = FilmPlayer(films.line(), Clock())
    assert player.steers(key) is (key != "x")
    assert len(played(films.line(), after1=key)[0]) == 1


def test_the_view_leaves_one_still_and_no_frame_behind() -> None:
    for caps in (Caps(keyboard=True), Caps(keyboard=False), Caps(plain=True)):
        stream = io.StringIO()
        view = View(caps, stream, lambda: (80, 24))
        ender = threading.Timer(0.3, view.pressed)
        ender.start()
        view(Film(films.ring()))
        ender.join()
        text = stream.getvalue()
        if caps.keyboard and not caps.plain:
            assert "any other key ends" in text
        else:
            assert "any other key" not in text and "\x1b[6n" not in text
        assert text.rstrip().endswith(("epoch", "right.")) or "40 of 40 right" in text


def test_without_a_film_no_key_is_steered() -> None:
    assert not View(Caps(), io.StringIO(), lambda: (80, 24)).steers(" ")
