"""Exercises of the review in a session: each fails with the lesson's own numbers and passes with the fresh ones.

Each run tries those of two lessons, others from day to day; `TESTS=all python -m pytest tests/review` tries all.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from random import Random

import pytest

from tests.chatting import Answers, explain, verdicts
from tests.kernel import started_session
from tests.review.test_items import COURSE, LESSONS, record_of
from tests.sample import part
from tutor.conversation import Conversation
from tutor.core.course import Lesson
from tutor.review.items import items_of
from tutor.session.kernel import KernelSession
from tutor.storage.progress import MemoryProgress

pytestmark = pytest.mark.kernel

SEED = datetime.date.today().toordinal()
TRIED = part(LESSONS, 4)


@pytest.fixture(scope="module")
def session() -> Iterator[KernelSession]:
    with started_session() as started:
        yield started


@pytest.mark.parametrize("name", TRIED)
def test_an_exercise_fails_as_it_was_and_passes_as_it_is_asked(name: str, session: KernelSession) -> None:
    lesson = LESSONS[name]
    made = [item.make(Random(SEED)) for item in items_of(lesson, record_of(lesson))]
    steps = tuple(step for step in made if step.runs_code)
    review = Lesson(id="review", title="R", goal="G", minutes=5, steps=steps, setup="import numpy as np")
    conversation = Conversation(COURSE, review, session, MemoryProgress(), explain, Answers())
    list(conversation.open())
    for step in steps:
        old = step.given or lesson.steps[lesson.index(step.id.split("/")[1])].code.strip()
        assert (step.id, "passed") not in verdicts(list(conversation.respond(old))), (step.id, old, step.task)
        assert (step.id, "passed") in verdicts(list(conversation.respond(step.code))), (step.id, step.code)
