"""What a session yields while it runs one piece of code, as frozen data."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from msgspec import Struct, field

from tutor.core.drawings import Figure
from tutor.core.patient import Patient
from tutor.core.runs import Run


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


class Waiting(Struct, frozen=True):
    """The code is held back until the session is ready for it."""

    reason: str


class Stream(Struct, frozen=True):
    """Text that the code printed, as it comes."""

    text: str
    name: str = "stdout"
    """`stdout` or `stderr`."""


class Display(Struct, frozen=True):
    """The repr of a value that a line ended with, or of something shown with `display`."""

    text: str


class TrainingStarted(Struct, frozen=True):
    """A `fit` began."""

    total: int
    """Epochs asked for."""
    first: int = 1
    """The number of the first epoch, counted from 1 (`initial_epoch` + 1)."""
    loss: str = ""
    """Canonical name of the loss; empty when unknown."""
    weights: Mapping[str, float] = field(default_factory=dict)
    """The weights before the first epoch, as in `Epochs`; empty when they are not known."""
    again: str = ""
    """Why a replay has to train: `missing`, `damaged`, `misfit` or `unkept`; empty for the learner's own line."""
    patient: Patient | None = None
    """What is known of it by now; None when nobody looked."""


class Epoch(Struct, frozen=True):
    """One finished epoch."""

    number: int
    """Counted from 1."""
    metrics: Mapping[str, float]
    """Loss and metrics, validation ones with `val_`. May be nan or inf."""


class Epochs(Struct, frozen=True):
    """Finished epochs, in order, each exactly once, batched at most 20 times a second."""

    rows: tuple[Epoch, ...]
    weights: Mapping[str, float] = field(default_factory=dict)
    """The weights after the last row, `weight` and `bias` for one, when there are at most four."""
    patient: Patient | None = None
    """All that is known of the training, when something new was found in the model; else None."""


class TrainingEnded(Struct, frozen=True):
    """The `fit` is over, by whatever way."""

    epochs: int
    """How many epochs it finished."""
    seconds: float
    stopped: bool = False
    """True when Ctrl-C or a callback ended it early."""
    run: Run | None = None
    """All that is kept of it; its number is given by the conversation. None without an epoch."""
    changes: tuple[tuple[int, int, float], ...] = ()
    """Learning rates that were set on the way: number of the `fit` in its cell, after how many epochs, rate."""


class Steered(Struct, frozen=True):
    """The learner has set the learning rate of a running `fit`, or could not."""

    epoch: int
    """After this one."""
    before: float
    rate: float
    """From now on."""
    obstacle: str = ""
    """Why it was not set, as a sentence; then both rates are 0."""


class Paused(Struct, frozen=True):
    """A `fit` waits for the learner between two epochs: `session.steer` says how it goes on."""

    epoch: int
    rate: float | None = None
    """None when it cannot be set."""
    obstacle: str = ""
    """Why it cannot, as a sentence."""


class VariantEpochs(Struct, frozen=True):
    """Finished epochs of a training on the side, as `Epochs`."""

    place: int
    """Which variant, counted from 1."""
    rows: tuple[Epoch, ...]


class VariantEnded(Struct, frozen=True):
    """A training on the side is over, or could not begin."""

    place: int
    run: Run
    """Its number is 0; without an epoch when it could not be trained."""
    lines: tuple[str, ...] = ()
    """The lines of Python that make its model and compile it; empty when they cannot be written down."""
    fresh: bool = False
    """Whether it had other starting weights than the run that it varies, for its shapes are others."""
    problem: str = ""
    """Why it was not trained, as a part of a sentence; empty when it was."""


class Frame(Struct, frozen=True):
    """One place of a traceback that lies in the learner's own code."""

    line: int
    source: str
    column: int = 0
    """Where Python stopped reading the line, from 1; 0 when the whole line is meant."""


class Error(Struct, frozen=True):
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


class Warned(Struct, frozen=True):
    """The code ran, and a library has something to say about it."""

    name: str
    """The class of the warning."""
    message: str
    explanation: str = ""
    """The human sentence. Filled in by the conversation; empty when it knows none."""


class InputRequested(Struct, frozen=True):
    """The code called `input()`: answer with `session.reply_input`."""

    prompt: str
    password: bool = False


class Cut(Struct, frozen=True):
    """More was printed than anybody reads: a part is left out, and the end is shown when the code is over."""

    characters: int = 0
    """How many are missing from what was shown; 0 when it begins, and their number is not known yet."""


class Stopping(Struct, frozen=True):
    """Ctrl-C was pressed, and the code still runs."""

    press: int
    """Counted from 1."""
    text: str
    """One sentence: what happens, and what the next press will do."""


class Done(Struct, frozen=True):
    """The last event of a run that reached its end, well or not."""

    status: Status = Status.OK
    seconds: float = 0.0
    line: int = 0
    """For an interrupted run, the line of the code, from 1, that was running; 0 when it is not known."""


class Died(Struct, frozen=True):
    """The last event of a run whose process ended, or could not start."""

    status: Status = Status.DIED
    reason: str = ""
    """One sentence for the learner: what happened, and what to do."""


SessionEvent = (
    Waiting
    | Stream
    | Display
    | TrainingStarted
    | Epochs
    | TrainingEnded
    | Steered
    | Paused
    | VariantEpochs
    | VariantEnded
    | Figure
    | Error
    | Warned
    | InputRequested
    | Cut
    | Stopping
    | Done
    | Died
)
