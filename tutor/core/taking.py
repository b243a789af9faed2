"""What a learner takes home of a lesson: its texts, the code that was accepted, in order, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tutor.core.acts import acts_of
from tutor.core.course import Lesson, Step
from tutor.core.outcome import mark
from tutor.core.own_file import Output, Piece
from tutor.core.progress import Cell, LessonRecord, StepStatus
from tutor.core.syntax import trouble


def taken(
    lesson: Lesson,
    record: LessonRecord,
    outputs: Mapping[str, Sequence[Output]] | None = None,
    *,
    everything: bool = False,
    data: str = "",
) -> tuple[Piece, ...]:
    """Texts and cells as far as the learner came. It runs from top to bottom elsewhere.

    `outputs` are what cells gave, by their `mark`; `everything` keeps what was tried and failed, too; `data` is
    the folder with `classroom`, which some lessons import.
    """
    cells = record.cells if everything else accepted(lesson, record, outputs or {})
    pieces = [Piece(f"# {lesson.title}\n\n{lesson.goal}".strip()), _begin(lesson, cells, data)]
    pieces += _told(lesson, record, cells, outputs or {})
    return tuple(piece for piece in pieces if piece.text.strip())


def accepted(lesson: Lesson, record: LessonRecord, outputs: Mapping[str, Sequence[Output]]) -> tuple[Cell, ...]:
    """The cells that did a step, and of the others those that make something which a later one of these reads."""
    last = {cell.step_id: place for place, cell in enumerate(record.cells)}
    kept: list[Cell] = []
    needed: set[str] = set()
    for place, cell in reversed(list(enumerate(record.cells))):
        acts = acts_of(cell.code)
        did = (last[cell.step_id] == place and cell.step_id in record.statuses) or not cell.step_id
        if _failed(cell, outputs) or (did and _was_given_up(lesson, record, cell)):
            continue
        if did or (acts.binds | acts.changes) & needed:
            kept.insert(0, cell)
            needed = (needed - acts.binds) | acts.reads
    return tuple(kept)


def _failed(cell: Cell, outputs: Mapping[str, Sequence[Output]]) -> bool:
    raised = any(output.kind == "error" for output in outputs.get(mark(cell.code), ()))
    return raised or trouble(cell.code) is not None


def _was_given_up(lesson: Lesson, record: LessonRecord, cell: Cell) -> bool:
    """Whether it is a cell of a notebook that failed, and was skipped then."""
    step = next((each for each in lesson.steps if each.id == cell.step_id), None)
    effort = record.efforts.get(cell.step_id)
    skipped = record.statuses.get(cell.step_id) is StepStatus.SKIPPED
    return step is not None and not step.judged and skipped and effort is not None and effort.wrong > 0


def _begin(lesson: Lesson, cells: Sequence[Cell], data: str) -> Piece:
    """What ran before the first line: the random seed, by which the numbers come out the same, and the setup."""
    lines = ["import keras", f"keras.utils.set_random_seed({lesson.random_seed})"]
    ours = all(step.judged for step in lesson.steps)  # a notebook's setup goes into a folder of this machine
    setup = lesson.setup.strip("\n") if ours else ""
    code = "\n".join([setup, *(cell.code for cell in cells)])
    if data and "classroom" in code:
        remark = "# `classroom` has the data of keras-tutor. Elsewhere, copy its folder to this file as `data`."
        lines = [remark, "import sys", f"sys.path += [{data!r}, 'data']", *lines]
    return Piece("\n".join([*lines, setup]).strip("\n"), is_code=True)


def _told(
    lesson: Lesson, record: LessonRecord, cells: Sequence[Cell], outputs: Mapping[str, Sequence[Output]]
) -> Iterator[Piece]:
    places = {step.id: place for place, step in enumerate(lesson.steps)}
    here = places.get(record.step_id, 0) if not record.finished else len(lesson.steps)
    done = 0
    for number, cell in enumerate(cells):
        place = places.get(cell.step_id, here)
        yield from (Piece(text) for step in lesson.steps[done : place + 1] if (text := _text(step)))
        done = max(done, place + 1)
        yield Piece(cell.code.strip("\n"), True, tuple(outputs.get(mark(cell.code), ())))
        following = cells[number + 1].step_id if number + 1 < len(cells) else None
        if place < len(lesson.steps) and following != cell.step_id and lesson.steps[place].then:
            yield Piece(lesson.steps[place].then.strip())
    yield from (Piece(text) for step in lesson.steps[done:here] if (text := _text(step)))


def _text(step: Step) -> str:
    """What a step says and asks, with the answer of a question; a cell's own remarks are no part of it."""
    answer = f"*The answer: {step.own_answer}.*" if step.own_answer and not step.runs_code else ""
    choices = "\n".join(f"{number}. {choice}" for number, choice in enumerate(step.choices, 1))
    task = step.task.strip() if step.judged else ""
    given = f"```python\n{step.given}\n```" if step.given and step.judged else ""
    return "\n\n".join(part for part in (step.say.strip(), task, given, choices, answer) if part)
