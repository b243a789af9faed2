"""What may be typed at the cursor: asked from the live session, or from the code so far while that is busy."""

from __future__ import annotations

import builtins
import keyword
import re
from collections.abc import Callable, Iterable, Sequence

from tutor.core.acts import acts_of
from tutor.core.protocols import Completions, Context

_COMMAND = re.compile(r"\s*/(?P<name>[a-z]*)(?P<rest> .*)?")
_CHAIN = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*")
_TYPED = re.compile(r"(?:[^\W\d]\w*\.)*(?:[^\W\d]\w*)?$")
_ALWAYS = (*keyword.kwlist, *(name for name in dir(builtins) if not name.startswith("_")))


def completed(context: Context, text: str, cursor: int) -> Completions | None:
    """What may stand at `cursor`; None when nobody knows. May be called from any thread."""
    line = text[:cursor].rpartition("\n")[2]
    if command := _COMMAND.fullmatch(line):
        return _command(context, command["name"], command["rest"], cursor)
    found = context.session.complete(text, cursor)
    if found and (matches := tuple(match for match in found.matches if not match.startswith("%"))):
        return Completions(matches, found.start, found.end)  # no lesson speaks of IPython's own %commands
    return completed_name(text, cursor, _codes(context))


def _command(context: Context, name: str, rest: str | None, cursor: int) -> Completions | None:
    if rest is None:
        return _starting(name, context.commands, cursor)
    arguments = _ARGUMENTS.get(name)
    return _starting(rest.rpartition(" ")[2], arguments(context) if arguments else (), cursor)


def completed_name(text: str, cursor: int, codes: Sequence[str]) -> Completions | None:
    """Completions of a Python name without a session; None when nothing fits.

    `codes` is code that the learner has seen: its names are offered, and after `model.` what came there.
    """
    match = _TYPED.search(text[:cursor])
    owner, _, word = match[0].rpartition(".") if match else ("", "", "")
    path = owner.split(".") if owner else []
    if not path and not word:
        return None
    chains = (chain.split(".") for code in codes for chain in _CHAIN.findall(code))
    found = {chain[len(path)] for chain in chains if len(chain) > len(path) and chain[: len(path)] == path}
    return _starting(word, sorted(found if path else found.union(_ALWAYS)), cursor)


def _codes(context: Context) -> list[str]:
    """The code that ran in this lesson, and the lines that the step shows."""
    lines = context.step.lines if context.step else ""
    return [context.lesson.setup, *(cell.code for cell in context.record.cells), lines]


def _names(context: Context) -> list[str]:
    """The learner's variables."""
    return sorted({name for code in _codes(context) for name in acts_of(code).binds})


def _tried(context: Context) -> list[str]:
    """What `/try` can vary, with its `=`; and what Keras knows by name."""
    from tutor.core.keras_names import ACTIVATIONS, LOSSES, OPTIMIZERS  # nothing else here needs them
    from tutor.core.varied_values import READERS

    words = {"optimizer": OPTIMIZERS, "activation": ACTIVATIONS, "loss": LOSSES}
    return [
        *(f"{name}=" for name in READERS),
        *(f"{name}={word}" for name, known in words.items() for word in known),
    ]


def _kept(context: Context) -> list[str]:
    """The numbers of the variants."""
    tried = context.ledger.tried
    return [str(variant.place) for variant in tried.variants] if tried else []


_ARGUMENTS: dict[str, Callable[[Context], Iterable[str]]] = {
    "goto": lambda context: (step.id for step in context.lesson.steps),
    "help": lambda context: context.commands,
    "inspect": _names,
    "keep": _kept,
    "lessons": lambda context: (entry.id for entry in context.course.lessons),
    "plot": _names,
    "runs": lambda context: ("export",),
    "speed": lambda context: ("on", "off"),
    "try": _tried,
}
"""What may stand behind a command."""


def _starting(word: str, known: Iterable[str], cursor: int) -> Completions | None:
    matches = tuple(each for each in known if each.startswith(word) and each != word)
    return Completions(matches, cursor - len(word), cursor) if matches else None
