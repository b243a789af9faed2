"""Checks the trainings of this session as a whole: how many, in what they differ, what the best came to."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from tutor.checks.numeric import Bounds
from tutor.checks.wording import three
from tutor.core.facts import Probe
from tutor.core.numbers import short
from tutor.core.outcome import Outcome
from tutor.core.runs import Run, Runs, RunsFacts, called, final, grows
from tutor.core.verdict import PASSED, Judgement


class RunsExpected(Struct, frozen=True, kw_only=True):
    """What must be true of them."""

    at_least: int = 1
    """So many, each with other settings than the others where `differ_in` names one."""
    differ_in: str = ""
    """The setting that makes them different: `learning_rate`."""
    best: Mapping[str, Bounds] = field(default_factory=dict)
    """Where the best end of a metric must lie: `{loss: {below: 5}}`."""
    made_in: str = "this step"
    """`this step`, or `any step`."""


class RunsCheck(Struct, frozen=True, kw_only=True):
    """The trainings of this step, whichever lines and loops they ran in."""

    runs: RunsExpected

    @property
    def subject(self) -> str:
        return ""

    def probes(self) -> Sequence[Probe]:
        return [Runs()]

    def judge(self, outcome: Outcome) -> Judgement:
        asked, found = self.runs, self._found(outcome)
        values = {str(run.settings.get(asked.differ_in)) for run in found} if asked.differ_in else found
        if len(values) < asked.at_least:
            what = f" that differ in {called(asked.differ_in)}" if asked.differ_in else ""
            return three(
                f"You have {_count(len(values))}{what}, and this step is about {asked.at_least}.",
                "Only side by side do they show what a setting does.",
                "Train once more with another value." if values else "Train with `model.fit(...)`.",
            )
        for metric, bounds in asked.best.items():
            ends = [value for run in found if math.isfinite(value := final(run, metric))]
            best = (max if grows(metric) else min)(ends, default=math.nan)
            if not bounds.hold(best):
                return three(
                    f"The best of your trainings ends at a {metric} of {short(best)}.",
                    f"It can end {bounds}.",
                    "Try another setting.",
                )
        return PASSED

    def _found(self, outcome: Outcome) -> list[Run]:
        facts = outcome.fact(Runs())
        if not isinstance(facts, RunsFacts):
            return []
        here = self.runs.made_in == "this step"
        told = [each for each in facts.runs if not here or outcome.made_here(each.cell)]
        return [each.as_run(number) for number, each in enumerate(told, 1)]


def _count(number: int) -> str:
    return "one training" if number == 1 else f"{number or 'no'} trainings"
