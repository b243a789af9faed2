"""What curves of runs show, laid side by side, computed from the numbers and said in one sentence."""

from __future__ import annotations

import math
import re
import statistics
from collections.abc import Sequence

from tutor.core.numbers import short
from tutor.core.runs import Curve, Run, Spread, called, common_metric, comparable, differing, final, grows, spelt

EXPLODED = 1000.0
"""A loss so many times as large as its start has diverged, though it is still a number."""
STILL_FALLING = 0.02
"""The part of all its fall that a curve must still do in its last tenth to be called falling."""
NEAR = 0.01
"""Results within this part of the larger one, and of the fall, are the same for a reader."""
HALFWAY = 0.5
_NUMBER = re.compile(r"-?[\d.]+(?:e[-+]?\d+)?")


def labels_of(runs: Sequence[Run]) -> tuple[str, ...]:
    """What each is called where they stand side by side: the difference alone, as long as it tells them apart."""
    names = differing(runs)
    labels = [", ".join(filter(None, (spelt(run.settings.get(name)) for name in names))) for run in runs]
    if names and len(names) <= 2 and all(labels) and len(set(labels)) == len(labels):
        return tuple(labels)
    if names and len(names) <= 2 and all(labels):
        return tuple(f"run {run.number}: {label}" for run, label in zip(runs, labels, strict=True))
    return tuple(f"run {run.number}" for run in runs)


def spread_of(runs: Sequence[Run]) -> Spread | None:
    """The spread of what they came to; None for fewer than three finite results."""
    metric = common_metric(runs)
    results = sorted(value for run in runs if math.isfinite(value := final(run, metric)))
    if len(results) < 3:
        return None
    low, middle, high = statistics.quantiles(results, n=4, method="inclusive")
    model = str(runs[0].settings.get("model", ""))
    return Spread(metric, results[0], results[-1], low, high, middle, len(results), model)


def within(spread: Spread | None, runs: Sequence[Run]) -> bool:
    """Whether the results of runs of the same model lie no further apart than chance alone puts them."""
    if spread is None or any(run.settings.get("model") != spread.model for run in runs):
        return False
    results = [final(run, spread.metric) for run in runs]
    return all(map(math.isfinite, results)) and max(results) - min(results) < spread.width


def in_sentence(labels: Sequence[str], name: str) -> tuple[str, ...]:
    """Labels as a sentence takes them: a bare number, which could be anything, behind the name of its setting."""
    return tuple(f"{name} {label}" if _NUMBER.fullmatch(label) else label for label in labels)


def conclusion(runs: Sequence[Run], labels: Sequence[str], spread: Spread | None = None) -> str:
    """One sentence: which ends best, which gets down first, where they cross, which still falls, which broke."""
    metric = common_metric(runs)
    if len(runs) < 2 or not metric:
        return ""
    if not comparable(runs):
        return "These runs measure different losses, so their numbers cannot be compared: only the shapes can."
    curves = [run.metrics[metric] for run in runs]
    broke = [_broke(label, curve) for label, curve in zip(labels, curves, strict=True)]
    whole = [place for place, said in enumerate(broke) if not said]
    parts = _ends(whole, labels, curves, metric)
    parts += [said for said in broke if said]
    if len(whole) > 1 and within(spread, [runs[place] for place in whole]) and spread is not None:
        parts.append(f"the difference is smaller than the {short(spread.width, 2)} that seeds alone make")
    text = "; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _ends(whole: Sequence[int], labels: Sequence[str], curves: Sequence[Curve], metric: str) -> list[str]:
    """About those that stayed finite."""
    if not whole:
        return []
    if len(whole) == 1:
        return [f"only {labels[whole[0]]} stays a number, and ends at {short(curves[whole[0]].last)}"]
    sign = -1.0 if grows(metric) else 1.0
    order = sorted(whole, key=lambda place: sign * curves[place].last)
    winner, second = order[0], order[1]
    where = "highest" if sign < 0 else "lowest"
    word = "validation loss" if metric == "val_loss" else metric.replace("_", " ")
    if _same(curves[winner], curves[second]):
        alike = [labels[place] for place in order if _same(curves[winner], curves[place])]
        parts = [f"{_listed(alike)} end at about the same {word}, {short(curves[winner].last)}"]
    else:
        parts = [f"{labels[winner]} ends {where}, at a {word} of {short(curves[winner].last)}"]
    first = _first_down([(place, curves[place]) for place in whole], sign)
    if first is not None and first != winner:
        parts.append(f"{labels[first]} gets down first")
        if crossing := _crossing(curves[first], curves[winner], sign):
            parts[-1] += f", and is overtaken at epoch {crossing}"
    falling = [labels[place] for place in whole if _still_falling(curves[place], sign)]
    if falling:
        moves = "rising" if sign < 0 else "falling"
        parts.append(f"{_listed(falling)} {'is' if len(falling) == 1 else 'are'} still {moves}")
    return parts


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _broke(label: str, curve: Curve) -> str:
    """What is said of a curve that left the finite numbers, or its own scale."""
    if curve.broken is not None:
        return f"{label} breaks: its loss is {short(curve.broken[1])} from epoch {curve.broken[0]} on"
    if curve.values and abs(curve.last) > EXPLODED * max(abs(curve.first), 1e-12):
        return f"{label} diverges: its loss grows from {short(curve.first)} to {short(curve.last)}"
    return ""


