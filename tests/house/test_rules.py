"""The rules of the house, each kept by a machine: style, types, and which way imports point."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "command",
    [
        [sys.executable, "-m", "ruff", "check", "."],
        [sys.executable, "-m", "ruff", "format", "--check", "."],
        [sys.executable, "-m", "mypy"],
        [str(Path(sys.executable).with_name("lint-imports"))],
    ],
    ids=["ruff check", "ruff format", "mypy", "import-linter"],
)
def test_the_code_keeps_the_rule_of(command: list[str]) -> None:
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_top_level_shows_five_names_and_no_more() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    assert listed.returncode == 0, listed.stderr
    names = {line.split("/")[0] for line in listed.stdout.splitlines()}
    visible = {name for name in names if not name.startswith(".")}
    assert visible == {"tutor", "lessons", "tests", "pyproject.toml", "README.md"}


@pytest.mark.parametrize(
    "path", sorted((ROOT / "tutor").rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT))
)
def test_a_module_opens_with_its_promise_and_stays_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith('"""') or not text.strip()
    assert text.count("\n") <= 300
