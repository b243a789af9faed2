"""One door to the terminal: whatever others write, only text, line ends, tabs and colours come out of it."""

from __future__ import annotations

import io
import itertools
import os
import re
import termios
import threading
import tty
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct, structs
from prompt_toolkit.layout.screen import Char

import tutor.terminal.prompt  # noqa: F401 - tells the editor of characters that it does not know
from tutor.core.execution import Display, Done, Epoch, Epochs, Stream, TrainingEnded, TrainingStarted
from tutor.core.sieve import ALLOWED, DIRECTIONS, TURNED, Sieve, harmless
from tutor.render.examples import EVENTS
from tutor.render.look import Look
from tutor.session.messages import Translator
from tutor.terminal.caps import Caps
from tutor.terminal.notice import Notice
from tutor.terminal.plain_input import PlainInput
from tutor.terminal.view import View

pytestmark = pytest.mark.slow

SEQUENCES = (
    "\x1b]52;c;aGk=\x07",  # writes the clipboard
    "\x1b]0;title\x1b\\",
    "\x1b]8;;http://example.org\x07link\x1b]8;;\x07",
    "\x1b[2J\x1b[H",
    "\x1b[?1049h",
    "\x1b[6n",  # asks, and the answer is typed for the learner
    "\x1bP+q544e\x1b\\",
    "\x1b_Gi=31,s=1;AAAA\x1b\\",
    "\x1b(0",
    "\x1bc",
)
SINGLES = tuple(map(chr, (*range(0x20), 0x7F, *range(0x80, 0xA0)))) + tuple(DIRECTIONS)
OTHERS = (
    "\x1b\x1b[0m]52;c;aGk=\x07",
    "\x1b[\x1b[0m2J",
    "\x1b]0;\x1b[0m\x07\x1b[2J",
    "\x1b]never ends",
    "\x9b2J",
    "\x9d0;title\x9c",
    "\x1b[8mhidden",
    "\x1b[5mblinks",
    "\x1b[38;5;1;8mhidden",
    "\x1b[" + "1;" * 5000 + "m",
    "\x1b%G\x1b#8\x1b=\x1bZ",
    "\x1b]52;c;aGk=\x18\x07",
    "\x01\x1b]52;c;aGk=\x07\x02",  # what an editor lets through between these two
    "\x0e\x0f\x05\x07\x08",
)
ATTACKS = (*SEQUENCES, *SINGLES, *OTHERS)

CHOSEN = ("kind", "x_scale", "y_scale")
"""Fields whose words choose how something is drawn, and are no text."""
COLOUR = r"\x1b\[(?:[0-4]|[79]|2[1-9]|[34][0-79]|9[0-7]|10[0-7]|[345]8;5;\d+|[345]8;2;\d+;\d+;\d+|;)*m"
PAINTERS = r"\x1b\[\?2026[hl]|\x1b\[\?25[hl]|\x1b\[[JK]|\x1b\[\d*[AG]"
CAPS = Caps(colours=256)


def left_over(sent: str, own: str = COLOUR) -> str:
    """What was sent beside text, line ends, tabs and what is allowed."""
    text = re.sub(own, "", sent)
    return "".join(
        each
        for each in text
        if (each < " " and each not in "\n\r\t") or "\x7f" <= each < "\xa0" or each in DIRECTIONS
    )


def poisoned(value: Any, poison: str) -> Any:
    """The same with the poison at either end of every text in it."""
    match value:
        case str():
            return f"{poison}{value}{poison}"
        case Struct():
            texts = {each: getattr(value, each) for each in value.__struct_fields__ if each not in CHOSEN}
            return structs.replace(value, **{each: poisoned(text, poison) for each, text in texts.items()})
        case tuple():
            return tuple(poisoned(each, poison) for each in value)
        case dict():
            return {poisoned(key, poison): poisoned(each, poison) for key, each in value.items()}
        case _:
            return value


@contextmanager
def pty() -> Iterator[tuple[io.TextIOWrapper, list[bytes]]]:
    """A stream that ends in a real terminal, and the bytes that have come out of it when the block is left."""
    ours, theirs = os.openpty()
    tty.setraw(theirs, termios.TCSANOW)
    came: list[bytes] = []

    def listen() -> None:
        while True:
            try:
                data = os.read(ours, 65536)
            except OSError:
                return
            if not data:
                return
            came.append(data)

    listening = threading.Thread(target=listen)
    listening.start()
    with os.fdopen(theirs, "w", encoding="utf-8") as stream:
        yield stream, came
    listening.join()
    os.close(ours)


def through_a_terminal(events: Iterable[Any], caps: Caps = CAPS) -> str:
    with pty() as (stream, came):
        view = View(caps, stream)
        for event in events:
            view(event)
    return b"".join(came).decode("utf-8")


def splits(text: str, parts: int) -> Iterator[tuple[str, ...]]:
    """All ways to cut a text into so many pieces."""
    for cuts in itertools.combinations(range(1, len(text)), parts - 1):
        yield tuple(text[begin:end] for begin, end in zip((0, *cuts), (*cuts, len(text)), strict=True))


