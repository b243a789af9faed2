"""Every lesson of the course, in live sessions: the solutions of every fourth one, all that it claims by turns.

`TESTS=all` proves every lesson with three seeds, as `python -m tutor check` does; that takes a quarter of an hour.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.kernel import started_session
from tests.sample import everything, part
from tutor.answers.errors.explainer import ErrorExplainer
from tutor.authoring.proof import prove
from tutor.storage.lessons import lessons_directory, load_course, load_errors, load_lesson

pytestmark = pytest.mark.kernel

DIRECTORY = lessons_directory()
LESSONS = {entry.id: entry.path for entry in load_course(DIRECTORY).lessons}
TRIED = part(LESSONS, 6)


@pytest.mark.parametrize("name", part(LESSONS, 4))
def test_solutions_pass_and_the_numbers_that_are_told_come_out(name: str) -> None:
    lesson, knows = load_lesson(LESSONS[name]), ErrorExplainer(load_errors(DIRECTORY)).knows
    with started_session() as session:
        proofs = list(prove(lesson, session, lesson.random_seed, knows, only_solutions=True))
    assert not [proof for proof in proofs if proof.failure]
    assert len(proofs) > len(lesson.steps) / 2


def test_a_lesson_keeps_all_that_it_promises(tmp_path: Path) -> None:
    asked = [] if everything() else ["--seeds", "1", *(str(LESSONS[name]) for name in TRIED)]
    command = [sys.executable, "-m", "tutor", "check", "--json", *asked]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=3000)
    assert run.returncode == 0, run.stdout + run.stderr
    found = json.loads(run.stdout)
    assert found["problems"] == []
    assert {result["lesson"] for result in found["proved"]} == set(TRIED)
    assert len(found["proved"]) == (3 if everything() else 1) * len(TRIED)
