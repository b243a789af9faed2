"""Which command answers a question best: the trainings of the lesson have numbers and charts of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tutor.core.events import ENTER_RUNS, Answered, Event, Listing, Said, Tone
from tutor.core.protocols import Context

COMPARING = "=compare_runs"
_SIDE_BY_SIDE = re.compile(
    r"\b(?:compar\w*|vs\.?|versus|differ\w*|diff|between|against|both|two|side by side|chang\w+|random\w*|same"
    r"|first|second|before|previous|luck\w*|chance|noise|significant|accident)\b",
    re.IGNORECASE,
)
_LUCK = re.compile(r"\b(?:luck\w*|chance|random\w*|noise|significant|accident|sure|same)\b", re.IGNORECASE)
_NAMED = re.compile(r"\b(?:runs?|fits?|trainings?)\s*#?\d", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w.])\d{1,4}(?![\w.]*\w)")


def lead(question: str, answered: Answered, context: Context) -> Iterator[Event] | None:
    """What a command shows in place of the answer; None where none does."""
    if answered.classes[:1] != (COMPARING,) or not answered.band or len(context.ledger.runs) < 2:
        return None
    return _compared(question, context)


def _compared(question: str, context: Context) -> Iterator[Event]:
    numbers = _NUMBER.findall(question) if _NAMED.search(question) else []
    known = [each for each in dict.fromkeys(numbers) if context.ledger.run(int(each)) is not None]
    named = len(known) == len(set(numbers)) and len(known) > 1
    if not named and not _SIDE_BY_SIDE.search(question):
        yield from context.commands["runs"].run(context, "")
        yield Said("`/compare` lays the last two over each other, `/compare 1 3` others.", Tone.NOTE)
        return
    yield from context.commands["compare"].run(context, " ".join(known) if named else "")
    if _LUCK.search(question) and context.ledger.spread is None:
        yield Said("How far does chance alone put results apart? Eight seeds of the latest training show it.")
        yield Listing("/try seed=1..8", language="", title=ENTER_RUNS)
