"""Messages over real ZeroMQ sockets, with the order in which they are handed out."""

from __future__ import annotations

import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import zmq

from tutor.session.wire import DELIMITER, Wire

KEY = "secret"


class Kernel:
    """The other end of a wire: it says what it is told to."""

    def __init__(self, folder: Path) -> None:
        self.connection: dict[str, Any] = {"transport": "ipc", "ip": str(folder / "k"), "key": KEY}
        self.connection |= {f"{name}_port": number for number, name in enumerate(("shell", "iopub", "stdin"), 1)}
        self._context = zmq.Context()
        kinds = {"shell": zmq.ROUTER, "iopub": zmq.PUB, "stdin": zmq.ROUTER}
        self._sockets = {name: self._context.socket(kind) for name, kind in kinds.items()}
        for name, socket in self._sockets.items():
            socket.bind(f"ipc://{self.connection['ip']}-{self.connection[f'{name}_port']}")

    def meet(self, wire: Wire) -> None:
        """Wait until both can hear each other."""
        wire.send("input_reply", {}, "stdin")
        self.name = self._sockets["stdin"].recv_multipart()[0]
        while not wire.receive(0.01):
            self.write("")

    def write(self, text: str) -> None:
        self._send("iopub", [b"stream"], "stream", {"text": text})

    def ask(self) -> None:
        self._send("stdin", [self.name], "input_request", {"prompt": ""})

    def _send(self, channel: str, route: list[bytes], kind: str, content: dict[str, str]) -> None:
        parts = [json.dumps(part).encode() for part in ({"msg_type": kind}, {}, {}, content)]
        signature = hmac.new(KEY.encode(), b"".join(parts), hashlib.sha256).hexdigest().encode()
        self._sockets[channel].send_multipart([*route, DELIMITER, signature, *parts])

    def close(self) -> None:
        self._context.destroy(linger=0)


@pytest.fixture
def kernel(tmp_path: Path) -> Iterator[Kernel]:
    kernel = Kernel(tmp_path)
    yield kernel
    kernel.close()


@pytest.fixture
def wire(kernel: Kernel) -> Iterator[Wire]:
    wire = Wire(kernel.connection)
    kernel.meet(wire)
    yield wire
    wire.close()


def heard(wire: Wire) -> list[str]:
    """What was written, and `?` for a request, until there is one."""
    found: list[str] = []
    while "?" not in found:
        found += [message["content"].get("text", "?") for message in wire.receive(1.0)]
    return [each for each in found if each]


def test_a_request_for_input_that_overtook_the_output_comes_after_it(kernel: Kernel, wire: Wire) -> None:
    kernel.ask()
    later = threading.Timer(0.005, kernel.write, ["before"])
    later.start()
    assert heard(wire) == ["before", "?"]
    later.join()


def test_output_without_end_does_not_hold_back_a_request_for_ever(kernel: Kernel, wire: Wire) -> None:
    over = threading.Event()

    def write() -> None:
        while not over.wait(0.002):
            kernel.write("more")

    writer = threading.Thread(target=write)
    kernel.ask()
    writer.start()
    assert heard(wire)[-1] == "?"  # though the writer never ends by itself
    over.set()
    writer.join()
