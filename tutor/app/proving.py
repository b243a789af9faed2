"""`check`, with the real session."""

from __future__ import annotations

from collections.abc import Sequence

from tutor.authoring.command import check_command
from tutor.session.kernel import KernelSession


def prove(words: Sequence[str]) -> int:
    """Run `python -m tutor check WORDS` and return its exit status."""

    def write(line: str) -> None:
        print(line, flush=True)

    return check_command(words, KernelSession, write)
