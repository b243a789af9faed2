"""The prompt, key by key."""

from __future__ import annotations

import asyncio
import stat
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.data_structures import Size
from prompt_toolkit.formatted_text import fragment_list_to_text
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput, Output
from prompt_toolkit.output.vt100 import Vt100_Output

from tests.terminal.screen import Screen
from tutor.core.protocols import Completions
from tutor.terminal.caps import Caps
from tutor.terminal.prompt import Prompt

MODEL = "model = keras.Sequential([\n    keras.Input(shape=(1,)),\n    keras.layers.Dense(units=1),\n])"
PASTE = "\x1b[200~{}\x1b[201~"
UP, END, RIGHT, BACKSPACE, ALT_ENTER, F2 = "\x1b[A", "\x1b[F", "\x1b[C", "\x7f", "\x1b\r", "\x1bOQ"
SHIFT_TAB, F1, DOWN = "\x1b[Z", "\x1bOP", "\x1b[B"
CTRL_C, CTRL_D, CTRL_E = "\x03", "\x04", "\x05"


BUSY = 300.0
"""Seconds that a busy session keeps its answer back, unless told to go on: more than a busy machine takes."""

Key = str | Callable[[Buffer], bool]
"""What is typed, or what to wait for before the next key."""


class Desk:
    """Somebody at a prompt."""

    def __init__(
        self,
        pipe: PipeInput,
        history: Path | None,
        output: Output | None = None,
        caps: Caps | None = None,
        vi: bool = False,
    ):
        self.pipe = pipe
        self.suggestion = ""
        self.given = ""
        self.status = "Alt-Enter new line   /help"
        self.completions: Completions | None = None
        self.asked: list[tuple[str, int]] = []
        self.thinks: threading.Event | None = None
        """Until this is set, no completions come; None for at once."""
        self.described = ""
        self.looked_up: list[tuple[str, int]] = []
        self.prompt = Prompt(
            caps or Caps(),
            history,
            self._complete,
            lambda: self.suggestion,
            lambda: self.status,
            given=lambda: self.given,
            describe=self._describe,
            vi=vi,
            key_input=pipe,
            output=output or DummyOutput(),
        )

    def _complete(self, text: str, cursor: int) -> Completions | None:
        self.asked.append((text, cursor))
        found = self.completions
        if self.thinks:
            self.thinks.wait(BUSY)
        return found

    def _describe(self, text: str, cursor: int) -> str:
        self.looked_up.append((text, cursor))
        return self.described

    def below(self) -> str:
        """What stands below the prompt."""
        return fragment_list_to_text(self.prompt._below())

    def read(self, *keys: Key) -> str:
        """Press keys one after the other, each when the one before has been dealt with, as fingers do it.

        What arrives all at once counts as pasted.
        """
        application = self.prompt._session.app
        pressed = iter(keys)
        renders = 0

        async def press() -> None:
            for key in pressed:
                if callable(key):
                    while not key(application.current_buffer):
                        await asyncio.sleep(0.001)
                else:
                    before = renders
                    self.pipe.send_text(key)
                    while renders == before:
                        await asyncio.sleep(0.001)

        async def press_in_time() -> None:
            try:
                await asyncio.wait_for(press(), 20)
            except TimeoutError as problem:
                application.exit(exception=problem)
            if application.is_running and not application.is_done:
                await asyncio.sleep(20)
                application.exit(exception=TimeoutError("the prompt waits for more"))

        def rendered(_: object) -> None:
            nonlocal renders
            renders += 1
            if renders == 1:
                application.create_background_task(press_in_time())

        application.after_render += rendered
        try:
            return self.prompt.read()
        finally:
            application.after_render -= rendered


@pytest.fixture
def pipe() -> Iterator[PipeInput]:
    with create_pipe_input() as made, create_app_session(input=made, output=DummyOutput()):
        yield made


@pytest.fixture
def desk(pipe: PipeInput, tmp_path: Path) -> Desk:
    return Desk(pipe, tmp_path / "history")


def grey(buffer: Buffer) -> bool:
    """The lesson's text shows."""
    return buffer.suggestion is not None


