"""The voices are sound, and what was trained on them is of the present ones."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.answers.measure import KINDS
from tests.answers.questions import blind, questions
from tests.answers.strangers import strangers
from tests.understanding.small import file_of
from tutor.answers.subjects.asking import subject
from tutor.core.entries import GlossaryEntry
from tutor.core.requests import REQUESTS
from tutor.storage.lessons import lessons_directory, load_glossary
from tutor.storage.ready_glossary import FILE, made_ready
from tutor.storage.voices import (
    WEIGHTS,
    examples,
    head_file,
    made_of,
    read_voices,
    read_weights,
    understanding_of,
)
from tutor.understanding.bands import GENERAL, NONE
from tutor.understanding.model import PREFERRED
from tutor.understanding.spelling import plain
from tutor.understanding.weights import Unfit

LESSONS = lessons_directory()
COMMAND = "python -m tutor.authoring.training makes it anew"
MOST_BYTES = 2_000_000
LEAST = {"=": 100, "@": 100, NONE: 1000, GENERAL: 1000}
LEAST_OF_AN_ENTRY = 40


@cache
def voices() -> dict[str, list[str]]:
    return read_voices(LESSONS)


@cache
def entries() -> dict[str, GlossaryEntry]:
    return {entry.id: entry for entry in load_glossary(LESSONS)}


def present() -> int:
    return made_of(voices(), tuple(entries().values()))


# What was trained ----------------------------------------------------------------------------------------


def test_the_weights_are_those_of_the_present_voices() -> None:
    head = read_weights(LESSONS).head
    assert head.voices == present(), COMMAND
    known = {name for name, _ in examples(voices(), tuple(entries().values()))}
    assert set(head.classes) == known, COMMAND


def test_the_titles_are_those_of_the_present_subjects_and_requests() -> None:
    for name, title in read_weights(LESSONS).head.titles.items():
        found = REQUESTS[name] if name in REQUESTS else subject(name)
        assert found is not None and found.title == title, COMMAND


@pytest.mark.parametrize("encoder", PREFERRED)
def test_the_last_layer_of_an_encoder_is_that_of_the_present_voices(encoder: str) -> None:
    from tutor.encoders.head import Head

    assert Head(LESSONS / head_file(encoder)).voices == present(), COMMAND


def test_the_glossary_is_kept_as_it_is_now() -> None:
    assert (LESSONS / FILE).read_bytes() == made_ready(LESSONS), COMMAND


def test_what_was_trained_is_small() -> None:
    assert (LESSONS / WEIGHTS).stat().st_size <= MOST_BYTES
    assert sum((LESSONS / head_file(name)).stat().st_size for name in PREFERRED) <= MOST_BYTES


# The voices ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(voices()))
def test_every_class_is_answered_by_something(name: str) -> None:
    if name.startswith("="):
        assert subject(name) is not None
    elif name.startswith("@"):
        assert name in REQUESTS
    else:
        assert name in entries() or name in (NONE, GENERAL)


@pytest.mark.parametrize("name", sorted(voices()))
def test_every_class_is_told_in_many_voices(name: str) -> None:
    asks = entries()[name].asks if name in entries() else ()
    least = LEAST.get(name, LEAST.get(name[0], LEAST_OF_AN_ENTRY))
    assert len({plain(text) for text in (*voices()[name], *asks)}) >= least


def test_no_two_classes_share_a_voice() -> None:
    owners: dict[str, set[str]] = {}
    for name, texts in voices().items():
        for text in texts:
            owners.setdefault(plain(text), set()).add(name)
    assert {text: names for text, names in owners.items() if len(names) > 1 and text} == {}


def test_no_voice_is_empty_or_a_whole_page() -> None:
    for name, texts in voices().items():
        assert all(text.strip() and len(text) < 400 for text in texts), name


@cache
def _told() -> frozenset[str]:
    return frozenset(plain(text) for texts in voices().values() for text in texts)


def copies(texts: list[str]) -> list[str]:
    """Those of more than two words that are word for word a voice."""
    return [text for text in texts if len(plain(text).split()) > 2 and plain(text) in _told()]


def test_no_development_question_is_a_voice() -> None:
    asked = [*questions()["answered"], *questions()["unanswered"], *questions()["session"]]
    asked += [text for who in strangers().values() for text in who]
    assert copies(asked) == []


def test_no_blind_line_is_a_voice() -> None:
    """Which ones they are is not said: nobody is to read them."""
    found = {kind: len(copies(list(blind()[kind]))) for kind in KINDS}
    assert sum(found.values()) == 0, found


def test_development_and_blind_lines_are_different_ones() -> None:
    asked = [*questions()["answered"], *questions()["unanswered"], *questions()["session"]]
    asked += [text for who in strangers().values() for text in who]
    known = {plain(text) for text in asked if len(plain(text).split()) > 2}
    both = {kind: sum(plain(text) in known for text in blind()[kind]) for kind in KINDS}
    assert sum(both.values()) == 0, both


def test_every_blind_line_wants_what_there_is() -> None:
    known = voices().keys() | entries().keys()
    for kind in KINDS:
        told = blind()[kind]
        wanted = {name for right in told.values() for name in right} if isinstance(told, dict) else set()
        assert wanted <= known, (kind, wanted - known)


# Reading them --------------------------------------------------------------------------------------------

TEXT = """# A remark before any class is none.

