"""Lets whoever watches a `fit` change its learning rate, or hold it for a while; and does the same in a replay.

A wish comes over Jupyter's control channel, in a thread of its own, while the code runs. It is granted between two
epochs, where the model is what the latest epoch left.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from .codec import publish
from .compiled import plain_config

if TYPE_CHECKING:
    from .stopping import RunningFit

WISH = "tutor_wish"
"""The type of the message: one of `slower`, `faster`, `pause`, `go`, or a number for the learning rate."""
MOST_WISHES = 100
LOOK_EVERY = 0.02
"""Seconds between two looks whether a training that is held may go on."""
NO_END = 1 << 30

WISHES: deque[str] = deque(maxlen=MOST_WISHES)

Change = tuple[int, float]
"""After how many epochs of its `fit`, and the rate from then on."""


def install(shell: Any) -> None:
    """Hear wishes while code runs."""
    kernel = getattr(shell, "kernel", None)
    if kernel is not None:
        kernel.control_handlers[WISH] = hear


def hear(stream: Any, identity: Any, message: Any) -> None:
    """ipykernel calls this in its control thread."""
    WISHES.append(str(message["content"].get("wish", "")))


class Plan:
    """The changes that the next replayed cell is to make again."""

    def __init__(self) -> None:
        self._changes: dict[int, tuple[Change, ...]] = {}
        self._cell = ""
        self._request = ""
        """The request that they are for; empty before it has come."""

    def next_cell(self, changes: Iterable[tuple[int, int, float]], cell: str) -> None:
        """The number of the `fit` in the cell, then the change. `cell` is the mark of its code."""
        self._changes, self._request, self._cell = {}, "", cell
        for number, epoch, rate in changes:
            self._changes[number] = (*self._changes.get(number, ()), (epoch, rate))

    def of(self, place: RunningFit) -> tuple[Change, ...]:
        """Those of one `fit`; none for a line of the learner."""
        from . import origins

        if not place.replayed or origins.mark(place.cell) != self._cell:
            return ()
        self._request = self._request or place.request
        return self._changes.get(place.number, ()) if self._request == place.request else ()


PLAN = Plan()


class Steering:
    """One `fit`, asked after each epoch whether something is to change."""

    def __init__(self, planned: Sequence[Change] = (), number: int = 1) -> None:
        self._planned = list(planned)
        self.number = number
        """Which `fit` of its cell it is."""
        self.changes: list[Change] = []
        """What was changed."""
        WISHES.clear()

    def most_epochs(self, finished: int) -> int:
        """How many epochs may run before there is something to change that was planned."""
        return min((epoch - finished for epoch, _ in self._planned), default=NO_END)

    def wanted(self, finished: int) -> bool:
        """Whether somebody has wished for something, or a change is due that was planned."""
        return bool(WISHES) or self.most_epochs(finished) <= 0

    def obey(self, model: Any, epoch: int, finished: int) -> None:
        """Between two epochs: make the changes that are due. `epoch` is the number of the latest one."""
        while self._planned and self._planned[0][0] <= finished:
            self._assign(model, epoch, finished, self._planned.pop(0)[1])
        wishes = [WISHES.popleft() for _ in range(len(WISHES))]
        for place, wish in enumerate(wishes):
            if wish != "pause" or "go" not in wishes[place:]:  # taken back before it could be granted
                self._grant(wish, model, epoch, finished)

    def _grant(self, wish: str, model: Any, epoch: int, finished: int) -> None:
        if wish == "pause":
            self._hold(model, epoch, finished)
        elif wish in ("faster", "slower"):
            before = rate_of(model)
            if before is not None:
                self._assign(model, epoch, finished, before * 2 if wish == "faster" else before / 2)
            else:
                self._refuse(model, epoch)
        elif (rate := number_in(wish)) is not None:
            if rate_of(model) is None:
                self._refuse(model, epoch)
            else:
                self._assign(model, epoch, finished, rate)

    def _hold(self, model: Any, epoch: int, finished: int) -> None:
        """Wait until somebody says how to go on, or ends the training."""
        rate = rate_of(model)
        publish({"event": "paused", "epoch": epoch, "rate": rate, "obstacle": "" if rate else obstacle(model)})
        while not model.stop_training:
            if not WISHES:
                time.sleep(LOOK_EVERY)
                continue
            wish = WISHES.popleft()
            if wish == "pause":
                continue
            if wish != "go":
                self._grant(wish, model, epoch, finished)
            return

    def _assign(self, model: Any, epoch: int, finished: int, rate: float) -> None:
        before = rate_of(model)
        model.optimizer.learning_rate = rate
        now = rate_of(model)
        if before is None or now is None or now == before:
            return
        self.changes.append((finished, now))
        publish({"event": "steered", "epoch": epoch, "before": shown(before), "rate": shown(now), "obstacle": ""})

    def _refuse(self, model: Any, epoch: int) -> None:
        publish({"event": "steered", "epoch": epoch, "before": 0.0, "rate": 0.0, "obstacle": obstacle(model)})


def rate_of(model: Any) -> float | None:
    """The learning rate as it is; None for an optimizer without one that can be set."""
    if scheduled(model):
        return None
    try:
        return float(model.optimizer.learning_rate)
    except (AttributeError, TypeError, ValueError):
        return None


def scheduled(model: Any) -> str:
    """The class of the schedule that the optimizer follows; empty when it follows none, or is none."""
    optimizer = getattr(model, "optimizer", None)  # a model that is not compiled has none
    rate = plain_config(optimizer).get("learning_rate") if optimizer is not None else None
    return str(rate.get("class_name", "schedule")) if isinstance(rate, dict) else ""


def obstacle(model: Any) -> str:
    """Why the learning rate cannot be set, as a sentence."""
    schedule = scheduled(model)
    if schedule:
        return f"The learning rate follows `{schedule}`, which sets it anew in every step: no hand can."
    return f"`{type(model.optimizer).__name__}` has no learning rate that could be set."


def number_in(wish: str) -> float | None:
    try:
        rate = float(wish)
    except ValueError:
        return None
    return rate if 0 < rate < float("inf") else None


def shown(value: float) -> float:
    """What a float of 32 bits was meant to be."""
    return float(f"{value:.7g}")
