"""Texts in pieces, as BERT's own tokenizer cuts them."""

from __future__ import annotations

import pytest

from tutor.encoders.wordpiece import MOST_PIECES, MOST_SEARCHED, Vocabulary, pieces

TEXT = b"[UNK]\n[CLS]\n[SEP]\ntrain\n##able\n##ing\nun\n##train\n(\n)\n`\nnaive\n2\n##d\n" + "損\n失\n—\n".encode()
NAMES = TEXT.decode().split()


def cut(text: str, numbers: Vocabulary) -> list[str]:
    return [NAMES[number] for number in pieces(text, numbers)][1:-1]


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
    assert cut(text, Vocabulary(TEXT)) == found


def test_the_first_pieces_are_searched_for_and_all_others_looked_up_with_the_same_result() -> None:
    numbers = Vocabulary(TEXT)
    for _ in range(MOST_SEARCHED):
        assert cut("untrainable 損 zebra", numbers) == ["un", "##train", "##able", "損", "[UNK]"]
    assert "##zebra" not in numbers and "##able" in numbers
    with pytest.raises(KeyError):
        numbers["zebra"]


def test_a_text_begins_and_ends_and_is_not_longer_than_the_model_reads() -> None:
    numbers = pieces("train " * 500, Vocabulary(TEXT))
    assert (numbers[0], numbers[-1], len(numbers)) == (1, 2, MOST_PIECES)
