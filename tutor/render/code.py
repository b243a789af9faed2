"""Draws code: what a bare Enter ran, and listings."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from tutor.core.events import CodeRun, Listing
from tutor.render.look import Look
from tutor.render.prose import Wrapped, gutter
from tutor.render.theme import syntax_theme


def highlighted(code: str, look: Look) -> list[Text]:
    """The lines of `code` in Python's colours."""
    source = look.text(code.strip("\n").expandtabs(4))
    if not look.colours:
        return [Text(line) for line in source.split("\n")]
    from rich.syntax import Syntax

    text = Syntax("", "python", theme=syntax_theme(look.colours)).highlight(source)
    text.no_wrap = False  # long lines are folded behind the gutter, not cut
    text.rstrip()
    return list(text.split("\n"))


def block(code: str, look: Look) -> Group:
    """Code behind the bar in the gutter."""
    return Group(*gutter(highlighted(code, look), look))


def code_run(event: CodeRun, look: Look) -> RenderableType | None:
    """The lines a bare Enter ran, as if they had been typed. The learner's own are on the screen already."""
    if not event.by_enter:
        return None
    lines = highlighted(event.code, look)
    prompts = (Text("... " if number else ">>> ", "secondary") for number in range(len(lines)))
    rest = Text(" " * 8)
    return Group(*(Wrapped(line, look.measure, prompt, rest) for prompt, line in zip(prompts, lines, strict=True)))


def listing(event: Listing, look: Look) -> RenderableType:
    """Code or raw text as it is, under its title."""
    title = [Text(look.text(f"  {event.title}"), "secondary"), Text()] if event.title else []
    if event.language == "python":
        return Group(*title, block(event.text, look))
    return Group(*title, *gutter(event.text.strip("\n").split("\n"), look))
