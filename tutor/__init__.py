"""A tutor for machine learning that lives in a terminal."""

__version__ = "0.1.0"
