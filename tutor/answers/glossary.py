"""Answers questions from the glossary: exact terms first, then words in common, then an honest no."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence

from tutor.answers.errors import ErrorExplainer
from tutor.core.course import ErrorEntry, GlossaryEntry
from tutor.core.events import Answered, Event
from tutor.core.execution import Error
from tutor.core.protocols import Session

ANSWER_FROM = 0.7
"""Share of words in common from which an entry is the answer."""
SUGGEST_FROM = 0.3
"""The share from which it is worth asking whether it was meant."""
SUGGESTIONS = 3

_ERROR = re.compile(r"(?:^|\n)(?P<name>\w*(?:Error|Exception|Interrupt))\b\s*:?\s*(?P<message>.*)\Z", re.DOTALL)
_PAIR = re.compile(
    r"(?:(?:what is |whats )?(?:the )?difference (?:between|of) (?P<a>.+) and (?P<b>.+)"
    r"|(?P<c>.+) (?:vs|versus|or) (?P<d>.+))"
)
_OPENING = re.compile(
    r"^(?:(?:please|hey|so|and|but|can you|could you|ok) )*"
    r"(?:(?:what|whats|wat|wats|who) (?:is|are|was|does|do)?|explain(?: to me)?"
    r"|define|describe|tell me(?: about)?|meaning of|definition of|what about|what)\s+"
)
_CLOSING = re.compile(r"\s+(?:mean|means|meant|do|for|please|again|exactly|here)$")
_ARTICLE = re.compile(r"^(?:a|an|the|this|my|these)\s+")
_STOPWORDS = frozenset(
    re.findall(
        r"\S+",
        """
        a an and are as at be but by can could did do does exactly for from get has have here how i if in is it
        its just like me mean means my of on one or please should so tell than that the then there these they
        this to us use was we what whats when where which who why will with would you your
        """,
    )
)


class GlossaryAnswerer:
    """Answers from the glossary, and explains pasted error messages; implements `core.protocols.Answerer`."""

    def __init__(self, entries: Sequence[GlossaryEntry], errors: Sequence[ErrorEntry] = ()) -> None:
        self._explain = ErrorExplainer(errors)
        self._by_id = {entry.id: entry for entry in entries}
        self._exact: dict[str, GlossaryEntry] = {}
        self._phrases: list[tuple[frozenset[str], GlossaryEntry]] = []
        for entry in entries:
            for name in (entry.term, entry.id, entry.id.replace("_", " "), *entry.aliases):
                self._exact.setdefault(_singular(_plain(name)), entry)
        for entry in entries:  # a question of one entry may be the term of another: terms win
            for ask in entry.asks:
                self._exact.setdefault(_singular(_plain(ask)), entry)
            for phrase in (entry.term, *entry.aliases, *entry.asks):
                self._phrases.append((_words(phrase), entry))
        self._vocabulary = sorted({word for words, _ in self._phrases for word in words})
        self._terms = {_singular(_plain(name)) for e in entries for name in (e.term, e.id, *e.aliases)} | {
            _singular(entry.id.replace("_", " ")) for entry in entries
        }

    def knows(self, term: str) -> bool:
        """Whether there is an entry of exactly this name; singular and plural count as the same."""
        return _singular(_plain(term)) in self._terms

    def entry(self, name: str) -> GlossaryEntry | None:
        """The entry of that term, alias or question."""
        return self._exact.get(_singular(_plain(name)))

    def __call__(self, question: str, session: Session) -> Iterator[Event]:
        """One `Answered`, always."""
        yield self._answer(question.strip())

    def _answer(self, question: str) -> Answered:
        if pasted := _ERROR.search(question):
            error = Error(pasted["name"], pasted["message"].strip())
            return Answered(question, self._explain(error, "", ()).message)
        entries = self._pair(question) or self._one(question)
        if entries:
            see_also = [self._by_id[other].term for other in entries[0].see_also if other in self._by_id]
            return Answered(question, "\n\n".join(map(_told, entries)), tuple(see_also))
        return self._suggested(question)

    def _one(self, question: str) -> list[GlossaryEntry]:
        """The entry of that name or that question, spelling mended; else the one with most words in common."""
        for words in (_plain(question), _core(question), self._mended(_core(question))):
            if found := self._exact.get(_singular(words)):
                return [found]
        ranked = self._ranked(question)
        return [ranked[0][1]] if ranked and ranked[0][0] >= ANSWER_FROM else []

    def _pair(self, question: str) -> list[GlossaryEntry]:
        """Both entries of `epoch or batch`, when there are both."""
        found = _PAIR.fullmatch(_plain(question))
        if found is None:
            return []
        names = [self._mended(_core(name)) for name in found.groups() if name]
        entries = [self._exact[_singular(name)] for name in names if _singular(name) in self._exact]
        return entries if len(entries) == 2 and entries[0] != entries[1] else []

    def _ranked(self, question: str) -> list[tuple[float, GlossaryEntry]]:
        """Every entry with some word in common, by the share of words in common with its nearest phrase."""
        asked = _words(self._mended(_plain(question)))
        best: dict[str, tuple[float, GlossaryEntry]] = {}
        for words, entry in self._phrases:
            share = 2 * len(asked & words) / (len(asked) + len(words) or 1)
            if share > best.get(entry.id, (0.0, entry))[0]:
                best[entry.id] = (share, entry)
        return sorted(best.values(), key=lambda scored: -scored[0])

    def _mended(self, text: str) -> str:
        """The text with each unknown word of four letters or more replaced by the nearest known one."""
        return " ".join(map(self._mended_word, text.split()))

    def _mended_word(self, word: str) -> str:
        if len(word) < 4 or word in _STOPWORDS or _singular(word) in self._vocabulary:
            return word
        near = difflib.get_close_matches(_singular(word), self._vocabulary, n=1, cutoff=0.82)
        return near[0] if near else word

    def _suggested(self, question: str) -> Answered:
        near = [entry.term for share, entry in self._ranked(question) if share >= SUGGEST_FROM][:SUGGESTIONS]
        if near:
            names = ", ".join(f"**{term}**" for term in near)
            return Answered(
                question, f"I am not sure what you mean. Near it: {names}. Try `?{near[0]}`.", tuple(near)
            )
        return Answered(
            question,
            "I don't know that one. I can explain the words of the lessons, for instance `?weight`. "
            "`/help` lists everything else you can type.",
        )


def _told(entry: GlossaryEntry) -> str:
    return f"**{entry.term}**: {entry.text.strip()}"


def _plain(text: str) -> str:
    """Small letters, without apostrophes and without marks around the words."""
    words = (word.strip("?!.,;:\"'`“”’").strip() for word in re.sub("['’]", "", text.lower()).split())
    return " ".join(word for word in words if word)


def _core(question: str) -> str:
    """What is asked about: `weight` in "What does a weight mean?"."""
    text = _CLOSING.sub("", _OPENING.sub("", _plain(question)))
    return _ARTICLE.sub("", text)


def _singular(text: str) -> str:
    return " ".join(map(_singular_word, text.split()))


def _singular_word(word: str) -> str:
    if word.endswith("ses"):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is", "as")) else word


def _words(text: str) -> frozenset[str]:
    """The words that carry meaning, in the singular."""
    return frozenset(_singular(word) for word in _plain(text).split() if word not in _STOPWORDS)
