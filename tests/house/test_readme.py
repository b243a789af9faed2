"""What the README promises a newcomer is so: its lessons, its links, its commands, its length."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.bench.__main__ import MEASUREMENTS
from tutor.app.arguments import VERBS
from tutor.app.packs import HELP as OF_COURSES
from tutor.commands import COMMANDS
from tutor.storage.lessons import lessons_directory, load_course

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = ("README.md", "lessons/README.md", "tests/README.md", "tests/bench/README.md")
MOST_WORDS = 900


def anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


def test_it_is_short() -> None:
    assert len(README.split()) <= MOST_WORDS


def test_it_names_every_lesson_with_its_minutes() -> None:
    table = re.findall(r"^\| ([^|`]+) \| [^|]+ \| (\d+) \|$", README, re.MULTILINE)
    lessons = load_course(lessons_directory()).lessons
    assert table == [(entry.title, str(entry.minutes)) for entry in lessons]


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_somewhere(name: str) -> None:
    page = ROOT / name
    text = page.read_text(encoding="utf-8")
    for link in re.findall(r"(?:\]\(|src=\"|srcset=\")([^)\"]+)[)\"]", text):
        if not link.startswith("https://"):
            file, _, anchor = link.partition("#")
            target = page.parent / file if file else page
            assert target.exists(), link
            assert not anchor or anchor in anchors(target), link


def test_every_command_in_it_exists() -> None:
    commands = re.findall(r"`/([a-z]+)", README)
    verbs = re.findall(r"python -m tutor ([a-z]+)", README)
    assert len(commands) > 5 and len(verbs) > 3
    assert set(commands) <= COMMANDS.keys()
    lessons = {entry.id.split("-")[0] for entry in load_course(lessons_directory()).lessons}
    others = {"check", "schema", "export", "import", "new", "watch"}
    assert set(verbs) <= {*VERBS, *lessons, *others, *OF_COURSES}


def test_the_page_of_the_benches_names_only_benches_that_exist() -> None:
    page = (ROOT / "tests/bench/README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z]+)`", page)) - {"fit"}
    assert named <= MEASUREMENTS.keys()
