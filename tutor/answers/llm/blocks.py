"""Puts the pieces of a streamed answer together: whole blocks of Markdown, each as soon as it is complete."""

from __future__ import annotations

import queue
import re
import threading
from collections.abc import Callable, Iterable, Iterator

from tutor.answers.llm.settings import NoAnswer

LOOK = 0.05
"""Seconds between two looks whether somebody has had enough."""

_CONTROL = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_FENCE = re.compile(r"^\s*(```|~~~)")


def blocks(texts: Iterable[str]) -> Iterator[str]:
    """Paragraphs, lists and fences of code. What has come before a NoAnswer is given out before it is raised."""
    waiting = ""
    try:
        for text in texts:
            waiting += text
            *complete, waiting = _split(waiting)
            yield from (block for block in map(_clean, complete) if block)
    except NoAnswer:
        if rest := _clean(waiting):
            yield rest
        raise
    if rest := _clean(waiting):
        yield rest


def _split(text: str) -> list[str]:
    """At blank lines outside of fences; the last part may go on."""
    parts, lines, fenced = [], list[str](), False
    *whole, last = text.split("\n")
    for line in whole:
        fenced ^= bool(_FENCE.match(line))
        if line.strip() or fenced:
            lines.append(line)
        elif lines:
            parts.append("\n".join(lines))
            lines = []
    return [*parts, "\n".join([*lines, last])]


def _clean(block: str) -> str:
    """Without anything that moves a cursor or colours a screen."""
    return _CONTROL.sub("", block).strip("\n")


class Stoppable:
    """An iterable that another thread, or a signal handler, can end at once, however long its source is silent."""

    def __init__(self, source: Callable[[], Iterable[str]]) -> None:
        """`source` is called and read in a thread of its own."""
        self._source = source
        self._read: queue.SimpleQueue[str | NoAnswer | None] = queue.SimpleQueue()
        self.stopped = False

    def stop(self) -> None:
        """Let it end. What has come stays."""
        self.stopped = True

    def __iter__(self) -> Iterator[str]:
        """Raises the NoAnswer of the source."""
        threading.Thread(target=self._listen, daemon=True).start()
        while not self.stopped:
            try:
                text = self._read.get(timeout=LOOK)
            except queue.Empty:
                continue
            if text is None:
                return
            if isinstance(text, NoAnswer):
                raise text
            yield text

    def _listen(self) -> None:
        try:
            for text in self._source():
                if self.stopped:
                    return
                self._read.put(text)
            self._read.put(None)
        except NoAnswer as trouble:
            self._read.put(trouble)
