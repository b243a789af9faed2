"""Two tutors in one lesson: what one has changed is done to what the other has kept; nothing passed is lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tutor.core.progress import Cell, Effort, LessonRecord, StepStatus


def merged(base: LessonRecord, mine: LessonRecord, kept: LessonRecord) -> LessonRecord:
    """`kept`, as it lies on the disk, with all that was changed from `base` to `mine`.

    `base` is what this tutor read or wrote last: so a step taken back is taken back, and a step that only the
    other has passed stays passed.
    """
    if kept == base:
        return mine
    moved = mine.step_id != base.step_id
    reopened = base.finished and not mine.finished
    return LessonRecord(
        mine.lesson_id,
        mine.step_id if moved or not kept.step_id else kept.step_id,
        _statuses(base, mine, kept),
        _cells(base.cells, mine.cells, kept.cells),
        mine.finished or (kept.finished and not reopened),
        max(mine.updated, kept.updated),
        _efforts(base.efforts, mine.efforts, kept.efforts),
        {
            entry: kept.asked.get(entry, 0) + max(0, mine.asked.get(entry, 0) - base.asked.get(entry, 0))
            for entry in (*kept.asked, *mine.asked)
        },
    )


def _efforts(
    base: Mapping[str, Effort], mine: Mapping[str, Effort], kept: Mapping[str, Effort]
) -> dict[str, Effort]:
    """What both have done: of a step at which both were, this tutor's, which was there last."""
    return {**kept, **{step: effort for step, effort in mine.items() if base.get(step) != effort}}


def _statuses(base: LessonRecord, mine: LessonRecord, kept: LessonRecord) -> dict[str, StepStatus]:
    taken_back = base.statuses.keys() - mine.statuses.keys()
    found = {step: status for step, status in kept.statuses.items() if step not in taken_back}
    for step, status in mine.statuses.items():
        if base.statuses.get(step) is status:
            continue  # nothing new, and the other may have taken it back
        if status is StepStatus.PASSED or step not in found:
            found[step] = status
    return found


def _cells(base: Sequence[Cell], mine: Sequence[Cell], kept: Sequence[Cell]) -> tuple[Cell, ...]:
    """The kept ones without those that were dropped, and with the new ones at the end, where they ran."""
    begin = _alike(base, mine)
    end = _alike(base[begin:][::-1], mine[begin:][::-1])  # what follows a dropped cell is no new one
    found = list(kept)
    for cell in reversed(base[begin : len(base) - end]):
        if cell in found:
            del found[len(found) - 1 - found[::-1].index(cell)]
    return (*found, *mine[begin : len(mine) - end])


def _alike(one: Sequence[Cell], other: Sequence[Cell]) -> int:
    """How many cells both begin with."""
    pairs = zip(one, other, strict=False)
    return next((place for place, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def unread(mine: LessonRecord, kept: LessonRecord) -> LessonRecord:
    """What to take for the base when this tutor has read nothing: what both begin with."""
    return LessonRecord(mine.lesson_id, cells=kept.cells[: _alike(mine.cells, kept.cells)])
