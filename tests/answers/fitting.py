"""`python -m tests.answers.fitting` finds where the bands of `tutor/answers/retrieval.py` should begin.

Of all limits under which the promises hold it takes the middle of the best. Other questions differ from these,
and a limit at the edge of what is right here is wrong there.
"""

from __future__ import annotations

import itertools
from statistics import median

from tests.answers.questions import Shares, questions, shares
from tutor.answers.glossary import Glossary
from tutor.answers.retrieval import Limits, judged
from tutor.storage.lessons import lessons_directory, load_glossary

ANSWER_FROM = [6 + half / 2 for half in range(17)]
"""Not below 6: one common rare word is enough there, and twenty unanswered questions are few to go by."""
CLEAR_BY = [1.0, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.8, 2.0]
OFFER_FROM = [1 + half / 2 for half in range(7)]
AS_GOOD = 0.02
"""Limits whose worth differs by less are equally good: that is about one question."""


def worth(found: Shares) -> float:
    """A right answer is worth 1, a right offer two fifths; a wrong answer costs two, one where there is none costs
    one, an offer where there is none a twentieth."""
    return found.right + 0.4 * found.offered - 2 * found.wrong - found.presumed + found.refused / 20


def fitted(answerer: Glossary) -> Limits:
    """The middle of the best limits. Raises ValueError when the promises hold under none."""
    asked = [*questions()["answered"], *questions()["unanswered"]]
    prepared = {text: (answerer.exact(text), answerer.index.ranked(text)) for text in asked}

    def under(limits: Limits) -> Shares:
        return shares(lambda text: prepared[text][0] or judged(prepared[text][1], limits))

    every = itertools.starmap(Limits, itertools.product(ANSWER_FROM, CLEAR_BY, OFFER_FROM))
    tried = {limits: under(limits) for limits in every}
    held = {limits: worth(found) for limits, found in tried.items() if found.hold}
    if not held:
        raise ValueError("the promises hold under no limits; the best: " + str(max(tried.values(), key=worth)))
    best = [limits for limits, value in held.items() if value >= max(held.values()) - AS_GOOD]
    return Limits(
        median(limits.answer_from for limits in best),
        median(limits.clear_by for limits in best),
        median(limits.offer_from for limits in best),
    )


if __name__ == "__main__":
    print(fitted(Glossary(load_glossary(lessons_directory()))))
