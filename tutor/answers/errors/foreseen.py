"""Holds what is offered against the session before it is shown: what cannot run is put right, or not offered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from tutor.core.execution import Error
from tutor.core.facts import FlawFacts, Foresee
from tutor.core.protocols import Queryable
from tutor.core.syntax import trouble
from tutor.core.verdict import Judgement, Verdict

PATIENCE = 2.0
"""Seconds that an offer waits for the session."""
MOST = 5
"""Slips that are put right in one offer."""
_NAMED = frozenset({"name", "attribute", "argument", "key", "text", "member", "import"})
NONE = FlawFacts()


def flaws(codes: Sequence[str], session: Queryable | None) -> list[FlawFacts]:
    """The first flaw of each piece of code, without one where the session cannot tell."""
    if session is None or not codes:
        return [NONE] * len(codes)
    answers = session.query([Foresee(code) for code in codes], timeout=PATIENCE)
    return [answer if isinstance(answer, FlawFacts) else NONE for answer in answers]


def settled(code: str, session: Queryable | None) -> str:
    """The code with every misspelt name in it put right; empty when something in it cannot work all the same."""
    for _ in range(MOST):
        if not code or session is None:
            return code
        (flaw,) = flaws([code], session)
        if not flaw.kind:
            return code
        code = corrected(code, flaw)
    return ""


def corrected(code: str, flaw: FlawFacts) -> str:
    """The code with what was most likely meant in the place of a misspelt name; empty when nothing is near."""
    if flaw.kind not in _NAMED or not flaw.near:
        return ""
    lines = code.split("\n")
    if not 0 < flaw.line <= len(lines):
        return ""
    line = lines[flaw.line - 1]
    start = len(line.encode()[: flaw.column].decode(errors="ignore"))
    found = re.compile(rf"(?<![\w]){re.escape(flaw.typed)}(?![\w])").search(line, start)
    if found is None:
        return ""
    lines[flaw.line - 1] = line[: found.start()] + flaw.near[0] + line[found.end() :]
    new = "\n".join(lines)
    return new if trouble(new) is None else ""


def first_that_runs(
    said: Sequence[Judgement | None], guesses: Iterable[Judgement], session: Queryable | None
) -> Judgement | None:
    """The first judgement whose offer can run, in its own words; without one what was said first, with no offer.

    The words of `guesses` are true only with their offers.
    """
    words = [judgement for judgement in said if judgement is not None]
    for judgement in (*words, *guesses):
        if judgement.offer and (offer := settled(judgement.offer, session)):
            return replace(judgement, offer=offer)
    return replace(words[0], offer="") if words else None


def slip(error: Error, code: str, session: Queryable | None, only_capitals: bool = False) -> Judgement | None:
    """Words about a misspelt name that the session finds in the code, and the code put right; None without one.

    `only_capitals`: only for a name that is right but for its capital letters.
    """
    (flaw,) = flaws([code], session)
    if not flaw.near or flaw.kind not in _WORDS:
        return None
    if only_capitals and (flaw.kind == "name" or flaw.near[0].lower() != flaw.typed.lower()):
        return None
    offer = settled(corrected(code, flaw), session)
    if not offer:
        return None
    say = _WORDS[flaw.kind].format(typed=flaw.typed, owner=flaw.message)
    others = " or ".join(f"`{name}`" for name in flaw.near[:2])
    letters = "Python takes every letter as it stands, capitals included: correct it and run it again."
    return Judgement(Verdict.ERRORED, f"{say} Did you mean {others}? {letters}", offer)


_WORDS = {
    "name": "`{typed}` is not defined.",
    "attribute": "There is no `{typed}` in this `{owner}`.",
    "argument": "There is no argument called `{typed}` here.",
    "key": "Nothing is kept under `{typed}` here.",
    "text": "`{typed}` is no name that is known here.",
    "member": "`{owner}` has nothing called `{typed}`.",
    "import": "There is no library called `{typed}`.",
}
