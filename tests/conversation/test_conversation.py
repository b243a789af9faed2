"""What the tutor answers, line by line, over a scripted session."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from tests.chatting import Chat, shown, verdicts, words
from tutor.checks.array import ArrayCheck
from tutor.checks.error import ErrorCheck
from tutor.checks.scalar import ScalarCheck
from tutor.core.course import Guess, Mistake, Step
from tutor.core.drawings import Figure, Table
from tutor.core.events import CodeRun, Judged, Left, LessonFinished, LessonStarted, StepShown
from tutor.core.execution import Died, Done, Error, Frame, SessionEvent, Status, Stream, Waiting
from tutor.core.facts import (
    ArrayFacts,
    Evaluate,
    Facts,
    MissingFacts,
    NothingFacts,
    ObjectFacts,
    ScalarFacts,
    TextFacts,
)
from tutor.core.outcome import Outcome
from tutor.core.progress import Cell, LessonRecord, StepStatus
from tutor.core.verdict import Judgement
from tutor.exhibits.table import TableExhibit
from tutor.session.scripted import Reply, ScriptedSession
from tutor.steps.data import DataStep
from tutor.steps.quiz import QuizStep
from tutor.steps.read import ReadStep
from tutor.storage.progress import MemoryProgress

RIGHT = "a = np.array([1, 2])"
SHORT = "a = np.array([1])"
THIRD = "b = 3"


def array(*values: float) -> ArrayFacts:
    return ArrayFacts((len(values),), "float64", minimum=min(values), maximum=max(values), values=values)


def steps() -> list[Step]:
    return [
        ReadStep(id="welcome", say="Hello."),
        DataStep(
            id="points",
            code=RIGHT,
            expect=(ArrayCheck(array="a", equals=(1, 2)),),
            mistakes=(
                Mistake(example=SHORT, when=ArrayCheck(array="a", length=1), say="Only one number.", offer=RIGHT),
                Mistake(
                    example="a = [1, 'x'] + 1",
                    when=ErrorCheck(error="TypeError", contains="concatenate"),
                    say="A list cannot grow by a number.",
                ),
            ),
            show=(TableExhibit(table=("a",)),),
            hints=("A nudge.", "Nearly there."),
            then="That is an array.",
        ),
        DataStep(id="three", code=THIRD, expect=(ScalarCheck(scalar="b", equals=3),)),
    ]


def scripted() -> ScriptedSession:
    failure = Error("TypeError", "can only concatenate list")
    return ScriptedSession(
        {
            RIGHT: Reply(facts={"a": array(1, 2)}),
            SHORT: Reply(facts={"a": array(1)}),
            THIRD: Reply(facts={"b": ScalarFacts(3, "int")}),
            f"{RIGHT}\n{THIRD}": Reply(facts={"a": array(1, 2), "b": ScalarFacts(3, "int")}),
            "a = [1, 'x'] + 1": Reply((failure,)),
            "modle": Reply((Error("NameError", "name 'modle' is not defined"),)),
            "os._exit(3)": Reply((Died(reason="It ended."),)),
            "forever()": Reply((Done(Status.INTERRUPTED),)),
        }
    )


@pytest.fixture
def chat() -> Chat:
    return Chat(steps(), scripted())


def test_the_lesson_opens_with_its_title_and_first_step(chat: Chat) -> None:
    assert isinstance(chat.opening[0], LessonStarted)
    assert shown(chat.opening) == ["welcome"]


def test_setup_and_random_seed_run_silently_before_the_first_line(chat: Chat) -> None:
    chat("", "1 + 1")
    assert chat.session.ran == ["__import__('keras').utils.set_random_seed(0)", "import numpy as np", "1 + 1"]
    assert chat.session.silent == chat.session.ran[:2]


def test_enter_goes_on_after_a_text(chat: Chat) -> None:
    assert shown(chat("")) == ["points"]


def test_enter_runs_the_steps_code_as_shown(chat: Chat) -> None:
    events = chat("", "")
    assert CodeRun(RIGHT, by_enter=True) in events
    assert verdicts(events) == [("points", "passed")]
    assert shown(events) == ["points", "three"]


def test_a_pass_shows_its_exhibits_and_says_what_it_means(chat: Chat) -> None:
    events = chat("", RIGHT)
    assert any(isinstance(event, Table) for event in events)
    assert "That is an array." in words(events)


@pytest.mark.parametrize("line", ["1 + 1", "np.array([1]).shape", "print('hi')", "help(np)", "import os"])
def test_exploring_draws_no_verdict(chat: Chat, line: str) -> None:
    chat("")
    assert verdicts(chat(line)) == []


def test_a_known_mistake_gets_its_own_words_and_its_repair_on_enter(chat: Chat) -> None:
    events = chat("", SHORT)
    assert verdicts(events) == [("points", "not_yet")]
    assert "Only one number." in words(events)
    assert chat.conversation.suggestion == RIGHT
    assert verdicts(chat("")) == [("points", "passed")]


def test_a_foreseen_error_gets_the_authors_words(chat: Chat) -> None:
    events = chat("", "a = [1, 'x'] + 1")
    assert verdicts(events) == [("points", "not_yet")]
    assert words(events).count("A list cannot grow by a number.") == 1, "above the traceback, and not once more"


def test_an_error_is_explained_with_the_names_there_are_and_its_repair_offered(chat: Chat) -> None:
    events = chat("", SHORT, "modle")
    assert "explained with a np" in words(events)
    assert chat.conversation.suggestion == "model = 1"


def test_a_wrong_attempt_never_gets_the_words_of_an_older_mistake_when_it_raised(chat: Chat) -> None:
    chat.session.replies["a = modle"] = Reply((Error("NameError", "name 'modle' is not defined"),))
    events = chat("", SHORT, "a = modle")
    assert verdicts(events) == [("points", "not_yet"), ("points", "errored")]
    assert words(events).count("Only one number.") == 1


def test_a_step_done_line_by_line_is_right_all_the_way() -> None:
    both = DataStep(
        id="both",
        code=f"{RIGHT}\n{THIRD}",
        expect=(ArrayCheck(array="a", equals=(1, 2)), ScalarCheck(scalar="b", equals=3)),
    )
    chat = Chat([both], scripted())
    first = chat(RIGHT)
    assert verdicts(first) == []
    assert "`a` is right. `b` is still to come." in words(first)
    assert verdicts(chat(THIRD)) == [("both", "passed")]


def test_a_first_part_that_is_wrong_is_not_called_right() -> None:
    both = DataStep(
        id="both",
        code=f"{RIGHT}\n{THIRD}",
        expect=(ArrayCheck(array="a", equals=(1, 2)), ScalarCheck(scalar="b", equals=3)),
    )
    assert verdicts(Chat([both], scripted())(SHORT)) == [("both", "not_yet")]


def test_a_cell_that_does_two_steps_passes_both(chat: Chat) -> None:
    events = chat("", f"{RIGHT}\n{THIRD}")
    assert verdicts(events) == [("points", "passed"), ("three", "passed")]
    assert isinstance(events[-1], LessonFinished)


def test_code_of_the_next_step_passes_over_a_text(chat: Chat) -> None:
    events = chat(RIGHT)
    assert verdicts(events) == [("points", "passed")]
    assert chat.conversation.record.statuses["welcome"] is StepStatus.PASSED


def test_a_wrong_attempt_at_a_step_not_reached_yet_draws_no_verdict(chat: Chat) -> None:
    assert verdicts(chat(SHORT)) == []


def test_code_that_does_not_parse_is_explained_without_running(chat: Chat) -> None:
    events = chat("", "a = = 2")
    assert any(isinstance(event, Error) for event in events)
    assert "a = = 2" not in chat.session.ran


def test_a_cell_without_its_closing_brackets_gets_them_offered(chat: Chat) -> None:
    events = chat("", "a = np.array([1, 2")
    assert "never closed" in words(events)
    assert chat.conversation.suggestion == RIGHT
    assert verdicts(chat("")) == [("points", "passed")]


def test_brackets_missing_in_the_middle_of_a_cell_are_put_where_they_belong(chat: Chat) -> None:
    chat("", f"a = np.array([1, 2\n{THIRD}")
    assert chat.conversation.suggestion == f"{RIGHT}\n{THIRD}"


def test_the_offer_goes_when_the_learner_types_something_else(chat: Chat) -> None:
    chat("", "a = np.array([1, 2", "1 + 1")
    assert chat.conversation.suggestion == "", "the learner plays with something of their own"
    chat("/again")
    assert chat.conversation.suggestion == RIGHT, "that of the step itself"


def test_a_check_that_breaks_is_our_mistake() -> None:
    class Broken(ScalarCheck, frozen=True):
        def judge(self, outcome: Outcome) -> Judgement:
            raise ZeroDivisionError

    chat = Chat([DataStep(id="only", code=THIRD, expect=(Broken(scalar="b"),))], scripted())
    events = chat(THIRD)
    assert verdicts(events) == [("only", "check_failed")]
    assert "our mistake, not yours" in words(events)


def test_a_question_is_answered_and_the_lesson_stays_where_it_is(chat: Chat) -> None:
    assert "about what is a bias" in words(chat("what is a bias?"))
    assert chat.conversation.position == 0


def test_an_unknown_command_gets_the_nearest_one(chat: Chat) -> None:
    assert "Did you mean `/hint`?" in words(chat("/hnt"))


def test_a_guess_is_taken_before_and_compared_after() -> None:
    step = DataStep(
        id="only", code=THIRD, expect=(ScalarCheck(scalar="b", equals=3),), guess=Guess(ask="b?", about="b")
    )
    chat = Chat([step], scripted())
    events = chat("5", "")
    assert "Your guess is 5." in words(events)
    assert "You guessed 5. It is 3." in words(events)


def test_a_quiz_says_what_is_wrong_and_lets_code_and_questions_through() -> None:
    quiz = QuizStep(id="quiz", task="Which?", choices=("weight", "bias"), correct="bias", replies={"1": "Not w."})
    chat = Chat([quiz, *steps()], scripted())
    assert verdicts(chat("1")) == [("quiz", "not_yet")]
    assert verdicts(chat("a.shape")) == []
    events = chat("2")
    assert verdicts(events) == [("quiz", "passed")]
    assert shown(events) == ["welcome"]


def test_an_interrupted_line_is_neither_judged_nor_replayed(chat: Chat) -> None:
    events = chat("", "forever()")
    assert verdicts(events) == []
    assert all(cell.code != "forever()" for cell in chat.conversation.record.cells)


def test_a_session_that_dies_is_rebuilt_without_the_line_that_ended_it(chat: Chat) -> None:
    events = chat("", RIGHT, "os._exit(3)", "a")
    assert chat.session.restarts == 1
    replayed = chat.session.ran[chat.session.ran.index("os._exit(3)") + 1 :]
    assert replayed == ["__import__('keras').utils.set_random_seed(0)", "import numpy as np", RIGHT, "a"]
    assert "being rebuilt" in words(events)


def test_a_crash_loop_stops_and_reset_is_the_way_out(chat: Chat) -> None:
    events = chat("", "os._exit(3)", "os._exit(3)", "os._exit(3)")
    assert chat.session.restarts == 2
    assert "`/reset`" in words(events)
    assert verdicts(chat("/reset", RIGHT)) == [("points", "passed")]


def test_a_session_that_cannot_start_says_so_and_the_lesson_can_still_be_read() -> None:
    class Missing(ScriptedSession):
        def run(self, code: str, *, silent: bool = False) -> Iterator[SessionEvent]:
            yield Died(Status.UNAVAILABLE, "TensorFlow is not installed.")

    chat = Chat(steps(), Missing())
    events = chat("", RIGHT)
    assert Died(Status.UNAVAILABLE, "TensorFlow is not installed.") in events
    assert shown(chat("/skip")) == ["three"]


def test_the_next_start_goes_on_at_the_same_step_with_the_same_session() -> None:
    store = MemoryProgress()
    first = Chat(steps(), scripted(), store)
    first("", "c = 1", RIGHT)
    second = Chat(steps(), scripted(), store)
    assert shown(second.opening) == ["three"]
    second("a")
    assert second.session.ran[2:] == ["c = 1", RIGHT, "a"]


def test_a_finished_lesson_opens_at_its_end_and_can_be_walked_again() -> None:
    store = MemoryProgress()
    Chat(steps(), scripted(), store)("", RIGHT, THIRD)
    again = Chat(steps(), scripted(), store)
    assert "`/goto 1`" in words(again.opening)
    assert shown(again("/goto points")) == ["points"]


def test_enter_after_the_end_opens_the_next_lesson() -> None:
    chat = Chat(steps(), scripted(), more=["second"])
    chat("", RIGHT, THIRD)
    assert chat("") == [Left(next_lesson="second")]


def test_a_lesson_that_changed_since_starts_where_it_can() -> None:
    store = MemoryProgress()
    Chat(steps(), scripted(), store)("", RIGHT)
    store.save(replace(store.load("small"), step_id="gone"))
    assert shown(Chat(steps(), scripted(), store).opening) == ["welcome"]


def test_reset_forgets_what_ran_in_this_step_and_keeps_what_came_before(chat: Chat) -> None:
    chat("", RIGHT, "a = 'spoilt'", "/reset", "a")
    assert chat.session.restarts == 1
    assert chat.session.ran[-2:] == [RIGHT, "a"]


@pytest.mark.parametrize(
    ("code", "now", "said"),
    [
        ("a = 'gone'", TextFacts("gone", 4), "is now text"),
        ("a = make().compile()", NothingFacts(), "is now None"),
        ("del a", MissingFacts("a"), "is now not defined"),
    ],
)
def test_a_line_that_destroys_what_the_lesson_needs_offers_reset_in_one_sentence(
    chat: Chat, code: str, now: Facts, said: str
) -> None:
    chat.session.replies[code] = Reply(facts={"a": now})
    said_after = words(chat("", RIGHT, code)[-1:])
    assert said_after.startswith("`a` was made earlier (array of float64)") and said in said_after
    assert "`/reset`" in said_after
    assert verdicts(chat("/reset", THIRD)) == [("three", "passed")]


@pytest.mark.parametrize("code", [SHORT, "c = 'mine'", "print(a)", THIRD])
def test_nothing_is_said_of_a_line_that_leaves_what_the_lesson_needs(chat: Chat, code: str) -> None:
    assert "/reset" not in words(chat("", RIGHT, code))


def test_names_of_the_setup_are_needed_too(chat: Chat) -> None:
    chat.session.facts["np"] = ObjectFacts("module", "numpy")
    chat.session.replies["np = 3"] = Reply(facts={"np": ScalarFacts(3, "int")})
    assert "`np` was made earlier (module)" in words(chat("", "np = 3"))


def test_a_wrong_try_at_a_step_is_judged_by_its_checks_alone(chat: Chat) -> None:
    chat.session.replies["a = 'text'"] = Reply(facts={"a": TextFacts("text", 4)})
    events = chat("", RIGHT, "/back", "a = 'text'")
    assert verdicts(events)[-1] == ("points", "not_yet") and "/reset" not in words(events)


def test_undo_takes_back_the_last_step_and_shows_it_again(chat: Chat) -> None:
    chat("", RIGHT, "a", THIRD)
    assert chat.conversation.step is None
    assert shown(chat("/undo")) == ["three"]
    record = chat.conversation.record
    assert list(record.statuses) == ["welcome", "points"] and not record.finished
    chat("a")
    assert chat.session.restarts == 1
    assert chat.session.ran[-3:] == ["import numpy as np", RIGHT, "a"]  # the "a" before THIRD was of that step
    assert verdicts(chat(THIRD)) == [("three", "passed")]


def test_undo_goes_back_step_by_step_and_past_texts(chat: Chat) -> None:
    chat("", RIGHT, THIRD)
    assert shown(chat("/undo", "/undo")) == ["three", "points"]
    assert chat.conversation.record.cells == ()
    assert list(chat.conversation.record.statuses) == ["welcome"]
    assert "nothing to take back" in words(chat("/undo"))


def test_undo_takes_back_every_step_that_the_same_lines_did(chat: Chat) -> None:
    chat("", f"{RIGHT}\n{THIRD}")
    assert shown(chat("/undo")) == ["points"]
    assert list(chat.conversation.record.statuses) == ["welcome"]


def test_undo_asks_before_it_takes_back_more_than_the_last_step(chat: Chat) -> None:
    chat("", RIGHT)
    list(chat.conversation.go_to(3))
    events = chat("/undo")
    assert shown(events) == [] and "`/undo` once more does it" in words(events)
    assert "takes back step 2, and what they have made: `a`" in words(events)
    assert len(chat.conversation.record.cells) == 1
    assert shown(chat("1 + 1", "/undo")) == [], "something has been done since: it asks anew"
    assert shown(chat("/undo")) == ["points"]


def test_undo_drops_the_tries_that_came_after(chat: Chat) -> None:
    chat("", RIGHT, SHORT, "a")
    assert shown(chat("/undo")) == ["points"]
    assert chat.conversation.record.cells == ()


def test_undo_takes_back_a_skipped_step_too(chat: Chat) -> None:
    chat("", "/skip")
    assert shown(chat("/undo")) == ["points"]
    assert "points" not in chat.conversation.record.statuses


def test_what_was_undone_stays_undone_the_next_time() -> None:
    store = MemoryProgress()
    Chat(steps(), scripted(), store)("", RIGHT, THIRD, "/undo")
    assert shown(Chat(steps(), scripted(), store).opening) == ["three"]


def test_a_hidden_solution_is_not_run_by_enter_and_not_shown() -> None:
    step = DataStep(id="only", code=THIRD, expect=(ScalarCheck(scalar="b", equals=3),), guided=False)
    chat = Chat([step], scripted())
    (first,) = [event for event in chat.opening if isinstance(event, StepShown)]
    assert first.code == ""
    assert chat.conversation.suggestion == ""
    assert verdicts(chat("")) == []
    assert verdicts(chat(THIRD)) == [("only", "passed")]


def test_what_the_code_prints_and_draws_comes_through_in_order(chat: Chat) -> None:
    figure = Figure(())
    chat.session.replies["draw()"] = Reply((Stream("before\n"), figure, Stream("after\n")))
    events = chat("draw()")
    assert [event for event in events if isinstance(event, (Stream, Figure))] == [
        Stream("before\n"),
        figure,
        Stream("after\n"),
    ]


def test_a_variable_that_is_gone_makes_the_step_not_yet(chat: Chat) -> None:
    chat.session.replies["a = 1; del a"] = Reply(facts={"a": MissingFacts()})
    assert verdicts(chat("", "a = 1; del a")) == [("points", "not_yet")]


class Slow(ScriptedSession):
    """Gets ready when it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.ready = threading.Event()

    def run(self, code: str, *, silent: bool = False) -> Iterator[SessionEvent]:
        if silent:
            self.ready.wait()
        yield from super().run(code, silent=silent)


