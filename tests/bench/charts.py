"""What charts of many points cost: describing them in the session, and drawing what comes of it.

Beside lines and points stands what plotext itself takes for all of them, as they are, and how ours compares: a
ratio is the same on a busy machine. Of a million points plotext draws no lines in any useful time.
"""

from __future__ import annotations

import io
import json
import statistics
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from tutor.core import drawings
from tutor.render.figure import figure as draw
from tutor.render.look import Look
from tutor.render.theme import console_for
from tutor.runtime.drawings import describe_figure
from tutor.session.messages import axes_of

FEW, MANY = 10_000, 1_000_000
NUMBERS = np.random.default_rng(0)
LOOK = Look()


def noise(count: int) -> Any:
    return NUMBERS.normal(size=count)


def square(count: int) -> Any:
    side = int(count**0.5)
    return NUMBERS.random((side, side))


def winding(plot: Any, count: int, turns: int) -> object:
    """A smooth line, of all its kind the one that is the most work: almost a texture."""
    way = np.linspace(0, 1, count)
    return plot.plot(way, np.sin(2 * np.pi * (10 + turns) * way))


KINDS: dict[str, Callable[[Any, int], object]] = {
    "line": lambda plot, count: plot.plot(noise(count)),
    "line, unordered": lambda plot, count: plot.plot(noise(count), noise(count)),
    "ten lines": lambda plot, count: [plot.plot(noise(count // 10), label=str(n)) for n in range(10)],
    "ten, unordered": lambda plot, count: [plot.plot(noise(count // 10), noise(count // 10)) for _ in range(10)],
    "ten, winding": lambda plot, count: [winding(plot, count // 10, n) for n in range(10)],
    "points": lambda plot, count: plot.scatter(noise(count), noise(count)),
    "points of 3 classes": lambda plot, count: plot.scatter(noise(count), noise(count), c=np.arange(count) % 3),
    "histogram": lambda plot, count: plot.hist(noise(count), bins=50),
    "area": lambda plot, count: plot.fill_between(np.arange(count), noise(count)),
    "steps": lambda plot, count: plot.step(np.arange(count), noise(count)),
    "image": lambda plot, count: plot.imshow(square(count)),
    "mesh": lambda plot, count: plot.pcolormesh(square(count)),
}


def milliseconds(work: Callable[[], object], repeats: int) -> float:
    """Of this process: what else runs on the machine does not count."""
    times = []
    for _ in range(repeats):
        before = time.process_time()
        work()
        times.append(time.process_time() - before)
    return round(1000 * statistics.median(times), 1)


def plotext_alone(figure: Any) -> None:
    """Draw the lines and the points of a figure of matplotlib with nothing but plotext, 80 × 20."""
    import plotext

    canvas = plotext.figure
    canvas.clear()
    canvas.plot_size(80, 20)
    for axes in figure.axes:
        for line in axes.lines:
            canvas.draw(canvas.signal(*map(list, line.get_data()), marker="braille").lines())
        for points in axes.collections:
            canvas.draw(canvas.signal(*points.get_offsets().T.tolist(), marker="braille"))
    canvas.build().string(colorless=True)


def shown(figure: drawings.Figure) -> None:
    console = console_for(LOOK, io.StringIO())
    console.print(draw(figure, LOOK))


def measure(repeats: int) -> list[dict[str, Any]]:
    """Median milliseconds for each kind of chart."""
    shown(drawings.Figure((drawings.Axes((drawings.Series("line", (0.0, 1.0), (0.0, 1.0)),)),)))  # loads plotext
    return [
        {
            "kind": kind,
            **one(plot, FEW, f"{FEW:,}", repeats, beside=True),
            **one(plot, MANY, f"{MANY:,}", repeats),
        }
        for kind, plot in KINDS.items()
    ]


def one(
    plot: Callable[[Any, int], object], count: int, name: str, repeats: int, *, beside: bool = False
) -> dict[str, float | str]:
    """Describing and drawing one chart of so many points, and `beside` it what plotext alone takes."""
    figure: Any = Figure()
    FigureCanvasAgg(figure)
    plot(figure.add_subplot(), count)
    described = json.loads(json.dumps(describe_figure(figure)))
    event = drawings.Figure(tuple(map(axes_of, described["axes"])))
    drawn = milliseconds(lambda: shown(event), repeats)
    row: dict[str, float | str] = {
        f"described, {name}": milliseconds(lambda: describe_figure(figure), repeats),
        f"drawn, {name}": drawn,
    }
    if beside:
        axes = figure.axes[0]
        joined = axes.lines or (axes.collections and len(axes.collections[0].get_offsets()) > 1)
        own = milliseconds(lambda: plotext_alone(figure), repeats) if joined else None
        row |= {"plotext alone": own or "", "drawn ÷ it": f"{drawn / own:.2f}" if own else ""}
    return row
