"""The composition root: reads the command line, wires the rooms together, and returns an exit status."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from tutor.app.arguments import Exit, parse_arguments

__all__ = ["Exit", "main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the tutor; the console script and `python -m tutor` both come here."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] == ["check"]:
        from tutor.app.proving import prove

        return prove(words[1:])
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
