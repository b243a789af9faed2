"""An Enter right after a paste runs nothing."""

from __future__ import annotations

import pytest

from tutor.terminal.habit import A_SECOND, AfterPaste


@pytest.mark.parametrize(
    ("text", "pasted", "after", "belongs"),
    [
        ("x = 1", "x = 1", 0.0, True),
        ("x = 1", "x = 1\n", A_SECOND - 0.1, True),
        ("x = 1  # mine", "x = 1", 0.5, True),
        ("x = 1", "x = 1", A_SECOND, False),
        ("x = 1", "", 0.0, False),
        ("y = 1", "x = 1", 0.0, False),
    ],
)
def test_an_enter_belongs_to_the_paste_for_a_second_after_the_prompt_has_opened(
    text: str, pasted: str, after: float, belongs: bool
) -> None:
    time = 100.0
    guard = AfterPaste(lambda: time)
    guard.handed_over(text, pasted)
    time += 60  # the lines train a model
    guard.opened()
    time += after
    assert guard.belongs() is belongs


def test_what_is_typed_next_makes_an_enter_mean_something_again() -> None:
    guard = AfterPaste(lambda: 0.0)
    guard.handed_over("x = 1", "x = 1")
    guard.handed_over("/hint", "")
    assert not guard.belongs()
