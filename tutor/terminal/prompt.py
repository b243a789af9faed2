"""The prompt: a small editor for Python, commands and questions."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from prompt_toolkit import PromptSession
from prompt_toolkit.auto_suggest import AutoSuggest, Suggestion
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.enums import EditingMode
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.input import Input as KeyInput
from prompt_toolkit.lexers import DynamicLexer, Lexer, SimpleLexer
from prompt_toolkit.output import ColorDepth, Output
from prompt_toolkit.shortcuts import CompleteStyle
from prompt_toolkit.styles import Style

from tutor.core.protocols import Completions
from tutor.render.theme import ACCENT, KEYWORD, RIGHT, SECONDARY, hexadecimal
from tutor.terminal.blocks import continuation
from tutor.terminal.caps import Caps
from tutor.terminal.keys import bindings

if TYPE_CHECKING:
    from prompt_toolkit.formatted_text import StyleAndTextTuples

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
        vi: bool = False,
        key_input: KeyInput | None = None,
        output: Output | None = None,
    ) -> None:
        """`completer` gets the text and the cursor's place in it, and the prompt waits for it. `suggestion` gives
        the lesson's own code, of which the line that continues what is typed shows in grey; empty for none.
        `status` gives the grey line at the bottom, `given` the lines that the lesson wants mended: Up and F2 bring
        them. A `history_path` of None keeps the history in memory."""
        self._caps = caps
        self._key_input = key_input
        self._output = output
        self._lesson_line = _LessonLine(suggestion)
        self._given = given
        self._brought = ""
        self._session: PromptSession[str] = PromptSession(
            message=[("class:prompt", ">>> ")],
            prompt_continuation=_continuation_prompt,
            multiline=True,
            history=_history(history_path),
            enable_history_search=True,
            auto_suggest=self._lesson_line,
            completer=_SessionCompleter(completer),
            complete_while_typing=False,
            complete_style=CompleteStyle.READLINE_LIKE,
            lexer=DynamicLexer(lambda: _lexer_for(self._session.default_buffer.text)),
            bottom_toolbar=lambda: [("", "\n"), ("class:status", status())],
            key_bindings=bindings(suggestion, given),
            style=_style(caps.colours),
            include_default_pygments_style=False,
            color_depth=_DEPTHS[caps.colours],
            editing_mode=EditingMode.VI if vi else EditingMode.EMACS,
            enable_suspend=True,
            enable_open_in_editor=True,
            tempfile_suffix=".py",
            reserve_space_for_menu=0,
            mouse_support=False,
            input=key_input,
            output=output,
        )

    def read(self) -> str:
        """See `Input.read`. A bare Enter removes its own empty prompt from the screen."""
        self._session.app.erase_when_done = False
        self._bring_given()
        return self._session.prompt(pre_run=self._suggest)

    def _bring_given(self) -> None:
        """Put the lines that are to be mended into the history, once, as if the learner had typed them."""
        given = self._given()
        if given and given != self._brought:
            self._session.history.append_string(given)
        self._brought = given

    def _suggest(self) -> None:
        """Show the lesson's first line before any key is pressed: only a key asks for suggestions by itself."""
        buffer = self._session.default_buffer
        buffer.suggestion = self._lesson_line.get_suggestion(buffer, buffer.document)

    def ask(self, prompt: str, password: bool = False) -> str:
        """See `Input.ask`. Nothing of it enters the history."""
        session: PromptSession[str] = PromptSession(
            input=self._key_input, output=self._output, color_depth=_DEPTHS[self._caps.colours]
        )
        return session.prompt(prompt, is_password=password)


def _continuation_prompt(width: int, line_number: int, is_soft_wrap: int) -> StyleAndTextTuples:
    return [("class:prompt", "" if is_soft_wrap else "... ")]


def _history(path: Path | None) -> History:
    """The file, readable by its owner alone; memory where it cannot be written."""
    if path is None:
        return InMemoryHistory()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600))
    except OSError:
        return InMemoryHistory()
    return _KeptHistory(str(path))


class _KeptHistory(FileHistory):
    """The file, and memory for the rest when the disk is full."""

    def store_string(self, string: str) -> None:
        with suppress(OSError):
            super().store_string(string)


class _LessonLine(AutoSuggest):
    """The grey text: the rest of the lesson's own line, as long as what is typed follows it."""

    def __init__(self, suggestion: Callable[[], str]) -> None:
        self._suggestion = suggestion

    def get_suggestion(self, buffer: Buffer, document: Document) -> Suggestion | None:
        rest = continuation(document.text, self._suggestion())
        return Suggestion(rest) if rest else None


class _SessionCompleter(Completer):
    """What the session knows to put at the cursor."""

    def __init__(self, complete: Callable[[str, int], Completions | None]) -> None:
        self._complete = complete

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        found = self._complete(document.text, document.cursor_position)
        if found:
            start = found.start - document.cursor_position
            yield from (Completion(match, start_position=start) for match in found.matches)


_PLAIN = SimpleLexer()


def _lexer_for(text: str) -> Lexer:
    """Python's colours for all but commands and an empty line, which needs none."""
    if not text.strip() or text.lstrip()[0] in "/?":
        return _PLAIN
    from prompt_toolkit.lexers import PygmentsLexer
    from pygments.lexers.python import PythonLexer  # type: ignore[import-untyped]

    return PygmentsLexer(PythonLexer)


def _style(colours: int) -> Style:
    """The prompt in the palette of the rest: nothing reversed, and bold alone where colours are few."""
    shared = {"bottom-toolbar": "noreverse", "auto-suggestion": "", "prompt": "", "status": ""}
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