def holds(text: str) -> Callable[[Buffer], bool]:
    """The prompt's text ends so."""
    return lambda buffer: buffer.text.endswith(text)


def history_is_there(buffer: Buffer) -> bool:
    return len(buffer._working_lines) > 1


@pytest.mark.parametrize("text", ["x = 1", "/hint", "What's a loss?", "why does [this fail", ""])
def test_enter_hands_over_what_is_finished(desk: Desk, text: str) -> None:
    assert desk.read(*text, "\r") == text


def test_enter_opens_an_indented_line_in_a_block_and_a_blank_line_ends_it(desk: Desk) -> None:
    assert desk.read("def f():", "\r", "return 1", "\r", "\r") == "def f():\n    return 1"


def test_a_bracket_is_finished_when_it_closes(desk: Desk) -> None:
    assert desk.read("x = [", "\r", "1,", "\r", BACKSPACE, "]", "\r") == "x = [\n    1,\n]"


def test_an_open_bracket_is_left_by_an_empty_line(desk: Desk) -> None:
    assert desk.read("x = [1,", "\r", "\r") == "x = [1,"


def test_an_open_quote_is_left_by_an_empty_line(desk: Desk) -> None:
    assert desk.read("x = '''a", "\r", "\r") == "x = '''a"


def test_a_command_in_the_middle_of_a_block_is_that_command(desk: Desk) -> None:
    assert desk.read("x = [", "\r", "/hint", "\r") == "/hint"


def test_ctrl_c_drops_the_line_even_in_an_open_bracket(desk: Desk) -> None:
    with pytest.raises(KeyboardInterrupt):
        desk.read("x = [", "\r", CTRL_C)
    assert desk.read("y", "\r") == "y"


def test_ctrl_d_leaves_an_empty_line(desk: Desk) -> None:
    with pytest.raises(EOFError):
        desk.read(CTRL_D)


def test_alt_enter_opens_a_line_wherever(desk: Desk) -> None:
    assert desk.read("x = 1", ALT_ENTER, "y = 2", "\r") == "x = 1\ny = 2"


def test_backspace_takes_a_whole_step_of_the_indentation(desk: Desk) -> None:
    assert desk.read("if x:", "\r", "y", "\r", BACKSPACE, "else:", "\r", "z", "\r", "\r") == (
        "if x:\n    y\nelse:\n    z"
    )


def test_tab_indents_at_the_beginning_of_a_line(desk: Desk) -> None:
    assert desk.read("x = [", "\r", "\t", "1]", "\r") == "x = [\n        1]" and desk.asked == []


def test_tab_completes_a_name_with_what_the_session_knows(desk: Desk) -> None:
    desk.completions = Completions(("values_x",), 8, 12)
    keys: list[Key] = ["np.mean(valu", "\t", holds("values_x"), ")", "\r"]
    assert desk.read(*keys) == "np.mean(values_x)" and desk.asked == [("np.mean(valu", 12)]


def test_tab_offers_what_is_possible_and_enter_takes_the_chosen_one(desk: Desk) -> None:
    desk.completions = Completions(("values_x", "values_y"), 0, 3)
    keys: list[Key] = ["val", "\t", holds("values_"), "\t", holds("values_x"), "\t", holds("values_y"), "\r", "\r"]
    assert desk.read(*keys) == "values_y"


def test_a_session_that_knows_nothing_changes_nothing(desk: Desk) -> None:
    assert desk.read("mo", "\t", lambda _: bool(desk.asked), "\r") == "mo"


def test_keys_are_taken_and_the_line_handed_over_while_the_session_still_thinks(desk: Desk) -> None:
    thinks = desk.thinks = threading.Event()
    desk.completions = Completions(("model",), 0, 2)
    began = time.monotonic()
    assert desk.read("mo", "\t", lambda _: bool(desk.asked), "re = 1", "\r") == "more = 1"
    assert time.monotonic() - began < BUSY / 2
    thinks.set()


def test_an_answer_that_comes_too_late_is_dropped(desk: Desk) -> None:
    thinks = desk.thinks = threading.Event()
    desk.completions = Completions(("model",), 0, 2)

    def late(_: Buffer) -> bool:
        desk.completions = None
        thinks.set()
        return len(desk.asked) == 2

    assert desk.read("mo", "\t", lambda _: bool(desk.asked), "x", late, "y", "\r") == "moxy"


