"""What feedback costs: the explanation of an error, and the verdict on a data step, in a warm session."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from statistics import median
from typing import Any

from tests.answers.understood import shipped
from tests.kernel import error, ran, started_session
from tutor.answers.answerer import QuestionAnswerer
from tutor.answers.errors.explainer import ErrorExplainer
from tutor.answers.glossary.entries import Glossary
from tutor.conversation import Conversation
from tutor.core.acts import acts_of
from tutor.core.events import Judged
from tutor.core.protocols import Session
from tutor.storage.lessons import lessons_directory, load_course, load_errors, load_lesson
from tutor.storage.progress import MemoryProgress

SETUP = "import numpy as np, keras; values_x = np.arange(6.0); model = keras.Sequential([keras.layers.Dense(1)])"
ERRORS = {
    "misspelled name": "modle.predict(values_x)",
    "misspelled attribute": "model.sumary()",
    "misspelled argument": "keras.layers.Dense(1, activaton='relu')",
    "known message": "values_x.reshape(4, 2)",
    "told apart by facts": "other = values_x[:5]\nvalues_x - other",
    "old names": "model.fit(values_x, values_x, nb_epoch=5)",
    "unknown message": "raise RuntimeError('odd')",
}
POINTS = "values_x = np.array([-10.0, 0.0, 2.0, 6.0, 12.0, 15.0])\nvalues_y = 2 * values_x + 30"


def measure(repeats: int) -> list[dict[str, Any]]:
    """Milliseconds, as medians of `repeats`: each explanation, and a verdict beyond the run of the same code."""
    rows = []
    explain = ErrorExplainer(load_errors(lessons_directory()))
    with started_session() as session:
        ran(session, SETUP)
        for name, code in ERRORS.items():
            happened = error(session, code)
            explained = partial(explain, happened, code, {"model": ""}, session)
            explained()
            times = [_milliseconds(explained) for _ in range(repeats)]
            rows.append({"feedback": name, "ms": f"{median(times):.1f}"})
        more = [_verdict(session) for _ in range(repeats)]
        rows.append({"feedback": "verdict on data, beyond the run", "ms": f"{median(more):.1f}"})
    return rows


def _verdict(session: Session) -> float:
    """From Enter to the verdict on the points of the second lesson, less what the same lines take alone."""
    directory = lessons_directory()
    lesson = load_lesson(directory / "02-linear-regression.yaml")
    chat = Conversation(
        load_course(directory),
        lesson,
        session,
        MemoryProgress(),
        ErrorExplainer(()),
        QuestionAnswerer(Glossary(()), shipped(), ErrorExplainer(())),
    )
    list(chat.open())
    step = next(place for place, each in enumerate(lesson.steps) if each.attempts(acts_of(POINTS)))
    list(chat.go_to(step))
    list(chat.respond("1 + 1"))  # waits until the session is ready
    alone = _milliseconds(lambda: ran(session, POINTS))
    began = time.perf_counter()
    for event in chat.run_code(POINTS):
        if isinstance(event, Judged):
            return 1000 * (time.perf_counter() - began) - alone
    raise AssertionError("no verdict")


def _milliseconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - began)
