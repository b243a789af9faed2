"""Texts in pieces, as BERT's own tokenizer cuts them."""

from __future__ import annotations

import pytest

from tutor.answers.wordpiece import MOST_PIECES, pieces, vocabulary

NUMBERS = vocabulary("[UNK]\n[CLS]\n[SEP]\ntrain\n##able\n##ing\nun\n##train\n(\n)\n`\nnaive\n2\n##d\n損\n失\n—\n")


def cut(text: str) -> list[str]:
    names = list(NUMBERS)
    return [names[number] for number in pieces(text, NUMBERS)][1:-1]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Training", ["train", "##ing"]),
        ("untrainable", ["un", "##train", "##able"]),
        ("train(2D)", ["train", "(", "2", "##d", ")"]),
        ("`naïve` NAÏVE", ["`", "naive", "`", "naive"]),
        ("trains", ["[UNK]"]),
        ("損失—train", ["損", "失", "—", "train"]),
        ("train\u200bing\x00 \t2", ["train", "##ing", "2"]),
        ("train" * 21, ["[UNK]"]),
        ("", []),
    ],
)
def test_a_text_is_cut_into_the_longest_pieces_that_are_known(text: str, found: list[str]) -> None:
    assert cut(text) == found


def test_a_text_begins_and_ends_and_is_not_longer_than_the_model_reads() -> None:
    numbers = pieces("train " * 500, NUMBERS)
    assert (numbers[0], numbers[-1], len(numbers)) == (NUMBERS["[CLS]"], NUMBERS["[SEP]"], MOST_PIECES)
