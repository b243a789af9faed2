"""Every lesson, proved in a live session: its solutions, its mistakes, its numbers, over several random seeds."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.kernel
def test_every_lesson_keeps_what_it_promises(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tutor", "check"], cwd=tmp_path, capture_output=True, text=True, timeout=900
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert run.stdout.count("all hold") >= 3
    assert "0 problems, 0 warnings" in run.stdout
