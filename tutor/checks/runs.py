"""Checks the trainings of this session as a whole: how many, in what they differ, what the best came to."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from tutor.checks.numeric import Bounds
from tutor.checks.wording import listed, three
from tutor.core.facts import Probe
from tutor.core.numbers import short
from tutor.core.outcome import Outcome
from tutor.core.runs import Run, Runs, RunsFacts, called, final, grows, spelt
from tutor.core.verdict import PASSED, Judgement


class RunsExpected(Struct, frozen=True, kw_only=True):
    """What must be true of them."""

    at_least: int = 1
    """So many, each with other settings than the others where `differ_in` names one."""
    differ_in: str = ""
    """The setting that makes them different: `learning_rate`."""
    values: tuple[float | str, ...] = ()
    """Values of that setting that must be among them: `[0.01, 0.1]`."""
    all_have: Mapping[str, float | str] = field(default_factory=dict)
    """Settings without which a training does not count: `{optimizer: Adam, epochs: 20}`."""
    best: Mapping[str, Bounds] = field(default_factory=dict)
    """Where the best end of a metric must lie: `{loss: {below: 5}}`."""
    made_in: str = "this step"
    """`this step`, or `any step`."""


class RunsCheck(Struct, frozen=True, kw_only=True):
    """The trainings of this step, whichever lines and loops they ran in, and those on the side."""

    runs: RunsExpected

    @property
    def subject(self) -> str:
        return ""

    def probes(self) -> Sequence[Probe]:
        return [Runs()]

    def judge(self, outcome: Outcome) -> Judgement:
        asked, found = self.runs, self._found(outcome)
        values = {spelt(run.settings.get(asked.differ_in)) for run in found} if asked.differ_in else found
        if asked.all_have and not found:
            given = [f"{called(name)} {spelt(value)}" for name, value in asked.all_have.items()]
            return three(
                f"No training of this step has {listed(given)}.",
                "What such a training comes to is the question.",
                "`/try` it, or train a new model so.",
            )
        lacking = [spelt(value) for value in asked.values if spelt(value) not in values]
        if found and lacking:
            return three(
                f"Of the values for the {called(asked.differ_in)}, {listed(lacking)} "
                f"{'is' if len(lacking) == 1 else 'are'} still to come.",
                "Only side by side do they show what it does.",
                f"`/try {asked.differ_in}={', '.join(lacking)}` goes on.",
            )
        if len(values) < asked.at_least:
            what = f" that differ in {called(asked.differ_in)}" if asked.differ_in else ""
            return three(
                f"You have {_count(len(values))}{what}, and this step is about {asked.at_least}.",
                "Only side by side do they show what a setting does.",
                "Train once more with another value." if values else "Train with `model.fit(...)`, or `/try` it.",
            )
        return next(filter(None, (_out_of_bounds(found, *each) for each in asked.best.items())), PASSED)

    def _found(self, outcome: Outcome) -> list[Run]:
        facts = outcome.fact(Runs())
        if not isinstance(facts, RunsFacts):
            return []
        here = self.runs.made_in == "this step"
        told = [each for each in facts.runs if not here or outcome.made_here(each.cell)]
        runs = [each.as_run(number) for number, each in enumerate(told, 1)]
        wanted = {name: spelt(value) for name, value in self.runs.all_have.items()}
        return [run for run in runs if all(spelt(run.settings.get(name)) == wanted[name] for name in wanted)]


def _out_of_bounds(runs: Sequence[Run], metric: str, bounds: Bounds) -> Judgement | None:
    """What to say where the best end of a metric does not lie where it must."""
    ends = [value for run in runs if math.isfinite(value := final(run, metric))]
    best = (max if grows(metric) else min)(ends, default=math.nan)
    if bounds.hold(best):
        return None
    saw = f"The best of your trainings ends at a {metric} of {short(best)}."
    return three(saw, f"It can end {bounds}.", "Try another setting.")


def _count(number: int) -> str:
    return "one training" if number == 1 else f"{number or 'no'} trainings"
