"""What charts of many points cost: describing them in the session, and drawing what comes of it."""

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


def shown(figure: drawings.Figure) -> None:
    console = console_for(LOOK, io.StringIO())
    console.print(draw(figure, LOOK))


def measure(repeats: int) -> list[dict[str, Any]]:
    """Median milliseconds for each kind of chart."""
    shown(drawings.Figure((drawings.Axes((drawings.Series("line", (0.0, 1.0), (0.0, 1.0)),)),)))  # loads plotext
    return [
        {"kind": kind, **one(plot, FEW, f"{FEW:,}", repeats), **one(plot, MANY, f"{MANY:,}", repeats)}
        for kind, plot in KINDS.items()
    ]


def one(plot: Callable[[Any, int], object], count: int, name: str, repeats: int) -> dict[str, float]:
    """Describing and drawing one chart of so many points."""
    figure: Any = Figure()
    FigureCanvasAgg(figure)
    plot(figure.add_subplot(), count)
    described = json.loads(json.dumps(describe_figure(figure)))
    event = drawings.Figure(tuple(map(axes_of, described["axes"])))
    return {
        f"described, {name}": milliseconds(lambda: describe_figure(figure), repeats),
        f"drawn, {name}": milliseconds(lambda: shown(event), repeats),
    }
