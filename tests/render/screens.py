"""The main screens of a lesson, one of each, to look at: `python -m tests.render.screens DIRECTORY` draws them."""

from __future__ import annotations

import io
import math
import re
import sys
from pathlib import Path

from rich.console import Group, RenderableType
from rich.terminal_theme import DEFAULT_TERMINAL_THEME, SVG_EXPORT_THEME
from rich.text import Text

from tutor.core.drawings import Axes, Column, Figure, Series, Table
from tutor.core.execution import TrainingEnded
from tutor.render import render
from tutor.render.examples import EVENTS, example_training
from tutor.render.live import Moment, live
from tutor.render.look import Look
from tutor.render.theme import console_for
from tutor.render.training import summary

BACKGROUNDS = {"black": SVG_EXPORT_THEME, "white": DEFAULT_TERMINAL_THEME}

ZERO = ("..####..", ".##..##.", "##....##", "##....##", "##....##", "##....##", ".##..##.", "..####..")
ONE = ("...##...", "..###...", ".####...", "...##...", "...##...", "...##...", "...##...", ".######.")


def picture(rows: tuple[str, ...], title: str) -> Axes:
    return Axes((Series("image", image=tuple(tuple(float(c == "#") for c in row) for row in rows)),), title)


IMAGES = Figure((picture(ZERO, "0"), picture(ONE, "1, not 7")), note="First what it is, then what the model says.")
DECISION_MAP = Figure(
    (
        Axes(
            (
                Series("points", (1.0, 2.0, 1.5, 3.0), (8.0, 6.0, 4.0, 7.5), "cat"),
                Series("points", (7.0, 8.0, 9.0, 6.0), (2.0, 4.0, 1.0, 3.0), "dog"),
                Series(
                    "regions",
                    (0.0, 10.0),
                    (0.0, 10.0),
                    "the model says dog",
                    tuple(tuple(float(x > y) for x in range(20)) for y in reversed(range(20))),
                ),
            ),
            x_label="height",
            y_label="weight",
            x_limits=(0.0, 10.0),
            y_limits=(0.0, 10.0),
        ),
    ),
    note="8 of 8 points lie where the model gets them right.",
)
CONFUSION = Table(
    (Column("it is"), *(Column(str(number), number=True) for number in range(3))),
    (("0 cat", "50", "2", ""), ("1 dog", "3", "40", "7"), ("2 bird", "", "5", "45")),
    "A row: what it is. A column: what the model says.",
    "An empty place is a 0.",
)
LAYERS = Table(
    (
        Column("Layer"),
        Column("Units", number=True),
        Column("Activation"),
        Column("Output shape"),
        Column("Parameters", number=True),
    ),
    (
        ("Normalization", "", "", "(None, 4)", "9"),
        ("Dense", "12", "relu", "(None, 12)", "60"),
        ("Dense", "3", "softmax", "(None, 3)", "39"),
    ),
    "Layers of model",
    "108 parameters in all, 99 of them learned. None stands for any number of rows.",
)
EPOCHS = tuple(float(epoch) for epoch in range(1, 201))
LINES = Figure(
    (
        Axes(
            tuple(
                Series(
                    "line", EPOCHS, tuple(1000 * math.exp(-rate * epoch) + 1 for epoch in EPOCHS), f"Adam({rate})"
                )
                for rate in (0.01, 0.03, 0.1, 1.0)
            ),
            x_label="epoch",
            y_label="loss",
            y_scale="log",
        ),
    )
)
NOISE = Figure(
    (
        Axes(
            (
                Series(
                    "line", tuple(map(float, range(400))), tuple(n * 37 % 101 / 100 for n in range(400)), "noise"
                ),
                Series("area", (0.0, 200.0, 399.0), (0.6, 0.8, 0.6), "band", base=(0.4, 0.2, 0.4)),
            ),
            x_label="time",
        ),
    ),
)
HEAT = Figure(
    (
        Axes(
            (
                Series(
                    "image",
                    (-0.5, 1.5),
                    (1.5, -0.5),
                    image=((0.7, 0.1), (0.3, 1.0)),
                ),
                *(Series("text", (x,), (y,), said) for x, y, said in ((0.0, 0.0, "43"), (1.0, 1.0, "57"))),
            ),
            x_label="predicted",
            y_label="true",
            x_names=((0.0, "cat"), (1.0, "dog")),
            y_names=((0.0, "cat"), (1.0, "dog")),
            y_limits=(1.5, -0.5),
            keys=(("0", "57", ""),),
        ),
    ),
)
BARS = Figure(
    (
        Axes(
            (Series("bars", (0.0, 1.0, 2.0, 3.0), (-3.2, 1.1, 0.4, 2.6)),),
            "Weights",
            x_names=((0.0, "cylinders"), (1.0, "displacement"), (2.0, "horsepower"), (3.0, "model year")),
        ),
        Axes(
            (Series("bars", (12.0, 30.0, 7.0), (0.0, 1.0, 2.0), lying=True),),
            "Animals",
            y_names=((0.0, "cat"), (1.0, "dog"), (2.0, "bird")),
        ),
    ),
    across=2,
)


def screens(look: Look) -> dict[str, RenderableType]:
    """Each by its name."""
    named: dict[str, RenderableType | None] = {
        "lesson": render(EVENTS["lesson_started"], look),
        "step": render(EVENTS["step_shown"], look),
        "quiz": render(EVENTS["quiz"], look),
        "training live": live(example_training(317), Moment(1.4, 0.8), look),
        "training result": summary(example_training(), TrainingEnded(500, 0.73), look),
        "table": render(EVENTS["table"], look),
        "layers": render(LAYERS, look),
        "error": render(EVENTS["error"], look),
        "verdict": Group(*(render(EVENTS[name], look) or "" for name in ("not_yet", "passed"))),
        "hint": render(EVENTS["hinted"], look),
        "answer": render(EVENTS["answered"], look),
        "problem": render(EVENTS["problem"], look),
        "solution": render(EVENTS["listing"], look),
        "decision map": render(DECISION_MAP, look),
        "image": render(IMAGES, look),
        "confusion": render(CONFUSION, look),
        "lines": render(LINES, look),
        "bars": render(BARS, look),
        "heat": render(HEAT, look),
        "noise": render(NOISE, look),
        "end": render(EVENTS["lesson_finished"], look),
    }
    return {name: drawing for name, drawing in named.items() if drawing is not None}


def page(look: Look, background: str) -> str:
    """All screens, one under the other, as SVG."""
    console = console_for(look, io.StringIO())
    console.record = True
    for name, drawing in screens(look).items():
        console.print(Text(f"[{name}]", "secondary"), Text(), drawing, Text(), sep="\n")
    drawn = console.export_svg(title=f"{look.width} columns", theme=BACKGROUNDS[background], unique_id="screens")
    drawn = re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL)  # rich asks a server for its font
    drawn = re.sub(r"<clipPath id=\"screens-line-.*?</clipPath>\s*", "", drawn, flags=re.DOTALL)
    return re.sub(r" clip-path=\"url\(#screens-line-\d+\)\"", "", drawn)  # one for each line: a third of the file


if __name__ == "__main__":
    for width in (40, 80, 132, 200):
        for colour in BACKGROUNDS:
            path = Path(sys.argv[1]) / f"{colour}-{width}.svg"
            path.write_text(page(Look(width), colour), encoding="utf-8")
            print(path)
