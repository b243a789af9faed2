"""Each slash command, through the conversation that runs it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.chatting import Chat, shown, words
from tutor.checks.scalar import ScalarCheck
from tutor.commands import COMMANDS
from tutor.core.course import Step
from tutor.core.drawings import Figure, Table
from tutor.core.events import CodeRun, Hinted, Left, Listing, Said
from tutor.core.execution import Error
from tutor.core.facts import (
    ArrayFacts,
    FailedFacts,
    HistoryFacts,
    MetricFacts,
    ModelFacts,
    ScalarFacts,
)
from tutor.core.progress import StepStatus
from tutor.session.scripted import Reply, ScriptedSession
from tutor.steps.data import DataStep
from tutor.steps.read import ReadStep

ARRAY = ArrayFacts((3,), "float64", minimum=1.0, maximum=3.0, values=(1.0, 2.0, 3.0))
HISTORY = HistoryFacts(epochs=3, metrics={"loss": MetricFacts(9.0, 1.0, 1.0, 3, (9.0, 3.0, 1.0))})
MODEL = ModelFacts(built=True, parameters=2, weights=(ARRAY,), weight_names=("kernel",))

TRACEBACK = "-----\nValueError     Traceback (latest)\n  a line"


def steps() -> list[Step]:
    return [
        ReadStep(id="welcome", say="Hello."),
        DataStep(id="one", code="b = 1", expect=(ScalarCheck(scalar="b", equals=1),), hints=("First.", "Second.")),
        DataStep(id="two", code="c = 2", expect=(ScalarCheck(scalar="c", equals=2),)),
    ]


@pytest.fixture
def chat() -> Chat:
    session = ScriptedSession(
        {
            "b = 1": Reply(facts={"b": ScalarFacts(1, "int")}),
            "make()": Reply(facts={"x": ARRAY, "y": ARRAY, "history": HISTORY, "model": MODEL}),
            "fail()": Reply((Error("ValueError", "no", traceback=TRACEBACK),)),
        }
    )
    return Chat(steps(), session, more=["second"])


def tables(events: list[object]) -> list[Table]:
    return [event for event in events if isinstance(event, Table)]


def test_every_command_has_a_help_line_of_its_own() -> None:
    helps = [command.help for command in COMMANDS.values()]
    assert len(set(helps)) == len(helps)
    for name, command in COMMANDS.items():
        assert command.name == name
        assert command.help.endswith(".")
        assert all(example.startswith(f"/{name}") for example in command.examples)


def test_help_lists_every_command(chat: Chat) -> None:
    *commands, keys = tables(list(chat("/help")))
    assert {row[0].split()[0] for table in commands for row in table.rows} == {f"/{name}" for name in COMMANDS}
    assert {"Tab", "Shift-Tab, F1"} <= {row[0] for row in keys.rows}


def test_help_explains_one_command_with_examples(chat: Chat) -> None:
    assert "/goto neuron" in words(chat("/help goto"))


def test_hints_come_one_level_at_a_time_and_the_last_one_stays(chat: Chat) -> None:
    hints = [event for event in chat("", "/hint", "/hint", "/hint") if isinstance(event, Hinted)]
    assert [(hint.level, hint.of, hint.text) for hint in hints] == [
        (1, 2, "First."),
        (2, 2, "Second."),
        (2, 2, "Second."),
    ]


def test_a_step_without_hints_says_so(chat: Chat) -> None:
    assert "no hint" in words(chat("/hint"))


def test_solution_shows_the_lines_and_runs_nothing(chat: Chat) -> None:
    events = chat("", "/solution")
    assert Listing("b = 1", title="One way, which Enter runs:") in events
    assert "b = 1" not in chat.session.ran
    assert "nothing to solve" in words(chat("/back", "/solution"))


def test_skip_runs_the_steps_lines_and_goes_on(chat: Chat) -> None:
    events = chat("", "/skip")
    assert CodeRun("b = 1", by_enter=True) in events
    assert shown(events)[-1] == "two"
    assert chat.conversation.record.statuses["one"] is StepStatus.SKIPPED


def test_skipping_a_step_already_passed_only_leaves_it(chat: Chat) -> None:
    events = chat("", "b = 1", "/back", "/skip")
    assert [event.code for event in events if isinstance(event, CodeRun)] == ["b = 1"], "it does not run twice"
    assert chat.conversation.record.statuses["one"] is StepStatus.PASSED


def test_back_and_again_and_goto_move_and_show(chat: Chat) -> None:
    assert shown(chat("", "/back")) == ["one", "welcome"]
    assert shown(chat("/again")) == ["welcome"]
    assert shown(chat("/goto 3")) == ["two"]
    assert shown(chat("/goto one")) == ["one"]
    assert "first step" in words(chat("/goto 1", "/back", "/back", "/back"))


def test_back_returns_to_where_goto_came_from_and_no_further(chat: Chat) -> None:
    chat("")
    assert shown(chat("/goto 3", "/back")) == ["two", "one"]
    assert shown(chat("/back")) == ["welcome"]


def test_who_has_gone_on_since_goes_back_one_step(chat: Chat) -> None:
    chat("/goto 2", "")
    assert shown(chat("/back")) == ["one"]


@pytest.mark.parametrize("where", ["99", "0", "-1", "twoo", "1.5"])
def test_goto_nowhere_says_what_there_is(chat: Chat, where: str) -> None:
    assert "1 to 3" in words(chat(f"/goto {where}"))


def test_goto_alone_lists_the_steps(chat: Chat) -> None:
    (table,) = tables(list(chat("", "/goto")))
    assert [row[1] for row in table.rows] == ["welcome", "one", "two"]
    assert table.rows[1][3] == "you are here"


def test_vars_lists_names_kinds_and_shapes(chat: Chat) -> None:
    (table,) = tables(list(chat("make()", "/vars")))
    assert table.rows[0] == ("x", "array of float64", "(3,)  1 2 3")
    assert table.rows[2] == ("history", "training history", "3 epochs, last loss 1")


def test_vars_of_an_empty_or_busy_session_is_a_sentence(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "No variables yet." in words(chat("/vars"))
    monkeypatch.setattr(chat.session, "query", lambda probes, timeout=5.0: (FailedFacts("Timeout"),) * len(probes))
    assert "cannot be asked" in words(chat("/vars"))


def test_inspect_looks_at_arrays_models_and_histories(chat: Chat) -> None:
    chat("make()")
    assert tables(list(chat("/inspect x")))
    assert tables(list(chat("/inspect history")))
    assert "Sequential model" in words(chat("/inspect model"))


def test_inspect_of_an_unknown_name_offers_the_nearest(chat: Chat) -> None:
    assert "Did you mean `history`?" in words(chat("make()", "/inspect histroy"))
    assert "Which variable?" in words(chat("/inspect"))


def test_plot_draws_the_latest_training_an_array_or_two(chat: Chat) -> None:
    assert "Nothing to draw yet." in words(chat("/plot"))
    chat("make()")
    for line in ("/plot", "/plot history", "/plot x", "/plot x y", "/plot x, y"):
        assert any(isinstance(event, Figure) for event in chat(line)), line
    assert "model" in words(chat("/plot model"))
    assert "one name, or two" in words(chat("/plot x y history"))


def test_traceback_shows_all_of_the_last_error(chat: Chat) -> None:
    assert "No error so far." in words(chat("/traceback"))
    assert Listing("ValueError Traceback (latest)\n  a line", language="") in chat("fail()", "/traceback")


def test_progress_counts_what_is_done(chat: Chat) -> None:
    assert "2 of 3 steps done, 1 skipped" in words(chat("", "b = 1", "/skip", "/progress"))


def test_lessons_lists_them_and_opens_another(chat: Chat) -> None:
    (table,) = tables(list(chat("/lessons")))
    assert [row[1] for row in table.rows] == ["small", "second"]
    assert chat("/lessons second") == [Left(next_lesson="second")]
    assert chat("/lessons 2") == [Left(next_lesson="second")]
    assert "Did you mean `second`?" in words(chat("/lessons secnd"))
    assert "You are in this lesson." in words(chat("/lessons small"))


def test_quit_leaves(chat: Chat) -> None:
    assert chat("/quit") == [Left(kept=False)]


def test_reset_says_what_it_did_and_shows_the_step(chat: Chat) -> None:
    events = chat("", "b = 2", "/reset")
    assert isinstance(events[-2], Said)
    assert shown(events)[-1] == "one"


def test_attach_says_what_to_type_elsewhere(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chat.session, "connection_file", lambda: Path("/tmp/a folder/kernel-1.json"))
    (listing,) = [event for event in chat("/attach") if isinstance(event, Listing)]
    assert listing.text == "jupyter console --existing '/tmp/a folder/kernel-1.json'"


def test_a_session_that_cannot_be_joined_says_so(chat: Chat) -> None:
    assert "cannot be joined" in words(chat("/attach"))


@pytest.mark.parametrize(
    ("line", "said"),
    [("/llm", ""), ("/llm preview", "your question"), ("/llm preview why is it slow", "why is it slow")],
)
def test_a_language_model_is_described_and_what_it_would_get_is_shown(line: str, said: str, chat: Chat) -> None:
    assert words(chat(line)) == f"sending {said}"


def test_what_llm_does_not_know_is_said(chat: Chat) -> None:
    assert "`/llm preview` what would be sent" in words(chat("/llm off"))


def test_plot_lays_two_trainings_over_each_other_and_never_draws_nothing(chat: Chat) -> None:
    chat("make()")
    chat.session.facts |= {"h2": HISTORY, "x": ARRAY}
    (figure,) = [event for event in chat("/plot history h2") if isinstance(event, Figure)]
    assert [series.label for series in figure.axes[0].series] == ["history", "h2"]
    assert "two arrays" in words(chat("/plot history x"))
