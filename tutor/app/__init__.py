"""The composition root: reads the command line, wires the rooms together, and returns an exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from tutor.app.arguments import Exit, parse_arguments
from tutor.core.sieve import harmless

__all__ = ["Exit", "main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the tutor; the console script and `python -m tutor` both come here.

    An output that takes nothing any more, a full disk for one, is said in one sentence where that can be read.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    if sys.stdout is None:
        return _unwritable("it is closed")
    try:
        status = _do(words)
        sys.stdout.flush()
    except BrokenPipeError:  # `... | head`: nobody reads any more
        _let_go_of_output()
        return Exit.OK
    except OSError as error:
        if error.filename is not None:  # it is about a file, and whoever opens one should have said so
            raise
        _let_go_of_output()
        return _unwritable(error.strerror or str(error))
    return status


def _unwritable(reason: str) -> int:
    if sys.stderr is not None:
        with suppress(OSError):
            print(f"The tutor cannot write to its output: {reason}.", file=sys.stderr)
    return Exit.FAILED


def _let_go_of_output() -> None:
    """Else Python tries again at its end, and complains of that."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _do(words: list[str]) -> int:
    if words[:1] == ["check"]:
        from tutor.app.proving import prove

        return prove(words[1:])
    if words[:1] in (["add"], ["courses"], ["remove"]):
        from tutor.app.packs import packs_command

        return packs_command(words)
    if words[:1] == ["export"]:
        from tutor.app.exporting import export

        return export(words[1:])
    if words[:1] == ["watch"]:
        from tutor.app.watch import watch_command

        return watch_command(words[1:])
    if words[:1] == ["new"]:
        from tutor.authoring.scaffold import new_command

        status, said = new_command(words[1:])
        print(harmless(said), file=sys.stderr if status else sys.stdout)
        return status
    if words[:1] == ["import"]:
        from tutor.app.importing import import_file

        return import_file(words[1:])
    if words == ["schema"]:
        from tutor.authoring.schema import schema_text

        print(schema_text(), end="")
        return Exit.OK
    arguments = parse_arguments(words)
    if isinstance(arguments, int):
        return arguments
    # The rest is imported here, so that --help and --version answer at once.
    from tutor.app.running import run

    return run(arguments)
