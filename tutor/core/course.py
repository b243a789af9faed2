"""Course, lesson, step: what a lesson file says, once it has been read and found sound."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

from msgspec import Struct, field

from tutor.core.acts import Acts, acts_of, is_command
from tutor.core.picture import Picture
from tutor.core.protocols import Check, Exhibit
from tutor.core.syntax import alike
from tutor.core.verdict import Judgement


class Mistake(Struct, frozen=True, kw_only=True):
    """A wrong turn that the author knows, and what to say to it."""

    example: str
    """Code that makes the mistake; `check` runs it and expects exactly this message."""
    when: Check
    """Passes when the mistake was made."""
    say: str
    """Markdown: what I saw, why it matters, what to do next."""
    offer: str = ""
    """Code that puts it right; a bare Enter runs it."""
    stands: bool = False
    """Whether it is a mistake even where everything that is expected has come out."""


class Guess(Struct, frozen=True, kw_only=True):
    """A number the learner may guess before the step runs."""

    ask: str
    about: str
    """An expression over the session, evaluated after the step: `history.history['loss'][-1]`."""


class Quote(Struct, frozen=True, kw_only=True):
    """A number in a step's text that a training led to; `check` compares it over several random seeds."""

    says: str
    """How the text puts it, word for word: `between 26.4 and 27.6`."""
    value: str
    """An expression over the session, evaluated after the step: `model.get_weights()[1].item()`."""
    between: tuple[float, float]
    """The smallest and the largest value for which the text is true."""


class Standing(Struct, frozen=True):
    """A check of an earlier step that must still pass, for a later one builds on what it looks at."""

    step: str
    """The id of the step whose check it is."""
    names: tuple[str, ...]
    """The variables that the later step reads."""
    check: Check


class Part(Struct, frozen=True):
    """Code that is only one of the lines a step gives, and what has to follow it."""

    changed: bool
    """Whether it differs from the given lines in whose place it stands."""
    rest: str
    """The given lines that come after it, and before them those whose names are not there."""


