"""Added courses at the command line: what is said, what is asked, what runs, and what is kept."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.app.test_trust import at_a_terminal, staged
from tests.packs import files_of, tarred, write_pack, zipped
from tests.ssh import ssh_server
from tests.storage.test_packs import repository
from tutor.app import Exit, main
from tutor.app.packs import HELP
from tutor.app.places import CoursePlace, place_of
from tutor.app.trusting import agreed
from tutor.core.progress import LessonRecord
from tutor.storage.lessons import lessons_directory, load_course, read_lesson
from tutor.storage.packs.shelf import Pack, Shelf
from tutor.storage.progress import MemoryProgress

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
PACKAGE = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
[project]
name = "ride-course"
version = "3.1"
[project.entry-points."keras_tutor.courses"]
rides = "ride_course.lessons"
[tool.hatch.build.targets.wheel]
packages = ["ride_course"]
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KERAS_TUTOR_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    """The exit status and all that is printed."""
    status = main(list(words))
    captured = capsys.readouterr()
    return status, captured.out + captured.err


def test_a_course_comes_is_listed_and_goes(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Only the tutor's own course" in said(capsys, "courses")[1]
    status, text = said(capsys, "add", str(zipped(tmp_path / "rides.zip", files_of())))
    assert status == Exit.OK
    assert "Rides, version 1.0: 2 lessons, from" in text and "Nothing of it has been run." in text
    text = said(capsys, "courses")[1]
    # Where it came from is a long path, which a table folds.
    assert all(each in "".join(text.split()) for each in ("rides", "Rides", "1.0", "rides.zip"))
    text = said(capsys, "list")[1]
    assert "linear-regression" in text and "first" in text and "`python -m tutor rides/NAME` opens one." in text
    status, text = said(capsys, "add", str(zipped(tmp_path / "rides.zip", files_of("1.1"))))
    assert status == Exit.OK and "in place of the version 1.0" in text
    status, text = said(capsys, "remove", "ride")
    assert status == Exit.USAGE and "Did you mean `rides`?" in text
    assert said(capsys, "remove", "rides") == (
        Exit.OK,
        "`rides` is gone. What you have done in it is kept, should it come back.\n",
    )
    assert "Only the tutor's own course" in said(capsys, "courses")[1]


@pytest.mark.parametrize("verb", HELP)
def test_each_command_has_help_with_examples_and_a_line_for_words_that_are_none(
    verb: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, text = said(capsys, verb, "--help")
    assert status == Exit.OK and "examples:" in text and f"python -m tutor {verb}" in text
    status, text = said(capsys, verb, "one", "two")
    assert status == Exit.USAGE and text.count("\n") == 1 and "usage:" in text
    assert f"tutor {verb}" in said(capsys, "--help")[1]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (["rids/first"], "Did you mean `rides`?"),
        (["rides/firt"], "Did you mean `first`?"),
        (["add", "nowhere"], "There is no `nowhere` here"),
        (["play", "nowhere/first"], "There is no course `nowhere`."),
    ],
)
def test_what_is_not_there_is_one_sentence(
    words: list[str], text: str, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said(capsys, "add", str(write_pack(tmp_path / "rides")))
    status, told = said(capsys, *words)
    assert status in (Exit.USAGE, Exit.FAILED) and text in told and told.count("\n") == 1


def test_names_and_titles_command_no_terminal(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    attack = files_of() | {"course.yaml": 'title: "\\e]52;c;aGk=\\a"\nlessons: [first.yaml]\n'}
    for words in (
        ["add", str(write_pack(tmp_path / "one", attack))],
        ["add", str(tarred(tmp_path / "two.tar.gz", files_of() | {"\x1b[2J.yaml": "x"}))],
        ["add", "\x1b[2J"],
        ["remove", "\x1b[2J"],
        ["\x1b[2J/first"],
    ):
        status, text = said(capsys, *words)
        assert status != Exit.OK and "\x1b" not in text and "\x07" not in text


def test_before_yes_nothing_of_a_course_runs_by_whatever_way_it_is_met(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    marker = tmp_path / "ran"
    pack = write_pack(tmp_path / "rides", files_of(marker=str(marker)))
    said(capsys, "add", str(pack))
    for words in (
        ["courses"], ["list"], ["progress"], ["rides"], ["rides/first"], ["play", "rides/first"],
        ["check", str(home / "courses" / "rides")], ["check", str(pack / "first.yaml")],
    ):  # fmt: skip
        assert "step 1 of" not in said(capsys, *words)[1], words
    status, sent = at_a_terminal(home, ["rides/first"], "no\n")
    assert status == Exit.USAGE and "step 1 of" not in sent
    for each in ("It belongs to the course rides, version 1.0", "Before your first line", "When a line fails it"):
        assert each in " ".join(sent.split())
    assert not marker.exists()


def test_agreed_once_it_is_asked_again_when_any_of_its_files_changed(home: Path, tmp_path: Path) -> None:
    source, shelf = write_pack(tmp_path / "rides"), Shelf(home)

    def asked() -> bool:
        """Whether the learner is asked, who then says yes."""
        pack, _ = shelf.add(str(source))
        questions: list[str] = []

        def agrees() -> bool:
            questions.append("yes")
            return True

        reading = read_lesson(pack.directory / "first.yaml")
        reason = agreed([reading], home, lambda event: None, ask=agrees, pack=pack)
        assert reason == ""
        return bool(questions)

    assert [asked(), asked()] == [True, False]
    for name in ("data/helper.py", "errors.yaml", "data/rides.csv", "first.yaml"):
        (source / name).write_text((source / name).read_text() + "\n# changed\n")
        assert [asked(), asked()] == [True, False], name


def test_a_course_is_worked_through_with_its_own_words_and_progress_outlives_its_versions(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack, shelf = write_pack(tmp_path / "rides"), Shelf(home)
    shelf.add(str(pack))
    run = staged(
        home, "rides", "--trust", "--plain", typed="\nwhat is a saddle\nwhat is a bias\n/lessons second\n/quit\n"
    )
    assert "What one sits on." in run.stdout and "Here it is how a rider leans." in run.stdout
    assert "Second" in run.stdout and "step 2 of 2" in run.stdout
    own = staged(home, "linear-regression", typed="what is a bias\nwhat is a saddle\n/quit\n").stdout
    assert "how a rider leans" not in own and "one sits on" not in own
    changed = files_of("2.0")
    added = (
        "steps:\n  - id: before\n    kind: read\n    say: New.\n  - id: between\n    kind: read\n    say: New.\n"
    )
    changed["first.yaml"] = changed["first.yaml"].replace("steps:\n", added)
    shelf.remove(shelf.add(str(write_pack(pack, changed)))[0])
    shelf.add(str(pack))
    assert "step 4 of 4" in staged(home, "rides/first", "--trust").stdout, "by the id of the step"
    listed = said(capsys, "list")[1]
    assert listed.count("at number") == 1 and "at neuron" not in listed
    assert "rides: First" in said(capsys, "progress")[1]


def test_bare_it_goes_on_in_the_course_where_the_learner_was(home: Path, tmp_path: Path) -> None:
    shelf, store = Shelf(home), MemoryProgress()
    pack, _ = shelf.add(str(write_pack(tmp_path / "rides")))
    own = CoursePlace(load_course(lessons_directory()), store)
    store.save(LessonRecord("linear-regression", "neuron", updated=1))
    assert place_of("", own, home) == (own, "")
    store.save(LessonRecord("rides/second", "hello", updated=2))
    found = place_of("", own, home)
    assert not isinstance(found, str) and found[0].pack == shelf.find("rides") and found[1] == "second"
    shelf.remove(pack)
    assert place_of("", own, home) == (own, "")


@pytest.mark.terminal
def test_over_ssh_a_course_comes_from_a_real_server(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    place = repository(tmp_path / "repository")
    with ssh_server(tmp_path) as server:
        *ssh, port, number, host, _ = server.client(["true"])
        monkeypatch.setenv("GIT_SSH_COMMAND", shlex.join(ssh))
        status, text = said(capsys, "add", f"ssh://{host}:{number}{place}")
        assert (status, port) == (Exit.OK, "-p"), text
        assert "Rides, version 1.0: 2 lessons, from ssh://127.0.0.1" in text
        repository(place, "2.0")
        assert "in place of the version 1.0" in said(capsys, "add", f"ssh://{host}:{number}{place}")[1]
        monkeypatch.setenv("GIT_SSH_COMMAND", shlex.join([*ssh, "-o", "IdentityFile=none", "-i", "/dev/null"]))
    status, text = said(capsys, "add", f"ssh://{host}:{number}{place}")
    assert status == Exit.FAILED and "git could not fetch" in text and text.count("\n") == 1
    assert "2.0" in said(capsys, "courses")[1]


def test_a_course_of_an_installed_package_is_found_and_nothing_of_the_package_runs(
    home: Path, tmp_path: Path
) -> None:
    """A wheel, built and installed here, without a network."""
    project, site = tmp_path / "project", tmp_path / "site"
    write_pack(project / "ride_course" / "lessons", files_of())
    (project / "ride_course" / "__init__.py").write_text(f"open({str(tmp_path / 'imported')!r}, 'w').close()\n")
    (project / "pyproject.toml").write_text(PACKAGE)
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    offline = ["--no-index", "--no-deps"]
    wheel = [*pip, "wheel", *offline, "--no-build-isolation", "--wheel-dir", str(tmp_path), str(project)]
    subprocess.run(wheel, check=True, capture_output=True, timeout=120)
    (built,) = tmp_path.glob("*.whl")
    subprocess.run([*pip, "install", *offline, "--target", str(site), str(built)], check=True, timeout=120)
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{site}", "KERAS_TUTOR_HOME": str(home)}

    def tutor(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "tests.terminal.staged", *words]
        return subprocess.run(
            command, cwd=ROOT, env=environment, input="\n/quit\n", capture_output=True, text=True, timeout=60
        )

    listed = tutor("courses").stdout
    assert "rides" in listed and "3.1" in listed and "the installed package ride-course" in listed
    assert "did not come with the tutor" in tutor("rides/first").stderr
    assert "step 2 of 2" in tutor("rides/first", "--trust").stdout
    assert not (tmp_path / "imported").exists()


def test_what_a_package_brings_is_pip_s_to_remove(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = Pack("rides", write_pack(tmp_path / "rides"), "the installed package ride-course", "3", "ride-course")
    monkeypatch.setattr("tutor.storage.packs.shelf._of_packages", lambda: iter([pack]))
    assert "`pip uninstall ride-course`" in said(capsys, "remove", "rides")[1]
    assert "brings it" in said(capsys, "add", "rides")[1]
    status, text = said(capsys, "add", str(tmp_path / "rides"))
    assert status == Exit.FAILED and "brings a course `rides` already" in text
