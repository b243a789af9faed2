"""Jupyter's messages become events."""

from __future__ import annotations

import math
from typing import Any

import pytest

from tutor.core.drawings import Axes, Figure, Series
from tutor.core.execution import (
    Display,
    Epochs,
    Error,
    Frame,
    InputRequested,
    SessionEvent,
    Stream,
    TrainingEnded,
    TrainingStarted,
)
from tutor.session import messages
from tutor.session.messages import ASKED, EVENT, FACTS, Translator


def message(kind: str, **content: Any) -> dict[str, Any]:
    return {"header": {"msg_type": kind}, "content": content}


def translated(kind: str, **content: Any) -> list[SessionEvent]:
    return Translator().events(message(kind, **content))


def ours(event: str, **body: Any) -> dict[str, Any]:
    return message("display_data", data={EVENT: {"event": event, **body}, "text/plain": "ignored"})


def batch(number: int, *epochs: int) -> dict[str, Any]:
    rows = [{"number": epoch, "metrics": {"loss": 1.0}} for epoch in epochs]
    return ours("epochs", serial=number, rows=rows, weights={})


def test_a_stream_is_text_without_control_sequences() -> None:
    text = "\x1b[31mred\x1b[0m \x1b]0;title\x07\x1b[2Kdone\n"
    assert translated("stream", name="stderr", text=text) == [Stream("red done\n", "stderr")]


@pytest.mark.parametrize("kind", ["execute_result", "display_data", "update_display_data"])
def test_a_value_is_shown_as_its_text(kind: str) -> None:
    assert translated(kind, data={"text/plain": "\x1b[1m42\x1b[0m", "text/html": "<b>42</b>"}) == [Display("42")]


def test_a_value_without_text_is_not_shown() -> None:
    assert translated("display_data", data={"text/html": "<b>42</b>"}) == []


@pytest.mark.parametrize(
    "text",
    [
        "<Figure size 640x480 with 1 Axes>",
        "[<matplotlib.lines.Line2D at 0x7f>]",
        "<matplotlib.collections.PathCollection at 0x7f>",
        "Text(0.5, 1.0, 'Loss')",
        "<Axes: title={'center': 'Loss'}>",
        "(<Figure size 640x480 with 1 Axes>, <Axes: >)",
        "(array([1., 2.]),\n array([0., 1., 2.]),\n <BarContainer object of 2 artists>)",
        "<keras.src.callbacks.history.History object at 0x7f>",
    ],
)
def test_what_plot_functions_and_fit_return_is_not_shown(text: str) -> None:
    assert translated("execute_result", data={"text/plain": text}) == []


@pytest.mark.parametrize(
    "text", ["'Text(0.5)'", "MyText(1)", "<Sequential name=sequential, built=True>", "array([1.])"]
)
def test_what_the_learner_may_want_to_see_is_shown(text: str) -> None:
    assert translated("execute_result", data={"text/plain": text}) == [Display(text)]


def test_an_error_is_whole_and_plain() -> None:
    (error,) = translated("error", ename="ValueError", evalue="\x1b[1mbad\x1b[0m", traceback=["\x1b[31ma", "b"])
    assert error == Error("ValueError", "bad", (), "a\nb")


def test_a_syntax_error_names_no_file_of_ours() -> None:
    (error,) = translated(
        "error", ename="SyntaxError", evalue="invalid syntax (3270386722.py, line 1)", traceback=[]
    )
    assert isinstance(error, Error) and error.message == "invalid syntax"


def test_what_rich_prints_is_printed() -> None:
    assert translated("display_data", data={"text/plain": "Total params: 2\n"}) == [Stream("Total params: 2\n")]


def test_an_error_gets_the_frames_of_the_runtime() -> None:
    content = {"ename": "E", "evalue": "", "traceback": []}
    assert messages.error_event(content, [[2, "f()"]]).frames == (Frame(2, "f()"),)


def test_a_request_for_input() -> None:
    assert translated("input_request", prompt="Who? ", password=True) == [InputRequested("Who? ", True)]


@pytest.mark.parametrize("kind", ["status", "execute_input", "clear_output", "comm_open", "execute_reply"])
def test_what_only_jupyter_cares_about_is_no_event(kind: str) -> None:
    assert translated(kind, execution_state="busy") == []


