"""Questions in the middle of a lesson: what next, why was that wrong, I am stuck; everything else is looked up."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from enum import Enum
from functools import cache

from msgspec.structs import replace

from tutor.conversation.journey import Journey
from tutor.conversation.live import Live
from tutor.conversation.pending import Pending
from tutor.conversation.showing import place
from tutor.core.events import (
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
from tutor.core.execution import Error
from tutor.core.protocols import Answerer, Context, Surroundings
from tutor.core.syntax import parsed

NOTHING_WRONG = "Nothing is wrong just now. Put the thing into your question: `why is the loss not zero?`"
MOST_TERMS = 3
"""Terms worth asking about next."""


class About(Enum):
    """What a question is about that only makes sense where it is asked."""

    TROUBLE = "trouble"
    """The error or the verdict just before it."""
    TASK = "task"
    """What the step asks."""
    STUCK = "stuck"


_THAT = r"(?:that|this|it|the (?:error|message|verdict)|(?:that|this) (?:error|message|line))"
_WORDINGS = {
    About.TROUBLE: (
        r"why(?: not| though)?|what|huh|but why",
        rf"why (?:is|was) {_THAT} (?:wrong|bad|not (?:right|ok|correct|enough)|an error|happening)",
        rf"why (?:did|does|do) {_THAT} (?:fail|happen|crash|break|not work)",
        rf"why (?:doesnt|didnt|isnt|wont|cant) {_THAT} (?:work|run|pass|right|correct|accepted|enough)",
        r"why(?: do i get| is there| did i get)? (?:an|the|this|that) error",
        rf"(?:what (?:does|do|did)|whats) {_THAT} (?:mean|say|want)(?: exactly)?",
        rf"(?:what (?:went|is|was)|whats) wrong(?: (?:with|about|in) (?:{_THAT}|my (?:code|line|answer)))?",
        r"what (?:did i do|am i doing|have i done) wrong|what happened|what is (?:that|this) error",
        r"(?:explain|i (?:dont|do not) (?:get|understand)|whats) (?:the|this|that) (?:error|message|verdict)",
        rf"(?:please )?explain {_THAT}|how (?:do|can|should) i fix {_THAT}|how to fix {_THAT}",
    ),
    About.TASK: (
        r"(?:and |so |ok )?(?:what (?:next|now)|now what|whats next|and now|then what|what then|what comes next)",
        r"(?:so |ok |and )?what (?:do|should|must|can|shall|could) (?:i|we) (?:do|type|write|enter|try|run)"
        r"(?: now| next| here| then)?",
        r"what (?:am i|are we) (?:supposed|meant|expected|asked) to (?:do|type|write)(?: now| next| here)?",
        r"what(?:s| is| was) (?:the|my|this) (?:task|exercise|assignment|step)(?: again| about| here)?",
        r"what (?:does|did) (?:the|this) step (?:ask|want|say)(?: for| me to do)?",
        r"how (?:do|can) (?:i|we) (?:go on|continue|proceed|move on|get on|advance)",
        r"what to (?:do|type|write)(?: now| next)?|where am i",
        r"(?:repeat|show)(?: me)? the (?:task|step)(?: again)?|what am i looking at",
        r"how (?:do|can|could|should|to|i|we)(?: i| we)?(?: can)?(?: make)?(?: to)? (?:continue|proceed|go on)",
        r"(?:[a-z ]+ )?what (?:im|i am|we are) (?:supposed|meant|expected) to (?:do|type|write)(?: here| now)?",
        r"what (?:happens|does it do) (?:if|when) i (?:press|hit) (?:enter|return)|what can i type(?: here)?",
        r"what do you want(?: me to (?:do|type|write))?",
    ),
    About.STUCK: (
        r"(?:ok )?(?:i am|im)(?: totally| completely| so| really)? (?:stuck|lost|confused)(?: here)?|stuck|lost",
        r"(?:please )?help me(?: out| please)?|(?:i )?need (?:some |a )?(?:help|hint)",
        r"(?:can|could) you (?:help(?: me)?|give me a hint)|hint please|any hints?",
        r"(?:[a-z ]+ )?hints?(?: please| again| now| for this(?: step)?)?",
        r"(?:i have )?no (?:idea|clue)|i (?:dont|do not) know(?: what to do| how| what to type| the answer)?|idk",
        r"i (?:dont|do not) (?:get|understand) (?:it|this|that|this step|the task|what to do)|i give up",
    ),
}
_SET_TO_NUMBER = re.compile(r"\w+ *= *-?[\d.]+")
_PROSE = re.compile(r"[A-Za-z][A-Za-z' ]*")


def about(text: str) -> About | None:
    """What of the lesson at hand a line asks for; None for every other line."""
    plain = re.sub(r"['’]", "", text.lower()).strip("?!., ")
    plain = " ".join(plain.replace(",", " ").split())
    return next((each for each in About if _pattern(each).fullmatch(plain)), None)


@cache  # compiled when the first line is there: it takes longer than all else of this module
def _pattern(kind: About) -> re.Pattern[str]:
    return re.compile("|".join(_WORDINGS[kind]))


class Asking:
    """Answers questions with what the conversation knows: the step, the latest trouble, the terms on offer."""

    def __init__(self, answer: Answerer, live: Live, journey: Journey, pending: Pending) -> None:
        self._answer = answer
        self._live = live
        self._journey = journey
        self._pending = pending
        self._offers: tuple[str, ...] = ()
        self._trouble: Error | Judged | None = None

    def listening(self, events: Iterator[Event]) -> Iterator[Event]:
        """The same events. What they say is remembered, and words that Python did not take get a way out."""
        ran, failed, shown = "", False, ""
        how = self._journey.step.how_to_answer if self._journey.step else ""
        for event in events:
            yield event
            match event:
                case CodeRun(code=ran):
                    self._trouble = None
                    if how and _SET_TO_NUMBER.fullmatch(ran):
                        yield Said(f"Meant as an answer? {how}", Tone.NOTE)
                case StepShown() | LessonFinished():
                    self._trouble = None
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
                case Error() | Judged() if _words(event):
                    self._trouble, failed = event, failed or isinstance(event, Error)
                case _:
                    pass
        mended = self._live.offer
        if failed and mended and mended == self._pending.offer != shown:
            yield self._pending.offered(mended)

    def picked(self, text: str) -> str:
        """The term that a number picks, right after terms were offered; empty for any other line."""
        offers, self._offers = self._offers, ()
        number = text.strip(" .)?")
        return offers[int(number) - 1] if number in map(str, range(1, len(offers) + 1)) else ""

    def answer(self, question: str, context: Context, *, to_model: bool = False) -> Iterator[Event]:
        """At least one event, always. `to_model`: a language model is to hear it, where there is one."""
        match None if to_model else about(question):
            case About.STUCK if context.step is not None and context.step.hints:
                yield from context.commands["hint"].run(context, "")
            case About.TASK | About.STUCK:
                yield Answered(question, self._task(context))
            case About.TROUBLE if self._trouble is not None:
                yield self._why(question, self._trouble)
            case About.TROUBLE:
                for event in self._answer(question, self._live, self._around(context)):
                    unknown = isinstance(event, Answered) and not event.known
                    yield Answered(question, NOTHING_WRONG) if unknown else event
            case None:
                around = replace(self._around(context), to_model=to_model)
                yield from self._answer(question, self._live, around)

    def about_model(self, question: str, context: Context) -> Iterator[Event]:
        """Whether a language model is asked; with a question, all that would be sent to it."""
        return self._answer.about_model(question, self._live, self._around(context))

    def _around(self, context: Context) -> Surroundings:
        lesson, here = self._journey.lesson, self._journey.position
        code = [lesson.setup, *(cell.code for cell in context.record.cells)]
        code += [self._journey.step.lines] if self._journey.step else []
        texts = [self._journey.step.say, self._journey.step.task] if self._journey.step else []
        texts += [step.then for step in lesson.steps[max(0, here - 1) : here]]
        return Surroundings("\n".join(each for each in code if parsed(each)), tuple(filter(str.strip, texts)))

    def _task(self, context: Context) -> str:
        """What the step asks, and what Enter does."""
        shown = place(context.course, self._journey)
        if isinstance(shown, LessonFinished):
            return "This lesson is finished. Enter goes on to the next one, `/lessons` shows them all."
        if self._pending.offer:
            return f"{shown.task}\n\nEnter runs the mended lines:\n\n{_fenced(self._pending.offer)}".strip()
        task = shown.task or ("" if shown.code else "There is nothing to do in this step but to read it.")
        lines = _fenced(shown.code) if shown.code else ""
        return "\n\n".join(part for part in (task, lines, shown.invitation) if part)

    def _why(self, question: str, trouble: Error | Judged) -> Answered:
        """The latest error or verdict once more, with what belongs to it."""
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


def _words(trouble: Error | Judged) -> str:
    if isinstance(trouble, Error):
        return trouble.explanation or f"{trouble.name}: {trouble.message}"
    return trouble.message if trouble.verdict.value != "passed" else ""


def _fenced(code: str) -> str:
    return f"```python\n{code}\n```"
