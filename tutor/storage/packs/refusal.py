"""What cannot become a course here, and how large one may be."""

from __future__ import annotations

COURSE = "course.yaml"
"""The file by which a folder is known to be a course."""
MOST_FILES = 2_000
MOST_BYTES = 200_000_000
"""Of all files of a course together."""


class NoCourse(Exception):  # noqa: N818 - it carries one sentence, and is no error of ours
    """This cannot become a course here. The text says why."""
