"""Whatever the tutor is started in, it ends in one clear sentence or in a lesson, never in a traceback."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tutor.app import Exit
from tutor.app.here import shadowing
from tutor.storage.progress import SqliteProgress
from tutor.storage.transcript import Transcript, open_transcript
from tutor.storage.unanswered import FILE as QUESTIONS
from tutor.terminal.history import SharedHistory

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
BEFORE_ANY_PROGRAM = (
    *(
        "collections",
        "contextlib",
        "functools",
        "importlib",
        "keyword",
        "operator",
        "reprlib",
        "types",
        "warnings",
    ),
)
"""What Python imports, from the learner's folder first, before `python -m` runs any program."""
VERBS = (["list"], ["progress"], ["progress", "--json"], ["questions"], ["linear-regression"])


def shell(line: str, home: Path | str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """The line in a shell, in which `$TUTOR` is the tutor with a scripted session."""
    return subprocess.run(
        ["bash", "-c", line],
        cwd=cwd,
        env={
            **os.environ,
            "KERAS_TUTOR_HOME": str(home),
            "PYTHONPATH": str(ROOT),
            "TUTOR": f"{sys.executable} -m tests.terminal.staged",
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize("words", [*VERBS, ["doctor"]], ids=" ".join)
def test_a_home_of_nobody_is_said(words: list[str]) -> None:
    run = shell(f"$TUTOR {' '.join(words)}", "~nobody-at-all/x")
    assert run.returncode == Exit.USAGE
    assert "there is no such user" in run.stderr and "Traceback" not in run.stderr


@pytest.mark.parametrize(
    "words", [*VERBS, ["--help"], ["--version"], ["schema"], ["check", "--static"]], ids=" ".join
)
@pytest.mark.parametrize("output", ["> /dev/full", ">&-"])
def test_an_output_that_takes_nothing_is_said_in_one_sentence(
    output: str, words: list[str], tmp_path: Path
) -> None:
    run = shell(f"$TUTOR {' '.join(words)} {output}", tmp_path)
    assert run.returncode == Exit.FAILED
    assert run.stderr.startswith("The tutor cannot write to its output: ")
    assert run.stderr.count("\n") == 1
    assert shell(f"$TUTOR {' '.join(words)} {output} 2>&-", tmp_path).returncode == Exit.FAILED


@pytest.mark.parametrize("name", ["progress.db", QUESTIONS, "history", "llm.toml", "trusted.txt"])
def test_a_pipe_in_place_of_a_file_is_not_waited_for(name: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / name)
    for words in ("list", "progress", "questions", "linear-regression"):
        run = shell(f"echo '?? what is a bias' | $TUTOR {words}", tmp_path)
        assert run.returncode in (Exit.OK, Exit.FAILED)
        assert "Traceback" not in run.stderr + run.stdout


def test_a_lesson_or_a_transcript_that_is_a_pipe_is_said(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "lesson.yaml")
    run = shell(f"$TUTOR {tmp_path}/lesson.yaml; $TUTOR check {tmp_path}/lesson.yaml", tmp_path / "home")
    assert "it is no regular file" in run.stderr and "it is no regular file" in run.stdout
    run = shell(f"$TUTOR linear-regression --transcript {tmp_path}/lesson.yaml", tmp_path / "home")
    assert run.returncode == Exit.USAGE and "cannot be written" in run.stderr


def test_a_locked_progress_file_is_waited_for_visibly_and_then_said(tmp_path: Path) -> None:
    SqliteProgress(tmp_path).close()
    lock = sqlite3.connect(tmp_path / "progress.db", isolation_level=None)
    lock.execute("BEGIN EXCLUSIVE")
    lines = ("$TUTOR progress", "$TUTOR list", "echo '1 + 1' | $TUTOR linear-regression")
    with ThreadPoolExecutor() as at_once:  # each waits for seconds
        *said, chat = at_once.map(lambda line: shell(line, tmp_path), lines)
    for run in said:
        assert run.returncode == Exit.FAILED
        first, last = run.stderr.splitlines()
        assert first.startswith("Another program holds the progress file.")
        assert last == "Progress cannot be kept: database is locked. The lesson goes on."
    assert chat.returncode == Exit.OK
    assert "Another program holds the progress file." in chat.stdout
    assert "database is locked" in chat.stdout
    lock.close()


def test_files_of_the_learners_are_for_nobody_else(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o755)
    SqliteProgress(home).close()
    (home / QUESTIONS).write_text("")
    (home / QUESTIONS).chmod(0o644)
    SharedHistory(home / "history").store_string("x = 1")
    run = shell(
        f"echo '? what is a zebra crossing' | $TUTOR linear-regression --transcript {tmp_path}/t.jsonl", home
    )
    assert run.returncode == Exit.OK, run.stderr
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    for file in (home / QUESTIONS, home / "history", home / "progress.db", tmp_path / "t.jsonl"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file
    transcript = open_transcript(tmp_path / "t.jsonl")
    assert isinstance(transcript, Transcript)
    transcript.close()


def test_a_folder_that_is_not_the_tutors_alone_stays_as_open_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_text("")
    tmp_path.chmod(0o755)
    SqliteProgress(tmp_path).close()
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


def test_nothing_is_imported_from_the_learners_folder(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    for name in ("random", "yaml", "token", "numpy", "keras", "rich", "msgspec", "enum", "json", "typing", "zmq"):
        (folder / f"{name}.py").write_text("raise SystemExit('taken for a library')")
    for words in ("list", "linear-regression", "schema", "check --static", "--version"):
        run = shell(f"{sys.executable} -m tutor {words}", tmp_path / "home", folder)
        assert run.returncode == Exit.OK, run.stderr
        assert "taken for a library" not in run.stdout + run.stderr
    run = shell(f"{sys.executable} -m tutor linear-regression", tmp_path / "home", folder)
    said = " ".join(run.stdout.split())
    assert "`enum.py`, `json.py`, `keras.py`, `msgspec.py`, `numpy.py` and more in this folder" in said


def test_started_by_its_own_name_no_file_of_the_learners_can_stop_it(tmp_path: Path) -> None:
    folder, script = tmp_path / "mine", tmp_path / "keras-tutor"
    folder.mkdir()
    for name in BEFORE_ANY_PROGRAM:
        (folder / f"{name}.py").write_text("raise SystemExit('taken for a library')")
    script.write_text("import sys\nfrom tutor.app import main\nsys.exit(main())\n")  # as pip writes it
    for words in ("--version", "list", "linear-regression"):
        run = shell(f"{sys.executable} {script} {words}", tmp_path / "home", folder)
        assert run.returncode == Exit.OK, run.stderr
        assert "taken for a library" not in run.stdout + run.stderr
    assert "`collections.py`, `contextlib.py`" in " ".join(run.stdout.split())


def test_the_names_that_stop_python_itself_are_those_that_are_told(tmp_path: Path) -> None:
    (tmp_path / "nothing.py").write_text("")
    run = shell(f"{sys.executable} -X importtime -m nothing 2>&1; {sys.executable} -X importtime -c 0", tmp_path)
    by_itself, before = (
        {line.rpartition("|")[2].strip() for line in text.splitlines()} for text in (run.stderr, run.stdout)
    )
    built_in = {*sys.builtin_module_names, "nothing", "runpy"}
    needed = {name for name in before - by_itself if "." not in name} - built_in
    assert needed - {"itertools"} <= {*BEFORE_ANY_PROGRAM}


def test_a_file_that_shadows_a_library_is_named(tmp_path: Path) -> None:
    for name in ("mine.py", "random.py", "numbers.txt", "KERAS.py"):
        (tmp_path / name).write_text("")
    (tmp_path / "keras").mkdir()
    assert shadowing(str(tmp_path)) == ["random.py"]
    (tmp_path / "keras" / "__init__.py").write_text("")
    assert shadowing(str(tmp_path)) == ["keras", "random.py"]
    assert shadowing(str(tmp_path / "gone")) == []
