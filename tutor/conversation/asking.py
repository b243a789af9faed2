"""Questions in the middle of a lesson: what next, why was that wrong, I am stuck; everything else is looked up."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator

from msgspec.structs import replace

from tutor.conversation.journey import Journey
from tutor.conversation.leading import lead
from tutor.conversation.live import Live
from tutor.conversation.pending import Pending
from tutor.conversation.showing import place
from tutor.core.events import (
    ENTER_RUNS,
    Answered,
    CodeRun,
    Event,
    Judged,
    LessonFinished,
    Listing,
    Said,
    StepShown,
    Tone,
)
from tutor.core.execution import Epochs, Error
from tutor.core.meaning import Band, Meaning, Situation
from tutor.core.protocols import Answerer, Context, State, Surroundings
from tutor.core.requests import REQUESTS
from tutor.core.syntax import parsed
from tutor.tables.naming import asked_about

_TROUBLES = {Error: "error", Judged: "verdict", Said: "notice", type(None): ""}
MOST_TERMS = 3
"""Terms worth asking about next."""


_SET_TO_NUMBER = re.compile(r"\w+ *= *-?[\d.]+")
_TRY = re.compile(r"`(/try [^`]+)`")
_PROSE = re.compile(r"[A-Za-z][A-Za-z' ]*")
_NO_SENTENCE = re.compile(r"[\[\]{}=<>+*%@\\_#\n]|^(?:[/>]|\?\?)|\w[.:(]\w")
"""Brackets, operators, underscores, attributes: what has them is no request."""
_ENOUGH = 0.45
"""Likelihood of a request from which on something is done about it; below, it is one of three on offer."""
_LONGEST = 200
"""In characters. Whoever writes more tells a story."""


class Asking:
    """Answers questions with what the conversation knows: the step, the latest trouble, the terms on offer."""

    def __init__(self, answer: Answerer, live: Live, journey: Journey, pending: Pending) -> None:
        self._answer = answer
        self._live = live
        self._journey = journey
        self._pending = pending
        self._offers: tuple[str, ...] = ()
        self._trouble: Error | Judged | Said | None = None
        """The latest error, verdict or notice about the learner's line; None when nothing is wrong with it."""
        self._nan = False
        """Whether the latest loss was no number."""

    def listening(self, events: Iterator[Event]) -> Iterator[Event]:
        """The same events. What they say is remembered, and words that Python did not take get a way out."""
        ran, failed, shown, to_try = "", False, "", ""
        how = self._journey.step.how_to_answer if self._journey.step else ""
        for event in events:
            yield event
            match event:
                case Epochs(rows=[*_, last]):
                    self._nan = not math.isfinite(last.metrics.get("loss", 0.0))
                case CodeRun(code=ran):
                    self._trouble = None
                    if how and _SET_TO_NUMBER.fullmatch(ran):
                        yield Said(f"Meant as an answer? {how}", Tone.NOTE)
                case StepShown() | LessonFinished():
                    self._trouble = None
                    self._pending.offer = "" if to_try and self._pending.offer == to_try else self._pending.offer
                case Answered(offers=offers, known=known):
                    self._offers = offers
                    if how and not known:
                        yield Said(f"Meant as an answer? {how}", Tone.NOTE)
                case Listing(text=shown) | Judged(offer=shown) if shown:
                    self._trouble = event if isinstance(event, Judged) and _words(event) else self._trouble
                case Error(name="SyntaxError" | "NameError") if _PROSE.fullmatch(ran) and not self._live.offer:
                    self._trouble = event
                    asked = f"Meant as a question? Put `?` in front: `? {ran}`"
                    yield Said(f"Meant as an answer? {how}" if how else asked, Tone.NOTE)
                case Said(notice=True):
                    self._trouble = self._trouble or event
                    to_try = self._shows(event.text)
                case Error() | Judged() if _words(event):
                    self._trouble, failed = event, failed or isinstance(event, Error)
                case _:
                    pass
        mended = self._live.offer
        if failed and mended and mended == self._pending.offer != shown:
            yield self._pending.offered(mended)

    def _shows(self, notice: str) -> str:
        """The `/try` with which a notice ends: it stands in grey, and Enter runs it, unless something else is on
        offer."""
        found = _TRY.search(notice)
        if found is None or self._pending.offer:
            return ""
        self._pending.offer = found[1]
        return found[1]

    def picked(self, text: str) -> str:
        """The term that a number picks, right after terms were offered; empty for any other line."""
        offers, self._offers = self._offers, ()
        number = text.strip(" .)?")
        return offers[int(number) - 1] if number in map(str, range(1, len(offers) + 1)) else ""

    def is_asked(self, line: str, context: Context) -> bool:
        """Whether a line is a request, or about a file of data, without a doubt."""
        if self._table(line) and (context.step is None or context.step.answer(line) is None):
            return True
        return self.request(line, context, surely=True) is not None

    def _table(self, line: str) -> str:
        """The file of data that a line is about; empty for none."""
        return asked_about(line.strip(" ?"), self._live.names)

    def request(self, line: str, context: Context, *, surely: bool = False) -> Meaning | None:
        """What a line asks of the lesson or the tutor; None for every other line, and for what looks like code.
        `surely`: only when there is no doubt."""
        line = line.strip()
        named = line in self._live.names or line.lower() in context.commands
        if not line or named or len(line) > _LONGEST or _NO_SENTENCE.search(line):
            return None
        meaning = self._answer.meaning(line, self._around(context), quick=surely)
        enough = meaning.band is Band.SURE or (not surely and meaning.likelihood >= _ENOUGH)
        return meaning if meaning.best in REQUESTS and enough else None

    def answer(self, question: str, context: Context, *, to_model: bool = False) -> Iterator[Event]:
        """At least one event, always. `to_model`: a language model is to hear it, where there is one."""
        if file := "" if to_model else self._table(question):
            yield from context.commands["table"].run(context, file)
            return
        if name := self._answer.waking(question):
            yield Said(f"Reading {name}. The first time that takes a moment.", Tone.NOTE)
        meaning = None if to_model else self.request(question, context)
        if meaning is None:
            around = replace(self._around(context), to_model=to_model)
            yield from self._led(question, self._answer(question, self._live, around), context)
            return
        if meaning.band is Band.LIKELY:
            yield Said(f"About {REQUESTS[meaning.best].title}:", Tone.NOTE)
        yield from self._requested(question, meaning.best, context)

    def _led(self, question: str, events: Iterator[Event], context: Context) -> Iterator[Event]:
        """The answer, or what a command shows in its place; what is on offer in it, Enter runs."""
        for event in events:
            if isinstance(event, Answered) and (instead := lead(question, event, context)):
                if event.band == Band.LIKELY.value:
                    yield Said("About your trainings:", Tone.NOTE)
                yield from self._led(question, instead, context)
                return
            if isinstance(event, Listing) and event.title == ENTER_RUNS:
                self._pending.offer = event.text
            yield event

    def _requested(self, question: str, asked: str, context: Context) -> Iterator[Event]:
        """What is done about a request. What changes something is told, and left to the learner to do."""
        request = REQUESTS[asked]
        if request.entry:
            yield from self._answer.about(question, request.entry, self._live)
        elif asked == "@trouble" and self._trouble is not None:
            yield self._why(question, self._trouble)
        elif asked == "@trouble":
            yield from self._answer.about(question, "=wrong", self._live)
        elif asked == "@stuck" and (context.step is None or not context.step.hints):
            yield Answered(question, self._task(context), classes=("@task",))
        elif request.command:
            command = context.commands[request.command]
            if command.asks_session:
                yield from self._live.wait()
            if command.asks_session and not self._live.ready:
                return
            found = re.search(r"\d+", question) if request.numbered else None
            yield from command.run(context, found[0] if found else "")
        else:
            yield Answered(question, self._task(context), classes=(asked,))

    def language_model(self, question: str, context: Context) -> Iterator[Event]:
        """Whether a language model is asked; with a question, all that would be sent to it."""
        return self._answer.language_model(question, self._live, self._around(context))

    def _around(self, context: Context) -> Surroundings:
        lesson, here = self._journey.lesson, self._journey.position
        code = [lesson.setup, *(cell.code for cell in context.record.cells)]
        code += [self._journey.step.lines] if self._journey.step else []
        texts = [self._journey.step.say, self._journey.step.task] if self._journey.step else []
        texts += [step.then for step in lesson.steps[max(0, here - 1) : here]]
        ran = "\n".join(each for each in code if parsed(each))
        own = () if all(step.judged for step in lesson.steps) else tuple(step.say for step in lesson.steps)
        return Surroundings(ran, tuple(filter(str.strip, texts)), own, situation=self._situation(context))

    def _situation(self, context: Context) -> Situation:
        step, trouble = self._journey.step, self._trouble
        return Situation(
            trained=any(".fit(" in cell.code for cell in context.record.cells),
            nan=self._nan,
            running=self._live.session.state() is State.BUSY,
            trouble=_TROUBLES[type(trouble)],
            quiz=bool(step is not None and step.own_answer),
            concepts=frozenset(self._journey.lesson.concepts),
        )

    def _task(self, context: Context) -> str:
        """What the step asks, and what Enter does."""
        if not self._journey.lesson.steps:
            return "Nothing is asked here: the session is yours. Type Python, or ask."
        shown = place(context.course, self._journey)
        if isinstance(shown, LessonFinished):
            return "This lesson is finished. Enter goes on to the next one, `/lessons` shows them all."
        if self._pending.offer:
            return f"{shown.task}\n\nEnter runs the mended lines:\n\n{_fenced(self._pending.offer)}".strip()
        task = shown.task or ("" if shown.code else "There is nothing to do in this step but to read it.")
        lines = _fenced(shown.code) if shown.code else ""
        return "\n\n".join(part for part in (task, lines, shown.invitation) if part)

    def _why(self, question: str, trouble: Error | Judged | Said) -> Answered:
        """The latest error, verdict or notice once more, with what belongs to it."""
        said = _words(trouble)
        if isinstance(trouble, Error):
            where = f"It happened here: `{trouble.frames[-1].source.strip()}`" if trouble.frames else ""
            parts = [said, where, "`/traceback` shows everything Python said. `/hint` helps with the step."]
        else:
            step = self._journey.step
            task = f"The step asks: {step.task.strip()}" if step and step.task.strip() else ""
            parts = [said, task, "`/hint` helps."]
        return Answered(question, "\n\n".join(part for part in parts if part), self._terms(said))

    def _terms(self, text: str) -> tuple[str, ...]:
        """Terms of the glossary that stand in a text, each once."""
        words = re.findall(r"[A-Za-z_]{3,}", text)
        pairs = [f"{one} {two}" for one, two in itertools.pairwise(words)]
        known = [each for each in (*pairs, *words) if self._answer.knows(each)]
        return tuple(dict.fromkeys(each.lower() for each in known))[:MOST_TERMS]


def _words(trouble: Error | Judged | Said) -> str:
    if isinstance(trouble, Said):
        return trouble.text
    if isinstance(trouble, Error):
        return trouble.explanation or f"{trouble.name}: {trouble.message}"
    return trouble.message if trouble.verdict.value != "passed" else ""


def _fenced(code: str) -> str:
    return f"```python\n{code}\n```"
