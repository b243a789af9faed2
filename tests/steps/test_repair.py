"""Lines to be mended: they run, as they are nobody's attempt, and any right repair passes."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from msgspec.structs import replace

from tests.chatting import Chat, shown, verdicts, words
from tutor.checks.array import ArrayCheck
from tutor.checks.error import ErrorCheck
from tutor.checks.scalar import ScalarCheck
from tutor.core.acts import acts_of
from tutor.core.course import Mistake, Step
from tutor.core.drawings import Table
from tutor.core.events import CodeRun, Event, Listing, StepShown
from tutor.core.execution import Error
from tutor.core.facts import ArrayFacts, ScalarFacts
from tutor.core.judge import AS_GIVEN
from tutor.exhibits.table import TableExhibit
from tutor.session.scripted import Reply, ScriptedSession
from tutor.steps.data import DataStep
from tutor.steps.repair import RepairStep

BROKEN = "a = on + 1\nb = a * 2"
CODE = "a = one + 1\nb = a * 2"
OTHER = "b = 2 * one + 2"


def repair(broken: str = BROKEN, code: str = CODE, mistakes: tuple[Mistake, ...] = ()) -> RepairStep:
    expect = (ScalarCheck(scalar="b", equals=4),)
    return RepairStep(id="mend", broken=broken, code=code, expect=expect, mistakes=mistakes, then="It is mended.")


def made(value: int) -> Reply:
    return Reply(facts={"b": ScalarFacts(value, "int")})


FAILED = Reply((Error("NameError", "name 'modle' is not defined"),))
"""An error for which the explainer of these tests has a repair to offer."""


def chat(step: Step | None = None, replies: Mapping[str, Reply] | None = None) -> Chat:
    replies = {BROKEN: FAILED, CODE: made(4), OTHER: made(4), "b = 5": made(5), **(replies or {})}
    return Chat([step or repair(), RepairStep(id="next", broken="c = 1", code="c = 2")], ScriptedSession(replies))


def ran(events: list[Event]) -> list[str]:
    return [event.code for event in events if isinstance(event, CodeRun)]


def test_the_step_shows_the_broken_lines_and_hides_the_solution() -> None:
    (opened,) = (event for event in chat().opening if isinstance(event, StepShown))
    assert opened.code == BROKEN
    assert opened.invitation == "Your turn. Mend these lines. Enter runs them as they are."


@pytest.mark.parametrize("line", ["", BROKEN, "a = on + 1  # why?\n\nb = a * 2"])
def test_the_broken_lines_run_are_explained_and_are_not_judged(line: str) -> None:
    desk = chat(replies={"a = on + 1  # why?\n\nb = a * 2": FAILED})
    events = desk(line)
    assert ran(events) == [line or BROKEN]
    assert verdicts(events) == [] and shown(events) == []
    assert "explained with" in words(events) and AS_GIVEN in words(events)


def test_no_enter_ever_mends_the_lines() -> None:
    desk = chat()
    assert ran(desk("", "", "")) == [BROKEN] * 3
    assert desk.conversation.suggestion == BROKEN


def test_lines_that_run_and_mislead_are_not_judged_either() -> None:
    desk = chat(replies={BROKEN: made(3)})
    events = desk("")
    assert verdicts(events) == [] and AS_GIVEN in words(events)


def test_lines_that_mislead_show_what_comes_of_them_and_lines_that_raise_do_not() -> None:
    step = replace(repair(), show=(TableExhibit(table=("c",)),))
    facts = {"c": ArrayFacts((1,), "int64", values=(7,))}
    assert any(isinstance(event, Table) for event in chat(step, {BROKEN: Reply(facts=facts)})(""))
    assert not any(isinstance(event, Table) for event in chat(step, {BROKEN: replace(FAILED, facts=facts)})(""))


def test_lines_that_do_not_even_parse_run_too_and_nothing_closes_their_bracket() -> None:
    step = repair(broken="b = (4", code=OTHER)
    desk = chat(step, {"b = (4": Reply((Error("SyntaxError", "'(' was never closed"),))})
    events = desk("")
    assert ran(events) == ["b = (4"] and verdicts(events) == []
    assert desk.conversation.suggestion == "b = (4"


@pytest.mark.parametrize("line", [CODE, OTHER])
def test_any_right_repair_passes(line: str) -> None:
    events = chat()("", line)
    assert verdicts(events) == [("mend", "passed")] and shown(events) == ["next"]
    assert "It is mended." in words(events)


def test_a_repair_that_is_not_right_yet_is_told_so() -> None:
    assert verdicts(chat()("b = 5")) == [("mend", "not_yet")]


def test_looking_around_is_no_attempt() -> None:
    assert verdicts(chat()("b", "a.shape", "print(b)")) == []


def test_words_of_the_author_stand_above_the_error_of_the_broken_lines() -> None:
    foreseen = Mistake(example=BROKEN, when=ErrorCheck(error="NameError"), say="You wrote on.", offer=CODE)
    desk = chat(repair(mistakes=(foreseen,)))
    assert "You wrote on." in words(desk(""))
    assert desk.conversation.suggestion == BROKEN, "an offer would mend them"


def test_the_broken_run_is_kept_until_reset() -> None:
    desk = chat()
    desk("")
    assert [cell.code for cell in desk.conversation.record.cells] == [BROKEN]
    events = desk("/reset")
    assert desk.conversation.record.cells == () and shown(events) == ["mend"]


def test_solution_shows_and_skip_runs_the_mended_lines() -> None:
    desk = chat()
    assert [event.text for event in desk("/solution") if isinstance(event, Listing)] == [CODE]
    assert ran(desk("/skip")) == [CODE]


def test_enter_runs_the_solution_once_it_has_been_shown() -> None:
    events = chat()("/solution", "")
    assert ran(events) == [CODE]
    assert verdicts(events) == [("mend", "passed")]


def test_lines_that_were_not_shown_yet_are_not_mended_by_an_earlier_cell() -> None:
    before = DataStep(id="before", code="a = 1", expect=(ScalarCheck(scalar="b", equals=4),))
    desk = Chat([before, repair()], ScriptedSession({CODE: made(4)}))
    assert verdicts(desk(CODE)) == [("before", "passed")]
    assert verdicts(desk(CODE)) == [("mend", "passed")]


def test_a_played_lesson_types_the_solution() -> None:
    assert repair().own_answer == CODE


@pytest.mark.parametrize(
    ("code", "line", "tries"),
    [
        ("model.compile(loss='mse')", "model.compile(loss='mae')", True),
        ("model.compile(loss='mse')", "model.summary()", False),
        ("model.predict(x)", "p = model.predict(y)", True),
        ("p = model.predict(x)", "model.predict(x)", False),
        ("x[3] = 4", "x[3] = 5", True),
        ("x = np.array([1])", "x = 1", True),
        ("x = np.array([1])", "np.array([1])", False),
    ],
)
def test_an_attempt_makes_what_the_solution_makes_or_else_calls_what_it_calls(
    code: str, line: str, tries: bool
) -> None:
    expect = (ArrayCheck(array="x"),) if code.startswith("x") else ()
    step = RepairStep(id="mend", broken="nothing", code=code, expect=expect)
    assert step.attempts(acts_of(line)) is tries


@pytest.mark.parametrize("broken", ["", "  \n", f"{OTHER}  # right"])
def test_a_step_without_anything_to_mend_is_refused(broken: str) -> None:
    with pytest.raises(ValueError, match="nothing to mend"):
        repair(broken=broken, code=OTHER)


FIRST, LAST = "a = one + 1", "b = a * 2"


def test_a_mended_line_is_no_attempt_and_what_comes_after_it_is_offered() -> None:
    desk = chat(replies={LAST: made(4)})
    events = desk("", FIRST)
    assert verdicts(events) == [] and "not the line that was given" in words(events)
    assert desk.conversation.suggestion == LAST
    assert verdicts(desk("")) == [("mend", "passed")]


def test_a_line_typed_as_it_was_given_is_met_with_silence() -> None:
    desk = chat()
    events = desk("a = on + 1")
    assert verdicts(events) == [] and words(events) == ""
    assert desk.conversation.suggestion == BROKEN


def test_looking_around_after_a_mended_line_does_not_lose_the_others() -> None:
    desk = chat()
    desk("", FIRST, "a", "print(b)")
    assert desk.conversation.suggestion == LAST


def test_a_mended_line_whose_neighbours_never_ran_brings_them_along() -> None:
    step = repair(broken=f"on = 1\n{BROKEN}\nc = b", code=f"on = 1\n{CODE}\nc = b")
    desk = chat(step)
    desk("b = a + 2")
    assert desk.conversation.suggestion == "on = 1\na = on + 1\nc = b"


def test_the_last_of_the_lines_is_judged() -> None:
    desk = chat(replies={LAST: made(3)})
    assert verdicts(desk(FIRST, LAST)) == [("mend", "not_yet")]
    assert desk.conversation.suggestion == BROKEN


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("model = build(2)", "model.compile('sgd')\nhistory = model.fit(x)"),
        ("model.compile('adam')", "history = model.fit(x)"),
        ("scaler.adapt(x)", "model = build(1)\nmodel.compile('sgd')\nhistory = model.fit(x)"),
        ("model.summary()", None),
        ("history = model.fit(x, epochs=9)", None),
        ("other = 3", None),
        ("print(model", None),
    ],
)
def test_a_line_is_known_by_what_it_makes_or_calls(line: str, rest: str | None) -> None:
    given = "scaler = scale()\nmodel = build(1)\nmodel.compile('sgd')\nhistory = model.fit(x)\nhistory"
    solution = given.replace("scale()\n", "scale()\nscaler.adapt(x)\n")
    step = RepairStep(id="mend", broken=given, code=solution)
    part = step.part(line, {"scaler", "model", "history"})
    assert (part.rest if part else None) == rest