[loss]
what is a loss

  why is it so high
[=loss]
my loss?
[not a class]
[loss]
loss again
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "voices").mkdir()
    (tmp_path / "voices" / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "voices" / "b.txt").write_text("[none]\nwer gewinnt die Wahl\n", encoding="utf-8")
    return tmp_path


def test_a_line_is_a_voice_of_the_class_that_is_open(folder: Path) -> None:
    assert read_voices(folder) == {
        "loss": ["what is a loss", "why is it so high", "loss again"],
        "=loss": ["my loss?", "[not a class]"],
        "none": ["wer gewinnt die Wahl"],
    }
    assert read_voices(folder / "nothing") == {}


LOSS = GlossaryEntry(id="loss", term="loss", text="How wrong.", aliases=("cost",))
HINT = GlossaryEntry(id="hint", term="hint", text="Help.")


def test_an_entry_speaks_for_itself_and_one_that_nobody_asks_for_is_no_class(folder: Path) -> None:
    found = list(examples(read_voices(folder), (LOSS, HINT)))
    assert ("loss", "cost") in found and ("loss", "How wrong.") in found and ("loss", "loss again") in found
    assert not any(name == "hint" for name, _ in found)


def test_the_checksum_is_another_one_for_every_change(folder: Path) -> None:
    before = made_of(read_voices(folder), (LOSS,))
    assert before == made_of(read_voices(folder), (LOSS,))
    (folder / "voices" / "b.txt").write_text("[none]\nwer gewinnt die Wahlen\n", encoding="utf-8")
    assert before != made_of(read_voices(folder), (replace(LOSS, text="Other."),))
    assert before != made_of(read_voices(folder), (LOSS,))


def test_weights_that_are_not_there_or_damaged_do_not_fit(tmp_path: Path) -> None:
    for content in (None, b"", b"nonsense", file_of()[:50]):
        if content is not None:
            (tmp_path / WEIGHTS).write_bytes(content)
        with pytest.raises(Unfit):
            read_weights(tmp_path)


def test_entries_that_the_weights_do_not_know_are_understood_by_their_own_words(tmp_path: Path) -> None:
    (tmp_path / WEIGHTS).write_bytes(file_of())
    brew = GlossaryEntry(id="brew", term="brewing", text="Hot water.", asks=("how do i brew coffee",))
    understanding = understanding_of(tmp_path, (LOSS, brew))
    assert understanding("how do i brew my coffee").best == "brew"
    assert understanding("what is a loss").best == "loss"


def test_an_entry_that_is_the_answer_of_a_request_is_no_class_of_its_own() -> None:
    classes = set(understanding_of(LESSONS, tuple(entries().values())).classes)
    answers = {request.entry for request in REQUESTS.values() if request.entry} - voices().keys()
    assert not classes & answers
