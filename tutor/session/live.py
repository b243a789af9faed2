"""One living kernel: its process, its sockets, and the thread that gets it ready while the screen is up."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tutor.core.execution import Died
from tutor.session import sentences
from tutor.session.messages import ASKED, facts_in
from tutor.session.process import KernelProcess

if TYPE_CHECKING:
    from tutor.session.wire import Message, Wire

RUNTIME = Path(__file__).parents[1] / "runtime"
POLL = 0.02
"""Seconds between looks at whether the process still lives."""
SILENT_AFTER = 3.0
"""Seconds without any output, although there must have been some, until it will never come again."""
GRACE = 0.5
"""Seconds of silence after a reply until its output counts as complete although the kernel has not said so."""


INTERRUPTED: Message = {
    "header": {"msg_type": "execute_reply"},
    "content": {"status": "error", "ename": "KeyboardInterrupt", "evalue": "", "traceback": []},
}
"""Stands for the reply that ipykernel does not send when SIGINT strikes between the code and the reply."""


class ProcessEndedError(Exception):
    """The kernel's process ended before it had replied."""


class LiveKernel:
    """Starts at once and gets ready in the background. After `ready` is set, the session's thread may use it."""

    def __init__(self, folder: Path, number: int, checkpoints: Path | None = None, memory: int = 0) -> None:
        """`memory`: bytes that the process may take; 0 for no bound."""
        self.process = KernelProcess(folder, number, memory)
        self.ready = threading.Event()
        self.doubtful = False
        """Whether a reply has come without its output, which may be late or gone."""
        self.warming = False
        self.problem: Died | None = None
        """Set before `ready` when it will never be."""
        self._checkpoints = checkpoints
        self._closing = False
        self._wire: Wire | None = None
        self._own: set[str] = set()
        self._opener = threading.Thread(target=self._open, daemon=True)
        self._opener.start()

    @property
    def wire(self) -> Wire:
        assert self._wire is not None, "not ready"
        return self._wire

    def exchange(
        self,
        code: str = "",
        *,
        silent: bool = True,
        expressions: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> Iterator[Message | None]:
        """Execute code and yield what comes of it: output and requests as they come, the reply at the very end.

        None says that there is nothing new. `silent` code goes without history, without input and without a value.
        Raises ProcessEndedError, with all output yielded before, and TimeoutError.
        """
        request = self._execute(code, silent, expressions or {})
        limit = time.monotonic() + timeout if timeout is not None else None
        reply: Message | None = None
        idle, heard = False, time.monotonic()
        while not (reply and idle):
            messages = self.wire.receive(POLL)
            ended = not messages and self._ended()
            messages = messages or (self.wire.receive(POLL) if ended else [])
            if not messages and time.monotonic() - heard > GRACE:
                if reply:  # one of both is lost; the other says enough
                    self.doubtful = True
                    break
                reply = INTERRUPTED if idle else None
            if not messages:
                yield None
            for message in messages:
                heard = time.monotonic()
                kind = message["header"]["msg_type"]
                parent = message["parent_header"].get("msg_id")
                if parent == request and kind == "execute_reply":
                    reply = message
                elif parent == request and kind == "status":
                    idle = message["content"]["execution_state"] == "idle"
                elif parent == request or (kind == "stream" and parent in self._own):
                    yield message
            if ended and not messages:
                raise ProcessEndedError
            if limit is not None and time.monotonic() > limit and not reply:
                raise TimeoutError
        yield reply

    def is_silent(self) -> bool:
        """Whether nothing that is shown comes through any more, though the session answers.

        Anything counts that is no answer: the word that it is busy or idle may be what is lost.
        """
        request, answered = self._execute("", True, {ASKED: "__tutor__.be_heard()"}), False
        limit = time.monotonic() + SILENT_AFTER
        while time.monotonic() < limit and not self._ended():
            for message in self.wire.receive(POLL):
                if message["header"]["msg_type"] not in ("execute_reply", "input_request"):
                    self.doubtful = False
                    return False
                answered = answered or message["parent_header"].get("msg_id") == request
        return answered

    def ask(self, expression: str, timeout: float | None = None) -> Any:
        """The JSON that an expression of the runtime gives. Raises as `exchange`, and LookupError."""
        *_, reply = self.exchange(expressions={ASKED: expression}, timeout=timeout)
        assert reply is not None
        return facts_in(reply["content"])

    def close(self) -> None:
        """End the process and let go of everything. Safe to call twice."""
        self._closing = True
        self.process.close()
        self._opener.join()
        if self._wire is not None:
            self._wire.close()

    def _execute(self, code: str, silent: bool, expressions: Mapping[str, str]) -> str:
        request = self.wire.send(
            "execute_request",
            {
                "code": code,
                "silent": silent,
                "store_history": not silent,
                "user_expressions": expressions,
                "allow_stdin": not silent,
                "stop_on_error": False,  # or whatever is queued behind an error comes back unexecuted
            },
        )
        if not silent:
            self._own.add(request)
        return request

    def _ended(self) -> bool:
        return self._closing or self.process.ended() is not None

    def _open(self) -> None:
        """Reach the kernel, ship the runtime, load TensorFlow."""
        while not self.process.listens and not self._ended():
            time.sleep(POLL)  # the first screen is drawn meanwhile: ZeroMQ's import would hold it up
        from tutor.session.wire import Wire

        self._wire = Wire(self.process.connection)
        try:
            *_, reply = self.exchange(bootstrap())
            assert reply is not None
            if reply["content"]["status"] != "ok":
                self.problem = sentences.broken(reply["content"]["evalue"])
                return
            self.warming = True
            missing = self.ask("__tutor__.warm()")
            if missing:
                self.problem = sentences.without_tensorflow(missing["missing"], missing["message"])
            elif self._checkpoints is not None:
                self.ask(f"__tutor__.keep_fits({str(self._checkpoints.absolute())!r})")
        except ProcessEndedError:
            if self.warming:
                self.problem = sentences.died(self.process)
            else:
                self.problem = sentences.not_started(self.process.last_words())
        except LookupError as error:
            self.problem = sentences.broken(str(error))
        finally:
            self.warming = False
            self.ready.set()


def bootstrap() -> str:
    """The code that carries the runtime over. It runs in a namespace of its own."""
    sources = {path.stem: path.read_text(encoding="utf-8") for path in sorted(RUNTIME.glob("*.py"))}
    return f"exec({sources.pop('bootstrap')!r}, {{'__name__': 'bootstrap', 'sources': {sources!r}}})"
