"""The joints of the program: what a session, a check, an exhibit and a command have to offer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from tutor.core.events import Event
from tutor.core.execution import SessionEvent
from tutor.core.facts import Facts, Probe
from tutor.core.meaning import Meaning, Situation
from tutor.core.runs import RunBook
from tutor.core.verdict import Judgement

if TYPE_CHECKING:
    from tutor.core.course import Course, Lesson, Step
    from tutor.core.execution import Error
    from tutor.core.outcome import Outcome
    from tutor.core.progress import LessonRecord, ProgressStore


class State(Enum):
    """What the live session is doing."""

    STARTING = "starting"
    WARMING = "warming"
    """The kernel answers, TensorFlow is still loading."""
    IDLE = "idle"
    BUSY = "busy"
    DEAD = "dead"


class Completions(Struct, frozen=True):
    """What may stand in place of `code[start:end]`."""

    matches: tuple[str, ...]
    start: int
    end: int


class Queryable(Protocol):
    """What can be asked for facts."""

    def query(self, probes: Sequence[Probe], timeout: float = 5.0) -> tuple[Facts, ...]:
        """The facts that answer each probe, in order; FailedFacts where there is no answer now."""


class Session(Protocol):
    """The live Keras session. One execution at a time; every method is called from one thread but `interrupt`
    and `steer` (any thread, or a signal handler), `complete` and `inspect` (a completion thread)."""

    def start(self) -> None:
        """Begin to start, and return at once; nothing happens when it has begun before."""

    def state(self) -> State: ...

    def run(self, code: str, *, silent: bool = False) -> Iterator[SessionEvent]:
        """Run code as the learner's own, waiting first until the session is ready.

        Ends in exactly one Done or Died. `silent` is for a replay: it keeps the code out of the history, publishes
        no value, and brings a `fit` that has left a checkpoint to its end without training.
        """

    def reply_input(self, text: str) -> None:
        """Answer the InputRequested that `run` yielded."""

    def query(self, probes: Sequence[Probe], timeout: float = 5.0) -> tuple[Facts, ...]:
        """The facts that answer each probe, in order, without touching the learner's names.

        When the session cannot answer in `timeout` seconds, every answer is FailedFacts.
        """

    def steer(self, wish: str) -> None:
        """Have a running `fit` change its learning rate, or wait, after its epoch; from any thread.

        One of `slower` and `faster` (half and double the rate), `pause` (`run` then yields Paused), `go`, or the
        rate itself as a number. Nothing happens where no `fit` runs.
        """

    def complete(self, code: str, cursor: int, timeout: float = 0.4) -> Completions | None:
        """None when the session is too busy to say."""

    def inspect(self, code: str, cursor: int, timeout: float = 1.0) -> str | None:
        """Signature and documentation of what is under the cursor; None when there is none."""

    def interrupt(self) -> None:
        """Ctrl-C. The first ends a `fit` after its epoch, the second raises KeyboardInterrupt, the third kills
        the process: `run` then ends in Died."""

    def restart(self) -> None:
        """Replace the process by a fresh one, and return at once. Every variable is gone."""

    def connection_file(self) -> Path | None:
        """For `jupyter console --existing`; None for a session that cannot be joined."""

    def close(self) -> None:
        """End the process. Safe to call twice."""


class Check(Protocol):
    """A probe and a judge. Implemented by the records in `tutor/checks`."""

    @property
    def subject(self) -> str:
        """The variable it looks at; empty when it looks at none."""

    def probes(self) -> Sequence[Probe]:
        """The facts it needs."""

    def judge(self, outcome: Outcome) -> Judgement:
        """Pure: the same outcome, the same judgement. PASSED or NOT_YET with its three sentences."""


class Exhibit(Protocol):
    """Something to look at after a pass. Implemented by the records in `tutor/exhibits`."""

    def probes(self) -> Sequence[Probe]: ...

    def draw(self, outcome: Outcome) -> Iterator[Event]:
        """Tables, figures, sentences. Yields nothing when the facts are not there."""


class Explainer(Protocol):
    """Turns an error into a human sentence."""

    def __call__(
        self, error: Error, code: str, names: Mapping[str, str], session: Queryable | None = None
    ) -> Judgement:
        """The sentence as `message`, a repair as `offer`; an empty message when it knows none.

        `names` are the learner's variables, each with when it was made (`two steps ago`), which may be empty.
        An idle `session` is asked for facts.
        """


class Surroundings(Struct, frozen=True):
    """Where in a lesson a question is asked."""

    code: str = ""
    """What has run in this lesson, its setup included, and the lines that the step shows."""
    texts: tuple[str, ...] = ()
    """The Markdown that the learner has before them: the step's, and what was said after the one before."""
    own: tuple[str, ...] = ()
    """The texts of a notebook that the learner has opened; empty in a lesson."""
    to_model: bool = False
    """True for `?? question`, which is for the language model that the learner has brought."""
    situation: Situation = Situation()


