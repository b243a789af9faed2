"""Has blocks made when they are worth it, in a thread of its own, and keeps them for the next `fit`.

To make one costs about a quarter of a second, whatever the model. Half of it is spent where Python is free, so the
replay goes on meanwhile and loses little, and Ctrl-C is heard. It begins when the epochs that were replayed
and those that are left take `WORTH` seconds together: then the loss is small if the training should end early, and
the next `fit` of this model has the block from its second epoch on.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from .fast_batches import KeptBatches
from .fast_block import Block

WORTH = 0.5
"""Seconds of replayed epochs for which a block is made."""

MAKES = "a block of epochs"
"""The name of the thread that makes one."""

SHELF = "_blocks"
"""Where a model's train function keeps what was made of it: it goes when the function goes."""


class Making:
    """One block that is there, or being made, or not worth it yet, or not possible."""

    def __init__(self) -> None:
        self._block: Block | None = None
        self._spent = 0.0
        """Seconds of epochs that were replayed without it."""
        self._begun = False
        self.refused = ""
        """Why there will be none."""

    @classmethod
    def of(
        cls, model: Any, training: KeptBatches, held: KeptBatches | None, reshuffled: bool, now_and_then: bool
    ) -> Making:
        """That for arrays of these shapes: shuffled anew each epoch or not, validated after each epoch or not."""
        shapes = tuple(
            (tuple(kept.sizes), tuple((column.dtype, tuple(column.shape)) for column in kept.columns))
            for kept in (training, held)
            if kept
        )
        key = shapes, reshuffled, now_and_then, id(model.optimizer), held and id(model.test_function)
        shelf = model.train_function.__dict__.setdefault(SHELF, {})
        if key not in shelf:
            shelf[key] = cls()
        making: Making = shelf[key]
        return making

    def block(self, took: float, left: int, make: Callable[[], Block]) -> Block | None:
        """The block when it is there. `took` are the seconds of the latest epoch, `left` the epochs to come."""
        if not self._begun:
            self._spent += took
            if self._spent + took * left >= WORTH:
                self._begun = True
                self._begin(make)
        return self._block

    def _begin(self, make: Callable[[], Block]) -> None:
        threading.Thread(target=self._make, args=[make], name=MAKES).start()

    def _make(self, make: Callable[[], Block]) -> None:
        try:
            self._block = make()
        except Exception as error:  # whatever it is, there are two other ways to train
            self.refused = f"{type(error).__name__}: {error}"
