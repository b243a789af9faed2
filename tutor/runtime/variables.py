"""What the session's variables hold: which models, and under which name a thing is known."""

from __future__ import annotations

import sys
from typing import Any


def models() -> list[tuple[str, Any]]:
    """The models that variables hold, with their names."""
    keras = sys.modules.get("keras")
    if keras is None or not hasattr(keras, "Model"):
        return []
    return [
        (name, value)
        for name, value in list(namespace().items())
        if isinstance(value, keras.Model) and not name.startswith("_")
    ]


def name_of(value: Any) -> str:
    """The variable that holds this very object; empty when none does."""
    return next((name for name, held in namespace().items() if held is value and not name.startswith("_")), "")


def namespace() -> dict[str, Any]:
    from IPython import get_ipython

    names: dict[str, Any] = get_ipython().user_ns
    return names


def is_learners(frame: Any) -> bool:
    """Whether a running function, or a cell, is the learner's own."""
    from IPython import get_ipython

    shell = get_ipython()
    return shell is not None and frame.f_globals is shell.user_ns
