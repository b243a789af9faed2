"""A training too fast to be seen is shown again, until a key, and only where somebody can follow it."""

from __future__ import annotations

import re
import signal
from collections.abc import Callable

import pytest

from tests.terminal.screen import Screen
from tests.terminal.test_view import PASSED, PLAIN, Clock
from tutor.core.events import Event
from tutor.core.execution import Done, Epoch, Epochs, Stream, TrainingEnded, TrainingStarted
from tutor.terminal.caps import Caps
from tutor.terminal.playback import Playback
from tutor.terminal.view import View

REPLAY = "It was faster than this. Any key ends the replay."


def fit(epochs: int = 200) -> list[Event]:
    """A training that is over at once."""
    rows = tuple(Epoch(number, {"loss": 1000.0 / number}) for number in range(1, epochs + 1))
    return [TrainingStarted(epochs), Epochs(rows, {"weight": 2.0}), TrainingEnded(epochs, 0.1)]


class Watched:
    """A view on a terminal that answers, whose every pause is looked at."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, caps: Caps | None = None, *, answers: bool = True) -> None:
        self.screen = Screen()
        self.view = View(caps or Caps(), self.screen.stream, clock=Clock(), asks=True)
        self.frames: list[str] = []
        self.meanwhile: Callable[[], object] = lambda: None
        """What happens between two frames."""

        def wait(shown: Playback, seconds: float) -> bool:
            self.frames.append(self.screen.text)
            if answers:
                self.view.replied()
            self.meanwhile()
            return shown.is_over

        monkeypatch.setattr(Playback, "wait", wait)

    def show(self, *events: Event) -> Watched:
        for event in events:
            self.view(event)
        return self

    @property
    def epochs(self) -> list[int]:
        """The epoch that each frame shows."""
        return [int(found[1]) for frame in self.frames if (found := re.search(r"epoch +(\d+) /", frame))]


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Watched:
    return Watched(monkeypatch)


def test_the_curve_grows_frame_by_frame_and_then_its_result_stands_there_once(watched: Watched) -> None:
    watched.show(*fit(), Done(), PASSED)
    assert watched.epochs == [20, 40, 60, 80, 100, 120, 140, 160, 180, 200]
    assert all(REPLAY in frame and "Ctrl-C" not in frame for frame in watched.frames)
    text = watched.screen.text
    assert REPLAY not in text and text.count("└") == 1 and text.index("└") < text.index("Right.")


@pytest.mark.parametrize("key", ["x", "l", "Ctrl-C by the keyboard", "Ctrl-C by a signal"])
def test_any_key_ends_it_and_stays_for_the_next_line(watched: Watched, key: str) -> None:
    def press() -> None:
        if key == "Ctrl-C by a signal":
            signal.raise_signal(signal.SIGINT)
        elif key == "Ctrl-C by the keyboard":
            watched.view.interrupted()
        else:
            watched.view.pressed()
            assert not watched.view.heard(key)

    watched.meanwhile = press
    watched.show(*fit(), Done())
    assert watched.epochs == [20] and watched.screen.text.count("└") == 1
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_what_was_typed_ahead_does_not_wait_for_it(watched: Watched) -> None:
    watched.view.pressed()
    assert watched.show(*fit(), Done()).frames == []
    watched.view.typed("model.fit(x, y)")
    assert watched.show(*fit(), Done()).frames != []


def test_a_line_that_falls_behind_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    watched = Watched(monkeypatch, answers=False)
    assert watched.show(*fit(), Done()).epochs == [20, 20]
    assert watched.show(*fit(), Done()).epochs == [20, 20], "not again, while the line owes an answer"
    assert watched.screen.text.count("└") == 2


@pytest.mark.parametrize(
    "events",
    [
        [*fit(), *fit(), Done()],
        [*fit(), Stream("done\n"), Done()],
        [Stream("begun\r"), *fit(5), Done()],
    ],
    ids=["a loop of trainings", "something is printed after it", "too few epochs"],
)
def test_it_is_not_shown_where_it_would_be_in_the_way(watched: Watched, events: list[Event]) -> None:
    assert watched.show(*events).frames == []
    assert "└" in watched.screen.text


def test_what_comes_after_a_fast_training_stands_below_its_result(watched: Watched) -> None:
    text = watched.show(*fit(), Stream("done\n"), Done()).screen.text
    assert text.index("└") < text.index("done")


@pytest.mark.parametrize(("caps", "asks"), [(PLAIN, False), (Caps(plain=True), True), (Caps(), False)])
def test_there_is_none_in_a_pipe_in_plain_mode_and_where_no_terminal_answers(
    monkeypatch: pytest.MonkeyPatch, caps: Caps, asks: bool
) -> None:
    watched = Watched(monkeypatch, caps)
    watched.view = View(caps, watched.screen.stream, clock=Clock(), asks=asks)
    assert watched.show(*fit(), Done()).frames == []
    assert "200 epochs" in watched.screen.text


def test_a_training_that_was_seen_is_not_shown_again(monkeypatch: pytest.MonkeyPatch) -> None:
    watched, clock = Watched(monkeypatch), Clock()
    watched.view = View(Caps(), watched.screen.stream, clock=clock, asks=True)
    began, epochs, ended = fit()
    watched.show(began)
    clock.now = 0.5
    watched.show(epochs)
    assert "Ctrl-C stops here" in watched.screen.text
    watched.view.replied()
    assert watched.show(ended, Done()).frames == []


def test_a_window_closed_in_it_loses_no_result(watched: Watched) -> None:
    watched.show(*fit())
    watched.view.close()
    assert watched.screen.text.count("└") == 1
