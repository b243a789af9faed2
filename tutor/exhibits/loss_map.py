"""Shows the loss around a model as a map: shades, level lines, and on it the path of the training."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from tutor.core.drawings import Axes, Figure, Series
from tutor.core.events import Event, Said
from tutor.core.facts import Probe
from tutor.core.landscape import Landscape, LandscapeFacts
from tutor.core.numbers import short
from tutor.core.outcome import Outcome
from tutor.exhibits.levels import level_lines, round_levels

DIGITS = 3


class LossMapExhibit(Struct, frozen=True, kw_only=True):
    """The loss around a model, with the way that its latest training took."""

    loss_map: str
    """The model."""

    def probes(self) -> Sequence[Probe]:
        return [Landscape(self.loss_map)]

    def draw(self, outcome: Outcome) -> Iterator[Event]:
        facts = outcome.fact(Landscape(self.loss_map))
        if isinstance(facts, LandscapeFacts) and not facts.problem:
            yield from shown(facts)


def shown(facts: LandscapeFacts) -> Iterator[Event]:
    """The map, and what is to be seen on it."""
    known = [value for row in facts.losses for value in row if value is not None]
    if not known:
        yield Said("The loss is no number anywhere around this model, so there is no map.")
        return
    yield figure(facts, known)
    yield Said(" ".join(told(facts)))


def figure(facts: LandscapeFacts, known: Sequence[float]) -> Figure:
    """The chart: shades, level lines, path, and marks where it begins and ends."""
    levels = round_levels(known)
    x, y = facts.across, facts.up
    ends = (x[0], x[-1]), (y[0], y[-1])
    series = [*_shades(facts, levels, *ends)]
    series += [_line(facts, level) for level in levels]
    if facts.path:
        way = [place for place in facts.path if _inside(place, ends)]
        series.append(Series("line", tuple(a for a, _ in way), tuple(b for _, b in way), "path", pen=0))
        series.append(_mark(facts.path[0], f"start, epoch {facts.first}", 2))
        series.append(_mark(facts.path[-1], f"end, epoch {facts.last}", 1))
    if not facts.path or _moved(facts):
        series.append(_mark(facts.now, "now", 3))
    names = facts.names or ("along the first direction", "along the second")
    axes = Axes(
        tuple(series),
        title=f"{facts.loss_name.replace('_', ' ')} of {facts.model}" if facts.loss_name else "",
        x_label=names[0],
        y_label=names[1],
        x_limits=ends[0],
        y_limits=ends[1],
        spoken=tuple(spoken(facts)),
    )
    return Figure((axes,))


def _moved(facts: LandscapeFacts) -> bool:
    """Whether the model does not stand where its training ended any more."""
    width = facts.across[-1] - facts.across[0], facts.up[-1] - facts.up[0]
    return any(
        abs(now - end) > side / 100 for now, end, side in zip(facts.now, facts.path[-1], width, strict=True)
    )


def _inside(place: Sequence[float], ends: tuple[tuple[float, float], tuple[float, float]]) -> bool:
    return all(low <= value <= high for value, (low, high) in zip(place, ends, strict=True))


def _mark(place: Sequence[float], label: str, pen: int) -> Series:
    return Series("points", (place[0],), (place[1],), label, pen=pen)


def _shades(
    facts: LandscapeFacts, levels: Sequence[float], x: tuple[float, float], y: tuple[float, float]
) -> Iterator[Series]:
    """A region for each stretch between two levels; the lowest stays blank."""
    for place, low in enumerate(levels):
        high = levels[place + 1] if place + 1 < len(levels) else math.inf
        image = tuple(
            tuple(float(low <= (math.inf if value is None else value) and (value or 0.0) < high) for value in row)
            for row in reversed(facts.losses)
        )
        label = f"{short(low)} to {short(high)}" if math.isfinite(high) else f"above {short(low)}"
        if any(map(any, image)):
            yield Series("regions", x, y, label, image)


def _line(facts: LandscapeFacts, level: float) -> Series:
    """The line on which the loss has this height, as stretches with gaps."""
    x: list[float | None] = []
    y: list[float | None] = []
    for (left, low), (right, high) in level_lines(facts.across, facts.up, facts.losses, level):
        x += [left, right, None]
        y += [low, high, None]
    return Series("line", tuple(x), tuple(y), pen=4)


# In words --------------------------------------------------------------------------------------------------


def told(facts: LandscapeFacts) -> Iterator[str]:
    """What the plane is, where the lowest place on it lies, and how the path went."""
    if facts.how == "path":
        yield (
            f"A model of {facts.parameters:,} weights moves in as many directions. These are the two in which the "
            f"training went furthest; {round(100 * facts.share)} % of its way lies in them. Numbers are distances "
            "from where the model stands."
        )
    elif facts.how == "random":
        yield (
            f"Two random directions through the {facts.parameters:,} weights, as long in each unit as its own "
            "weights (Li et al. 2018). The model stands at 0, 0."
        )
    place, lowest = lowest_place(facts)
    levels = round_levels([value for row in facts.losses for value in row if value is not None])
    if levels:
        yield f"The valley, where the loss is below {short(levels[0])}, is left blank."
    yield f"The lowest place on this map has a loss of {short(lowest, DIGITS)}, at {_at(facts, place)}."
    if facts.loss is not None:
        yield f"Your model has {short(facts.loss, DIGITS)}."
    if zigzags(facts):
        yield "The path zigzags: each step goes across the valley more than along it."


EDGES = (("Along its lower edge", 0.0), ("Through its middle", 0.5), ("Along its upper edge", 1.0))


def spoken(facts: LandscapeFacts) -> Iterator[str]:
    """The map for those who hear it: its corners and its middle, and the path."""
    x, y = facts.names or ("the first direction", "the second")
    ends = [short(value, DIGITS) for value in (facts.across[0], facts.across[-1], facts.up[0], facts.up[-1])]
    yield f"A map of the loss, over {x} from {ends[0]} to {ends[1]} and {y} from {ends[2]} to {ends[3]}."
    for name, part in EDGES:
        row = facts.losses[round(part * (len(facts.up) - 1))]
        heights = [row[place] for place in (0, len(facts.across) // 2, -1)]
        said = ", then ".join("no number" if each is None else short(each, DIGITS) for each in heights)
        yield f"{name}, from left to right, the loss is {said}."
    if facts.path:
        yield f"The training began at {_at(facts, facts.path[0])} and ended at {_at(facts, facts.path[-1])}."


def lowest_place(facts: LandscapeFacts) -> tuple[tuple[float, float], float]:
    """Where the loss is lowest among the places of the map, and how low."""
    found = [
        (value, x, y)
        for y, row in zip(facts.up, facts.losses, strict=True)
        for x, value in zip(facts.across, row, strict=True)
        if value is not None
    ]
    value, x, y = min(found)
    return (x, y), value


def _at(facts: LandscapeFacts, place: Sequence[float]) -> str:
    x, y = (short(value, DIGITS) for value in place)
    return f"{facts.names[0]} {x}, {facts.names[1]} {y}" if facts.names else f"{x}, {y}"


def zigzags(facts: LandscapeFacts) -> bool:
    """Whether the path turns back again and again: most of its steps point against the one before."""
    wide, high = facts.across[-1] - facts.across[0], facts.up[-1] - facts.up[0]
    steps = [((b[0] - a[0]) / wide, (b[1] - a[1]) / high) for a, b in pairwise(facts.path)]
    turns = [a[0] * b[0] + a[1] * b[1] < 0 for a, b in pairwise(steps)]
    return len(turns) >= 4 and sum(turns) > len(turns) / 2
