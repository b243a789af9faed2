"""A glossary in which every name leads to one entry, and something leads to every entry."""

from __future__ import annotations

from tutor.core.entries import Cause, GlossaryEntry
from tutor.storage.wordbook import glossary_complaints, unused

LOSS = GlossaryEntry(id="loss", term="loss", text="How far off.", aliases=("cost",), asks=("what is minimised",))


def said(*entries: GlossaryEntry) -> list[str]:
    return [message for _, message, _ in glossary_complaints(entries)]


def test_a_sound_glossary_has_no_complaints() -> None:
    assert said(LOSS, GlossaryEntry(id="mse", term="mean squared error", text="A loss.", see_also=("loss",))) == []


def test_an_alias_that_is_another_entrys_name_is_refused_whatever_its_number() -> None:
    error = GlossaryEntry(id="mse", term="mean squared error", text="A loss.", aliases=("Costs", "losses"))
    assert said(LOSS, error) == ["`Costs` leads to `loss` already.", "`losses` leads to `loss` already."]


def test_a_question_has_one_answer() -> None:
    error = GlossaryEntry(id="mse", term="mean squared error", text="A loss.", asks=("What is minimised?",))
    assert said(LOSS, error) == ["`What is minimised?` leads to `loss` already."]


def test_a_link_leads_to_another_entry() -> None:
    assert said(GlossaryEntry(id="mse", term="mse", text="A loss.", see_also=("mse", "tea"))) == [
        "`mse` leads to itself.",
        "There is no glossary entry `tea`.",
    ]


def test_an_entry_that_nothing_leads_to_is_unused() -> None:
    lonely = GlossaryEntry(id="tea", term="tea", text="Leaves in hot water.", see_also=("tea",))
    assert [message for _, message, _ in unused([LOSS, lonely], ())] == ["Nothing leads to `tea`."]
    assert list(unused([LOSS, lonely], {"tea"})) == [], "a lesson teaches it"
    cup = GlossaryEntry(id="cup", term="cup", text="Holds tea.", asks=("what holds tea",), see_also=("tea",))
    assert list(unused([LOSS, lonely, cup], ())) == [], "another entry leads to it"


def symptom(*causes: Cause, sign: str = "") -> GlossaryEntry:
    return GlossaryEntry(id="flat", term="flat", text="It is flat.", sign=sign, causes=causes)


def test_a_judgement_that_nobody_has_written_is_named_with_the_nearest_one() -> None:
    (complaint,) = glossary_complaints([symptom(Cause(when="rate heigh", say="Lower it."))])
    assert complaint == (
        (0, "causes", 0, "when"),
        "There is no judgement `rate heigh`.",
        "Did you mean `rate high`?",
    )
    assert said(symptom(sign="unmoved")) == []
    assert said(symptom(sign="unmoving"))[0].startswith("There is no judgement `unmoving`.")


def test_a_name_in_braces_that_stands_for_nothing_is_named() -> None:
    (complaint,) = glossary_complaints([symptom(Cause(say="Ask {modle}.", offer="{model}.summary()"))])
    assert complaint == ((0, "causes", 0, "say"), "`{modle}` stands for nothing.", "Did you mean `model`?")
