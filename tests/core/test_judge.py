"""From outcomes to verdicts, rule by rule."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from msgspec.structs import replace

from tutor.checks.python import PythonCheck
from tutor.core.acts import acts_of
from tutor.core.course import Mistake, Step
from tutor.core.execution import Done, Error, Status, Stream
from tutor.core.facts import Describe, Evaluate, Facts, FailedFacts, MissingFacts, Probe, ScalarFacts
from tutor.core.judge import judge, probes_of
from tutor.core.outcome import KEPT_TEXT, Fold, Outcome, fold
from tutor.core.verdict import PASSED, Judgement, Verdict, not_yet
from tutor.steps.data import DataStep


@dataclass(frozen=True)
class Is:
    """A check: the name is this number."""

    name: str
    value: float

    @property
    def subject(self) -> str:
        return self.name

    def probes(self) -> list[Probe]:
        return [Describe(self.name)]

    def judge(self, outcome: Outcome) -> Judgement:
        facts = outcome.fact(Describe(self.name))
        return PASSED if facts == ScalarFacts(self.value) else not_yet(f"{self.name} is not {self.value}")


@dataclass(frozen=True)
class Broken(Is):
    def judge(self, outcome: Outcome) -> Judgement:
        raise ZeroDivisionError("a slip of ours")


STEP = Step(
    id="two",
    code="a = 1.0\nb = 2.0",
    expect=(Is("a", 1.0), Is("b", 2.0)),
    mistakes=(Mistake(example="b = 3", when=Is("b", 3.0), say="Three is too many."),),
)


def outcome(code: str, status: Status = Status.OK, **values: float) -> Outcome:
    names: dict[str, Facts] = {name: ScalarFacts(value) for name, value in values.items()}
    facts: dict[Probe, Facts] = {Describe(name): names.get(name, MissingFacts(name)) for name in ("a", "b")}
    return Outcome(code, acts_of(code), status, facts=facts)


@pytest.mark.parametrize(
    ("code", "values", "verdict", "message"),
    [
        ("a, b = 1.0, 2.0", {"a": 1.0, "b": 2.0}, Verdict.PASSED, ""),
        ("a + b", {"a": 1.0, "b": 2.0}, Verdict.NOT_ATTEMPTED, ""),
        ("a = 1.0", {"a": 1.0}, Verdict.NOT_ATTEMPTED, "`a` is right. `b` is still to come."),
        ("a = 7.0", {"a": 7.0}, Verdict.NOT_YET, "a is not 1.0"),
        ("b = 5.0", {"a": 1.0, "b": 5.0}, Verdict.NOT_YET, "b is not 2.0"),
        ("b = 3.0", {"a": 1.0, "b": 3.0}, Verdict.NOT_YET, "Three is too many."),
    ],
)
def test_a_run_gets_the_verdict_it_deserves(
    code: str, values: dict[str, float], verdict: Verdict, message: str
) -> None:
    assert judge(STEP, outcome(code, Status.OK, **values)) == Judgement(verdict, message)


@pytest.mark.parametrize("status", [Status.INTERRUPTED, Status.DIED, Status.UNAVAILABLE])
def test_a_run_that_was_cut_short_is_not_judged(status: Status) -> None:
    assert judge(STEP, outcome("b = 3.0", status=status, b=3.0)).verdict is Verdict.NOT_ATTEMPTED


def test_an_attempt_that_raised_is_errored_whatever_older_variables_say() -> None:
    assert judge(STEP, outcome("b = c", status=Status.ERROR, a=1.0, b=3.0)) == Judgement(Verdict.ERRORED)


def test_a_check_that_breaks_is_never_the_learners_fault() -> None:
    step = Step(id="x", code="a = 1", expect=(Broken("a", 1.0),))
    judgement = judge(step, outcome("a = 1", a=1.0))
    assert judgement.verdict is Verdict.CHECK_FAILED
    assert "a slip of ours" in judgement.message


def test_every_fact_is_asked_for_once() -> None:
    assert probes_of(STEP) == (Describe("a"), Describe("b"))


def test_a_fold_keeps_the_end_of_a_long_output_and_the_last_status() -> None:
    gathered = Fold("print(...)")
    for number in range(30_000):
        gathered.add(Stream(f"{number}\n"))
    gathered.add(Stream("not this", "stderr"))
    gathered.add(Error("ValueError", "no"))
    gathered.add(Done(Status.ERROR))
    folded = gathered.outcome({})
    assert folded.printed.endswith("29999\n")
    assert len(folded.printed) == KEPT_TEXT
    assert (folded.status, folded.error) == (Status.ERROR, Error("ValueError", "no"))


def test_folding_all_at_once_is_the_same_as_one_by_one() -> None:
    assert fold("x", [Stream("a"), Done()], {}) == Outcome("x", acts_of("x"), printed="a")


WHOLE = Step(id="both", code="a = make()\nb = count(a)", expect=(Is("a", 1.0), Is("b", 2.0)))


@pytest.mark.parametrize("code", ["a = []", "b = 0", "a = b = 0", "a = {}"])
def test_what_a_loop_is_to_fill_is_no_attempt_yet(code: str) -> None:
    assert judge(WHOLE, outcome(code, a=0.0, b=0.0)) == Judgement(Verdict.NOT_ATTEMPTED)


def test_a_nought_where_the_solution_has_a_plain_number_is_an_answer() -> None:
    assert judge(STEP, outcome("b = 0", a=1.0, b=0.0)).verdict is Verdict.NOT_YET


def test_a_list_that_grows_is_judged() -> None:
    assert judge(WHOLE, outcome("for x in y: a.append(x)", a=1.0, b=3.0)).verdict is Verdict.NOT_ATTEMPTED
    step = replace(WHOLE, expect=(Is("a", 1.0),))
    grown = replace(outcome("a.append(1)", a=1.0), acts=acts_of("a.append(1)"))
    assert grown.acts.changes == {"a"}
    assert DataStep(id="x", code=step.code, expect=step.expect).attempts(grown.acts)


def test_the_first_lines_of_the_solution_are_never_wrong() -> None:
    told = Mistake(example="a = make()", when=Is("a", 1.0), say="Now count.", offer="b = count(a)")
    step = replace(WHOLE, expect=(Is("b", 2.0),), mistakes=(told,))
    assert step.code.startswith("a = make()")
    wrong = outcome("a = make()", a=1.0, b=9.0)
    assert judge(step, wrong) == Judgement(Verdict.NOT_ATTEMPTED, "Now count.", "b = count(a)")


def test_a_name_from_an_earlier_step_is_still_to_come_when_the_step_makes_it_anew() -> None:
    both = replace(WHOLE, code="a = 1.0\nb = 2.0")
    half = outcome("a = 3.0 - 2.0", a=1.0, b=7.0)
    assert judge(both, half).verdict is Verdict.NOT_YET
    old = replace(half, old=frozenset({"b"}))
    assert judge(both, old) == Judgement(Verdict.NOT_ATTEMPTED, "`a` is right. `b` is still to come.")


def test_what_an_expression_of_the_author_reads_may_be_missing_too() -> None:
    check = PythonCheck(python="callable(train) and run > 0", message="No.")
    step = Step(id="x", code="def train(): pass\nrun = train()", expect=(check,))
    facts: dict[Probe, Facts] = {Describe("train"): ScalarFacts(1), Describe("run"): MissingFacts("run")}
    assert {Describe("train"), Describe("run")} <= set(probes_of(step))
    code = "def train(): return 3"
    half = Outcome(code, acts_of(code), facts={**facts, Evaluate(check.python): FailedFacts("NameError", "run")})
    assert judge(step, half).message == "`train` is there. `run` is still to come."


def test_a_mistake_is_not_read_off_what_an_earlier_step_has_made() -> None:
    both = replace(STEP, code="a = make()\nb = count(a)")
    wrong = outcome("a = 7.0", a=7.0, b=3.0)
    assert judge(both, wrong).message == "Three is too many."
    assert judge(both, replace(wrong, old=frozenset({"b"}))).message == "a is not 1.0"


def test_a_mistake_that_stands_is_one_whatever_came_out() -> None:
    leak = Mistake(example="a = 1", when=PythonCheck(python="leak"), say="It leaks. So. Go back.", stands=True)
    step = DataStep(id="only", code="a = 1", expect=(PythonCheck(python="fine"),), mistakes=(leak,))
    facts: dict[Probe, Facts] = {Evaluate("fine"): ScalarFacts(True), Evaluate("leak"): ScalarFacts(True)}
    assert judge(step, Outcome("a = 1", acts_of("a = 1"), facts=facts)) == not_yet("It leaks. So. Go back.")
    allowed = replace(step, mistakes=(replace(leak, stands=False),))
    assert judge(allowed, Outcome("a = 1", acts_of("a = 1"), facts=facts)).passed