def test_a_wait_for_the_session_is_said() -> None:
    session = Slow()
    events = Chat(steps(), session).conversation.respond("1 + 1")
    assert isinstance(next(events), CodeRun)
    assert isinstance(next(events), Waiting)
    session.ready.set()
    assert isinstance(list(events)[-1], Done)


def test_ctrl_c_while_the_session_gets_ready_drops_the_line_and_spoils_nothing() -> None:
    session = Slow()
    chat = Chat(steps(), session)
    events = chat.conversation.respond("1 + 1")
    assert isinstance([next(events), next(events)][-1], Waiting)
    chat.conversation.interrupt()
    assert "Your line is dropped." in words(list(events))
    assert session.interrupts == 0
    session.ready.set()
    chat("2 + 2")
    assert session.ran[-1] == "2 + 2" and "1 + 1" not in session.ran


def test_a_command_that_needs_the_session_waits_for_it_and_can_be_left() -> None:
    session = Slow()
    chat = Chat(steps(), session)
    events = chat.conversation.respond("/vars")
    assert isinstance(next(events), Waiting)
    chat.conversation.interrupt()
    assert "Your line is dropped." in words(list(events))
    session.ready.set()
    assert "No variables yet." in words(chat("/vars"))


def test_reset_gives_up_a_replay_that_never_ends() -> None:
    class Endless(ScriptedSession):
        def run(self, code: str, *, silent: bool = False) -> Iterator[SessionEvent]:
            if code == "forever()":
                while self.interrupts < 3:
                    time.sleep(0.001)
            yield from super().run(code, silent=silent)

    store = MemoryProgress()
    store.save(LessonRecord("small", "points", cells=(Cell("points", "forever()"), Cell("points", RIGHT))))
    chat = Chat(steps(), Endless(), store)
    chat("/reset", "1 + 1")
    assert chat.session.restarts == 1
    assert chat.session.ran[-1] == "1 + 1" and RIGHT not in chat.session.ran


