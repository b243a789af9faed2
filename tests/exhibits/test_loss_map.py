"""The loss as a map: level lines run where they belong, shades tell heights without colour, the path is on it."""

from __future__ import annotations

import math

import pytest
from msgspec.structs import replace

from tests.chatting import Chat, words
from tests.exhibits.landscapes import loss, valley
from tests.render.drawing import drawn, widest
from tutor.core.drawings import Figure
from tutor.core.execution import Done, Status
from tutor.core.film import FilmFacts, Moments
from tutor.core.landscape import Landscape, LandscapeFacts
from tutor.exhibits.levels import level_lines, round_levels
from tutor.exhibits.loss_map import lowest_place, shown, told, zigzags
from tutor.render import render
from tutor.render.look import Look
from tutor.session.scripted import Reply, ScriptedSession
from tutor.steps.read import ReadStep


def test_level_lines_run_where_the_height_is_theirs() -> None:
    facts = valley()
    pieces = list(level_lines(facts.across, facts.up, facts.losses, 200.0))
    assert len(pieces) > 40
    for weight, bias in (place for piece in pieces for place in piece):
        assert loss(weight, bias) == pytest.approx(200.0, rel=0.3)
    kept = [[math.inf if value is None else value for value in row] for row in facts.losses]
    holes = [[None if value > 210 else value for value in row] for row in kept]
    assert 0 < len(list(level_lines(facts.across, facts.up, holes, 200.0))) < len(pieces)


@pytest.mark.parametrize(
    "values", [[1.0, 1.0], [0.0, 1e-12, 5.0], [-3.0, -2.0, 7.0, 9.0], list(range(1000)), [0.69, 0.7, 0.71]]
)
def test_levels_rise_and_lie_inside(values: list[float]) -> None:
    levels = round_levels(values)
    assert levels == sorted(set(levels)) and all(min(values) < each < max(values) for each in levels)


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_it_is_readable_without_colour_at_any_width(width: int) -> None:
    for unicode, shades in ((True, "░▒▓"), (False, ".:%")):
        look = Look(width, colours=0, unicode=unicode)
        page = "\n".join(drawn(render(event, look), look) for event in shown(valley()))
        assert widest(page) < width and all(shade in page for shade in shades)
        assert "start, epoch 0" in " ".join(page.split()) and "epoch 500" in page


def test_it_can_be_heard_and_says_where_the_lowest_place_is() -> None:
    look = Look(spoken=True)
    said = " ".join("".join(drawn(render(event, look), look) for event in shown(valley())).split())
    assert "over weight from -1 to 3 and bias from -5 to 40" in said and "began at weight 0, bias 0" in said
    assert "loss of 1, at weight 2, bias 31" in said
    assert lowest_place(valley())[1] == pytest.approx(loss(2, 31), rel=0.1)


def test_a_path_that_turns_back_again_and_again_zigzags() -> None:
    assert not zigzags(valley()) and zigzags(valley(zigzag=True))
    assert "across the valley" in " ".join(told(valley(zigzag=True)))


def test_directions_are_named_for_what_they_are() -> None:
    facts = replace(valley(), names=(), how="path", share=0.981, parameters=1234)
    assert "1,234 weights" in " ".join(told(facts)) and "98 %" in " ".join(told(facts))
    assert "Li et al. 2018" in " ".join(told(replace(facts, how="random", path=())))


def test_no_number_anywhere_is_a_sentence_and_some_are_the_highest() -> None:
    (said,) = shown(replace(valley(), losses=((None, None), (None, None))))
    assert "no number anywhere" in words([said])
    some = tuple(
        tuple(None if math.hypot(row, column) > 20 else value for column, value in enumerate(values))
        for row, values in enumerate(valley().losses)
    )
    figure = next(iter(shown(replace(valley(), losses=some))))
    assert isinstance(figure, Figure)


def test_map_asks_for_the_model_and_says_what_is_wrong() -> None:
    session = ScriptedSession(
        answers={
            Moments(): FilmFacts(),
            Moments("net"): FilmFacts(),
            Landscape(): valley(),
            Landscape("net"): LandscapeFacts(problem="`net` is no Keras model."),
        }
    )
    chat = Chat([ReadStep(id="welcome", say="Hello.")], session)
    assert any(isinstance(event, Figure) for event in chat("/map"))
    assert session.silent[-1] == "__tutor__.landscape('')"
    assert "no Keras model" in words(chat("/map net")) and "takes the name" in words(chat("/map a b"))
    session.replies["__tutor__.landscape('')"] = Reply((Done(Status.INTERRUPTED),))
    assert "Stopped" in words(chat("/map"))
