"""Draws one moment of a training: what the model says beside the loss that it had got to."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from textwrap import wrap

from rich.console import Group, RenderableType
from rich.text import Text

from tutor.core.drawings import Axes, Figure, Series
from tutor.core.film import Film, FilmFacts, Past
from tutor.core.numbers import short
from tutor.render.figure import NARROWEST_CHART, figure
from tutor.render.look import Look
from tutor.render.prose import INDENT, sentence

ROWS, LOWEST = 10, 4
"""Lines of a chart, where there is room for them."""
AROUND = 11
"""Lines of a moment besides its charts."""
FOLDED = 8
"""And so many more where names and keys take several."""
NARROWEST_BAR, WIDEST_BAR = 8, 24
TOLD = 5
"""Moments that are told in sentences."""
DIGITS = 3


def film(event: Film, look: Look) -> RenderableType:
    """The still of a film; where it is heard, some of its moments in sentences."""
    facts = event.facts
    if look.spoken:
        return Group(*(sentence(said, look) for said in told(facts)))
    return moment(facts, event.still % len(facts.moments), look)


def told(facts: FilmFacts) -> Iterator[str]:
    """Five moments in sentences, the first and the last among them."""
    count = len(facts.moments)
    places = dict.fromkeys(round(place * (count - 1) / (TOLD - 1)) for place in range(TOLD))
    for place in places:
        yield f"{when(facts, place)}: {', '.join(state(facts, place))}."


def when(facts: FilmFacts, place: int) -> str:
    """`After epoch 50`."""
    epoch = facts.moments[place].epoch
    return f"After epoch {epoch}" if epoch > facts.first else "Before the training"


def state(facts: FilmFacts, place: int) -> Iterator[str]:
    """What there is to say of a moment: its loss, its rule, how many it gets right."""
    found = facts.moments[place]
    loss = found.metrics.get("loss")
    if "loss" in found.metrics:
        yield f"loss {'nan' if loss is None else short(loss)}"
    if rule := equation(facts, found):
        yield rule
    elif found.right >= 0:
        yield f"{found.right} of {facts.samples} right"
    elif facts.kind == "pairs":
        errors = [abs(said - true) for said, true in zip(found.answers, facts.x, strict=True) if said is not None]
        if errors:
            yield f"{short(sum(errors) / len(errors), DIGITS)} off on average"
    if not found.metrics and facts.kind == "loss":
        yield "nothing learned yet"


def equation(facts: FilmFacts, found: Past) -> str:
    """`y ≈ 2.12·x + 27.4` for a single neuron of one feature; else empty."""
    if not facts.linear or len(found.weights) != 2 or facts.kind != "line":
        return ""
    weight, bias = found.weights
    return f"y ≈ {short(weight, DIGITS)}·x {'-' if bias < 0 else '+'} {short(abs(bias), DIGITS)}"


def moment(facts: FilmFacts, place: int, look: Look, keys: str = "") -> RenderableType:
    """One moment, in fewer lines than the window has when `keys` stand below it."""
    parts: list[RenderableType] = [*_head(facts, place, look)]
    drawn = axes(facts, place)
    beside = look.measure // NARROWEST_CHART > 1
    shown = drawn if beside else drawn[:1]
    folded = 0 if look.measure > NARROWEST_CHART else FOLDED
    rows = min(ROWS, look.height - AROUND - folded) if keys else ROWS
    if rows >= LOWEST:
        parts += [Text(), figure(Figure(tuple(shown), across=2), look, rows)]
    if keys:
        lines = wrap(keys, look.measure - INDENT)
        parts += [Text(), *(Text(" " * INDENT + line, "secondary", no_wrap=True) for line in lines)]
    return Group(*parts)


def _head(facts: FilmFacts, place: int, look: Look) -> Iterator[Text]:
    """`epoch 317 / 500   ━━━━━━───   loss 10.82`, and under it what the model is then."""
    epoch, last = facts.moments[place].epoch, facts.last
    loss, *rest = [*state(facts, place), ""] if facts.moments[place].metrics else ["", *state(facts, place), ""]
    counted = f"epoch {epoch:>{len(str(last))}} / {last}"
    tail = f"   {loss}" if loss else ""
    width = min(WIDEST_BAR, look.measure - INDENT - len(counted) - 3 - len("   loss 0.000000"))
    line = Text("  " + counted, no_wrap=True, overflow="crop")
    if width >= NARROWEST_BAR:
        full = round(width * (epoch - facts.first) / max(1, last - facts.first))
        line.append("   ")
        line.append(look.text("━") * full, "accent")
        line.append(look.text("─") * (width - full), "secondary")
    line.append(tail)
    line.truncate(look.measure)
    yield line
    about = "   ".join(filter(None, rest))
    if about:
        line = Text(look.text(f"  {about}"), "secondary", no_wrap=True, overflow="crop")
        line.truncate(look.measure)
        yield line


# The charts ------------------------------------------------------------------------------------------------


def axes(facts: FilmFacts, place: int) -> list[Axes]:
    """What the model says then, where that can be drawn, and the loss with a mark at the moment."""
    found = facts.moments[place]
    match facts.kind:
        case "line":
            first = [_line(facts, found)]
        case "map":
            first = [_map(facts, found)]
        case "pairs":
            first = [_pairs(facts, found)]
        case "classes":
            first = [_classes(facts, found)]
        case _:
            first = []
    return [*first, _loss(facts, found)]


def _line(facts: FilmFacts, found: Past) -> Axes:
    heights = [y for y in facts.y if math.isfinite(y)]
    low, high = min(heights, default=0.0), max(heights, default=1.0)
    room = (high - low) / 4 or 1.0
    limits = low - room, high + room
    points = Series("points", facts.x, facts.y)
    line = Series("line", facts.across, tuple(_within(each, limits) for each in found.answers))
    return Axes((points, line), x_label=facts.x_name, y_label=facts.y_name, y_limits=limits)


def _within(value: float | None, limits: tuple[float, float]) -> float | None:
    """A gap for what lies far outside: the line leaves the chart there."""
    low, high = limits
    far = high - low
    return value if value is not None and low - far <= value <= high + far else None


def _map(facts: FilmFacts, found: Past) -> Axes:
    left, right, bottom, top = facts.span
    classes = sorted({*facts.classes, *(int(letter, 36) for row in found.cells for letter in row)})[:4]
    series = []
    for number in classes:
        own = [place for place, each in enumerate(facts.classes) if each == number]
        x, y = tuple(facts.x[place] for place in own), tuple(facts.y[place] for place in own)
        series.append(Series("points", x, y, str(number), pen=number))
    for number in classes[1:]:
        image = tuple(tuple(float(int(letter, 36) == number) for letter in row) for row in found.cells)
        series.append(Series("regions", (left, right), (bottom, top), f"says {number}", image, pen=10 + number))
    return Axes(tuple(series), x_limits=(left, right), y_limits=(bottom, top))


def _pairs(facts: FilmFacts, found: Past) -> Axes:
    low, high = min(facts.x, default=0.0), max(facts.x, default=1.0)
    room = (high - low) / 4 or 1.0
    limits = low - room, high + room
    ideal = Series("line", (low, high), (low, high))
    points = Series("points", facts.x, tuple(_within(each, limits) for each in found.answers))
    return Axes((points, ideal), x_label=f"target, {facts.y_name}", y_label="the model's answer", y_limits=limits)


def _classes(facts: FilmFacts, found: Past) -> Axes:
    bars = Series("bars", facts.x, found.answers)
    names = tuple((each, short(each)) for each in facts.x)
    return Axes(
        (bars,), x_label="class", y_label="what its samples get for it", y_limits=(0.0, 1.0), x_names=names
    )


def _loss(facts: FilmFacts, found: Past) -> Axes:
    epochs, values = facts.curve
    finite = [value for value in values if math.isfinite(value)]
    log = bool(finite) and min(finite) > 0 and max(finite) > 10 * min(finite)
    line = Series("line", tuple(epochs), tuple(value if math.isfinite(value) else None for value in values))
    at = _height(epochs, values, max(found.epoch, facts.first + 1))
    dot = Series("points", (float(max(found.epoch, facts.first + 1)),), (at,))
    return Axes(
        (line, dot), x_label="epoch", y_label="loss", y_scale="log" if log else "linear", y_limits=_ends(finite)
    )


def _ends(finite: Sequence[float]) -> tuple[float, float] | None:
    return (min(finite), max(finite)) if finite and min(finite) < max(finite) else None


def _height(epochs: Sequence[float], values: Sequence[float], epoch: int) -> float | None:
    """The loss at an epoch, between two that are known."""
    after = next((place for place, each in enumerate(epochs) if each >= epoch), len(epochs) - 1)
    if after < 0:
        return None
    before = max(0, after - 1)
    (left, right), (low, high) = (epochs[before], epochs[after]), (values[before], values[after])
    share = (epoch - left) / (right - left) if right > left else 1.0
    found = low + min(1.0, max(0.0, share)) * (high - low)
    return found if math.isfinite(found) else None