def _same(one: Curve, other: Curve) -> bool:
    """Whether two results are one for a reader: beside each other, and beside how far the curves came."""
    apart, fall = abs(one.last - other.last), max(abs(one.first - one.last), abs(other.first - other.last))
    return apart <= NEAR * max(abs(one.last), abs(other.last)) or apart <= 1e-4 * fall


def _first_down(curves: Sequence[tuple[int, Curve]], sign: float) -> int | None:
    """Which is first halfway from where all begin to the best that any reaches; None where that tells nothing."""
    begin = max(sign * curve.first for _, curve in curves)
    best = min(sign * curve.last for _, curve in curves)
    half = begin - HALFWAY * (begin - best)
    reached = [
        (next((epoch for epoch, value in curve if sign * value <= half), math.inf), place)
        for place, curve in curves
    ]
    reached.sort()
    (soonest, first), (next_one, _) = reached[0], reached[1]
    return first if next_one > 1.2 * soonest else None


def _crossing(early: Curve, winner: Curve, sign: float) -> int:
    """The first epoch from which the winner stays ahead; 0 where it always was."""
    crossing = 0
    for epoch, value in winner:
        if epoch <= early.epochs[-1] and sign * value > sign * at(early, epoch):
            crossing = epoch + 1
    return crossing if crossing <= winner.epochs[-1] else 0


def _still_falling(curve: Curve, sign: float) -> bool:
    if len(curve.values) < 5:
        return False
    begin, end = curve.epochs[0], curve.epochs[-1]
    late = at(curve, end - (end - begin) / 10)
    fall = sign * (curve.first - curve.last)
    return fall > 0 and sign * (late - curve.last) > STILL_FALLING * fall


def at(curve: Curve, epoch: float) -> float:
    """The value at an epoch, on a straight line between the points that are kept."""
    before = [point for point in curve if point[0] <= epoch]
    after = [point for point in curve if point[0] >= epoch]
    if not before or not after:
        return curve.first if not before else curve.last
    (left, low), (right, high) = before[-1], after[0]
    return low if left == right else low + (high - low) * (epoch - left) / (right - left)


def of_seeds(spread: Spread) -> str:
    """What a fan shows, in numbers."""
    word = "validation loss" if spread.metric == "val_loss" else spread.metric.replace("_", " ")
    return (
        f"{spread.count} seeds end at a {word} from {short(spread.low)} to {short(spread.high)}, "
        f"half of them between {short(spread.quarter)} and {short(spread.three_quarters)}, the middle one at "
        f"{short(spread.median)}. A difference smaller than {short(spread.width, 2)} may be chance."
    )


def chance_or_not(spread: Spread, runs: Sequence[Run], names: str) -> str:
    """Whether a difference that was seen before is within the spread; empty when it is of something else."""
    results = [value for run in runs if math.isfinite(value := final(run, spread.metric))]
    if len(results) < 2 or any(run.settings.get("model") != spread.model for run in runs):
        return ""
    apart = max(results) - min(results)
    if apart < spread.width:
        return f"{names} lie {short(apart, 2)} apart: that is within it, so it may be luck."
    return f"{names} lie {short(apart, 2)} apart: that is more than seeds alone make."


def names_in(runs: Sequence[Run]) -> str:
    """What they differ in: `learning rate and units`."""
    return _listed([called(name) for name in differing(runs)] or ["nothing that was set"])
