"""What of the lessons can be asked again: one item for each quiz, guess, repair, recipe, model, sum and term."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from random import Random

from msgspec import Struct
from msgspec.structs import replace

from tutor.core.course import Guess, Lesson, Step
from tutor.core.entries import GlossaryEntry
from tutor.core.numbers import read_number, short
from tutor.core.progress import Effort, LessonRecord, StepStatus
from tutor.review.fresh import fresh_compile, fresh_model
from tutor.review.preparation import prepared_repair
from tutor.review.sums import SUMS
from tutor.review.terms import term_quiz
from tutor.steps.quiz import QuizStep

QUICK, SHORT, LONG = 20.0, 45.0, 75.0
"""Seconds that an answer takes a beginner: to choose one, to write a line, to mend some."""
NEAR = 0.25
"""How far off a number that came out once may be remembered, as a share of it."""


class Item(Struct, frozen=True):
    """One thing that can be asked again."""

    id: str
    """`linear-regression/recipe`, `linear-regression/train/guess`, `sum/updates`, `term/mse`."""
    lesson_id: str
    seconds: float
    """What it takes about."""
    effort: Effort
    """How it went when it was met."""
    met: float
    """When that was, in seconds since the epoch."""
    make: Callable[[Random], Step]
    """The step that asks it, with fresh numbers where there are any; its id is the item's."""


def items_of(lesson: Lesson, record: LessonRecord) -> Iterator[Item]:
    """The items of those steps of a lesson that the learner has done or skipped, in the order of the lesson."""
    for place, step in enumerate(lesson.steps):
        if step.id not in record.statuses:
            continue
        effort = record.efforts.get(step.id, Effort())
        if record.statuses[step.id] is StepStatus.SKIPPED:
            effort = replace(effort, shown=True)
        met = effort.passed or record.updated
        for suffix, seconds, make in _asked_again(lesson, place, step):
            yield Item(f"{lesson.id}/{step.id}{suffix}", lesson.id, seconds, effort, met, make)
        came = read_number(effort.came)
        if step.guess is not None and effort.guess is not None and came is not None:
            quiz = _remembered(lesson, step, step.guess, effort.guess, came)
            off = Effort(wrong=int(abs(effort.guess - came) > NEAR * abs(came)))
            yield Item(quiz.id, lesson.id, QUICK, off, met, _always(quiz))
    if record.finished:
        for name, one in SUMS.items():
            if one.concept in lesson.concepts:
                item_id = f"sum/{name}"
                make_sum = _named(item_id, one.make)
                yield Item(item_id, lesson.id, SHORT, Effort(), record.updated, make_sum)


def term_items(record: LessonRecord, entries: Sequence[GlossaryEntry]) -> Iterator[Item]:
    """The terms that the learner asked about in a lesson."""
    for entry_id in record.asked:
        if (quiz := term_quiz(entry_id, entries)) is not None:
            item_id = f"term/{entry_id}"
            yield Item(item_id, record.lesson_id, QUICK, Effort(hints=1), record.updated, _named(item_id, quiz))


def _asked_again(lesson: Lesson, place: int, step: Step) -> Iterator[tuple[str, float, Callable[[Random], Step]]]:
    where = f"From *{lesson.title}*."
    if isinstance(step, QuizStep) and step.alone:
        yield "", QUICK, lambda random: _shuffled(step, f"{lesson.id}/{step.id}", where, random)
    elif repair := prepared_repair(lesson, place):
        yield "", LONG, lambda random: replace(repair, id=f"{lesson.id}/{step.id}", say=f"{where} {step.say}")
    elif fresh := fresh_compile(lesson, place) or fresh_model(lesson, place):
        yield "", SHORT, lambda random: fresh(f"{lesson.id}/{step.id}", where, random)


def _shuffled(quiz: QuizStep, item_id: str, where: str, random: Random) -> QuizStep:
    """The quiz with its choices in another order: the place of the answer is not to be learned by heart."""
    say = f"{where} {quiz.say}".strip()
    if not quiz.choices:
        return replace(quiz, id=item_id, say=say, then="")
    choices = tuple(random.sample(quiz.choices, len(quiz.choices)))
    named = tuple(quiz.named(each) for each in quiz.right)
    right = named if quiz.several else named[0]
    replies = {quiz.named(answer): reply for answer, reply in quiz.replies.items()}
    return replace(quiz, id=item_id, say=say, choices=choices, correct=right, replies=replies, then="")


def _remembered(lesson: Lesson, step: Step, asked: Guess, guess: float, came: float) -> QuizStep:
    return QuizStep(
        id=f"{lesson.id}/{step.id}/guess",
        say=f"From *{lesson.title}*. Before a line ran, you were asked: {asked.ask}",
        task=f"You guessed {short(guess)}. What came out? About is near enough.",
        correct=short(came),
        within=NEAR * abs(came),
        hints=(f"It was {'less' if came < guess else 'more'} than you guessed.",),
    )


def _always(step: Step) -> Callable[[Random], Step]:
    return lambda random: step


def _named(item_id: str, make: Callable[[Random], QuizStep]) -> Callable[[Random], Step]:
    return lambda random: replace(make(random), id=item_id)
