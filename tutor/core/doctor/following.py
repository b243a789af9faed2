"""Follows a training while it runs, and says what is wrong as soon as it can be told, each thing once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tutor.core.doctor import Ailment, Course, Diagnosis, Patient, diagnose

MOST = 1000
"""Values of a curve that are kept; of longer ones every second, fourth, eighth."""
SOONER = 1.1
"""A training is judged again when it has gone so many times as far: a long one costs no more than a short one."""


class Following:
    """One `fit`, from its beginning."""

    def __init__(self, patient: Patient | None, asked: int) -> None:
        self._patient = patient or Patient()
        self._asked = asked
        self._metrics: dict[str, list[float]] = {}
        self._every = 1
        """Of how many epochs one is kept."""
        self._done = 0
        self._next = 1
        """The epoch at which it is judged again."""
        self._told: set[Ailment] = set()

    def heard(self, rows: Iterable[Mapping[str, float]], patient: Patient | None = None) -> Diagnosis | None:
        """Take in some epochs; what there is to say now and was not said before."""
        self._patient = patient or self._patient
        for row in rows:
            self._add(row)
        if self._done < self._next and patient is None:
            return None
        self._next = max(self._done + 1, int(self._done * SOONER))
        found = diagnose(Course(self._metrics, self._done, self._asked, self._patient, ended=False))
        if found is None or found.ailment in self._told:
            return None
        self._told.add(found.ailment)
        return found

    def _add(self, row: Mapping[str, float]) -> None:
        self._done += 1
        if self._done % self._every:
            return
        for name, value in row.items():
            self._metrics.setdefault(name, []).append(value)
        if len(next(iter(self._metrics.values()), ())) > MOST:
            self._every *= 2
            for values in self._metrics.values():
                values[:] = values[1::2]
