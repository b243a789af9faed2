"""Completion, documentation and wishes, over connections of their own so that they never meddle with a run."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tutor.core.protocols import Completions
from tutor.core.sieve import harmless

if TYPE_CHECKING:
    from tutor.session.wire import Wire


WISH = "tutor_wish"
"""The same as in `tutor/runtime/steering.py`, which lives in another process."""


class Assistant:
    """Asks the kernel about a piece of code. May be called from any thread."""

    def __init__(self, connection: Mapping[str, Any]) -> None:
        self._connection = connection
        self._wire: Wire | None = None
        self._helm: Wire | None = None
        """To the channel on which the kernel listens while it runs code."""
        self._lock = threading.Lock()

    def complete(self, code: str, cursor: int, timeout: float) -> Completions | None:
        reply = self._ask("complete_request", {"code": code, "cursor_pos": cursor}, timeout)
        if reply is None or reply["status"] != "ok":
            return None
        return Completions(tuple(reply["matches"]), reply["cursor_start"], reply["cursor_end"])

    def inspect(self, code: str, cursor: int, timeout: float) -> str | None:
        reply = self._ask("inspect_request", {"code": code, "cursor_pos": cursor, "detail_level": 0}, timeout)
        if reply is None or not reply.get("found"):
            return None
        return harmless(reply["data"].get("text/plain", "")) or None

    def steer(self, wish: str) -> None:
        """Send a wish to what runs; nobody waits for an answer."""
        with self._lock:
            if self._helm is None:
                from tutor.session.wire import Wire

                self._helm = Wire(self._connection, ["control"])
            self._helm.send(WISH, {"wish": wish}, "control")

    def close(self) -> None:
        with self._lock:
            for wire in filter(None, (self._wire, self._helm)):
                wire.close()
            self._wire = self._helm = None

    def _ask(self, kind: str, content: Mapping[str, Any], timeout: float) -> Mapping[str, Any] | None:
        """The reply's content; None when it takes longer than `timeout` seconds."""
        limit = time.monotonic() + timeout
        if not self._lock.acquire(timeout=timeout):
            return None
        try:
            if self._wire is None:
                from tutor.session.wire import Wire

                self._wire = Wire(self._connection, ["shell"])
            request = self._wire.send(kind, content)
            while (left := limit - time.monotonic()) > 0:
                for message in self._wire.receive(left):
                    if message["parent_header"].get("msg_id") == request:
                        reply: Mapping[str, Any] = message["content"]
                        return reply
            return None
        finally:
            self._lock.release()
