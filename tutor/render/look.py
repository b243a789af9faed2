"""How things are drawn: the width, the colours and the characters there are to draw with."""

from __future__ import annotations

from msgspec import Struct

MEASURE = 78
"""Cells of the widest line: 76 of text behind an indent of 2."""

_ASCII = str.maketrans(
    {
        "✓": "ok",
        "✗": "x",
        "│": "|",
        "─": "-",
        "━": "=",
        "┤": "|",
        "└": "+",
        "┬": "+",
        "•": "*",
        "·": "-",
        "…": "...",
        "×": "x",
        "→": "->",
        "←": "<-",
        "↑": "up",
        "≈": "~",
        "≤": "<=",
        "≥": ">=",
        "≠": "!=",
        "±": "+/-",
        "−": "-",
        "–": "-",
        "—": "-",
        "‘": "'",
        "’": "'",
        "“": '"',
        "”": '"',
        "²": "^2",
        "³": "^3",
        "°": " deg",
        "σ": "sigma",
        "Σ": "sum",
        "√": "sqrt",
        "\u00a0": " ",
        "▁": "_",
        "▂": ".",
        "▃": "-",
        "▄": "=",
        "▅": "+",
        "▆": "*",
        "▇": "%",
        "█": "#",
    }
)

_CONTROLS = {code: None for code in (*range(32), *range(127, 160)) if code != ord("\n")} | {ord("\t"): "    "}


def in_ascii(text: str) -> str:
    """`text` with nothing but ASCII in it: a spelling where there is one, else `?`."""
    return text.translate(_ASCII).encode("ascii", "replace").decode("ascii")


class Look(Struct, frozen=True):
    """What a drawing may use. The terminal decides it; a test just says so."""

    width: int = 80
    """Cells there are in a line."""
    height: int = 24
    """Lines there are; only live drawings care."""
    colours: int = 256
    """256, 16 (which means bold and nothing else) or 0."""
    unicode: bool = True
    """False: ASCII only."""
    spoken: bool = False
    """True when the screen is read aloud: no drawings, no columns, and every number with its name."""

    @property
    def measure(self) -> int:
        """Cells a line may fill, its indent included. The last column stays free."""
        return max(10, min(MEASURE, self.width - 1))

    def text(self, text: str) -> str:
        """`text` in the characters there are, without those that would move the cursor; line ends stay."""
        text = text.translate(_CONTROLS)
        return text if self.unicode else in_ascii(text)
