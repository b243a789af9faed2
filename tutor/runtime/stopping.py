"""Lets Ctrl-C end a `fit` in good order, and has a replay end it at the same batch again."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import keras


@dataclass(frozen=True)
class RunningFit:
    """Which `fit` of which cell is running."""

    request: str = ""
    """The id of what the session is answering; empty outside of a session."""
    cell: str = ""
    """Its code."""
    number: int = 1
    """Counted from 1 in each cell."""
    replayed: bool = False


class Places:
    """Counts the fits of the running cell."""

    def __init__(self) -> None:
        self._latest = RunningFit()

    def next(self) -> RunningFit:
        """The place of the `fit` that is about to begin."""
        request = running_request()
        if not request:
            return RunningFit()
        key = request["header"]["msg_id"]
        number = self._latest.number + 1 if key == self._latest.request else 1
        self._latest = RunningFit(key, request["content"]["code"], number, request["content"]["silent"])
        return self._latest


PLACES = Places()

_stopped_in = ""
"""The request in which a `fit` was ended politely."""


def running_request() -> Mapping[str, Any]:
    """The request that the session is answering: `header` and `content`, as Jupyter has them; else empty."""
    from IPython import get_ipython

    kernel = getattr(get_ipython(), "kernel", None)
    request: Mapping[str, Any] = kernel.get_parent() if kernel else {}
    return request


@contextlib.contextmanager
def polite_interrupt(model: Any, telemetry: Any, place: RunningFit) -> Iterator[None]:
    """Inside, the first SIGINT of a cell ends training in good order; a second one does what it did outside.

    Of the cell, and not of the `fit`: in a loop of trainings the second one ends the loop.
    """
    elsewhere = threading.current_thread() is not threading.main_thread()  # only that one takes signals
    if elsewhere or (place.request and place.request == _stopped_in):
        yield
        return
    outside = signal.getsignal(signal.SIGINT)

    def stop(signum: int, frame: Any) -> None:
        global _stopped_in
        _stopped_in = place.request
        telemetry.stop_asked = model.stop_training = True
        signal.signal(signal.SIGINT, outside)

    signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, outside)


@contextlib.contextmanager
def interrupts_wait() -> Iterator[None]:
    """Inside, SIGINT waits: what runs there is done in full, or not at all."""
    outside = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or not callable(outside):
        yield
        return
    came: list[Any] = []
    signal.signal(signal.SIGINT, lambda *what: came.append(what))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, outside)
        if came:
            outside(*came[0])


def steps_of(model: Any) -> int:
    """How many batches the model's optimizer has seen; 0 when that cannot be told."""
    try:
        return int(keras.ops.convert_to_numpy(model.optimizer.iterations))
    except (AttributeError, TypeError, ValueError):
        return 0


class StopsAgain(keras.callbacks.Callback):  # type: ignore[misc]
    """Ends a replayed `fit` after as many batches as it had when Ctrl-C ended it."""

    def __init__(self, steps: int) -> None:
        super().__init__()
        self._last = steps
        """What `steps_of` says then."""

    def most_epochs(self, batches: int) -> int:
        """How many whole epochs of so many batches there are before the last batch."""
        return (self._last - 1 - steps_of(self.model)) // batches

    def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
        if steps_of(self.model) >= self._last:
            self.model.stop_training = True
