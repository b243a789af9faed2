"""Heights of a map: round numbers for its level lines, and where these run."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

PARTS = (0.12, 0.35, 0.65)
"""Parts of the map that lie below each of its levels, about."""
ROUND = (1.0, 2.0, 5.0, 10.0)

Place = tuple[float, float]


def round_levels(values: Sequence[float]) -> list[float]:
    """Up to three round numbers that part the map into stretches of about the same size, rising."""
    ordered = sorted(values)
    found: list[float] = []
    for part in PARTS:
        value = ordered[min(len(ordered) - 1, int(part * len(ordered)))]
        level = _rounded(value)
        if not ordered[0] < level < ordered[-1] or level in found:
            level = float(f"{value:.2g}")
        if ordered[0] < level < ordered[-1] and (not found or level > found[-1]):
            found.append(level)
    return found


def _rounded(value: float) -> float:
    """The nearest of 1, 2 and 5 times a power of ten."""
    if value == 0 or not math.isfinite(value):
        return value
    power = 10.0 ** math.floor(math.log10(abs(value)))
    nearest = min(ROUND, key=lambda each: abs(math.log(abs(value) / power / each)))
    return math.copysign(float(f"{nearest * power:.6g}"), value)


def level_lines(
    across: Sequence[float], up: Sequence[float], heights: Sequence[Sequence[float | None]], level: float
) -> Iterator[tuple[Place, Place]]:
    """The pieces of the line on which the height is `level`, one or two for each cell that it crosses.

    Marching squares (Lorensen and Cline 1987, in two dimensions); at a saddle the pairs stand as they come.
    """
    for row in range(len(up) - 1):
        for column in range(len(across) - 1):
            corners = [(column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1)]
            crossed = []
            for (a, b), (c, d) in zip(corners, [*corners[1:], corners[0]], strict=True):
                one, other = heights[b][a], heights[d][c]
                if one is None or other is None or (one < level) == (other < level):
                    continue
                part = (level - one) / (other - one)
                crossed.append((across[a] + part * (across[c] - across[a]), up[b] + part * (up[d] - up[b])))
            for place in range(0, len(crossed) - 1, 2):
                yield crossed[place], crossed[place + 1]
