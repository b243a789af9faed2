"""What stands on the screen at a turn of the lesson: a step, what a pass shows, the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from tutor.conversation.journey import Journey
from tutor.conversation.live import Live
from tutor.core.course import Course, Lesson, Step
from tutor.core.events import Event, LessonFinished, Said, StepShown
from tutor.core.facts import Evaluate, ScalarFacts
from tutor.core.files import beside
from tutor.core.numbers import short
from tutor.core.outcome import Outcome
from tutor.core.progress import StepStatus
from tutor.core.protocols import Exhibit
from tutor.exhibits import EXHIBITS


def place(course: Course, journey: Journey) -> StepShown | LessonFinished:
    """The step where the learner is, or the end of the lesson."""
    lesson, step = journey.lesson, journey.step
    if step is None:
        return _end(course, journey)
    guess = f"\n\nFirst a guess: {step.guess.ask} Type a number, or go on without." if step.guess else ""
    return StepShown(
        step_id=step.id,
        kind=step.kind,
        number=journey.position + 1,
        of=len(lesson.steps),
        lesson_title=lesson.title,
        lesson_number=course.number(lesson.id),
        say=step.say.strip(),
        task=step.task.strip() + guess,
        code=step.lines,
        invitation=step.inviting,
        choices=step.choices,
        **_picture(step, lesson),
    )


def _end(course: Course, journey: Journey) -> LessonFinished:
    lesson, record = journey.lesson, journey.record
    following = course.following(lesson.id)
    efforts = [(each.id, record.efforts[each.id]) for each in lesson.steps if each.id in record.efforts]
    return LessonFinished(
        lesson_id=lesson.id,
        passed=record.count(StepStatus.PASSED),
        skipped=record.count(StepStatus.SKIPPED),
        of=len(lesson.steps),
        next_lesson=following,
        next_title=next((each.title for each in course.lessons if each.id == following), ""),
        in_course=bool(course.number(lesson.id)),
        able_to=lesson.able_to,
        seconds=record.seconds,
        passed_over=tuple(each.id for each in lesson.steps if record.statuses.get(each.id) is StepStatus.SKIPPED),
        guesses=tuple((id, short(it.guess), it.came) for id, it in efforts if it.guess is not None),
    )


def _picture(step: Step, lesson: Lesson) -> dict[str, str]:
    found = beside(lesson.path, step.picture.file) if step.picture is not None else None
    return {"picture": str(found), "picture_says": step.picture.says} if step.picture and found else {}


def exhibited(step: Step, outcome: Outcome, live: Live) -> Iterator[Event]:
    """The tables and pictures of a passed step."""
    exhibits: Sequence[Exhibit] | None = step.show
    if exhibits is None:
        exhibits = [EXHIBITS[name](**fields) for name, fields in step.exhibits()]
    probes = [probe for exhibit in exhibits for probe in exhibit.probes()]
    seen = replace(outcome, facts=live.facts(list(dict.fromkeys(probes))))
    for exhibit in exhibits:
        yield from exhibit.draw(seen)


def guessed(step: Step, guess: float | None, live: Live, journey: Journey) -> Iterator[Event]:
    """How good the learner's guess was, when there was one."""
    if step.guess is None or guess is None:
        return
    probe = Evaluate(step.guess.about)
    answer = live.facts([probe])[probe]
    if isinstance(answer, ScalarFacts):
        journey.note(step.id, guess=guess, came=short(answer.value))
        yield Said(f"You guessed {short(guess)}. It is {short(answer.value)}.")
