"""Every event, as it stands on the screen."""

from __future__ import annotations

import typing

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.render.drawing import drawn, widest
from tutor.core import events
from tutor.core.events import CodeRun, Judged, Left, Listing
from tutor.core.execution import Done, Error, Frame, TrainingEnded
from tutor.core.verdict import Verdict
from tutor.render import RENDERERS, SILENT, render
from tutor.render.examples import EVENTS, example_training
from tutor.render.live import Moment, live
from tutor.render.look import Look
from tutor.render.training import summary

COLOURLESS = Look(colours=0)
NARROW = Look(width=40, colours=0)
ASCII = Look(colours=0, unicode=False)
SPOKEN = Look(colours=0, spoken=True)


@pytest.mark.parametrize("name", EVENTS)
def test_the_text_of_every_event_is_what_it_was(name: str, snapshot: SnapshotAssertion) -> None:
    assert drawn(render(EVENTS[name], COLOURLESS), COLOURLESS) == snapshot


@pytest.mark.parametrize("name", EVENTS)
def test_every_event_is_readable_at_40_columns(name: str, snapshot: SnapshotAssertion) -> None:
    assert drawn(render(EVENTS[name], NARROW), NARROW) == snapshot


@pytest.mark.parametrize("width", [132, 200])
@pytest.mark.parametrize("name", EVENTS)
def test_every_event_looks_in_a_wide_window_as_it_does_at_80_columns(name: str, width: int) -> None:
    wide = Look(width=width, colours=0)
    assert drawn(render(EVENTS[name], wide), wide) == drawn(render(EVENTS[name], COLOURLESS), COLOURLESS)


@pytest.mark.parametrize("name", EVENTS)
def test_every_event_can_be_read_aloud(name: str, snapshot: SnapshotAssertion) -> None:
    assert drawn(render(EVENTS[name], SPOKEN), SPOKEN) == snapshot


@pytest.mark.parametrize("name", EVENTS)
def test_every_event_can_be_drawn_in_ascii(name: str) -> None:
    assert drawn(render(EVENTS[name], ASCII), ASCII).isascii()


@pytest.mark.parametrize("width", [20, 33, 40, 80, 200])
@pytest.mark.parametrize("name", sorted(EVENTS.keys() - {"stream", "display"}))
def test_no_line_is_wider_than_the_measure(name: str, width: int) -> None:
    look = Look(width=width, colours=0)
    assert widest(drawn(render(EVENTS[name], look), look)) <= look.measure <= min(78, width)


@pytest.mark.parametrize("name", EVENTS)
def test_sixteen_colours_mean_bold_and_nothing_else(name: str) -> None:
    look = Look(colours=16)
    codes = drawn(render(EVENTS[name], look), look).replace("\x1b[1m", "").replace("\x1b[0m", "")
    assert "\x1b" not in codes


@pytest.mark.parametrize("name", EVENTS)
def test_no_drawing_is_dim_or_bright_black(name: str) -> None:
    look = Look(colours=256)
    codes = drawn(render(EVENTS[name], look), look)
    assert "\x1b[2m" not in codes and "\x1b[90m" not in codes and ";2m" not in codes


def test_every_event_has_a_renderer_or_is_drawn_elsewhere() -> None:
    known = set(typing.get_args(events.Event))
    assert RENDERERS.keys() | SILENT == known
    assert not RENDERERS.keys() & SILENT


def test_the_examples_show_every_event_that_has_a_renderer() -> None:
    assert {type(event) for event in EVENTS.values()} == set(RENDERERS)


def test_code_the_learner_typed_is_not_shown_again() -> None:
    assert render(CodeRun("x = 1"), COLOURLESS) is None


def test_an_error_that_has_its_words_above_gets_no_second_verdict_only_what_would_put_it_right() -> None:
    page = drawn(render(Judged("fit", Verdict.NOT_YET, "", "fit()"), COLOURLESS) or "", COLOURLESS)
    assert "Not yet" not in page and "fit()" in page
    assert render(Judged("fit", Verdict.NOT_YET), COLOURLESS) is None


def test_a_line_that_only_explored_gets_no_verdict() -> None:
    assert render(Judged("step", Verdict.NOT_ATTEMPTED), COLOURLESS) is None


def test_a_run_that_ended_well_says_nothing() -> None:
    assert render(Done(), COLOURLESS) is None


def test_leaving_for_another_lesson_is_silent() -> None:
    assert render(Left(next_lesson="more-layers"), COLOURLESS) is None


def test_the_explanation_stands_before_the_traceback() -> None:
    text = drawn(render(EVENTS["error"], COLOURLESS), COLOURLESS)
    assert text.index("You passed a list") < text.index("model.fit") < text.index("ValueError")


def test_what_keras_puts_in_front_of_its_message_is_left_out() -> None:
    text = drawn(render(EVENTS["error"], COLOURLESS), COLOURLESS)
    assert "Exception encountered" not in text and "incompatible" in text


def test_a_message_of_many_pages_is_cut() -> None:
    text = drawn(render(Error("ValueError", "word " * 10_000), COLOURLESS), COLOURLESS)
    assert len(text) < 600 and "/traceback" in text


def test_only_the_innermost_lines_of_a_deep_recursion_are_shown() -> None:
    frames = tuple(Frame(number, f"step({number})") for number in range(1, 100))
    text = drawn(render(Error("RecursionError", "too deep", frames), COLOURLESS), COLOURLESS)
    assert "step(99)" in text and "step(96)" not in text


def test_a_long_line_of_code_is_folded_behind_the_gutter_and_nothing_is_lost() -> None:
    code = "model.compile(loss='mean_squared_error', optimizer=keras.optimizers.Adam(0.1))"
    lines = drawn(render(Listing(code), Look(width=30)), Look(width=30, colours=0)).split("\n")
    assert all(line.startswith("  │ ") for line in lines)
    assert "".join(line[4:].strip() for line in lines).replace(" ", "") == code.replace(" ", "")


def test_code_keeps_its_backquotes_where_there_are_no_colours() -> None:
    assert "`Dense(units=1)`" in drawn(render(EVENTS["not_yet"], COLOURLESS), COLOURLESS)


def test_the_live_block_is_what_it_was(snapshot: SnapshotAssertion) -> None:
    assert drawn(live(example_training(317), Moment(1.4, 0.8), COLOURLESS), COLOURLESS) == snapshot


def test_the_result_of_a_training_is_what_it_was(snapshot: SnapshotAssertion) -> None:
    assert drawn(summary(example_training(), TrainingEnded(500, 0.73), COLOURLESS), COLOURLESS) == snapshot
