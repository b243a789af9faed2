"""From a line and its situation to what it is about, with and without an encoder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from tests.understanding.small import TRAINED, VOICES, understanding, weights_of
from tutor.core.meaning import Band, Situation
from tutor.understanding.bands import LIMITS, Limits
from tutor.understanding.model import Understanding, together


class Reads:
    """An encoder that says the same of every line; asleep until it is asked."""

    def __init__(self, said: Mapping[str, float] | None, awake: bool = True) -> None:
        self._said, self.awake = said, awake
        self.asked: list[str] = []

    def __call__(self, line: str) -> Sequence[float] | None:
        self.asked.append(line)
        self.awake = True
        return None if self._said is None else [self._said.get(name, 0.001) for name in VOICES]


def test_what_speaks_for_the_glossary_in_general_goes_to_its_entries() -> None:
    meaning = understanding()("is the bias of a model a number", TRAINED)
    assert meaning.classes[0] == "bias"
    assert "general" not in meaning.classes


def test_likelihoods_are_shares_of_one() -> None:
    assert sum(understanding().by_words("is my loss large").values()) == pytest.approx(1.0)


@pytest.mark.parametrize("line", ["", "?!", "banana", "zzz qqq"])
def test_a_line_that_nothing_speaks_for_is_about_nothing_that_is_known(line: str) -> None:
    assert understanding()(line).best == ""


def test_an_encoder_is_asked_only_where_words_are_unsure() -> None:
    reads = Reads({"bias": 0.99})
    model = Understanding(weights_of(), encoders={"minilm": reads})
    assert model("what is my loss now", TRAINED).best == "=loss"
    assert reads.asked == []
    assert model("that number", TRAINED).best == "bias"
    assert reads.asked == ["that number"]


def test_a_line_that_must_be_read_quickly_wakes_no_encoder() -> None:
    asleep, awake = Reads({"bias": 0.99}, awake=False), Reads({"bias": 0.99})
    assert Understanding(weights_of(), encoders={"minilm": asleep})("that number", quick=True).best == ""
    assert asleep.asked == []
    assert Understanding(weights_of(), encoders={"minilm": awake})("that number", quick=True).best == "bias"


def test_the_best_encoder_is_preferred_and_words_alone_do_where_it_cannot_be_had() -> None:
    minilm, multilingual = Reads(None), Reads({"bias": 0.99})
    model = Understanding(weights_of(), encoders={"multilingual": multilingual, "minilm": minilm})
    assert model("that number") == understanding()("that number")
    assert (minilm.asked, multilingual.asked) == (["that number"], [])


def test_the_bands_of_an_encoder_are_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LIMITS, "minilm", Limits(sure=0.999, likely=0.99, offer=0.1))
    model = Understanding(weights_of(), encoders={"minilm": Reads({"bias": 0.9})})
    assert model("that number").band is Band.OFFER


def test_another_language_is_read_by_the_encoder_for_it_alone() -> None:
    reads = Reads({"bias": 0.99})
    model = Understanding(weights_of(), encoders={"multilingual": reads})
    assert model("wozu brauche ich das").best == "bias"
    assert model("wozu brauche ich das").language == "en"
    told = understanding()("wozu brauche ich das")
    assert (told.band, told.language) == (Band.UNKNOWN, "de")
    silent = Understanding(weights_of(), encoders={"multilingual": Reads(None)})
    assert silent("wozu brauche ich das").language == "de"


def test_it_says_that_it_wakes_up_when_a_language_has_to_be_read() -> None:
    asleep = Understanding(weights_of(), encoders={"multilingual": Reads({"bias": 0.9}, awake=False)})
    assert asleep.waking("wozu brauche ich das") == "German"
    assert asleep.waking("what is a bias") == ""
    asleep("wozu brauche ich das")
    assert asleep.waking("wozu brauche ich das") == ""
    assert understanding().waking("wozu brauche ich das") == ""


def test_titles_are_those_of_subjects_and_requests_and_lead_back_to_them() -> None:
    model = understanding()
    assert model.title("=loss") == "the loss here"
    assert model.title("loss") == ""
    assert model.titled(" the loss here ") == "=loss"
    assert model.titled("the loss") == ""


def test_words_that_everybody_says_say_nothing() -> None:
    model = understanding(common=("is", "that", "why"))
    assert model.says_nothing("why is that?")
    assert not model.says_nothing("why is the loss high")


def test_two_likelihoods_together_have_a_say_each() -> None:
    both = together({"a": 0.5, "b": 0.5}, {"a": 0.9, "b": 0.1})
    assert both["a"] == pytest.approx(0.75)
    assert sum(both.values()) == pytest.approx(1.0)


def test_what_an_encoder_does_not_know_keeps_its_own() -> None:
    both = together({"a": 0.5, "new": 0.5}, {"a": 0.5})
    assert both["a"] == pytest.approx(both["new"])


def test_an_entry_of_the_lesson_is_preferred_to_one_of_another() -> None:
    line = "what is it, a bias or a loss"
    assert understanding()(line, Situation(concepts=frozenset({"bias"}))).classes[0] == "bias"
    assert understanding()(line, Situation(concepts=frozenset({"loss"}))).classes[0] == "loss"
