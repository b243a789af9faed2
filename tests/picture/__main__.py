"""Makes the README's pictures from real sessions in a real terminal: `python -m tests.picture [NAME ...]`.

`fan-dark.svg` and `fan-light.svg` are one screen on black and on white; `recording.svg` is a film.
"""

from __future__ import annotations

import io
import re
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import DEFAULT_TERMINAL_THEME, SVG_EXPORT_THEME
from rich.text import Text

from tests.picture.film import Screen, film
from tests.tmux import Terminal, tutor_in_terminal

HERE = Path(__file__).parent
WIDTH, HEIGHT = 80, 54
FILM_HEIGHT = 30
THEMES = {"dark": SVG_EXPORT_THEME, "light": DEFAULT_TERMINAL_THEME}
FIT = "history = model.fit(values_x, values_y, epochs=500, verbose=False)"

LOOK_EVERY = 0.04
"""Seconds between two looks at the screen while it is filmed."""
LONGEST_PAUSE = 1.6
"""Seconds that a screen stands still in the film, at most."""


def fan() -> str:
    """What the screen shows after the same training from eight random seeds."""
    with (
        tempfile.TemporaryDirectory() as home,
        tutor_in_terminal(Path(home), "linear-regression", width=WIDTH, height=HEIGHT) as terminal,
    ):
        up_to_the_training(terminal)
        terminal.keys(FIT, "Enter")
        terminal.wait_for("step 8 of", seconds=120)
        terminal.keys("C-l")
        terminal.wait_for(lambda screen: "500 epochs" not in screen)
        terminal.keys("/try seed=1..8", "Enter")
        terminal.wait_for(lambda screen: "may be chance" in screen and screen.rstrip().endswith("/help"), 120)
        return terminal.screen(colours=True)


def up_to_the_training(terminal: Terminal) -> None:
    """Press Enter until the step that trains is shown."""
    terminal.wait_for("step 1 of")
    for number in range(2, 8):
        terminal.keys("Enter")
        terminal.wait_for(f"step {number} of")


class Camera:
    """Looks at a terminal and keeps every screen that differs from the one before."""

    def __init__(self, terminal: Terminal) -> None:
        self.screens: list[Screen] = []
        self._terminal = terminal
        self._second = 0.0
        self._looked = time.monotonic()

    def look(self) -> str:
        """Take one screen; a pause before it is cut to the longest."""
        now = time.monotonic()
        self._second += now - self._looked
        self._looked = now
        text = self._terminal.screen(colours=True).rstrip()
        if not self.screens or text != self.screens[-1].text:
            if self.screens:
                self._second = min(self._second, self.screens[-1].second + LONGEST_PAUSE)
            self.screens.append(Screen(self._second if self.screens else 0.0, text))
            self._second = self.screens[-1].second
        return text

    def until(self, text: str, seconds: float = 60.0) -> None:
        """Film until a text is on the screen, and a moment longer."""
        limit = time.monotonic() + seconds
        while text not in re.sub(r"\x1b\[[0-9;:]*m", "", self.look()):
            assert time.monotonic() < limit, f"waited in vain for {text!r}"
            time.sleep(LOOK_EVERY)
        self.rest(LONGEST_PAUSE)

    def rest(self, seconds: float) -> None:
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            self.look()
            time.sleep(LOOK_EVERY)

    def types(self, text: str) -> None:
        """Type a line as a person does, and press Enter."""
        for letter in text:
            self._terminal.keys("-l", letter)
            self.rest(0.03)
        self._terminal.keys("Enter")


def recording() -> str:
    """A training, an answer and a look at the weights."""
    with (
        tempfile.TemporaryDirectory() as home,
        tutor_in_terminal(Path(home), "linear-regression", width=WIDTH, height=FILM_HEIGHT) as terminal,
    ):
        up_to_the_training(terminal)
        terminal.keys("C-l")
        terminal.wait_for(lambda screen: "Train for 500 epochs" not in screen)
        camera = Camera(terminal)
        camera.types(FIT)
        camera.until("step 8 of")
        camera.types("why do we square the error?")
        camera.until("See also")
        camera.types("what is my weight now")
        camera.until("bias")
        return film(camera.screens, WIDTH, FILM_HEIGHT, "A training in the terminal")


def picture(screen: str, name: str, theme: str) -> str:
    """A screen as SVG, on black or on white."""
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="256")
    lines = screen.rstrip().split("\n")
    console.print(Text.from_ansi("\n".join(lines[:-1]).rstrip()))
    drawing = console.export_svg(title="python -m tutor", theme=THEMES[theme], unique_id=f"{name}-{theme}")
    # rich asks a server for its font; a picture in a README should ask nobody.
    return re.sub(r"@font-face \{.*?\}\s*", "", drawing, flags=re.DOTALL)


def main(names: Sequence[str]) -> None:
    drawings: dict[str, str] = {}
    for name in names or (*STILLS, "recording"):
        if name == "recording":
            drawings["recording.svg"] = recording()
            continue
        screen = STILLS[name]()
        drawings |= {f"{name}-{theme}.svg": picture(screen, name, theme) for theme in THEMES}
    for file, drawing in drawings.items():
        path = HERE / file
        path.write_text(drawing, encoding="utf-8")
        print(f"{path}: {path.stat().st_size} bytes")


STILLS = {"fan": fan}


if __name__ == "__main__":
    main(sys.argv[1:])