NOWHERE = Surroundings()


class Answerer(Protocol):
    """Answers questions."""

    def __call__(self, question: str, session: Queryable, around: Surroundings = NOWHERE) -> Iterator[Event]:
        """At least one `Answered`, always."""

    def knows(self, term: str) -> bool:
        """Whether it has an entry of exactly this name."""

    def meaning(self, line: str, around: Surroundings = NOWHERE, *, quick: bool = False) -> Meaning:
        """What a line is about. `quick`: nothing is loaded for it that takes a moment."""

    def waking(self, line: str) -> str:
        """The name of the language in which the line is written, when reading it takes a moment; else empty."""

    def about(self, question: str, name: str, session: Queryable) -> Iterator[Event]:
        """What a class has to say, an entry's id or `=subject`, as the answer to a question; or nothing."""

    def browse(self, term: str) -> Iterator[Event]:
        """The entry of that name, the terms of that topic, or with no term all topics."""

    def language_model(self, question: str, session: Queryable, around: Surroundings) -> Iterator[Event]:
        """Whether a language model is asked; with a question, all that would be sent to it."""

    def stop(self) -> bool:
        """End an answer that is still coming; False when none is. Callable from a signal handler."""


class Context(Protocol):
    """What a command may see and do. The conversation is one."""

    course: Course
    lesson: Lesson
    session: Session
    store: ProgressStore

    @property
    def commands(self) -> Mapping[str, Command]:
        """All slash commands, by name."""

    @property
    def record(self) -> LessonRecord: ...

    @property
    def last_error(self) -> Error | None:
        """The error that `/traceback` shows in full."""

    @property
    def position(self) -> int:
        """The current step's place, from 0; equal to the number of steps when the lesson is finished."""

    @property
    def step(self) -> Step | None:
        """None when the lesson is finished."""

    how_sure: Callable[[], Mapping[str, float]]
    """How likely the learner still knows what each lesson taught, from 0 to 1, by lesson id."""

    @property
    def ledger(self) -> RunBook:
        """Every `fit` of this lesson."""

    def facts(self, *probes: Probe) -> tuple[Facts, ...]:
        """What the session answers; FailedFacts while it is not ready."""

    def show_step(self) -> Iterator[Event]:
        """Show the current step again."""

    @property
    def came_from(self) -> int | None:
        """Where the learner was before they went to another step to look, from 0; None when they are not away."""

    def go_to(self, position: int, *, coming_back: bool = False) -> Iterator[Event]:
        """Move to a step and show it; past the last one, finish the lesson. `coming_back`: remember from where."""

    def skip(self) -> Iterator[Event]:
        """Run the step's own code so that later steps find what they need, mark it skipped, go on."""

    def browse(self, term: str) -> Iterator[Event]:
        """What the glossary has under a term or a topic; all its topics without one."""

    def language_model(self, question: str) -> Iterator[Event]:
        """Whether a language model is asked; with a question, all that would be sent to it."""

    def offer(self, code: str) -> None:
        """Let a bare Enter run this, once."""

    def solution(self) -> str:
        """The lines or the answer that do this step, which now counts as looked up; empty when it needs none."""

    def next_hint(self) -> tuple[int, int, str] | None:
        """The next hint's level (from 1), how many there are, its text. The last stays. None without hints."""

    def reset(self) -> Iterator[Event]:
        """Bring the session back to where the current step began."""

    def undo(self) -> Iterator[Event]:
        """Take back the step that was done last, with all that ran since, and show it again.

        Asks first when more than that one step would go: then the second one in a row does it.
        """

    def run_code(self, code: str, *, by_enter: bool = False) -> Iterator[Event]:
        """Run code as if the learner had typed it."""

    @property
    def fast(self) -> bool:
        """Whether the learner wants the fast path of `fit`. The session may have reasons not to take it."""

    def be_fast(self, wanted: bool) -> None:
        """Turn the fast path on or off, now and in every session that follows this one."""


class Command(Struct, frozen=True):
    """A slash command: one file in `tutor/commands`, one line in its table."""

    name: str
    help: str
    """One line, for /help."""
    run: Callable[[Context, str], Iterator[Event]]
    """Gets what was typed after the name, stripped."""
    usage: str = ""
    """`/goto STEP`; empty when it takes no argument."""
    examples: tuple[str, ...] = ()
    group: str = "lesson"
    """`lesson`, `session` or `tutor`: where /help lists it."""
    asks_session: bool = False
    """True for a command that needs facts: it waits until the session is ready."""
