"""A step may ask what other settings would do: by `/try`, at once or bit by bit, or in lines of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.chatting import Chat, shown, verdicts, words
from tutor.checks.runs import RunsCheck, RunsExpected
from tutor.core.events import CodeRun
from tutor.core.execution import TrainingEnded, VariantEnded
from tutor.core.outcome import mark
from tutor.core.runs import Curve, Run, Runs, RunsFacts, ToldRun
from tutor.core.varying import Asked, read
from tutor.session.scripted import Reply, ScriptedSession
from tutor.steps.read import ReadStep
from tutor.steps.whatif import WhatIfStep
from tutor.storage.lessons import read_lesson

FIT = "history = model.fit(x, y, epochs=9)"
LOOP = "for rate in (0.1, 1): train(rate)"


def told(rate: float, line: str, variant: bool = True) -> ToldRun:
    settings: dict[str, Any] = {"loss": "mse", "optimizer": "Adam", "learning_rate": rate}
    return ToldRun("", settings, {"loss": ((1, 9), (9.0, 1.0))}, 9, 9, cell=mark(line), variant=variant)


class Tries(ScriptedSession):
    """Trains what it is asked to try, and whatever else is in `loops`."""

    def run(self, code: str, *, silent: bool = False):  # type: ignore[no-untyped-def]
        known = self.answers.get(Runs(), RunsFacts())
        assert isinstance(known, RunsFacts)
        if ".fit(" in code:
            self.replies[code] = Reply((TrainingEnded(9, 0.1, run=Run(key="first", epochs=9, asked=9)),))
        elif "try_variants" in code:
            line = code.partition('"line": "')[2].partition('"')[0]
            asked = read(line.removeprefix("/try "))
            assert isinstance(asked, Asked)
            runs = [told(each["learning_rate"], line) for each in asked.variants]
            ended = [
                VariantEnded(n, Run(settings=each.settings, metrics={"loss": Curve((1, 9), (9, 1))}, epochs=9))
                for n, each in enumerate(runs, 1)
            ]
            self.answers[Runs()] = RunsFacts((*known.runs, *runs))
            self.replies[code] = Reply(tuple(ended))
        elif code == LOOP:
            self.answers[Runs()] = RunsFacts((*known.runs, told(0.1, LOOP, False), told(1.0, LOOP, False)))
        return super().run(code, silent=silent)


def chat(**fields: Any) -> Chat:
    check = RunsCheck(runs=RunsExpected(differ_in="learning_rate", values=(0.1, 1.0)))
    step = WhatIfStep(id="rates", code="/try learning_rate=0.1, 1", expect=(check,), accept=(LOOP,), **fields)
    made = Chat([step, ReadStep(id="end", say="Done.")], Tries())
    made(FIT)
    return made


def test_enter_tries_what_the_step_shows_and_passes_it() -> None:
    made = chat(then="Now you know.")
    events = made("")
    assert CodeRun("/try learning_rate=0.1, 1", True) in events
    assert verdicts(events) == [("rates", "passed")] and shown(events) == ["end"]
    assert "Now you know." in words(events)
    assert [cell.code for cell in made.conversation.record.cells] == [FIT], "nothing of it runs again later"


def test_one_variant_after_the_other_gets_there_too() -> None:
    made = chat()
    first = made("/try learning_rate=0.1")
    assert verdicts(first) == [("rates", "not_yet")]
    assert "1 is still to come" in words(first) and "`/try learning_rate=1` goes on" in words(first)
    assert verdicts(made("/try lr=1")) == [("rates", "passed")]


def test_lines_of_ones_own_pass_as_well() -> None:
    assert verdicts(chat()(LOOP)) == [("rates", "passed")]


@pytest.mark.parametrize("line", ["/try", "/try units=many", "/runs", "x = 1", "print(history)", "/compare"])
def test_what_trains_nothing_is_no_attempt(line: str) -> None:
    assert verdicts(chat()(line)) == []


def test_skipping_it_trains_nothing_and_a_hidden_line_is_told() -> None:
    made = chat(guided=False)
    ran = len(made.session.ran)
    events = made("/skip")
    assert shown(events) == ["end"] and made.session.ran[ran:] == []
    assert "`/try learning_rate=0.1, 1`" in words(events)


def test_the_solution_can_be_shown_and_tried() -> None:
    made = chat(guided=False)
    made("/solution")
    assert verdicts(made("")) == [("rates", "passed")]


def test_other_kinds_of_steps_take_no_notice_of_a_try() -> None:
    made = Chat([ReadStep(id="welcome", say="Hello.")], Tries())
    made(FIT)
    assert verdicts(made("/try learning_rate=0.1, 1")) == []


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("model.fit(x, y)", "its `code` is a `/try`"),
        ("/try", "Say what to vary"),
        ("/try lerning_rate=1", "Did you mean `learning_rate`?"),
        ("/compare 1 2", "its `code` is a `/try`"),
        ("/try of 2 learning_rate=1", "numbers of the learner's own runs"),
    ],
)
def test_a_lesson_that_tries_nonsense_is_refused_where_it_stands(tmp_path: Path, code: str, said: str) -> None:
    path = tmp_path / "01-small.yaml"
    path.write_text(
        "format: 1\nid: small\ntitle: Small\ngoal: A goal.\nminutes: 5\nsteps:\n"
        f"  - id: rates\n    kind: whatif\n    code: {code}\n    hints: [one, two]\n"
    )
    problems = read_lesson(path).problems
    assert any(said in problem.message and problem.line == 7 for problem in problems), problems
