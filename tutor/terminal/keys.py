"""What the keys do at the prompt, where it differs from what every prompt does."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from prompt_toolkit.application import get_app
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.enums import DEFAULT_BUFFER
from prompt_toolkit.filters import Condition, emacs_mode, has_completions, has_focus, vi_navigation_mode
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys

from tutor.core.bounds import LONGEST
from tutor.core.syntax import parsed
from tutor.terminal.blocks import INDENT, command_in, is_finished, next_indent
from tutor.terminal.habit import PIECES, AfterPaste, Burst, is_waiting
from tutor.terminal.odd_keys import of_the_keypad
from tutor.terminal.paste import cleaned

_in_text = has_focus(DEFAULT_BUFFER)
"""Not in the line that Ctrl-R opens to search with."""
At = Callable[[Buffer], Awaitable[None]]
"""Something that takes its time, done about what stands at the prompt."""


def bindings(
    suggestion: Callable[[], str],
    edit: At,
    look_up: At,
    after_paste: AfterPaste,
    burst: Burst,
    refuse: Callable[[int], object] = lambda size: None,
) -> KeyBindings:
    """Enter, Alt-Enter, Tab and Backspace in an indentation, End, F1 and Shift-Tab, F2, and what is pasted.

    `suggestion` gives the lesson's own code. `edit` opens the learner's editor, `look_up` says what is at
    the cursor. An Enter at an empty prompt that belongs to a paste, as `after_paste` knows, does nothing. Lines
    that come in one `burst` are one block, blank lines and all. `refuse` hears how many characters it would be,
    when a paste is too long to be taken.
    """
    keys = KeyBindings()
    pasted = poured = ""

    @keys.add("enter", filter=_in_text)
    def _enter_key(event: KeyPressEvent) -> None:
        nonlocal pasted, poured
        text = event.current_buffer.text
        pouring = burst.going or (bool(poured) and text.startswith(poured))
        goes_on = _more_is_coming(event) or (pouring and is_waiting(event.app.input.fileno(), PIECES))
        if not text and (after_paste.belongs() or goes_on):
            return
        if goes_on and pouring and _is_code(text) and not (after_paste.just_opened and _stands_alone(event, text)):
            event.current_buffer.insert_text("\n")
            poured = event.current_buffer.text
            return
        if poured and text.startswith(poured):
            pasted, poured = text.rstrip(), ""
            event.current_buffer.document = Document(pasted)
        if _enter(event, suggestion(), pasted):
            after_paste.handed_over(text, pasted)
            pasted = ""

    of_the_keypad(keys)

    @keys.add("escape", "enter", filter=_in_text)
    def _new_line(event: KeyPressEvent) -> None:
        _insert_line(event.current_buffer, suggestion())

    @keys.add("tab", filter=_in_indentation)
    def _indent(event: KeyPressEvent) -> None:
        event.current_buffer.insert_text(INDENT)

    @keys.add("backspace", filter=_in_indentation)
    def _unindent(event: KeyPressEvent) -> None:
        column = event.current_buffer.document.cursor_position_col
        event.current_buffer.delete_before_cursor((column - 1) % len(INDENT) + 1 if column else 1)

    @keys.add("end", filter=_has_suggestion)
    def _accept(event: KeyPressEvent) -> None:
        suggested = event.current_buffer.suggestion
        event.current_buffer.insert_text(suggested.text if suggested else "")

    @keys.add("s-tab", filter=~has_completions)
    @keys.add("escape", "tab")  # what the Linux console sends for Shift-Tab
    @keys.add("f1")
    def _look_up(event: KeyPressEvent) -> None:
        event.app.create_background_task(_awaited(look_up(event.current_buffer)))

    @keys.add("f2")
    @keys.add("c-x", "c-e", filter=emacs_mode)
    @keys.add("v", filter=vi_navigation_mode)
    def _open_editor(event: KeyPressEvent) -> None:
        async def act() -> None:
            nonlocal pasted
            await edit(event.current_buffer)
            pasted = event.current_buffer.text

        event.app.create_background_task(act())

    @keys.add(Keys.BracketedPaste, filter=_in_text)
    def _pasted(event: KeyPressEvent) -> None:
        nonlocal pasted
        if (size := len(event.current_buffer.text) + len(event.data)) > LONGEST:
            refuse(size)
            return
        _paste(event.current_buffer, event.data)
        pasted = event.current_buffer.text

    return keys


async def _awaited(work: Awaitable[None]) -> None:
    await work


@Condition
def _in_indentation() -> bool:
    """Whether there are only blanks before the cursor, on a line that is not the first."""
    document = get_app().current_buffer.document
    return not document.on_first_line and not document.current_line_before_cursor.strip()


@Condition
def _has_suggestion() -> bool:
    buffer = get_app().current_buffer
    return buffer.suggestion is not None and buffer.document.is_cursor_at_the_end


def _enter(event: KeyPressEvent, model: str, pasted: str) -> bool:
    """Hand the text over if it is finished, else open a line. `pasted`: the text after the latest paste."""
    buffer = event.current_buffer
    if buffer.complete_state and buffer.complete_state.current_completion:
        buffer.complete_state = None  # it is chosen, and stands there already
    elif command := command_in(buffer.text):
        return _hand_over(event, command)
    elif is_finished(buffer.text, in_one_piece=buffer.text == pasted):
        return _hand_over(event, buffer.text.rstrip())
    elif _more_is_coming(event):
        buffer.insert_text("\n")
    else:
        _insert_line(buffer, model)
    return False


def _stands_alone(event: KeyPressEvent, text: str) -> bool:
    """Whether a line that was typed ahead is finished, and what comes next is no part of it."""
    waiting = [press for press in event.app.key_processor.input_queue if press.key is not Keys.CPRResponse]
    return is_finished(text) and not (waiting and waiting[0].data in (" ", "\t", "\r"))


def _is_code(text: str) -> bool:
    """Whether it may be a part of a block: no command, no question, nothing that Python cannot read already."""
    if text.lstrip()[:1] in ("/", "?") or command_in(text):
        return False
    return parsed(text) is not None or not is_finished(text.rstrip())


def _hand_over(event: KeyPressEvent, text: str) -> bool:
    event.app.erase_when_done = not text
    event.current_buffer.document = Document(text)
    event.current_buffer.validate_and_handle()
    return True


def _more_is_coming(event: KeyPressEvent) -> bool:
    """Whether keys are waiting: a terminal without bracketed paste is pasting, with indents of its own."""
    waiting = event.app.key_processor.input_queue
    return any(press.key is not Keys.CPRResponse for press in waiting)


def _insert_line(buffer: Buffer, model: str) -> None:
    buffer.insert_text("\n" + next_indent(buffer.document.text_before_cursor, model))


def _paste(buffer: Buffer, data: str) -> None:
    """Insert code without what a console put around it, as deep as the cursor stands; behind text, as it is."""
    before = buffer.document.current_line_before_cursor
    text = data if before.strip() else cleaned(data).replace("\n", "\n" + before)
    buffer.insert_text(text.replace("\r\n", "\n").replace("\r", "\n"))
