"""What the shell shows of values and of code: lists as Python prints them, source for `name??`, bars of rich's."""

from __future__ import annotations

import inspect
import sys
from typing import Any

PLAIN = (list, tuple, dict, set, frozenset)
MOST = 1000
"""Items of a list that are shown; of more, the first ones."""
LONGEST = 60
"""Lines of source that are shown."""


def install(shell: Any) -> None:
    """Called once, by the service."""
    plain = shell.display_formatter.formatters["text/plain"]
    for kind in PLAIN:
        plain.for_type(kind, as_python_prints)
    shell.register_magic_function(source, "line", "pinfo2")
    shell.events.register("pre_run_cell", without_widgets)


def as_python_prints(value: Any, printer: Any, cycle: bool) -> None:
    """On one line, which the page folds; IPython gives each item of a long list a line of its own."""
    if len(value) > MOST and isinstance(value, (list, tuple)):
        text = repr(value[:MOST])
        printer.text(f"{text[:-1]}, ... {len(value) - MOST:,} more{text[-1]}")
    else:
        printer.text(repr(value))


def source(line: str) -> None:
    """`train??`: the lines that made a function, or why there are none."""
    from IPython import get_ipython

    name = line.strip()
    try:
        found = eval(name, get_ipython().user_ns)
    except Exception as error:
        print(f"{name}: {type(error).__name__}: {error}")
        return
    if not (inspect.isroutine(found) or inspect.isclass(found) or inspect.ismodule(found)):
        found = type(found)
    try:
        lines = inspect.getsource(found).rstrip().splitlines()
    except (OSError, TypeError):
        print(f"{name} has no Python source here: it is built in, or written in another language.")
        print(f"help({name}) tells what it does.")
        return
    print("\n".join(lines[:LONGEST]))
    if len(lines) > LONGEST:
        print(f"... and {len(lines) - LONGEST:,} lines more.")


def without_widgets(info: Any) -> None:
    """Let progress bars of rich's print their text: in a notebook they want widgets, and show nothing here."""
    rich = sys.modules.get("rich")
    if rich is not None and getattr(rich, "_console", rich) is None:  # made when it is first used
        from rich.console import Console

        rich._console = Console(force_jupyter=False)  # type: ignore[attr-defined]
