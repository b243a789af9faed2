"""One real session for all tests that leave it alive, emptied between them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.kernel import started_session
from tutor.core.protocols import State
from tutor.session.kernel import KernelSession


@pytest.fixture(scope="session")
def shared_session() -> Iterator[KernelSession]:
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
