"""What is wrong in lines that have not run yet."""

from __future__ import annotations

from msgspec import Struct


class FlawFacts(Struct, frozen=True):
    """The first thing in a piece of code that cannot work, found without running it."""

    kind: str = ""
    """`syntax`, `name`, `attribute`, `argument`, `key`, `text`, `import`, `member` or `value`; empty when nothing
    is known to be wrong."""
    typed: str = ""
    """What stands there; the class of the exception for a `value`."""
    line: int = 0
    """From 1."""
    column: int = 0
    """From 0, in bytes of UTF-8."""
    near: tuple[str, ...] = ()
    """What was most likely meant, the likeliest first."""
    message: str = ""


class Foresee(Struct, frozen=True):
    """Ask for the FlawFacts of code that has not run; it does not run now, either."""

    code: str
