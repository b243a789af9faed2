"""Arrays: values, what holds them, and the words for what is wrong with them."""

from __future__ import annotations

import math
from typing import Any

import pytest

from tests.checks.worlds import array, message, session
from tutor.checks.array import ArrayCheck
from tutor.core.facts import Facts, FailedFacts, NothingFacts, ScalarFacts
from tutor.core.verdict import Verdict

SIX = (-10.0, 0.0, 2.0, 6.0, 12.0, 15.0)
CHECK = ArrayCheck(array="values_x", equals=SIX)


def judge(check: ArrayCheck, facts: Facts) -> bool:
    return check.judge(session(values_x=facts)).passed


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param(array(*SIX), id="the solution"),
        pytest.param(array(*SIX, holder="list"), id="a list"),
        pytest.param(array(*SIX, dtype="float32", holder="EagerTensor"), id="a tensor"),
        pytest.param(array(*map(int, SIX), dtype="int64"), id="whole numbers"),
        pytest.param(array(*SIX, shape=(6, 1)), id="a column"),
        pytest.param(array(*(x + 1e-7 for x in SIX)), id="off by rounding"),
    ],
)
def test_any_holder_of_the_right_numbers_is_accepted(facts: Facts) -> None:
    assert judge(CHECK, facts)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (array(*SIX[:5]), "has 5 numbers; the step asks for 6"),
        (array(*SIX, 1.0), "has 7 numbers; the step asks for 6"),
        (array(*SIX[::-1]), "in another order"),
        (array(-10.0, 0.0, 2.5, 6.0, 12.0, 15.0), "The number at place 3 of `values_x` is 2.5."),
        (array(*SIX, shape=(1, 6)), "(1, 6): 1 row of 6 numbers"),
        (array(*map(str, SIX), dtype="<U5"), "not numbers, <U5 to Python"),
        (ScalarFacts(3), "the single number 3"),
        (NothingFacts(), "`None`"),
    ],
)
def test_the_message_names_what_was_seen(facts: Facts, words: str) -> None:
    assert words in message(CHECK, session(values_x=facts))


def test_the_message_does_not_give_the_number_away() -> None:
    assert "12" not in message(CHECK, session(values_x=array(-10.0, 0.0, 2.0, 6.0, 13.0, 15.0)))


def test_the_place_is_named_as_python_counts() -> None:
    check = ArrayCheck(array="a", equals=((1, 2), (3, 4)))
    assert "`a[1, 0]`" in message(check, session(a=array(1.0, 2.0, 9.0, 4.0, shape=(2, 2))))


def test_each_number_may_be_off_by_the_tolerance() -> None:
    check = ArrayCheck(array="values_x", equals=(1.0, 2.0), within=0.1)
    assert judge(check, array(1.09, 1.95))
    assert not judge(check, array(1.2, 2.0))


@pytest.mark.parametrize(
    ("asked", "facts", "passes"),
    [
        ({"length": 5}, array(1.0, 2.0, 3.0, 4.0, 5.0), True),
        ({"length": 5}, array(*SIX), False),
        ({"shape": (2, 3)}, array(*SIX, shape=(2, 3)), True),
        ({"shape": (2, 3)}, array(*SIX, shape=(3, 2)), False),
        ({"dtype": "float"}, array(*SIX, dtype="float32"), True),
        ({"dtype": "float32"}, array(*SIX, dtype="float64"), False),
        ({"dtype": "int"}, array(1, 2, dtype="int64"), True),
        ({"finite": True}, array(1.0, math.nan), False),
        ({"finite": True}, array(1.0), True),
        ({"minimum": 0}, array(-1.0, 2.0), False),
        ({"minimum": 0, "maximum": 1}, array(0.0, 1.0), True),
        ({"maximum": 1}, array(255.0), False),
    ],
)
def test_each_field_is_judged(asked: dict[str, Any], facts: Facts, passes: bool) -> None:
    assert judge(ArrayCheck(array="values_x", **asked), facts) is passes


@pytest.mark.parametrize("asked", [{"dtype": "float"}, {"shape": (6,)}])
def test_a_list_is_not_enough_where_a_shape_or_a_dtype_is_asked_for(asked: dict[str, Any]) -> None:
    judgement = ArrayCheck(array="values_x", **asked).judge(session(values_x=array(*SIX, holder="list")))
    assert judgement.verdict is Verdict.NOT_YET
    assert judgement.offer.startswith("values_x = np.array(values_x")


def test_two_arrays_must_be_equally_long() -> None:
    check = ArrayCheck(array="y", same_length="x")
    assert check.judge(session(x=array(1.0, 2.0), y=array(3.0, 4.0))).passed
    assert "`y` has 1 number and `x` has 2" in message(check, session(x=array(1.0, 2.0), y=array(3.0)))
    assert "`x` is not there yet" in message(check, session(y=array(3.0)))


def test_a_slip_in_the_name_is_named_and_mended() -> None:
    judgement = CHECK.judge(session("value_x = np.array([1])"))
    assert "You made `value_x`" in judgement.message
    assert judgement.offer == "values_x = value_x"


def test_a_neighbour_is_not_taken_for_a_slip() -> None:
    judgement = CHECK.judge(session("values_y = np.array([1])"))
    assert judgement.message.startswith("`values_x` is not there yet.")
    assert judgement.offer == ""


def test_a_probe_that_failed_is_our_mistake() -> None:
    judgement = CHECK.judge(session(values_x=FailedFacts("TimeoutError", "no answer")))
    assert judgement.verdict is Verdict.CHECK_FAILED


def test_more_numbers_than_facts_carry_cannot_be_asked_for() -> None:
    with pytest.raises(ValueError, match="at most 1000"):
        ArrayCheck(array="x", equals=(0.0,) * 1001)
