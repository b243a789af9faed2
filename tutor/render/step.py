"""Draws where the learner is: the beginning of a lesson, and a step with what there is to do."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from tutor.core.events import LessonStarted, StepShown
from tutor.core.numbers import in_minutes
from tutor.render.code import block
from tutor.render.look import Look
from tutor.render.prose import heading, inline, prose, rule


def lesson_started(event: LessonStarted, look: Look) -> RenderableType:
    """The lesson's title over the one rule it gets, and what it is for."""
    place = [f"lesson {event.number}"] if event.number else []
    time = [f"about {in_minutes(60 * event.minutes)}"] if event.minutes else []
    head = heading(event.title, " · ".join([*place, *time]), look)
    parts: list[RenderableType] = [head, *rule(look), Text(), prose(event.goal, look)]
    if event.resumed:
        parts += [Text(), prose("You were here before. It goes on where you left it.", look, style="secondary")]
    return Group(*parts)


def step_shown(event: StepShown, look: Look) -> RenderableType:
    """What the step says, its task, its code, and the one line that says what to do now."""
    place = [f"lesson {event.lesson_number}"] if event.lesson_number else []
    head = heading(event.lesson_title, " · ".join([*place, f"step {event.number} of {event.of}"]), look, "accent")
    parts: list[RenderableType] = [head]
    for part in (
        prose(event.say, look) if event.say else None,
        _picture(event, look) if event.picture else None,
        prose(event.task, look) if event.task else None,
        _choices(event.choices, look) if event.choices else None,
        block(event.code, look) if event.code else None,
        prose(event.invitation, look) if event.invitation else None,
    ):
        if part:
            parts += [Text(), part]
    return Group(*parts)


def _picture(event: StepShown, look: Look) -> RenderableType:
    from tutor.render.picture import picture  # few steps have one

    return picture(event.picture, event.picture_says, look)


def _choices(choices: tuple[str, ...], look: Look) -> Group:
    return Group(
        *(
            prose(choice, look, mark=Text.assemble("  ", (f"{number:>{len(str(len(choices)))}}", "accent"), "  "))
            if not look.spoken
            else Text.assemble(f"  {number}: ", inline(choice, look))
            for number, choice in enumerate(choices, 1)
        )
    )
