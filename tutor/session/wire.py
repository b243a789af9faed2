"""Jupyter's messages over ZeroMQ sockets: signs, sends, receives. Importing this imports ZeroMQ.

The protocol: https://jupyter-client.readthedocs.io/en/stable/messaging.html (version 5.3).
"""

from __future__ import annotations

import hashlib
import hmac
import json
import time
import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import zmq

Message = Mapping[str, Any]
"""`header`, `parent_header`, `metadata` and `content`, as Jupyter has them."""

MOST_UNREAD = 500
"""Messages of one channel that ZeroMQ takes into this process before they are read."""
DELIMITER = b"<IDS|MSG>"
KINDS = {"shell": zmq.DEALER, "stdin": zmq.DEALER, "iopub": zmq.SUB, "control": zmq.DEALER}
USUAL = ("shell", "stdin", "iopub")
RECONNECT = 10
"""Milliseconds between attempts to reach a kernel that is still starting."""

OVERTAKEN = 20
"""Milliseconds by which a request for input may be ahead of what was written before it."""
LONGEST_BEFORE_INPUT = 0.2
"""Seconds for which output can hold it back: a thread of the learner's may write without end."""


class Wire:
    """One client of one kernel. Only one thread at a time may use it."""

    def __init__(self, connection: Mapping[str, Any], channels: Sequence[str] = USUAL) -> None:
        self._key = connection["key"].encode()
        self._session = uuid.uuid4().hex
        self._context = zmq.Context()
        self._sockets: dict[str, zmq.Socket[bytes]] = {}
        self._poller = zmq.Poller()
        for channel in channels:
            socket = self._context.socket(KINDS[channel])
            # The rest waits in the session's own process, which drops nothing, until somebody reads here.
            socket.set(zmq.RCVHWM, MOST_UNREAD)
            socket.set(zmq.LINGER, 0)
            socket.set(zmq.RECONNECT_IVL, RECONNECT)
            if channel == "iopub":
                socket.set(zmq.SUBSCRIBE, b"")
            else:  # one name for both, so that the kernel knows whom to ask for input
                socket.set(zmq.IDENTITY, self._session.encode())
            socket.connect(f"{connection['transport']}://{connection['ip']}-{connection[f'{channel}_port']}")
            self._poller.register(socket, zmq.POLLIN)
            self._sockets[channel] = socket

    def send(self, kind: str, content: Mapping[str, Any], channel: str = "shell") -> str:
        """Send a message and return its id."""
        header = {
            "msg_id": uuid.uuid4().hex,
            "msg_type": kind,
            "session": self._session,
            "username": "learner",
            "date": datetime.now(UTC).isoformat(),
            "version": "5.3",
        }
        parts = [json.dumps(part).encode() for part in (header, {}, {}, content)]
        self._sockets[channel].send_multipart([DELIMITER, self._signature(parts), *parts])
        return header["msg_id"]

    def receive(self, seconds: float) -> list[Message]:
        """The next message of each channel that has one, the kernel's output first; empty after `seconds`.

        A request for input comes after all that was written before it, which has another way to go.
        """
        waiting = dict(self._poller.poll(int(seconds * 1000)))
        output, *others = (self._sockets[name] for name in ("iopub", "stdin", "shell") if name in self._sockets)
        messages = [self._read(output)] if output in waiting else []
        if self._sockets.get("stdin") in waiting:
            until = time.monotonic() + LONGEST_BEFORE_INPUT
            while time.monotonic() < until and output.poll(OVERTAKEN):
                messages.append(self._read(output))
        return messages + [self._read(socket) for socket in others if socket in waiting]

    def close(self) -> None:
        self._context.destroy(linger=0)

    def _read(self, socket: zmq.Socket[bytes]) -> Message:
        frames = socket.recv_multipart()
        signature, *parts = frames[frames.index(DELIMITER) + 1 :][:5]
        if not hmac.compare_digest(signature, self._signature(parts)):
            raise ConnectionError("a message with a wrong signature")
        names = ("header", "parent_header", "metadata", "content")
        return dict(zip(names, map(json.loads, parts), strict=True))

    def _signature(self, parts: Sequence[bytes]) -> bytes:
        return hmac.new(self._key, b"".join(parts), hashlib.sha256).hexdigest().encode()