@pytest.mark.parametrize("key", [SHIFT_TAB, F1, "\x1b\t"])
def test_what_is_at_the_cursor_is_looked_up(desk: Desk, key: str) -> None:
    seen: list[str] = []
    desk.described = "`Dense(units)`"

    def shown(buffer: Buffer) -> bool:
        seen.append(desk.below())
        return "Dense(units)" in seen[-1]

    assert desk.read("Dense(un", key, shown, "its)", lambda _: "Dense" not in desk.below(), "\r") == "Dense(units)"
    assert desk.looked_up == [("Dense(un", 8)]


def test_pasted_code_keeps_its_own_indentation(desk: Desk) -> None:
    code = "def f(x):\n  if x:\n    return 1\n\n  return 2"
    assert desk.read(PASTE.format(code), "\r") == code


def test_a_pasted_block_runs_on_one_enter_and_goes_on_once_something_is_typed(desk: Desk) -> None:
    loop = "for x in values_x:\n  print(x)"
    assert desk.read(PASTE.format(loop + "\n"), "\r") == loop
    assert desk.read(PASTE.format(loop), " ", "\r", "print()", "\r", "\r") == f"{loop} \n  print()"


def test_pasted_prompts_go_and_their_outputs_too(desk: Desk) -> None:
    assert desk.read(PASTE.format(">>> x = 1\r\n>>> x\r\n1\r\n"), "\r") == "x = 1\nx"


def test_text_pasted_into_a_line_is_left_as_it_is(desk: Desk) -> None:
    assert desk.read("x = ", PASTE.format("'>>> a  '"), "\r") == "x = '>>> a  '"


def test_code_pasted_by_a_terminal_without_bracketed_paste_is_not_indented_twice(desk: Desk) -> None:
    assert desk.read("x = [\r    1,\r    2,\r]\r") == "x = [\n    1,\n    2,\n]"


FUNCTION = """def mean_of(values):
    # add them up

    total = 0.0
    for value in values:
        total = total + value

    return total / len(values)

numbers = [6.0, 9.0]

print(mean_of(numbers))"""


def test_what_a_terminal_without_bracketed_paste_pastes_is_one_block_blank_lines_and_all(desk: Desk) -> None:
    assert desk.read(FUNCTION.replace("\n", "\r") + "\r") == FUNCTION


def test_a_paste_that_comes_in_pieces_is_one_block(desk: Desk) -> None:
    text = "def f():\r    return 1\r\rx = f()\r\rprint(x)\r"
    pieces = [text[:22], text[22:24], text[24:]]

    def trickle() -> None:
        for piece in pieces:
            desk.pipe.send_text(piece)
            time.sleep(0.02)

    def begins(_: Buffer) -> bool:
        threading.Thread(target=trickle).start()
        return True

    assert desk.read(begins) == "def f():\n    return 1\n\nx = f()\n\nprint(x)"


def test_a_command_and_a_question_in_a_burst_are_handed_over_by_themselves(desk: Desk) -> None:
    assert desk.read("/hint\rx = 1\r") == "/hint"


@pytest.mark.parametrize("key", ["\x1b[13;2u", "\x1b[27;2;13~", "\x1b[13;3u"])
def test_shift_enter_opens_a_line_in_the_manner_of_csi_u_and_of_xterm(desk: Desk, key: str) -> None:
    assert desk.read("a = 1", key, "b = 2", "\x1b[13;5u") == "a = 1\nb = 2"


def test_the_keypad_types_what_stands_on_its_keys(desk: Desk) -> None:
    assert desk.read("\x1bOq", "\x1bOk", "\x1bOr", "\x1bOM") == "1+2"
    assert desk.read("1", "2", "*", "3", "\x1bOn", "5", "\x1bOM") == "12*3.5"


def test_home_and_end_of_other_terminals_move(desk: Desk) -> None:
    assert desk.read("2 + 3", "\x1b[1~", "1", "\x1b[4~", "0", "\r") == "12 + 30"


