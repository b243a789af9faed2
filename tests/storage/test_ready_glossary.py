"""The glossary is kept ready, and made anew where what is kept is not that of the YAML file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tutor.storage import ready_glossary as room
from tutor.storage.lessons import lessons_directory
from tutor.storage.problems import LessonProblems
from tutor.storage.ready_glossary import FILE, made_ready, ready_glossary

ENTRY = "- id: {id}\n  term: {id}\n  text: Something.\n  asks: [how long does it steep]\n"


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    (tmp_path / "glossary.yaml").write_text(ENTRY.format(id="tea"))
    (tmp_path / FILE).write_bytes(made_ready(tmp_path))
    return tmp_path


def test_the_shipped_file_is_that_of_the_shipped_glossary() -> None:
    kept, fresh = (lessons_directory() / FILE).read_bytes(), made_ready(lessons_directory())
    assert kept == fresh, "python -m tutor.authoring.training makes it anew"


def test_what_is_kept_answers_without_the_yaml_being_read(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(room, "load_glossary")
    assert ready_glossary(directory).exact("what is tea?")[0].id == "tea"
    assert ready_glossary(directory).knows("TEA")


def test_an_edited_glossary_is_read_itself(directory: Path) -> None:
    (directory / "glossary.yaml").write_text(ENTRY.format(id="mate"))
    assert ready_glossary(directory).knows("mate")
    (directory / "glossary.yaml").write_text("- id: mate\n")
    with pytest.raises(LessonProblems):
        ready_glossary(directory)


@pytest.mark.parametrize("content", [b"", b"{}", b'{"made_of": 1}', b"\xff\x00"])
def test_a_damaged_file_costs_nothing_but_time(directory: Path, content: bytes) -> None:
    (directory / FILE).write_bytes(content)
    assert ready_glossary(directory).knows("tea")
    (directory / FILE).unlink()
    assert ready_glossary(directory).knows("tea")


def test_symptoms_are_entries_like_any_other_and_an_edit_of_theirs_is_seen(directory: Path) -> None:
    (directory / "symptoms.yaml").write_text(
        ENTRY.format(id="headache").replace("how long does it steep", "it aches")
    )
    assert ready_glossary(directory).knows("headache") and ready_glossary(directory).knows("tea")
    (directory / FILE).write_bytes(made_ready(directory))
    assert ready_glossary(directory).knows("headache")
