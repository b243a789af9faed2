"""The recipes of `lessons/README.md` do what they promise, followed to the letter in a copy of the tree."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.recipes import LESSON, blocks, follow

pytestmark = pytest.mark.slow

SAID = {
    "check": ["[not_yet]", "`apples` is 3. Two halves would not be equal."],
    "exhibit": ["[passed]", "Half of 4 is 2."],
    "step kind": ["[passed]"],
    "command": ["Variables: 1."],
    "pitfall": ["`range(5, 0)` has no numbers in it."],
    "session question": ["`apples` has the longest name."],
    "request": ["Ctrl-D leaves"],
    "glossary entry": ["frame with beads on rods"],
    "glossary entry, in other words": ["frame with beads on rods"],
}


def run(tree: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], cwd=tree, capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": str(tree)},
    )  # fmt: skip


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    follow(target := tmp_path_factory.mktemp("copy"))
    return target


@pytest.fixture(scope="module")
def said(tree: Path) -> dict[str, str]:
    chat = run(tree, "-m", "tests.house.recipes")
    assert chat.returncode == 0, chat.stderr
    found: dict[str, str] = json.loads(chat.stdout)
    return found


@pytest.mark.parametrize("recipe", SAID)
def test_what_a_recipe_adds_is_used_in_a_chat(recipe: str, said: dict[str, str]) -> None:
    assert [words for words in SAID[recipe] if words not in said[recipe]] == [], said[recipe]


def test_a_line_that_the_new_kind_does_not_take_for_an_attempt_is_not_judged(said: dict[str, str]) -> None:
    assert "[" not in said["looking around"]


def test_a_lesson_in_the_new_words_is_read_by_check(tree: Path) -> None:
    (file := tree / "lesson.yaml").write_text(LESSON, encoding="utf-8")
    check = run(tree, "-m", "tutor", "check", "--static", str(file))
    assert check.returncode == 0, check.stdout + check.stderr


def test_what_is_added_keeps_the_style_of_the_house(tree: Path) -> None:
    files = [name for _, name, _ in blocks() if name.endswith(".py")]
    ruff = run(tree, "-m", "ruff", "check", "--ignore", "I001", *files)
    assert ruff.returncode == 0, ruff.stdout
    new = [name for what, name, _ in blocks() if name.endswith(".py") and what == "new file"]
    assert len(new) == 6
    ruff = run(tree, "-m", "ruff", "format", "--diff", *new)
    assert ruff.returncode == 0, ruff.stdout
