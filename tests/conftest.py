"""For all tests: a busy machine is no fault of ours, a run tries its part of them, what takes long comes first."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

from tests import sample

settings.register_profile("house", deadline=None)
settings.load_profile("house")

LONGEST_FIRST = (
    "tests/app/test_lessons.py",
    "tests/runtime/test_fast_fit.py",
    "tests/app/test_real_terminal.py",
    "tests/session/test_kernel_variants.py",
    "tests/app/test_ssh.py",
    "tests/house/test_rules.py",
)
"""Files of minutes. A file is one worker's, so that one of these at the end would keep the other waiting."""


OF_THE_TERMINAL = ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "COLORTERM", "KERAS_TUTOR_HOME")
"""What somebody's shell may have set, and a test means to set itself."""


def pytest_configure(config: pytest.Config) -> None:
    sample.chosen()  # before there are workers, who are to choose the same
    for name in OF_THE_TERMINAL:
        os.environ.pop(name, None)


def pytest_report_header(config: pytest.Config) -> str:
    return f"of the slow proofs, part TESTS={sample.chosen()}; TESTS=all tries every one"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The files that take longest come first, then all that start a session or many processes."""
    files: dict[str, bool] = {}
    for item in items:
        slow = any(item.get_closest_marker(name) for name in ("kernel", "terminal", "slow"))
        files[item.location[0]] = files.get(item.location[0], False) or slow
    longest = {name: place for place, name in enumerate(LONGEST_FIRST)}
    items.sort(key=lambda item: (longest.get(item.location[0], len(longest)), not files[item.location[0]]))
