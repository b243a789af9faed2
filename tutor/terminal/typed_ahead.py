"""Shows what was typed while code runs and nothing trains: one line below whatever the code has printed."""

from __future__ import annotations

from tutor.render.look import Look
from tutor.terminal.page import Page
from tutor.terminal.painter import Painter


class TypedAhead:
    """The line, which is gone when anything else is shown."""

    def __init__(self, page: Page, painter: Painter, plain: bool) -> None:
        self._page = page
        self._painter = painter
        self._plain = plain
        self.text = ""
        """What waits for the prompt."""

    def show(self, look: Look) -> None:
        """Paint it, or take it away; not into a line that the code is still writing."""
        if self._plain or not self._page.column_free or not (self.text or self._painter.painted):
            return
        if not self.text:
            self._painter.wipe()
            return
        from tutor.render.live import waiting_line  # no key was pressed meanwhile, mostly

        line = waiting_line(self.text, look)
        self._painter.paint([self._page.text_of(line).rstrip("\n")])
