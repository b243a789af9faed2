"""Keys as some terminals send them: the Enters of the CSI u manner, the keypad in its application mode.

Sources: "Fix Keyboard Input on Terminals" by Paul Evans (CSI u), xterm's control sequences (modifyOtherKeys, and
application keypad mode, VT220).
"""

from __future__ import annotations

from prompt_toolkit.filters import emacs_insert_mode, vi_insert_mode
from prompt_toolkit.input.ansi_escape_sequences import ANSI_SEQUENCES
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys

SHIFT, ALT, CONTROL = 2, 3, 5
"""What these terminals call them: 1 and the sum of the modifiers."""
KEYPAD = {f"\x1bO{sign}": typed for sign, typed in zip("jklmnopqrstuvwxyX", "*+,-./0123456789=", strict=True)}
"""What stands on the keys."""
_NEW_LINE = (Keys.Escape, Keys.ControlM)


def _sequences(code: int, modifier: int) -> tuple[str, str]:
    return f"\x1b[{code};{modifier}u", f"\x1b[27;{modifier};{code}~"


def _known() -> dict[str, Keys | tuple[Keys, ...]]:
    """What prompt_toolkit does not know, or takes for a plain Enter."""
    found: dict[str, Keys | tuple[Keys, ...]] = {"\x1bOM": Keys.ControlM, "\x1b[13u": Keys.ControlM}
    for modifier, keys in (
        (SHIFT, _NEW_LINE),
        (ALT, _NEW_LINE),
        (4, _NEW_LINE),
        (CONTROL, Keys.ControlM),
        (1, Keys.ControlM),
    ):
        found |= dict.fromkeys(_sequences(13, modifier), keys)
    for code, key in ((9, Keys.ControlI), (27, Keys.Escape), (127, Keys.ControlH)):
        found |= {f"\x1b[{code}u": key, f"\x1b[{code};1u": key}
    found |= dict.fromkeys(_sequences(9, SHIFT), Keys.BackTab)
    for code in range(ord("a"), ord("z") + 1):
        control = Keys[f"Control{chr(code).upper()}"]
        found |= dict.fromkeys(_sequences(code, CONTROL), control)
    return found


ANSI_SEQUENCES.update(_known())
# A key of the keypad stands for a sign; the sequence is what it was, until the sign is put in.
ANSI_SEQUENCES.update(KEYPAD)  # type: ignore[arg-type]


def of_the_keypad(keys: KeyBindings) -> None:
    """Have the signs of the keypad typed as they are."""
    for sign in KEYPAD.values():

        @keys.add(sign, filter=emacs_insert_mode | vi_insert_mode)
        def _typed(event: KeyPressEvent) -> None:
            typed = KEYPAD.get(event.data, event.data)
            event.current_buffer.insert_text(typed * event.arg)