def test_a_guess_may_be_a_share_of_a_hundred() -> None:
    step = DataStep(
        id="only", code=THIRD, expect=(ScalarCheck(scalar="b", equals=3),), guess=Guess(ask="b?", about="b")
    )
    assert "You guessed 0.9. It is 3." in words(Chat([step], scripted())("90%", ""))


def test_a_guess_about_nothing_is_left_alone() -> None:
    step = DataStep(
        id="only", code=THIRD, expect=(ScalarCheck(scalar="b", equals=3),), guess=Guess(ask="b?", about="nope")
    )
    chat = Chat([step], scripted())
    assert "You guessed" not in words(chat("5", ""))
    assert Evaluate("nope") in chat.session.queried


def test_a_judged_event_carries_the_repair(chat: Chat) -> None:
    (judged,) = [event for event in chat("", SHORT) if isinstance(event, Judged)]
    assert judged.offer == RIGHT


def test_a_second_enter_at_a_quiz_shows_the_answer_and_goes_on() -> None:
    quiz = QuizStep(id="quiz", task="Which?", choices=("weight", "bias"), correct="2")
    chat = Chat([quiz, *steps()], scripted())
    assert shown(chat("")) == []
    events = chat("")
    assert "The answer is `bias`." in words(events)
    assert shown(events) == ["welcome"]
    assert chat.conversation.record.statuses["quiz"] is StepStatus.SKIPPED


