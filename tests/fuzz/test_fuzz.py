"""Two thousand files that nobody has thought of end in a lesson, a record, or a sentence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
CASES = 2000


def test_no_file_whatever_ends_in_a_traceback_a_hang_or_a_flood() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tests.fuzz", str(CASES)], cwd=ROOT, capture_output=True, text=True, timeout=600
    )
    assert run.returncode == 0, run.stdout[-5000:] + run.stderr[-2000:]
    assert f"{CASES:,} cases, 0 of them failed" in run.stdout
