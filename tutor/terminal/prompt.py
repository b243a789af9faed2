"""The prompt: a small editor for Python, commands and questions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from prompt_toolkit import PromptSession
from prompt_toolkit.application import Application, run_in_terminal
from prompt_toolkit.auto_suggest import AutoSuggest, Suggestion
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.enums import EditingMode
from prompt_toolkit.input import Input as KeyInput
from prompt_toolkit.layout.processors import TabsProcessor
from prompt_toolkit.layout.screen import Char
from prompt_toolkit.output import ColorDepth, Output
from prompt_toolkit.shortcuts import CompleteStyle
from prompt_toolkit.styles import Style

from tutor.core.bounds import LONGEST, too_long
from tutor.core.protocols import Completions
from tutor.core.sieve import DIRECTIONS, harmless
from tutor.render.theme import ACCENT, KEYWORD, RIGHT, SECONDARY, hexadecimal
from tutor.terminal.blocks import continuation
from tutor.terminal.caps import Caps
from tutor.terminal.colours import PythonColours
from tutor.terminal.completion import SessionCompleter, apart
from tutor.terminal.editor import Edited, edited
from tutor.terminal.habit import AfterPaste, Burst
from tutor.terminal.history import SharedHistory
from tutor.terminal.keys import bindings
from tutor.terminal.notice import Notice, folded
from tutor.terminal.refolding import follow

if TYPE_CHECKING:
    from prompt_toolkit.formatted_text import StyleAndTextTuples

MENU_LINES = 6
"""Lines kept free for the names that Tab offers, while it offers them."""
# The editor shows a control character by its name, and has to show these so, too.
Char.display_mappings.update({each: f"<{ord(each):04x}>" for each in DIRECTIONS})
_DEPTHS = {0: ColorDepth.DEPTH_1_BIT, 16: ColorDepth.DEPTH_4_BIT, 256: ColorDepth.DEPTH_8_BIT}


class Prompt:
    """Reads at a terminal. One object for the whole conversation, so that the history goes on."""

    def __init__(
        self,
        caps: Caps,
        history_path: Path | None,
        completer: Callable[[str, int], Completions | None],
        suggestion: Callable[[], str],
        status: Callable[[], str],
        *,
        given: Callable[[], str] = str,
        describe: Callable[[str, int], str] = lambda text, cursor: "",
        vi: bool = False,
        key_input: KeyInput | None = None,
        output: Output | None = None,
        when_up: Callable[[], None] = lambda: None,
    ) -> None:
        """`completer` and `describe` get the text and the cursor's place in it, in a thread of their own; what
        `describe` gives is Markdown. `suggestion` gives the lesson's own code, of which the line that continues
        what is typed shows in grey; empty for none. `status` gives the grey line at the bottom, `given` the lines
        that the lesson wants mended: the first Up and F2 bring them. A `history_path` of None keeps the history in
        memory. `when_up` is called once, when the prompt is on the screen."""
        self._caps = caps
        self._key_input = key_input
        self._output = output
        self._lesson_line = _LessonLine(suggestion)
        self._given = given
        self._describe = describe
        self._status = status
        self._when_up = when_up
        self._history = SharedHistory(history_path)
        self._colours = PythonColours()
        self._after_paste = AfterPaste()
        self._burst = Burst()
        self._notice = Notice(caps.look, self._size)
        self._session: PromptSession[str] = PromptSession(
            message=[("class:prompt", ">>> ")],
            prompt_continuation=_continuation_prompt,
            multiline=True,
            history=self._history,
            enable_history_search=True,
            auto_suggest=self._lesson_line,
            completer=SessionCompleter(completer),
            complete_while_typing=False,
            complete_style=CompleteStyle.MULTI_COLUMN,
            lexer=self._colours,
            input_processors=[TabsProcessor(char1=" ", char2=" ")],
            bottom_toolbar=self._below,
            key_bindings=bindings(
                suggestion, self._edit, self._look_up, self._after_paste, self._burst, self._refuse
            ),
            style=_style(caps.colours),
            include_default_pygments_style=False,
            color_depth=_DEPTHS[caps.colours],
            editing_mode=EditingMode.VI if vi else EditingMode.EMACS,
            enable_suspend=True,
            reserve_space_for_menu=MENU_LINES,
            mouse_support=False,
            input=key_input,
            output=output,
        )
        follow(self._session.app)
        self._session.app.after_render += self._get_ready
        self._session.app.key_processor.before_key_press += lambda _: self._burst.pressed()

    def read(self) -> str:
        """See `Input.read`. A bare Enter removes its own empty prompt from the screen."""
        self._session.app.erase_when_done = False
        self._history.offer(self._given())
        self._after_paste.opened()
        text = self._session.prompt(pre_run=self._suggest)
        self._history.note(text)
        return text

    def _get_ready(self, app: Application[str]) -> None:
        """The prompt is up: make ready what the first key would have to wait for."""
        app.after_render -= self._get_ready
        self._colours.get_ready(app.invalidate)
        self._when_up()

    def _size(self) -> tuple[int, int]:
        size = self._session.app.output.get_size()
        return size.columns, size.rows

    def _below(self) -> StyleAndTextTuples:
        """What was looked up, and the status."""
        status = folded(self._status(), self._size()[0])
        return [*self._notice.lines(self._session.default_buffer.text), ("", "\n"), ("class:status", status)]

    async def _look_up(self, buffer: Buffer) -> None:
        text, cursor = buffer.text, buffer.cursor_position
        self._notice.say(await apart(lambda: self._describe(text, cursor)), text)
        self._session.app.invalidate()

    async def _edit(self, buffer: Buffer) -> None:
        text = buffer.text or self._history.given
        done: Edited = await run_in_terminal(lambda: edited(text), in_executor=True)
        if len(done.text) > LONGEST:
            done = Edited(text, too_long(len(done.text)))
        buffer.document = Document(done.text)
        self._notice.say(done.problem, done.text)

    def _refuse(self, size: int) -> None:
        self._notice.say(too_long(size), self._session.default_buffer.text)

    def _suggest(self) -> None:
        """Show the lesson's first line before any key is pressed: only a key asks for suggestions by itself."""
        buffer = self._session.default_buffer
        buffer.suggestion = self._lesson_line.get_suggestion(buffer, buffer.document)

    def ask(self, prompt: str, password: bool = False, apart: bool = False) -> str:
        """See `Input.ask`. Nothing of it enters the history."""
        session: PromptSession[str] = PromptSession(
            input=self._key_input, output=self._output, color_depth=_DEPTHS[self._caps.colours]
        )
        return session.prompt(harmless(prompt), is_password=password)


