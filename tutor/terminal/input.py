"""Where the learner's lines come from."""

from __future__ import annotations

from typing import Protocol


class Input(Protocol):
    """A prompt with an editor, or a bare stream of lines."""

    def read(self) -> str:
        """The next thing the learner enters: code of one line or more, a command, a question, or nothing.

        Raises EOFError when they leave, KeyboardInterrupt when they drop the line with Ctrl-C.
        """

    def ask(self, prompt: str, password: bool = False, apart: bool = False) -> str:
        """One line for the `input()` of the learner's code. Raises as `read` does.

        `apart`: what was typed ahead was not meant for it, and waits further.
        """
