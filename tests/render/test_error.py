"""An error on the screen: the place is marked, and of a long message stays what matters."""

from __future__ import annotations

import pytest

from tests.render import drawing
from tutor.core.execution import Error, Frame
from tutor.render.error import error
from tutor.render.look import Look

GRAPH = (
    "Graph execution error:\n\nDetected at node loss/Sub defined at (most recent call last):\n"
    '  File "<frozen runpy>", line 198, in run\n\nReceived a label value of 3 outside the valid range.\n'
    "\t [[{{node loss/Sub}}]] [Op:__inference_5]"
)
KERAS = (
    "Exception encountered when calling Embedding.call().\n\n{{function_node x}} 10 is not in [0, 10) [Op:Gather]"
)


def drawn(event: Error) -> str:
    return drawing.drawn(error(event, Look(width=80, colours=0)), Look(width=80, colours=0))


def test_the_place_where_python_stopped_is_marked_below_the_line() -> None:
    lines = drawn(Error("SyntaxError", "invalid syntax", (Frame(1, "  y = 2x", 8),))).splitlines()
    place = next(number for number, line in enumerate(lines) if "y = 2x" in line)
    assert lines[place + 1].index("^") == lines[place].index("x")


@pytest.mark.parametrize("column", [0, 99])
def test_without_a_place_nothing_is_marked(column: int) -> None:
    assert "^" not in drawn(Error("SyntaxError", "invalid syntax", (Frame(1, "y = 2x", column),)))


@pytest.mark.parametrize(
    ("message", "stays"),
    [(GRAPH, "Received a label value of 3 outside the valid range."), (KERAS, "10 is not in [0, 10)")],
)
def test_of_a_long_message_stays_the_line_that_matters(message: str, stays: str) -> None:
    text = " ".join(drawn(Error("InvalidArgumentError", message)).split())
    assert f"InvalidArgumentError: {stays}" in text
    assert "node" not in text and "Op:" not in text
