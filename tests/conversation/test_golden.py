"""Golden pages: whole conversations with the real lesson, played from tape, as the learner reads them."""

from __future__ import annotations

import functools
import io
import json

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.conversation.tape import CHATS, PATH, Player, conversation, talk
from tutor.core.events import Event, Judged
from tutor.core.execution import Display, Stream
from tutor.core.verdict import Verdict
from tutor.terminal.caps import Caps
from tutor.terminal.view import View

TAPES = json.loads(PATH.read_text(encoding="utf-8"))


@functools.cache
def page(name: str, width: int) -> str:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")
    view = View(Caps(plain=True, colours=0, keyboard=False, width=width), stream)
    chat = conversation(Player(TAPES[name]))
    for event in chat.open():
        view(event)
    for line in CHATS[name]:
        view.typed(line)
        for event in chat.respond(line):
            view(event)
    stream.seek(0)
    return stream.read()


@functools.cache
def talked(name: str) -> tuple[Event, ...]:
    return tuple(talk(Player(TAPES[name]), CHATS[name]))


def printed(name: str) -> set[str]:
    """Every line that the code itself printed or ended with."""
    return {
        line for event in talked(name) if isinstance(event, (Stream, Display)) for line in event.text.splitlines()
    }


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize("name", CHATS)
def test_the_page_reads_as_it_should(name: str, width: int, snapshot: SnapshotAssertion) -> None:
    text = page(name, width)
    assert "\x1b" not in text
    assert {line for line in text.splitlines() if len(line) > width} <= printed(name), "only code may be wider"
    assert text == snapshot


@pytest.mark.parametrize("name", CHATS)
def test_a_wider_window_changes_nothing_but_where_the_cells_of_tables_break(name: str) -> None:
    narrow, wide, widest = (page(name, width) for width in (80, 132, 200))
    assert wide == widest
    assert sorted(wide.split()) == sorted(narrow.split())
    assert wide == narrow or "/help" in CHATS[name]


@pytest.mark.parametrize("name", ["enter all the way", "the seed pasted"])
def test_the_lesson_is_passed_to_its_end(name: str) -> None:
    passed = {
        event.step_id for event in talked(name) if isinstance(event, Judged) and event.verdict is Verdict.PASSED
    }
    texts = {"the-idea", "two-numbers", "what-you-know"}
    assert passed == {step.id for step in conversation(Player([])).lesson.steps} - texts
