"""The page of what was learned."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from tutor.app.keepsake import keepsake
from tutor.core.course import Course, LessonEntry
from tutor.core.progress import Effort, LessonRecord, StepStatus
from tutor.core.runs import Curve, Run

TODAY = datetime(2026, 12, 1)
COURSE = Course(
    "Machine learning",
    (
        LessonEntry("line", "The line", "", 5, Path(), able_to=("train one neuron", "read a curve")),
        LessonEntry("next", "The next", "", 5, Path()),
    ),
)


def run(number: int, line: str, last: float, **fields: object) -> Run:
    return Run(number, line=line, metrics={"loss": Curve((1, 2), (9.0, last))}, epochs=2, **fields)  # type: ignore[arg-type]


def test_it_tells_what_one_can_do_what_was_wrong_and_the_best_runs() -> None:
    efforts = {"train": Effort(guess=500.0, came="7.956", seconds=840.0), "recipe": Effort(wrong=2)}
    record = LessonRecord(
        "line", "end", {"train": StepStatus.PASSED}, finished=True, updated=1.0e9, efforts=efforts
    )
    runs = [
        run(1, "model.fit(x, y)", 7.956),
        run(2, "best.fit(x, y)", 0.25),
        run(3, "no.fit()", 0.1, ended="failed"),
    ]
    page = keepsake(COURSE, [record], lambda lesson: runs if lesson == "line" else [], {"line": 0.92}, TODAY)
    assert "# Machine learning\n" in page and "as of 2026-12-01" in page
    assert "Finished 2001-09-" in page and "14 minutes" in page and "92 %" in page
    assert "- train one neuron\n- read a curve" in page
    assert "| train | 500 | 7.956 |" in page
    assert "Not right at first: `recipe`." in page
    assert page.index("best.fit(x, y)") < page.index("model.fit(x, y)") and "no.fit" not in page
    assert "The next" not in page, "that was not begun"


def test_with_nothing_begun_it_says_so() -> None:
    assert "Nothing yet." in keepsake(COURSE, [], lambda lesson: [], {}, TODAY)
