"""A lesson that did not come with the tutor: nothing of it runs or is drawn raw before the learner agrees."""

from __future__ import annotations

import os
import pty
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tutor.app import Exit
from tutor.app.trusting import agreed, told
from tutor.core.events import Event, Listing, Said
from tutor.core.files import read_text
from tutor.storage.finding import came_with_tutor
from tutor.storage.lessons import lessons_directory, load_course, read_lesson
from tutor.storage.trust import FILE, as_its_own, what_runs

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
LESSON = """\
id: linear-regression
title: "Mine \\u200d"
goal: A goal.
minutes: 5
setup: open('ran', 'w').close()
steps:
  - id: points
    kind: data
    code: x = 1
    expect:
      - python: open('checked', 'w').close() or True
      - value: x + 1
        equals: 2
    mistakes:
      - example: x = 2
        when: {python: x == 2}
        say: That is 2. It matters. Write 1.
    show: [{table: [x * 3]}]
    guess: {ask: What is it?, about: x * 2}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "lesson.yaml"
    path.write_text(LESSON)
    return path


def ask(path: Path, home: Path, answer: bool) -> tuple[str, list[Event]]:
    """What `agreed` says, and what was shown before."""
    shown: list[Event] = []
    return agreed([read_lesson(path)], home, shown.append, ask=lambda: answer), shown


def staged(home: Path, *words: str, typed: str = "/quit\n") -> subprocess.CompletedProcess[str]:
    """The tutor with a scripted session, its lines from a pipe."""
    return subprocess.run(
        [sys.executable, "-m", "tests.terminal.staged", *words],
        cwd=home.parent,
        env={**os.environ, "KERAS_TUTOR_HOME": str(home), "PYTHONPATH": str(ROOT)},
        input=typed,
        capture_output=True,
        text=True,
        timeout=120,
    )


def at_a_terminal(home: Path, words: Sequence[str], answer: str) -> tuple[int, str]:
    """The exit status and all that a terminal was sent, when this is typed there."""
    ours, theirs = pty.openpty()
    os.write(ours, answer.encode())
    with subprocess.Popen(
        [sys.executable, "-m", "tests.terminal.staged", *words],
        cwd=home.parent,
        env={**os.environ, "KERAS_TUTOR_HOME": str(home), "TERM": "dumb", "PYTHONPATH": str(ROOT)},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    ) as child:
        os.close(theirs)
        came = b""
        while True:
            try:
                data = os.read(ours, 65536)
            except OSError:
                break
            if not data:
                break
            came += data
    os.close(ours)
    return child.returncode, came.decode("utf-8", "replace")


def test_without_a_terminal_it_is_refused_and_says_how_to_agree(file: Path, tmp_path: Path) -> None:
    for words in ([str(file)], ["play", str(file)], ["check", str(file)]):
        run = subprocess.run(
            [sys.executable, "-m", "tutor", *words],
            cwd=tmp_path,
            env={**os.environ, "KERAS_TUTOR_HOME": str(tmp_path / "home"), "PYTHONPATH": str(ROOT)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert run.returncode in (Exit.USAGE, Exit.FAILED)
        assert "did not come with the tutor" in run.stderr + run.stdout
        assert "--trust" in run.stderr + run.stdout
        assert "Traceback" not in run.stderr
        assert sorted(each.name for each in tmp_path.iterdir() if each.name != "home") == ["lesson.yaml"]


def test_for_scripts_there_is_a_flag(file: Path, tmp_path: Path) -> None:
    run = staged(tmp_path / "home", str(file), "--trust")
    assert run.returncode == Exit.OK, run.stderr
    assert "Mine" in run.stdout
    assert "did not come with the tutor" not in run.stdout + run.stderr
    assert not (tmp_path / "home" / FILE).exists(), "a flag speaks for one run only"


def test_at_a_terminal_it_is_shown_and_asked_once(file: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    status, sent = at_a_terminal(home, [str(file)], "no\n")
    assert status == Exit.USAGE
    assert "open('ran', 'w')" in sent and "open('checked', 'w')" in sent
    # A long path is folded somewhere: only its characters count.
    assert re.sub(r"[\s│]", "", str(file)) in re.sub(r"[\s│]", "", sent)
    assert "step 1 of" not in sent
    status, sent = at_a_terminal(home, [str(file)], "yes\n/quit\n")
    assert status == Exit.OK and sent.index("Run it?") < sent.index("step 1 of")
    status, sent = at_a_terminal(home, [str(file)], "/quit\n")
    assert status == Exit.OK and "Run it?" not in sent and "step 1 of" in sent


def test_check_at_a_terminal_shows_and_asks_once_too(file: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    status, sent = at_a_terminal(home, ["check", str(file)], "no\n")
    assert status == Exit.FAILED
    assert sent.index("open('ran', 'w')") < sent.index("Run it?") and "open('checked', 'w')" in sent
    assert "Proving" not in sent
    _, sent = at_a_terminal(home, ["check", str(file)], "yes\n")
    assert sent.index("Run it?") < sent.index("Proving 1 lesson")
    _, sent = at_a_terminal(home, ["check", str(file)], "")
    assert "Run it?" not in sent and "Proving 1 lesson" in sent


def test_all_that_would_run_by_itself_is_shown(file: Path) -> None:
    runs = what_runs(read_lesson(file).get())
    assert runs.setup == "open('ran', 'w').close()"
    wanted = {"open('checked', 'w').close() or True", "x + 1", "x == 2", "x * 3", "x * 2"}
    assert wanted <= set(runs.expressions)
    shown = "\n".join(event.text for event in told(read_lesson(file)) if isinstance(event, Listing | Said))
    assert all(each in shown for each in (runs.setup, *wanted))


def test_more_than_anybody_reads_is_counted_and_not_hidden(tmp_path: Path) -> None:
    path = tmp_path / "long.yaml"
    path.write_text(LESSON.replace("setup: ", "setup: |\n" + "  x = 1\n" * 500 + "  "))
    assert any(
        "301 more are not shown" in event.text for event in told(read_lesson(path)) if isinstance(event, Said)
    )


def test_what_was_agreed_to_is_the_text_wherever_it_lies(file: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert ask(file, home, answer=False)[0]
    assert ask(file, home, answer=True)[0] == ""
    copy = tmp_path / "copy.yaml"
    shutil.copy(file, copy)
    assert ask(copy, home, answer=False) == ("", [])
    copy.write_text(LESSON.replace("ran", "run"))
    reason, shown = ask(copy, home, answer=False)
    assert reason and shown
    assert (home / FILE).stat().st_mode & 0o777 == 0o600
    assert len(read_text(home / FILE).splitlines()) == 1


def test_a_home_that_cannot_be_written_means_asking_again(file: Path, tmp_path: Path) -> None:
    (tmp_path / "home").write_text("in the way")
    for _ in range(2):
        reason, shown = ask(file, tmp_path / "home", answer=True)
        assert reason == "" and shown


def test_its_record_is_its_own_whatever_its_id_says(file: Path, tmp_path: Path) -> None:
    lesson = as_its_own(read_lesson(file).get())
    other = tmp_path / "elsewhere" / "lesson.yaml"
    other.parent.mkdir()
    shutil.copy(file, other)
    course = load_course(lessons_directory())
    ids = {lesson.id, as_its_own(read_lesson(other).get()).id}
    assert len(ids) == 2 and not ids & {entry.id for entry in course.lessons}
    assert course.number(lesson.id) == 0 and course.following(lesson.id) == ""
    home = tmp_path / "home"
    run = staged(home, "linear-regression", typed="\n\n/quit\n")
    assert run.returncode == Exit.OK, run.stderr
    staged(home, str(file), "--trust", "--fresh")
    again = staged(home, "linear-regression")
    assert "step 2 of" in again.stdout or "step 3 of" in again.stdout, "the course's own record is as it was"


def test_the_tutors_own_lessons_need_no_asking_by_whatever_way_they_are_found(tmp_path: Path) -> None:
    course = load_course(lessons_directory())
    link = tmp_path / "link.yaml"
    link.symlink_to(course.lessons[0].path)
    assert came_with_tutor(course, link)
    assert all(came_with_tutor(course, entry.path) for entry in course.lessons)
    copy = tmp_path / course.lessons[0].path.name
    shutil.copy(course.lessons[0].path, copy)
    assert not came_with_tutor(course, copy)


@pytest.mark.parametrize("place", ["title", "id", "key", "kind", "name"])
def test_a_lesson_that_is_refused_sends_no_command_to_the_terminal(place: str, tmp_path: Path) -> None:
    attack = '"\\e]52;c;aGk=\\a\\e[2J\\x9b2J\\u202e"'
    lines = {
        "title": LESSON.replace('"Mine \\u200d"', attack),
        "id": LESSON.replace("id: points", f"id: {attack}"),
        "key": LESSON.replace("    code:", f"    {attack}: 1\n    code:"),
        "kind": LESSON.replace("kind: data", f"kind: {attack}"),
        "name": LESSON,
    }
    path = tmp_path / ("\x1b]52;c;aGk=\x07.yaml" if place == "name" else "lesson.yaml")
    path.write_text(lines[place] if place != "name" else "no lesson")
    for words in ([str(path)], ["check", str(path)], ["check", "--json", str(path)]):
        run = staged(tmp_path / "home", *words)
        assert run.returncode in (Exit.USAGE, Exit.FAILED)
        for each in ("\x1b", "\x07", "\x9b", "\u202e", "Traceback"):
            assert each not in run.stdout + run.stderr
