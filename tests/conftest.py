"""Holds for all tests: a busy machine is no fault of ours, so no example of hypothesis has a deadline."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("house", deadline=None)
settings.load_profile("house")
