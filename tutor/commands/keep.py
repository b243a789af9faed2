"""/keep makes a variant of the last /try, or an earlier epoch, the learner's model, by the lines that do it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tutor.core.events import Event, Said, Tone
from tutor.core.film import FilmFacts, Moments
from tutor.core.keeping import lines_to_keep
from tutor.core.protocols import Command, Context
from tutor.core.runs import Run, Variant, final
from tutor.core.varied_values import Unclear
from tutor.core.written_fit import fit_line

EPOCH = re.compile(r"(?:after )?epoch #?(\d+)(?: (?:of|in)(?: run)? #?(\d+))?", re.IGNORECASE)
GONE = "The run that was varied is not kept any more. `/try` the latest one otherwise."


def run(context: Context, argument: str) -> Iterator[Event]:
    if found := EPOCH.fullmatch(argument.strip()):
        yield from _back_to(context, int(found[1]), found[2] or "")
        return
    tried = context.ledger.tried
    if tried is None or not tried.variants:
        yield Said(
            "Nothing has been tried yet. `/try learning_rate=0.01, 0.1, 1` makes variants to keep.", Tone.NOTE
        )
        return
    numbers = {str(each.place): each for each in tried.variants}
    variant = numbers.get(argument.strip().removeprefix("#"))
    if variant is None:
        listed = ", ".join(f"`/keep {each.place}` ({each.label})" for each in tried.variants[:6])
        yield Said(f"Which of the variants? {listed}.", Tone.PROBLEM)
        return
    base = context.ledger.run(tried.of)
    lines = Unclear(GONE) if base is None else lines_to_keep(base, tried.names, variant)
    if isinstance(lines, Unclear):
        yield Said(lines.message, Tone.PROBLEM)
        return
    before = len(context.ledger.runs)
    yield from context.run_code(lines, by_enter=True)
    made = context.ledger.runs[before:] if len(context.ledger.runs) > before else ()
    if made and not _the_same(made[-1], variant):
        yield Said("These are not the numbers of the variant: what goes into it has changed since.", Tone.PROBLEM)


def _back_to(context: Context, epoch: int, number: str) -> Iterator[Event]:
    """Make the model as it was after an epoch the learner's: by beginning again, and training so far."""
    run = context.ledger.run(int(number)) if number else None
    if number and run is None:
        yield Said(f"There is no run {number}. `/runs` lists them.", Tone.PROBLEM)
        return
    (facts,) = context.facts(Moments(key=run.key if run else ""))
    if not isinstance(facts, FilmFacts) or facts.problem:
        known = isinstance(facts, FilmFacts)
        yield Said(facts.problem if known else "The session cannot be asked just now.", Tone.PROBLEM)  # type: ignore[union-attr]
        return
    run = next((each for each in reversed(context.ledger.runs) if each.key == facts.key), run)
    if not facts.first <= epoch <= facts.last:
        yield Said(
            f"This training has no epoch {epoch}: it went from {facts.first + 1} to {facts.last}.", Tone.PROBLEM
        )
        return
    name = (run.model if run else "") or facts.model
    fit = fit_line(run.line, run.place, name, {"epochs": epoch}) if run else ""
    if not fit and epoch > facts.first:
        yield Said(
            "This training was not started by a `fit` that stands in a line of its own, so there is none to "
            f"repeat. `/epoch {epoch}` shows the model as it was then.",
            Tone.PROBLEM,
        )
        return
    begun = f"  # the model as it was when run {run.number} began" if run else ""
    lines = [f"{name} = __tutor__.model_before({facts.key!r}){begun}", *([fit] if epoch > facts.first else [])]
    before = len(context.ledger.runs)
    yield from context.run_code("\n".join(lines), by_enter=True)
    made = context.ledger.runs[before:]
    if made and run and not _as_far(made[-1], run):
        yield Said(
            "These are not the numbers of that training: what goes into it has changed since.", Tone.PROBLEM
        )


def _as_far(made: Run, run: Run) -> bool:
    """Whether a run that went less far went the same way."""
    known = dict(zip(run.loss.epochs, run.loss.values, strict=True)) if run.loss else {}
    return all(repr(known.get(epoch, value)) == repr(value) for epoch, value in made.loss or ())


def _the_same(made: Run, variant: Variant) -> bool:
    metric = variant.run.judged_by
    return repr(final(made, metric)) == repr(final(variant.run, metric))


COMMAND = Command(
    name="keep",
    help="Make a variant of /try, or an epoch, your model.",
    run=run,
    usage="/keep N",
    examples=("/keep 3", "/keep epoch 50"),
    group="session",
    asks_session=True,
)
