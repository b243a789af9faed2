"""Runs cells in a real session and tells what is noticed at the last one."""

from __future__ import annotations

from tests.kernel import ran
from tutor.core.acts import acts_of
from tutor.core.facts import Happened, HappenedFacts
from tutor.core.protocols import Session
from tutor.pitfalls.choosing import noticed, probes_for
from tutor.pitfalls.finding import Finding, Scene


def found(session: Session, *cells: str) -> dict[str, Finding]:
    """The findings at the last cell, by pitfall; all of them must run well."""
    for cell in cells:
        ran(session, cell)
    return findings(session, cells[-1])


def findings(session: Session, code: str) -> dict[str, Finding]:
    """What is noticed at this cell, which has just run."""
    acts = acts_of(code)
    probes = probes_for(code, acts)
    facts = dict(zip(probes, session.query(probes, timeout=30), strict=True))
    happened = facts.get(Happened(), HappenedFacts())
    assert isinstance(happened, HappenedFacts), happened
    return {name: finding for (name, _), finding in noticed(Scene(code, acts, happened, facts))}
