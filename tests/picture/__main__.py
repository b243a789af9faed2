"""Makes `session.svg`, the picture in the README: a real session in a real terminal. `python -m tests.picture`."""

from __future__ import annotations

import io
import re
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

from tests.tmux import tutor_in_terminal

WIDTH, HEIGHT = 80, 54
PATH = Path(__file__).with_name("session.svg")


def session() -> str:
    """What the screen shows, with its colours, after the training of the first lesson that trains."""
    with (
        tempfile.TemporaryDirectory() as home,
        tutor_in_terminal(Path(home), "linear-regression", width=WIDTH, height=HEIGHT) as terminal,
    ):
        terminal.wait_for("step 1 of")
        for number in range(2, 8):
            terminal.keys("Enter")
            terminal.wait_for(f"step {number} of")
        terminal.keys("C-l")
        terminal.wait_for(lambda screen: "Train for 500 epochs" not in screen)
        terminal.keys("history = model.fit(values_x, values_y, epochs=500, verbose=False)", "Enter")
        terminal.wait_for(">>> plt.xlabel", seconds=120)
        return terminal.screen(colours=True)


def main() -> None:
    screen = session()
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="256")
    lines = screen.rstrip().split("\n")
    console.print(Text.from_ansi("\n".join(lines[:-1]).rstrip()))
    drawing = console.export_svg(title="python -m tutor", unique_id="session")
    # rich asks a server for its font; a picture in a README should ask nobody.
    PATH.write_text(re.sub(r"@font-face \{.*?\}\s*", "", drawing, flags=re.DOTALL), encoding="utf-8")
    print(f"{PATH}: {PATH.stat().st_size} bytes")


if __name__ == "__main__":
    main()
