"""A matplotlib backend that publishes what was drawn as data, and leaves the drawing to the terminal."""

from __future__ import annotations

from typing import Any

from matplotlib._pylab_helpers import Gcf
from matplotlib.backend_bases import FigureManagerBase
from matplotlib.backends.backend_agg import FigureCanvasAgg

from .cells import LATEST
from .codec import EVENT, publish
from .drawings import describe_figure, is_drawn
from .latecomers import adopted


class FigureManager(FigureManagerBase):
    """Holds one figure between the learner's lines."""

    def show(self) -> None:
        publish_figure(self.canvas.figure)

    @classmethod
    def pyplot_show(cls, *, block: bool | None = None) -> None:
        """`plt.show()`: publish all, close all, the empty ones, too; says so when there is nothing new."""
        if not publish_drawn():
            seen = FigureCanvas.unfinished is not None
            print("The chart above is shown already." if seen else "There is no chart to show: draw one first.")
        Gcf.destroy_all()
        FigureCanvas.unfinished = None


class FigureCanvas(FigureCanvasAgg):  # type: ignore[misc]
    """Agg, so that `plt.savefig` works."""

    manager_class = FigureManager
    latest: Any = None
    """The figure that was published last."""
    unfinished: Any = None
    """The same, as long as what is typed may still be meant for it: until `plt.show()`, or a few cells later."""
    cells = 0
    """Cells that have begun since it was published."""

    def print_figure(self, *args: Any, **kwargs: Any) -> Any:
        """Save the figure. An empty one stands for the latest: `plt.savefig` is typed after the plot was shown."""
        if self.latest not in (None, self.figure) and not is_drawn(self.figure):
            return self.latest.canvas.print_figure(*args, **kwargs)
        return super().print_figure(*args, **kwargs)


def a_cell_begins() -> None:
    """Called before each cell of the learner's."""
    FigureCanvas.cells += 1
    if FigureCanvas.cells > A_FEW:
        FigureCanvas.unfinished = None


A_FEW = 2
"""Cells after a chart in which a title is still meant for it."""


def publish_drawn() -> bool:
    """Publish and close the open figures that hold something, and say whether there was one.

    A figure with nothing but a title belongs to the chart just before it, when that has none: it is drawn again
    with it. Else it waits for more.
    """
    published = False
    for manager in Gcf.get_all_fig_managers():
        figure, latest = manager.canvas.figure, FigureCanvas.unfinished
        if is_drawn(figure):
            Gcf.destroy(manager)
            publish_figure(figure)
            published = True
        elif latest is not None and adopted(latest, figure):
            Gcf.destroy(manager)
            publish_figure(latest)
            published = True
    return published


def publish_figure(figure: Any) -> None:
    FigureCanvas.latest = FigureCanvas.unfinished = figure
    FigureCanvas.cells = 0
    described = describe_figure(figure)
    LATEST.draws(described)
    publish({"event": "figure", **described})


def as_display(figure: Any) -> dict[str, Any]:
    """The figure as the value of a line. It counts as shown, so the end of the cell does not show it again."""
    for manager in Gcf.get_all_fig_managers():
        if manager.canvas.figure is figure:
            Gcf.destroy(manager)
    described = describe_figure(figure)
    LATEST.draws(described)
    return {EVENT: {"event": "figure", **described}}
