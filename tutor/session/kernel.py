"""The live Keras session: a Jupyter kernel in a process of its own. Importing this costs next to nothing."""

from __future__ import annotations

import atexit
import contextlib
import json
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tutor.core.execution import Died, Done, Error, SessionEvent, Status, TrainingEnded, Waiting
from tutor.core.facts import Facts, FailedFacts, Probe
from tutor.core.protocols import Completions, State
from tutor.core.wire import decode, encode_probe
from tutor.session import messages, sentences
from tutor.session.assistant import Assistant
from tutor.session.folder import PrivateFolder
from tutor.session.live import LiveKernel, ProcessEndedError

NOTICE_AFTER = 0.4
"""Seconds after Ctrl-C in which most code ends. What still runs then deserves a word."""
WAITING = "TensorFlow is still loading. Your code runs as soon as it is there."
FRAMES_TIMEOUT = 1.0
EXIT_TIMEOUT = 2.0
PATIENCE = 2
"""Interrupts that ask; the next one kills."""
LEAST_TIMEOUT = 0.1
INTERRUPTED_WITHIN = 1.0
"""Seconds that a question which took too long gets to end in, when it is interrupted."""
REPEAT_AFTER = 1.0
"""Seconds after which the last that asks is repeated, while the code still runs. Python makes one of two signals
that meet in a long computation, and a KeyboardInterrupt that strikes in a `__del__` is lost."""


