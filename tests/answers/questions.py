"""The questions that answers are measured by: those of the development, and those that are kept apart."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).with_name("questions.yaml")
BLIND = Path(__file__).with_name("blind.yaml")
"""Nobody reads these texts, and nothing prints them."""


@cache
def questions() -> dict[str, Any]:
    """`answered` (question to entry ids), `unanswered` (questions), `session` (question to subject)."""
    read: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return read


@cache
def blind() -> dict[str, Any]:
    """By kind: question to classes, any of which is right; `none` has questions alone, `languages` one such
    mapping for each language."""
    read: dict[str, Any] = yaml.safe_load(BLIND.read_text(encoding="utf-8"))
    return read
