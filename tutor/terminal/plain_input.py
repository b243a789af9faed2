"""Reads lines from a pipe, or from a terminal that can do nothing but type."""

from __future__ import annotations

import getpass
import time
from collections.abc import Callable
from typing import TextIO

from tutor.core.bounds import LONGEST
from tutor.core.sieve import harmless
from tutor.core.syntax import parsed
from tutor.terminal.blocks import Open, command_in, is_finished
from tutor.terminal.habit import is_waiting

MOMENT = 0.06
"""Seconds within which the next line of a paste comes."""
TYPED_AHEAD = 0.05
"""Seconds. An empty line that is there so soon was there before the prompt was."""

LONG_BLOCK = 100
"""Lines from which on Python is asked less often whether a block has ended."""


class PlainInput:
    """Gathers lines into blocks as Python's own prompt does."""

    def __init__(
        self,
        stream: TextIO,
        output: TextIO,
        prompts: bool = False,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._stream = stream
        self._output = output
        self._prompts = prompts
        """Whether somebody sits there to be prompted."""
        self._now = now
        self._ran = False
        """Whether somebody sits there, and the latest line was not empty."""

    def read(self) -> str:
        """See `Input.read`. A block that the end of the stream cuts off is handed over before EOFError."""
        text, still_open, lines = "", Open(), 0
        while True:
            self._prompt("... " if text else ">>> ")
            began = self._now()
            line = self._line()
            if not line:
                if text:
                    return text
                raise EOFError
            if self._ran and not text and not line.strip() and self._now() - began < TYPED_AHEAD:
                continue  # it belongs to what was pasted, and nobody has read yet what that led to
            pasting = self._prompts and is_waiting(self._terminal(), MOMENT)
            if text and not line.strip() and pasting:
                text += "\n"  # a blank line inside of what is being pasted ends nothing
                continue
            text = f"{text}\n{line}".rstrip("\r\n") if text and line.strip() else text or line.rstrip("\r\n")
            if len(text) > LONGEST:
                return text  # whoever gets it says that it is too long
            if command := command_in(text):
                return command
            lines += 1
            still_open.add(line)
            if lines > LONG_BLOCK and line.strip() and (still_open or line[0].isspace()):
                continue  # to have Python read it all for every line would take for ever
            if pasting and text.strip() and parsed(text) is not None and text.lstrip()[0] not in "/?":
                continue
            if not line.strip() or is_finished(text.rstrip()):
                self._ran = self._prompts and bool(text)
                return text

    def ask(self, prompt: str, password: bool = False, apart: bool = False) -> str:
        """See `Input.ask`. A password is not shown where somebody types it."""
        prompt = harmless(prompt)
        if password and self._prompts:
            return getpass.getpass(prompt)
        self._output.write(prompt)
        self._output.flush()
        line = self._line()
        if not line:
            raise EOFError
        return line.rstrip("\r\n")

    def _terminal(self) -> int:
        try:
            return self._stream.fileno()
        except (OSError, ValueError):
            return -1

    def _line(self) -> str:
        """The next line; of one that is too long, as much as shows that it is."""
        line = self._stream.readline(LONGEST + 2)
        rest = line
        while len(rest) > LONGEST and not rest.endswith("\n"):
            rest = self._stream.readline(LONGEST + 2)
        return line

    def _prompt(self, text: str) -> None:
        if self._prompts:
            self._output.write(text)
            self._output.flush()
