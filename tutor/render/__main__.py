"""Prints one of every event: `python -m tutor.render [WIDTH]`."""

from __future__ import annotations

import sys

from rich.console import Group

from tutor.core.execution import TrainingEnded
from tutor.render import render
from tutor.render.examples import EVENTS, example_training
from tutor.render.live import Moment, live
from tutor.render.look import Look
from tutor.render.theme import console_for
from tutor.render.training import summary


def main() -> None:
    look = Look(width=int(sys.argv[1]) if len(sys.argv) > 1 else 80)
    drawn = [render(event, look) for event in EVENTS.values()]
    drawn.append(live(example_training(317), Moment(1.4, 0.8), look))
    drawn.append(summary(example_training(), TrainingEnded(500, 0.73), look))
    for each in drawn:
        if each is not None:
            console_for(look).print(Group(each, ""))


if __name__ == "__main__":
    main()
