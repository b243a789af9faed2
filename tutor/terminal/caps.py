"""Decides, once, what this terminal can do."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Collection, Mapping

from msgspec import Struct

from tutor.render.look import Look

FALLBACK_SIZE = (80, 24)
_OFF = frozenset({"", "0", "false", "no", "off", "n", "f"})
"""What a variable says that is set and means no, in whatever capitals."""
_NO_TERMINAL = frozenset({"", "dumb", "unknown"})


class Caps(Struct, frozen=True):
    """What there is to draw with, and how lines come in."""

    plain: bool = False
    """True: no cursor movements, no colours unless forced, output is only ever appended."""
    spoken: bool = False
    """True when the screen is read aloud: no drawings either."""
    colours: int = 256
    """256, 16 (bold only) or 0."""
    unicode: bool = True
    """False: ASCII only."""
    keyboard: bool = True
    """True when somebody types at a terminal: what they type stands on the screen, and a prompt is shown."""
    width: int = 80
    height: int = 24
    """Cells and lines at the start; the view asks again as it draws."""

    @property
    def look(self) -> Look:
        """The same for the room that draws."""
        return Look(self.width, self.height, self.colours, self.unicode, self.spoken)


def terminfo_colours(term: str) -> int:
    """How many colours terminfo gives a terminal of this name; 8 when it knows none of that name."""
    try:
        import curses

        curses.setupterm(term)
        return curses.tigetnum("colors")
    except Exception:  # curses.error, no curses at all, no terminfo: any of them means that nobody knows
        return 8


def detect(
    environ: Mapping[str, str],
    stdin_tty: bool,
    stdout_tty: bool,
    encoding: str | None,
    size: tuple[int, int],
    flags: Collection[str] = (),
    colours_of: Callable[[str], int] = terminfo_colours,
) -> Caps:
    """Decide from the environment, what the streams are, their encoding, the size (columns, lines) and the
    flags on the command line (`--plain`, `--ascii`). Never raises."""
    term = environ.get("TERM", "")
    spoken = "--plain" in flags or _is_on(environ, "ACCESSIBLE")
    screen = stdin_tty and stdout_tty and term not in _NO_TERMINAL
    width, height = size
    return Caps(
        plain=spoken or not screen,
        spoken=spoken,
        colours=_colours(environ, term, screen and not spoken, spoken, colours_of),
        unicode=_is_utf8(encoding) and "--ascii" not in flags and term != "linux",
        keyboard=stdin_tty,
        width=width if width > 0 else FALLBACK_SIZE[0],
        height=height if height > 0 else FALLBACK_SIZE[1],
    )


def _colours(
    environ: Mapping[str, str], term: str, screen: bool, spoken: bool, colours_of: Callable[[str], int]
) -> int:
    forced = _is_on(environ, "CLICOLOR_FORCE")
    if environ.get("NO_COLOR") or spoken or not (screen or forced):
        return 0
    if "256color" in term or environ.get("COLORTERM") in ("truecolor", "24bit"):
        return 256
    if term in _NO_TERMINAL:
        return 16
    return 256 if colours_of(term) >= 256 else 16


def _is_on(environ: Mapping[str, str], name: str) -> bool:
    return environ.get(name, "").strip().lower() not in _OFF


def _is_utf8(encoding: str | None) -> bool:
    try:
        return codecs.lookup(encoding or "ascii").name == "utf-8"
    except LookupError:
        return False
