"""Screens of a terminal, one after the other, as one SVG that plays by itself wherever SVG is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from rich.color import ColorType
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from rich.terminal_theme import SVG_EXPORT_THEME
from rich.text import Text

CELL = (8.4, 18.0)
"""Width and height of a character, in pixels, at a size of 14."""
MARGIN = 12.0
REST = 3.0
"""Seconds that the last screen stays before it begins again."""


@dataclass(frozen=True)
class Screen:
    """What a terminal showed from some moment on."""

    second: float
    text: str
    """Lines with their colours as escape sequences."""


def film(screens: Sequence[Screen], width: int, height: int, title: str) -> str:
    """The SVG. Screens are in order, the first at second 0. A line that comes again is drawn once, used twice."""
    console = Console(width=width, color_system="256", force_terminal=True)
    lines: dict[str, str] = {}
    groups, rules = [], []
    total = screens[-1].second + REST
    for number, screen in enumerate(screens):
        until = screens[number + 1].second if number + 1 < len(screens) else total
        uses = []
        for row, line in enumerate(screen.text.split("\n")[:height]):
            drawn = _line(console, line)
            if drawn:
                name = lines.setdefault(drawn, f"l{len(lines)}")
                uses.append(f'<use href="#{name}" y="{(row + 1) * CELL[1]:g}"/>')
        groups.append(f'<g class="f f{number}">{"".join(uses)}</g>')
        begin, end = 100 * screen.second / total, 100 * until / total
        rules.append(
            f"@keyframes f{number}{{0%{{visibility:{'visible' if number == 0 else 'hidden'}}}"
            f"{begin:.3f}%{{visibility:visible}}{min(end, 100):.3f}%{{visibility:hidden}}}}"
            f".f{number}{{animation:f{number} {total:g}s step-end infinite}}"
        )
    defined = "".join(f'<g id="{name}">{drawn}</g>' for drawn, name in lines.items())
    columns, rows = width * CELL[0] + 2 * MARGIN, height * CELL[1] + 2 * MARGIN
    background = SVG_EXPORT_THEME.background_color.hex
    foreground = SVG_EXPORT_THEME.foreground_color.hex
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {columns:g} {rows:g}" role="img">'
        f"<title>{escape(title)}</title><style>"
        f"text{{font:14px 'DejaVu Sans Mono',Menlo,Consolas,monospace;fill:{foreground};white-space:pre}}"
        f".f{{visibility:hidden}}{''.join(rules)}</style>"
        f'<rect width="100%" height="100%" rx="8" fill="{background}"/><defs>{defined}</defs>'
        f'<g transform="translate({MARGIN:g} {MARGIN / 2:g})">{"".join(groups)}</g></svg>\n'
    )


def _line(console: Console, line: str) -> str:
    """One line, each run of a style where its first cell is; empty for a blank one."""
    spans, column = [], 0
    for segment in console.render(Text.from_ansi(line, end=""), console.options):
        text = segment.text.rstrip("\n")
        cells = Segment(text).cell_length
        if text.strip():
            x, length = column * CELL[0], cells * CELL[0]
            place = f'x="{x:g}" textLength="{length:g}" lengthAdjust="spacingAndGlyphs"'
            spans.append(f"<tspan {place}{_paint(segment.style)}>{escape(text)}</tspan>")
        column += cells
    return f"<text>{''.join(spans)}</text>" if spans else ""


def _paint(style: Style | None) -> str:
    if style is None:
        return ""
    colour = style.color
    fill = ""
    if colour is not None and colour.type is not ColorType.DEFAULT:
        fill = f' fill="{colour.get_truecolor(SVG_EXPORT_THEME).hex}"'
    return fill + (' font-weight="bold"' if style.bold else "")
