"""What a terminal can do, case by case."""

from __future__ import annotations

import pytest

from tutor.terminal.caps import Caps, detect, terminfo_colours


def caps(
    environ: dict[str, str] | None = None,
    *flags: str,
    stdin: bool = True,
    stdout: bool = True,
    encoding: str | None = "utf-8",
    size: tuple[int, int] = (100, 30),
    terminfo: int = 8,
) -> Caps:
    """The capabilities of a good terminal, but for what is said otherwise."""
    environ = {"TERM": "xterm-256color", **(environ or {})}
    return detect(environ, stdin, stdout, encoding, size, flags, lambda term: terminfo)


def test_a_good_terminal_gets_everything() -> None:
    assert caps() == Caps(False, False, 256, True, True, 100, 30)


@pytest.mark.parametrize(
    "case",
    [
        caps({"TERM": "dumb"}),
        caps({"TERM": ""}),
        caps({"TERM": "unknown"}),
        caps(stdin=False),
        caps(stdout=False),
        caps({}, "--plain"),
        caps({"ACCESSIBLE": "1"}),
    ],
)
def test_where_nothing_can_be_painted_the_output_is_plain_and_colourless(case: Caps) -> None:
    assert case.plain and case.colours == 0


@pytest.mark.parametrize("case", [caps({}, "--plain"), caps({"ACCESSIBLE": "1"})])
def test_a_screen_reader_is_asked_for_by_flag_or_environment(case: Caps) -> None:
    assert case.spoken


@pytest.mark.parametrize("case", [caps(stdout=False), caps({"TERM": "dumb"}), caps({"ACCESSIBLE": "0"}), caps()])
def test_a_pipe_is_no_screen_reader(case: Caps) -> None:
    assert not case.spoken


@pytest.mark.parametrize(
    ("environ", "terminfo", "colours"),
    [
        ({"NO_COLOR": "1"}, 256, 0),
        ({"NO_COLOR": ""}, 256, 256),
        ({"NO_COLOR": "1", "CLICOLOR_FORCE": "1"}, 256, 0),
        ({"TERM": "xterm"}, 8, 16),
        ({"TERM": "xterm"}, 256, 256),
        ({"TERM": "screen"}, 256, 256),
        ({"TERM": "screen"}, 8, 16),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, 8, 256),
        ({"TERM": "linux"}, 8, 16),
        ({"TERM": "tmux-256color"}, 8, 256),
    ],
)
def test_colours_follow_the_environment_and_then_terminfo(
    environ: dict[str, str], terminfo: int, colours: int
) -> None:
    assert caps(environ, terminfo=terminfo).colours == colours


def test_forced_colours_reach_a_pipe_which_stays_plain_otherwise() -> None:
    forced = caps({"CLICOLOR_FORCE": "1"}, stdout=False)
    assert forced.plain and forced.colours == 256


def test_a_zero_forces_no_colours() -> None:
    assert caps({"CLICOLOR_FORCE": "0"}, stdout=False).colours == 0


def test_forced_colours_do_not_reach_a_screen_reader() -> None:
    assert caps({"CLICOLOR_FORCE": "1"}, "--plain").colours == 0


@pytest.mark.parametrize(
    "case",
    [
        caps(encoding="latin-1"),
        caps(encoding="ANSI_X3.4-1968"),
        caps(encoding=None),
        caps(encoding="no-such-encoding"),
        caps({}, "--ascii"),
        caps({"TERM": "linux"}),
    ],
)
def test_ascii_is_for_terminals_without_the_glyphs(case: Caps) -> None:
    assert not case.unicode


@pytest.mark.parametrize("encoding", ["utf-8", "UTF-8", "utf8"])
def test_every_spelling_of_utf_8_has_the_glyphs(encoding: str) -> None:
    assert caps(encoding=encoding).unicode


@pytest.mark.parametrize(("size", "shown"), [((0, 0), (80, 24)), ((200, 0), (200, 24)), ((40, 60), (40, 60))])
def test_a_size_that_nobody_knows_is_80_by_24(size: tuple[int, int], shown: tuple[int, int]) -> None:
    found = caps(size=size)
    assert (found.width, found.height) == shown


def test_a_pipe_has_no_keyboard() -> None:
    assert not caps(stdin=False).keyboard and caps(stdout=False).keyboard


def test_terminfo_knows_common_terminals_and_guesses_8_for_others() -> None:
    assert terminfo_colours("no-such-terminal") == 8


@pytest.mark.parametrize("no", ["", "0", "false", "False", "NO", "off", " 0 "])
def test_a_variable_that_says_no_is_off(no: str) -> None:
    assert caps({"ACCESSIBLE": no}) == caps()
    assert not caps({"ACCESSIBLE": no}).spoken


@pytest.mark.parametrize("yes", ["1", "true", "yes", "on"])
def test_a_variable_that_says_yes_is_on(yes: str) -> None:
    assert caps({"ACCESSIBLE": yes}).spoken
