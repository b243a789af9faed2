"""What is asked of a learner whose training waits, and what the answer wishes for."""

from __future__ import annotations

from tutor.core.execution import Paused, Steered
from tutor.core.numbers import read_number, short

KEYS = {"p": "pause", "+": "faster", "-": "slower"}
"""What keys ask of a `fit` that runs, as `Session.steer` takes it."""


def question(paused: Paused) -> str:
    """The prompt of a training that waits."""
    if paused.rate is None:
        return f"Paused after epoch {paused.epoch}. {paused.obstacle} Enter goes on: "
    now = short(paused.rate)
    return f"Paused after epoch {paused.epoch}. Enter goes on, a number sets the learning rate, now {now}: "


def wish_in(answer: str, paused: Paused) -> str | None:
    """What an answer wishes for, as `Session.steer` takes it; None for one that cannot be granted."""
    if answer in KEYS and answer != "p" and paused.rate is not None:
        return KEYS[answer]
    rate = read_number(answer)
    return repr(rate) if rate is not None and rate > 0 and paused.rate is not None else None


def refusal(answer: str, paused: Paused) -> str:
    """The prompt after an answer that cannot be granted."""
    if paused.rate is None:
        return f"{paused.obstacle} Enter goes on:"
    return (
        f"`{answer[:20]}` is no learning rate: that is a number above 0, {short(paused.rate)} now. Enter goes on:"
    )


def told(event: Steered) -> str:
    """One sentence on a learning rate that was set, or could not be."""
    if event.obstacle:
        return event.obstacle
    return f"After epoch {event.epoch} the learning rate went from {short(event.before)} to {short(event.rate)}."
