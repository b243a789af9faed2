"""What each step takes is noted where it happens, and told at the end of the lesson."""

from __future__ import annotations

from tests.chatting import Chat
from tests.conversation.test_conversation import THIRD, scripted
from tutor.checks.scalar import ScalarCheck
from tutor.conversation.efforts import LONGEST, Efforts
from tutor.core.course import Guess
from tutor.core.events import Answered, LessonFinished
from tutor.core.progress import Effort
from tutor.steps.data import DataStep
from tutor.steps.quiz import QuizStep

QUIZ = QuizStep(id="quiz", task="Which?", choices=("weight", "bias"), correct="bias", hints=("It begins with b.",))
GUESSED = DataStep(
    id="only", code=THIRD, expect=(ScalarCheck(scalar="b", equals=3),), guess=Guess(ask="b?", about="b")
)


def test_wrong_answers_hints_and_a_look_at_the_solution_are_noted() -> None:
    chat = Chat([QUIZ, GUESSED], scripted())
    chat("1", "1", "/hint", "/hint", "/solution", "2")
    effort = chat.conversation.record.efforts["quiz"]
    assert (effort.wrong, effort.hints, effort.shown) == (2, 1, True)


def test_a_step_that_went_well_has_nothing_wrong() -> None:
    chat = Chat([QUIZ, GUESSED], scripted())
    chat("2")
    assert chat.conversation.record.efforts.get("quiz", Effort()).wrong == 0


def test_the_end_of_a_lesson_tells_guesses_what_was_skipped_and_the_next_by_its_title() -> None:
    chat = Chat([QUIZ, GUESSED], scripted(), more=["after-that"])
    chat("/skip")
    (end,) = [event for event in chat("5", "") if isinstance(event, LessonFinished)]
    assert end.guesses == (("only", "5", "3"),)
    assert end.passed_over == ("quiz",)
    assert (end.next_lesson, end.next_title) == ("after-that", "After-That")


def test_what_was_asked_for_is_counted() -> None:
    chat = Chat([QUIZ, GUESSED], scripted())
    efforts = chat.conversation._efforts
    list(efforts.listening(iter([Answered("what is mse", "...", classes=("mse", "loss"))] * 2)))
    list(efforts.listening(iter([Answered("what is my loss", "...", classes=("=loss",))])))
    list(efforts.listening(iter([Answered("what is a cat", "...", classes=("mse",), known=False)])))
    assert chat.conversation.record.asked == {"mse": 2}


def test_time_goes_to_the_step_at_which_it_was_spent_and_a_long_pause_is_none() -> None:
    now = [0.0]
    chat = Chat([QUIZ, GUESSED], scripted())
    efforts = Efforts(chat.conversation._journey, lambda: now[0])
    now[0] = 20.0
    list(efforts.listening(iter([])))
    now[0] += 9000.0
    list(efforts.listening(iter([])))
    assert chat.conversation.record.efforts["quiz"].seconds == 20.0 + LONGEST
    now[0] -= 5000.0  # a clock that was set back
    list(efforts.listening(iter([])))
    assert chat.conversation.record.seconds == 20.0 + LONGEST
