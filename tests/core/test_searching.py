"""Somebody else's pattern is searched with where it can be stopped."""

from __future__ import annotations

import threading

import pytest

from tests.kernel import wait_until
from tutor.checks.printed import PrintedCheck
from tutor.core import searching
from tutor.core.acts import acts_of
from tutor.core.course import Step
from tutor.core.judge import assess
from tutor.core.outcome import Outcome
from tutor.core.searching import SearchStoppedError, searched
from tutor.core.verdict import Verdict

NASTY = ("(a+)+$", "(a|aa)+$", "^(([a-z])+.)+[A-Z]([a-z])+$")
TEXT = "a" * 40 + "!"


def test_a_search_says_what_it_found() -> None:
    assert searched("X: (\\d+)", "X: 5\nY: 6")
    assert not searched("^Z", "X: 5\nY: 6")
    assert searched("é\ud800", "é\ud800")


@pytest.mark.parametrize("pattern", NASTY)
def test_a_pattern_that_never_ends_is_stopped(pattern: str) -> None:
    with pytest.raises(SearchStoppedError, match="searched for more than"):
        searched(pattern, TEXT)


def test_ctrl_c_stops_it_and_all_that_would_follow_until_the_next_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "SECONDS", 100.0)
    raised: list[str] = []

    def search() -> None:
        for _ in range(3):
            try:
                searched("(a+)+$", TEXT)
            except SearchStoppedError:
                raised.append("stopped")

    thread = threading.Thread(target=search)
    thread.start()
    wait_until(lambda: searching._Running.process is not None)
    searching.stop()
    thread.join()
    assert raised == ["stopped"] * 3
    searching.begin()
    assert searched("a", "a")


def test_a_check_whose_pattern_never_ends_is_our_fault_and_costs_nothing() -> None:
    step = Step(id="a", code="x = 1", expect=(PrintedCheck(printed="(a+)+$", regex=True),))
    judgement = assess(step, Outcome("x = 1", acts_of("x = 1"), printed=TEXT))
    assert judgement.verdict is Verdict.CHECK_FAILED
    assert "searched for more than" in judgement.message
