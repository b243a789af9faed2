"""The module `lesson`: where the files lie that came with the lesson, wherever the tutor was started."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

NAME = "lesson"


def stand_in(folder: str) -> None:
    """From now on `from lesson import folder, data` gives that folder, and the `data` in it, as paths."""
    module = ModuleType(NAME, "The files that came with this lesson: `folder / 'name.csv'`, `data / 'name.csv'`.")
    module.folder = Path(folder)  # type: ignore[attr-defined]
    module.data = Path(folder) / "data"  # type: ignore[attr-defined]
    sys.modules[NAME] = module
