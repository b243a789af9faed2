"""The understanding that is shipped, for tests that ask in a learner's own words."""

from __future__ import annotations

from functools import cache
from unittest.mock import patch

from tutor.storage.lessons import lessons_directory
from tutor.storage.ready_glossary import ready_glossary
from tutor.storage.voices import understanding_of
from tutor.understanding.model import Understanding


@cache
def shipped(*encoders: str) -> Understanding:
    """By words alone, unless encoders are named; those must be installed and have a head among the lessons."""
    with patch("tutor.understanding.encoder.installed", lambda name: name in encoders):
        return understanding_of(lessons_directory(), ready_glossary(lessons_directory()).entries)
