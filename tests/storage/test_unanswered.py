"""Questions without an answer are kept, on this machine and not for ever."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tutor.core.events import Answered, LessonStarted
from tutor.storage.unanswered import FILE, LONGEST, MOST, Unanswered, clear_questions, read_questions

DAY = date(2026, 11, 23)


def keeper(directory: Path) -> Unanswered:
    listening = Unanswered(directory, lambda: DAY)
    listening(LessonStarted("small", "Small", "", 5, 1))
    return listening


def texts(directory: Path) -> list[str]:
    return [question.text for question in read_questions(directory)]


def test_a_question_without_an_answer_is_kept_with_day_and_lesson(tmp_path: Path) -> None:
    listening = keeper(tmp_path / "new")
    listening(Answered("what is\ta  monad\n", "", known=False))
    listening(Answered("what is a bias", "A number."))
    assert (tmp_path / "new" / FILE).read_text() == "2026-11-23\tsmall\twhat is a monad\n"


@pytest.mark.parametrize("question", ["", "?!", "   "])
def test_nothing_is_no_question(tmp_path: Path, question: str) -> None:
    keeper(tmp_path)(Answered(question, "", known=False))
    assert texts(tmp_path) == []


def test_the_same_question_is_kept_once_and_long_ones_are_cut(tmp_path: Path) -> None:
    listening = keeper(tmp_path)
    for question in ("what is tea", "why " * 500, "What is tea"):
        listening(Answered(question, "", known=False))
    assert [len(text) for text in texts(tmp_path)] == [LONGEST, 11]


def test_the_oldest_questions_make_room(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("".join(f"2026-01-01\tsmall\tquestion {n}\n" for n in range(MOST)))
    keeper(tmp_path)(Answered("one more", "", known=False))
    assert len(texts(tmp_path)) == MOST
    assert texts(tmp_path)[0] == "question 1" and texts(tmp_path)[-1] == "one more"


def test_a_place_that_cannot_be_written_costs_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    keeper(tmp_path / "file")(Answered("what is tea", "", known=False))
    assert read_questions(tmp_path / "file") == []
    assert "cannot be removed" in clear_questions(tmp_path / "file")


def test_a_damaged_file_loses_only_its_damaged_lines(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"\xff\xfe\nnonsense\n2026-01-01\tsmall\twhat is tea\n")
    assert texts(tmp_path) == ["what is tea"]


def test_questions_can_be_forgotten(tmp_path: Path) -> None:
    keeper(tmp_path)(Answered("what is tea", "", known=False))
    assert clear_questions(tmp_path) == ""
    assert texts(tmp_path) == []
    assert clear_questions(tmp_path) == "", "twice does no harm"
