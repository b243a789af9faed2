"""The lines of Python that make a variant the learner's model."""

from __future__ import annotations

from collections.abc import Sequence

from tutor.core.runs import Run, Variant
from tutor.core.varied_values import Unclear
from tutor.core.written_fit import fit_line

CHANGES_FIT = ("epochs", "batch_size", "validation_split")


def lines_to_keep(base: Run, names: Sequence[str], variant: Variant) -> str | Unclear:
    """The lines that begin the run `base` again with what the variant has otherwise; `names` were varied."""
    if not variant.lines:
        return Unclear(
            "This model cannot be written down as lines: something in it is of your own making, or is wired by "
            "hand. Change the line in your own code that sets it, and run it again."
        )
    settings = variant.run.settings
    changes = {name: settings[name] for name in CHANGES_FIT if name in names and name in settings}
    if "validation_split" in names:
        changes["validation_split"] = float(str(settings["validation"]).removesuffix(" %")) / 100
    fit = fit_line(base.line, base.place, base.model or "model", changes)
    if not fit:
        return Unclear(
            f"Run {base.number} was not started by a `fit` that stands in a line of its own, so there is none to "
            "repeat. In your loop or function, set it to what the variant had."
        )
    begun = f"  # the model as it was when run {base.number} began"
    lines = (f"{line}{begun}" if "__tutor__.model_before(" in line else line for line in variant.lines)
    return "\n".join([*lines, fit])
