"""What may reach a terminal, as a list of what is allowed: text, line ends, tabs, carriage returns, and colours.

Everything that others have written goes through here: output, lessons, libraries, files, a model. What a terminal
would take for a command is left out whole; a part of one that comes alone waits for the rest.
"""

from __future__ import annotations

import re

TURNED = "\ufffd"
"""Stands where a character would turn the order in which a line is read: code must be read as it runs."""
DIRECTIONS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""The characters that do (Unicode Standard Annex 9)."""
LONGEST_COMMAND = 64
"""Characters of an unfinished command that wait for their end. Those of a colour are at most a dozen."""

ALLOWED = (
    *(
        "\t\t",
        "\n\n",
        "\r\r",
        " ~",
        "\xa0\u2027",
        "\u202f\u2065",
        "\u206a\ud7ff",
        "\ue000\ufff8",
        "\ufffc\U000dffff",
    ),
    "\U000e0080\U0010ffff",
)
"""The characters of a text, each range by its ends: no C0 but tab, line feed and carriage return, no DEL, no C1,
no surrogate, nothing that ends or turns a line unseen, no annotation and no tag that nobody sees."""
# The same list by its complement, which `re` compiles in a thirtieth of the time. A test goes through all of it.
_TEXT = (
    "[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
# A colour or a weight (SGR of ECMA-48): no blinking, and nothing that hides what is there.
_COLOUR = (
    r"(?:0?[0-4]|0?[79]|2[1-9]|[34][0-79]|9[0-7]|10[0-7]|[345]8[;:]5[;:][0-9]{1,3}"
    r"|[345]8[;:]2(?:[;:][0-9]{1,3}){3})"
)
_STRING = "(?:\x1b[\\]PX^_]|[\x90\x98\x9d-\x9f])"
_IN_STRING = "[^\n\x07\x18\x1a\x1b\x9c]*"
_CONTROL = "(?:\x1b\\[|\x9b)[0-?]*[ -/]*"
_PARTS = re.compile(
    f"(?P<text>{_TEXT}+)"
    f"|(?P<colour>\x1b\\[(?:{_COLOUR}(?:;{_COLOUR})*)?m)"
    f"|(?P<turned>[{DIRECTIONS}])"
    f"|{_CONTROL}[@-~]"
    f"|{_STRING}{_IN_STRING}(?:[\x07\x9c]|\x1b\\\\|(?=[\n\x18\x1a]|\x1b[^\\\\]))"
    "|\x1b[ -/]+[0-~]"
    r"|\x1b[0-OQ-WYZ\\`-~]"
    f"|(?P<string>{_STRING}){_IN_STRING}(?P<closing>\x1b?)\\Z"
    f"|(?P<open>{_CONTROL}|\x1b[ -/]*)\\Z"
    "|(?P<other>.)",
    re.DOTALL,
)


class Sieve:
    """For one stream, piece by piece. What it lets through can be cut anywhere and put together again."""

    def __init__(self, colours: bool = True) -> None:
        """`colours`: whether these are let through, too."""
        self._colours = colours
        self._held = ""
        """The beginning of a command whose end has not come."""

    def __call__(self, text: str) -> str:
        """What of this piece may be shown now."""
        kept: list[str] = []
        text, self._held = self._held + text, ""
        for part in _PARTS.finditer(text):
            match part.lastgroup:
                case "text":
                    kept.append(part[0])
                case "colour":
                    kept.append(part[0] if self._colours else "")
                case "turned":
                    kept.append(TURNED)
                case "string" | "closing":  # what it says is never shown, so there is no need to keep it
                    self._held = part["string"] + part["closing"]
                case "open":
                    self._held = part[0] if len(part[0]) <= LONGEST_COMMAND else ""
                case _:
                    pass
        return "".join(kept)

    def end(self) -> None:
        """The stream ends here, or what comes is somebody else's: nothing waits any more."""
        self._held = ""


def harmless(text: str, colours: bool = False) -> str:
    """One whole text, without anything that a terminal would take for a command."""
    return Sieve(colours)(text)


def one_line(text: str) -> str:
    """The same on a single line: a name, a path, a word."""
    return " ".join(harmless(text).split())
