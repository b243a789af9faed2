"""Proves one lesson in a live session: whatever its author claims about code is run and judged."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from tutor.authoring.limit import TOO_LONG
from tutor.authoring.rewind import Rewinder
from tutor.authoring.trying import that_are_refused, that_pass, wrong_ones
from tutor.core.course import Lesson, Mistake, Step
from tutor.core.execution import Error, InputRequested, Status
from tutor.core.facts import Evaluate, Facts, ObjectFacts, Probe, ScalarFacts
from tutor.core.judge import assess, foreseen_error, probes_of
from tutor.core.outcome import Fold, Outcome
from tutor.core.protocols import Exhibit, Session
from tutor.core.varying import in_session
from tutor.core.verdict import Judgement, Verdict
from tutor.exhibits import EXHIBITS
from tutor.storage.typed import Route

Knows = Callable[[Error, str, Sequence[str]], bool]
"""Whether the tutor has an explanation of its own for an error of this code, with these variables."""


class Proof(Struct, frozen=True):
    """One claim of a lesson, tried."""

    route: Route
    """Where the claim stands in the file."""
    failure: str = ""
    """What came out instead, in one or two sentences; empty when the claim holds."""
    line: int = 0
    """The line of the claim's own code where it happened, from 1; 0 for the claim as a whole."""


def prove(
    lesson: Lesson,
    session: Session,
    seed: int,
    knows: Knows,
    *,
    only_solutions: bool = False,
    thorough: bool = False,
) -> Iterator[Proof]:
    """Try every claim of the lesson, in order, with this random seed in place of the lesson's own.

    What an earlier proof has left in the session is taken away first. With `only_solutions` nothing but the
    solutions is tried, what they show, and the numbers that the text quotes. Else, for each step: the empty line
    and exploring lines are no attempt; every accepted route passes; lines to be mended do not, and what they raise
    is explained; every foreseen mistake gets its own words; then the solution passes, what is shown after it can
    be drawn, and the numbers that the text quotes come out; before it, wrong answers made of it do not pass, and
    right ones do (`trying`; with `thorough`, all of them, in whole trainings). They run where the step begins:
    `Rewinder` brings the session back after each. A solution that does not pass ends the proof, as the steps after
    it build on it.
    """
    rewinder = Rewinder(replace(lesson, random_seed=seed), session)
    problem = rewinder.begin()
    if (error := rewinder.error) is not None:
        yield Proof(("setup",), f"The setup fails, so nothing is tried.{_told(error)}", _line(error))
        return
    if problem:
        yield Proof(("setup",), problem)
        return
    yield Proof(("setup",))
    for place, step in enumerate(lesson.steps):
        prover = StepProver(step, session, rewinder, knows, thorough)
        for proof in prover.solution() if only_solutions else prover.proofs():
            yield replace(proof, route=("steps", place, *proof.route))
        if not prover.solved:
            return


