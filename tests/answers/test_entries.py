"""The entries of `errors.yaml` and of the glossary speak in the tutor's tone, and each can be found."""

from __future__ import annotations

import re

import pytest

from tutor.answers.glossary.entries import Glossary
from tutor.answers.retrieval import Band
from tutor.core.course import ErrorEntry
from tutor.storage.lessons import lessons_directory, load_errors, load_glossary

ENTRIES = load_errors(lessons_directory())
GLOSSARY = load_glossary(lessons_directory())


def sentences(text: str) -> int:
    """Sentences outside of code spans."""
    plain = re.sub(r"`[^`]*`", "code", text)
    return len(re.findall(r"[.?](?:\s|$)", plain))


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_an_explanation_is_about_three_calm_sentences(entry: ErrorEntry) -> None:
    assert 3 <= sentences(entry.say) <= 4, entry.say
    assert "!" not in entry.say
    assert entry.trigger


def test_there_are_enough_of_them() -> None:
    assert len(ENTRIES) >= 160
    assert len(GLOSSARY) >= 170


def test_the_glossary_stays_calm_and_short() -> None:
    for entry in GLOSSARY:
        assert "!" not in entry.text, entry.id
        assert len(entry.text) < 500, entry.id


def test_every_text_of_the_glossary_is_a_few_plain_sentences() -> None:
    for entry in GLOSSARY:
        assert 2 <= sentences(entry.text) <= 4, entry.id
        assert entry.asks, entry.id


def test_see_also_leads_somewhere_else() -> None:
    known = {entry.id for entry in GLOSSARY}
    for entry in GLOSSARY:
        assert entry.see_also, entry.id
        assert set(entry.see_also) <= known - {entry.id}, entry.id


def test_no_word_of_the_glossary_means_two_entries() -> None:
    answerer = Glossary(GLOSSARY)
    for entry in GLOSSARY:
        for name in (entry.term, entry.id, *entry.aliases, *entry.asks):
            assert answerer.entry(name) is entry, name


def test_every_term_and_question_of_the_glossary_is_answered_by_its_own_entry() -> None:
    answerer = Glossary(GLOSSARY)
    for entry in GLOSSARY:
        for name in (entry.term, *entry.aliases, *entry.asks):
            finding = answerer.look_up(name)
            assert finding.band is Band.ANSWER and entry in finding.entries, name
