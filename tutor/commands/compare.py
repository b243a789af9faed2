"""/compare lays runs over each other: one chart, one table, one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tutor.core.comparing import conclusion, in_sentence, labels_of, names_in
from tutor.core.events import Event, Said, Tone
from tutor.core.protocols import Command, Context
from tutor.core.runs import Run
from tutor.exhibits.run_curves import curves_figure
from tutor.exhibits.run_table import runs_table

MOST = 8
"""Runs of one chart; more lines nobody tells apart."""
USAGE = "`/compare 1 3` takes 2 to 8 numbers of runs, `/compare` alone the last two; `/runs` lists them."


def run(context: Context, argument: str) -> Iterator[Event]:
    runs = context.ledger.runs
    chosen = _chosen(context, argument)
    if isinstance(chosen, Said):
        yield chosen
    elif len(chosen) < 2:
        one = "There is one run so far. `/try learning_rate=0.01, 0.1, 1` makes others on the side."
        yield Said(one if len(runs) == 1 else "No run yet. Train with `model.fit(...)`, twice or more.", Tone.NOTE)
    else:
        yield from compared(context, chosen)


def compared(context: Context, runs: Sequence[Run]) -> Iterator[Event]:
    """Chart, table and sentence of runs of the ledger."""
    labels = labels_of(runs)
    if figure := curves_figure(runs, labels, f"Compared by {names_in(runs)}"):
        yield figure
    yield runs_table(runs)
    context.ledger.compared = tuple(runs)
    if said := conclusion(runs, in_sentence(labels, names_in(runs)), context.ledger.spread):
        yield Said(said)


def _chosen(context: Context, argument: str) -> tuple[Run, ...] | Said:
    text = re.sub(r"\b(?:runs?|and|with)\b|[#,]", " ", argument)
    if not text.strip():
        return tuple(context.ledger.runs[-2:])
    numbers: list[int] = []
    for word in text.split():
        match = re.fullmatch(r"(\d{1,9})(?:\.\.\.?|-)?(\d{1,9})?", word)
        if match is None:
            return Said(f"`{word}` is no number of a run. {USAGE}", Tone.PROBLEM)
        begin, end = int(match[1]), int(match[2] or match[1])
        numbers += range(begin, min(end, begin + MOST) + 1)
    numbers = list(dict.fromkeys(numbers))
    missing = [number for number in numbers if context.ledger.run(number) is None]
    if missing:
        runs = context.ledger.runs
        there = f"They go from {runs[0].number} to {runs[-1].number}." if runs else "There is none yet."
        return Said(f"There is no run {missing[0]}. {there} {USAGE}", Tone.PROBLEM)
    if len(numbers) < 2:
        return Said(f"One run alone has nothing to be compared with. {USAGE}", Tone.PROBLEM)
    if len(numbers) > MOST:
        return Said(f"{len(numbers)} curves nobody tells apart. {USAGE}", Tone.PROBLEM)
    return tuple(each for number in numbers if (each := context.ledger.run(number)) is not None)


COMMAND = Command(
    name="compare",
    help="Lay trainings over each other.",
    run=run,
    usage="/compare N N",
    examples=("/compare", "/compare 1 3", "/compare 1..4"),
    group="session",
)
