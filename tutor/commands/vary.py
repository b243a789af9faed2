"""/try trains variants of a run on the side and lays their curves over each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from tutor.core.comparing import chance_or_not, conclusion, in_sentence, of_seeds, spread_of
from tutor.core.events import Event, Said, Tone, Trying
from tutor.core.execution import Died, Done, Error, Status, Stopping, VariantEnded, VariantEpochs
from tutor.core.keeping import lines_to_keep
from tutor.core.protocols import Command, Context
from tutor.core.runs import Run, Runs, RunsFacts, Tried, Variant, best, called
from tutor.core.varied_values import Unclear
from tutor.core.varying import Asked, in_words, label, read, session_line
from tutor.exhibits.run_curves import curves_figure, fan_figure, grid_figure
from tutor.exhibits.run_table import runs_table

MOST_CURVES = 8
"""Curves of one chart; of more there is a table only."""


def run(context: Context, argument: str) -> Iterator[Event]:
    asked = read(argument)
    if isinstance(asked, Unclear):
        yield Said(asked.message, Tone.PROBLEM)
        return
    runs = context.ledger.runs
    base = _latest(context) if asked.of is None else context.ledger.run(asked.of)
    if base is None:
        none = "No run yet that could be varied. Train with `model.fit(...)` first, then `/try` it otherwise."
        there = f"There is no run {asked.of}. `/runs` lists them."
        yield Said(none if not runs else there, Tone.PROBLEM)
        return
    yield Said(_opening(asked, base))
    yield from _trained(context, asked, argument, base)


def _latest(context: Context) -> Run | None:
    """The latest run that the session knows: lines that were taken back are not in it any more."""
    (facts,) = context.facts(Runs())
    known = {each.key for each in facts.own} if isinstance(facts, RunsFacts) else set()
    runs = context.ledger.runs
    return next((each for each in reversed(runs) if each.key in known), runs[-1] if runs else None)


def _opening(asked: Asked, base: Run) -> str:
    count = len(asked.variants)
    variants = f"{count} variants" if count > 1 else "One variant"
    start = "each from a seed of its own" if "seed" in asked.names else "from the same start"
    return f"{variants} of run {base.number}, {start}. Your model stays as it is."


def _trained(context: Context, asked: Asked, argument: str, base: Run) -> Iterator[Event]:
    names, labels = tuple(map(called, asked.names)), asked.labels
    epochs = max([int(each.get("epochs", base.asked)) for each in asked.variants], default=base.asked)
    yield Trying(base.number, labels, names, epochs)
    code = session_line(asked, argument, base.key, base.model or "model")
    ended: dict[int, VariantEnded] = {}
    status = Status.OK
    for event in context.session.run(code, silent=True):
        match event:
            case VariantEpochs() | Stopping():
                yield event
            case VariantEnded():
                ended[event.place] = event
                yield event
            case Died():
                yield event
                return
            case Error():
                yield Said(f"The variants could not be trained: {event.name}: {event.message}.", Tone.PROBLEM)
                return
            case Done():
                status = event.status
            case _:
                pass
    yield from _shown(context, asked, base, ended, status)


def _shown(
    context: Context, asked: Asked, base: Run, ended: dict[int, VariantEnded], status: Status
) -> Iterator[Event]:
    done = {place: each for place, each in ended.items() if each.run.epochs}
    kept = tuple(
        Variant(place, asked.labels[place - 1], replace(each.run, number=place), each.lines)
        for place, each in sorted(done.items())
    )
    context.ledger.tried = Tried(base.number, tuple(asked.names), kept)
    yield from _drawn(context, asked, kept)
    yield from _problems(asked, ended)
    if len(done) < len(asked.variants) and (status is not Status.OK or _stopped(done)):
        yield Said(
            f"Stopped: {len(done)} of {len(asked.variants)} variants have trained, and are kept.", Tone.NOTE
        )
    if any(each.fresh for each in done.values()) and "seed" not in asked.names:
        yield Said("Their shapes differ, so they began with weights of their own, from the same seed.", Tone.NOTE)
    if kept and _may_be_kept(base, asked, best := _best(kept)):
        name = in_words(asked.varied or asked.names)
        yield Said(
            f"`/keep {best.place}` makes {name} {best.label} your model, and shows the lines for it.", Tone.NOTE
        )


def _may_be_kept(base: Run, asked: Asked, variant: Variant) -> bool:
    """Whether there is a point in keeping it: none in the luckiest of several seeds, or in a stopped one."""
    lucky = asked.varied == ("seed",)
    whole = variant.run.ended != "stopped"
    return not lucky and whole and not isinstance(lines_to_keep(base, asked.names, variant), Unclear)


def _stopped(done: dict[int, VariantEnded]) -> bool:
    return any(each.run.ended == "stopped" for each in done.values())


def _drawn(context: Context, asked: Asked, kept: Sequence[Variant]) -> Iterator[Event]:
    """The chart, the table, the sentence."""
    runs, labels = [each.run for each in kept], [each.label for each in kept]
    spread = spread_of(runs) if asked.varied == ("seed",) else None
    if spread is not None and (fan := fan_figure(runs)):
        yield fan
    elif len(asked.varied) == 2 and (heat := _heat(asked, kept)):
        yield heat
    elif len(runs) <= MOST_CURVES and (
        figure := curves_figure(runs, labels, in_words(asked.varied or asked.names).capitalize())
    ):
        yield figure
    if runs:
        yield runs_table(runs, "variant", [each.place for each in kept])
    if spread is not None:
        said = of_seeds(spread)
        seen = context.ledger.compared
        numbers = [str(each.number) for each in seen if each.number]
        names = f"Runs {' and '.join(numbers)}" if numbers else "The variants before"
        more = chance_or_not(spread, seen, names if seen else "")
        context.ledger.spread = spread
        yield Said(f"{said} {more}".strip())
    elif said := conclusion(runs, in_sentence(labels, in_words(asked.varied)), context.ledger.spread):
        context.ledger.compared = tuple(replace(each, number=0) for each in runs)  # no runs of the learner's
        yield Said(said)


def _heat(asked: Asked, kept: Sequence[Variant]) -> Event | None:
    known = {each.place: each.run for each in kept}
    one, other = asked.varied
    rows, columns = ([label(value) for value in asked.values[asked.names.index(name)]] for name in (one, other))
    cells = [known.get(place) for place in range(1, len(asked.variants) + 1)]
    return grid_figure(cells, rows, columns, (called(one), called(other)))


def _problems(asked: Asked, ended: dict[int, VariantEnded]) -> Iterator[Event]:
    """One sentence for each reason why variants were not trained."""
    reasons: dict[str, list[str]] = {}
    for place, each in sorted(ended.items()):
        if each.problem:
            reasons.setdefault(each.problem, []).append(asked.labels[place - 1])
    for reason, labels in reasons.items():
        whole = len(labels) == len(asked.variants) or len(ended) == 1
        which = "Nothing of it could" if whole else f"{', '.join(labels)} could not"
        yield Said(f"{which} be tried: {reason}.", Tone.PROBLEM)


def _best(kept: Sequence[Variant]) -> Variant:
    found = best([each.run for each in kept])
    return next((each for each in kept if each.run is found), kept[0])


COMMAND = Command(
    name="try",
    help="What if: train variants of a run on the side.",
    run=run,
    usage="/try X=VALUES",
    examples=("/try learning_rate=0.01, 0.1, 1", "/try units=4..64 activation=relu, tanh", "/try of 2 seed=1..8"),
    group="session",
    asks_session=True,
)
