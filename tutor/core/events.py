"""Everything that can happen in a conversation, as frozen data. Listeners draw it, write it down, save it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from tutor.core.verdict import Verdict


class Status(Enum):
    """How one execution ended."""

    OK = "ok"
    ERROR = "error"
    INTERRUPTED = "interrupted"
    """Ended by Ctrl-C. A `fit` that was stopped politely ends OK, with its history."""
    DIED = "died"
    """The session's process ended under it."""
    UNAVAILABLE = "unavailable"
    """It never ran: the session cannot start."""


# What a session yields while it runs one piece of code ------------------------------------------------


@dataclass(frozen=True, slots=True)
class Waiting:
    """The code is held back until the session is ready for it."""

    reason: str


@dataclass(frozen=True, slots=True)
class Stream:
    """Text that the code printed, as it comes."""

    text: str
    name: str = "stdout"
    """`stdout` or `stderr`."""


@dataclass(frozen=True, slots=True)
class Display:
    """The repr of a value that a line ended with, or of something shown with `display`."""

    text: str


@dataclass(frozen=True, slots=True)
class TrainingStarted:
    """A `fit` began."""

    total: int
    """Epochs asked for."""
    first: int = 1
    """The number of the first epoch, counted from 1 (`initial_epoch` + 1)."""
    loss: str = ""
    """Canonical name of the loss; empty when unknown."""
    weights: Mapping[str, float] = field(default_factory=dict)
    """The weights before the first epoch, as in `Epochs`; empty when they are not known."""


@dataclass(frozen=True, slots=True)
class Epoch:
    """One finished epoch."""

    number: int
    """Counted from 1."""
    metrics: Mapping[str, float]
    """Loss and metrics, validation ones with `val_`. May be nan or inf."""


@dataclass(frozen=True, slots=True)
class Epochs:
    """Finished epochs, in order, each exactly once, batched at most 20 times a second."""

    rows: tuple[Epoch, ...]
    weights: Mapping[str, float] = field(default_factory=dict)
    """The weights after the last row, `weight` and `bias` for one, when there are at most four."""


@dataclass(frozen=True, slots=True)
class TrainingEnded:
    """The `fit` is over, by whatever way."""

    epochs: int
    """How many epochs it finished."""
    seconds: float
    stopped: bool = False
    """True when Ctrl-C or a callback ended it early."""


@dataclass(frozen=True, slots=True)
class Series:
    """One thing drawn in a chart."""

    kind: str
    """`line`, `points`, `bars` or `image`."""
    x: tuple[float | None, ...] = ()
    """None is a gap: a value that was not finite."""
    y: tuple[float | None, ...] = ()
    label: str = ""
    image: tuple[tuple[float, ...], ...] = ()
    """Rows of brightness from 0 to 1, top row first; only for `image`."""


@dataclass(frozen=True, slots=True)
class Axes:
    """One chart: what to draw, never how wide. Scales are `linear` or `log`."""

    series: tuple[Series, ...] = ()
    title: str = ""
    x_label: str = ""
    y_label: str = ""
    x_scale: str = "linear"
    y_scale: str = "linear"
    x_limits: tuple[float, float] | None = None
    """None: whatever the data needs."""
    y_limits: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One or more charts, one under the other: the learner's matplotlib figure, or one of ours."""

    axes: tuple[Axes, ...]
    title: str = ""
    note: str = ""
    """What had to be left out, in words; empty when nothing was."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One place of a traceback that lies in the learner's own code."""

    line: int
    source: str


@dataclass(frozen=True, slots=True)
class Error:
    """The code raised."""

    name: str
    """The exception's class name."""
    message: str
    """Without colour codes."""
    frames: tuple[Frame, ...] = ()
    """The learner's own lines, outermost first."""
    traceback: str = ""
    """All of it, without colour codes, for `/traceback`."""
    explanation: str = ""
    """The human sentence that stands before it. Filled in by the conversation."""


