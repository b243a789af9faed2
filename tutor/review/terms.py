"""A term that was asked about, as a quiz: which of these says what it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

from tutor.core.entries import GlossaryEntry
from tutor.steps.quiz import QuizStep

CHOICES = 3
LONGEST = 150
"""Characters of a sentence to choose."""


def term_quiz(entry_id: str, entries: Sequence[GlossaryEntry]) -> Callable[[Random], QuizStep] | None:
    """Makes the quiz; None for an entry that is no term, or has too few neighbours to be told from."""
    entry = next((each for each in entries if each.id == entry_id), None)
    if entry is None or not _is_term(entry):
        return None
    others = [each for each in entries if each.topic == entry.topic and each.id != entry_id and _is_term(each)]
    others = [each for each in others if each.id not in entry.see_also and entry_id not in each.see_also] or others
    if len(others) < CHOICES - 1:
        return None

    def make(random: Random) -> QuizStep:
        choices = [_sentence(each) for each in [entry, *random.sample(others, CHOICES - 1)]]
        right = choices[0]
        random.shuffle(choices)
        return QuizStep(
            id="term",
            say=f"You asked about **{entry.term}**.",
            task="Which of these says what it is? The word itself is left out.",
            choices=tuple(choices),
            correct=right,
            hints=(f"`?{entry.term}` tells it again.",),
            then=entry.text.strip(),
        )

    return make


def _is_term(entry: GlossaryEntry) -> bool:
    """Whether it explains a word: symptoms and questions about the tutor have no sentence to choose."""
    return not entry.causes and len(entry.term.split()) <= 3 and bool(_sentence(entry))


def _sentence(entry: GlossaryEntry) -> str:
    """Its first sentence, with the term left out; empty where that gives it away or says nothing."""
    first = re.split(r"(?<=[.:!?])\s", " ".join(entry.text.split()), maxsplit=1)[0].replace("**", "").rstrip(":")
    names = sorted({entry.term, *entry.aliases}, key=len, reverse=True)
    pattern = "|".join(rf"`?\b{re.escape(name)}s?\b`?" for name in names if name)
    blank = re.sub(pattern, "…", first, flags=re.IGNORECASE)
    told = len(re.findall(r"\w{3,}", blank)) >= 4
    return blank[:1].upper() + blank[1:] if told and "…" in blank and len(blank) <= LONGEST else ""
