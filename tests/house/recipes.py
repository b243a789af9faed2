"""Follows the recipes of `lessons/README.md` in a copy of the tree, and uses there what they add.

`python -m tests.house.recipes`, run in the copy, prints as JSON what the chat said to each line of `LINES`.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from tests.chatting import words
from tests.understanding.small import VOICES, file_of
from tutor.answers.answerer import QuestionAnswerer
from tutor.answers.errors.explainer import ErrorExplainer
from tutor.conversation import Conversation
from tutor.core.events import Judged
from tutor.core.execution import Stream
from tutor.core.facts import ScalarFacts
from tutor.session.scripted import Reply, ScriptedSession
from tutor.storage.lessons import lessons_directory, load_course, load_errors, load_lesson
from tutor.storage.progress import MemoryProgress
from tutor.storage.ready_glossary import ready_glossary
from tutor.storage.voices import WEIGHTS, understanding_of

ROOT = Path(__file__).parents[2]
GUIDE = "lessons/README.md"
_BLOCK = re.compile(r"<!-- (new file|add to): (\S+) -->\n```\w*\n(.*?)```", re.DOTALL)
LESSON = """\
format: 1
id: halves
title: Halves
goal: You halve a number.
minutes: 1
steps:
  - id: even
    kind: data
    task: Make an even number.
    code: apples = 4
    expect:
      - even: apples
    show:
      - halves: apples
  - id: say
    kind: print
    task: Print it.
    code: print(apples)
    expect:
      - printed: "4"
"""
LINES = {
    "check": "apples = 3",
    "exhibit": "apples = 4",
    "looking around": "apples",
    "step kind": "print(apples)",
    "command": "/count",
    "pitfall": "for i in range(5, 0): pass",
    "session question": "which variable has the longest name?",
    "request": "a coffee break please",
    "glossary entry": "abacus?",
    "glossary entry, in other words": "counting with beads on rods?",
}
"""What is typed for each recipe, in this order."""


def blocks() -> list[tuple[str, str, str]]:
    """What to do (`new file` or `add to`), the file, and the lines."""
    return _BLOCK.findall((ROOT / GUIDE).read_text(encoding="utf-8"))


def follow(target: Path) -> None:
    """Copy the tree to `target`, and follow the recipes there."""
    left_out = shutil.ignore_patterns("__pycache__", "__snapshots__", "picture")
    for folder in ("tutor", "lessons", "tests"):
        shutil.copytree(ROOT / folder, target / folder, ignore=left_out)
    shutil.copy(ROOT / "pyproject.toml", target)
    for what, name, lines in blocks():
        file = target / name
        if what == "new file":
            assert not file.exists(), f"{name} is there already"
            file.write_text(lines, encoding="utf-8")
        else:
            file.write_text(with_lines(file.read_text(encoding="utf-8"), lines), encoding="utf-8")


def with_lines(text: str, lines: str) -> str:
    """A file with lines added: imports behind its last import, a table's at its end, all others at the end."""
    for line in lines.splitlines(keepends=True):
        if line.startswith("from "):
            last = [*re.finditer(r"^from [^(\n]*(?:\([^)]*\))?\n", text, re.MULTILINE)][-1]
            text = text[: last.end()] + line + text[last.end() :]
        elif line.startswith('    "'):
            end = text.index("\n}\n") + 1
            text = text[:end] + line + text[end:]
        else:
            text = text + line
    return text


def conversation(directory: Path) -> Conversation:
    """A chat of the copy's own: the small lesson, its glossary and voices, and a session that follows a script."""
    (directory / WEIGHTS).write_bytes(file_of(VOICES | {"@task": ("what do i do now", "what should i type")}))
    (lesson := directory / "90-halves.yaml").write_text(LESSON, encoding="utf-8")
    glossary, explain = ready_glossary(directory), ErrorExplainer(load_errors(directory))
    session = ScriptedSession(
        {
            "apples = 3": Reply(facts={"apples": ScalarFacts(3, "int")}),
            "apples = 4": Reply(facts={"apples": ScalarFacts(4, "int")}),
            "print(apples)": Reply((Stream("4\n"),)),
        }
    )
    answer = QuestionAnswerer(glossary, understanding_of(directory, glossary.entries), explain)
    course, store = load_course(directory), MemoryProgress()
    return Conversation(course, load_lesson(lesson), session, store, explain, answer, clock=lambda: 0.0)


def main() -> None:
    chat = conversation(lessons_directory())
    list(chat.open())
    said = {}
    for recipe, line in LINES.items():
        events = list(chat.respond(line))
        judged = [f"[{event.verdict.value}]" for event in events if isinstance(event, Judged)]
        said[recipe] = "\n".join([*judged, words(events)])
    print(json.dumps(said))


if __name__ == "__main__":
    main()
