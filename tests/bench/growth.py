"""What more of something costs: epochs, lessons, steps, points. Flat or linear is well; steeper is not."""

from __future__ import annotations

import gc
import io
import math
import statistics
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tutor.core.drawings import Figure
from tutor.core.execution import Epoch, Epochs, TrainingEnded, TrainingStarted
from tutor.core.overview import lessons_table
from tutor.core.progress import Cell, LessonRecord, StepStatus
from tutor.render.figure import figure
from tutor.render.live import Moment, live
from tutor.render.look import Look
from tutor.render.theme import console_for
from tutor.render.training import Training, summary
from tutor.session.messages import axes_of
from tutor.storage.lessons import load_course
from tutor.storage.progress import SqliteProgress
from tutor.terminal.caps import Caps
from tutor.terminal.view import View

LOOK = Look()


@dataclass(frozen=True)
class Growth:
    """Something that is done to few and to many."""

    what: str
    few: int
    many: int
    each: bool
    """Whether the cost is that of one of them, not of all."""
    prepare: Callable[[int, Path], Callable[[], object]]
    """Given how many and an empty folder: what is measured. What it returns counts as kept."""


def training(epochs: int) -> Training:
    """One that has been told of so many epochs, ten at a time, as at a hundredth of a second each."""
    told = Training(TrainingStarted(epochs, loss="mean_squared_error"))
    for start in range(1, epochs + 1, 10):
        numbers = range(start, min(start + 10, epochs + 1))
        rows = tuple(Epoch(n, {"loss": 1 / n, "val_loss": 2 / n, "learning_rate": 0.1}) for n in numbers)
        told.add(Epochs(rows, {"weight": 2.0, "bias": 30.0}))
    return told


def gathering(epochs: int, folder: Path) -> Callable[[], object]:
    return lambda: training(epochs)


def frame(epochs: int, folder: Path) -> Callable[[], object]:
    told = training(epochs)
    return lambda: drawn(live(told, Moment(1.0), LOOK))


def result(epochs: int, folder: Path) -> Callable[[], object]:
    told = training(epochs)
    return lambda: drawn(summary(told, TrainingEnded(epochs, 1.0), LOOK))


def listing(lessons: int, folder: Path) -> Callable[[], object]:
    """`python -m tutor list`, every lesson begun."""
    names = [f"{number:04}.yaml" for number in range(lessons)]
    (folder / "course.yaml").write_text("title: A course\nlessons:\n" + "".join(f"  - {name}\n" for name in names))
    store = SqliteProgress(folder)
    for name in names:
        identity = f"lesson-{name[:4]}"
        head = f"format: 1\nid: {identity}\ntitle: A lesson\ngoal: A goal.\nminutes: 5\n"
        steps = "".join(f"  - {{id: step-{n}, kind: read, say: Something to read.}}\n" for n in range(20))
        (folder / name).write_text(f"{head}steps:\n{steps}")
        store.save(LessonRecord(identity, "step-1"))
    store.close()

    def run() -> None:
        store = SqliteProgress(folder)
        View(Caps(), io.StringIO())(lessons_table(load_course(folder), store.all(), ""))
        store.close()

    return run


def record(steps: int) -> LessonRecord:
    """Of a lesson with so many steps, each passed by a line of code."""
    names = [f"step-{number}" for number in range(steps)]
    cells = tuple(Cell(name, "model.compile(loss='mean_squared_error', optimizer='adam')") for name in names)
    return LessonRecord("long", names[-1], dict.fromkeys(names, StepStatus.PASSED), cells)


def saving(steps: int, folder: Path) -> Callable[[], object]:
    store, kept = SqliteProgress(folder), record(steps)
    return lambda: store.save(kept)


def loading(steps: int, folder: Path) -> Callable[[], object]:
    store = SqliteProgress(folder)
    store.save(record(steps))
    return lambda: store.load("long")


def describing_line(points: int, folder: Path) -> Callable[[], object]:
    return describing(points, "plot")


def describing_cloud(points: int, folder: Path) -> Callable[[], object]:
    return describing(points, "scatter")


def drawing_line(points: int, folder: Path) -> Callable[[], object]:
    return drawing(points, "plot")


def drawing_cloud(points: int, folder: Path) -> Callable[[], object]:
    return drawing(points, "scatter")


def describing(points: int, call: str) -> Callable[[], object]:
    """What the session does: it reads a figure back, and keeps as many of its points as a terminal shows."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure as Plotted

    from tutor.runtime.drawings import describe_figure

    plotted = Plotted()
    FigureCanvasAgg(plotted)
    x = list(map(float, range(points)))
    getattr(plotted.add_subplot(), call)(x, [math.sin(n * 50 / points) + n % 7 for n in x])
    return lambda: describe_figure(plotted)


def drawing(points: int, call: str) -> Callable[[], object]:
    """What the tutor does with that."""
    body: Any = describing(points, call)()
    described = Figure(tuple(axes_of(axes) for axes in body["axes"]))
    return lambda: drawn(figure(described, LOOK))


def drawn(drawing: Any) -> str:
    console = console_for(LOOK, io.StringIO())
    with console.capture() as captured:
        console.print(drawing)
    return captured.get()


GROWTHS = (
    Growth("an epoch, taken in", 500, 100_000, True, gathering),
    Growth("a frame after so many epochs", 500, 100_000, False, frame),
    Growth("the result of so many epochs", 500, 100_000, False, result),
    Growth("a lesson in `list`", 10, 1000, True, listing),
    Growth("a save after so many steps", 10, 1000, False, saving),
    Growth("a load after so many steps", 10, 1000, False, loading),
    Growth("a line of so many points, drawn", 10_000, 1_000_000, False, drawing_line),
    Growth("a cloud of so many points, drawn", 10_000, 1_000_000, False, drawing_cloud),
    Growth("a line of so many points, described", 10_000, 1_000_000, False, describing_line),
    Growth("a cloud of so many points, described", 10_000, 1_000_000, False, describing_cloud),
)


def cost(growth: Growth, number: int, repeats: int) -> tuple[float, float]:
    """Median seconds, and KiB that are kept afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        run = growth.prepare(number, Path(folder))
        run()
        times = []
        for _ in range(repeats):
            began = time.perf_counter()
            run()
            times.append(time.perf_counter() - began)
        gc.collect()
        tracemalloc.start()
        kept = run()
        gc.collect()
        memory = tracemalloc.get_traced_memory()[0] / 1024
        tracemalloc.stop()
        del kept
    return statistics.median(times), memory


def measure(repeats: int) -> list[dict[str, Any]]:
    """A row for each growth: microseconds for few and for many, how they compare, and the memory they keep."""
    rows = []
    for growth in GROWTHS:
        costs = [cost(growth, number, repeats) for number in (growth.few, growth.many)]
        few, many = (
            seconds * 1e6 / (number if growth.each else 1)
            for (seconds, _), number in zip(costs, (growth.few, growth.many), strict=True)
        )
        sizes = {"few": growth.few, "many": growth.many, "× more": growth.many // growth.few}
        prices = {"few µs": round(few, 1), "many µs": round(many, 1), "× µs": round(many / few, 1)}
        kept = {"few KiB": round(costs[0][1]), "many KiB": round(costs[1][1])}
        rows.append({"of": growth.what, **sizes, **prices, **kept})
    return rows
