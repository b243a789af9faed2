"""What was typed: one file for all lessons, and for two tutors at once."""

from __future__ import annotations

import os
from collections.abc import AsyncGenerator, Iterable
from contextlib import suppress
from datetime import datetime
from difflib import SequenceMatcher
from pathlib import Path

from prompt_toolkit.history import FileHistory, History

from tutor.core.files import append_private, opened

ALIKE = 0.6
"""From this share of common characters on, a text is a version of the given lines."""


class SharedHistory(History):
    """The file, readable by its owner alone, and memory where nothing can be written.

    `given` comes first of all, and never into the file.
    """

    def __init__(self, path: Path | None) -> None:
        super().__init__()
        self._path = path
        self._size = -1
        """Bytes of the file when it was last looked at; another tutor may write to it, too."""
        self.given = self._offered = ""
        """Lines that the learner is to change, in their latest version and as they were; empty for none."""

    def offer(self, given: str) -> None:
        """Bring these lines first; what the learner has made of them since, if they are no others than before."""
        if given != self._offered:
            self.given = self._offered = given

    def note(self, text: str) -> None:
        """The learner entered this: it may be the given lines, with a change."""
        if self.given and SequenceMatcher(None, self.given, text).ratio() >= ALIKE:
            self.given = text

    async def load(self) -> AsyncGenerator[str, None]:
        """The latest first."""
        if self._size != (size := self._written()):
            self._loaded, self._size = False, size
        if self.given:
            yield self.given
        async for text in super().load():
            if text != self.given:
                yield text

    def load_history_strings(self) -> Iterable[str]:
        """What the file holds, the latest first."""
        if self._path is None:
            return ()
        try:
            os.close(opened(self._path, os.O_RDONLY))  # a pipe in its place would be waited for without end
            return list(FileHistory(str(self._path)).load_history_strings())
        except OSError:
            return ()

    def store_string(self, string: str) -> None:
        """Append it in one piece, so that two tutors never mix their lines."""
        if self._path is None:
            return
        lines = "".join(f"+{line}\n" for line in string.split("\n"))
        entry = f"\n# {datetime.now()}\n{lines}".encode("utf-8", "replace")
        with suppress(OSError):
            before = self._written()
            written = append_private(self._path, entry)
            if before == self._size:  # nobody else has: no need to read it again
                self._size += written

    def _written(self) -> int:
        try:
            return self._path.stat().st_size if self._path else 0
        except OSError:
            return 0
