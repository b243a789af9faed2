"""The palette: few colours, readable on black and on white, and never the only sign of anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from rich.console import Console
from rich.style import Style
from rich.theme import Theme

from tutor.render.look import Look

if TYPE_CHECKING:
    from rich.syntax import SyntaxTheme

ACCENT, RIGHT, NOT_YET, KEYWORD, SECONDARY = 31, 29, 166, 98, 243
"""Numbers of the 256-colour table, all mid-tones. Dim and bright black vanish on half of all screens."""

COLOURS = {
    "accent": ACCENT,
    "code": ACCENT,
    "right": RIGHT,
    "not_yet": NOT_YET,
    "keyword": KEYWORD,
    "secondary": SECONDARY,
}
_BOLD = frozenset({"accent", "code", "right", "not_yet", "keyword", "strong"})


def hexadecimal(number: int) -> str:
    """`#0087af` for colour 31: what xterm's table says, a cube of 6 × 6 × 6 colours from 16 on, then 24 greys."""
    if number >= 232:
        return "#" + f"{8 + 10 * (number - 232):02x}" * 3
    levels = (0x00, 0x5F, 0x87, 0xAF, 0xD7, 0xFF)
    place = number - 16
    return "#" + "".join(f"{levels[place // step % 6]:02x}" for step in (36, 6, 1))


def theme(colours: int) -> Theme:
    """The styles `accent`, `right`, `not_yet`, `keyword`, `secondary`, `strong` and `code` for a terminal
    with that many colours."""
    styles: dict[str, str | Style] = {}
    for name in (*COLOURS, "strong"):
        if colours >= 256 and name in COLOURS:
            styles[name] = Style(color=f"color({COLOURS[name]})")
        else:
            styles[name] = Style(bold=True) if name in _BOLD else Style.null()
    return Theme(styles, inherit=False)


def syntax_theme(colours: int) -> SyntaxTheme:
    """Python's colours. What is not named keeps the terminal's own colour."""
    from pygments.token import Comment, Keyword, Number, Operator, String  # type: ignore[import-untyped]
    from rich.syntax import ANSISyntaxTheme

    if colours < 256:
        return ANSISyntaxTheme({Keyword: Style(bold=True)})
    return ANSISyntaxTheme(
        {
            Comment: Style(color=f"color({SECONDARY})"),
            Keyword: Style(color=f"color({KEYWORD})"),
            Operator.Word: Style(color=f"color({KEYWORD})"),
            String: Style(color=f"color({RIGHT})"),
            Number: Style(color=f"color({ACCENT})"),
        }
    )


def console_for(look: Look, file: TextIO | None = None) -> Console:
    """A rich console that draws in this look, whatever the environment says."""
    system = {0: None, 16: "standard", 256: "256"}[look.colours]
    return Console(
        file=file,
        width=look.width,
        color_system=system,  # type: ignore[arg-type]  # rich names the three with a Literal
        force_terminal=system is not None,
        force_interactive=False,
        legacy_windows=False,
        no_color=False,
        theme=theme(look.colours),
        markup=False,
        highlight=False,
        emoji=False,
        _environ={},
    )
