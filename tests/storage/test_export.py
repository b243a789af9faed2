"""What was done in a lesson, taken home: a notebook that runs from top to bottom in Jupyter, a script, a text."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest

from tests.chatting import Chat, words
from tutor.app import Exit, main
from tutor.core.course import Lesson, Step
from tutor.core.drawings import Axes, Figure, Series
from tutor.core.execution import Display, Error, Stream
from tutor.core.own_file import OwnFile, Piece
from tutor.core.pictures import as_svg
from tutor.core.progress import Cell, LessonRecord, StepStatus
from tutor.core.taking import taken
from tutor.core.written import as_markdown, as_notebook, as_script
from tutor.session.scripted import Reply, ScriptedSession
from tutor.steps.cell import CellStep
from tutor.steps.data import DataStep
from tutor.steps.read import ReadStep
from tutor.storage.lessons import lessons_directory, load_course, load_lesson
from tutor.storage.material import read_material
from tutor.storage.progress import SqliteProgress

LESSON_FILES = [entry.path for entry in load_course(lessons_directory()).lessons]
TRIED = LESSON_FILES if os.environ.get("TESTS") == "all" else LESSON_FILES[1:2]
"""Lessons whose export runs in Jupyter: one in every run."""
DATA = str(lessons_directory() / "data")


def runs_python(step: Step) -> bool:
    """Whether its own way is code: a step may also be done by a command, which makes no cell."""
    return step.runs_code and not step.code.lstrip().startswith("/")


def done(lesson: Lesson) -> LessonRecord:
    """The record of somebody who has done every step as its author would."""
    cells = tuple(Cell(step.id, step.code.strip()) for step in lesson.steps if runs_python(step))
    statuses = {step.id: StepStatus.PASSED for step in lesson.steps}
    return LessonRecord(lesson.id, lesson.steps[-1].id, statuses, cells, finished=True)


def small(*codes: tuple[str, str], **statuses: StepStatus) -> list[Piece]:
    steps = (
        ReadStep(id="hello", say="Hello."),
        DataStep(id="a", say="Say a.", task="Make a.", code="a = 1", then="It is 1."),
        DataStep(id="b", code="b = a"),
    )
    lesson = Lesson(id="small", title="Small", goal="A goal.", minutes=1, steps=steps, random_seed=7)
    record = LessonRecord("small", "b", statuses, tuple(Cell(*each) for each in codes))
    return list(taken(lesson, record))


PASSED = StepStatus.PASSED


def test_texts_and_accepted_code_stand_in_order() -> None:
    pieces = small(("a", "a = 1"), ("b", "b = a"), a=PASSED, b=PASSED)
    assert [piece.text for piece in pieces] == [
        "# Small\n\nA goal.",
        "import keras\nkeras.utils.set_random_seed(7)",
        *("Hello.", "Say a.\n\nMake a.", "a = 1", "It is 1.", "b = a"),
    ]


def test_what_was_tried_stays_out_but_for_what_later_code_needs() -> None:
    tried = (("a", "a = 7"), ("a", "helper = 3"), ("a", "a.shape"), ("a", "a = helper - 2"))
    texts = [piece.text for piece in small(*tried, a=PASSED) if piece.is_code]
    assert texts[1:] == ["helper = 3", "a = helper - 2"]


def test_the_folder_of_an_opened_notebook_is_not_taken_along() -> None:
    steps = (CellStep(id="cell-1", code="x = 1"),)
    lesson = Lesson(
        id="notebook@1", title="N", goal="G", minutes=0, steps=steps, setup="__import__('os').chdir('/a')"
    )
    assert not any("chdir" in piece.text for piece in taken(lesson, done(lesson)))


def test_a_notebook_is_valid_and_keeps_its_outputs() -> None:
    figure = Figure((Axes((Series("line", (0.0, 1.0, 2.0), (3.0, None, 5.0), "loss"),), "A <title>"),))
    replies = {
        "a = 1": Reply((Stream("one\n"), Stream("two\n"), Display("3"), figure)),
        "a": Reply((Error("ValueError", "no"),)),
    }
    steps = [CellStep(id="a", code="a = 1"), CellStep(id="b", code="a")]
    talk = Chat(steps, ScriptedSession(replies), setup="")
    talk("", "", "/skip")
    pieces = taken(talk.conversation.lesson, talk.conversation.record, talk.conversation.ledger.outputs)
    book: Any = nbformat.reads(as_notebook(pieces), as_version=4)
    nbformat.validate(book)
    (cell,) = [each for each in book.cells if each.source == "a = 1"]
    assert [each.output_type for each in cell.outputs] == ["stream", "display_data", "display_data"]
    assert cell.outputs[0].text == "one\ntwo\n" and "<svg" in cell.outputs[2].data["image/svg+xml"]
    assert not any(each.source == "a" for each in book.cells), "it failed"
    everything = taken(
        talk.conversation.lesson,
        talk.conversation.record,
        talk.conversation.ledger.outputs,
        everything=True,
    )
    nbformat.validate(nbformat.reads(as_notebook(everything), as_version=4))
    assert "ValueError: no" in as_markdown(everything)


def test_a_drawing_is_sound_whatever_is_in_it() -> None:
    from xml.etree import ElementTree

    nothing = Axes((Series("line"),), x_scale="log", y_scale="log")
    image = Axes((Series("image", (0.0, 1.0), (0.0, 1.0), image=((0.0, 1.0), (0.5, 2.0))),), "i & j")
    bars = Axes((Series("bars", (1.0, 2.0), (3.0, 4.0)), Series("bars", (1.0,), (2.0,), lying=True)))
    more = Axes(
        (Series("area", (0.0, 1.0), (1.0, 2.0)), Series("text", (0.5,), (1.0,), "a < b"), Series("points"))
    )
    tree = ElementTree.fromstring(as_svg(Figure((nothing, image, bars, more))))
    assert len(list(tree.iter("{http://www.w3.org/2000/svg}g"))) >= 4


def test_all_three_formats_can_be_opened_again(tmp_path: Path) -> None:
    pieces = [
        Piece("# Title\n\ntext"),
        Piece("x = 1\n\ny = 2", True),
        Piece("!ls", True),
        Piece("for i in x:\n    !ls", True),
    ]
    for name, written in (("a.ipynb", as_notebook), ("a.py", as_script), ("a.md", as_markdown)):
        path = tmp_path / name
        path.write_text(written(pieces))
        again = read_material(path)
        assert isinstance(again, OwnFile)
        assert [each.text for each in again.pieces][:3] == [each.text for each in pieces][:3]
    compile(as_script(pieces), "script", "exec")


def test_save_writes_and_never_writes_over_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    talk = Chat([CellStep(id="a", code="a = 1")], setup="")
    assert "Name a file" in words(talk("", "/save", "/notebook x.txt"))
    assert "cells written to `x.ipynb`" in words(talk("/export x.ipynb"))
    before = (tmp_path / "x.ipynb").read_text()
    assert "there already" in words(talk("b = 2", "/save x.ipynb"))
    assert (tmp_path / "x.ipynb").read_text() == before
    assert "written" in words(talk("/save x.ipynb --over")) and "b = 2" in (tmp_path / "x.ipynb").read_text()
    assert "cannot be written" in words(talk("/save nowhere/x.md"))


def test_export_says_what_it_did_or_why_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KERAS_TUTOR_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    assert main(["export", "linear-regression"]) == Exit.FAILED
    assert "Nothing has been run" in capsys.readouterr().err
    store = SqliteProgress(tmp_path / "home")
    store.save(done(load_lesson(LESSON_FILES[1])))
    store.close()
    assert main(["export", "2"]) == Exit.OK and (tmp_path / "linear-regression.ipynb").exists()
    assert main(["export", "2", "--to", "py", "-o", "mine.py"]) == Exit.OK
    assert main(["export", "2"]) == Exit.FAILED
    for wrong in (["export"], ["export", "2", "--to", "pdf"], ["export", "no-lesson"], ["export", "gone.ipynb"]):
        assert main(wrong) == Exit.USAGE
    assert "Traceback" not in capsys.readouterr().err
    compile((tmp_path / "mine.py").read_text(), "mine.py", "exec")


@pytest.mark.parametrize("path", LESSON_FILES, ids=lambda path: path.stem)
def test_every_lesson_exports_soundly(path: Path) -> None:
    lesson = load_lesson(path)
    pieces = taken(lesson, done(lesson), data=DATA)
    nbformat.validate(nbformat.reads(as_notebook(pieces), as_version=4))
    compile(as_script(pieces), "script", "exec")
    codes = {piece.text for piece in pieces if piece.is_code}
    assert all(step.code.strip() in codes for step in lesson.steps if runs_python(step))


@pytest.mark.kernel
@pytest.mark.parametrize("path", TRIED, ids=lambda path: path.stem)
def test_an_export_runs_in_jupyter_and_gives_what_the_session_gave(path: Path, tmp_path: Path) -> None:
    """One lesson in every run, all of them with TESTS=all."""
    from nbclient import NotebookClient

    from tests.kernel import printed, ran, started_session

    lesson = load_lesson(path)
    pieces = taken(lesson, done(lesson), data=DATA)
    book: Any = nbformat.reads(as_notebook(pieces), as_version=4)
    folder = {"metadata": {"path": str(tmp_path)}}
    NotebookClient(book, timeout=300, kernel_name="python3", resources=folder).execute()
    assert not [each for cell in book.cells for each in cell.get("outputs", []) if each.output_type == "error"]
    with started_session() as session:
        for piece, cell in zip(pieces, book.cells, strict=True):
            if piece.is_code:
                here = printed(ran(session, piece.text))
                there = "".join(each.text for each in cell.outputs if each.get("name") == "stdout")
                assert numbers(here) == numbers(there), piece.text


def numbers(text: str) -> list[str]:
    """Without what Keras draws while it works."""
    return re.findall(r"-?\d+\.\d+(?:e-?\d+)?", "" if "━" in text else text)


def test_notebooks_are_plain_json() -> None:
    whole = json.loads(as_notebook([Piece("ä", False), Piece("x", True)]))
    assert whole["nbformat"] == 4 and [cell["cell_type"] for cell in whole["cells"]] == ["markdown", "code"]