def test_what_ran_before_the_line_that_raised_counts(chat: Chat) -> None:
    code = f"{RIGHT}\n{THIRD}\nprint(c)"
    error = Error("NameError", "name 'c' is not defined", (Frame(3, "print(c)"),))
    facts: dict[str, Facts] = {"a": array(1, 2), "b": ScalarFacts(3, "int")}
    chat.session.replies[code] = Reply((error,), facts=facts)
    events = chat("", code)
    assert verdicts(events) == [("points", "passed"), ("three", "passed")]
    assert "explained with" in words(events)


def test_the_line_that_raised_does_not_count_itself(chat: Chat) -> None:
    error = Error("NameError", "name 'c' is not defined", (Frame(1, RIGHT),))
    chat.session.replies[f"{RIGHT} + c"] = Reply((error,), facts={"a": array(1, 2)})
    assert verdicts(chat("", f"{RIGHT} + c")) == [("points", "errored")]


def test_what_came_with_a_note_stays_on_offer_while_one_looks_around(chat: Chat) -> None:
    chat.session.replies["mine = np.array([1, 2])"] = Reply(facts={"mine": array(1, 2)})
    chat("", "mine = np.array([1, 2])")
    assert chat.conversation.suggestion == "a = mine"
    chat("mine.shape", "print(mine)")
    assert chat.conversation.suggestion == "a = mine"


