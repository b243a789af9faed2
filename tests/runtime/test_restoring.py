"""What a cell has taken from the session is put back; what nobody can put back ends it."""

from __future__ import annotations

import os
import signal
import sys
import types
from typing import Any

import pytest

from tutor.runtime import restoring
from tutor.session.sentences import LIMITED, reason


class Shell(types.SimpleNamespace):
    """As much of IPython as is looked at."""

    def __init__(self) -> None:
        super().__init__(displayhook=object(), display_pub=object(), kernel=object())


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    found: list[str] = []
    monkeypatch.setattr(restoring, "publish", lambda event: found.append(event["message"]))
    return found


def system(monkeypatch: pytest.MonkeyPatch, mighty: bool) -> dict[int, tuple[int, int]]:
    """Limits as a system keeps them, without touching those of this process."""
    limits: dict[int, tuple[int, int]] = {}

    class Resource:
        RLIMIT_NOFILE, RLIMIT_AS = 1, 2

        @staticmethod
        def getrlimit(number: int) -> tuple[int, int]:
            return limits.setdefault(number, (1024, 4096) if number == 1 else (-1, -1))

        @staticmethod
        def setrlimit(number: int, wanted: tuple[int, int]) -> None:
            most = limits[number][1]
            if not mighty and most >= 0 and (wanted[1] < 0 or wanted[1] > most):
                raise ValueError("not allowed to raise maximum limit")
            limits[number] = wanted

    monkeypatch.setattr(restoring, "resource", Resource)
    return limits


@pytest.mark.parametrize("mighty", [True, False])
def test_a_limit_is_raised_again_as_far_as_the_system_lets_one(
    mighty: bool, monkeypatch: pytest.MonkeyPatch, told: list[str]
) -> None:
    limits = system(monkeypatch, mighty)
    restorer = restoring.Restorer(Shell())
    limits[1] = (20, 2048)
    limits[2] = (10**6, -1)
    restorer.limits()
    assert limits == {1: (1024, 4096 if mighty else 2048), 2: (-1, -1)}
    assert told == ["This line limits open files, memory. That holds for this line alone."]
    restorer.limits()
    assert len(told) == 1, "said once"


def test_a_limit_that_nobody_can_raise_ends_the_process(monkeypatch: pytest.MonkeyPatch, told: list[str]) -> None:
    limits = system(monkeypatch, mighty=False)
    restorer = restoring.Restorer(Shell())
    ended: list[int] = []
    monkeypatch.setattr(os, "_exit", ended.append)
    limits[1] = (20, 20)
    restorer.limits()
    assert ended == [restoring.LIMITED] == [LIMITED]
    assert "limited for good" in reason(LIMITED, False)


def test_a_small_world_that_was_so_from_the_beginning_is_no_limit(
    monkeypatch: pytest.MonkeyPatch, told: list[str]
) -> None:
    limits = system(monkeypatch, mighty=False)
    limits[1] = (100, 100)
    monkeypatch.setattr(os, "_exit", lambda status: pytest.fail("ended"))
    restoring.Restorer(Shell()).limits()
    assert told == []


def test_parts_of_the_shell_come_back(told: list[str]) -> None:
    shell: Any = Shell()
    before = dict(vars(shell))
    restorer = restoring.Restorer(shell)
    shell.displayhook = shell.kernel = None
    del shell.display_pub
    restorer.parts()
    assert vars(shell) == before


def test_a_timer_that_would_end_the_process_is_stopped_and_a_handled_one_is_not(told: list[str]) -> None:
    restorer = restoring.Restorer(Shell())
    before = signal.signal(signal.SIGVTALRM, signal.SIG_DFL)
    try:
        signal.setitimer(signal.ITIMER_VIRTUAL, 1000)
        restorer.limits()
        assert signal.getitimer(signal.ITIMER_VIRTUAL)[0] == 0 and "timer" in told[0]
        signal.signal(signal.SIGVTALRM, lambda number, frame: None)
        signal.setitimer(signal.ITIMER_VIRTUAL, 1000)
        restorer.limits()
        assert signal.getitimer(signal.ITIMER_VIRTUAL)[0] > 0
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def test_the_depth_of_calls_comes_back(told: list[str]) -> None:
    depth = sys.getrecursionlimit()
    restorer = restoring.Restorer(Shell())
    try:
        sys.setrecursionlimit(depth - 1)
        restorer.limits()
        assert sys.getrecursionlimit() == depth
        sys.setrecursionlimit(depth + 1)
        restorer.limits()
        assert sys.getrecursionlimit() == depth + 1, "more is the learner's own affair"
    finally:
        sys.setrecursionlimit(depth)
