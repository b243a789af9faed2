"""How sure one may be of what a line is about: sure, likely, a choice of three, or not at all."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from tutor.core.meaning import OFFERS, Band, Meaning

NONE, GENERAL = "none", "general"


class Limits(Struct, frozen=True):
    """The likelihood, from 0 to 1, from which on a line is in a band. See `tests.answers.fitting`."""

    sure: float = 0.8
    likely: float = 0.25
    offer: float = 0.1
    refuse: float = 0.5
    """The likelihood of `none` from which on nothing else is said."""


LIMITS = {
    "words": Limits(0.9, 0.3, 0.08, 0.3),
    "minilm": Limits(0.9, 0.3, 0.08, 0.3),
    "multilingual": Limits(0.9, 0.3, 0.08, 0.3),
    "languages": Limits(0.9, 0.15, 0.06, 0.4),
}
"""By what has read the line: its words alone, with an encoder, or in another language the encoder alone."""


def banded(line: str, likelihood: Mapping[str, float], limits: Limits) -> Meaning:
    """The band of a line, by the likelihood of each class."""
    ranked = sorted(likelihood, key=lambda each: -likelihood[each])
    known = tuple(each for each in ranked[: OFFERS + 1] if each != NONE)[:OFFERS]
    first = likelihood[known[0]] if known else 0.0
    if not known or likelihood.get(NONE, 0.0) >= max(limits.refuse, first):
        return Meaning(line)
    steps = ((Band.SURE, limits.sure), (Band.LIKELY, limits.likely), (Band.OFFER, limits.offer))
    band = next((band for band, least in steps if first >= least), Band.UNKNOWN)
    return Meaning(line, band, known if band is not Band.UNKNOWN else (), first)
