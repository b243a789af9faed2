"""The entries of `errors.yaml` and of the glossary speak in the tutor's tone, and each can be found."""

from __future__ import annotations

import re

import pytest

from tutor.answers.glossary.entries import Glossary
from tutor.answers.subjects.asking import subject
from tutor.core.entries import ErrorEntry
from tutor.core.requests import REQUESTS
from tutor.storage.lessons import lessons_directory, load_errors, load_glossary
from tutor.storage.voices import read_voices

ENTRIES = load_errors(lessons_directory())
GLOSSARY = load_glossary(lessons_directory())
AROUND = (("what is", "?"), ("explain", " please"), ("So what does a", " mean, exactly?"))


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


def test_every_entry_is_asked_for_in_voices_or_is_the_answer_of_another_class() -> None:
    voices = read_voices(lessons_directory())
    answers = {request.entry for request in REQUESTS.values()}
    answers |= {found.idea for name in voices if name[0] == "=" and (found := subject(name)) is not None}
    for entry in GLOSSARY:
        asked = entry.id in voices or entry.asks or entry.id in answers
        assert asked or f"={entry.id}" in voices or f"@{entry.id}" in voices, entry.id


def test_see_also_leads_somewhere_else() -> None:
    known = {entry.id for entry in GLOSSARY}
    for entry in GLOSSARY:
        assert entry.see_also, entry.id
        assert set(entry.see_also) <= known - {entry.id}, entry.id


def test_no_word_of_the_glossary_means_two_entries() -> None:
    answerer = Glossary(GLOSSARY)
    for entry in GLOSSARY:
        for name in (entry.term, entry.id, *entry.aliases):
            assert answerer.entry(name) is entry, name


def test_every_name_of_the_glossary_is_answered_by_its_own_entry() -> None:
    answerer = Glossary(GLOSSARY)
    for entry in GLOSSARY:
        for name in (entry.term, *entry.aliases):
            assert entry in answerer.exact(name), name


def test_small_talk_around_a_name_leaves_it_that_name() -> None:
    answerer = Glossary(GLOSSARY)
    asked = {f"{opening} {entry.term}{end}": entry for entry in GLOSSARY for opening, end in AROUND}
    missed = [text for text, entry in asked.items() if entry not in answerer.exact(text)]
    assert len(missed) <= 0.02 * len(asked), missed
