"""`python -m tutor questions`: what had no answer, and how it is forgotten."""

from __future__ import annotations

from pathlib import Path

import pytest

from tutor.app import Exit, main
from tutor.storage.unanswered import FILE


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KERAS_TUTOR_HOME", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


def test_without_any_it_says_so(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["questions"]) == Exit.OK
    assert capsys.readouterr().out == "No question is without an answer.\n"


def test_they_are_listed_with_day_and_lesson_and_can_be_forgotten(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / FILE).write_text("2026-11-23\tlinear-regression\twhat is a monad\n")
    assert main(["questions"]) == Exit.OK
    out = capsys.readouterr().out
    assert "2026-11-23   linear-regression   what is a monad" in out
    assert "stay on this machine" in out
    assert main(["questions", "--clear"]) == Exit.OK
    assert capsys.readouterr().out == "Forgotten: 1.\n"
    assert not (home / FILE).exists()


def test_what_cannot_be_forgotten_is_said(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / FILE).mkdir()
    assert main(["questions", "--clear"]) == Exit.FAILED
    assert "cannot be removed" in capsys.readouterr().err
