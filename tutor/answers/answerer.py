"""Answers questions from what is at hand: the live session, the libraries' own words, the glossary, the lesson."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from tutor.answers.following import NOTHING, LastTopic, completed
from tutor.answers.glossary.browsing import terms_of, topics
from tutor.answers.glossary.entries import Glossary
from tutor.answers.glossary.passages import passage
from tutor.answers.languages import in_your_language
from tutor.answers.manual.own_names import about_name
from tutor.answers.manual.reference import Reference
from tutor.answers.pasted import looks_pasted
from tutor.answers.subjects.asking import NO_SESSION, subject, told
from tutor.answers.telling import CHOICE, choosing, entry_told, instead, taken_for
from tutor.core.entries import GlossaryEntry
from tutor.core.events import Answered, Event, Said
from tutor.core.execution import Error
from tutor.core.meaning import Band, Meaning
from tutor.core.protocols import NOWHERE, Explainer, Queryable, Surroundings
from tutor.understanding.cutting import asking_part
from tutor.understanding.model import Understanding
from tutor.understanding.spelling import plain

_ERROR = re.compile(
    r"(?:^|\n)(?:\w+\.)*(?P<name>\w*(?:Error|Exception|Interrupt))\b\s*:?\s*(?P<message>.*)\Z", re.DOTALL
)
_OF_AN_IDEA = re.compile(r"\b(?:an?|mean|means|meant|explain|define|describe|definition)\b")
"""Said of a thing as such: `what is a loss`, and not `what is the loss`."""
ENOUGH = 0.6
"""Likelihood of a line, from which on the part that asks is not looked at by itself."""
_TRAINED = ("=loss", "=weights", "=learning_rate", "=optimizer", "=seconds")
"""The subjects that may stand in front of an entry: their number says more than the idea alone."""


class QuestionAnswerer:
    """Implements `core.protocols.Answerer`; explains pasted error messages, too."""

    def __init__(
        self,
        glossary: Glossary,
        understanding: Understanding,
        explain: Explainer,
        taught: Mapping[str, str] | None = None,
        reference: Reference | None = None,
    ) -> None:
        """`explain` is for pasted errors, `taught` says by the id of an entry where the course teaches it."""
        self._glossary = glossary
        self._understand = understanding
        self._explain = explain
        self._taught = taught or {}
        self._reference = reference or Reference()
        self._before = NOTHING

    def knows(self, term: str) -> bool:
        """Whether the glossary has an entry of exactly this name."""
        return self._glossary.knows(term)

    def meaning(self, line: str, around: Surroundings = NOWHERE, *, quick: bool = False) -> Meaning:
        """What a line is about, in its situation; what was talked about before belongs to that."""
        if named := self._understand.titled(line):
            return Meaning(line, Band.SURE, (named,), 1.0)
        situation = replace(around.situation, topic=self._before.meant)
        whole = self._understand(line, situation, quick=quick)
        if (whole.band in (Band.SURE, Band.LIKELY) and whole.likelihood >= ENOUGH) or not (
            part := asking_part(line)
        ):
            return whole
        return max(whole, self._understand(part, situation, quick=quick), key=lambda each: each.likelihood)

    def waking(self, line: str) -> str:
        return self._understand.waking(line)

    def __call__(self, question: str, session: Queryable, around: Surroundings = NOWHERE) -> Iterator[Event]:
        """At least one `Answered`, always."""
        question = completed(question.strip(), self._before, self._understand.says_nothing)
        said = passage(question, around.own, self._understand.common) if around.own else ""
        for event in self._answered(question, session, around):
            if said and isinstance(event, Answered):
                event, said = _with_own_text(event, said), ""
            yield event

    def _answered(self, question: str, session: Queryable, around: Surroundings) -> Iterator[Event]:
        if pasted := _ERROR.search(question):
            yield self._explained(question, Error(pasted["name"], pasted["message"].strip()), around)
        elif looks_pasted(question):
            yield from self.about(question, "=last_output", session)
        elif named := self._by_name(question, session, around):
            yield from named
        else:
            yield from self._meant(question, self.meaning(question, around), session, around)

    def _explained(self, question: str, error: Error, around: Surroundings) -> Answered:
        """A pasted error, in the words for errors; the glossary goes before what is true of the whole class."""
        judged = self._explain(error, "", {})
        entry = self._glossary.by_id(self.meaning(question, around).best) if judged.vague else None
        return self._told(question, entry) if entry is not None else Answered(question, judged.message)

    # What is named ------------------------------------------------------------------------------------

    def _by_name(self, question: str, session: Queryable, around: Surroundings) -> tuple[Event, ...]:
        """What is named by the question, or by the part of it that asks; nothing when neither is a name."""
        named = tuple(self._named(question, session, around))
        part = "" if named else asking_part(question)
        return tuple(self._named(part, session, around)) if part else named

    def _named(self, question: str, session: Queryable, around: Surroundings) -> Iterator[Event]:
        """What the glossary, the libraries or the session have under this very name; nothing when it is none."""
        if self._understand.titled(question):
            return
        exact, named = self._glossary.exact(question), self._reference.named(question, around.code)
        if named is not None:
            yield self._both(question, exact, named)
            return
        as_a_word = bool(exact) and "_" not in question  # `batch_size` is meant as code
        argument = self._reference.parameter(question, around.code, in_use=as_a_word)
        if argument is not None:
            yield self._both(question, exact, argument)
        elif exact:
            yield from self._number(question, exact, session)
        elif variable := about_name(question, session):
            yield variable

    def _number(self, question: str, exact: tuple[GlossaryEntry, ...], session: Queryable) -> Iterator[Event]:
        """The entries, behind the number of the session that belongs to them: `what is the loss?`."""
        idea = self._told(question, *exact)
        meant = next((name for name in _TRAINED if exact[0].id in subject_terms(name)), "")
        if len(exact) > 1 or not meant or _OF_AN_IDEA.search(plain(question)) or not _is_trained(session):
            yield idea
            return
        found = subject(meant)
        first, *rest = told(question, session, found) if found else (idea,)
        if isinstance(first, Answered) and first is not idea:
            idea = replace(first, text=f"{first.text}\n\n{idea.text}", classes=(meant, exact[0].id))
            self._before = LastTopic(found.topic if found else "", meant)
        yield idea
        yield from rest

    def _both(self, question: str, exact: tuple[GlossaryEntry, ...], reference: Answered) -> Answered:
        """The glossary in plain words first, then the libraries."""
        if not exact:
            return reference
        idea = self._told(reference.question, *exact)
        return replace(idea, text=f"{idea.text}\n\n{reference.text}")

    # What is meant ------------------------------------------------------------------------------------

    def _meant(self, question: str, meaning: Meaning, session: Queryable, around: Surroundings) -> Iterator[Event]:
        """What the line was taken for; a choice, or the lesson's own text, where that is not clear."""
        if meaning.best and (answered := tuple(self.about(question, meaning.best, session))):
            first, *rest = answered
            if isinstance(first, Answered):
                first = replace(first, classes=meaning.classes, band=meaning.band.value)
            if isinstance(first, Answered) and meaning.band is Band.LIKELY:
                first = self._with_others(first, meaning)
            yield first
            yield from rest
            return
        said = passage(question, around.texts, self._understand.common)
        offered = self._offered(question, meaning)
        if said:
            text = f"From this step:\n\n{said}" + (f"\n\n{offered.text}" if offered.offers else "")
            offered = replace(offered, text=text, known=True)
        yield offered

    def about(self, question: str, name: str, session: Queryable) -> Iterator[Event]:
        """The answer of a class; nothing when it has none here. Requests are for the conversation."""
        entry = self._glossary.by_id(name)
        asked = subject(name) if name.startswith("=") else None
        if asked is not None:
            said = told(question, session, asked)
            self._before = LastTopic(asked.topic, name)
            idea = self._glossary.by_id(asked.idea or next(iter(asked.terms), ""))
            if idea is not None and [getattr(each, "text", "") for each in said] == [NO_SESSION]:
                about = self._told(question, idea)
                yield replace(about, text=f"{about.text}\n\nAs for your own numbers: {NO_SESSION}")
                return
            yield from said
            entry = None if said else self._glossary.by_id(asked.idea)
        if entry is not None:
            yield self._told(question, entry, session=session)

    def _told(self, question: str, *entries: GlossaryEntry, session: Queryable | None = None) -> Answered:
        first = entries[0]
        self._before = LastTopic(first.term, first.id)
        text = "\n\n".join(entry_told(entry, question, session) for entry in entries)
        related, taught = self._glossary.related(first), self._taught.get(first.id, "")
        return Answered(question, text, related, taught=taught, classes=tuple(entry.id for entry in entries))

    def _with_others(self, first: Answered, meaning: Meaning) -> Answered:
        """The answer, with what it was taken for in front, and behind it what else it may have been."""
        titles = [title for name in meaning.classes if (title := self._title(name))]
        others = tuple(titles[1:])
        text = f"{taken_for(titles[0])}\n\n{first.text}" if titles else first.text
        return replace(first, text=f"{text}\n\n{instead(others)}" if others else text, offers=others)

    def _offered(self, question: str, meaning: Meaning) -> Answered:
        titles = tuple(title for name in meaning.classes if (title := self._title(name)))
        if meaning.language != "en":
            return Answered(question, in_your_language(meaning.language), known=False)
        if meaning.band is Band.UNKNOWN or not titles:
            text = (
                "I don't know that one. `/glossary` lists what I can explain. "
                "Was it Python? Put `>` in front and it runs."
            )
            return Answered(question, text, known=False)
        offers = "\n".join(f"{number}. **{title}**" for number, title in enumerate(titles, 1))
        text = f"{CHOICE} {choosing(len(titles))}\n\n{offers}"
        return Answered(question, text, offers=titles, classes=meaning.classes, band=meaning.band.value)

    def _title(self, name: str) -> str:
        entry = self._glossary.by_id(name)
        return entry.term if entry is not None else self._understand.title(name)

    # Leafing through ----------------------------------------------------------------------------------

    def browse(self, term: str) -> Iterator[Event]:
        """The entry of that name, the terms of that topic, or with no term all topics."""
        if not term:
            yield Answered("", topics(self._glossary.entries))
        elif listed := terms_of(term, self._glossary.entries):
            yield Answered(term, listed)
        elif exact := self._glossary.exact(term):
            yield self._told(term, *exact)
        else:
            meaning = self.meaning(term)
            entry = self._glossary.by_id(meaning.best)
            yield self._told(term, entry) if entry is not None else self._offered(term, meaning)

    def notes(self, question: str) -> tuple[str, ...]:
        """What the glossary has that comes near to a question, the nearest first. Markdown."""
        exact = self._glossary.exact(question)
        near = exact or tuple(filter(None, map(self._glossary.by_id, self.meaning(question).classes)))
        return tuple(f"**{entry.term}**: {entry.text.strip()}" for entry in near)

    def language_model(self, question: str, session: Queryable, around: Surroundings) -> Iterator[Event]:
        yield Said("No language model is asked here.")

    def stop(self) -> bool:
        return False


def _with_own_text(answer: Answered, said: str) -> Answered:
    """The answer, and what the learner's own notebook says; that alone where there is no answer."""
    if answer.known and not answer.offers:
        return replace(answer, text=f"{answer.text}\n\nThis notebook says:\n\n{said}")
    rest = f"\n\n{answer.text}" if answer.offers else ""
    return replace(answer, text=f"From this notebook:\n\n{said}{rest}", known=True)


def subject_terms(name: str) -> tuple[str, ...]:
    found = subject(name)
    return found.terms if found else ()


def _is_trained(session: Queryable) -> bool:
    from tutor.answers.world import look

    world = look("", session)
    return world is not None and world.model is not None and world.model.trained_epochs > 0
