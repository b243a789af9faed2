"""Reads pasted output of Keras part by part, beside the learner's own numbers."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator

from tutor.answers.world import World
from tutor.core.numbers import short
from tutor.core.outputs import is_output
from tutor.core.syntax import parsed

MOST = 8
"""Parts that are read of one line."""


def parts_of(text: str, world: World | None = None) -> list[tuple[str, str]]:
    """Each part of a pasted output that is known, in its order, with what it says."""
    found = [
        (match.start(), match[0].strip(), said(match, world))
        for pattern, said in _PARTS
        for match in pattern.finditer(text)
    ]
    taken: list[tuple[str, str]] = []
    end = -1
    for start, part, words in sorted(found, key=lambda each: (each[0], -len(each[1]))):
        if start >= end and words:
            taken.append((part, words))
            end = start + len(part)
    return taken[:MOST]


def _epoch(found: re.Match[str], world: World | None) -> str:
    return f"epoch {found[1]} of the {found[2]} that `fit` was asked for."


def _steps(found: re.Match[str], world: World | None) -> str:
    done, of = int(found[1]), int(found[2])
    if done > of:
        return ""
    whole = "all" if done == of else f"{done:,} of the"
    return (
        f"{whole} {of:,} batches of this epoch are done. It counts batches, not samples: by itself a batch has 32."
    )


def _time(found: re.Match[str], world: World | None) -> str:
    size = {"ms": "milli", "us": "micro", "µs": "micro"}.get(found[2], "")
    return f"{found[1]} {size}seconds for one batch."


def _metric(found: re.Match[str], world: World | None) -> str:
    name, value = found[1], float(found[2])
    if not math.isfinite(value):
        return _not_finite(name)
    whose = "on the rows kept apart" if name.startswith("val_") else "on the rows it trains on"
    plain = name.removeprefix("val_").replace("_", " ")
    history = world.history() if world is not None else None
    own = history.metrics.get(name) if history is not None else None
    now = (
        f" Yours is {short(own.last)} after epoch {history.epochs:,}."
        if own is not None and history is not None
        else ""
    )
    share = f", {value:.0%} right" if "acc" in name and 0 <= value <= 1 else ""
    return f"the {plain} {whose}, as the mean of this epoch so far{share}.{now}"


def _not_finite(name: str) -> str:
    return (
        f"the {name.removeprefix('val_').replace('_', ' ')} is no number any more. The steps were too large, or a "
        "nan is among the data; the weights are spoilt. Build the model again, and take a smaller learning rate."
    )


def _stopped(found: re.Match[str], world: World | None) -> str:
    return f"`EarlyStopping` ended the training after epoch {int(found[1])}: what it watches no longer got better."


def _lower_rate(found: re.Match[str], world: World | None) -> str:
    return f"`ReduceLROnPlateau` made the learning rate smaller, {found[1]} now, as what it watches stood still."


def _restored(found: re.Match[str], world: World | None) -> str:
    return f"the model got the weights back that it had after epoch {found[1]}, its best."


def _layer(found: re.Match[str], world: World | None) -> str:
    return f"a layer of the kind {found[2]} with the name `{found[1]}`."


def _warned(found: re.Match[str], world: World | None) -> str:
    return "a note of a library's own, for whoever looks after it. It is no error; the lines ran."


def _shown(found: re.Match[str], world: World | None) -> str:
    return f"this is how Python shows an object of the kind {found[1].rpartition('.')[2]}. It is no error."


def _numbers(found: re.Match[str], world: World | None) -> str:
    return "numbers of an array: each pair of inner brackets is a row, one for each sample that was asked about."


def _place(found: re.Match[str], world: World | None) -> str:
    file = found[1].rpartition("/")[2]
    return f"Python was at line {found[2]} of `{file}` there. The last line of the whole says why."


def _arrow(found: re.Match[str], world: World | None) -> str:
    return "the arrow marks the line that was running. The last line of the whole says what went wrong there."


def _head(found: re.Match[str], world: World | None) -> str:
    return f"the head of what `model.summary()` shows; `{found[1]}` is the name that Keras gave the model."


def _improved(found: re.Match[str], world: World | None) -> str:
    return f"a callback watches `{found[1]}`: its best was {found[2]}, this epoch it is {found[3]}, the new best."


def _not_improved(found: re.Match[str], world: World | None) -> str:
    return f"a callback watches `{found[1]}`: this epoch is no better than its best, {found[2]}."


def _shape(found: re.Match[str], world: World | None) -> str:
    sizes = [size.strip() for size in found[1].split(",") if size.strip()]
    rest = " × ".join(sizes[1:])
    if sizes[0] == "None":
        return f"any number of samples (that is what None leaves open), each of {rest or 'one number'}."
    return f"{int(sizes[0]):,} rows" + (f" of {rest}." if rest else ", one number each.")


def _parameters(found: re.Match[str], world: World | None) -> str:
    kind = found[1].lower()
    return "how many numbers the model has." if kind == "total" else f"how many of them are {kind}."


_NUMBER = r"(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?|nan|-?inf)"
_PARTS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], World | None], str]], ...] = (
    (re.compile(r"\bEpoch (\d+)/(\d+)"), _epoch),
    (re.compile(r"\bEpoch 0*(\d+): early stopping"), _stopped),
    (re.compile(r"ReduceLROnPlateau reducing learning rate to ([\d.e-]+\d)"), _lower_rate),
    (re.compile(r"Restoring model weights from the end of the best epoch: (\d+)"), _restored),
    (re.compile(r"(?:WARNING:tensorflow:|\b[IW] tensorflow\S* |\d\] |\w+Warning: )([^\n]+)"), _warned),
    (re.compile(r"<((?:keras|tf|tensorflow|matplotlib)?[\w.]+)[ :][^<>]*>"), _shown),
    (re.compile(r"(?m)^\s*\[{1,2}-?\d+\.\d*[^\n]*\][^\S\n]*$|^array\(\[.*"), _numbers),
    (re.compile(r"File \"([^\"]+)\", line (\d+)"), _place),
    (re.compile(r"\b(\w+) \(([A-Z]\w+)\)(?=\s+[│(])"), _layer),
    (re.compile(r"(?m)^-+> ?\d+ .*$"), _arrow),
    (re.compile(r"Model: \"(\w+)\""), _head),
    (re.compile(r"\b(\w+) improved from (\S+) to ([-\d.e+]+\d)"), _improved),
    (re.compile(r"\b(\w+) did not improve from ([-\d.e+]+\d)"), _not_improved),
    (re.compile(r"(?<![\w./])(\d+)/(\d+)(?![\w./])"), _steps),
    (re.compile(r"\b(\d+)(ms|us|µs|s)/(?:step|epoch)"), _time),
    (re.compile(rf"\b(val_\w+|loss|accuracy|acc|mae|mse|auc|\w*accuracy|\w+_error)\s*[:=]\s*{_NUMBER}"), _metric),
    (re.compile(r"\((None(?:,\s*\d*)*|\d+(?:,\s*\d*)+)\)"), _shape),
    (re.compile(r"\b(Total|Trainable|Non-trainable) params\b(?::\s*[\d,]+)?"), _parameters),
)


def looks_pasted(text: str) -> bool:
    """Whether a text holds output rather than words alone: two parts of it, or one and hardly a word."""
    if is_output(text, parsed(text)):
        return True
    found = list(_found(text))
    words = re.findall(r"[A-Za-z]{2,}", text)
    return len(found) >= 2 or (len(found) == 1 and len(words) <= 2)


def _found(text: str) -> Iterator[str]:
    return (part for part, _ in parts_of(text))
