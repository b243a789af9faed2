"""`python -m tutor play`: the whole lesson by itself, in a pipe, with a real kernel."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.kernel

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("play")


@pytest.fixture(scope="module")
def played(directory: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tutor", "play", "linear-regression"]
    return subprocess.run(
        [*command, "--transcript", str(directory / "play.jsonl")],
        cwd=directory,
        env={**os.environ, "KERAS_TUTOR_HOME": str(directory / "home")},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
    )


@pytest.fixture(scope="module")
def transcript(played: subprocess.CompletedProcess[str], directory: Path) -> list[dict[str, Any]]:
    def refuse(word: str) -> float:
        raise AssertionError(f"{word} is no JSON")

    lines = (directory / "play.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line, parse_constant=refuse) for line in lines]


def test_every_step_passes_and_the_exit_status_says_so(played: subprocess.CompletedProcess[str]) -> None:
    assert played.returncode == 0, played.stdout[-2000:] + played.stderr
    assert played.stderr == ""


def test_the_page_is_plain_text_without_one_escape_sequence(played: subprocess.CompletedProcess[str]) -> None:
    assert "\x1b" not in played.stdout
    assert "\r" not in played.stdout
    assert max(map(len, played.stdout.splitlines())) <= 80


def test_the_page_shows_tables_plots_and_the_rule_that_was_learned(
    played: subprocess.CompletedProcess[str],
) -> None:
    assert re.search(r"values_x +values_y", played.stdout)
    assert re.search(r"Dense +1 +\(None, 1\) +2", played.stdout)
    assert "log scale" in played.stdout
    assert re.search(r"y ≈ 2\.1\d?·x \+ 2[67]\.\d", played.stdout)
    assert re.search(r"20 +70 +70\.0\d+ +\+0\.0\d+", played.stdout)


def test_the_transcript_tells_every_kind_of_event_with_its_time(transcript: list[dict[str, Any]]) -> None:
    times = [line["t"] for line in transcript]
    assert times == sorted(times)
    kinds = {line["event"] for line in transcript}
    wanted = {"lesson_started", "step_shown", "code_run", "epochs", "judged", "figure", "table", "lesson_finished"}
    assert wanted <= kinds


def test_every_epoch_of_every_training_arrives_once_and_in_order(transcript: list[dict[str, Any]]) -> None:
    numbers = [row["number"] for line in transcript if line["event"] == "epochs" for row in line["rows"]]
    totals = [line["total"] for line in transcript if line["event"] == "training_started"]
    assert totals[:2] == [500, 500]
    assert numbers == [number for total in totals for number in range(1, total + 1)]


def test_every_judgement_is_a_pass(transcript: list[dict[str, Any]]) -> None:
    judged = [line for line in transcript if line["event"] == "judged"]
    assert len(judged) >= 10
    assert {line["verdict"] for line in judged} == {"passed"}


def test_playing_leaves_the_learners_progress_alone(
    played: subprocess.CompletedProcess[str], directory: Path
) -> None:
    assert not (directory / "home" / "progress.db").exists()
