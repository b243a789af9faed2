"""Numbers the runs of a lesson as they end, and keeps them; and the variants that were tried last."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from tutor.core.drawings import Figure
from tutor.core.events import Event
from tutor.core.execution import Display, Error, Stream, TrainingEnded
from tutor.core.outcome import mark
from tutor.core.own_file import Output
from tutor.core.runs import Run, RunStore, Spread, Tried

LONGEST_LINE = 4000
"""Characters of the lines that started a run."""
MOST_RUNS = 1000
MOST_SHOWN = 400
"""Pieces of output of one cell that are kept for a notebook: the first."""


class Ledger:
    """The runs of one lesson. It is the `core.runs.RunBook` of the commands."""

    def __init__(self, lesson_id: str, clock: Callable[[], float]) -> None:
        self._lesson_id = lesson_id
        self._store: RunStore | None = None
        self._clock = clock
        self._known: list[Run] | None = None
        self.tried: Tried | None = None
        self.compared: tuple[Run, ...] = ()
        self.spread: Spread | None = None
        self._shown: dict[str, list[Event]] = {}

    def keep_in(self, store: RunStore) -> None:
        """Find the earlier runs there, and keep those to come; without it they live as long as the program."""
        self._store, self._known = store, None

    @property
    def problem(self) -> str:
        """Why they are not kept, in a sentence; empty when all is well."""
        return self._store.problem if self._store else ""

    @property
    def outputs(self) -> Mapping[str, Sequence[Output]]:
        """What the cells gave that ran since the tutor was started, by their `mark`."""
        from tutor.core.showing_again import outputs_of  # with the drawing, which only /save needs

        return {name: outputs_of(shown) for name, shown in self._shown.items()}

    @property
    def runs(self) -> Sequence[Run]:
        return self._runs

    @property
    def _runs(self) -> list[Run]:
        if self._known is None:  # the first screen does not wait for them
            self._known = list(self._store.load(self._lesson_id)) if self._store else []
        return self._known

    def run(self, number: int) -> Run | None:
        return next((run for run in self._runs if run.number == number), None)

    def listening(self, events: Iterator[Event], code: str) -> Iterator[Event]:
        """The events of one execution, its runs numbered and kept."""
        shown: list[Event] = []
        self._shown[mark(code)] = shown
        for event in events:
            if isinstance(event, Stream | Display | Figure | Error) and len(shown) < MOST_SHOWN:
                shown.append(event)
            run = event.run if isinstance(event, TrainingEnded) else None
            yield replace(event, run=self._keep(run, code)) if run and isinstance(event, TrainingEnded) else event

    def _keep(self, run: Run, code: str) -> Run:
        number = self._runs[-1].number + 1 if self._runs else 1
        kept = replace(run, number=number, line=code[:LONGEST_LINE], when=self._clock())
        self._known = [*self._runs, kept][-MOST_RUNS:]
        if self._store is not None:
            self._store.add(self._lesson_id, kept)
        return kept
