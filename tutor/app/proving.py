"""`check`, with the real session."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tutor.authoring.command import check_command
from tutor.session.kernel import KernelSession


def prove(words: Sequence[str]) -> int:
    """Run `python -m tutor check WORDS` and return its exit status."""

    def write(line: str) -> None:
        print(line, flush=True)

    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        # What a lesson has trained once it need not train again each time a wrong turn is taken back.
        return check_command(words, lambda: KernelSession(Path(folder)), write)