def test_training_from_beginning_to_end() -> None:
    translator = Translator()
    rows = [{"number": 3, "metrics": {"loss": {"$float": "nan"}, "val_loss": {"$float": "-inf"}}}]
    about: dict[str, Any] = {"total": 9, "first": 3, "loss": "mse", "weights": {"bias": 0.0}, "again": "damaged"}
    happened = [
        *translator.events(ours("training_started", **about)),
        *translator.events(ours("epochs", rows=rows, weights={"bias": 1.5})),
        *translator.events(ours("training_ended", epochs=1, seconds=0.5, stopped=True)),
    ]
    started, epochs, ended = happened
    assert started == TrainingStarted(9, 3, "mse", {"bias": 0.0}, "damaged")
    assert isinstance(epochs, Epochs) and epochs.weights == {"bias": 1.5}
    assert math.isnan(epochs.rows[0].metrics["loss"]) and epochs.rows[0].metrics["val_loss"] == -math.inf
    assert ended == TrainingEnded(1, 0.5, True)


def test_a_batch_that_comes_twice_counts_once() -> None:
    translator = Translator()
    happened = [
        event
        for each in (batch(0, 1), batch(1, 2, 3), batch(1, 2, 3), batch(0, 1), batch(2, 4))
        for event in translator.events(each)
    ]
    numbers = [row.number for event in happened if isinstance(event, Epochs) for row in event.rows]
    assert numbers == [1, 2, 3, 4]


def test_a_figure_becomes_frozen_data() -> None:
    line = {"kind": "line", "x": [1.0, 2.0], "y": [None, 3.0], "label": "loss"}
    image = {"kind": "image", "image": [[0.0, 1.0]]}
    axes = {"series": [line, image], "title": "T", "y_scale": "log", "x_limits": [0.0, 5.0], "y_limits": None}
    (figure,) = Translator().events(ours("figure", axes=[axes], title="All", note="Left out."))
    series = (Series("line", (1.0, 2.0), (None, 3.0), "loss"), Series("image", image=((0.0, 1.0),)))
    expected = Axes(series, "T", y_scale="log", x_limits=(0.0, 5.0))
    assert figure == Figure((expected,), "All", "Left out.")
    assert hash(figure)


def test_a_figure_on_which_nothing_is_missing_needs_no_note() -> None:
    (figure,) = Translator().events(ours("figure", axes=[], title="The losses"))
    assert figure == Figure((), "The losses")


def test_an_event_of_a_newer_runtime_is_passed_over() -> None:
    assert Translator().events(ours("fireworks")) == []


def test_pages_and_exit_come_in_the_reply() -> None:
    reply = {
        "payload": [{"source": "page", "data": {"text/plain": "\x1b[1mHelp\x1b[0m\n"}}, {"source": "ask_exit"}]
    }
    assert messages.pages(reply) == [Display("Help")]
    assert messages.asked_to_exit(reply) and not messages.asked_to_exit({"payload": []})
    assert messages.pages({}) == []


def test_facts_are_taken_from_the_reply() -> None:
    good = {"status": "ok", "data": {FACTS: [1]}}
    bad = {"status": "error", "ename": "NameError", "evalue": "no"}
    assert messages.facts_in({"user_expressions": {ASKED: good}}) == [1]
    with pytest.raises(LookupError, match="NameError: no"):
        messages.facts_in({"user_expressions": {ASKED: bad}})


def test_no_name_of_the_learners_brings_a_command_and_none_is_put_together_from_two_messages() -> None:
    attack = "\x1b]52;c;aGk=\x07"
    (found,) = translated("error", ename=f"Bad{attack}", evalue=attack, traceback=[f"{attack}a"])
    assert isinstance(found, Error) and (found.name, found.message, found.traceback) == ("Bad", "", "a")
    translator = Translator()
    pieces = [f"a{attack[:3]}", f"{attack[3:6]}", f"{attack[6:]}b\n"]
    texts = [
        event.text
        for piece in pieces
        for event in translator.events(
            {"header": {"msg_type": "stream"}, "content": {"name": "stdout", "text": piece}}
        )
        if isinstance(event, Stream)
    ]
    assert texts == ["a", "b\n"]