@dataclass(frozen=True, slots=True)
class InputRequested:
    """The code called `input()`: answer with `session.reply_input`."""

    prompt: str
    password: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """The last event of a run that reached its end, well or not."""

    status: Status = Status.OK
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Died:
    """The last event of a run whose process ended, or could not start."""

    status: Status = Status.DIED
    reason: str = ""
    """One sentence for the learner: what happened, and what to do."""


# What the conversation adds ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LessonStarted:
    lesson_id: str
    title: str
    goal: str
    minutes: int
    number: int
    """Its place in the course, counted from 1."""
    resumed: bool = False
    """True when an earlier session is taken up again."""


@dataclass(frozen=True, slots=True)
class StepShown:
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


@dataclass(frozen=True, slots=True)
class CodeRun:
    """Code was handed to the session."""

    code: str
    by_enter: bool = False
    """True when a bare Enter ran it, so that it still has to be shown."""


@dataclass(frozen=True, slots=True)
class Judged:
    step_id: str
    verdict: Verdict
    message: str = ""
    """Markdown."""
    offer: str = ""
    """Code that a bare Enter would run now, to put it right."""


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    number: bool = False
    """Numbers are right-aligned."""


@dataclass(frozen=True, slots=True)
class Table:
    """Cells are text, ready to show; at most 100 rows."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    title: str = ""
    note: str = ""
    """What was left out, in words."""


@dataclass(frozen=True, slots=True)
class Hinted:
    step_id: str
    level: int
    """Counted from 1."""
    of: int
    text: str


@dataclass(frozen=True, slots=True)
class Answered:
    """A question's answer."""

    question: str
    text: str
    """Markdown."""
    see_also: tuple[str, ...] = ()
    """Terms worth asking about next."""


class Tone(Enum):
    """How a sentence is meant."""

    TEXT = "text"
    """The lesson's own words."""
    NOTE = "note"
    """An aside, in grey."""
    PROBLEM = "problem"
    """Something needs the learner's eye."""


@dataclass(frozen=True, slots=True)
class Said:
    """The tutor says something."""

    text: str
    """Markdown."""
    tone: Tone = Tone.TEXT


@dataclass(frozen=True, slots=True)
class Listing:
    """Code or raw text shown as it is, a solution or a whole traceback for one."""

    text: str
    language: str = "python"
    """`python`, or empty for plain text."""
    title: str = ""


@dataclass(frozen=True, slots=True)
class LessonFinished:
    lesson_id: str
    passed: int
    """Steps done by the learner's own or the shown code, texts included."""
    skipped: int
    of: int
    next_lesson: str = ""
    """Id of the lesson that follows; empty after the last one."""


@dataclass(frozen=True, slots=True)
class Left:
    """The learner leaves. Everything is saved."""

    next_lesson: str = ""
    """Id of the lesson to open instead; empty to leave the tutor."""


SessionEvent = (
    Waiting
    | Stream
    | Display
    | TrainingStarted
    | Epochs
    | TrainingEnded
    | Figure
    | Error
    | InputRequested
    | Done
    | Died
)
Event = (
    SessionEvent
    | LessonStarted
    | StepShown
    | CodeRun
    | Judged
    | Table
    | Hinted
    | Answered
    | Said
    | Listing
    | LessonFinished
    | Left
)


def name_of(event: Event) -> str:
    """The event's name in a transcript: `StepShown` is `step_shown`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", type(event).__name__).lower()


def as_json(value: Any) -> Any:
    """An event, or anything inside one, as plain JSON data; nan and infinities become strings."""
    if isinstance(value, Enum):
        return value.value
    if hasattr(value, "__dataclass_fields__"):
        return {name: as_json(getattr(value, name)) for name in value.__dataclass_fields__}
    if isinstance(value, Mapping):
        return {str(key): as_json(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [as_json(item) for item in value]
    if isinstance(value, float) and value - value != 0:
        return repr(value)
    return value
