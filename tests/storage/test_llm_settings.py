"""`llm.toml`: a language model of the learner's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tutor.answers.llm.settings import LanguageModel
from tutor.storage.llm_settings import EXAMPLE, FILE, read_llm


def written(folder: Path, text: str) -> LanguageModel | str:
    (folder / FILE).write_text(text, encoding="utf-8")
    return read_llm(folder)


def test_what_the_tutor_says_to_write_sets_a_model_up(tmp_path: Path) -> None:
    assert written(tmp_path, EXAMPLE) == LanguageModel("http://localhost:11434/v1", "llama3.2")


def test_everything_can_be_set(tmp_path: Path) -> None:
    more = EXAMPLE + 'key = "k"\nshare = ["code", "lesson"]\nseconds = 5\n'
    expected = LanguageModel("http://localhost:11434/v1", "llama3.2", "k", ("code", "lesson"), 5)
    assert written(tmp_path, more) == expected


def test_without_a_file_it_is_off_and_says_where_to_write_what(tmp_path: Path) -> None:
    said = read_llm(tmp_path)
    assert isinstance(said, str)
    assert "nothing leaves this machine" in said and str(tmp_path / FILE) in said and EXAMPLE in said


@pytest.mark.parametrize("text", ["", 'model = "llama3.2"', 'base_url = "http://localhost/v1"', 'model = ""'])
def test_it_is_off_until_address_and_model_are_set(text: str, tmp_path: Path) -> None:
    said = written(tmp_path, text)
    assert isinstance(said, str) and "No language model is set up" in said


def test_the_environment_sets_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://localhost/v1")
    monkeypatch.setenv("OPENAI_API_KEY", "k")
    monkeypatch.setenv("OPENAI_MODEL", "m")
    assert isinstance(read_llm(tmp_path), str)
    model = written(tmp_path, EXAMPLE)
    assert isinstance(model, LanguageModel) and model.key == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("base_url = ", "cannot be read"),
        ("url = 'x'", "no setting `url`. There are `base_url`"),
        ("base_url = 7", "`base_url` cannot be `7`"),
        ("base_url = 'localhost:11434'", "is an address such as"),
        ("base_url = 'file:///etc/passwd'", "is an address such as"),
        ("base_url = 'http://[::1/v1'", "is an address such as"),
        ("base_url = 'http://localhost:port/v1'", "is an address such as"),
        ("share = ['code', 'files']", "`share` knows no `files`. It knows `lesson`"),
        ("share = 'code'", "`share` cannot be `code`"),
        ("share = [['code']]", "`share` knows no"),
        ("seconds = 0", "`seconds` is how long"),
        ("seconds = true", "`seconds` cannot be"),
        ("seconds = nan", "`seconds` is how long"),
    ],
)
def test_what_cannot_be_meant_is_said(text: str, words: str, tmp_path: Path) -> None:
    said = written(tmp_path, text)
    assert isinstance(said, str)
    assert words in said and FILE in said


def test_a_file_that_cannot_be_read_is_no_model(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    assert "cannot be read" in str(read_llm(tmp_path))
    (tmp_path / FILE).rmdir()
    (tmp_path / FILE).write_bytes(b"\xff\xfe")
    assert "cannot be read" in str(read_llm(tmp_path))
