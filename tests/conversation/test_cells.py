"""A notebook of the learner's own in the chat: Enter runs cell after cell, and nothing is judged."""

from __future__ import annotations

from tests.chatting import Chat, shown, verdicts, words
from tutor.core.course import Step
from tutor.core.events import CodeRun, LessonFinished, Listing, StepShown
from tutor.core.execution import Error
from tutor.session.scripted import Reply, ScriptedSession
from tutor.steps.cell import CellStep
from tutor.steps.read import ReadStep

FAILS = Reply((Error("ValueError", "no such thing"),))


def cells(*codes: str) -> list[Step]:
    return [CellStep(id=f"cell-{number}", code=code) for number, code in enumerate(codes, 1)]


def chat(*codes: str, **replies: Reply) -> Chat:
    return Chat(cells(*codes), ScriptedSession(dict(replies)), setup="")


def test_enter_runs_one_cell_after_the_other_without_a_verdict() -> None:
    talk = chat("x = 1", "x = 2", "x = 2\ny = x")
    events = talk("", "", "")
    assert talk.session.ran[-3:] == ["x = 1", "x = 2", "x = 2\ny = x"]
    assert shown(events) == ["cell-2", "cell-3"] and not verdicts(events)
    assert any(isinstance(event, LessonFinished) for event in events)


def test_one_that_looks_around_stays_at_its_cell_and_one_that_changes_it_goes_on() -> None:
    talk = chat("model = build(3)\nlosses = []", "print(model)")
    assert not shown(talk("x = 5", "model = 3"))
    assert shown(talk("model = build(5); losses = [1]")) == ["cell-2"]
    assert shown(talk("model")) == []


def test_lines_for_the_shell_and_the_notebook_are_cells_like_others() -> None:
    talk = chat("!ls", "%%bash\nls -la | head", "files = !ls", "for i in x:\n    !echo $i", "len?")
    assert shown(talk("", "", "", "")) == ["cell-2", "cell-3", "cell-4", "cell-5"]
    assert "files" in talk.conversation._live.names


def test_a_cell_that_fails_stays_and_skip_does_not_run_it_again() -> None:
    session = ScriptedSession({"broken()": FAILS})
    talk = Chat(cells("broken()", "y = 2"), session, setup="")
    events = talk("")
    assert "`/skip` goes on to the next one" in words(events) and not shown(events)
    assert shown(talk("/skip")) == ["cell-2"]
    assert session.ran.count("broken()") == 1
    assert shown(talk("/back", "/skip")) == ["cell-1", "cell-2"]


def test_skip_runs_a_cell_that_has_not_been_tried() -> None:
    talk = chat("x = 1", "y = x")
    talk("/skip")
    assert talk.session.ran[-1] == "x = 1"


def test_a_gap_is_asked_for_and_the_second_enter_runs_it_as_it_stands() -> None:
    gap = "def f(x):\n    # YOUR CODE HERE\n    raise NotImplementedError()"
    talk = chat(gap, "f(1)")
    first = next(event for event in talk.opening if isinstance(event, StepShown))
    assert first.code == gap and "# YOUR CODE HERE" in first.invitation
    assert "Enter once more" in words(talk("")) and gap not in talk.session.ran
    talk("")
    assert talk.session.ran[-1] == gap
    assert shown(talk("def f(x):\n    return x + 1")) == ["cell-2"]


def test_a_gap_that_python_cannot_read_is_filled_by_a_line_like_it() -> None:
    talk = chat("answer = # YOUR CODE HERE", "answer")
    assert not shown(talk("x = 3"))
    assert shown(talk("answer = 3")) == ["cell-2"]


def test_skipping_a_gap_leaves_it() -> None:
    talk = chat("w = None  # YOUR CODE HERE", "w")
    assert "gap stays open" in words(talk("/skip"))
    assert not talk.session.ran[-1:] or "YOUR CODE" not in talk.session.ran[-1]


def test_a_cell_whose_slip_is_mended_counts() -> None:
    talk = chat("print('a'", "y = 2")
    events = talk("")
    assert not any(isinstance(event, StepShown) for event in events)
    assert shown(talk("")) == ["cell-2"], "the mended line was offered"


def test_texts_between_are_passed_over_by_nobody() -> None:
    talk = Chat([*cells("x = 1"), ReadStep(id="text-1", say="words"), *cells("y = 2")[:1]], setup="")
    assert shown(talk("")) == ["text-1"]


def test_goto_offers_the_cells_before_and_undo_takes_one_back() -> None:
    talk = chat("x = 1", "y = x + 1", "print(y)")
    events = talk("/goto 3")
    assert "Enter runs their lines first" in words(events)
    talk("")
    assert talk.session.ran[-2:] == ["x = 1", "y = x + 1"]
    talk("", "/undo")
    assert talk.conversation.position == 2


def test_without_any_step_there_is_nothing_but_the_session() -> None:
    talk = Chat([], setup="")
    assert not shown(talk.opening)
    assert "Type Python, or ask" in words(talk("", "x = 1", ""))
    assert talk.session.ran[-1] == "x = 1"
    assert [cell.code for cell in talk.conversation.record.cells] == ["x = 1"]
    again = Chat([], store=talk.store, setup="")
    again.conversation._live.wait()
    assert "x" in again.conversation._live.names


def test_in_free_play_undo_takes_back_the_latest_line() -> None:
    talk = Chat([], setup="")
    talk("x = 1", "y = 2", "/undo")
    assert [cell.code for cell in talk.conversation.record.cells] == ["x = 1"]
    assert "nothing to take back" in words(talk("/undo", "/undo"))


def test_what_keras_takes_in_silence_is_noticed_in_a_cell_too() -> None:
    """Its author is nobody we know, as a lesson's is."""
    talk = Chat(cells("model.compile(loss='mean_sqared_error')"), setup="")
    assert not talk.conversation._judging._noticing._own("model.compile(loss='mean_sqared_error')")


def test_its_own_text_answers_too() -> None:
    talk = Chat([CellStep(id="cell-1", say="The splines here bend.", code="x = 1")], setup="")
    talk("what do splines do?")
    assert talk.answers.around.own == ("The splines here bend.",)


def test_what_enter_ran_is_shown() -> None:
    talk = chat("x = 1")
    assert [event.by_enter for event in talk("") if isinstance(event, CodeRun)] == [True]
    assert not [event for event in talk.opening if isinstance(event, Listing)]
