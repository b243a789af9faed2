"""`new` writes a lesson that passes, and `watch` proves the step that was just saved."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from tests.authoring.lesson_text import LESSON, array, session, write_course
from tutor.app import main
from tutor.app.places import begin_at
from tutor.authoring.check import ExitStatus, check, read_all
from tutor.authoring.report import Lines
from tutor.authoring.scaffold import USAGE, new_command
from tutor.authoring.watching import StepFound, Watched
from tutor.core.execution import Error, Frame
from tutor.core.progress import StepStatus
from tutor.session.kernel import KernelSession
from tutor.session.scripted import Reply, ScriptedSession
from tutor.storage.lessons import lessons_directory, load_lesson
from tutor.storage.packs.refusal import NoCourse
from tutor.storage.progress import MemoryProgress


def watched(path: Path, live: ScriptedSession) -> Watched:
    clock = itertools.count()
    return Watched(path, path.parent, live, lambda *_: True, lambda: float(next(clock)))


def ids(found: list[StepFound]) -> list[str]:
    return [each.step for each in found]


def test_at_first_all_steps_are_proved_then_the_one_that_changed(tmp_path: Path) -> None:
    path = write_course(tmp_path)
    live = session()
    watch = watched(path, live)
    first = list(watch.saved())
    assert ids(first) == ["hello", "points", "neuron", "train"] and not any(each.problems for each in first)
    assert list(watch.saved()) == []
    path.write_text(LESSON.replace("The numbers 1 and 2.", "Two of them."))
    live.ran.clear()
    (again,) = watch.saved()
    assert (again.step, again.number, again.problems) == ("points", 2, ())
    assert "history = model.fit(x, x, epochs=2)" not in live.ran, "nothing behind it runs"
    assert ids(list(watch.saved(everything=True))) == ["hello", "points", "neuron", "train"]


def test_the_complaint_names_file_and_line_and_mended_it_passes(tmp_path: Path) -> None:
    path = write_course(tmp_path)
    live = session(x=Reply(facts={"x": array(1, 3)}))
    watch = watched(path, live)
    *_, broken = watch.saved()
    assert broken.step == "points" and broken.problems
    assert str(broken.problems[0]).startswith(f"{path}:")
    live.replies["x = np.array([1.0, 2.0])"] = Reply(facts={"x": array(1, 2)})
    path.write_text(LESSON.replace("The numbers 1 and 2.", "Two of them."))
    (mended,) = watch.saved()
    assert mended.step == "points" and not mended.problems


def test_a_file_that_cannot_be_read_is_told_and_the_last_good_one_counts(tmp_path: Path) -> None:
    path = write_course(tmp_path)
    watch = watched(path, session())
    list(watch.saved())
    path.write_text(LESSON.replace("kind: model", "kind: modle"))
    (found,) = watch.saved()
    assert found.step == "" and f"{path}:28:11" in str(found.problems[0])
    path.write_text(LESSON)
    assert list(watch.saved()) == []


def test_a_setup_that_fails_is_told_at_its_line(tmp_path: Path) -> None:
    setup = "setup: |\n  import numpy as np\n  broken()"
    path = write_course(tmp_path, LESSON.replace("setup: import numpy as np", setup))
    live = session()
    live.replies["import numpy as np\nbroken()"] = Reply((Error("NameError", "no", (Frame(2, "broken()"),)),))
    *_, found = watched(path, live).saved()
    assert f"{path}:10:3: The setup fails, so nothing is tried. It raises NameError" in str(found.problems[0])


def test_a_new_lesson_is_sound_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["new", "my-lesson"]) == 0
    (reading,), problems = read_all([tmp_path / "my-lesson.yaml"], lessons_directory())
    assert problems == [] and reading.get().title == "My lesson"
    assert {step.kind for step in reading.get().steps} == {"read", "data", "quiz"}


@pytest.mark.kernel
def test_a_new_lesson_passes_check_and_each_step_of_it_is_watched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "my-lesson.yaml"
    new_command(["my-lesson"])
    written: list[str] = []
    assert check([path], lessons_directory(), KernelSession, Lines(written.append), seeds=1) is ExitStatus.OK, (
        written
    )
    live = KernelSession()
    live.start()
    try:
        watch = Watched(path, lessons_directory(), live, lambda *_: True)
        assert not any(each.problems for each in watch.saved())
        path.write_text(path.read_text().replace("equals: [4, 6, 40, 50]", "equals: [4, 6, 40, 51]"))
        (broken,) = watch.saved()
        assert broken.step == "ages" and f"{path}:" in str(broken.problems[0])
        path.write_text(path.read_text().replace("40, 51]", "40, 50]"))
        (mended,) = watch.saved()
        print(f"a step is proved in {mended.seconds:.2f} s")
        assert not mended.problems
    finally:
        live.close()


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["--help"], 0, "examples:"),
        ([], 2, "One name"),
        (["a", "b"], 2, "One name"),
        (["My Lesson"], 2, "`my-lesson` would be one"),
        (["--wrong"], 2, "One name"),
        (["nowhere/at-all"], 1, "cannot be written"),
        (["a\x1b[2J"], 2, "cannot be a name"),
        (["there"], 1, "is there already"),
        (["sub/inside.yaml"], 0, "sub/inside.yaml is written"),
    ],
)
def test_new_says_in_a_sentence_what_cannot_be(
    words: list[str], status: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there.yaml").write_text("mine")
    (tmp_path / "sub").mkdir()
    found, text = new_command(words)
    assert found == status and said in text and "\x1b" not in text
    assert (tmp_path / "there.yaml").read_text() == "mine"
    assert "python -m tutor watch" in USAGE


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["watch", "--help"], 0, "examples:"),
        (["watch"], 2, "needs a lesson file"),
        (["watch", "gone.yaml"], 2, "There is no file gone.yaml"),
        (["watch", "a.yaml", "--limit", "0"], 2, "above 0"),
        (["watch", "--wrong"], 2, "watch --help"),
    ],
)
def test_watch_says_in_a_sentence_what_cannot_be(
    words: list[str], status: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KERAS_TUTOR_HOME", str(tmp_path))
    assert main(words) == status
    captured = capsys.readouterr()
    assert said in captured.out + captured.err and "Traceback" not in captured.err


def test_a_lesson_begins_at_a_step_with_the_lines_before_it(tmp_path: Path) -> None:
    store = MemoryProgress()
    lesson = load_lesson(write_course(tmp_path))
    begin_at("neuron", lesson, store)
    record = store.load("line")
    assert record.step_id == "neuron" and record.statuses["points"] is StepStatus.PASSED
    assert [cell.code for cell in record.cells] == ["x = np.array([1.0, 2.0])"]
    with pytest.raises(NoCourse, match="Did you mean `neuron`"):
        begin_at("nueron", lesson, store)