class Step(Struct, frozen=True, kw_only=True):
    """One thing to do. Each kind is a subclass in `tutor/steps` and says what differs."""

    kind: ClassVar[str] = ""
    """The word in the lesson file."""
    invitation: ClassVar[str] = "Your turn. Enter runs the lines above as they are."
    hidden_invitation: ClassVar[str] = "Your turn. /hint helps, /solution shows the lines."
    """The invitation when the step is not guided, and its code stays hidden."""
    needs_code: ClassVar[bool] = True
    """Whether the lesson has to give a solution."""
    judged: ClassVar[bool] = True
    """Whether a result can be right or wrong; else it is enough that the lines ran."""
    takes_commands: ClassVar[bool] = False
    """Whether its lines may be a `/try` in place of Python."""

    id: str
    say: str = ""
    """Markdown, shown first."""
    task: str = ""
    """Markdown: what the learner is to do."""
    code: str = ""
    """The model solution."""
    guided: bool = True
    """False hides `code` until /solution."""
    accept: tuple[str, ...] = ()
    """Other routes that must pass, too."""
    expect: tuple[Check, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    show: tuple[Exhibit, ...] | None = None
    """What is shown after a pass; None leaves it to the kind."""
    hints: tuple[str, ...] = ()
    """From a nudge to nearly there; none is the answer."""
    then: str = ""
    """Markdown, said after a pass: what it means."""
    guess: Guess | None = None
    quotes: tuple[Quote, ...] = ()
    free: Mapping[str, str] = field(default_factory=dict)
    """What else may be than in `code`, and why it is right all the same: `{fit.batch_size: Any size gets there.}`.
    `check` then makes no wrong answers of it."""
    standing: tuple[Standing, ...] = ()
    """What earlier steps made and this one reads; no file writes it (`core/standing.py`)."""

    @property
    def before(self) -> str:
        """Code that runs unseen before the first line of the learner's at this step. No lesson file writes it."""
        return ""

    @property
    def runs_code(self) -> bool:
        """Whether the step is done by running code, or a command; False for texts and quizzes."""
        return bool(self.code)

    @property
    def leaves_names(self) -> bool:
        """Whether its solution is Python, which later steps may build on; False for a command."""
        return self.runs_code and not is_command(self.code)

    @property
    def given(self) -> str:
        """Lines that the learner gets to mend; running them as they are is no attempt. Empty for most kinds."""
        return ""

    @property
    def lines(self) -> str:
        """The lines that the step shows, and that a bare Enter runs; empty when it hides them or has none."""
        return self.given or (self.code.strip() if self.guided else "")

    @property
    def inviting(self) -> str:
        """The one line that says what to do now."""
        return self.invitation if self.lines or not self.runs_code else self.hidden_invitation

    @property
    def holds_back(self) -> str:
        """What the first bare Enter gets said, which does nothing else; empty where it acts at once."""
        if self.runs_code or not self.own_answer:
            return ""
        return "Type your answer. Enter once more shows it and goes on."

    @property
    def own_answer(self) -> str:
        """What to type to pass the step as its author would; empty for a bare Enter."""
        return "" if self.lines == self.code.strip() else self.code.strip()

    @property
    def how_to_answer(self) -> str:
        """One sentence for somebody who answers a question in a way that is not understood; else empty."""
        return ""

    @property
    def subjects(self) -> frozenset[str]:
        """The variables the step is about: those its checks look at and its solution binds."""
        checked = {check.subject for check in self.expect} - {""}
        return frozenset(checked) | acts_of(self.code).binds

    @property
    def picture(self) -> Picture | None:
        """What is drawn under the text; None for all kinds but the text."""
        return None

    @property
    def choices(self) -> tuple[str, ...]:
        """Answers to choose from; empty for all kinds but the quiz."""
        return ()

    def attempts(self, acts: Acts) -> bool:
        """Whether code with these acts tries to do the step. Exploring does not."""
        return bool(acts.binds & self.subjects)

    def resembles(self, code: str) -> bool:
        """Whether code does what the step's own lines do, as far as its text tells."""
        return self.attempts(acts_of(code))

    def gives(self, code: str) -> bool:
        """Whether this code is nothing but the lines that were given to be mended."""
        return bool(self.given) and alike(code, self.given)

    def may_be_offered(self, code: str) -> str:
        """The code, unless it is the solution of a step that hides it: to find that is the learner's work."""
        return "" if not self.guided and alike(code, self.code) else code

    def part(self, code: str, names: Collection[str]) -> Part | None:
        """What this code is of the given lines, when others have to run after it; else None.

        `names` are those that the session has.
        """
        return None

    def exhibits(self) -> Sequence[tuple[str, Mapping[str, Any]]]:
        """What this kind shows after a pass when the lesson does not say: exhibit names and their fields."""
        return ()

    def answer(self, text: str) -> Judgement | None:
        """Judge a typed answer that is not code; None when this kind takes no such answer."""
        return None


class Lesson(Struct, frozen=True, kw_only=True):
    """One lesson file."""

    id: str
    title: str
    goal: str
    minutes: int
    """How long it takes; 0 when nobody knows."""
    steps: tuple[Step, ...]
    """None at all: nothing but the session."""
    after: tuple[str, ...] = ()
    """Lessons that should come first."""
    concepts: tuple[str, ...] = ()
    """Glossary ids."""
    able_to: tuple[str, ...] = ()
    """What one can do after it, in three lines: `train one neuron with fit`."""
    source: str = ""
    random_seed: int = 0
    setup: str = ""
    """Run silently before the first step, and on every replay."""
    path: Path = Path()

    def index(self, step_id: str) -> int:
        """The place of a step, from 0. Raises KeyError for an id that does not exist."""
        for place, step in enumerate(self.steps):
            if step.id == step_id:
                return place
        raise KeyError(step_id)


class LessonEntry(Struct, frozen=True):
    """What the course list knows of a lesson without reading its steps."""

    id: str
    title: str
    goal: str
    minutes: int
    path: Path
    concepts: tuple[str, ...] = ()
    """Glossary ids."""
    after: tuple[str, ...] = ()
    """Lessons that should come first."""
    able_to: tuple[str, ...] = ()
    """What one can do after it."""


class Course(Struct, frozen=True):
    """The lessons in the order they are taught."""

    title: str
    lessons: tuple[LessonEntry, ...]
    welcome: str = ""
    """Markdown, said when the first lesson is opened for the first time."""

    def number(self, lesson_id: str) -> int:
        """A lesson's place, counted from 1; 0 for a lesson outside the course."""
        return next((n for n, entry in enumerate(self.lessons, 1) if entry.id == lesson_id), 0)

    def following(self, lesson_id: str) -> str:
        """The id of the lesson after this one; empty after the last."""
        number = self.number(lesson_id)
        return self.lessons[number].id if 0 < number < len(self.lessons) else ""
