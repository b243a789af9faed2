"""From outcomes to verdicts, rule by rule."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tutor.core.acts import acts_of
from tutor.core.course import Mistake, Step
from tutor.core.execution import Done, Error, Status, Stream
from tutor.core.facts import Describe, Facts, MissingFacts, Probe, ScalarFacts
from tutor.core.judge import judge, probes_of
from tutor.core.outcome import KEPT_TEXT, Fold, Outcome, fold
from tutor.core.verdict import PASSED, Judgement, Verdict, not_yet


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
