"""A step may ask for several trainings side by side, whichever lines and loops they ran in."""

from __future__ import annotations

import math
from typing import Any

from tutor.checks.numeric import Bounds
from tutor.checks.runs import RunsCheck, RunsExpected
from tutor.core.drawings import Figure, Table
from tutor.core.events import Said
from tutor.core.outcome import Outcome, mark
from tutor.core.runs import Runs, RunsFacts, ToldRun
from tutor.core.verdict import Verdict
from tutor.core.wire import decode, encode
from tutor.exhibits.runs import FanExhibit, RunsExhibit

CODE = "for rate in rates: train(rate)"


def told(rate: float, end: float, cell: str = mark(CODE), seed: int = 1) -> ToldRun:
    settings: dict[str, Any] = {"model": "Dense(1)", "loss": "mse", "learning_rate": rate, "seed": seed}
    epochs = tuple(range(1, 11))
    metrics = {"loss": (epochs, tuple(100 + (end - 100) * n / 9 for n in range(10)))}
    return ToldRun(settings=settings, metrics=metrics, epochs=10, asked=10, cell=cell)


def outcome(*runs: ToldRun) -> Outcome:
    return Outcome(CODE, facts={Runs(): RunsFacts(runs)})


def verdict(check: RunsCheck, *runs: ToldRun) -> Verdict:
    return check.judge(outcome(*runs)).verdict


def test_so_many_trainings_must_have_run_in_the_step() -> None:
    check = RunsCheck(runs=RunsExpected(at_least=2))
    assert verdict(check, told(0.1, 5), told(0.1, 5)) is Verdict.PASSED
    assert verdict(check, told(0.1, 5), told(0.1, 5, cell="elsewhere")) is Verdict.NOT_YET
    anywhere = RunsCheck(runs=RunsExpected(at_least=2, made_in="any step"))
    assert verdict(anywhere, told(0.1, 5), told(0.1, 5, cell="elsewhere")) is Verdict.PASSED


def test_they_must_differ_in_what_the_step_is_about() -> None:
    check = RunsCheck(runs=RunsExpected(at_least=2, differ_in="learning_rate"))
    assert verdict(check, told(0.1, 5), told(0.1, 6)) is Verdict.NOT_YET
    assert verdict(check, told(0.1, 5), told(0.2, 6)) is Verdict.PASSED


def test_the_best_must_come_far_enough_and_nan_is_never_the_best() -> None:
    check = RunsCheck(runs=RunsExpected(best={"loss": Bounds(below=5)}))
    assert verdict(check, told(0.1, 6), told(9.0, math.nan)) is Verdict.NOT_YET
    assert verdict(check, told(0.1, 4), told(9.0, math.nan)) is Verdict.PASSED
    assert verdict(check) is Verdict.NOT_YET


def test_runs_cross_the_wire_as_they_are() -> None:
    facts = RunsFacts((told(0.1, 4),))
    assert decode(encode(facts)) == facts


def test_the_exhibits_draw_curves_table_sentence_and_fan() -> None:
    drawn = list(RunsExhibit(runs=3).draw(outcome(told(0.1, 5), told(0.2, 3))))
    assert [type(event) for event in drawn] == [Figure, Table, Said]
    assert not list(RunsExhibit().draw(outcome(told(0.1, 5))))
    (fan,) = FanExhibit(fan=4).draw(outcome(*(told(0.1, 5 + n, seed=n) for n in range(4))))
    assert isinstance(fan, Figure) and [series.kind for series in fan.axes[0].series] == ["area", "area", "line"]
    assert not list(FanExhibit().draw(Outcome("")))
