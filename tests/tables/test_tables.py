"""What is in a file of the learner's own, whatever it is; and the lines that load it do load it."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.chatting import Chat, words
from tests.tables.samples import SAMPLES
from tutor.core.drawings import Table
from tutor.core.events import CodeRun, Event, Judged, Listing, Said
from tutor.steps.quiz import QuizStep
from tutor.steps.read import ReadStep
from tutor.tables import sheet as sheets
from tutor.tables.columns import columns_of
from tutor.tables.loading import numpy_lines, pandas_lines
from tutor.tables.naming import asked_about
from tutor.tables.sheet import Sheet, read_sheet


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def chat() -> Chat:
    return Chat([ReadStep(id="a"), ReadStep(id="b")])


def everything(events: list[Event]) -> str:
    """All words and cells."""
    cells = [" ".join(row) for event in events if isinstance(event, Table) for row in event.rows]
    return "\n".join([words(events), *cells, *(event.text for event in events if isinstance(event, Listing))])


@pytest.mark.parametrize("name", SAMPLES)
def test_it_is_told_and_the_lines_for_numpy_load_its_numbers(name: str, here: Path) -> None:
    sample = SAMPLES[name]
    (here / "rides.csv").write_bytes(sample.data)
    sheet = read_sheet(Path("rides.csv"))
    assert isinstance(sheet, Sheet), sheet
    assert sheet.named == bool(sample.names) and (not sample.names or sheet.names == sample.names)
    talk = chat()
    told = everything(talk("what is in rides.csv"))
    assert [each for each in sample.said if each not in told] == []
    space: dict[str, object] = {"np": np}
    lines = numpy_lines(sheet, columns_of(sheet), "rides.csv")
    exec(lines, space)
    loaded = np.asarray(space["data"]).reshape(len(sample.numbers), -1)
    np.testing.assert_array_equal(loaded, np.array(sample.numbers, dtype=float))
    assert talk.conversation.suggestion == lines, "Enter runs them"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"\n\n  \n", "empty"),
        (b"PK\x03\x04....", "Excel"),
        (b"\x1f\x8b\x08\0", "gzip"),
        (b"\x93NUMPY\x01", "np.load"),
        (b"a,b\0\x01\x02", "no text"),
        (b'{"a": 1}', "JSON"),
        (b"<html>", "HTML"),
        (b",".join([b"1"] * 2000) + b"\n", "1,000 columns are the most"),
    ],
)
def test_what_is_no_table_is_one_sentence(data: bytes, said: str, here: Path) -> None:
    (here / "rides.csv").write_bytes(data)
    events = chat()("/table rides.csv")
    assert len(events) == 1 and said in words(events)


def test_pipes_folders_and_closed_files_are_not_waited_for(here: Path) -> None:
    os.mkfifo(here / "pipe.csv")
    (here / "folder.csv").mkdir()
    assert "no file" in words(chat()("/table pipe.csv"))
    assert "is a folder" in words(chat()("/table folder.csv"))


def test_a_name_that_is_not_there_offers_the_nearest(here: Path) -> None:
    (here / "data").mkdir()
    for name in ("rides.csv", "data/riders.tsv", "weather.csv"):
        (here / name).write_text("a,b\n1,2\n")
    near = words(chat()("/table ride.csv"))
    assert "no file `ride.csv`" in near and "`rides.csv` or `data/riders.tsv`" in near and "weather" not in near
    assert "`/table` lists" in words(chat()("/table zzz.csv"))
    listed = words(chat()("/table"))
    assert all(f"`{name}`" in listed for name in ("rides.csv", "data/riders.tsv", "weather.csv"))


def test_where_no_table_lies_that_is_said() -> None:
    assert "No table lies" in words(chat()("/table"))
    assert "No table lies here" in words(chat()("/table rides.csv"))


def test_a_table_beside_the_lesson_is_found_from_any_folder(
    here: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    course = tmp_path_factory.mktemp("course")
    (course / "data").mkdir()
    (course / "data" / "rides.csv").write_text("a,b\n1,2\n3,4\n")
    talk = Chat([ReadStep(id="a")], path=course / "lesson.yaml")
    told = everything(talk("what is in rides.csv"))
    assert "2 rows" in told and f"'{course}/data/rides.csv'" in told


def test_of_a_large_file_only_the_beginning_is_read_and_that_is_said(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "MOST_BYTES", 1000)
    (here / "rides.csv").write_bytes(b"a,b\n" + b"1,2\n" * 1000 + "ü,".encode() * 300)
    told = words(chat()("/table rides.csv"))
    assert "Its first 249 rows were read; the whole file has 4,904 bytes." in told
    monkeypatch.setattr(sheets, "MOST_ROWS", 10)
    assert "Its first 10 rows" in words(chat()("/table rides.csv"))


def test_uneven_lines_are_named(here: Path) -> None:
    (here / "rides.csv").write_text("a,b\n1,2\n1,2,3\n4\n5,6\n7,8\n9,8\n")
    assert "stand in line 3, 4." in words(chat()("/table rides.csv"))


@pytest.mark.parametrize(
    ("line", "file"),
    [
        ("what is in rides.csv", "rides.csv"),
        ("whats in rides.csv?", "rides.csv"),
        ("show me rides.csv please", "rides.csv"),
        ("rides.csv", "rides.csv"),
        ("look at my_data.csv", "my_data.csv"),
        ("how do i load data/rides.csv", "data/rides.csv"),
        ("what is in 'my rides.csv'", "my rides.csv"),
        ('what columns does "rides.csv" have', "rides.csv"),
        ("tell me about ~/x/rides.CSV", "~/x/rides.CSV"),
        ("is there anything missing in rides.tsv", "rides.tsv"),
        ("what is in book.xlsx", "book.xlsx"),
        ("what is x.data", ""),
        ("table = pd.read_csv('rides.csv')", ""),
        ("open('rides.csv')", ""),
        ("np.loadtxt('rides.csv', delimiter=',')", ""),
        ("rides.csv.name", ""),
        ("rides.csv()", ""),
        ("print rides.csv", ""),
        ("'rides.csv'.upper()", ""),
        ("FileNotFoundError: No such file or directory: 'rides.csv'", ""),
        ("a.csv or b.csv", ""),
        ("what is a csv", ""),
        ("model.csv", ""),
        ("how do i save my table as rides.csv", ""),
        ("where do I put data.csv so that python finds it?", ""),
    ],
)
def test_a_sentence_about_a_file_is_told_from_code(line: str, file: str) -> None:
    assert asked_about(line, {"model"}) == file


def test_a_quiz_may_ask_for_a_file() -> None:
    talk = Chat([QuizStep(id="q", correct="rides.csv"), ReadStep(id="b")])
    assert any(isinstance(event, Judged) for event in talk("rides.csv"))


def test_in_a_lesson_nothing_runs_but_by_enter(here: Path) -> None:
    (here / "rides.csv").write_text("a,b\n1,2\n3,4\n")
    talk = chat()
    assert not any(isinstance(event, CodeRun) for event in talk("? rides.csv"))
    assert any(isinstance(event, CodeRun) for event in talk(""))


def test_pandas_gets_its_own_lines(here: Path) -> None:
    (here / "rides.csv").write_bytes("a;b\n1,5;?\n2,5;4\n".encode("utf-16"))
    sheet = read_sheet(Path("rides.csv"))
    assert isinstance(sheet, Sheet)
    assert pandas_lines(sheet, columns_of(sheet), "rides.csv") == (
        "import pandas as pd\n"
        "table = pd.read_csv('rides.csv', sep=';', decimal=',', encoding='utf-16', na_values=['?'])"
    )


@given(some.one_of(some.binary(max_size=400), some.text(alphabet='ab1,;.\n\t "|-é', max_size=400).map(str.encode)))
def test_whatever_a_file_holds_it_is_told_and_its_lines_are_python(data: bytes) -> None:
    Path("any.csv").write_bytes(data)
    events = chat()("/table any.csv")
    assert events and all(isinstance(event, Said | Table | Listing) for event in events)
    for event in events:
        if isinstance(event, Listing):
            compile(event.text, "lines", "exec")
