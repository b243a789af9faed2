"""Lessons import their data by its plain name, in a session that knows nothing else of the tutor."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.kernel import fact, printed, ran
from tutor.core.facts import ArrayFacts
from tutor.session.kernel import KernelSession

pytestmark = pytest.mark.kernel


def test_the_classroom_is_there(session: KernelSession) -> None:
    ran(session, "from classroom import digits, moons\npoints, labels = moons(points=20)\nimages, _ = digits()")
    points, images = fact(session, "points"), fact(session, "images")
    assert isinstance(points, ArrayFacts) and points.shape == (20, 2)
    assert isinstance(images, ArrayFacts) and images.shape == (1797, 8, 8)


def test_a_classroom_of_the_learners_own_comes_first(session: KernelSession, tmp_path: Path) -> None:
    (tmp_path / "classroom.py").write_text("mine = True\n")
    look = "import importlib.util; print(importlib.util.find_spec('classroom').origin)"
    here = f"import os, sys; there = os.getcwd(); os.chdir({str(tmp_path)!r}); sys.modules.pop('classroom', 0)"
    assert printed(ran(session, f"{here}\n{look}\nos.chdir(there)")).strip() == str(tmp_path / "classroom.py")