def _continuation_prompt(width: int, line_number: int, is_soft_wrap: int) -> StyleAndTextTuples:
    return [("class:prompt", "" if is_soft_wrap else "... ")]


class _LessonLine(AutoSuggest):
    """The grey text: the rest of the lesson's own line, as long as what is typed follows it."""

    def __init__(self, suggestion: Callable[[], str]) -> None:
        self._suggestion = suggestion

    def get_suggestion(self, buffer: Buffer, document: Document) -> Suggestion | None:
        rest = continuation(document.text, self._suggestion())
        return Suggestion(rest) if rest else None


_MENU = {
    "completion-menu": "noinherit",
    "completion-menu.completion": "noinherit",
    "completion-menu.completion.current": "noinherit underline",
    "completion-menu.multi-column-meta": "noinherit",
    "scrollbar.background": "noinherit",
    "scrollbar.button": "noinherit reverse",
}
"""The names that Tab offers, in the terminal's own colours; the chosen one stands in the line, too."""


def _style(colours: int) -> Style:
    """The prompt in the palette of the rest: nothing reversed, and bold alone where colours are few."""
    shared = {"bottom-toolbar": "noreverse", "auto-suggestion": "", "prompt": "", "status": ""} | _MENU
    if colours < 256:
        return Style.from_dict({**shared, "pygments.keyword": "bold", "prompt": "bold"} if colours else shared)
    grey, keyword = hexadecimal(SECONDARY), hexadecimal(KEYWORD)
    return Style.from_dict(
        {
            **shared,
            "auto-suggestion": grey,
            "prompt": grey,
            "status": grey,
            "pygments.comment": grey,
            "pygments.keyword": keyword,
            "pygments.operator.word": keyword,
            "pygments.literal.string": hexadecimal(RIGHT),
            "pygments.literal.number": hexadecimal(ACCENT),
        }
    )
