"""`python -m tests.answers.fitting` finds where the bands of `tutor/answers/retrieval.py` should begin, and
those of `tutor/answers/meaning.py`, where MiniLM is installed.

Of all limits under which the promises hold it takes the middle of the best. Other questions differ from these,
and a limit at the edge of what is right here is wrong there.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from statistics import median

from tests.answers.questions import Shares, questions, shares
from tutor.answers.glossary.entries import Glossary
from tutor.answers.meaning import WordsAndMeaning, finder
from tutor.answers.retrieval import OFFERS, Limits, Match, judged
from tutor.storage.lessons import lessons_directory, load_glossary

BY_WORDS = (
    [6 + half / 2 for half in range(17)],
    [1.0, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.8, 2.0],
    [1 + half / 2 for half in range(7)],
)
"""What is tried for each of the limits, in their order. Not below 6 for the first: one common rare word is enough
there, and twenty unanswered questions are few to go by."""
BY_MEANING = (
    [0.4 + step / 50 for step in range(13)],
    [1.0, 1.05, 1.1, 1.15, 1.2, 1.25],
    [0.2 + step / 50 for step in range(11)],
)
ASTRAY = 0.025
"""By meaning, half of what is promised: whatever is near in meaning is some entry, and near misses are many."""
_DIGITS = 2
AS_GOOD = 0.02
"""Limits whose worth differs by less are equally good: that is about one question."""


def worth(found: Shares) -> float:
    """A right answer is worth 1, a right offer two fifths; a wrong answer costs two, one where there is none costs
    one, an offer where there is none a tenth."""
    return found.right + 0.4 * found.offered - 2 * found.wrong - found.presumed + found.refused / 10


def fitted(
    answerer: Glossary,
    ranked: Callable[[str], Sequence[Match]] | None = None,
    grid: Sequence[Sequence[float]] = BY_WORDS,
    astray: float = 0.05,
) -> Limits:
    """The middle of the best limits of the `grid`, by words when `ranked` says nothing else. At most the share
    `astray` is answered wrongly, and of what has no answer, at all.

    Raises ValueError when the promises hold under none.
    """
    ranked = ranked or answerer.index.ranked
    asked = [*questions()["answered"], *questions()["unanswered"]]
    prepared = {text: (answerer.exact(text), ranked(text)[:OFFERS]) for text in asked}

    def under(limits: Limits) -> Shares:
        return shares(lambda text: prepared[text][0] or judged(prepared[text][1], limits))

    def held_by(found: Shares) -> bool:
        return found.hold and max(found.wrong, found.presumed) <= astray

    every = itertools.starmap(Limits, itertools.product(*grid))
    tried = {limits: under(limits) for limits in every}
    held = {limits: worth(found) for limits, found in tried.items() if held_by(found)}
    if not held:
        raise ValueError("the promises hold under no limits; the best: " + str(max(tried.values(), key=worth)))
    best = [limits for limits, value in held.items() if value >= max(held.values()) - AS_GOOD]
    return Limits(
        round(median(limits.answer_from for limits in best), _DIGITS),
        round(median(limits.clear_by for limits in best), _DIGITS),
        round(median(limits.offer_from for limits in best), _DIGITS),
    )


if __name__ == "__main__":
    known = Glossary(load_glossary(lessons_directory()))
    print("by words:", fitted(known))
    if isinstance(meaning := finder(known, lessons_directory() / "glossary.vectors"), WordsAndMeaning):
        print("by words and meaning:", fitted(known, meaning.ranked, BY_MEANING, ASTRAY))
