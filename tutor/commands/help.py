"""/help lists what can be typed, and explains one command; it also answers commands that do not exist."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.core.drawings import Column, Table
from tutor.core.events import Event, Said, Tone
from tutor.core.nearest import did_you_mean
from tutor.core.protocols import Command, Context

TITLES = {"lesson": "The lesson", "session": "Your session", "tutor": "The tutor"}

KEYS = (
    ("→, End", "take the grey text"),
    ("Tab", "complete a name, a command or a lesson"),
    ("Shift-Tab, F1", "say what is at the cursor"),
    ("Alt-Enter", "open another line"),
    ("↑, Ctrl-R", "earlier lines: those that begin alike, or with a search"),
    ("F2, Ctrl-X Ctrl-E", "open your editor"),
    ("Ctrl-C, Ctrl-D", "drop the line or stop what runs; leave"),
    ("p, +, -", "while `fit` runs: pause; double, halve the learning rate"),
)


def run(context: Context, argument: str) -> Iterator[Event]:
    name = argument.lstrip("/").lower()
    if not name:
        yield from _overview(context)
    elif name in context.commands:
        yield from _one(context.commands[name])
    else:
        guess = did_you_mean(name, context.commands, before="/")
        yield Said(f"There is no command `/{name}`.{guess} `/help` lists them all.", Tone.PROBLEM)


def _overview(context: Context) -> Iterator[Event]:
    yield Said(
        "Type Python and it runs in your session. A bare Enter runs the lines of the step, or goes on after "
        "a text. A question gets an answer: `what is a bias?` How I tell them apart:\n\n"
        "- `>` in front makes a line Python, `/` a command, `?` a question.\n"
        "- Alone, a command's name is the command; a term I know is a question.\n"
        "- What Python can read is Python; a name you have made is your variable.\n"
        "- Of the rest, brackets, quotes and `=` are Python, words are a question.\n\n"
        "`?? question` goes to a language model of yours, too, if you bring one: `/llm`."
    )
    for group, title in TITLES.items():
        commands = [command for command in context.commands.values() if command.group == group]
        rows = tuple((command.usage or f"/{command.name}", command.help) for command in commands)
        yield Table((Column("command"), Column("what it does")), rows, title=title)
    yield Table((Column("key"), Column("what it does")), KEYS, title="Keys at the prompt, but for --plain")


def _one(command: Command) -> Iterator[Event]:
    examples = "".join(f"\n- `{example}`" for example in command.examples)
    yield Said(f"`{command.usage or '/' + command.name}` — {command.help}" + (f"\n{examples}" if examples else ""))


COMMAND = Command(
    name="help",
    help="List the commands, or explain one.",
    run=run,
    usage="/help [COMMAND]",
    examples=("/help", "/help goto"),
    group="tutor",
)
