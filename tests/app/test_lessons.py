"""Every lesson, proved in a live session: its solutions, its mistakes, its numbers, over several random seeds."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tutor.storage.lessons import lessons_directory, load_course

LESSONS = [entry.path for entry in load_course(lessons_directory()).lessons]
SEEDS = {"03-learning-rate.yaml": 1}
"""Random seeds to prove a lesson with: 3, but for those that train for minutes. `check` itself takes 3 for all."""


@pytest.mark.kernel
@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_a_lesson_keeps_what_it_promises(path: Path, tmp_path: Path) -> None:
    seeds = SEEDS.get(path.name, 3)
    command = [sys.executable, "-m", "tutor", "check", str(path), "--seeds", str(seeds)]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=600)
    assert run.returncode == 0, run.stdout + run.stderr
    assert run.stdout.count("all hold") == seeds
    assert "0 problems, 0 warnings" in run.stdout


def test_the_course_as_a_whole_reads_without_a_problem(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tutor", "check", "--static"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert run.returncode == 0, run.stdout + run.stderr
    assert f"{len(LESSONS)} lessons read: 0 problems, 0 warnings" in run.stdout
