"""The doctor before all recorded runs: how often it is right, how often it raises a false alarm."""

from __future__ import annotations

from collections import Counter

from tests.doctor.judging import at_the_end, on_the_way
from tests.doctor.recorded import HEALTHY, SICK, runs

RUNS = runs()
FEWEST = 60
"""As many as were trained so far: `python -m tests.doctor` trains what is missing of the 252 that are wanted."""
RIGHT, FALSE = 0.95, 0.02
"""At least so many of the sick are told rightly, and at most so many of the healthy are taken for sick."""


def test_there_are_runs_of_every_kind_sick_and_healthy() -> None:
    found = Counter(run.recipe for run in RUNS)
    assert set(found) == {*SICK, *HEALTHY} and len(RUNS) >= FEWEST


def test_what_ails_a_run_is_told_rightly() -> None:
    sick = [run for run in RUNS if run.kind]
    wrong = [f"{run.name}: {at_the_end(run) or 'nothing'}" for run in sick if at_the_end(run) != run.kind]
    assert len(wrong) <= (1 - RIGHT) * len(sick), wrong


def test_a_healthy_run_is_met_with_silence() -> None:
    healthy = [run for run in RUNS if not run.kind]
    wrong = [f"{run.name}: {at_the_end(run)}" for run in healthy if at_the_end(run)]
    assert len(wrong) <= FALSE * len(healthy), wrong


def test_on_its_way_a_healthy_run_is_hardly_ever_spoken_to() -> None:
    healthy = [run for run in RUNS if not run.kind]
    spoken_to = [f"{run.name}: {found.ailment.value}" for run in healthy for found in on_the_way(run)]
    assert len({each.split(":")[0] for each in spoken_to}) <= 2 * FALSE * len(healthy), spoken_to
