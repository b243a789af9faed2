"""One helper that drives a conversation: lines in, events and verdicts out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tutor.conversation import Conversation
from tutor.core.course import Course, Lesson, LessonEntry, Step
from tutor.core.events import Answered, Event, Hinted, Judged, Said, StepShown
from tutor.core.execution import Error
from tutor.core.meaning import Band, Meaning
from tutor.core.progress import ProgressStore
from tutor.core.protocols import NOWHERE, Queryable, Surroundings
from tutor.core.requests import REQUESTS
from tutor.core.verdict import Judgement, Verdict
from tutor.session.scripted import ScriptedSession
from tutor.storage.progress import MemoryProgress


class Answers:
    """An answerer that knows one term."""

    def __init__(self) -> None:
        self.around = NOWHERE
        """Where the latest question was asked."""
        self.answering = self.stopped = False
        """Whether an answer is still coming, and whether it was told to end."""
        self.unknown: set[str] = set()
        """Questions that it has no answer to."""

    def __call__(self, question: str, session: Queryable, around: Surroundings = NOWHERE) -> Iterator[Event]:
        self.around = around
        if question == "which":
            yield Answered(question, "one of these", offers=("bias", "weight"))
        else:
            yield Answered(question, f"about {question}", known=question not in self.unknown)

    def knows(self, term: str) -> bool:
        return term == "bias"

    def waking(self, line: str) -> str:
        return ""

    def meaning(self, line: str, around: Surroundings = NOWHERE, *, quick: bool = False) -> Meaning:
        """A request is heard in its own word: `task`, `stuck`."""
        name = f"@{line.strip('?! ')}"
        return Meaning(line, Band.SURE, (name,), 1.0) if name in REQUESTS else Meaning(line)

    def about(self, question: str, name: str, session: Queryable) -> Iterator[Event]:
        yield Answered(question, f"the answer of {name}")

    def browse(self, term: str) -> Iterator[Event]:
        yield Answered(term, f"browsing {term}", offers=("bias", "weight"))

    def language_model(self, question: str, session: Queryable, around: Surroundings) -> Iterator[Event]:
        yield Said(f"sending {question}")

    def stop(self) -> bool:
        self.stopped = True
        return self.answering


def explain(error: Error, code: str, names: Mapping[str, str], session: Queryable | None = None) -> Judgement:
    """An explainer that says which names it was given, and offers a repair for one error."""
    offer = "model = 1" if "modle" in error.message else ""
    return Judgement(Verdict.ERRORED, f"explained with {' '.join(names)}", offer)


class Chat:
    """A conversation over a scripted session: `chat("x = 1", "/hint")` gives the events of these lines."""

    def __init__(
        self,
        steps: Sequence[Step],
        session: ScriptedSession | None = None,
        store: ProgressStore | None = None,
        setup: str = "import numpy as np",
        more: Sequence[str] = (),
        fast: bool = True,
        path: Path = Path(),
    ) -> None:
        self.answers = Answers()
        self.session = session or ScriptedSession()
        self.store = store or MemoryProgress()
        lesson = Lesson(
            id="small", title="Small", goal="A goal.", minutes=5, steps=tuple(steps), setup=setup, path=path
        )
        entries = [LessonEntry(each, each.title(), "", 5, Path()) for each in ("small", *more)]
        course = Course("A course", tuple(entries))
        self.conversation = Conversation(
            course, lesson, self.session, self.store, explain, self.answers, clock=lambda: 0.0, fast=fast
        )
        self.opening = list(self.conversation.open())

    def __call__(self, *lines: str) -> list[Event]:
        return [event for line in lines for event in self.conversation.respond(line)]


def verdicts(events: Sequence[Event]) -> list[tuple[str, str]]:
    """`[("points", "passed")]`: every verdict, in order."""
    return [(event.step_id, event.verdict.value) for event in events if isinstance(event, Judged)]


def shown(events: Sequence[Event]) -> list[str]:
    """The ids of the steps that were shown."""
    return [event.step_id for event in events if isinstance(event, StepShown)]


def words(events: Sequence[Event]) -> str:
    """Everything the tutor said, as one text."""
    texts = []
    for event in events:
        match event:
            case Said(text=text) | Hinted(text=text) | Answered(text=text):
                texts.append(text)
            case Judged(message=text) | Error(explanation=text):
                texts.append(text)
            case _:
                pass
    return "\n".join(texts)
