"""Brings a session back to where a step began, after something else was tried there.

Starting anew costs seconds. So the session's facts are compared before and after, and the lesson's own lines run
again only from the first one on that made something which has changed. When one of those lines trains, all of them
run again from the random seed on: then each `fit` meets what it met the first time, and a session that keeps
checkpoints need not train. A session that died starts anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from tutor.conversation.rebuild import Rebuild
from tutor.core.acts import acts_of, is_command
from tutor.core.course import Lesson
from tutor.core.execution import Error, Status
from tutor.core.facts import ArrayFacts, Facts, NothingFacts, ScalarFacts, TextFacts, Variables, VariablesFacts
from tutor.core.outcome import fold, mark
from tutor.core.progress import Cell
from tutor.core.protocols import Session
from tutor.core.wire import encode

CLEAN = "import keras; keras.utils.clear_session()"
"""Lets Keras count its layers and draw its seeds from the beginning, as in a fresh session."""

LOOKING = frozenset({"predict", "evaluate", "summary", "get_weights", "get_config", "get_layer", "count_params"})
"""Methods of Keras objects that change nothing a lesson could notice. Every other one may."""


class Rewinder:
    """Keeps the lines that belong to the session, and what they made."""

    def __init__(self, lesson: Lesson, session: Session, cells: Sequence[str] = ()) -> None:
        """`cells`: lines that `begin` and `start` run after the setup."""
        self._lesson = lesson
        self._session = session
        self._cells = list(cells)
        self._before: Mapping[str, Facts] = {}
        self._earlier: Mapping[str, Facts] = {}
        """The same before the line that was accepted last."""
        self.error: Error | None = None
        """What the lesson's setup raised when it ran last; None when it ran well."""
        self.replayed = False
        """Whether all lines have run again, from the random seed on, since this was last set to False."""

    @property
    def names(self) -> tuple[str, ...]:
        """The learner's variables where the step begins."""
        return tuple(self._before)

    @property
    def facts(self) -> Mapping[str, Facts]:
        """The learner's variables where the step begins, with their facts."""
        return self._before

    def begin(self) -> str:
        """As `start`, in a session where others may have run something before."""
        left = list(self.variables())
        return self.start() if not left or self._clean(left) else "The session died."

    def start(self) -> str:
        """Run the random seed, the setup and all lines so far. Says what is wrong; empty when all is well."""
        rebuild = Rebuild(self._session, self._lesson, [Cell("", code) for code in self._cells])
        for _ in rebuild.wait():
            pass
        self.error = rebuild.setup_error
        if rebuild.failure is not None:
            return rebuild.failure.reason or "The session died."
        self._before = self.variables()
        return ""

    def accept(self, code: str) -> None:
        """From now on this line, which has just run, belongs to the session; a command leaves nothing there."""
        if is_command(code):
            return
        self._earlier = self._before
        self._cells.append(code)
        self._before = self.variables()

    def give_back(self) -> None:
        """The line that was accepted last belongs to the session no more. Only once after each."""
        code, self._before = self._cells.pop(), self._earlier
        self.undo(code)

    def undo(self, code: str, *, died: bool = False) -> None:
        """Take back what `code`, which has just run, has changed."""
        if died:
            self._session.restart()
            self.start()
            return
        after = self.variables()
        changed = {name for name, facts in self._before.items() if not _same(after.get(name), facts)}
        touched = acts_of(code).binds | _acted_on(code)
        changed |= {name for name in touched if not _all_told(self._before.get(name))}
        first = self._first_to_repeat(changed & set(self._before))
        again = [] if first is None else [self._lesson.setup, *self._cells][first:]
        if any(_trains(line) for line in again):
            self._replay(after)
            return
        new = [name for name in after if name not in self._before]
        self._run([f"del {', '.join(new)}"] if new else [], again)
        if new or again:
            self._before = self.variables()
        self._forget_runs()

    def _forget_runs(self) -> None:
        """Let the session know only the trainings of its own lines: a `/try` varies the latest."""
        if any(step.takes_commands for step in self._lesson.steps):
            marks = [mark(line) for line in (self._lesson.setup, *self._cells)]
            self._run([f"import builtins; builtins.__tutor__.only_runs({marks!r})"])

    def again(self) -> None:
        """Run everything again from the random seed on: the lines may have been cut short."""
        self._replay(self.variables())

    def _replay(self, names: Iterable[str]) -> None:
        """Run everything again from the random seed on, in the same process, where these names are."""
        self.replayed = True
        if self._clean(names):
            self.start()
        self._forget_runs()

    def _clean(self, names: Iterable[str]) -> bool:
        """Take away these names, and what Keras remembers. False when the session died of it."""
        return self._run([f"del {', '.join(names)}", CLEAN])

    def _run(self, *codes: Sequence[str]) -> bool:
        """Run lines silently. False when the session died of them; it has started anew then."""
        for line in chain(*codes):
            if line.strip():
                ran = fold(line, self._session.run(line, silent=True), {})
                if ran.status in (Status.DIED, Status.UNAVAILABLE):
                    self._session.restart()
                    self.start()
                    return False
        return True

    def _first_to_repeat(self, changed: set[str]) -> int | None:
        """The place, the setup being 0, of the first line to run again; None when nothing changed.

        Lines run again from where a name was first made. What those lines make again or change in place, a `fit`
        its model for one, must come from its own beginning too, or it would be trained twice.
        """
        if not changed:
            return None
        lines = [self._lesson.setup, *self._cells]
        made = [acts_of(line).binds & set(self._before) for line in lines]
        touched = [names | (_acted_on(line) & set(self._before)) for names, line in zip(made, lines, strict=True)]
        first = len(lines)
        while changed:
            # A name that no line made is left to the setup.
            first = min(next((n for n, names in enumerate(made) if name in names), 0) for name in changed)
            repeated = set[str]().union(*touched[first:])
            changed = {name for name in repeated if any(name in names for names in made[:first])}
        return first

    def variables(self) -> Mapping[str, Facts]:
        """The learner's variables as they are now."""
        facts = self._session.query([Variables()])[0]
        return facts.variables if isinstance(facts, VariablesFacts) else {}


def _acted_on(code: str) -> set[str]:
    """Variables a method of which is called that may change them: `model` for `model.fit(x)`."""
    calls = [call.split(".") for call in acts_of(code).calls if "." in call]
    return {call[0] for call in calls if call[-1] not in LOOKING}


def _trains(code: str) -> bool:
    """Whether some `fit` is called."""
    return any(call.rpartition(".")[2] == "fit" for call in acts_of(code).calls)


def _same(one: Facts | None, other: Facts) -> bool:
    """Whether facts are equal, a nan being equal to a nan."""
    return one is not None and (one == other or encode(one) == encode(other))


def _all_told(facts: Facts | None) -> bool:
    """Whether equal facts mean an equal object. A large array or a model may change unseen."""
    if isinstance(facts, ArrayFacts):
        return facts.whole
    return isinstance(facts, (ScalarFacts, TextFacts, NothingFacts))
