"""`progress --markdown`: one page of what was learned, to keep or to show."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

from tutor.core.course import Course, LessonEntry
from tutor.core.numbers import in_minutes, short
from tutor.core.progress import LessonRecord, StepStatus
from tutor.core.runs import Run

BEST = 3
"""Runs that are told of each lesson."""


def keepsake(
    course: Course,
    records: Sequence[LessonRecord],
    runs: Callable[[str], Sequence[Run]],
    sure: Mapping[str, float],
    today: datetime,
) -> str:
    """Markdown: each lesson begun, what one can do after it, guesses, what was wrong, the best runs.

    `runs` gives those of a lesson by its id, `sure` how likely its things are still known, from 0 to 1.
    """
    known = {record.lesson_id: record for record in records if record.started}
    parts = [f"# {course.title}", f"What I have learned, as of {today:%Y-%m-%d}."]
    for entry in course.lessons:
        if (record := known.get(entry.id)) is not None:
            parts += _lesson(entry, record, runs(entry.id), sure.get(entry.id))
    if len(parts) == 2:
        parts.append("Nothing yet.")
    return "\n\n".join(parts) + "\n"


def _lesson(entry: LessonEntry, record: LessonRecord, runs: Sequence[Run], sure: float | None) -> Iterator[str]:
    yield f"## {entry.title}"
    done = f"{record.count(StepStatus.PASSED)} steps done"
    state = f"Finished {datetime.fromtimestamp(record.updated):%Y-%m-%d}" if record.finished else "Begun"
    took = f", {in_minutes(record.seconds)}" if record.seconds >= 60 else ""
    certain = f". Still known, by the reviews: {100 * sure:.0f} %" if sure is not None else ""
    yield f"{state}: {done}{took}{certain}."
    if record.finished and entry.able_to:
        yield "I can\n\n" + "\n".join(f"- {each}" for each in entry.able_to)
    guesses = [(step, each) for step, each in record.efforts.items() if each.guess is not None]
    if guesses:
        rows = [f"| {step} | {short(each.guess or 0.0)} | {each.came} |" for step, each in guesses]
        yield "\n".join(["| guess at | mine | what came |", "| --- | ---: | ---: |", *rows])
    if wrong := [f"`{step}`" for step, each in record.efforts.items() if each.wrong]:
        yield f"Not right at first: {', '.join(wrong)}."
    if told := [_run(run) for run in _best(runs)]:
        yield "My best runs\n\n" + "\n".join(told)


def _best(runs: Sequence[Run]) -> Sequence[Run]:
    """Those that ended lowest in their loss: validation loss first, where they have one."""
    ended = [run for run in runs if run.ended in ("finished", "early") and run.judged_by]
    by = "val_loss" if any("val_loss" in run.metrics for run in ended) else "loss"
    return sorted((run for run in ended if by in run.metrics), key=lambda run: run.metrics[by].last)[:BEST]


def _run(run: Run) -> str:
    line = run.line.strip().splitlines()[-1] if run.line.strip() else f"run {run.number}"
    return f"- `{line}`: {run.judged_by} {short(run.metrics[run.judged_by].last)} after {run.epochs} epochs"
