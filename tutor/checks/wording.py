"""The sentences that all checks share: a name that is not there, an object of the wrong kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tutor.core.facts import Facts, FailedFacts, MissingFacts, NothingFacts
from tutor.core.outcome import Outcome
from tutor.core.summary import what_it_is
from tutor.core.verdict import Judgement, Verdict

SHORTEST_HINT = 4
"""Letters. Shorter names are too much alike for one to be taken for a slip of the other."""


def three(saw: str, why: str, then: str, offer: str = "", *, vague: bool = False) -> Judgement:
    """NOT_YET in three sentences: what I saw, why it matters, what to do next (`vague` when that is little)."""
    return Judgement(Verdict.NOT_YET, f"{saw} {why} {then}", offer, then if vague else "")


def unfit(name: str, facts: Facts, outcome: Outcome, wanted: str, then: str) -> Judgement:
    """The judgement when `name` is not `wanted` ("an array") at all; `then` says how one is made."""
    match facts:
        case MissingFacts():
            return _absent(name, outcome, then)
        case FailedFacts(error=error, message=message):
            return Judgement(Verdict.CHECK_FAILED, f"{name}: {error}: {message}")
        case NothingFacts():
            saw = f"`{name}` is `None`, which stands for nothing at all."
        case _:
            saw = f"`{name}` is {with_article(what_it_is(facts))}."
    return three(saw, f"This step goes on with {wanted}.", then)


def with_article(noun: str) -> str:
    """`an array of float64`, `a list`."""
    return f"an {noun}" if noun[:1].lower() in "aeiou" else f"a {noun}"


def count(number: int, noun: str) -> str:
    """`1 layer`, `2 layers`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def listed(names: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return ", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 else "".join(names)


def slip(name: str, others: Iterable[str]) -> str:
    """The one of `others` that is `name` with a letter missing, doubled, swapped or in another case; or empty."""
    return next((other for other in sorted(others) if _same_word(name, other)), "")


def _absent(name: str, outcome: Outcome, then: str) -> Judgement:
    made = slip(name, outcome.acts.binds)
    if made:
        return three(
            f"You made `{made}`, and there is no `{name}`.",
            "To Python these are two different names, and the next steps use the second.",
            f"Give it the name `{name}`.",
            offer=f"{name} = {made}",
        )
    return three(f"`{name}` is not there yet.", "The next steps need it under exactly this name.", then)


def _same_word(name: str, other: str) -> bool:
    one, two = (word.lower().replace("_", "") for word in (name, other))
    if name == other or min(len(one), len(two)) < SHORTEST_HINT:
        return False
    if sorted(one) == sorted(two):
        return True
    less, more = sorted((one, two), key=len)
    return any(more[:place] + more[place + 1 :] == less for place in range(len(more)))
