"""A matplotlib backend that publishes what was drawn as data, and leaves the drawing to the terminal."""

from __future__ import annotations

from typing import Any

from matplotlib._pylab_helpers import Gcf
from matplotlib.backend_bases import FigureManagerBase
from matplotlib.backends.backend_agg import FigureCanvasAgg

from .cells import LATEST
from .codec import EVENT, publish
from .drawings import describe_figure, is_drawn


class FigureManager(FigureManagerBase):
    """Holds one figure between the learner's lines."""

    def show(self) -> None:
        publish_figure(self.canvas.figure)

    @classmethod
    def pyplot_show(cls, *, block: bool | None = None) -> None:
        """`plt.show()`: publish all, close all, the empty ones, too."""
        publish_drawn()
        Gcf.destroy_all()


class FigureCanvas(FigureCanvasAgg):  # type: ignore[misc]
    """Agg, so that `plt.savefig` works."""

    manager_class = FigureManager
    latest: Any = None
    """The figure that was published last."""

    def print_figure(self, *args: Any, **kwargs: Any) -> Any:
        """Save the figure. An empty one stands for the latest: `plt.savefig` is typed after the plot was shown."""
        if self.latest not in (None, self.figure) and not is_drawn(self.figure):
            return self.latest.canvas.print_figure(*args, **kwargs)
        return super().print_figure(*args, **kwargs)


def publish_drawn() -> None:
    """Publish and close the open figures that hold something. One that has only a title so far waits for more."""
    for manager in Gcf.get_all_fig_managers():
        if is_drawn(manager.canvas.figure):
            Gcf.destroy(manager)
            publish_figure(manager.canvas.figure)


def publish_figure(figure: Any) -> None:
    FigureCanvas.latest = figure
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
