"""Which entries a question finds, and how sure that is."""

from __future__ import annotations

import pytest

from tests.answers.fitting import fitted
from tests.answers.questions import questions, shares
from tutor.answers.glossary.entries import Glossary
from tutor.answers.retrieval import LIMITS, OFFERS, Band, Finding, Index, Limits, Match, is_slip, judged
from tutor.answers.words import canonical, content, stem
from tutor.core.course import GlossaryEntry
from tutor.storage.lessons import lessons_directory, load_glossary

GLOSSARY = load_glossary(lessons_directory())
ANSWERER = Glossary(GLOSSARY)
TEA = GlossaryEntry(id="tea", term="green tea", text="Leaves in hot water.", asks=("how long does it steep",))
COFFEE = GlossaryEntry(id="coffee", term="coffee", text="Beans in hot water.", aliases=("espresso",))
CUP = GlossaryEntry(id="cup", term="cup", text="Holds tea or coffee.")
DRINKS = Index([TEA, COFFEE, CUP])


def found(question: str, index: Index = DRINKS) -> list[str]:
    return [match.entry.id for match in index.ranked(question)]


def test_the_bands_are_as_good_as_promised() -> None:
    measured = shares(ANSWERER.look_up)
    assert measured.reached >= 0.85
    assert measured.wrong <= 0.05
    assert measured.presumed <= 0.05


def test_a_word_in_the_term_counts_more_than_one_in_the_text() -> None:
    assert found("which tea") == ["tea", "cup"]
    assert found("a coffee") == ["coffee", "cup"]


def test_aliases_and_questions_are_found_too() -> None:
    assert found("an espresso") == ["coffee"]
    assert found("steeping") == ["tea"]


def test_a_name_among_nothing_but_filler_is_the_name() -> None:
    assert DRINKS.named("so what is the point of green tea, please") == TEA
    assert DRINKS.named("espreso?") == COFFEE


@pytest.mark.parametrize("question", ["coffee tables", "tea", "what is it", ""])
def test_more_than_a_name_or_less_is_not_the_name(question: str) -> None:
    assert DRINKS.named(question) is None


def test_a_name_of_two_entries_names_neither() -> None:
    other = GlossaryEntry(id="shrub", term="coffee", text="Grows in the highlands.")
    assert Index([COFFEE, other]).named("coffee") is None


def test_words_that_nobody_knows_make_it_less_sure() -> None:
    plain, far_off = DRINKS.ranked("coffee")[0], DRINKS.ranked("coffee plantations in Brazil")[0]
    assert far_off.confidence < plain.confidence / 2


def test_a_whole_name_counts_more_than_its_words_apart() -> None:
    together, apart = DRINKS.ranked("green tea")[0], DRINKS.ranked("tea green")[0]
    assert together.confidence > apart.confidence


@pytest.mark.parametrize("typed", ["cofee", "coffe", "espreso"])
def test_a_misspelled_word_is_mended(typed: str) -> None:
    assert found(typed)[0] == "coffee"


def test_a_word_that_resembles_none_stays_as_it_is() -> None:
    assert DRINKS.mended("What about the weather, coffe?") == "what about the weather, coffee?"


@pytest.mark.parametrize("question", ["", "?!", "what is it", "banana"])
def test_a_question_without_a_known_word_finds_nothing(question: str) -> None:
    assert found(question) == []


def test_an_empty_glossary_finds_nothing() -> None:
    assert Index([]).ranked("coffee") == []


LIMITED = Limits(answer_from=10, clear_by=2, offer_from=3)


@pytest.mark.parametrize(
    ("confidences", "finding"),
    [
        ([10.0], Finding(Band.ANSWER, (TEA,))),
        ([10.0, 5.0], Finding(Band.ANSWER, (TEA,))),
        ([10.0, 5.1], Finding(Band.OFFER, (TEA, COFFEE))),
        ([9.9], Finding(Band.OFFER, (TEA,))),
        ([3.0, 2.0, 1.0, 0.5], Finding(Band.OFFER, (TEA, COFFEE, CUP))),
        ([2.9], Finding(Band.UNKNOWN)),
        ([], Finding(Band.UNKNOWN)),
    ],
)
def test_confidence_and_distance_choose_the_band(confidences: list[float], finding: Finding) -> None:
    entries = [TEA, COFFEE, CUP, TEA]
    matches = [Match(entry, value) for entry, value in zip(entries, confidences, strict=False)]
    assert judged(matches, LIMITED) == finding


def test_no_more_entries_are_offered_than_can_be_read_at_a_glance() -> None:
    offers = [ANSWERER.look_up(text) for text in questions()["answered"]]
    assert max(len(found.entries) for found in offers if found.band is Band.OFFER) == OFFERS


def test_the_shipped_limits_are_those_that_are_fitted() -> None:
    assert fitted(ANSWERER) == LIMITS, "python -m tests.answers.fitting says which to ship"


def test_limits_under_which_no_promise_can_be_kept_are_not_fitted() -> None:
    with pytest.raises(ValueError, match="hold under no limits"):
        fitted(Glossary([TEA]))


@pytest.mark.parametrize(
    ("typed", "meant"), [("hwo", "how"), ("waht", "what"), ("mny", "many"), ("los", "loss"), ("bak", "back")]
)
def test_a_slip_of_the_fingers_is_mended_in_short_words(typed: str, meant: str) -> None:
    assert is_slip(typed, meant)
    assert ANSWERER.index.mended(typed) == meant


@pytest.mark.parametrize(
    ("typed", "other"), [("car", "card"), ("late", "later"), ("ask", "task"), ("tow", "wot"), ("how", "how")]
)
def test_another_word_is_no_slip(typed: str, other: str) -> None:
    assert not is_slip(typed, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("layer", "layers"),
        ("train", "training"),
        ("stop", "stopped"),
        ("square", "squared"),
        ("memory", "memories"),
        ("guess", "guesses"),
        ("batch", "batches"),
    ],
)
def test_forms_of_one_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize("word", ["loss", "bias", "axis", "class"])
def test_a_final_s_that_belongs_to_the_word_stays(word: str) -> None:
    assert stem(word) == word


@pytest.mark.parametrize(("one", "other"), [("nets", "network"), ("photos", "images"), ("falls", "decreasing")])
def test_words_for_the_same_thing_count_as_one(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


def test_filler_and_apostrophes_go_and_phrases_become_one_word() -> None:
    assert content("What's the learning rate for, please?") == [canonical("learning_rate")]
    assert content("my loss isn't going down") == ["loss", canonical("decrease")]
    assert content("batch_size") == ["batch", stem("size")]
