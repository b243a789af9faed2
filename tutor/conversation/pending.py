"""What the tutor waits for while the learner is at one step; all of it is forgotten when they leave it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Pending:
    """Nothing is awaited when a step is shown for the first time."""

    offer: str = ""
    """Code that a bare Enter would run instead of the step's own; empty when none is offered."""
    guess: float | None = None
    """The number that the learner guessed before running the step."""
    waited: bool = False
    """Whether a bare Enter has already been met by a question that waits for an answer."""

    def forget(self) -> None:
        self.offer, self.guess, self.waited = "", None, False
