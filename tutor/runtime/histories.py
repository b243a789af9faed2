"""Shows a History that is named alone on its line: what was measured, first, last and best, and the curves."""

from __future__ import annotations

import ast
from typing import Any

from .codec import publish


def install(shell: Any) -> None:
    """Have the shell show a History so. What `fit` returns at the end of a line was on the screen already."""
    plain = shell.display_formatter.formatters["text/plain"]
    plain.for_type_by_name("keras.src.callbacks.history", "History", show)


def show(history: Any, printer: Any, cycle: bool) -> None:
    """Write the table, and publish the curves beside it."""
    measured = {name: [float(value) for value in values] for name, values in history.history.items()}
    measured = {name: values for name, values in measured.items() if values}
    if not is_named_alone() or not measured:
        printer.text(repr(history))
        return
    epochs = max(map(len, measured.values()))
    rows = [("", "first", "last", "least", "most")]
    rows += [
        (name, *map(_short, (values[0], values[-1], min(values), max(values))))
        for name, values in measured.items()
    ]
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    printer.text(f"A History of {epochs} epoch{'s' * (epochs != 1)}")
    for first, *others in rows:
        cells = [
            first.ljust(widths[0]),
            *(cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True)),
        ]
        printer.text("\n" + "  ".join(cells).rstrip())
    curves = [
        {
            "kind": "line",
            "x": [float(n) for n in range(1, len(values) + 1)],
            "y": values,
            "label": name,
            "pen": pen,
        }
        for pen, (name, values) in enumerate(measured.items())
        if name.endswith("loss") and len(values) > 1
    ]
    if curves:
        publish(
            {"event": "figure", "axes": [{"series": curves, "x_label": "epoch", "y_label": "loss"}], "title": ""}
        )


def _short(value: float) -> str:
    return f"{value:.4g}"


def is_named_alone() -> bool:
    """Whether the last statement of the running cell is nothing but a name."""
    from IPython import get_ipython

    try:
        last = ast.parse(get_ipython().history_manager.input_hist_parsed[-1]).body[-1:]
    except (SyntaxError, ValueError):
        return False
    return bool(last) and isinstance(last[0], ast.Expr) and isinstance(last[0].value, ast.Name | ast.Attribute)
