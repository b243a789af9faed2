"""A comparison has a direction, and a number a kind, whatever the order of the words."""

from __future__ import annotations

import pytest

from tutor.understanding.comparing import compared


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("validation loss lower than training loss", "~val less loss"),
        ("training loss lower than validation loss", "~val more loss"),
        ("why is training accuracy higher than val accuracy?", "~val less acc"),
        ("is val_accuracy above accuracy normal", "~val more acc"),
        ("higher accuracy on train than on validation", "~val less acc"),
        ("the validation is worse than the training", "~val worse"),
        ("train is worse than val", "~val better"),
        ("loss: 0.52 - val_loss: 0.41", "~val less loss"),
        ("accuracy 0.70 and val_accuracy 0.81", "~val more acc"),
        ("my loss falls but the accuracy is stuck", "~loss falls"),
        ("my loss falls but the accuracy is stuck", "~acc stays"),
        ("stuck at 0.6931", "~ln2"),
        ("loss 2.3026 with ten kinds", "~ln k"),
        ("it hangs at 14000", "~large"),
        ("3.1, 9.2, 88, 4000", "~rising"),
        ("3.1, 1.2, 2.9, 0.8", "~to and fro"),
        ("0.48 0.48 0.48", "~all the same"),
    ],
)
def test_what_a_line_compares_is_told_in_one_word(line: str, told: str) -> None:
    assert told in compared(line)


@pytest.mark.parametrize(
    "line", ["", "what is an epoch", "model.fit(x, y)", "1e999 ٣ ² 1,,2 1.2.3.4 -", "<" * 3000]
)
def test_what_compares_nothing_costs_nothing_and_nothing_breaks(line: str) -> None:
    assert not any(word.startswith("~val") for word in compared(line))
