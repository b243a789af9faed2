"""Chooses what to say of a cell: the most telling findings, nothing twice, no symptom beside its cause."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from tutor.core.acts import Acts
from tutor.core.facts import Happened, Probe
from tutor.pitfalls import PITFALLS
from tutor.pitfalls.finding import Finding, Scene

MOST = 2
"""Findings of one cell. More would not be read; the others come with the next cell."""

Told = tuple[str, str]
"""A pitfall and the object it was found at."""


def probes_for(code: str, acts: Acts) -> tuple[Probe, ...]:
    """What has to be known of a cell that ran well; nothing of one that calls nothing."""
    own = [probe for pitfall in PITFALLS.values() for probe in pitfall.probes(code)]
    return tuple(dict.fromkeys([*([Happened()] if acts.calls else []), *own]))


def noticed(
    scene: Scene, told: Collection[Told] = (), heard: Sequence[str] = (), passed: bool = False
) -> list[tuple[Told, Finding]]:
    """What is to be said now, the most telling first.

    `told` is what was said before, `heard` what the learner just read about this cell, and `passed` whether the
    cell did what its step asks for.
    """
    causes: list[tuple[Told, Finding]] = []
    symptoms: list[tuple[Told, Finding]] = []
    for name, pitfall in PITFALLS.items():
        if not (passed and pitfall.on_purpose):
            found = [((name, finding.about), finding) for finding in pitfall.find(scene)]
            (symptoms if pitfall.symptom else causes).extend(found)
    explained = bool(causes)
    new = [(key, finding) for key, finding in causes or symptoms if key not in told and not _read(finding, heard)]
    return new[:MOST] if explained else new[:1]


def holding(scene: Scene, names: Collection[str], heard: Sequence[str] = ()) -> tuple[Told, Finding] | None:
    """What is wrong in silence with one of the models of these names, and nobody means to show; else None.

    Asked of a cell that has come to all that its step expects. What was said before is said again: it stands.
    """
    keys = {each.key for each in scene.happened.models if each.name and each.name in names}
    for name, pitfall in PITFALLS.items():
        if pitfall.symptom or pitfall.on_purpose or pitfall.aside:
            continue
        for finding in pitfall.find(scene):
            if finding.about.split(" ")[0] in keys and not _read(finding, heard):
                return (name, finding.about), finding
    return None


def _read(finding: Finding, heard: Sequence[str]) -> bool:
    """Whether somebody has just said the same."""
    words = "|".join(map(re.escape, (finding.word, *finding.also)))
    word = re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
    return any(word.search(text) for text in heard)
