"""Answers a symptom: the learner's own number first, then the cause that fits here, then what to try.

A symptom is a glossary entry with `causes`. Its `sign` and each cause's `when` name a judgement over the facts of
the session. What no fact tells follows in the order of likelihood that the file gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tutor.answers.symptoms.evidence import Evidence
from tutor.answers.symptoms.filling import FILLINGS, filled, unfilled
from tutor.answers.symptoms.registry import JUDGEMENTS
from tutor.answers.symptoms.seen import Seen
from tutor.answers.world import World
from tutor.core.entries import Cause, GlossaryEntry

__all__ = ["FILLINGS", "JUDGEMENTS", "told", "unfilled"]

MOST_LISTED = 4
"""Causes that are listed below the one that fits."""
LONGEST_CODE = 70
"""Letters of code within a line of the list."""

BEHIND_IT = "What can be behind it, the likeliest first:"
ELSEWHERE = "Where it is so, this is what to look at, the likeliest first:"
UNSEEN = "What I cannot see from here, the likeliest first:"


_MEANING = re.compile(
    r"\W*(?:what(?:'s|s)?|explain|define|describe|meaning)\b|\W*(?!why\b)[\w-]+(?: [\w-]+)?\W*$", re.I
)
"""Opens a question that wants to know first what the thing is; a bare term does, too."""


def told(entry: GlossaryEntry, world: World | None) -> str:
    """What to say of a symptom, as Markdown; of an entry without causes its text."""
    seen = Seen(world) if world is not None and world.model is not None else None
    if seen is None or seen.history is None or not entry.causes:
        return _joined(entry.text, _listed(BEHIND_IT, entry.causes, seen))
    sign = JUDGEMENTS[entry.sign].find(seen) if entry.sign else None
    number = sign.text if sign is not None else ""
    weighed = [(cause, JUDGEMENTS[cause.when].find(seen) if cause.when else None) for cause in entry.causes]
    possible = [cause for cause, evidence in weighed if evidence is None or evidence.holds]
    if sign is not None and not sign.holds:
        return _joined(f"{number} So I do not see that here.", entry.text, _listed(ELSEWHERE, possible, seen))
    fitting = [(cause, evidence) for cause, evidence in weighed if evidence is not None and evidence.holds]
    if not fitting:
        return _joined(f"{number} {entry.text}".strip(), _listed(BEHIND_IT, possible, seen))
    unknown = [cause for cause, evidence in weighed if evidence is None]
    meaning = entry.text if not entry.sign or (world is not None and _MEANING.match(world.question)) else ""
    return _joined(meaning, number, *_fitting(fitting, number, seen), _listed(UNSEEN, unknown, seen))


def _fitting(fitting: Sequence[tuple[Cause, Evidence]], number: str, seen: Seen) -> Iterator[str]:
    """What shows the cause, what it does, and what to try; and what else is so here."""
    (cause, evidence), *others = fitting
    yield f"{_new(evidence, number)} {filled(cause.say, seen)}".strip()
    if offer := filled(cause.offer, seen):
        yield f"```python\n{offer.strip()}\n```"
    for other, shown in others[:1]:
        again = bool(other.offer) and other.offer == cause.offer
        yield _new(shown, number) if again else f"{_new(shown, number)} {filled(other.say, seen)}".strip()


def _new(evidence: Evidence, number: str) -> str:
    """What shows a cause, unless it is the number that has just been said."""
    return "" if evidence.text == number else evidence.text


def _listed(opening: str, causes: Sequence[Cause], seen: Seen | None) -> str:
    lines = [f"- {_line(cause, seen)}" for cause in causes[:MOST_LISTED]]
    return "\n".join((opening, "", *lines)) if lines else ""


def _line(cause: Cause, seen: Seen | None) -> str:
    """A cause in the list, its code only where it is short."""
    offer = filled(cause.offer, seen).strip()
    code = f"`{offer}`" if offer and "\n" not in offer and len(offer) <= LONGEST_CODE else ""
    may_be = JUDGEMENTS[cause.when].may_be if cause.when else ""
    return " ".join(filter(None, (may_be, filled(cause.say, seen), code)))


def _joined(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)
