"""Shows the next step of a training by hand: errors, derivatives, and where each number goes."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from msgspec import Struct

from tutor.core.events import Event, Said, Tone
from tutor.core.facts import Probe
from tutor.core.inside import LayerStep, NextStep, StepFacts
from tutor.core.numbers import short, signed
from tutor.core.outcome import Outcome
from tutor.exhibits.columns import Filled, numbers, table, words

DIGITS = 4
FAINT = 1e-3
"""A layer whose gradient is smaller by this factor than that of the layer which gets most hardly learns."""
COARSE = 0.1
"""Part of its own size by which a layer moves in one step, and above which that is a jump."""


class GradientExhibit(Struct, frozen=True, kw_only=True):
    """The next step of a model on the data of its latest training: number by number, or layer by layer."""

    gradient: str
    """The model."""

    def probes(self) -> Sequence[Probe]:
        return [NextStep(self.gradient)]

    def draw(self, outcome: Outcome) -> Iterator[Event]:
        facts = outcome.fact(NextStep(self.gradient))
        if isinstance(facts, StepFacts) and not facts.problem:
            yield from shown(facts)


def shown(facts: StepFacts) -> Iterator[Event]:
    """The step, as tables and sentences."""
    loss = facts.loss_name.replace("_", " ") or "loss"
    of = f" of {facts.rows:,}" if facts.rows > facts.samples else ""
    samples = "1 sample" if facts.samples == 1 and not of else f"{facts.samples}{of} samples"
    first = "the first " if of else ""
    yield Said(f"The next step of `{facts.model}`, on {first}{samples}. The {loss} there is {short(facts.loss)}.")
    if facts.names:
        if facts.inputs:
            yield _samples(facts)
        yield _numbers(facts)
        yield Said(_why(facts))
    else:
        yield _layers(facts)
        for said in remarks(facts.layers):
            yield Said(said)
    yield Said(_then(facts), Tone.NOTE)


def _samples(facts: StepFacts) -> Event:
    """Each sample with its error and its share of each derivative."""
    width = len(facts.inputs[0])
    heads = ["x"] if width == 1 else [f"x{place}" for place in range(1, width + 1)]
    whole = bool(facts.shares) and facts.samples == len(facts.inputs)
    columns = [numbers(head, [row[place] for row in facts.inputs]) for place, head in enumerate(heads)]
    if whole:  # a last row with what they come to
        columns[0] = Filled(columns[0].name, (*columns[0].cells, "all"), number=True)
    columns += [numbers("target", facts.targets), numbers("prediction", facts.predictions)]
    errors = [said - true for said, true in zip(facts.predictions, facts.targets, strict=True)]
    columns.append(Filled("error", tuple(signed(error, DIGITS) for error in errors), number=True))
    for place, name in enumerate(facts.names if facts.shares else ()):
        shares = [row[place] for row in facts.shares]
        columns.append(numbers(f"for {name}", [*shares, facts.derivatives[place]] if whole else shares))
    left = facts.samples - len(facts.inputs)
    more = f"{left} more samples are not shown. " if left > 0 else ""
    return table(columns, note=more + _rule(facts, errors))


def _rule(facts: StepFacts, errors: Sequence[float]) -> str:
    """How the shares come about, where that is one formula: a line and its squared errors."""
    if not facts.shares:
        return ""
    inputs, n = facts.inputs, facts.samples
    line = (
        facts.loss_name == "mean_squared_error"
        and len(facts.names) == len(inputs[0]) + 1
        and all(
            math.isclose(share, 2 * error * factor / n, rel_tol=1e-3, abs_tol=1e-5)
            for row, error, shares in zip(inputs, errors, facts.shares, strict=True)
            for share, factor in zip(shares, (*row, 1.0), strict=True)
        )
    )
    if not line:
        return "The last columns say what each sample adds to the derivative of each number."
    x = "x" if len(inputs[0]) == 1 else "its x"
    return (
        f"The squared error is averaged over {n} samples. So each adds 2 × error × {x} / {n} to the derivative "
        f"of a weight, and 2 × error / {n} to that of the bias."
    )


def _numbers(facts: StepFacts) -> Event:
    """Each number that learns: its derivative, what the optimizer makes of it, old and new."""
    moves = [new - old for old, new in zip(facts.old, facts.new, strict=True)]
    columns = [words("", facts.names), numbers("derivative", facts.derivatives)]
    if facts.averages:
        columns.append(numbers("average", facts.averages))
        columns.append(numbers("root of squares", [math.sqrt(each) for each in facts.squares]))
    if facts.plain:
        columns.append(numbers("rate × derivative", [facts.rate * each for each in facts.derivatives]))
    else:
        columns.append(Filled("step", tuple(signed(move, DIGITS) for move in moves), number=True))
    columns += [numbers("old", facts.old), numbers("new", facts.new)]
    return table(columns)


def _why(facts: StepFacts) -> str:
    """Why the first number goes where it goes."""
    name, derivative, old, new = facts.names[0], facts.derivatives[0], facts.old[0], facts.new[0]
    move, rate = new - old, short(facts.rate)
    if not math.isfinite(derivative):
        return f"The derivative of the {name} is no number any more, so the step is none either. Start again."
    if derivative == 0:
        return f"The derivative of the {name} is 0: a small change of it changes nothing here."
    grows = "grow" if derivative > 0 else "fall"
    text = f"The derivative of the {name} is {short(derivative)}: a little more {name} makes the loss {grows}"
    text += f". So the {name} goes {'down' if move < 0 else 'up'}" if derivative * move < 0 else ""
    if facts.plain:
        return f"{text}, by {rate} × {short(abs(derivative))} = {short(abs(move))}."
    if not facts.averages:
        return f"{text}, by {short(abs(move))}. {facts.optimizer} makes that of the learning rate {rate}."
    if derivative * move > 0:
        text += f". It still goes {'up' if move > 0 else 'down'}: Adam follows the average of its steps so far"
    return (
        f"{text}, by {short(abs(move))}: the learning rate {rate} × average / root of squares. Adam divides the "
        "average of the derivatives so far by the root of the average of their squares, so its steps are about as "
        "large as the learning rate, however large the derivative."
    )


def _layers(facts: StepFacts) -> Event:
    layers = facts.layers
    columns = [
        words("layer", [f"{each.name} ({each.kind})" for each in layers]),
        Filled("parameters", tuple(f"{each.parameters:,}" for each in layers), number=True),
        Filled("weights", tuple(short(each.weights, 3) for each in layers), number=True),
        Filled("gradient", tuple(short(each.gradient, 3) for each in layers), number=True),
        Filled("step", tuple(short(each.step, 3) for each in layers), number=True),
        Filled("step / weights", tuple(percent(each) for each in layers), number=True),
    ]
    if any(each.units for each in layers):
        dead = tuple(f"{each.dead} of {each.units}" if each.units else "" for each in layers)
        columns.append(Filled("dead units", dead, number=True))
    return table(columns, note="Sizes are root mean squares: the size of a typical number of the layer.")


def percent(layer: LayerStep) -> str:
    """How far a layer moves, as a part of its size."""
    return f"{short(100 * layer.step / layer.weights, 2)} %" if layer.weights else ""


def remarks(layers: Sequence[LayerStep]) -> Iterator[str]:
    """What strikes in the layers, with what it means and what to do."""
    strongest = max((each.gradient for each in layers), default=0.0)
    if any(not math.isfinite(each.gradient) for each in layers):
        yield (
            "The gradient is no number any more, so the next step spoils every weight. Start again with a smaller "
            "learning rate."
        )
        return
    faint = [each for each in layers if strongest and each.gradient < FAINT * strongest]
    dead = [each for each in layers if each.units and each.dead >= each.units / 2]
    jumping = [each for each in layers if each.weights and each.step > COARSE * each.weights]
    if not strongest:
        yield "Every derivative is 0, so this step changes nothing."
    for each in dead[:1]:
        whole = "all" if each.dead == each.units else f"{each.dead} of"
        yield (
            f"In `{each.name}`, {whole} {each.units} units are dead: they give 0 for every sample, so they have "
            "no derivative and cannot learn. A smaller learning rate, or scaled inputs, keeps them alive."
        )
    for each in faint[:1]:
        yield (
            f"The gradient vanishes on its way to `{each.name}`: a number there gets {short(each.gradient, 2)}, "
            f"and {short(strongest, 2)} where most arrives. That layer hardly learns. ReLU in place of sigmoid or "
            "tanh, and fewer layers, let more through."
        )
    for each in jumping[:1]:
        yield (
            f"One step moves `{each.name}` by {percent(each)} of its size. That is a jump: about 0.1 % a step is "
            "usual. A smaller learning rate takes smaller steps."
        )
    if strongest and not (dead or faint or jumping):
        yield "Nothing strikes here: each layer gets a gradient and moves by a small part of its size."


def _then(facts: StepFacts) -> str:
    """What the step does to the loss."""
    if not math.isfinite(facts.after):
        return "After this step the loss would be no number any more."
    change = "falls" if facts.after < facts.loss else "rises" if facts.after > facts.loss else "stays"
    if change == "stays":
        return f"After this step the loss on the same samples is the same, {short(facts.after)}."
    return (
        f"With this step the loss on the same samples {change} from {short(facts.loss)} to {short(facts.after)}."
    )
