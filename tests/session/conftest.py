"""One real session for all tests that leave it alive, emptied between them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kernel import started_session
from tutor.core.protocols import State
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


@pytest.fixture(scope="session")
def shared_session(as_outside_of_pytest: None) -> Iterator[KernelSession]:
    with started_session() as session:
        yield session


@pytest.fixture
def session(shared_session: KernelSession) -> KernelSession:
    """A live session without any variables."""
    if shared_session.state() is State.DEAD:
        shared_session.restart()
    for _ in shared_session.run("%reset -sf", silent=True):
        pass
    return shared_session
