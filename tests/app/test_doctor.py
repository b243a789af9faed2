"""`python -m tutor doctor`: what is said of a terminal, of a folder and of a session, and what it finds wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tutor.app import doctor
from tutor.core.execution import Died
from tutor.session.scripted import Reply, ScriptedSession
from tutor.terminal.caps import Caps


@pytest.mark.kernel
def test_a_machine_that_has_all_it_needs_has_nothing_in_the_way(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tutor", "doctor"],
        env={**os.environ, "KERAS_TUTOR_HOME": str(tmp_path), "TERM": "xterm-256color", "COLUMNS": "300"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        cwd=Path(__file__).parents[2],
    )
    assert run.returncode == 0, run.stdout + run.stderr
    for found in ("xterm-256color", "tensorflow", "answers after", "fast `fit`", "on", str(tmp_path)):
        assert found in run.stdout
    assert run.stdout.rstrip().endswith("Nothing is in the way of a lesson.")
    assert "\x1b" not in run.stdout
    assert not list(tmp_path.iterdir()), "looking leaves nothing behind"


def test_colours_that_the_environment_takes_away_are_put_down_to_it() -> None:
    rows = dict(doctor.terminal(Caps(colours=0), {"TERM": "xterm", "NO_COLOR": "1"}))
    assert rows["colours"] == "none (NO_COLOR is set)"
    assert dict(doctor.terminal(Caps(), {}))["TERM"] == "not set"


def test_a_screen_that_is_read_aloud_is_told_from_one_that_cannot_be_repainted() -> None:
    assert "aloud" in dict(doctor.terminal(Caps(plain=True, spoken=True), {}))["screen"]
    assert "repainted" in dict(doctor.terminal(Caps(plain=True), {}))["screen"]
    assert "live" in dict(doctor.terminal(Caps(), {}))["screen"]


def test_a_folder_that_cannot_be_written_is_a_problem_with_a_way_out(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    problems: list[str] = []
    rows = dict(doctor.files(tmp_path / "file" / "home", problems))
    assert "cannot be written" in rows["progress"]
    (problem,) = problems
    assert "KERAS_TUTOR_HOME" in problem


def test_a_package_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "PACKAGES", ("no-such-package-anywhere",))
    problems: list[str] = []
    assert ("no-such-package-anywhere", "missing") in doctor.versions(problems)
    assert "no-such-package-anywhere is not installed" in problems[0]


def test_a_session_that_cannot_start_is_a_problem_with_its_reason() -> None:
    problems: list[str] = []
    session = ScriptedSession({"import keras": Reply((Died(reason="Keras is missing."),))})
    assert doctor.live(session, problems) == [("Keras", "does not answer")]
    assert problems == ["No lesson can run its code: Keras is missing."]
