"""Puts the recorded runs before the doctor, and counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from tests.doctor.recorded import SICK, RecordedRun
from tutor.core.doctor import Course, Diagnosis, Patient, diagnose
from tutor.core.wire import decode

TENTHS = range(1, 10)


def course(run: RecordedRun, done: int = 0) -> Course:
    """The whole run; or its first epochs, while it goes on."""
    patient = decode(run.patient)
    assert isinstance(patient, Patient)
    epochs = len(run.metrics["loss"])
    metrics = {name: values[: done or epochs] for name, values in run.metrics.items()}
    return Course(metrics, done or epochs, run.asked, patient, ended=not done)


def at_the_end(run: RecordedRun) -> str:
    """What the doctor says when it is over: a kind, or nothing."""
    found = diagnose(course(run))
    return found.ailment.value if found else ""


def on_the_way(run: RecordedRun) -> Iterator[Diagnosis]:
    """What the doctor says after each tenth of the run, if anything."""
    for tenth in TENTHS:
        done = len(run.metrics["loss"]) * tenth // 10
        if done and (found := diagnose(course(run, done))):
            yield found


def counted(runs: Iterable[RecordedRun]) -> list[dict[str, Any]]:
    """A row for each kind, and one for the healthy: how many there are, and what was said of them."""
    listed = list(runs)
    rows = []
    for kind in (*SICK, ""):
        told = [at_the_end(run) for run in listed if run.kind == kind]
        on_way = sum(
            any(each.ailment.value != kind for each in on_the_way(run)) for run in listed if run.kind == kind
        )
        wrong = sorted(each or "nothing" for each in told if each != kind)
        rows.append(
            {
                "kind": kind or "healthy",
                "runs": len(told),
                "right": sum(each == kind for each in told),
                "share": f"{sum(each == kind for each in told) / max(1, len(told)):.1%}",
                "otherwise": ", ".join(f"{name} {wrong.count(name)}" for name in dict.fromkeys(wrong)) or "-",
                "other word on the way": on_way,
            }
        )
    return rows
