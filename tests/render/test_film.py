"""A film of a training: each moment fits its window, what is drawn is what was, and it can be heard."""

from __future__ import annotations

import pytest

from tests.render import films
from tests.render.drawing import drawn, widest
from tutor.core.film import Film, FilmFacts
from tutor.render import render
from tutor.render.film import axes, equation, moment, told
from tutor.render.look import Look
from tutor.terminal.film import PAUSED

FILMS = (
    films.line(),
    films.ring(),
    films.pairs(),
    films.classes(),
    FilmFacts(last=3, moments=films.pairs().moments),
)


@pytest.mark.parametrize("facts", FILMS, ids=lambda facts: facts.kind)
@pytest.mark.parametrize(("width", "height"), [(20, 24), (40, 24), (80, 24), (80, 14), (200, 60)])
def test_every_moment_fits_the_window(facts: FilmFacts, width: int, height: int) -> None:
    for unicode in (True, False):
        look = Look(width, height, colours=0, unicode=unicode)
        for place in range(len(facts.moments)):
            page = drawn(moment(facts, place, look, PAUSED), look)
            assert widest(page) < width and page.count("\n") + 1 < height
            assert f"{facts.moments[place].epoch} / {facts.last}" in page


def test_the_line_moves_and_the_dot_with_it() -> None:
    facts = films.line()
    first, last = axes(facts, 0), axes(facts, len(facts.moments) - 1)
    assert first[0].series[1].y != last[0].series[1].y and first[0].y_limits == last[0].y_limits
    assert first[1].series[1].x == (1.0,) and last[1].series[1].x == (500.0,)
    assert last[1].series[1].y[0] == pytest.approx(facts.moments[-1].metrics["loss"])
    assert equation(facts, facts.moments[-1]) == "y ≈ 1.96·x + 29.5"


def test_a_still_has_no_keys_and_shows_the_moment_that_stays() -> None:
    facts = films.line()
    page = drawn(render(Film(facts, 4), Look(colours=0)), Look(colours=0))
    assert "epoch 100 / 500" in page and "ends" not in page
    assert "epoch 500 / 500" in drawn(render(Film(facts), Look(colours=0)), Look(colours=0))


def test_it_is_told_in_five_moments() -> None:
    said = list(told(films.line()))
    assert len(said) == 5
    assert (
        said[0] == "Before the training: y ≈ 0·x + 0."
        and said[-1] == "After epoch 500: loss 0.5835, y ≈ 1.96·x + 29.5."
    )
    assert list(told(films.ring()))[2] == "After epoch 20: loss 0.4, 40 of 40 right."
    assert "off on average" in list(told(films.pairs()))[1] and "loss nan" in list(told(films.pairs()))[-1]
    assert next(told(FILMS[-1])) == "Before the training: nothing learned yet."
    look = Look(spoken=True)
    assert drawn(render(Film(films.line()), look), look).count("\n") == 4
