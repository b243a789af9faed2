"""Plays a lesson by itself, each step with its own answer."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.conversation import Conversation
from tutor.core.progress import StepStatus


class Player:
    """A reader that types what each step wants, and leaves when the lesson is over or stands still."""

    def __init__(self, conversation: Conversation) -> None:
        self._conversation = conversation
        self._position = -1

    def read(self) -> str:
        """The current step's own answer. Raises EOFError at the end, and when the last answer did not pass."""
        step, position = self._conversation.step, self._conversation.position
        if step is None or position == self._position:
            raise EOFError
        self._position = position
        return step.own_answer

    def ask(self, prompt: str, password: bool = False, apart: bool = False) -> str:
        raise EOFError


def all_passed(conversation: Conversation) -> bool:
    """Whether every step of the lesson was passed."""
    statuses = conversation.record.statuses
    return all(statuses.get(step.id) is StepStatus.PASSED for step in conversation.lesson.steps)


def unpassed(conversation: Conversation) -> Iterator[str]:
    """The ids of the steps that were not passed."""
    for step in conversation.lesson.steps:
        if conversation.record.statuses.get(step.id) is not StepStatus.PASSED:
            yield step.id
