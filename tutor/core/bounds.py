"""How much one entry may be."""

from __future__ import annotations

LONGEST = 100_000
"""Characters of one entry, typed or pasted: some thousand lines of code. To look through more takes many seconds,
and an editor takes two hundred times its size."""


def too_long(size: int) -> str:
    """Markdown: what is said to an entry of more characters. None of it is taken."""
    return (
        f"That is {size:,} characters, and {LONGEST:,} are the most that one entry takes, so nothing was taken. "
        "Save it as a file: `exec(open('name.py').read())` runs what is in it."
    )