def test_the_lesson_s_first_line_shows_before_any_key_and_the_right_arrow_takes_it(desk: Desk) -> None:
    desk.suggestion = "values_x = np.array([0, 2])"
    assert desk.read(grey, RIGHT, "\r") == desk.suggestion


@pytest.mark.parametrize("accept", [END, RIGHT, CTRL_E])
def test_the_lesson_s_code_can_be_taken_line_by_line(desk: Desk, accept: str) -> None:
    desk.suggestion = MODEL
    keys = [key for _ in range(3) for key in (grey, accept, "\r")]
    assert desk.read("model = ker", *keys, grey, accept, "\r") == MODEL


def test_the_grey_text_is_never_history(desk: Desk) -> None:
    desk.read("model = 1", "\r")
    buffers: list[bool] = []
    desk.read("model", lambda buffer: not buffers.append(grey(buffer)), "\r")  # type: ignore[func-returns-value]
    assert buffers == [False]


def test_a_bare_enter_does_not_run_the_grey_text(desk: Desk) -> None:
    desk.suggestion = MODEL
    assert desk.read(grey, "\r") == ""


def test_up_finds_what_began_alike(desk: Desk) -> None:
    desk.read("model.fit(x)", "\r")
    desk.read("print(1)", "\r")
    assert desk.read(history_is_there, "mo", UP, "\r") == "model.fit(x)"


def test_the_history_is_the_owner_s_alone_and_outlives_the_program(pipe: PipeInput, tmp_path: Path) -> None:
    history = tmp_path / "new" / "history"
    Desk(pipe, history).read("model.summary()", "\r")
    assert stat.S_IMODE(history.stat().st_mode) == 0o600
    assert Desk(pipe, history).read(history_is_there, UP, "\r") == "model.summary()"


def test_a_history_that_cannot_be_written_is_kept_in_memory(pipe: PipeInput, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    desk = Desk(pipe, tmp_path / "file" / "history")
    desk.read("x = 1", "\r")
    assert desk.read(history_is_there, UP, "\r") == "x = 1"


@pytest.mark.parametrize("keys", [F2, "\x18\x05"])
def test_the_editor_gets_a_python_file(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: str
) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\necho "$1" | sed "s/.*[.]/ends_in = \'/; s/$/\'/" > "$1"\n')
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(editor))
    assert desk.read("x", keys, lambda buffer: "ends_in" in buffer.text, "\r") == "ends_in = 'py'"


def test_the_first_up_brings_the_lines_that_are_to_be_mended_whatever_was_typed_since(desk: Desk) -> None:
    desk.given = "a = [1,\n     2"
    assert desk.read("/hint", "\r") == "/hint"
    assert desk.read(history_is_there, UP, "]", "\r") == "a = [1,\n     2]"
    assert desk.read("what is a list?", "\r") == "what is a list?"
    assert desk.read(history_is_there, UP, "\r") == "a = [1,\n     2]", "as the learner has mended them so far"
    assert desk.read(history_is_there, UP, UP, UP, "\r") == "what is a list?"
    desk.given = ""
    assert desk.read(history_is_there, UP, "\r") == "what is a list?"


def test_the_lines_that_are_to_be_mended_stay_out_of_the_history_file(desk: Desk, tmp_path: Path) -> None:
    desk.given = "a = [1,\n     2"
    desk.read("/hint", "\r")
    assert "2" not in (tmp_path / "history").read_text().split("+", 1)[1]


@pytest.mark.parametrize(("typed", "edited"), [("", "y = 1"), ("z = 3", "z = 3")])
def test_the_editor_opens_with_the_lines_that_are_to_be_mended_on_an_empty_line(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, edited: str
) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nprintf " # edited" >> "$1"\n')
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(editor))
    desk.given = "y = 1"
    keys = [typed] if typed else []
    assert desk.read(*keys, F2, lambda buffer: "edited" in buffer.text, "\r") == f"{edited} # edited"


