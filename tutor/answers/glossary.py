"""Answers questions from the glossary: exact terms first, then the nearest entries, then an honest no."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from tutor.answers.errors import ErrorExplainer
from tutor.answers.retrieval import Band, Finding, Index, judged
from tutor.answers.session import answers as session_answers
from tutor.core.course import ErrorEntry, GlossaryEntry
from tutor.core.events import Answered, Event
from tutor.core.execution import Error
from tutor.core.protocols import Queryable

_ERROR = re.compile(r"(?:^|\n)(?P<name>\w*(?:Error|Exception|Interrupt))\b\s*:?\s*(?P<message>.*)\Z", re.DOTALL)
_PAIR = re.compile(
    r"(?:(?:what is |whats )?(?:the )?difference (?:between|of) (?P<a>.+) and (?P<b>.+)"
    r"|(?P<c>.+) (?:vs|versus|or) (?P<d>.+))"
)
_OPENING = re.compile(
    r"^(?:(?:please|hey|so|and|but|can you|could you|ok) )*"
    r"(?:(?:what|whats|wat|wats|who)(?: (?:is|are|was|does|do))?|explain(?: to me)?"
    r"|define|describe|tell me(?: about)?|meaning of|definition of|what about)\s+"
)
_CLOSING = re.compile(r"\s+(?:mean|means|meant|do|for|please|again|exactly|here)$")
_ARTICLE = re.compile(r"^(?:a|an|the|this|my|these)\s+")


class GlossaryAnswerer:
    """Answers from the live session and the glossary, and explains pasted error messages; implements
    `core.protocols.Answerer`."""

    def __init__(self, entries: Sequence[GlossaryEntry], errors: Sequence[ErrorEntry] = ()) -> None:
        self._explain = ErrorExplainer(errors)
        self._by_id = {entry.id: entry for entry in entries}
        self._entries = entries
        self._terms: dict[str, GlossaryEntry] = {}
        for entry in entries:
            for name in (entry.term, entry.id, entry.id.replace("_", " "), *entry.aliases):
                self._terms.setdefault(_singular(_plain(name)), entry)
        questions = {_singular(_plain(ask)): entry for entry in entries for ask in entry.asks}
        self._exact = questions | self._terms  # a question of one entry may be the term of another: terms win

    def knows(self, term: str) -> bool:
        """Whether there is an entry of exactly this name; singular and plural count as the same."""
        return _singular(_plain(term)) in self._terms

    def entry(self, name: str) -> GlossaryEntry | None:
        """The entry of that term, alias or question."""
        return self._exact.get(_singular(_plain(name)))

    @cached_property
    def index(self) -> Index:
        """Made for the first question, in some 30 ms: lines of code need only `knows`."""
        return Index(self._entries)

    def look_up(self, question: str) -> Finding:
        """What the glossary has on a question."""
        return self.exact(question) or judged(self.index.ranked(question))

    def exact(self, question: str) -> Finding | None:
        """The entries that are named, or asked for in their own words, spelling mended; else None."""
        if found := self.entry(question):
            return Finding(Band.ANSWER, (found,))
        if pair := self._pair(question):
            return Finding(Band.ANSWER, pair)
        core = _core(question)
        found = self.entry(core) or self.entry(self.index.mended(core)) or self.index.named(question)
        return Finding(Band.ANSWER, (found,)) if found else None

    def __call__(self, question: str, session: Queryable) -> Iterator[Event]:
        """At least one `Answered`, always."""
        question = question.strip()
        from_session = session_answers(question, session)
        if from_session:
            yield from from_session
        elif pasted := _ERROR.search(question):
            error = Error(pasted["name"], pasted["message"].strip())
            yield Answered(question, self._explain(error, "", ()).message)
        else:
            yield self._told(question, self.look_up(question))

    def _pair(self, question: str) -> tuple[GlossaryEntry, ...]:
        """Both entries of `epoch or batch`, when there are both."""
        found = _PAIR.fullmatch(self.index.mended(_plain(question)))
        if found is None:
            return ()
        entries = [self.entry(_core(name)) for name in found.groups() if name]
        known = tuple(dict.fromkeys(entry for entry in entries if entry is not None))
        return known if len(known) == 2 else ()

    def _told(self, question: str, finding: Finding) -> Answered:
        entries = finding.entries
        match finding.band:
            case Band.ANSWER:
                see_also = [self._by_id[other].term for other in entries[0].see_also if other in self._by_id]
                texts = (f"**{entry.term}**: {entry.text.strip()}" for entry in entries)
                return Answered(question, "\n\n".join(texts), tuple(see_also))
            case Band.OFFER:
                offers = "\n".join(f"{n}. **{entry.term}**: `?{entry.term}`" for n, entry in enumerate(entries, 1))
                text = f"I am not sure what you mean. Did you mean one of these?\n\n{offers}"
                return Answered(question, text)
            case Band.UNKNOWN:
                return Answered(
                    question,
                    "I don't know that one. I can explain the words of the lessons, for instance `?weight`. "
                    "`/help` lists everything else you can type.",
                )


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
