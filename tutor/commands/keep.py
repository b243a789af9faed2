"""/keep makes a variant of the last /try the learner's model, by the lines of Python that do it."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.core.events import Event, Said, Tone
from tutor.core.protocols import Command, Context
from tutor.core.runs import Run, Tried, Variant, final
from tutor.core.written_fit import fit_line

CHANGES_FIT = ("epochs", "batch_size", "validation_split")


def run(context: Context, argument: str) -> Iterator[Event]:
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
    lines = _lines(context, tried, variant)
    if isinstance(lines, Said):
        yield lines
        return
    before = len(context.ledger.runs)
    yield from context.run_code(lines, by_enter=True)
    made = context.ledger.runs[before:] if len(context.ledger.runs) > before else ()
    if made and not _the_same(made[-1], variant):
        yield Said("These are not the numbers of the variant: what goes into it has changed since.", Tone.PROBLEM)


def _lines(context: Context, tried: Tried, variant: Variant) -> str | Said:
    base = context.ledger.run(tried.of)
    if not variant.lines or base is None:
        return Said(
            "This model cannot be written down as lines: something in it is of your own making, or is wired by "
            "hand. Change the line in your own code that sets it, and run it again.",
            Tone.PROBLEM,
        )
    settings = variant.run.settings
    changes = {name: settings[name] for name in CHANGES_FIT if name in tried.names and name in settings}
    if "validation_split" in tried.names:
        changes["validation_split"] = float(str(settings["validation"]).removesuffix(" %")) / 100
    fit = fit_line(base.line, base.place, base.model or "model", changes)
    if not fit:
        return Said(
            f"Run {base.number} was not started by a `fit` that stands in a line of its own, so there is none to "
            "repeat. In your loop or function, set it to what the variant had.",
            Tone.PROBLEM,
        )
    begun = f"  # the model as it was when run {base.number} began"
    lines = (f"{line}{begun}" if "__tutor__.model_before(" in line else line for line in variant.lines)
    return "\n".join([*lines, fit])


def _the_same(made: Run, variant: Variant) -> bool:
    metric = variant.run.judged_by
    return repr(final(made, metric)) == repr(final(variant.run, metric))


COMMAND = Command(
    name="keep",
    help="Make a variant of /try your model.",
    run=run,
    usage="/keep N",
    examples=("/keep 3",),
    group="session",
    asks_session=True,
)
