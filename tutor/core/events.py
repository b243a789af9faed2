"""Everything that can happen in a conversation, as frozen data. Listeners draw it, write it down, save it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from tutor.core.drawings import Table
from tutor.core.execution import SessionEvent
from tutor.core.film import Film
from tutor.core.verdict import Verdict


class LessonStarted(Struct, frozen=True):
    lesson_id: str
    title: str
    goal: str
    minutes: int
    number: int
    """Its place in the course, counted from 1."""
    resumed: bool = False
    """True when an earlier session is taken up again."""


class StepShown(Struct, frozen=True):
    step_id: str
    kind: str
    number: int
    """Counted from 1."""
    of: int
    lesson_title: str
    lesson_number: int
    say: str = ""
    """Markdown."""
    task: str = ""
    """Markdown."""
    code: str = ""
    """The lines that a bare Enter runs; empty when the step hides them or has none."""
    invitation: str = ""
    """The one line that says what to do now."""
    choices: tuple[str, ...] = ()
    """A quiz's answers, numbered from 1 when shown."""
    picture: str = ""
    """The PNG file that is drawn under the text; empty for none."""
    picture_says: str = ""
    """What there is to see in it."""


class CodeRun(Struct, frozen=True):
    """Code was handed to the session."""

    code: str
    by_enter: bool = False
    """True when a bare Enter ran it, so that it still has to be shown."""


class Judged(Struct, frozen=True):
    step_id: str
    verdict: Verdict
    message: str = ""
    """Markdown. Empty with NOT_YET where the words stand above the traceback of an error."""
    offer: str = ""
    """Code that a bare Enter would run now, to put it right."""


class Hinted(Struct, frozen=True):
    step_id: str
    level: int
    """Counted from 1."""
    of: int
    text: str


class Answered(Struct, frozen=True):
    """A question's answer."""

    question: str
    text: str
    """Markdown."""
    see_also: tuple[str, ...] = ()
    """Terms worth asking about next."""
    offers: tuple[str, ...] = ()
    """Terms to choose from: the next line may pick one by its number from 1. Empty when the answer is one."""
    taught: str = ""
    """Where the course teaches it: `lesson 2, Your first neuron`; empty when no lesson does."""
    known: bool = True
    """False when there is no answer to this question."""
    classes: tuple[str, ...] = ()
    """What the question was taken for, the likeliest first; see `tutor.core.meaning`."""
    band: str = ""
    """How sure that is: `sure`, `likely`, `offer`; empty for what was named, or has no answer."""


class ModelSaid(Struct, frozen=True):
    """A block of what a language model says, which the learner has brought. It may be wrong."""

    model: str
    """Its name."""
    text: str
    """Markdown: a paragraph, a list or a fence of code."""


class Tone(Enum):
    """How a sentence is meant."""

    TEXT = "text"
    """The lesson's own words."""
    NOTE = "note"
    """An aside, in grey."""
    PROBLEM = "problem"
    """Something needs the learner's eye."""


class Said(Struct, frozen=True):
    """The tutor says something."""

    text: str
    """Markdown."""
    tone: Tone = Tone.TEXT
    notice: bool = False
    """Whether it tells what Keras has accepted in silence: then a `why?` is about it."""
    ailment: str = ""
    """What ails the training that it is about, as in `Diagnosed`; empty for anything else."""


ENTER_RUNS = "Enter runs this:"
"""The title of a listing that is on offer."""


class Listing(Struct, frozen=True):
    """Code or raw text shown as it is, a solution or a whole traceback for one."""

    text: str
    language: str = "python"
    """`python`, or empty for plain text."""
    title: str = ""


class LessonFinished(Struct, frozen=True):
    lesson_id: str
    passed: int
    """Steps done by the learner's own or the shown code, texts included."""
    skipped: int
    of: int
    next_lesson: str = ""
    """Id of the lesson that follows; empty after the last one."""
    next_title: str = ""
    in_course: bool = True
    able_to: tuple[str, ...] = ()
    """What the learner can do now."""
    seconds: float = 0.0
    """At all steps together."""
    passed_over: tuple[str, ...] = ()
    """Ids of the steps that were skipped."""
    guesses: tuple[tuple[str, str, str], ...] = ()
    """Step, what the learner guessed, what came."""


class Diagnosed(Struct, frozen=True):
    """What the doctor says of a training that runs: at most one at a time, each once in a run."""

    ailment: str
    """One of `core.doctor.Ailment`."""
    text: str
    """What was seen, why it matters, what to do."""


class Trying(Struct, frozen=True):
    """Variants of a run are about to train on the side."""

    of: int
    """The number of the run."""
    labels: tuple[str, ...]
    """What each differs in: `0.01`."""
    names: tuple[str, ...]
    """What is varied: `learning_rate`."""
    epochs: int = 0
    """The most that one of them may take."""


class Left(Struct, frozen=True):
    """The learner leaves."""

    next_lesson: str = ""
    """Id of the lesson to open instead; empty to leave the tutor."""
    kept: bool = True
    """False when the progress will be gone: a played lesson, or a disk that cannot be written."""


Event = (
    SessionEvent
    | LessonStarted
    | StepShown
    | CodeRun
    | Judged
    | Table
    | Hinted
    | Answered
    | ModelSaid
    | Said
    | Listing
    | LessonFinished
    | Diagnosed
    | Trying
    | Film
    | Left
)


def name_of(kind: type[Event]) -> str:
    """What a kind of event is called in a transcript: `StepShown` is `step_shown`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()


def as_json(value: Any) -> Any:
    """An event, or anything inside one, as plain JSON data; nan and infinities become strings."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Struct):
        return {name: as_json(each) for name, each in asdict(value).items()}
    if isinstance(value, Mapping):
        return {str(key): as_json(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [as_json(item) for item in value]
    if isinstance(value, float) and value - value != 0:
        return repr(value)
    return value
