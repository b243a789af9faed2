"""Slash commands: one file each, one line each in the table below, in the order `/help` lists them."""

from tutor.commands import (
    again,
    attach,
    back,
    goto,
    help,
    hint,
    inspect,
    lessons,
    plot,
    progress,
    quit,
    reset,
    skip,
    solution,
    speed,
    traceback,
    undo,
    vars,
)
from tutor.core.protocols import Command

COMMANDS: dict[str, Command] = {
    "help": help.COMMAND,
    "hint": hint.COMMAND,
    "solution": solution.COMMAND,
    "skip": skip.COMMAND,
    "back": back.COMMAND,
    "goto": goto.COMMAND,
    "again": again.COMMAND,
    "vars": vars.COMMAND,
    "inspect": inspect.COMMAND,
    "plot": plot.COMMAND,
    "traceback": traceback.COMMAND,
    "reset": reset.COMMAND,
    "undo": undo.COMMAND,
    "speed": speed.COMMAND,
    "attach": attach.COMMAND,
    "progress": progress.COMMAND,
    "lessons": lessons.COMMAND,
    "quit": quit.COMMAND,
}
