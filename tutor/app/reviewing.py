"""`review` and `/review`: five minutes of what is due, as a lesson; how it went goes to the cards."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from random import Random

from tutor.conversation import Conversation
from tutor.core.course import Course, Lesson
from tutor.core.events import Event, Left, LessonFinished, Said, StepShown
from tutor.core.progress import Effort, LessonRecord, ProgressStore, StepStatus
from tutor.review.cards import first_card, reviewed, went
from tutor.review.choosing import Chosen, choose, lesson_of
from tutor.review.items import Item, items_of, term_items
from tutor.storage.cards import FileCards
from tutor.storage.lessons import lessons_directory, read_lesson
from tutor.storage.ready_glossary import ready_glossary

NOTHING = (
    "There is nothing to review yet. It is made of what you have done in the lessons: finish some steps first."
)
Tell = Callable[[Event], object]


def items_met(lessons: Iterable[Lesson], records: Iterable[LessonRecord]) -> list[Item]:
    """All items of what the learner has done in these lessons, each once."""
    known = {record.lesson_id: record for record in records}
    entries = ready_glossary(lessons_directory()).entries
    found: dict[str, Item] = {}
    for lesson in lessons:
        if (record := known.get(lesson.id)) is not None:
            for item in (*items_of(lesson, record), *term_items(record, entries)):
                found.setdefault(item.id, item)
    return list(found.values())


def take_in(lesson: Lesson, record: LessonRecord, cards: FileCards) -> None:
    """Make a card for each item of a lesson that was met since: the first screen counts those that are due."""
    known = {card.item for card in cards.all()}
    fresh = [first_card(item) for item in items_met([lesson], [record]) if item.id not in known]
    if fresh:
        cards.keep(fresh)


class Review:
    """One review: the lesson, and the listener that rates each answer when the learner goes on from it."""

    def __init__(
        self, chosen: Chosen, cards: FileCards, tell: Tell, clock: Callable[[], float] = time.time
    ) -> None:
        self.lesson: Lesson = lesson_of(chosen, Random(int(clock())))
        self._items = {item.id: item for item in chosen.items}
        self._cards = dict(chosen.cards)
        self._kept = cards
        self._tell = tell
        self._clock = clock
        self._rated: set[str] = set()

    def listening(self, conversation: Conversation) -> Callable[[Event], None]:
        """Hears the review's events; `conversation` holds what each step has taken."""

        def listener(event: Event) -> None:
            if isinstance(event, StepShown | LessonFinished | Left):
                self._rate(conversation.record)
            if isinstance(event, LessonFinished):
                for said in self._ending():
                    self._tell(said)

        return listener

    def _rate(self, record: LessonRecord) -> None:
        now, fresh = self._clock(), []
        for item_id in record.statuses.keys() & self._items.keys() - self._rated:
            self._rated.add(item_id)
            passed = record.statuses[item_id] is StepStatus.PASSED
            how = went(record.efforts.get(item_id, Effort()), passed)
            self._cards[item_id] = reviewed(self._cards[item_id], how, now)
            fresh.append(self._cards[item_id])
        if fresh:
            self._kept.keep(fresh)

    def _ending(self) -> Iterator[Said]:
        now = self._clock()
        due = sum(card.due <= now for card in self._cards.values())
        if due:
            more = "One more is due" if due == 1 else f"{due} more are due"
            yield Said(f"{more}. `/review` goes on.")
        elif self._cards:
            yield Said(f"The next is due {_day(min(card.due for card in self._cards.values()), now)}.")


def review_of(course: Course, store: ProgressStore, cards: FileCards, tell: Tell) -> Review | None:
    """What is to be asked now; None when the learner has met nothing yet."""
    records = [record for record in store.all() if record.started and course.number(record.lesson_id)]
    begun = {record.lesson_id for record in records}
    lessons = [read_lesson(entry.path).get() for entry in course.lessons if entry.id in begun]
    chosen = choose(items_met(lessons, records), cards.all(), time.time())
    return Review(chosen, cards, tell) if chosen.items else None


def _day(due: float, now: float) -> str:
    """`in 10 minutes`, `today at 18:30`, `tomorrow`, `on 4 December`."""
    when, today = datetime.fromtimestamp(due), datetime.fromtimestamp(now)
    days = (when.date() - today.date()).days
    if days == 0:
        minutes = round((due - now) / 60)
        return f"in {max(1, minutes)} minutes" if minutes < 60 else f"today at {when:%H:%M}"
    return "tomorrow" if days == 1 else f"on {when.day} {when:%B}"
