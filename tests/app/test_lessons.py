"""Every lesson of the course, proved in live sessions: solutions, mistakes, and numbers with three seeds."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tutor.storage.lessons import lessons_directory, load_course


@pytest.mark.kernel
def test_every_lesson_keeps_what_it_promises(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tutor", "check", "--json"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=800)
    assert run.returncode == 0, run.stdout + run.stderr
    found = json.loads(run.stdout)
    lessons = [entry.id for entry in load_course(lessons_directory()).lessons]
    assert found["problems"] == []
    assert {result["lesson"] for result in found["proved"]} == set(lessons)
    assert len(found["proved"]) == 3 * len(lessons)
