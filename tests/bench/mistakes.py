"""What is offered for mistakes that a machine makes: the right line, one that runs, one that does not, none."""

from __future__ import annotations

from typing import Any

from tests.answers.machine import mistakes
from tests.answers.tried import BACK, FAILS, NOTHING, RUNS, counted, play
from tests.kernel import started_session
from tutor.answers.errors.explainer import ErrorExplainer
from tutor.storage.lessons import lessons_directory, load_errors


def measure(repeats: int) -> list[dict[str, Any]]:
    """`repeats` mistakes of each kind in every line."""
    explain = ErrorExplainer(load_errors(lessons_directory()))
    with started_session() as session:
        table = counted(play(session, explain, mistakes(repeats)))
    return [
        {"kind": kind, **{result: found[result] for result in (BACK, RUNS, FAILS, NOTHING)}}
        for kind, found in table.items()
    ]
