"""What an earlier step has found right must still be right where a later one builds on it."""

from __future__ import annotations

from tests.checks.worlds import array
from tutor.checks.array import ArrayCheck
from tutor.checks.history import HistoryCheck
from tutor.checks.python import PythonCheck
from tutor.core.acts import acts_of
from tutor.core.course import Lesson, Step
from tutor.core.facts import Describe, Facts, Probe
from tutor.core.judge import judge, probes_of
from tutor.core.outcome import Outcome
from tutor.core.standing import with_standing
from tutor.steps.data import DataStep
from tutor.steps.fit import FitStep

POINTS = DataStep(
    id="points",
    code="x = np.arange(3)\ny = 2 * x",
    expect=(ArrayCheck(array="x", length=3), PythonCheck(python="len(y) == len(x)")),
)
MEAN = DataStep(id="mean", code="mean = np.mean(x)\nmean", expect=(PythonCheck(python="mean == x.mean()"),))
TRAIN = FitStep(
    id="train",
    code="history = model.fit(x, y)",
    expect=(HistoryCheck(history="history", trained_on=("x", "y")),),
)


def steps(*parts: Step) -> tuple[Step, ...]:
    return with_standing(Lesson(id="a", title="A", goal="B.", minutes=1, steps=parts)).steps


def told(step: Step) -> list[tuple[str, tuple[str, ...]]]:
    return [(each.step, each.names) for each in step.standing]


def test_a_step_stands_on_the_checks_of_the_data_that_it_reads() -> None:
    _, mean, train = steps(POINTS, MEAN, TRAIN)
    assert told(mean) == [("points", ("x",)), ("points", ("x",))]
    assert told(train) == [("points", ("x",)), ("points", ("x", "y"))]
    assert Describe("x") in probes_of(train)


def test_what_a_step_makes_anew_is_its_own_matter_and_the_latest_maker_counts() -> None:
    again = DataStep(id="again", code="x = x * 2", expect=(ArrayCheck(array="x", length=3),))
    _, second, train = steps(POINTS, again, TRAIN)
    assert told(second) == []
    assert told(train) == [("again", ("x",))]


def test_what_models_and_trainings_say_goes_on_changing_and_is_not_asked_again() -> None:
    asked = DataStep(
        id="asked",
        code="answers = model.predict(x)",
        expect=(
            ArrayCheck(array="answers", of="model", at="x"),
            PythonCheck(python="same(answers, answers_of(model, x))"),
        ),
    )
    *_, last = steps(POINTS, asked, DataStep(id="use", code="best = max(answers)"))
    assert told(last) == []


def test_an_answer_from_changed_data_does_not_pass_and_one_from_the_same_data_does() -> None:
    _, use = steps(POINTS, DataStep(id="use", code="n = len(x)", expect=(ArrayCheck(array="n"),)))
    code = "n = len(x)"
    facts: dict[Probe, Facts] = {Describe("n"): array(3, 3)}
    for probe in probes_of(use):
        facts.setdefault(probe, array(1, 1))  # an expression that is true
    fine = Outcome(code, acts_of(code), facts={**facts, Describe("x"): array(0, 1, 2)})
    spoilt = Outcome(code, acts_of(code), facts={**facts, Describe("x"): array(0, 1)})
    assert judge(use, fine).passed
    assert judge(use, spoilt).message.startswith("`x` has changed since the step `points` found it right.")
