"""Sets the tutor's sentences: the little Markdown that lessons use, wrapped at a readable width."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct
from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.text import Text

from tutor.render.look import Look

INDENT = 2

_INLINE = re.compile(
    r"(?P<tick>`+)(?P<code>.+?)(?P=tick)"
    r"|\*\*(?P<strong>[^*]+)\*\*"
    r"|(?<![\w*])\*(?P<slant>[^\s*][^*]*)\*"
)
_ITEM = re.compile(r"^\s*(?P<mark>[-*•]|\d+[.)])\s+(?P<text>.*)$")
_FENCE = re.compile(r"^\s*```")


class Wrapped(Struct, frozen=True):
    """A text wrapped at `width` cells, behind `first` on its first line and `rest` on the others."""

    text: Text
    width: int
    first: Text
    rest: Text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        room = self.width - self.first.cell_len
        if self.text.cell_len > room:
            room = max(1, self.width - max(self.first.cell_len, self.rest.cell_len))
        for number, line in enumerate(self.text.wrap(console, room, tab_size=4)):
            line.rstrip()
            yield Text.assemble(self.rest if number else self.first, line, overflow="ignore", no_wrap=True)


def inline(markdown: str, look: Look, style: str = "") -> Text:
    """One paragraph's `**strong**`, `*slanted*` and `` `code` `` as styled text; line breaks become spaces.

    Where code cannot be told by its colour, it keeps its backquotes, but for those who hear them.
    """
    text = Text(style=style)
    source = " ".join(look.text(markdown).split())
    position = 0
    for match in _INLINE.finditer(source):
        text.append(source[position : match.start()])
        if match["code"]:
            text.append(match["code"] if look.colours or look.spoken else match[0], "code")
        else:
            text.append(match["strong"] or match["slant"], "strong")
        position = match.end()
    text.append(source[position:])
    return text


def prose(markdown: str, look: Look, *, mark: Text | None = None, style: str = "", indent: int = INDENT) -> Group:
    """Markdown paragraphs, lists and fenced code, indented, at most 76 cells of text wide.

    `mark` stands in the indent of the first line, which then is as wide as the mark.
    """
    lead = mark or Text(" " * indent)
    parts: list[RenderableType] = []
    for number, block in enumerate(_blocks(markdown)):
        if number:
            parts.append(Text())
        first = lead if number == 0 else Text(" " * lead.cell_len)
        parts += _block(block, look, first, style)
    return Group(*parts)


def sentence(text: str, look: Look, style: str = "", further: int = 0) -> Wrapped:
    """One text as it is, no Markdown, on indented lines; those after the first so many cells further in."""
    indent = Text(" " * INDENT)
    return Wrapped(
        Text(" ".join(look.text(text).split()), style), look.measure, indent, indent + Text(" " * further)
    )


def _block(lines: list[str], look: Look, first: Text, style: str) -> Iterator[RenderableType]:
    blank = Text(" " * first.cell_len)
    if _FENCE.match(lines[0]):
        inside = [line for line in lines if not _FENCE.match(line)]
        yield from gutter(inside, look)
        return
    for number, (mark, source) in enumerate(_items(lines)):
        lead = first if number == 0 else blank
        text = inline(source, look, style)
        if mark:
            shown = look.text("•" if mark in "-*•" else mark) + " "
            yield Wrapped(text, look.measure, lead + Text(shown), blank + Text(" " * len(shown)))
        else:
            yield Wrapped(text, look.measure, lead, blank)


def _items(lines: list[str]) -> Iterator[tuple[str, str]]:
    """The list items of a block as mark and text; text before them, or without any, has an empty mark."""
    mark, gathered = "", list[str]()
    for line in lines:
        if item := _ITEM.match(line):
            if gathered:
                yield mark, " ".join(gathered)
            mark, gathered = item["mark"], [item["text"]]
        else:
            gathered.append(line)
    yield mark, " ".join(gathered)


def _blocks(markdown: str) -> Iterator[list[str]]:
    """Paragraphs, split at blank lines and around fenced code."""
    block: list[str] = []
    fenced = False
    for line in markdown.strip("\n").split("\n"):
        fence = _FENCE.match(line) is not None
        if (fence and not fenced and block) or (not fenced and not line.strip()):
            if block:
                yield block
            block = []
        if fenced or line.strip():
            block.append(line.rstrip())
        if fence:
            if fenced:
                yield block
                block = []
            fenced = not fenced
    if block:
        yield block


def gutter(lines: Iterable[str | Text], look: Look) -> Iterator[RenderableType]:
    """Lines as they are, behind a bar in the gutter; too long ones go on further in. Screen readers get no bar."""
    bar = Text("  ") if look.spoken else Text.assemble("  ", (look.text("│"), "secondary"), " ")
    for line in lines:
        text = line if isinstance(line, Text) else Text(look.text(line))
        yield Wrapped(text, look.measure, bar, Text.assemble(bar, "    "))


def heading(left: str, right: str, look: Look, style: str = "strong") -> Group:
    """A line with something at either end; two lines where they do not fit on one."""
    left_text, right_text = Text(look.text(left), style), Text(look.text(right), "secondary")
    gap = look.measure - left_text.cell_len - right_text.cell_len
    if not look.spoken and gap >= 2:
        return Group(Text.assemble(left_text, " " * gap, right_text))
    return Group(*(Wrapped(text, look.measure, Text(), Text()) for text in (left_text, right_text) if text))


def rule(look: Look) -> list[RenderableType]:
    """A line across; nothing when the screen is read aloud."""
    return [] if look.spoken else [Text(look.text("─") * look.measure, "secondary")]
