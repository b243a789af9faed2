"""What `check` has to say: line by line for people, or as one JSON object for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from tutor.authoring.proving import Proved
from tutor.storage.problems import Problem, Severity

Write = Callable[[str], None]
"""Gets one or more whole lines, without the last line break."""


class Report(Protocol):
    """Hears of everything in this order: what was read, what is going to be proved or why nothing is, each result,
    the end."""

    def read(self, lessons: int, problems: Sequence[Problem]) -> None: ...

    def refused(self, reason: str) -> None: ...

    def proving(self, lessons: int, seeds: int, jobs: int) -> None: ...

    def proved(self, result: Proved) -> None: ...

    def end(self, all_is_well: bool) -> None: ...


class Lines:
    """Says each thing as soon as it is known."""

    def __init__(self, write: Write) -> None:
        self._write = write

    def read(self, lessons: int, problems: Sequence[Problem]) -> None:
        for problem in problems:
            self._write(str(problem))
        errors = sum(problem.severity is Severity.ERROR for problem in problems)
        warnings = len(problems) - errors
        self._write(
            f"{_count(lessons, 'lesson')} read: {_count(errors, 'problem')}, {_count(warnings, 'warning')}."
        )

    def refused(self, reason: str) -> None:
        self._write(reason)

    def proving(self, lessons: int, seeds: int, jobs: int) -> None:
        turns = f", {jobs} lessons at a time" if jobs > 1 else ""
        self._write(f"Proving {_count(lessons, 'lesson')} with {_count(seeds, 'random seed')}{turns}.")

    def proved(self, result: Proved) -> None:
        for problem in result.problems:
            self._write(str(problem))
        found = f"{len(result.problems)} of them FAILED" if result.problems else "all hold"
        proofs = _count(result.proofs, "proof")
        self._write(f"{result.lesson}, seed {result.seed}: {proofs}, {found} ({result.seconds:.1f} s).")

    def end(self, all_is_well: bool) -> None:
        """The exit status says it."""


class Json:
    """Says everything at the end."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self._found: dict[str, Any] = {"lessons": 0, "problems": [], "proved": []}

    def read(self, lessons: int, problems: Sequence[Problem]) -> None:
        self._found["lessons"] = lessons
        self._found["problems"] += [_plain(problem) for problem in problems]

    def refused(self, reason: str) -> None:
        self._found["refused"] = reason

    def proving(self, lessons: int, seeds: int, jobs: int) -> None:
        """The results tell it."""

    def proved(self, result: Proved) -> None:
        self._found["problems"] += [_plain(problem) for problem in result.problems]
        failed = len(result.problems)
        told = {"lesson": result.lesson, "seed": result.seed, "proofs": result.proofs, "failed": failed}
        self._found["proved"].append({**told, "seconds": round(result.seconds, 2)})

    def end(self, all_is_well: bool) -> None:
        self._write(json.dumps({"ok": all_is_well, **self._found}, indent=2, ensure_ascii=False))


def _plain(problem: Problem) -> dict[str, Any]:
    return {
        "file": str(problem.path),
        "line": problem.line,
        "column": problem.column,
        "severity": problem.severity.value,
        "message": problem.message,
        "suggestion": problem.suggestion,
    }


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