class KernelSession:
    """Implements `tutor.core.protocols.Session`. Call `start` and `restart` from the main thread."""

    def __init__(self, checkpoints: Path | None = None, memory: int = 0) -> None:
        """`checkpoints`: a folder for what finished trainings led to, so that a replay need not train again.
        It need not exist yet. None keeps nothing. `memory`: bytes that the code may take; 0 for no bound."""
        self._checkpoints = checkpoints
        self._memory = memory
        self._problem: Died | None = None
        """Why there is no process at all; None when there is one."""
        self._folder: PrivateFolder | None = None
        self._kernel: LiveKernel | None = None
        self._assistant: Assistant | None = None
        self._number = 0
        self._running = False
        self._executing = False
        """Whether the kernel has been given code, and may be interrupted."""
        self._interrupts = 0
        self._interrupted = 0.0
        """When the latest of them came (`time.monotonic`)."""
        self._repeated = 0.0
        """When the latest was last repeated."""

    def start(self) -> None:
        """Start the process, in about 10 ms; everything else goes on in a thread."""
        if self._number:
            return
        atexit.register(self.close)
        self._spawn()
        if self._folder:
            threading.Thread(target=self._folder.sweep, daemon=True).start()

    def _spawn(self) -> None:
        self._number += 1
        self._problem = None
        try:
            self._folder = self._folder or PrivateFolder()
            self._kernel = LiveKernel(self._folder.path, self._number, self._checkpoints, self._memory)
            self._folder.watch(self._kernel.process.group)
            self._assistant = Assistant(self._kernel.process.connection)
        except OSError as error:  # a full disk, no folder that can be written, too many processes
            self._problem = sentences.without_place(error)

    def state(self) -> State:
        kernel = self._kernel
        if self._problem:
            return State.DEAD
        if kernel is None:
            return State.STARTING
        if kernel.problem or kernel.process.ended() is not None:
            return State.DEAD
        if not kernel.ready.is_set():
            return State.WARMING if kernel.warming else State.STARTING
        return State.BUSY if self._running else State.IDLE

    def run(self, code: str, *, silent: bool = False) -> Iterator[SessionEvent]:
        if self._problem:
            yield self._problem
            return
        kernel = self._started()
        self._running, self._executing, self._interrupts = True, False, 0
        try:
            if not kernel.ready.is_set():
                yield Waiting(WAITING)
            while not kernel.ready.wait(0.05):
                if self._interrupts:
                    break
            if self._interrupts:
                yield Done(Status.INTERRUPTED)
            elif kernel.problem:
                yield kernel.problem
            else:
                yield from self._run(kernel, code, silent)
        except GeneratorExit:  # nobody listens any more, so nobody could stop it either
            if self._executing:
                kernel.process.interrupt()
            raise
        finally:
            self._running = self._executing = False

    def _run(self, kernel: LiveKernel, code: str, silent: bool) -> Iterator[SessionEvent]:
        began = time.monotonic()
        translator, errors = messages.Translator(), list[Error]()
        reply: Any = {}
        try:
            self._executing = True
            told, trained = 0, 0.0
            for message in kernel.exchange(code, silent=silent):
                waits = time.monotonic() - max(self._interrupted, trained)
                if told < self._interrupts <= PATIENCE and waits > NOTICE_AFTER:
                    told = self._interrupts
                    yield sentences.stopping(told, translator.training)
                self._repeat_interrupt(kernel)
                if message is None:
                    continue
                if message["header"]["msg_type"] == "execute_reply":
                    reply = message["content"]
                for event in translator.events(message):
                    if isinstance(event, Error):
                        errors.append(event)
                    else:
                        yield event
                    if isinstance(event, TrainingEnded):
                        trained = time.monotonic()  # drawing it took its time, and the code may be over by now
            self._executing = False
            seconds = time.monotonic() - began
            yield from messages.pages(reply)
            if kernel.doubtful and kernel.is_silent():
                kernel.process.kill()
                kernel.problem = sentences.silent()
                yield kernel.problem
                return
            if messages.asked_to_exit(reply):
                self._wait_for_exit(kernel)
            if reply["status"] != "error":
                yield from errors
                yield Done(Status.OK, seconds)
            elif self._interrupts > 1 or (reply["ename"] == "KeyboardInterrupt" and self._interrupts):
                # After a second one whatever comes out is its doing: libraries make errors of their own of it.
                frames = self._frames(kernel)
                yield Done(Status.INTERRUPTED, seconds, frames[0][0] if frames else 0)
            else:
                yield messages.error_event(reply, self._frames(kernel))
                yield Done(Status.ERROR, seconds)
        except ProcessEndedError:
            kernel.problem = sentences.died(kernel.process)
            yield kernel.problem

    def _repeat_interrupt(self, kernel: LiveKernel) -> None:
        latest = max(self._interrupted, self._repeated)
        if self._interrupts == PATIENCE and time.monotonic() - latest > REPEAT_AFTER:
            self._repeated = time.monotonic()
            kernel.process.interrupt()

    def _wait_for_exit(self, kernel: LiveKernel) -> None:
        limit = time.monotonic() + EXIT_TIMEOUT
        while kernel.process.ended() is None and time.monotonic() < limit:
            time.sleep(0.01)
        raise ProcessEndedError

    def _frames(self, kernel: LiveKernel) -> Sequence[Sequence[Any]]:
        """The learner's own lines in the traceback. Without them the error is still worth showing."""
        try:
            frames: Sequence[Sequence[Any]] = kernel.ask("__tutor__.frames()", FRAMES_TIMEOUT)
        except (LookupError, TimeoutError):
            return ()
        return frames

    def reply_input(self, text: str) -> None:
        self._started().wire.send("input_reply", {"value": text, "status": "ok"}, "stdin")

    def query(self, probes: Sequence[Probe], timeout: float = 5.0) -> tuple[Facts, ...]:
        if self._problem:
            return _all_failed(probes, "DiedError", self._problem.reason)
        kernel = self._started()
        if self._running:
            return _all_failed(probes, "BusyError", "The session is running code.")
        began = time.monotonic()
        if not kernel.ready.wait(timeout):
            return _all_failed(probes, "TimeoutError", "The session is still starting.")
        if kernel.problem:
            return _all_failed(probes, "DiedError", kernel.problem.reason)
        asked = json.dumps([encode_probe(probe) for probe in probes])
        left = max(LEAST_TIMEOUT, timeout - (time.monotonic() - began))
        self._executing, self._interrupts = True, 0  # Ctrl-C reaches what an expression of a lesson does
        try:
            answers = kernel.ask(f"__tutor__.answer({asked!r}, {left})", left)
            return tuple(decode(answer) for answer in answers)
        except ProcessEndedError:
            kernel.problem = sentences.died(kernel.process)
            return _all_failed(probes, "DiedError", kernel.problem.reason)
        except TimeoutError:
            self._free(kernel)
            return _all_failed(probes, "TimeoutError", f"The session did not answer in {timeout:g} s.")
        except LookupError as error:
            return _all_failed(probes, "LookupError", str(error))
        finally:
            self._executing = False

    def _free(self, kernel: LiveKernel) -> None:
        """End a question that was not answered in time: it must not go on behind the learner's back."""
        with contextlib.suppress(TimeoutError, LookupError, ProcessEndedError):
            kernel.process.interrupt()
            kernel.ask("__tutor__.answer('[]')", INTERRUPTED_WITHIN)
            return
        kernel.process.kill()  # a loop in C; the next line finds the session rebuilt

    def complete(self, code: str, cursor: int, timeout: float = 0.4) -> Completions | None:
        assistant = self._idle_assistant()
        return assistant.complete(code, cursor, timeout) if assistant else None

    def inspect(self, code: str, cursor: int, timeout: float = 1.0) -> str | None:
        assistant = self._idle_assistant()
        return assistant.inspect(code, cursor, timeout) if assistant else None

    def steer(self, wish: str) -> None:
        if self._executing and self._assistant is not None:
            self._assistant.steer(wish)

    def _idle_assistant(self) -> Assistant | None:
        """None while the session is busy: what is asked then would only pile up behind the code."""
        return self._assistant if self.state() is State.IDLE else None

    def interrupt(self) -> None:
        self._interrupts += 1
        self._interrupted = time.monotonic()
        if not (self._executing and self._kernel):
            return  # a signal in the middle of TensorFlow's import would spoil it
        if self._interrupts <= PATIENCE:
            self._kernel.process.interrupt()
        else:
            self._kernel.process.kill()

    def restart(self) -> None:
        assert self._number, "not started"
        self._let_go()
        self._spawn()

    def connection_file(self) -> Path | None:
        return self._kernel.process.connection_file if self._kernel else None

    def close(self) -> None:
        atexit.unregister(self.close)
        self._let_go()
        if self._folder:
            self._folder.remove()
            self._folder = None

    def _let_go(self) -> None:
        """End the process, if there is one, and forget it."""
        if self._assistant:
            self._assistant.close()
        if self._kernel:
            self._kernel.close()
        self._assistant = self._kernel = None

    def _started(self) -> LiveKernel:
        assert self._kernel is not None, "start the session first"
        return self._kernel


def _all_failed(probes: Sequence[Probe], error: str, message: str) -> tuple[Facts, ...]:
    return tuple(FailedFacts(error, message) for _ in probes)
