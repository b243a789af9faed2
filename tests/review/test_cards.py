"""When an item is due, and which items a review takes."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from random import Random

import pytest

from tutor.core.cards import Card
from tutor.core.progress import Effort, LessonRecord, StepStatus
from tutor.review.cards import Went, first_card, reviewed, sure, sure_of_lessons, went
from tutor.review.choosing import MINUTES, choose, lesson_of
from tutor.review.items import Item
from tutor.steps.quiz import QuizStep
from tutor.storage.cards import FileCards
from tutor.storage.progress import SqliteProgress

NOW = 1_700_000_000.0
MINUTE, DAY = 60.0, 86_400.0


def item(name: str, effort: Effort = Effort(), met: float = NOW, seconds: float = 20.0) -> Item:  # noqa: B008
    quiz = QuizStep(id=name, task="?", correct="1")
    return Item(name, "lesson", seconds, effort, met, lambda random: quiz)


def test_what_was_wrong_comes_back_in_minutes_and_what_was_right_in_days() -> None:
    wrong, helped, right = (first_card(item("x", e)) for e in (Effort(wrong=1), Effort(hints=1), Effort()))
    assert wrong.due - NOW == pytest.approx(10 * MINUTE)
    assert wrong.due <= helped.due < NOW + DAY < right.due


def test_a_look_at_the_solution_and_a_skip_count_as_wrong() -> None:
    assert went(Effort(shown=True), passed=True) is went(Effort(), passed=False) is Went.WRONG
    assert went(Effort(hints=1), passed=True) is Went.HELPED
    assert went(Effort(), passed=True) is Went.RIGHT


def test_each_right_answer_puts_it_off_for_longer_and_a_wrong_one_brings_it_back() -> None:
    card, stretches, now = first_card(item("x")), [], NOW
    for _ in range(4):
        now = card.due
        card = reviewed(card, Went.RIGHT, now)
        stretches.append(card.due - now)
    assert stretches == sorted(stretches) and stretches[-1] > 10 * DAY
    assert reviewed(card, Went.WRONG, card.due).due - card.due < DAY


def test_how_sure_something_is_falls_with_time() -> None:
    card = first_card(item("x"))
    assert 1.0 >= sure(card, NOW) > sure(card, NOW + 5 * DAY) > sure(card, NOW + 50 * DAY) > 0
    assert sure_of_lessons([card, card], NOW + 5 * DAY) == {"lesson": pytest.approx(sure(card, NOW + 5 * DAY))}


def test_a_card_that_cannot_be_read_begins_anew() -> None:
    assert reviewed(Card("x", "lesson", NOW, "{broken"), Went.RIGHT, NOW).due > NOW


def test_the_longest_due_come_first_and_five_minutes_are_not_exceeded() -> None:
    waiting = [item(str(n), Effort(wrong=1), NOW - n * MINUTE - 900, 45.0) for n in range(30)]
    chosen = choose(waiting, [], NOW)
    assert chosen.due == 30
    assert [each.id for each in chosen.items] == ["29", "28", "27", "26", "25", "24"]
    assert sum(each.seconds for each in chosen.items) <= 60 * MINUTES


def test_with_nothing_due_the_weakest_are_offered_and_it_says_so() -> None:
    known = [item("new"), item("old", met=NOW - 1.9 * DAY), item("newer"), item("newest")]
    chosen = choose(known, [], NOW)
    assert chosen.due == 0 and [each.id for each in chosen.items][:1] == ["old"]
    assert "Nothing is due." in lesson_of(chosen, Random(1)).goal
    assert choose([], [], NOW).items == ()


def test_what_is_kept_counts_more_than_how_it_went_in_the_lesson() -> None:
    wrong = item("x", Effort(wrong=1), NOW - DAY)
    later = reviewed(first_card(wrong), Went.RIGHT, NOW - MINUTE)
    assert choose([wrong], [], NOW).due == 1
    assert choose([wrong], [later], NOW).due == 0


def test_cards_are_kept_beside_the_progress_and_damage_to_one_spoils_no_other(tmp_path: Path) -> None:
    cards, two = FileCards(tmp_path), [first_card(item("a", Effort(wrong=1))), first_card(item("b"))]
    cards.keep(two)
    assert cards.all() == (), "without progress there is nothing to review"
    store = SqliteProgress(tmp_path)
    store.save(LessonRecord("lesson", "x", {"x": StepStatus.PASSED}))
    cards.keep(two)
    assert set(cards.all()) == set(two)
    assert (cards.due(NOW), cards.due(NOW + 11 * MINUTE)) == (0, 1)
    with sqlite3.connect(tmp_path / "progress.db") as direct:
        direct.execute("UPDATE cards SET due = 'soon' WHERE item = 'a'")
    direct.close()
    assert [card.item for card in cards.all()] == ["b"]
    assert store.load("lesson").statuses
