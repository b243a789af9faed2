"""Turns events into something rich can print. One noun a file; nothing here touches the terminal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rich.console import RenderableType

from tutor.core import drawings, events, execution
from tutor.core.film import Film
from tutor.render.answer import answered, model_said
from tutor.render.code import code_run, listing
from tutor.render.error import died, error, warned
from tutor.render.hint import hinted
from tutor.render.lesson import lesson_finished
from tutor.render.look import Look
from tutor.render.output import output
from tutor.render.sentence import cut, done, left, said, stopping, waiting
from tutor.render.step import lesson_started, step_shown
from tutor.render.table import table
from tutor.render.verdict import judged


def _figure(event: drawings.Figure, look: Look) -> RenderableType:
    from tutor.render.figure import figure  # with all that plots: the first screen has nothing of it

    return figure(event, look)


def _film(event: Film, look: Look) -> RenderableType:
    from tutor.render.film import film

    return film(event, look)


RENDERERS: dict[type, Callable[[Any, Look], RenderableType | None]] = {
    execution.Waiting: waiting,
    execution.Stream: output,
    execution.Display: output,
    drawings.Figure: _figure,
    execution.Error: error,
    execution.Warned: warned,
    execution.Cut: cut,
    execution.Stopping: stopping,
    execution.Done: done,
    execution.Died: died,
    events.LessonStarted: lesson_started,
    events.StepShown: step_shown,
    events.CodeRun: code_run,
    events.Judged: judged,
    drawings.Table: table,
    events.Hinted: hinted,
    events.Answered: answered,
    events.ModelSaid: model_said,
    events.Said: said,
    events.Listing: listing,
    events.LessonFinished: lesson_finished,
    Film: _film,
    events.Left: left,
}
SILENT = frozenset(
    {
        execution.TrainingStarted,
        execution.Epochs,
        execution.TrainingEnded,
        execution.InputRequested,
        execution.Paused,
        execution.Steered,
        execution.VariantEpochs,
        execution.VariantEnded,
        events.Diagnosed,
        events.Trying,
    }
)
"""Events that are no drawing of their own: a training is drawn as a whole, `input()` is asked by the prompt."""


def render(event: events.Event, look: Look) -> RenderableType | None:
    """What `event` looks like, at most `look.measure` cells wide; None when there is nothing to see.

    The learner's own output is the exception: it comes as wide as it is. Raises KeyError for an event without
    a renderer.
    """
    if type(event) in SILENT:
        return None
    return RENDERERS[type(event)](event, look)
