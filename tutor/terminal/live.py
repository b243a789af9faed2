"""Shows a training while it runs: painted in place, or a line now and then where nothing can be painted."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Protocol

from rich.console import RenderableType

from tutor.core.events import Diagnosed
from tutor.core.execution import Epoch, Epochs, Steered, TrainingEnded, TrainingStarted
from tutor.core.steering import KEYS
from tutor.core.steering import told as steered
from tutor.render.live import Moment, live
from tutor.render.look import Look
from tutor.render.training import Training, can_be_log, milestone, summary
from tutor.terminal.playback import FEWEST, Playback

SHORTEST = 0.3
"""Seconds. A shorter fit shows only what it came to."""
TICK = 1.0
"""Seconds after which the clock is painted anew when no epoch has come."""
MILESTONES = 10
"""Lines a fit gets where nothing can be painted."""
LONGEST_SILENCE = 5.0
"""Seconds after which there is one more: a tenth of a million epochs is minutes."""
SWITCH, PAUSE = "l", "p"
"""The keys that change between the logarithmic and the linear scale, and that hold the training."""
MOMENT = 0.5
"""Seconds until a wish is sent: `p` or `-` may be the beginning of a line, and then more follows."""
OTHER_WAY = {"+": "-", "-": "+"}


class Board(Protocol):
    """What a training is shown on."""

    @property
    def is_free(self) -> bool:
        """Whether it is time for another frame."""

    def paint(self, drawing: RenderableType) -> None:
        """Replace the live block."""

    def append(self, text: str) -> None:
        """Add a sentence that stays."""


class LiveTraining:
    """One `fit`, from its first event to its last."""

    def __init__(
        self,
        started: TrainingStarted,
        board: Board,
        plain: bool,
        clock: Callable[[], float],
        steer: Callable[[str], object] = lambda wish: None,
    ) -> None:
        """`steer` takes a wish to the session; see `Session.steer`."""
        self._training = Training(started)
        self._board = board
        self._plain = plain
        self._clock = clock
        self._began = self._heard = self._drawn = clock()
        """When it began, when the last epochs came, when the last frame was painted."""
        self._first = (self._began, 0)
        """When the first epochs came, and how many they were: they took the time of setting up, too."""
        self._every = max(1, (started.total - started.first + 1) // MILESTONES)
        self._next = started.first - 1 + self._every
        self._reported = self._began
        """When the latest line came, where nothing can be painted."""
        self._quick: list[Epoch] = []
        """The epochs that came before anything was painted."""
        self._linear = False
        self._interrupts = 0
        self._waiting = ""
        self._diagnosis = self._news = ""
        """What the doctor said last, and what became of the latest wish."""
        self.told = set[str]()
        """What the doctor has said that stands on the page."""
        self._steer = steer
        self._wishes: list[tuple[str, float]] = []
        """Keys that ask for another learning rate, and when they were pressed, until the session is told."""
        self._pausing = 0.0
        """When a pause was wished for; 0 when none is."""
        self._asked = False
        """Whether the session knows of it."""
        self._urgent = False
        """True when a key has to be answered, whether or not it is time for a frame."""
        self.muted = False
        """True from the moment the learner's code draws progress of its own: two at once are unreadable."""

    def take(self, event: Epochs | Diagnosed | Steered) -> None:
        """Take in some epochs, what the doctor says of them, or what became of a wish."""
        match event:
            case Epochs():
                self._add(event)
            case Diagnosed(ailment=ailment, text=text):
                self._diagnosis = text
                self._say(text)
                self.told |= {ailment} if self._plain else set()
            case Steered():
                self._training.steer(event)
                self._news = steered(event)
                self._say(self._news)

    def _say(self, text: str) -> None:
        self._urgent = True
        if self._plain and not self.muted:
            self._board.append(text)

    def _add(self, epochs: Epochs) -> None:
        self._training.add(epochs)
        if not epochs.rows:
            return
        self._heard = self._clock()
        if self._heard - self._began < SHORTEST:
            self._quick += epochs.rows
        if not self._first[1]:
            self._first = (self._heard, self._training.done)
        if self._plain and not self.muted and self._heard - self._began >= SHORTEST:
            self._report(epochs.rows[-1])

    def heard(self, key: str, back: bool = False) -> bool:
        """Take a key, and say whether it means something here.

        It does while the last line says so. After Ctrl-C it is the beginning of what is typed next.
        """
        if self._interrupts or (key == SWITCH and not can_be_log(self._training)):
            return False
        if key == SWITCH:
            self._linear = not self._linear
        elif key == PAUSE:
            self._pause()
        elif key in KEYS and back:
            self._take_back(key)
        elif key in KEYS:
            self._wishes.append((key, self._clock()))
        else:
            return False
        self._urgent = True
        return True

    def waits(self, text: str) -> None:
        """So much was typed and waits for the prompt: the last line shows it."""
        self._urgent = self._urgent or text != self._waiting
        self._waiting = text

    def _take_back(self, key: str) -> None:
        """Forget the latest wish for another rate; undo it, when the session has been told."""
        latest = self._wishes[-1:]
        if latest and latest[0][0] == key:
            with suppress(ValueError):  # sent at this very moment
                self._wishes.remove(latest[0])
                return
        self._steer(KEYS[OTHER_WAY[key]])

    def held(self) -> None:
        """It waits for the learner: a pause that was wished for has come."""
        self._pausing = 0.0

    def _pause(self) -> None:
        """Wish for a pause, after a moment; or take the wish back."""
        if self._pausing and self._asked:
            self._steer("go")
        self._pausing = 0.0 if self._pausing else self._clock()
        self._asked = False

    def _wish(self, now: float) -> None:
        """Send the wishes whose keys were no beginning of a line."""
        while self._wishes and now - self._wishes[0][1] >= MOMENT:
            self._steer(KEYS[self._wishes.pop(0)[0]])
        if self._pausing and not self._asked and now - self._pausing >= MOMENT:
            self._asked = True
            self._steer(KEYS[PAUSE])

    def interrupted(self) -> None:
        """Ctrl-C was pressed: the last line says what comes of it."""
        self._interrupts += 1
        self._urgent = True

    def show(self, look: Look) -> None:
        """Paint another frame, if it is time and there is something new to see."""
        now = self._clock()
        self._wish(now)
        if self._plain or self.muted or now - self._began < SHORTEST:
            return
        news = self._heard > self._drawn or now - self._drawn >= TICK
        if self._urgent or (news and self._board.is_free):
            self._urgent, self._drawn = False, now
            so_far = now - self._began, self._remaining(now), self._linear, self._interrupts
            words = self._news, self._keys, self._diagnosis
            moment = Moment(*so_far, False, self._waiting, *words)
            self._board.paint(live(self._training, moment, look))

    @property
    def _keys(self) -> str:
        """What the keys do that steer."""
        if self._pausing:
            return "Pauses after this epoch. p goes on."
        return "p pause   + - learning rate"

    def _remaining(self, now: float) -> float | None:
        """Seconds that the epochs still to come will take, if they take as long as those so far."""
        done = self._training.done
        if not done:
            return None
        since, before = self._first if done > self._first[1] else (self._began, 0)
        each = (self._heard - since) / (done - before)
        return max(0.0, each * self._training.to_come - (now - self._heard))

    def _report(self, latest: Epoch) -> None:
        if latest.number >= self._next or self._heard - self._reported >= LONGEST_SILENCE:
            self._board.append(milestone(self._training, latest))
            self._reported = self._heard
            self._next = latest.number - latest.number % self._every + self._every

    def playback(self, ended: TrainingEnded) -> Playback | None:
        """What shows it again, when it was over before anything could be seen of it."""
        quick = not (self._plain or self.muted) and self._training.done == len(self._quick) >= FEWEST
        return Playback(self._training.started, self._quick, ended) if quick else None

    @property
    def gathered(self) -> Training:
        """All that it has been told."""
        return self._training

    def result(self, ended: TrainingEnded, look: Look) -> RenderableType:
        """What the fit came to."""
        return summary(self._training, ended, look)
