"""Loads NumPy as the tutor does, before a test does otherwise."""

from tutor.answers.meaning import one_thread

with one_thread():
    import numpy  # noqa: F401
