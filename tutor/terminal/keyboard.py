"""Hears the keys while nobody reads a line: Ctrl-C interrupts, what is typed ahead waits for the next prompt."""

from __future__ import annotations

import os
import select
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol, Self

from prompt_toolkit.input import Input as KeyInput
from prompt_toolkit.input.typeahead import store_typeahead
from prompt_toolkit.key_binding import KeyPress
from prompt_toolkit.keys import Keys

from tutor.terminal.input import Input

TICK = 0.1
"""Seconds between two looks of the board at the clock."""
STRAGGLER = 1.0
"""Seconds that the prompt waits for a reply of the terminal that is still on its way: the editor would mistake it
for the reply to a question of its own."""

A_WORD = 1.0
"""Seconds between two letters of one word. `l` changes the scale, and is the first letter of `len`, too."""
SIGNS = {"+", "-"}
"""Keys that mean something each for itself, however soon one follows the other."""
JUST_NOW = 0.3
"""Seconds. A key that was taken so short before a prompt opens may be the first of the next line: it is kept."""


class Board(Protocol):
    """What is on the screen meanwhile. Called from the keyboard's thread; nothing here may wait for long."""

    @property
    def awaits_reply(self) -> bool:
        """Whether the terminal was asked something that it has not answered."""

    def replied(self) -> None:
        """The terminal has answered."""

    def pressed(self) -> None:
        """A key was pressed, whatever it means."""

    def heard(self, key: str, back: bool = False) -> bool:
        """Take a key; False when it means nothing now, and waits for the prompt. `back`: it was taken, and was the
        beginning of a line: all is to be as it was before."""

    def waits(self, text: str) -> None:
        """What was typed so far waits for the prompt."""

    def steers(self, key: str) -> bool:
        """Take a key that is meant for what is shown, whatever was typed before it; False for all others."""

    def interrupted(self) -> None:
        """Ctrl-C was pressed."""

    def tick(self) -> None:
        """A little time has passed."""

    def step_aside(self) -> None:
        """Leave the screen to somebody else for a while."""


class Keyboard:
    """An Input around another: between two lines a thread listens to the keys. Within `with`, and only there.

    Ctrl-C becomes the signal that it is in a terminal's usual mode, so that it means the same everywhere.
    """

    def __init__(self, prompt: Input, keys: KeyInput, board: Board, suspend: Callable[[], None]) -> None:
        """`keys` is what `prompt` reads, too. `suspend` stops the job, and returns when it goes on."""
        self._prompt = prompt
        self._keys = keys
        self._board = board
        self._suspend = suspend
        self._ahead: list[KeyPress] = []
        """What was typed and not asked for yet."""
        self._taken: tuple[KeyPress, float] | None = None
        """The latest key, when it meant something, and when it was pressed."""
        self._thread: threading.Thread | None = None
        self._line: int | None = None
        """The writing end of a pipe to the thread, which stops when it is closed."""

    def read(self) -> str:
        """See `Input.read`."""
        with self._released():
            return self._prompt.read()

    def ask(self, prompt: str, password: bool = False, apart: bool = False) -> str:
        """See `Input.ask`."""
        with self._released(apart):
            return self._prompt.ask(prompt, password)

    def __enter__(self) -> Self:
        self._listen()
        return self

    def __exit__(self, *problem: object) -> None:
        self._stop()

    @contextmanager
    def _released(self, apart: bool = False) -> Iterator[None]:
        self._stop(apart)
        self._board.step_aside()
        try:
            yield
        finally:
            self._listen()

    def _listen(self) -> None:
        hush, self._line = os.pipe()
        self._thread = threading.Thread(target=self._hear, args=(hush,), daemon=True)
        self._thread.start()

    def _stop(self, apart: bool = False) -> None:
        """End the thread, and hand over what was typed, unless it is to wait further. Safe to call twice, should
        Ctrl-C cut the first short."""
        line, self._line = self._line, None
        if line is not None:
            os.close(line)
        if self._thread:
            self._thread.join()
        if apart:
            return
        taken, self._taken = self._taken_within(JUST_NOW), None
        ahead, self._ahead = [*([taken] if taken else []), *self._ahead], []
        self._board.waits("")
        store_typeahead(self._keys, ahead)

    def _hear(self, hush: int) -> None:
        terminal = self._keys.fileno()
        try:
            while not self._keys.closed:
                ready, _, _ = select.select([terminal, hush], [], [], TICK)
                if terminal in ready:
                    self._take_keys()
                if hush in ready:
                    self._await_straggler(terminal)
                    return
                self._board.tick()
        except OSError:
            return  # the terminal has gone; the signal that says so ends the tutor
        finally:
            os.close(hush)

    def _await_straggler(self, terminal: int) -> None:
        limit = time.monotonic() + STRAGGLER
        while self._board.awaits_reply and (left := limit - time.monotonic()) > 0:
            if select.select([terminal], [], [], left)[0]:
                self._take_keys()

    def _take_keys(self) -> None:
        for press in self._keys.read_keys():
            match press.key:
                case Keys.CPRResponse:
                    self._board.replied()
                case Keys.ControlC:
                    self._board.interrupted()
                    signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
                case Keys.ControlZ:
                    self._board.pressed()  # what plays gives the screen back first
                    self._board.step_aside()
                    self._suspend()
                case _ if self._board.steers(press.key):
                    pass
                case _:
                    self._board.pressed()
                    self._take(press)

    def _take(self, press: KeyPress) -> None:
        """A key that means something now is taken; unless more follows: then it was the beginning of a line."""
        taken, self._taken = self._taken_within(A_WORD), None
        if taken is not None and press.key != taken.key and {press.key, taken.key} != SIGNS:
            self._board.heard(taken.key, back=True)
            self._ahead += [taken, press]
        elif not self._ahead and self._board.heard(press.key):
            self._taken = press, time.monotonic()
        else:
            self._ahead.append(press)
        self._board.waits(typed(self._ahead))

    def _taken_within(self, seconds: float) -> KeyPress | None:
        """The key that was taken last, when that is not longer ago, and nothing has come since."""
        press, at = self._taken or (None, 0.0)
        return press if time.monotonic() - at <= seconds else None


def typed(presses: Sequence[KeyPress]) -> str:
    """What these keys have typed, as the prompt will show it, on one line."""
    text = ""
    for press in presses:
        if press.key in (Keys.Backspace, Keys.ControlH):
            text = text[:-1]
        elif press.key in (Keys.Enter, Keys.ControlJ, Keys.ControlM):
            text += "\n"
        elif press.key is Keys.BracketedPaste or len(press.key) == 1:
            text += press.data
    return " ⏎ ".join(text.rstrip().splitlines())