@pytest.mark.parametrize("parts", [1, 2, 3])
@pytest.mark.parametrize("sequence", SEQUENCES)
def test_no_sequence_comes_through_however_it_is_cut(sequence: str, parts: int) -> None:
    ways = list(splits(f"a{sequence}b", parts))
    sent = through_a_terminal(
        event for way in ways for event in (*(Stream(piece) for piece in way), Stream("\n"), Done())
    )
    assert left_over(sent) == ""
    wanted = "ab" if "link" not in sequence else "alinkb"
    assert sent.split("\n")[:-1] == [wanted] * len(ways)


@pytest.mark.parametrize("attack", ATTACKS, ids=ascii)
def test_no_attack_comes_through_printed_shown_or_from_the_session(attack: str) -> None:
    told = Translator().events({"header": {"msg_type": "stream"}, "content": {"name": "stdout", "text": attack}})
    sent = through_a_terminal([Stream(attack), Stream(attack, "stderr"), Display(attack), *told, Done()])
    assert left_over(sent) == ""


@pytest.mark.parametrize("name", EVENTS)
def test_nothing_that_has_a_name_brings_a_command_to_the_terminal(name: str) -> None:
    for attack in ATTACKS:
        for caps in (CAPS, Caps(plain=True, spoken=True, colours=0)):
            assert left_over(through_a_terminal([poisoned(EVENTS[name], attack)], caps)) == ""


def test_a_metric_and_a_loss_bring_no_command_into_a_painted_block() -> None:
    for attack in ATTACKS:
        now = iter(range(10**6))
        stream = io.StringIO()
        view = View(CAPS, stream, clock=lambda now=now: float(next(now)))  # type: ignore[misc]
        view(TrainingStarted(100, loss=attack))
        for number in range(1, 100, 10):
            view(Epochs((Epoch(number, {f"loss{attack}": 1.0 / number, attack: 2.0}),)))
        view(TrainingEnded(100, 1.0))
        view(Done())
        assert left_over(stream.getvalue(), f"{COLOUR}|{PAINTERS}") == ""


def test_what_is_asked_for_and_what_is_looked_up_bring_none_either() -> None:
    for attack in ATTACKS:
        output = io.StringIO()
        PlainInput(io.StringIO("Ada\n"), output).ask(f"name{attack}? ")
        notice = Notice(Look(), lambda: (80, 24))
        notice.say(f"help {attack} for", "x")
        shown = notice.lines("x")
        assert left_over(output.getvalue()) == ""
        assert left_over("".join(text for _, text, *_ in shown)) == ""
        assert all("ZeroWidthEscape" not in style for style, *_ in shown)


def test_an_unfinished_command_swallows_its_line_and_no_other() -> None:
    assert through_a_terminal([Stream("\x1b]never ends\n"), Stream("next\n")]) == "\nnext\n"
    assert through_a_terminal([Stream("\x1b]never ends"), Done(), Stream("next\n")]) == "next\n"


def test_two_streams_do_not_finish_one_anothers_commands() -> None:
    sent = through_a_terminal([Stream("\x1b]52;"), Stream("red\n", "stderr"), Stream("c;x\x07ok\n")])
    assert sent == "red\nok\n"


def test_colours_come_through_where_there_are_any_and_never_what_hides() -> None:
    red = "\x1b[31mred\x1b[0m and \x1b[1;38;5;31mbold\x1b[m\n"
    assert through_a_terminal([Stream(red)]) == red
    assert through_a_terminal([Stream(red)], Caps(colours=0)) == "red and bold\n"
    assert harmless("\x1b[8mhidden\x1b[0m", colours=True) == "hidden\x1b[0m"


def test_code_reads_as_it_runs() -> None:
    shown = harmless("access = 'user\u202e \u2066# admin\u2069'")
    assert shown == f"access = 'user{TURNED} {TURNED}# admin{TURNED}'"
    for letters in ("日本語", "שלום", "مرحبا", "é", "👩‍🔬", "∂\u00a0x"):
        assert harmless(letters) == letters


def test_the_editor_shows_by_its_name_what_would_turn_or_command() -> None:
    for each in (*SINGLES, "\x1b"):
        shown = Char(each).char
        assert left_over(shown) == "" and shown.isprintable(), ascii(each)


def test_the_list_of_what_is_allowed_is_what_is_let_through() -> None:
    allowed = {code for each in ALLOWED for code in range(ord(each[0]), ord(each[1]) + 1)}
    for first in range(0, 0x110000, 0x1000):
        codes = range(first, first + 0x1000)
        wanted = "".join(chr(code) for code in codes if code in allowed)
        let_through = "".join(harmless(chr(code)) for code in codes if chr(code) not in DIRECTIONS)
        assert let_through == wanted


PIECES = st.lists(
    st.one_of(
        st.sampled_from([*ATTACKS, "\x1b", "\x1b[", "\x1b]", "\x9b", "m", ";", "0", "52", "\\", "\n", "text"]),
        st.text(max_size=5),
    ),
    max_size=12,
)


@settings(max_examples=500, deadline=None)
@given(pieces=PIECES, colours=st.booleans())
def test_no_character_outside_the_list_ever_leaves(pieces: list[str], colours: bool) -> None:
    sieve = Sieve(colours)
    sent = "".join(map(sieve, pieces))
    assert left_over(sent, COLOUR if colours else "(?!)") == ""
    assert sent == harmless(sent, colours), "what has left once leaves a second time"
    assert sent == Sieve(colours)("".join(pieces)), "however it comes"
