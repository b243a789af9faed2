"""Says in words what is old about a piece of code, and offers it rewritten for today."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from tutor.answers.old_code import Modern, modernised, switch_to_graphs
from tutor.answers.old_code.homes import HOMES
from tutor.answers.old_code.imports import BACKEND
from tutor.answers.old_code.tables import EXACT, MODULES, RENAMED
from tutor.core.execution import Error, Frame
from tutor.core.verdict import Judgement, Verdict

_OLD_BACKEND = re.compile(r"module 'keras(?:\.api)?\.backend' has no attribute '(?P<name>\w+)'")
MOST_NAMED = 4
"""Names that one sentence lists."""


def outdated(error: Error, code: str, names: Collection[str]) -> Judgement | None:
    """The judgement of code that failed because it is old; None when that is not why it failed."""
    if found := _OLD_BACKEND.search(error.message):
        short, function = _short_name(error, found["name"]), found["name"]
        if short and function in HOMES[BACKEND]:
            line = f"from tensorflow.keras import backend as {short}"
            say = (
                f"`{function}` is no longer in `keras.backend`, and a function of yours uses it. Keras 3 keeps "
                f"the old ones in `tensorflow.keras.backend`. The import below gives `{short}` all of them back."
            )
            if line not in code and f"{short}.{function}" not in code:
                return Judgement(Verdict.ERRORED, say, f"{line}\n{code}")
    modern = modernised(code)
    if modern is None or not _is_why(modern, error, names) or _still_missing(error, modern):
        return None
    if "required positional argument" in error.message and not any(
        f"'{new}'" in error.message for _, new in modern.renamed
    ):
        return None  # something was forgotten, under whatever name
    left = modern.code.strip()
    return Judgement(Verdict.ERRORED, told(modern), "" if modern.code == code or not left else modern.code)


def held_back(code: str) -> Judgement | None:
    """The judgement of code that would switch the whole session to the manner of TensorFlow 1, before it runs."""
    name = switch_to_graphs(code)
    if not name:
        return None
    modern = modernised(code)
    say = (
        f"`{name}` was not run: it would switch this whole session to the manner of TensorFlow 1, "
        "and then models of Keras no longer train in it."
    )
    if modern is None or not modern.code.strip():
        return Judgement(Verdict.ERRORED, f"{say} {_LEAVE}")
    return Judgement(Verdict.ERRORED, f"{say} {_NEXT}", modern.code)


def _still_missing(error: Error, modern: Modern) -> bool:
    """Whether a library is not installed that today's code would import as well."""
    found = re.match(r"No module named '(\w+)'", error.message)
    return found is not None and re.search(rf"(?m)^\s*(?:from|import)\s+{found[1]}\b", modern.code) is not None


def _short_name(error: Error, function: str) -> str:
    """The name before the dot, in the line that failed: `K` for `K.mean(...)`."""
    found = (re.search(rf"(\w+)\.{function}\b", frame.source) for frame in reversed(error.frames))
    return next((each[1] for each in found if each), "")


def _is_why(modern: Modern, error: Error, names: Collection[str]) -> bool:
    """Whether the error came from a statement that something old stands in, or names something old."""
    own = [line.strip() for line in modern.old.split("\n")]
    lines = {frame.line for frame in error.frames if _is_line(frame, own)}
    if any(first <= line <= last for first, last in modern.statements for line in lines):
        return True
    words = set(re.findall(r"\w+", error.message))
    old = {word for change in modern.changes for word in re.findall(r"\w+", change.old)[-1:]}
    return bool(words & (old - set(names)))


_NEXT = "The lines below do without it."
_LEAVE = "Nothing has to be run in its place: leave the line out."


def _is_line(frame: Frame, own: Sequence[str]) -> bool:
    """Whether a frame lies in this code; a function of an earlier cell has lines of the same numbers.

    The session rewrites lines for the notebook before they run, so those are taken on trust.
    """
    line = "".join(own[frame.line - 1 : frame.line])
    return frame.source.strip() in line or line.startswith(("%", "!"))


_ENDINGS = "Keras goes by the ending: `.keras` for a whole model, `.weights.h5` for weights alone."
_LETTERS = "Python takes every name as it stands, dots and capitals included."


def _is_ending(old: str) -> bool:
    """Whether this is the name of a file."""
    return old[:1] in "'\""


def _is_slip(old: str) -> bool:
    """Whether no version of Keras had this: `keras.layers.dense`, `keras.load_model`."""
    below = re.sub(r"^(?:(?:tf|tensorflow)\.)?keras\.?", "", old)
    module, _, name = below.rpartition(".")
    known = module in MODULES or below in MODULES or name in RENAMED or f"keras.{below}" in EXACT
    return "keras" in old and not known and not module.startswith("optimizers")


def told(modern: Modern) -> str:
    """What I saw, why it matters, what to do."""
    if modern.gone and not modern.renamed:
        after = f" {_NEXT}" if modern.dropped and modern.code.strip() else ""
        return f"{' '.join(modern.gone[:2])} This code was written for an older version.{after}"
    pairs = [f"`{old}` is `{new}`" for old, new in modern.renamed[:MOST_NAMED]]
    more = len(modern.renamed) - len(pairs)
    listed = "; ".join(pairs) + (f"; and {more} more" if more else "")
    left = (
        f" Left out: {', '.join(f'`{name}`' for name in modern.dropped[:MOST_NAMED])}." if modern.dropped else ""
    )
    gone = f" {' '.join(modern.gone[:2])}" if modern.gone else ""
    if listed and not left and not gone and all(_is_ending(old) for old, _ in modern.renamed):
        return f"Here, {listed}. {_ENDINGS} The line below has the ending."
    if listed and not left and not gone and all(_is_slip(old) for old, _ in modern.renamed):
        return f"Keras has this in another place: {listed}. {_LETTERS} The line below has it right."
    if not listed:
        return f"{left.strip()} Older versions needed it.{gone} {_NEXT if modern.code.strip() else _LEAVE}"
    seen = f"This is written for an older version. Today, {listed}.{left}{gone}"
    return f"{seen} {'The lines below do that today.' if gone else 'The lines below are the same for today.'}"