@pytest.mark.parametrize("editor", ["/no/such/editor", "false", "'an open quote"])
def test_without_an_editor_nothing_is_lost_and_one_sentence_says_why(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, editor: str
) -> None:
    monkeypatch.setenv("VISUAL", editor)
    monkeypatch.setattr("tutor.terminal.editor.OTHERS", ())
    seen: list[str] = []

    def told(_: Buffer) -> bool:
        seen.append(desk.below())
        return "as they were." in seen[-1].replace("\n ", "")

    assert desk.read("x = 1", F2, told, "\r") == "x = 1"


def test_a_block_from_the_editor_runs_on_one_enter(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nprintf "for x in y:\\n  print(x)\\n" > "$1"\n')
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(editor))
    assert desk.read(F2, holds("print(x)"), "\r") == "for x in y:\n  print(x)"


def test_the_learner_s_input_is_asked_and_stays_out_of_the_history(desk: Desk, pipe: PipeInput) -> None:
    pipe.send_text("Ada\r")
    assert desk.prompt.ask("name? ") == "Ada"
    desk.read("x = 1", "\r")
    assert desk.read(history_is_there, UP, UP, "\r") == "x = 1"


def test_ctrl_r_searches_the_history(desk: Desk) -> None:
    desk.read("model.fit(x)", "\r")
    desk.read("print(1)", "\r")
    assert desk.read(history_is_there, "\x12", "fit", "\r", "\r") == "model.fit(x)"


def test_two_tutors_at_once_share_one_history(pipe: PipeInput, tmp_path: Path) -> None:
    here, there = Desk(pipe, tmp_path / "history"), Desk(pipe, tmp_path / "history")
    here.read("a = 1", "\r")
    there.read("b = [\r1]", "\r")
    assert here.read(history_is_there, UP, CTRL_E, "\r") == "b = [\n1]"
    here.read("c = 3", "\r")
    assert there.read(history_is_there, UP, "\r") == "c = 3"


def test_vi_keys_move_and_change(pipe: PipeInput) -> None:
    assert Desk(pipe, None, vi=True).read("x = 2", "\x1b", "0", "r", "y", "\r") == "y = 2"


def test_up_and_down_move_in_a_block(desk: Desk) -> None:
    desk.read("old", "\r")
    keys: list[Key] = ["x = [", "\r", "1,", "\r", "]", UP, UP, CTRL_E, " # all", DOWN, DOWN, CTRL_E, "\r"]
    assert desk.read(history_is_there, *keys) == "x = [ # all\n    1,\n    ]"


# On the screen ------------------------------------------------------------------------------------------


def on_screen(pipe: PipeInput, screen: Screen, caps: Caps) -> Desk:
    size = Size(rows=screen.pyte.lines, columns=screen.pyte.columns)
    output = Vt100_Output(screen.stream, lambda: size, term="xterm-256color")
    screen.pyte.write_process_input = pipe.send_text  # where the cursor is, when it is asked
    return Desk(pipe, None, output, caps)


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_the_lesson_s_line_shows_in_grey_and_the_status_at_the_bottom(pipe: PipeInput, columns: int) -> None:
    screen = Screen(columns, 24)
    desk = on_screen(pipe, screen, Caps())
    desk.suggestion = MODEL
    seen: list[str] = []

    def has_status(_: Buffer) -> bool:
        seen.append(screen.text)
        return "/help" in screen.text and "Sequential" in screen.text

    desk.read("model = ke", grey, has_status, CTRL_E, "\r", "x])", "\r")
    lines = seen[-1].split("\n")
    assert lines[0] == ">>> model = keras.Sequential([" and len(lines) == 24
    assert lines[-2:] == ["", "Alt-Enter new line   /help"]
    assert screen.text == ">>> model = keras.Sequential([\n...     x])"


def test_a_bare_enter_leaves_no_empty_prompt_behind(pipe: PipeInput) -> None:
    screen = Screen()
    screen.write("before\n")
    on_screen(pipe, screen, Caps()).read("\r")
    assert screen.text == "before" and screen.cursor == (1, 0)


def test_a_line_that_was_run_stays_on_the_screen_without_status(pipe: PipeInput) -> None:
    screen = Screen()
    on_screen(pipe, screen, Caps()).read("x = 1", "\r")
    assert screen.text == ">>> x = 1" and screen.cursor == (1, 0)


