"""Puts on a chart what was typed after it was shown: a title, the names of the axes, their ends, a legend."""

from __future__ import annotations

from typing import Any


def adopted(shown: Any, late: Any) -> bool:
    """Whether the latest chart takes the parts of a figure that holds nothing else, as far as it lacks them.

    Both have to consist of one pair of axes.
    """
    if len(shown.axes) != 1 or len(late.axes) != 1:
        return False
    (old,), (new,) = shown.axes, late.axes
    wanted = [
        (new.get_title(), old.get_title(), old.set_title),
        (new.get_xlabel(), old.get_xlabel(), old.set_xlabel),
        (new.get_ylabel(), old.get_ylabel(), old.set_ylabel),
    ]
    if any(text and has for text, has, _ in wanted):
        return False  # it has one: this is the beginning of another chart
    taken = False
    for text, _, put in wanted:
        if text:
            put(text)
            taken = True
    for axis in ("x", "y"):
        if not getattr(new, f"get_autoscale{axis}_on")():
            getattr(old, f"set_{axis}lim")(getattr(new, f"get_{axis}lim")())
            taken = True
        if getattr(new, f"get_{axis}scale")() != "linear":
            getattr(old, f"set_{axis}scale")(getattr(new, f"get_{axis}scale")())
            taken = True
    if new.get_legend() is not None:
        texts = [text.get_text() for text in new.get_legend().get_texts()]
        old.legend(texts) if texts else old.legend()
        taken = True
    return taken
