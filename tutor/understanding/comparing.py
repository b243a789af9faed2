"""Says in one word what a line compares, and of which kind its numbers are.

"validation loss lower than training loss" and "training loss lower than validation loss" are the same words, and
one of the two is harmless. These words stand beside those of the line, are learned like them, and decide nothing.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator

_VALIDATION = r"\bval(?:id\w*)?\b|\bval_\w+|\bheld[ -]?(?:out|back)\b|\bkept[ -]back\b|\bunseen\b"
_TRAINING = r"\btrain\w*|\bknown\b|\bseen\b"
_SIDE = re.compile(rf"(?P<val>{_VALIDATION})|(?P<train>{_TRAINING})|(?P<plain>\b(?:loss?|acc\w*|error|mae|mse)\b)")
_MORE = r"times|double|higher|greater|bigger|larg\w+|above|more|exceeds?|higer|on top|>"
_LESS = r"lower|less|smaller|smaler|below|beneath|under|few\w*|behind|<"
_RELATION = re.compile(
    rf"(?:\b|(?=[<>]))(?:(?P<more>{_MORE})|(?P<less>{_LESS})|(?P<better>better|beats?|easier)|(?P<worse>worse|poorer))"
)
_MEASURED = re.compile(
    r"\b(?P<name>(?:val\w*|valid\w*|train\w*)?[ _]*(?:loss|los|acc\w*|error))\W*(?:(?:is|of|at|says|was) )?"
    r"(?P<number>\d+(?:\.\d+)?)"
)
_NUMBER = re.compile(r"(?<![\w.])-?\d+(?:[.,]\d+)*(?:e[+-]?\d+)?(?![\w])")
_FALLS = re.compile(
    r"\b(?:falls?|falling|fell|decreas\w*|drop\w*|sink\w*|go(?:es|ing)? down|down|declin\w*|shrinks?|improv\w*)\b"
)
_RISES = re.compile(r"\b(?:ris\w+|rose|increas\w*|grow\w*|go(?:es|ing)? up|up|climb\w*|explod\w*)\b")
_STAYS = re.compile(
    r"\b(?:stuck|stays?|constant|flat|same|frozen|unchanged|remains?|hangs?"
    r"|doe?s?n?'?t (?:move|change)|not (?:move|moving|change))\b"
)
_MEASURE = re.compile(
    r"(?P<val>\bval(?:id\w*)?[ _]*)?\b(?:(?P<acc>acc\w*)|(?P<loss>loss?|error))\b"
    r"|val_(?:(?P<acc2>acc\w*)|(?P<loss2>loss))"
)
_LARGE = 500
_KINDS = range(3, 101)


def compared(line: str) -> tuple[str, ...]:
    """Words such as `~val less loss`, `~acc stays`, `~ln2`; empty where nothing is compared and no number is."""
    text = line.lower()
    found = (*_sides(text), *_measured(text), *_moves(text), *_numbers(text))
    return tuple(dict.fromkeys(found))


def _sides(text: str) -> Iterator[str]:
    """Which of validation and training is said to be the higher, or the better one; and of which measure."""
    sides = list(_SIDE.finditer(text))
    if all(side["val"] is None for side in sides):
        return
    measure = " acc" if "acc" in text else " loss"
    for relation in _RELATION.finditer(text):
        before = [side for side in sides if side.start() < relation.start()]
        after = [side for side in sides if side.start() > relation.start()]
        named = [side for side in before if side.lastgroup != "plain"] or before or after[:1]
        if not named:
            continue
        subject = named[-1] if after or len(named) == 1 else named[0]
        told = _turned(relation.lastgroup or "", subject["val"] is not None)
        yield f"~val {told}{measure if told in ('more', 'less') else ''}"


def _turned(relation: str, validation: bool) -> str:
    other = {"more": "less", "less": "more", "better": "worse", "worse": "better"}
    return relation if validation else other[relation]


def _measured(text: str) -> Iterator[str]:
    """Of two numbers that are named, which is the larger."""
    found = [(each["name"], float(each["number"])) for each in _MEASURED.finditer(text)]
    for piece, kind in (("acc", "acc"), ("los", "loss"), ("error", "loss")):
        validation = [number for name, number in found if piece in name and name.startswith("val")]
        training = [number for name, number in found if piece in name and not name.startswith("val")]
        if validation and training and validation[-1] != training[-1]:
            yield f"~val {'more' if validation[-1] > training[-1] else 'less'} {kind}"


def _moves(text: str) -> Iterator[str]:
    """What loss and accuracy are each said to do, by the word that stands nearest."""
    measures = list(_MEASURE.finditer(text))
    doings = [
        (place.start(), what)
        for what, pattern in (("falls", _FALLS), ("rises", _RISES), ("stays", _STAYS))
        for place in pattern.finditer(text)
    ]
    for measure in measures:
        following = [each for each in doings if each[0] > measure.start()]
        nearest = min(following or doings, key=lambda each: abs(each[0] - measure.end()), default=None)
        if nearest is not None:
            name = "acc" if measure["acc"] or measure["acc2"] else "loss"
            side = "val " if measure["val"] or measure["loss2"] or measure["acc2"] else ""
            yield f"~{side}{name} {nearest[1]}"


def _numbers(text: str) -> Iterator[str]:
    """The kind of each number, and whether they stand in order."""
    values = [
        float(each.group().replace(",", "")) for each in _NUMBER.finditer(text) if each.group().count(".") < 2
    ]
    yield from (f"~{_kind(value)}" for value in values)
    if len(values) >= 3 and len(set(values)) == 1:
        yield "~all the same"
    elif len(values) >= 4:
        rises = sum(later > sooner for sooner, later in itertools.pairwise(values))
        yield "~rising" if rises == len(values) - 1 else "~falling" if rises == 0 else "~to and fro"


def _kind(value: float) -> str:
    if value < 0:
        return "negative"
    if value in (0, 1, 0.5):
        return f"{value:g}"
    if abs(value - math.log(2)) < 0.0035:
        return "ln2"
    if any(abs(value - math.log(kinds)) < 0.0012 or f"{math.log(kinds):.2f}" == f"{value:g}" for kinds in _KINDS):
        return "ln k"
    return "share" if value < 1 else "large" if value >= _LARGE else "number"