@pytest.mark.parametrize("colours", [0, 16])
def test_with_few_colours_the_prompt_uses_none(pipe: PipeInput, colours: int) -> None:
    screen = Screen()
    on_screen(pipe, screen, Caps(colours=colours)).read("for x in [1, 'a']: pass", "\r")
    assert not any(f"\x1b[0;{code}" in screen.sent for code in ("3", "38;", "9")) and ";38;" not in screen.sent


def test_python_is_highlighted_in_the_palette(pipe: PipeInput) -> None:
    screen = Screen()
    desk = on_screen(pipe, screen, Caps())
    desk.read(lambda _: "import x" not in screen.text, "import x", lambda _: "98mimport" in screen.sent, "\r")
    assert "38;5;98mimport" in screen.sent


def test_the_mouse_is_left_to_the_terminal(pipe: PipeInput) -> None:
    screen = Screen()
    on_screen(pipe, screen, Caps()).read("x", "\r")
    assert "\x1b[?1000" not in screen.sent


@pytest.mark.parametrize("columns", [40, 80])
def test_a_line_wider_than_the_window_is_whole_on_the_screen(pipe: PipeInput, columns: int) -> None:
    screen = Screen(columns, 24)
    line = "total = " + " + ".join(str(number) for number in range(60))
    assert on_screen(pipe, screen, Caps()).read(line, "\r") == line
    assert "".join(screen.text.split()) == ">>>" + line.replace(" ", ""), "blanks at a line's end do not show"


def test_wide_characters_take_two_cells_and_are_deleted_whole(pipe: PipeInput) -> None:
    screen = Screen(40, 24)
    assert on_screen(pipe, screen, Caps()).read("x = '学习🙂", BACKSPACE, "'", "\r") == "x = '学习'"
    assert screen.text.replace("\0", "").startswith(">>> x = '学") and "🙂" not in screen.text


def test_a_tab_in_a_pasted_text_shows_as_blanks_and_stays_a_tab(pipe: PipeInput) -> None:
    screen = Screen()
    assert on_screen(pipe, screen, Caps()).read("x = '", PASTE.format("a\tb"), "'", "\r") == "x = 'a\tb'"
    assert "^I" not in screen.text


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_what_was_looked_up_stands_below_the_line_and_goes_with_it(pipe: PipeInput, columns: int) -> None:
    screen = Screen(columns, 24)
    desk = on_screen(pipe, screen, Caps())
    desk.described = "`model.fit(" + ", ".join(f"parameter_{each}=None" for each in range(40)) + ")`"
    seen: list[str] = []

    def shown(_: Buffer) -> bool:
        seen.append(screen.text)
        return "parameter_3" in screen.text

    desk.read("model.fit(", SHIFT_TAB, shown, "x)", "\r")
    lines = seen[-1].split("\n")
    assert lines[0] == ">>> model.fit(" and lines[-1] == "Alt-Enter new line   /help"
    assert len(lines) == 24 and max(map(len, lines)) <= min(columns, 78)
    assert screen.text == ">>> model.fit(x)"


def test_the_names_on_offer_leave_no_trace(pipe: PipeInput) -> None:
    screen = Screen()
    desk = on_screen(pipe, screen, Caps())
    desk.completions = Completions(("values_x", "values_y"), 0, 3)
    desk.read("val", "\t", lambda _: "values_x" in screen.text and "values_y" in screen.text, "x", "\r")
    assert screen.text == ">>> values_x"


def test_a_status_too_wide_for_the_window_takes_two_lines(pipe: PipeInput) -> None:
    screen = Screen(40, 24)
    desk = on_screen(pipe, screen, Caps())
    desk.status = "Linear regression · step 1 of 16   TensorFlow is loading   /hint   /help"
    desk.read(lambda _: screen.text.endswith("of 16\nTensorFlow is loading   /hint   /help"), "x", "\r")


def test_an_enter_that_was_typed_together_with_a_paste_runs_nothing(desk: Desk) -> None:
    assert desk.read(PASTE.format("for x in y:\n    print(x)"), "\r") == "for x in y:\n    print(x)"
    assert desk.read("\r", "\r", "z", "\r") == "z"
    assert desk.read("\r") == "", "nothing was pasted since"
