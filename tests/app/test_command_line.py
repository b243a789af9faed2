"""The command line as a shell sees it: words in, text and an exit status out. No kernel is started here."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tutor import __version__
from tutor.app.arguments import Arguments, Exit, parse_arguments
from tutor.app.running import lesson_to_open
from tutor.core.course import Course, LessonEntry
from tutor.core.progress import LessonRecord, StepStatus
from tutor.storage.progress import MemoryProgress, SqliteProgress

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]


def tutor(*words: str, home: Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "KERAS_TUTOR_HOME": str(home)}
    command = [sys.executable, "-m", "tutor", *words]
    return subprocess.run(
        command, cwd=cwd, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60
    )


@pytest.mark.parametrize("word", ["--version", "--help"])
def test_version_and_help_load_nothing_that_takes_time(word: str) -> None:
    script = f"import sys; from tutor.app import main; main(['{word}']); print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    modules = run.stdout.splitlines()[-1].split()
    assert not {"tensorflow", "keras", "numpy", "rich", "prompt_toolkit"} & set(modules)


def test_the_version_is_that_of_the_package(tmp_path: Path) -> None:
    assert tutor("--version", home=tmp_path).stdout == f"keras-tutor {__version__}\n"


def test_help_has_examples(tmp_path: Path) -> None:
    shown = tutor("--help", home=tmp_path).stdout
    assert "examples:" in shown
    assert "python -m tutor linear-regression < chat.txt" in shown


def test_the_lessons_are_found_from_any_directory(tmp_path: Path) -> None:
    run = tutor("list", home=tmp_path, cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    assert "linear-regression" in run.stdout
    assert re.search(r"linear-regression.*\b15\b", run.stdout)
    assert "\x1b" not in run.stdout


def test_progress_calls_what_is_no_lesson_by_what_it_is(tmp_path: Path) -> None:
    store = SqliteProgress(tmp_path)
    store.save(LessonRecord("notebook@0123456789abcdef", "cell-2", updated=2e9))
    store.save(LessonRecord("free", "free", finished=True, updated=1e9))
    page = tutor("progress", home=tmp_path).stdout
    assert "a notebook of yours" in page and "without a lesson" in page
    assert "@" not in page and "finished" not in page


def test_progress_is_a_sentence_a_table_or_json(tmp_path: Path) -> None:
    assert "Nothing begun yet." in tutor("progress", home=tmp_path).stdout
    store = SqliteProgress(tmp_path)
    record = LessonRecord("linear-regression", "neuron", {"points": StepStatus.PASSED}, updated=1e9)
    store.save(record)
    store.close()
    assert "at neuron" in tutor("progress", home=tmp_path).stdout
    assert "at neuron" in tutor("list", home=tmp_path).stdout
    (lesson,) = json.loads(tutor("progress", "--json", home=tmp_path).stdout)
    assert lesson["lesson"] == "linear-regression"
    assert lesson["steps"] == {"points": "passed"}
    assert lesson["finished"] is False


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["linear-regresion"], "Did you mean `linear-regression`?"),
        (["--frsh"], "--help"),
        (["play"], "play needs a lesson"),
        (["one", "two"], "one lesson at a time"),
        (["list", "x"], "list takes no lesson"),
        (["gone.yaml"], "gone.yaml"),
        (["--transcript"], "--help"),
        (["linear-regression", "--transcript", "/nowhere/at/all.jsonl"], "cannot be written"),
        (["check", "--wrong"], "check --help"),
    ],
)
def test_bad_words_get_one_sentence_and_status_2(words: list[str], sentence: str, tmp_path: Path) -> None:
    run = tutor(*words, home=tmp_path)
    assert run.returncode == Exit.USAGE
    assert sentence in run.stderr + run.stdout
    assert "Traceback" not in run.stderr


def test_a_lesson_file_that_is_not_there_fails_its_check(tmp_path: Path) -> None:
    run = tutor("check", "gone.yaml", home=tmp_path)
    assert run.returncode == Exit.FAILED
    assert "gone.yaml: There is no such file." in run.stdout


def test_the_schema_is_printed_as_json(tmp_path: Path) -> None:
    assert json.loads(tutor("schema", home=tmp_path).stdout)["properties"]["steps"]


def test_a_broken_lesson_file_shows_all_its_problems_and_where(tmp_path: Path) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text("format: 1\nid: broken\ntitel: Broken\nsteps:\n  - id: a\n    kind: modle\n", encoding="utf-8")
    run = tutor(str(path), home=tmp_path)
    assert run.returncode == Exit.USAGE
    assert f"{path}:3:1" in run.stderr
    assert f"{path}:6:11" in run.stderr
    assert "`model`" in run.stderr
    assert "Traceback" not in run.stderr


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    command = f"{sys.executable} -m tutor list | true; exit ${{PIPESTATUS[0]}}"
    environment = {**os.environ, "KERAS_TUTOR_HOME": str(tmp_path)}
    run = subprocess.run(["bash", "-c", command], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert "Traceback" not in run.stderr


EVERY_WAY = (
    ["--help"], ["--version"], ["list"], ["progress"], ["progress", "--json"], ["questions"], ["schema"],
    ["check", "--help"], ["check", "--static"], ["gone.yaml"], ["check", "gone.yaml"],
)  # fmt: skip


def test_no_way_of_starting_minds_a_reader_that_has_gone(tmp_path: Path) -> None:
    script = f"""
import os, sys
from tutor.app import main
for words in {list(EVERY_WAY)!r}:
    reader, writer = os.pipe()
    os.close(reader)
    sys.stdout = os.fdopen(writer, "w")
    status = main(words)
    print(words, int(status), file=sys.stderr)
"""
    environment = {**os.environ, "KERAS_TUTOR_HOME": str(tmp_path)}
    run = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    told = [line for line in run.stderr.splitlines() if line.startswith("[")]
    assert len(told) == len(EVERY_WAY) and "Traceback" not in run.stderr
    assert [line.endswith(" 0") for line in told[:-2]] == [True] * (len(EVERY_WAY) - 2)


def test_options_may_stand_anywhere() -> None:
    wanted = Arguments(verb="play", lesson="2", transcript=Path("f"), plain=True)
    assert parse_arguments(["play", "--plain", "2", "--transcript", "f"]) == wanted
    assert parse_arguments(["--transcript", "f", "play", "2", "--plain"]) == wanted


def test_a_bare_start_opens_where_the_learner_is() -> None:
    entries = tuple(LessonEntry(name, name, "", 5, Path()) for name in ("a", "b", "c"))
    course, store = Course("x", entries), MemoryProgress()
    assert lesson_to_open(course, store) == "a"
    store.save(LessonRecord("a", "end", finished=True, updated=1))
    assert lesson_to_open(course, store) == "b"
    store.save(LessonRecord("c", "middle", updated=2))
    assert lesson_to_open(course, store) == "c"
    for name in "abc":
        store.save(LessonRecord(name, "end", finished=True, updated=3))
    assert lesson_to_open(course, store) == "a"


@pytest.mark.parametrize("way", ["all", "none", "course"])
def test_who_wants_to_see_all_code_or_none_says_so(way: str) -> None:
    arguments = parse_arguments(["--guided", way])
    assert isinstance(arguments, Arguments) and arguments.guided == way


def test_another_way_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert parse_arguments(["--guided", "some"]) is Exit.USAGE
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "course" in said
