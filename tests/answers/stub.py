"""A language model that says what a test wants, over real HTTP on this machine."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tutor.answers.llm.settings import LanguageModel

DONE = "data: [DONE]\n\n"
Reply = Callable[["Exchange"], None]


class Exchange(BaseHTTPRequestHandler):
    """One request. HTTP/1.0: the end of the connection is the end of the answer."""

    server: Stub

    def do_POST(self) -> None:
        self.server.requests.append(
            {
                "path": self.path,
                "headers": {name.lower(): value for name, value in self.headers.items()},
                "body": json.loads(self.rfile.read(int(self.headers["Content-Length"]))),
            }
        )
        self.server.reply(self)

    def begin(self, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def send(self, text: str) -> None:
        self.wfile.write(text.encode())
        self.wfile.flush()

    def log_message(self, format: str, *arguments: Any) -> None:
        pass


class Stub(ThreadingHTTPServer):
    """Replies to every request in the same way, and keeps what it was sent."""

    daemon_threads = True

    def __init__(self, reply: Reply) -> None:
        super().__init__(("127.0.0.1", 0), Exchange)
        self.reply = reply
        self.requests: list[dict[str, Any]] = []

    def model(self, **settings: Any) -> LanguageModel:
        return LanguageModel(f"http://127.0.0.1:{self.server_port}/v1", "tiny", **settings)


@contextmanager
def serving(reply: Reply) -> Iterator[Stub]:
    with Stub(reply) as stub:
        thread = threading.Thread(target=lambda: stub.serve_forever(poll_interval=0.01), daemon=True)
        thread.start()
        try:
            yield stub
        finally:
            stub.shutdown()
            thread.join()


def token(text: str) -> str:
    """One server-sent event with a piece of the answer."""
    return "data: " + json.dumps({"choices": [{"delta": {"content": text}}]}) + "\n\n"


def saying(*texts: str, end: str = DONE) -> Reply:
    """Says these pieces, each an event, and the end."""

    def reply(exchange: Exchange) -> None:
        exchange.begin()
        for text in texts:
            exchange.send(token(text))
        exchange.send(end)

    return reply


def sending(text: str, status: int = 200, **headers: str) -> Reply:
    """Sends just this."""

    def reply(exchange: Exchange) -> None:
        exchange.begin(status, **headers)
        exchange.send(text)

    return reply
