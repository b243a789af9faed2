"""Answers questions from what is at hand: the live session, the libraries' own words, the glossary, the lesson."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from tutor.answers.following import NOTHING, TOPICS, Before, completed
from tutor.answers.glossary.browsing import terms_of, topics
from tutor.answers.glossary.entries import Glossary
from tutor.answers.intents import IDEAS, beside, subject_of
from tutor.answers.manual.own_names import about_name
from tutor.answers.manual.reference import Reference
from tutor.answers.readings import readings
from tutor.answers.retrieval import OFFERS, Band, Finding
from tutor.answers.session import answers, beside_idea
from tutor.answers.wordings import Subject
from tutor.answers.words import content
from tutor.core.events import Answered, Event, Said
from tutor.core.execution import Error
from tutor.core.protocols import NOWHERE, Explainer, Queryable, Surroundings

_ERROR = re.compile(
    r"(?:^|\n)(?:\w+\.)*(?P<name>\w*(?:Error|Exception|Interrupt))\b\s*:?\s*(?P<message>.*)\Z", re.DOTALL
)


class QuestionAnswerer:
    """Implements `core.protocols.Answerer`; explains pasted error messages, too."""

    def __init__(
        self,
        glossary: Glossary,
        explain: Explainer,
        taught: Mapping[str, str] | None = None,
        reference: Reference | None = None,
        nearest: Callable[[str], Finding] | None = None,
    ) -> None:
        """`explain` is for pasted errors, `taught` says by the id of an entry where the course teaches it,
        `nearest` finds what is not named; the glossary's own words do when nothing else does."""
        self._glossary = glossary
        self._explain = explain
        self._taught = taught or {}
        self._reference = reference or Reference()
        self._nearest = nearest or glossary.nearest
        self._before = NOTHING

    def knows(self, term: str) -> bool:
        """Whether the glossary has an entry of exactly this name."""
        return self._glossary.knows(term)

    def __call__(self, question: str, session: Queryable, around: Surroundings = NOWHERE) -> Iterator[Event]:
        """At least one `Answered`, always."""
        question = completed(question.strip(), self._before)
        if from_session := self._by_session(question, session):
            yield from from_session
        elif pasted := _ERROR.search(question):
            yield self._explained(question, Error(pasted["name"], pasted["message"].strip()))
        else:
            yield self._looked_up(question, session, around)

    def _explained(self, question: str, error: Error) -> Answered:
        """A pasted error, in the words for errors; the glossary goes before what is true of the whole class."""
        judged = self._explain(error, "", {})
        finding = self._closest(question) if judged.vague else None
        if finding is not None and finding.band is Band.ANSWER:
            return self._told(question, finding)
        return Answered(question, judged.message)

    def _by_session(self, question: str, session: Queryable) -> tuple[Event, ...]:
        """What the live session has to say; nothing when the question is not about it."""
        read = readings(question)
        subject = self._subject(read, subject_of)
        if subject is not None and (said := answers(question, session, subject)):
            self._before = Before(TOPICS[subject], subject)
            return said
        idea = self._subject(read, beside)
        if idea is None or not (said := beside_idea(question, session, idea)):
            return ()
        first, *rest = said
        exact = self._glossary.exact
        finding = exact(question) or exact(read[-1]) or exact(IDEAS[idea])
        if isinstance(first, Answered) and finding is not None:
            told = self._told(question, finding)
            first = replace(told, text=f"{first.text}\n\n{told.text}")
        self._before = Before(TOPICS[idea], idea)
        return (first, *rest)

    def _subject(self, read: Sequence[str], find: Callable[[str], Subject | None]) -> Subject | None:
        """What `find` makes of the readings, as they are spelled or as they are mended."""
        mended = map(self._glossary.index.mended, read)
        return next(filter(None, map(find, (*read, *mended))), None)

    def browse(self, term: str) -> Iterator[Event]:
        """The entry of that name, the terms of that topic, or with no term all topics."""
        if not term:
            yield Answered("", topics(self._glossary.entries))
        elif listed := terms_of(term, self._glossary.entries):
            yield Answered(term, listed)
        else:
            yield self._told(term, self._glossary.exact(term) or self._nearest(term))

    def notes(self, question: str) -> tuple[str, ...]:
        """What the glossary has that comes near to a question, the nearest first. Markdown."""
        exact = self._glossary.exact(question)
        ranked = [] if exact else self._glossary.index.ranked(question)[:OFFERS]
        near = exact.entries if exact else [match.entry for match in ranked]
        return tuple(f"**{entry.term}**: {entry.text.strip()}" for entry in near)

    def about_model(self, question: str, session: Queryable, around: Surroundings) -> Iterator[Event]:
        yield Said("No language model is asked here.")

    def stop(self) -> bool:
        return False

    def _looked_up(self, question: str, session: Queryable, around: Surroundings) -> Answered:
        """What the glossary, the libraries or the lesson say; what is named goes before what is only alike."""
        exact, named = self._glossary.exact(question), self._reference.named(question, around.code)
        if named is not None:
            return self._both(exact, named)
        as_a_word = exact is not None and "_" not in question  # `batch_size` is meant as code
        argument = self._reference.parameter(question, around.code, in_use=as_a_word)
        if argument is not None:
            return self._both(exact, argument)
        if exact is not None:
            return self._told(question, exact)
        if variable := about_name(question, session):
            return variable
        finding = self._closest(question)
        told = self._told(question, finding)
        if finding.band is Band.ANSWER or not (said := self._glossary.index.passage(question, around.texts)):
            return told
        text = f"From this step:\n\n{said}" + (f"\n\n{told.text}" if told.offers else "")
        return replace(told, text=text, known=True)

    def _closest(self, question: str) -> Finding:
        """What is nearest to the question, or to a part of it that holds at least half of its words."""
        words = len(content(question))
        parts = [part for part in readings(question)[1:] if 2 * len(content(part)) >= words > 0]
        found = [self._nearest(text) for text in dict.fromkeys([question, *parts])]
        bands = list(Band)
        return min(found, key=lambda finding: bands.index(finding.band))

    def _both(self, exact: Finding | None, reference: Answered) -> Answered:
        """The glossary in plain words first, then the libraries."""
        if exact is None:
            return reference
        told = self._told(reference.question, exact)
        return replace(told, text=f"{told.text}\n\n{reference.text}")

    def _told(self, question: str, finding: Finding) -> Answered:
        entries = finding.entries
        match finding.band:
            case Band.ANSWER:
                texts = (f"**{entry.term}**: {entry.text.strip()}" for entry in entries)
                taught = self._taught.get(entries[0].id, "")
                self._before = Before(entries[0].term)
                return Answered(question, "\n\n".join(texts), self._glossary.related(entries[0]), taught=taught)
            case Band.OFFER:
                terms = tuple(entry.term for entry in entries)
                offers = "\n".join(f"{number}. **{term}**" for number, term in enumerate(terms, 1))
                text = f"I am not sure what you mean. Is it one of these? {_choosing(len(terms))}\n\n{offers}"
                return Answered(question, text, offers=terms)
            case Band.UNKNOWN:
                return Answered(
                    question,
                    "I don't know that one. `/glossary` lists what I can explain. "
                    "Was it Python? Put `>` in front and it runs.",
                    known=False,
                )


def _choosing(number: int) -> str:
    """How to pick one of so many."""
    if number == 1:
        return "Type 1 to read it."
    return f"Type {', '.join(map(str, range(1, number)))} or {number} to read one."
