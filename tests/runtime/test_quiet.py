"""Calls that set up a chart return what they were given, and nobody wants to read that again."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.figure import Figure

from tutor.runtime.quiet import sets_up_a_chart


class Ruler:
    """Something of the learner's own that has a method of the same name."""

    def xlim(self, *ends: float) -> tuple[float, ...]:
        return ends


GRID = Figure().subplots(1, 2)
NAMES = {"plt": plt, "np": np, "axes": GRID, "ax": GRID[0], "ruler": Ruler(), "numbers": np.arange(3)}


@pytest.mark.parametrize(
    "code",
    [
        "plt.xlim(0, 5)",
        "plt.plot([1, 2])\nplt.axis('equal')",
        "plt.ylim(top=3)",
        "ax.set_xlim(0, 5)",
        "axes[0].set_ylim(0, 5)",
        "plt.gca().set_xlim(0, 5)",
    ],
)
def test_a_setting_is_not_said_again(code: str) -> None:
    assert sets_up_a_chart(code, NAMES)


@pytest.mark.parametrize(
    "code",
    [
        "plt.xlim()",
        "ax.get_xlim()",
        "ruler.xlim(0, 5)",
        "numbers[0].xlim(0, 5)",
        "unknown.xlim(0, 5)",
        "np.clip(numbers, 0, 5)",
        "left, right = plt.xlim(0, 5)",
        "plt.xlim(0, 5)\n1 + 1",
        "xlim(0, 5)",
        "plt.xlim(",
        "",
    ],
)
def test_anything_else_is_shown(code: str) -> None:
    assert not sets_up_a_chart(code, NAMES)