@pytest.mark.parametrize("line", ["for n in [1]: a = n", "def f(x): return x", "if True: b = 2", "class A: pass"])
def test_the_empty_line_after_a_block_on_one_line_runs_nothing(chat: Chat, line: str) -> None:
    chat("", line)
    before = list(chat.session.ran)
    events = chat("")
    assert chat.session.ran == before and "ran nothing" in words(events)
    chat("")
    assert chat.session.ran[-1] == RIGHT, "the second one is meant"


def test_after_other_lines_enter_is_meant_at_once(chat: Chat) -> None:
    chat("", "for n in [1]:\n    a = n", "")
    assert chat.session.ran[-1] == RIGHT


def test_no_offer_is_the_solution_of_a_step_that_hides_it() -> None:
    wrong = Mistake(example=SHORT, when=ArrayCheck(array="a", length=1), say="One. Two. Three.", offer=RIGHT)
    raised = Mistake(example="a = boom", when=ErrorCheck(error="NameError"), say="So. It. Is.", offer=RIGHT)
    error = Reply((Error("NameError", "name 'boom' is not defined"),))
    for guided in (True, False):
        step = replace(steps()[1], guided=guided, mistakes=(wrong, raised))
        desk = Chat([step], scripted())
        desk.session.replies["a = boom"] = error
        for line in (SHORT, "a = boom"):
            desk(line)
            assert desk.conversation.suggestion == (RIGHT if guided else "")
