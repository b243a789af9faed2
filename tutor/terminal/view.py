"""Puts events on the terminal. Besides the painter and the prompt, nothing else writes to it."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

from rich.console import RenderableType

from tutor.core.drawings import Figure
from tutor.core.events import CodeRun, Diagnosed, Event, Said, Trying
from tutor.core.execution import (
    Died,
    Display,
    Done,
    Epochs,
    InputRequested,
    Paused,
    Steered,
    Stopping,
    Stream,
    TrainingEnded,
    TrainingStarted,
    VariantEnded,
    VariantEpochs,
)
from tutor.core.film import Film
from tutor.core.sieve import harmless
from tutor.render import folding, render
from tutor.terminal.caps import Caps
from tutor.terminal.own_output import OwnOutput
from tutor.terminal.page import Page
from tutor.terminal.painter import Painter
from tutor.terminal.playing import Playing
from tutor.terminal.typed_ahead import TypedAhead

if TYPE_CHECKING:
    from tutor.render.several import Several
    from tutor.terminal.live import LiveTraining
    from tutor.terminal.variants import LiveVariants


class View:
    """A listener: `view(event)` shows the event. One blank line stands between two things it says.

    It is a `Board`, too: what the keyboard hears is told to it from another thread.
    """

    def __init__(
        self,
        caps: Caps,
        stream: TextIO,
        size: Callable[[], tuple[int, int]] | None = None,
        clock: Callable[[], float] = time.monotonic,
        asks: bool = False,
    ) -> None:
        """`asks`: a `Keyboard` tells what the terminal replies, so it may be asked."""
        self.caps = caps
        self._page = Page(caps, stream, size)
        self._own = OwnOutput(caps)
        self._clock = clock
        self._painter = Painter(self._page.write, self._page.window, clock, asks)
        self._training: LiveTraining | None = None
        self._variants: LiveVariants | None = None
        """What trains on the side; None when nothing does."""
        self._several: Several | None = None
        """The trainings of this run that have ended; None when none has begun."""
        self._ended: tuple[LiveTraining, TrainingEnded] | None = None
        """The run's first training, when it was too fast to be seen: told of when the next event is known."""
        self._playing = Playing()
        self._ahead = False
        """Whether a key was pressed since the latest line was entered."""
        self._waiting = TypedAhead(self._page, self._painter, caps.plain)
        self._drew = False
        """Whether this run has drawn a figure of its own."""
        self._told = set[str]()
        """What the doctor has said of this run, and stands on the page."""
        self.steer: Callable[[str], object] = lambda wish: None
        """Takes what a key wishes of a running training to the session; see `Session.steer`."""
        self._lock = threading.RLock()
        """Held by whoever writes."""

    def __call__(self, event: Event) -> None:
        with self._lock:
            self._tell_ended(last=isinstance(event, Done))
            self._take(event)

    def _take(self, event: Event) -> None:
        for last in self._own.settled(but=event.name if isinstance(event, Stream) else ""):
            self._print(last)
        match event:
            case Stream(text=text, name=name):
                self._print(self._own.shown(text, name))
            case Display(text=text):
                shown = harmless(text, colours=bool(self.caps.colours)).removesuffix("\n")
                self._print(folding.value_folded(shown, self._page.look().width) + "\n")
            case TrainingStarted():
                self._start_training(event)
            case Epochs() | Diagnosed() | Steered():
                if self._training:
                    self._training.take(event)
                    self._training.show(self._page.look())
            case Said(ailment=ailment) if ailment and ailment in self._told:
                pass  # it stands there already
            case TrainingEnded():
                self._end_training(event)
            case Trying():
                from tutor.terminal.variants import LiveVariants

                self._variants = LiveVariants(event, self, self.caps.plain, self._clock)
                self._variants.show(self._page.look())
            case VariantEpochs() | VariantEnded():
                if self._variants:
                    self._variants.add(event)
                    self._variants.show(self._page.look())
            case Film() if self.caps.keyboard and not self.caps.plain and not self._ahead:
                self._show(self._playing.film(event, self, self._page.look, self._clock))
            case Done() | Died():
                self.close()  # no TrainingEnded may have come
                self._own.forget()
                self._end_trainings()
                self._show(event)
            case Figure():
                self._drew = True
                self._show(event)
            case InputRequested() | Paused():
                if self._training:
                    self._training.held()
                self._painter.wipe()  # the prompt takes its place
            case CodeRun():
                self._drew = False  # what a command has drawn since is no part of this run
                self._told.clear()
                self._show(event, blank_after=not event.by_enter)
            case _:
                self._show(event)

    def typed(self, text: str) -> None:
        """The learner has entered a line: what comes now stands below it.

        A bare Enter leaves no line behind where the prompt can remove its own. Without a keyboard the line came
        from a pipe, and is written down here, so that the page reads as a conversation.
        """
        self._ahead = False
        if not self.caps.keyboard:
            if text.strip():
                self._show(CodeRun(text, by_enter=True), blank_after=False)
        elif text.strip() or self.caps.plain:
            self._page.column_free, self._page.apart = True, False

    def close(self) -> None:
        """Leave the terminal as it was found. Safe to call twice."""
        with self._lock:
            self._tell_ended()
            self._painter.wipe()
            self._training = self._variants = None

    def abandon(self) -> None:
        """As `close`, for a program that ends at once: without waiting for anybody who is just writing."""
        if not self.caps.plain:
            with suppress(OSError, ValueError):
                os.write(self._page.fileno(), self._painter.abandon().encode())

    # Keys, heard in another thread: see `Board` ------------------------------------------------------------

    @property
    def awaits_reply(self) -> bool:
        return self._painter.awaits_reply

    def replied(self) -> None:
        self._painter.replied()

    def pressed(self) -> None:
        self._ahead = True
        self._playing.end()

    def heard(self, key: str, back: bool = False) -> bool:
        """A key means something while a training is on the screen."""
        training = self._training or self._variants
        return training is not None and self._painter.painted and training.heard(key, back)

    def waits(self, text: str) -> None:
        self._waiting.text = text
        if self._training:
            self._training.waits(text)

    def steers(self, key: str) -> bool:
        return self._playing.steers(key)

    def interrupted(self) -> None:
        self.pressed()
        if training := self._training or self._variants:
            training.interrupted()

    def tick(self) -> None:
        """Whoever is writing just now has the screen: the keys must not wait for a slow line."""
        if self._lock.acquire(blocking=False):
            try:
                (self._training or self._variants or self._waiting).show(self._page.look())
            finally:
                self._lock.release()

    def step_aside(self) -> None:
        with self._lock:
            self._painter.wipe()

    # Text ----------------------------------------------------------------------------------------------

    def _show(self, event: Event, blank_after: bool = True) -> None:
        drawing = render(event, self._page.look())
        if drawing is not None:
            if not isinstance(event, Stopping):
                self._variants = None  # what is shown now is what they came to
            self._block(drawing, blank_after)

    def _block(self, drawing: RenderableType, blank_after: bool = True, at_once: bool = False) -> None:
        """A drawing with a blank line above and below it.

        `at_once`: its first line is not to wait until a slow line has brought the others. What is sent in one go
        often travels in one packet, and none of that is seen before its last byte has come.
        """
        self._painter.wipe()
        lead = self._page.lead
        first, newline, rest = self._page.text_of(drawing).partition("\n")
        self._page.write(lead + first + newline)
        if at_once:
            self._painter.await_drawn()
        self._page.write(rest + ("\n" if blank_after else ""))
        self._page.column_free, self._page.apart = True, blank_after

    def _print(self, text: str) -> None:
        """The learner's own output, as it comes and where the cursor is."""
        if not text:
            return
        if self._training and ("\r" in text or "\b" in text or not text.endswith("\n")):
            self._training.muted = True
        self._painter.wipe()
        self._page.write(text)
        self._page.column_free, self._page.apart = text.endswith("\n"), False

    # Training ------------------------------------------------------------------------------------------

    def _start_training(self, event: TrainingStarted) -> None:
        from tutor.render.several import Several  # all that draws a plot: no training has been on the screen yet
        from tutor.terminal.live import LiveTraining

        self.close()
        self._several = self._several or Several()
        self._training = LiveTraining(event, self, self.caps.plain, self._clock, lambda wish: self.steer(wish))

    def _end_training(self, event: TrainingEnded) -> None:
        training, several, painted = self._training, self._several, self._painter.painted
        self.close()
        self._told |= training.told if training else set()
        if training and several is not None and event.epochs:  # none: it failed, and the error says why
            several.add(training.gathered)
            if len(several) > 1:
                self.append(several.latest(event))
            elif not painted and self._painter.is_followed and training.playback(event):
                self._ended = training, event
            else:
                self._block(training.result(event, self._page.look()), at_once=painted)

    def _tell_ended(self, last: bool = False) -> None:
        """Say what the run's first training came to, if that is still to be said.

        `last`: nothing else comes in this run. What was too fast is shown again first; in a loop of trainings, or
        where something else follows, it would only be in the way.
        """
        if self._ended is None:
            return
        (training, event), self._ended = self._ended, None
        if last and not self._ahead and (playback := training.playback(event)):
            self._playing.again(playback, self, self._page.look())
        self._block(training.result(event, self._page.look()), at_once=self._painter.painted)

    def _end_trainings(self) -> None:
        """The run is over: one chart of all its trainings, unless it has drawn something itself."""
        several, drew = self._several, self._drew
        self._several, self._drew = None, False
        if several is not None and not drew and (drawing := several.together(self._page.look())):
            self._block(drawing)

    @property
    def is_free(self) -> bool:
        """Whether it is time for another frame of the live block."""
        return self._painter.is_free

    def paint(self, drawing: RenderableType) -> None:
        """Show the live block, one blank line below what is there."""
        if not self._painter.painted:
            self._page.write(self._page.lead)
            self._page.column_free = self._page.apart = True
        self._painter.paint(self._page.text_of(drawing).rstrip("\n").split("\n"))

    def append(self, text: str) -> None:
        self._page.append(text)