class StepProver:
    """Tries the claims of one step."""

    def __init__(
        self, step: Step, session: Session, rewinder: Rewinder, knows: Knows, thorough: bool = False
    ) -> None:
        self._step = step
        self._session = session
        self._rewinder = rewinder
        self._knows = knows
        self._thorough = thorough
        self.solved = True
        """False when the steps after this one cannot be tried."""

    def proofs(self) -> Iterator[Proof]:
        if not self._step.runs_code:
            yield from self._answers()
            yield from self._quotes()
            return
        yield from self._claims()
        yield from self._unforeseen()
        yield from self.solution()

    def _claims(self) -> Iterator[Proof]:
        yield from self._exploring()
        for place, code in enumerate(self._step.accept):
            judgement, outcome = self._aside(code)
            failure = "" if judgement.passed else f"This does not pass. {_said(judgement)}{_raised(outcome)}"
            yield Proof(("accept", place), failure, _line(outcome.error))
        if self._step.given:
            yield self._given(self._step.given)
        for place, mistake in enumerate(self._step.mistakes):
            yield self._mistake(place, mistake)

    def quick(self) -> Iterator[Proof]:
        """All that the author claims, without the answers that nobody wrote down: for the one who waits."""
        if not self._step.runs_code:
            yield from self._answers()
            yield from self._quotes()
            return
        yield from self._claims()
        yield from self.solution()

    def _unforeseen(self) -> Iterator[Proof]:
        """Wrong answers that no author wrote down do not pass, and right ones do. Only a kernel can tell."""
        if not isinstance(self._session.query([Evaluate("answers_of")])[0], ObjectFacts):
            return
        for said in that_are_refused(self._step, self._cells, self._thorough):
            yield Proof(("expect",), said)
        self._quickly(not self._thorough)
        self._rewinder.replayed = False
        before = self._rewinder.facts
        self._outcome(self._step.code)
        after = self._rewinder.variables()
        self._rewinder.undo(self._step.code)
        variants = wrong_ones(self._step, before, after, self._thorough)
        for said in that_pass(self._step, variants, self._cells, self._thorough):
            yield Proof(("expect",), said)
        self._quickly(False)
        if self._rewinder.replayed and not self._thorough:
            self._rewinder.again()  # with whole trainings

    def _cells(self, codes: Sequence[str]) -> list[Outcome]:
        """What comes of cells that run one after the other where the step begins; the session is brought back."""
        outcomes = [self._outcome(code) for code in codes]
        died = any(outcome.status in (Status.DIED, Status.UNAVAILABLE) for outcome in outcomes)
        self._rewinder.undo("\n".join(codes), died=died)
        return outcomes

    def _quickly(self, short: bool) -> None:
        """Let every `fit` end after an epoch, or no longer."""
        for _ in self._session.run(f"import builtins; builtins.__tutor__.shorten({int(short)})", silent=True):
            pass

    def _answers(self) -> Iterator[Proof]:
        """A quiz: its own answer passes, and every wrong choice is told why."""
        step = self._step
        if step.own_answer:
            judgement = step.answer(step.own_answer)
            passed = judgement is not None and judgement.passed
            yield Proof((), "" if passed else f"Its own answer, `{step.own_answer}`, does not pass.")
        for number, choice in enumerate(step.choices, 1):
            judgement = step.answer(str(number))
            speechless = judgement is None or not (judgement.passed or judgement.message.strip())
            yield Proof((), f"The choice `{choice}` gets no reply." if speechless else "")

    def _exploring(self) -> Iterator[Proof]:
        """Nothing typed, and lines that only look: neither may be judged."""
        names = [name for name in self._rewinder.names if name in self._step.subjects]
        for code in ("", "1 + 1", *names):
            judgement = self._judged(self._outcome(code)) if code else assess(self._step, Outcome(""))
            wrong = judgement.verdict is not Verdict.NOT_ATTEMPTED
            line = f"The line `{code}`" if code else "An empty line"
            yield Proof(("id",), f"{line} only looks, and yet it is judged. {_said(judgement)}" if wrong else "")

    def _given(self, code: str) -> Proof:
        """Lines to be mended either mislead, or raise what somebody explains."""
        names = self._rewinder.names
        judgement, outcome = self._aside(code)
        error, failure = outcome.error, ""
        if judgement.passed:
            failure = "These lines pass as they are, so there is nothing to mend."
        elif error and error.name == TOO_LONG:
            failure = f"These lines do not end.{_raised(outcome)}"
        elif error and not (foreseen_error(self._step, error, code) or self._knows(error, code, names)):
            failure = f"Neither `mistakes` nor errors.yaml explains this error.{_raised(outcome)}"
        return Proof(("broken",), failure, _line(error))

    def _mistake(self, place: int, mistake: Mistake) -> Proof:
        judgement, outcome = self._aside(mistake.example)
        if judgement.message.strip() == mistake.say.strip() and not judgement.passed:
            return Proof(("mistakes", place, "example"))
        failure = f"This example does not get its own words. {_said(judgement)}{_raised(outcome)}"
        return Proof(("mistakes", place, "example"), failure, _line(outcome.error))

    def solution(self) -> Iterator[Proof]:
        """The solution passes, and what it shows and leads to is what the author says."""
        if not self._step.runs_code:
            yield from self._quotes()
            return
        outcome = self._outcome(self._step.code)
        judgement = self._judged(outcome)
        self._rewinder.accept(self._step.code)
        if not judgement.passed:
            self.solved = False
            failure = "The solution does not pass, so what follows is not tried."
            yield Proof(("code",), f"{failure} {_said(judgement)}{_raised(outcome)}", _line(outcome.error))
            return
        yield Proof(("code",))
        yield from self._shown(outcome)
        if self._step.guess is not None:
            answer = self._session.query([Evaluate(self._step.guess.about)])[0]
            fits = isinstance(answer, ScalarFacts)
            yield Proof(("guess", "about"), "" if fits else f"This is no number after the step: {answer}")
        yield from self._quotes()

    def _quotes(self) -> Iterator[Proof]:
        """The numbers in the text are those that come out."""
        for place, quote in enumerate(self._step.quotes):
            answer = self._session.query([Evaluate(quote.value)])[0]
            low, high = quote.between
            if not isinstance(answer, ScalarFacts):
                failure = f"This is no number after the step: {answer}"
            elif not low <= answer.value <= high:
                failure = f"The text says `{quote.says}`, and it is {answer.value:.6g}."
            else:
                failure = ""
            yield Proof(("quotes", place), failure)

    def _shown(self, outcome: Outcome) -> Iterator[Proof]:
        """What the step shows can be drawn; and what its author asks for shows something."""
        exhibits: list[Exhibit] = [EXHIBITS[name](**fields) for name, fields in self._step.exhibits()]
        asked = self._step.show is not None
        for place, exhibit in enumerate(self._step.show if self._step.show is not None else exhibits):
            route: Route = ("show", place) if asked else ("id",)
            try:
                drawn = list(exhibit.draw(replace(outcome, facts=self._facts(tuple(exhibit.probes())))))
            except Exception as error:  # whatever it is, it must not end the other proofs
                yield Proof(route, f"`{type(exhibit).__name__}` broke: {type(error).__name__}: {error}")
                continue
            yield Proof(route, "" if drawn or not asked else "This shows nothing.")

    # In the session -----------------------------------------------------------------------------------

    def _aside(self, code: str) -> tuple[Judgement, Outcome]:
        """Judge code where the step begins, and bring the session back."""
        outcome = self._outcome(code)
        judgement = self._judged(outcome)
        self._rewinder.undo(code, died=outcome.status in (Status.DIED, Status.UNAVAILABLE))
        return judgement, outcome

    def _outcome(self, code: str) -> Outcome:
        fold = Fold(code)
        for event in self._session.run(in_session(code)):
            fold.add(event)
            if isinstance(event, InputRequested):
                self._session.reply_input("")
        return fold.outcome(self._facts(probes_of(self._step)))

    def _judged(self, outcome: Outcome) -> Judgement:
        return assess(self._step, outcome)

    def _facts(self, probes: tuple[Probe, ...]) -> dict[Probe, Facts]:
        return dict(zip(probes, self._session.query(probes), strict=True))


def _said(judgement: Judgement) -> str:
    verdict = judgement.verdict.name
    words = " ".join(judgement.message.split())
    return f"The verdict is {verdict}: {words}" if words else f"The verdict is {verdict}, without words."


def _raised(outcome: Outcome) -> str:
    return _told(outcome.error) if outcome.error else ""


def _told(error: Error) -> str:
    at = f", in its line {error.frames[-1].line}: `{error.frames[-1].source.strip()}`" if error.frames else ""
    if error.name == TOO_LONG:
        return f" Stopped: {error.message}{at}. `--limit` gives it longer."
    return f" It raises {error.name}: {error.message}{at}" + ("" if not at else ".")


def _line(error: Error | None) -> int:
    return error.frames[-1].line if error is not None and error.frames else 0
