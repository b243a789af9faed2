"""In which language a line is written."""

from __future__ import annotations

import pytest

from tests.answers.questions import questions
from tutor.answers.languages import INSTALL, in_your_language
from tutor.understanding.language import LANGUAGES, language

LINES = {
    "de": ("Was ist Overfitting?", "warum wird mein Verlust nicht kleiner", "wozu brauche ich einen Bias"),
    "fr": ("Qu'est-ce que c'est, une époque ?", "pourquoi ma perte ne descend pas", "à quoi sert le biais"),
    "it": ("che cosa è un neurone", "perché la perdita non scende", "a cosa serve il bias"),
    "es": ("¿Qué es una época?", "por qué mi pérdida no baja", "para qué sirve el sesgo"),
    "nl": ("wat is een neuron", "waarom wordt mijn verlies niet kleiner", "hoe werkt dit netwerk"),
    "pt": ("o que é uma época", "por que a minha perda não diminui", "para que serve o viés"),
    "pl": ("co to jest neuron", "dlaczego moja strata nie maleje", "po co jest gradient"),
    "tr": ("aşırı öğrenme nedir", "kaybım neden düşmüyor", "bir katman ne yapar"),
    "ru": ("что такое переобучение", "loss не падает"),
    "ar": ("ما هو الإفراط في التعلم",),
    "zh": ("什么是过拟合", "损失不下降怎么办"),
    "ja": ("過学習とは何ですか", "エポック"),
    "ko": ("과적합이란 무엇인가요",),
    "hi": ("ओवरफिटिंग क्या है",),
}


@pytest.mark.parametrize(("code", "line"), [(code, line) for code, lines in LINES.items() for line in lines])
def test_a_question_is_known_by_its_script_or_its_small_words(code: str, line: str) -> None:
    assert language(line) == code


def test_every_language_is_tried_and_says_how_it_is_brought() -> None:
    assert LINES.keys() == LANGUAGES.keys()
    for code in LANGUAGES:
        assert INSTALL in in_your_language(code)
    assert len({in_your_language(code) for code in LANGUAGES}) == len(LANGUAGES)


@pytest.mark.parametrize(
    "line",
    [
        "", "?!", "42", "loss", "Dense(1)", "was it overfitting", "a la carte", "no", "naïve", "what does y mean",
        "how do i use a CNN", "in my model, no bias", "is σ a sigmoid", "wat is an epoch", "y is it so",
    ],
)  # fmt: skip
def test_a_line_without_a_clear_sign_is_english(line: str) -> None:
    assert language(line) == "en"


@pytest.mark.parametrize(
    ("code", "line"),
    [("de", "was ist dropout"), ("de", "warum relu"), ("tr", "dropout nedir"), ("fr", "pourquoi relu")],
)
def test_one_word_that_asks_is_enough_beside_a_term(code: str, line: str) -> None:
    assert language(line) == code


def test_english_questions_are_not_taken_for_another_language() -> None:
    asked = [*questions()["answered"], *questions()["unanswered"], *questions()["session"]]
    foreign = [line for line in asked if language(line) != "en"]
    assert len(foreign) <= 0.005 * len(asked), foreign
