"""One real session for all tests that leave it alive, emptied between them."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kernel import started_session
from tutor.core.facts import Evaluate, FailedFacts
from tutor.session import process
from tutor.session.kernel import KernelSession
from tutor.session.process import environment


@pytest.fixture(scope="session", autouse=True)
def as_outside_of_pytest() -> Iterator[None]:
    """ipykernel leaves the output of other processes alone when it sees that a test runs it."""

    def without_pytest(folder: Path) -> dict[str, str]:
        return {name: value for name, value in environment(folder).items() if name != "PYTEST_CURRENT_TEST"}

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(process, "environment", without_pytest)
        yield


LONGEST = 300
"""Seconds that a test may take here, on however busy a machine: what waits for a session waits for ever."""


@pytest.fixture(autouse=True)
def not_for_ever() -> Iterator[None]:
    def give_up(number: int, frame: object) -> None:
        raise TimeoutError(f"after {LONGEST} s")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, LONGEST, 5)  # and again, should the tidying up hang, too
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@pytest.fixture(scope="session")
def shared_session(as_outside_of_pytest: None) -> Iterator[KernelSession]:
    with started_session() as session:
        yield session


@pytest.fixture
def session(shared_session: KernelSession) -> KernelSession:
    """A live session without any variables. What a test has left dead or busy is started anew."""
    if isinstance(shared_session.query([Evaluate("1")], timeout=60)[0], FailedFacts):
        shared_session.restart()
    for _ in shared_session.run("%reset -sf", silent=True):
        pass
    return shared_session
