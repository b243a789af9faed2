"""Questions said in the words that the wordings know."""

from __future__ import annotations

import pytest

from tutor.answers.usual_words import in_digits, usual_words


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Coeffs rn, pls?", "weights now"),
        ("aren't my nets converging", "is my nets converging"),
        ("Isn't mine stuck?", "is my model converged"),
        ("what's the LR at this moment", "what is the learning rate now"),
        ("which learning_rate= is in model.compile(...)?", "which learning rate is in model compile"),
        ("model.predict(np.array([[-2.5]]))", "model predict np array -2.5"),
        ("what does the net I trained cost", "what does my model cost"),
        ("my model's w & b", "my w b"),
        ("is it any good at all", "is it any good"),
        ("2.5.", "2.5"),
        ("", ""),
        ("?!", ""),
    ],
)
def test_one_word_stands_for_many_and_punctuation_for_nothing(typed: str, said: str) -> None:
    assert usual_words(typed) == said


@pytest.mark.parametrize(
    ("words", "digits"),
    [
        ("for zero or minus three", "for 0 or -3"),
        ("seventeen and forty", "17 and 40"),
        ("twenty-five ninety nine", "25 99"),
        ("a hundred", "100"),
        ("one of two", "one of 2"),
        ("a thousand-year oak, a pretty-looking one", "a thousand-year oak, a pretty looking one"),
    ],
)
def test_numbers_that_are_words_become_digits(words: str, digits: str) -> None:
    assert in_digits(words) == digits
