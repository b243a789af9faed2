"""Reads lines from a pipe, or from a terminal that can do nothing but type."""

from __future__ import annotations

import getpass
from typing import TextIO

from tutor.core.sieve import harmless
from tutor.terminal.blocks import command_in, is_finished


class PlainInput:
    """Gathers lines into blocks as Python's own prompt does."""

    def __init__(self, stream: TextIO, output: TextIO, prompts: bool = False) -> None:
        self._stream = stream
        self._output = output
        self._prompts = prompts
        """Whether somebody sits there to be prompted."""

    def read(self) -> str:
        """See `Input.read`. A block that the end of the stream cuts off is handed over before EOFError."""
        text = ""
        while True:
            self._prompt("... " if text else ">>> ")
            line = self._stream.readline()
            if not line:
                if text:
                    return text
                raise EOFError
            text = f"{text}\n{line}".rstrip("\r\n") if text and line.strip() else text or line.rstrip("\r\n")
            if command := command_in(text):
                return command
            if not line.strip() or is_finished(text):
                return text

    def ask(self, prompt: str, password: bool = False) -> str:
        """See `Input.ask`. A password is not shown where somebody types it."""
        prompt = harmless(prompt)
        if password and self._prompts:
            return getpass.getpass(prompt)
        self._output.write(prompt)
        self._output.flush()
        line = self._stream.readline()
        if not line:
            raise EOFError
        return line.rstrip("\r\n")

    def _prompt(self, text: str) -> None:
        if self._prompts:
            self._output.write(text)
            self._output.flush()
