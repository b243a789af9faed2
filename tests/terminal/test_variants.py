"""Variants on the screen: curves grow while they train, then what they came to; in plain mode a line each."""

from __future__ import annotations

import json
import re
import sys

import pytest

from tests.terminal.test_view import PASSED, shown
from tutor.core.events import Event, Trying, as_json, name_of
from tutor.core.execution import Epoch, VariantEnded, VariantEpochs
from tutor.core.runs import Curve, Run
from tutor.exhibits.run_curves import curves_figure, fan_figure, grid_figure
from tutor.exhibits.run_table import runs_table
from tutor.render import render
from tutor.render.look import Look
from tutor.render.theme import console_for
from tutor.render.variants import Pressed, Variants, live
from tutor.terminal.caps import Caps

SPOKEN = Caps(plain=True, spoken=True, colours=0, keyboard=False)
TRYING = Trying(1, ("0.01", "0.1", "1"), ("learning rate",), 20)


def finished(place: int, end: float) -> VariantEnded:
    curve = Curve(tuple(range(1, 21)), tuple(100.0 + (end - 100.0) * n / 19 for n in range(20)))
    settings = {"learning_rate": 10.0**-place, "model": "Dense(1)", "loss": "mean_squared_error"}
    return VariantEnded(place, Run(number=place, settings=settings, metrics={"loss": curve}, epochs=20, asked=20))


def epochs(place: int) -> VariantEpochs:
    return VariantEpochs(place, tuple(Epoch(number, {"loss": 100.0 / number}) for number in range(1, 21)))


def whole() -> list[Event]:
    return [TRYING, epochs(1), finished(1, 80), epochs(2), finished(2, 5), VariantEnded(3, Run(), problem="no")]


def drawn(drawing: object, look: Look) -> str:
    console = console_for(look, sys.stdout)
    with console.capture() as captured:
        console.print(drawing)
    return captured.get()


def gathered() -> Variants:
    variants = Variants(TRYING)
    for event in (epochs(1), finished(1, 80), epochs(2)):
        variants.add(event)
    return variants


@pytest.mark.parametrize(("width", "height"), [(40, 24), (80, 24), (200, 50), (40, 8), (20, 5)])
@pytest.mark.parametrize("unicode", [True, False])
def test_the_live_block_fits_into_the_window(width: int, height: int, unicode: bool) -> None:
    look = Look(width=width, height=height, colours=0, unicode=unicode)
    lines = drawn(live(gathered(), Pressed(1.5), look), look).rstrip("\n").split("\n")
    assert len(lines) < height and max(map(len, lines)) < width
    assert "Variant 2 of 3" in lines[0]
    assert unicode or all(line.isascii() for line in lines)


def test_all_curves_so_far_are_in_the_live_block() -> None:
    look = Look(width=80, height=24, colours=0)
    text = drawn(live(gathered(), Pressed(0.4, interrupts=1), look), look)
    assert "0.01" in text and "0.1" in text and "Stops after this epoch" in text


def test_plain_mode_says_a_line_for_each() -> None:
    text = shown(*whole(), PASSED, caps=SPOKEN)
    assert "Variant 1 of 3, learning rate 0.01: 20 epochs, loss 100 to 80" in " ".join(text.split())
    assert "Variant 3 of 3, learning rate 1: no" in " ".join(text.split())
    assert "\x1b" not in text


@pytest.mark.parametrize("width", [40, 80, 132, 200])
@pytest.mark.parametrize(
    ("colours", "unicode", "spoken"), [(256, True, False), (0, True, False), (0, False, False), (0, True, True)]
)
def test_what_runs_come_to_fits_every_width_and_needs_no_colour(
    width: int, colours: int, unicode: bool, spoken: bool
) -> None:
    look = Look(width=width, colours=colours, unicode=unicode, spoken=spoken)
    runs = [finished(place, end).run for place, end in ((1, 80.0), (2, 5.0), (3, 8.0), (4, 1.0))]
    events = [curves_figure(runs, list("abcd")), fan_figure(runs), runs_table(runs)]
    events.append(grid_figure([*runs[:3], None], ["4", "8"], ["0.1", "1"], ("units", "learning rate")))
    for event in events:
        assert event is not None
        text = drawn(render(event, look), look)
        plain = re.sub(r"\x1b\[[\d;]*m", "", text)
        assert all(len(line) <= width for line in plain.split("\n"))
        assert colours or plain == text
        assert unicode or plain.isascii()


def test_every_event_of_a_run_is_written_into_a_transcript() -> None:
    events = whole()
    assert [name_of(type(event)) for event in events[:3]] == ["trying", "variant_epochs", "variant_ended"]
    for event in events:
        json.dumps(as_json(event), allow_nan=False)
