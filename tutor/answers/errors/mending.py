"""Mends code that does not parse, as far as it is certain what was meant."""

from __future__ import annotations

from msgspec import Struct

from tutor.answers.errors import foreign, repairs
from tutor.answers.errors.fixing import Fix
from tutor.core.syntax import Trouble, trouble

MOST = 40
"""Repairs in one piece of code. A pasted cell of Python 2 may have a `print` in every line."""


class Mended(Struct, frozen=True):
    """Code that parses."""

    code: str
    say: str
    """Markdown: what the first repair was about. Empty when the general explanation says it as well."""


def mended(code: str) -> Mended | None:
    """The code put right; None when nobody can tell what was meant."""
    said: list[str] = []
    for _ in range(MOST):
        problem = trouble(code)
        if problem is None:
            return Mended(code, said[0]) if said else None
        for fix, say in FIXES.items():
            better = next((new for new in fix(code, problem) if _gets_further(code, new, problem)), None)
            if better is not None:
                code = better
                said.append(say)
                break
        else:
            return None
    return None


def _gets_further(code: str, new: str, problem: Trouble) -> bool:
    """Whether Python reads on beyond the place where it stopped before."""
    after = trouble(new)
    lost = code.count("\n") - new.count("\n")
    return new != code and (after is None or after.line + lost > problem.line)


FIXES: dict[Fix, str] = {
    foreign.signs: "",
    foreign.fences: (
        "Marks of a web page or a console came along with the code. Python cannot read them. The lines below "
        "leave them out."
    ),
    foreign.line_numbers: (
        "Line numbers came along with the code. To Python they are numbers that stand in front of each line. "
        "The lines below leave them out."
    ),
    foreign.shell: (
        "This is a line for a terminal, not for Python. Here, a `!` in front hands a line to the terminal. "
        "What the lessons need is installed already."
    ),
    foreign.print: (
        "`print` is written without brackets. That was the way of Python 2, and old tutorials still show it. "
        "The lines below have the brackets."
    ),
    repairs.digits: "Python writes a number without gaps and without zeros in front. The line below has it so.",
    foreign.python_2: (
        "This is written for Python 2, which ended in 2020. Python 3 spells some things in another way. The "
        "lines below are the same for Python 3."
    ),
    repairs.colon: (
        "A colon is missing. Lines that begin with `for`, `if`, `while`, `with` or `def` end in one, and the "
        "block follows indented. The line below has it."
    ),
    repairs.equals: "",
    repairs.bracket: "",
    repairs.inner_quotes: (
        "The quote marks inside of the braces end the text too early. Python takes the first mark of the same"
        " kind for the end. The line below has two kinds of marks."
    ),
    repairs.quote: "",
    repairs.indent: "",
    foreign.other_language: (
        "Some of this is written as in another language. Python has its own words and signs for it. The lines"
        " below use those."
    ),
    repairs.import_line: (
        "An import line names a library and what comes from it, and nothing else. Python reads no further "
        "than that. The line below has it right."
    ),
    repairs.own_name: (
        "A name cannot have two words or a minus in it: Python takes them for two things. An underscore joins"
        " them. The line below has one."
    ),
    repairs.text_quotes: (
        "Words that are to be shown are a text, and a text stands in quote marks. Without them Python looks "
        "for variables. The line below has them."
    ),
    repairs.call_brackets: (
        "A call needs round brackets around what it is given. Without them Python sees two things side by "
        "side. The line below has them."
    ),
    repairs.call_signs: (
        "The signs between the arguments are not Python's. Commas part them, and a name gets its value with "
        "`=`. The line below has them."
    ),
    repairs.times: "",
    repairs.python_word: (
        "A word of Python is misspelled here. Python knows its own words only letter by letter, in small "
        "letters. The line below has it right."
    ),
    repairs.reserved: (
        "This name belongs to Python itself, so nothing can be stored under it. Take another name, for "
        "instance with an underscore behind it. The lines below do."
    ),
    repairs.statements: (
        "Two lines have become one here. Python wants each statement on a line of its own. The lines below "
        "part them."
    ),
    repairs.comma: "",
    repairs.comma_before: (
        "A comma is missing at the end of a line. In a list and in a call, commas separate the items, also "
        "from line to line. The lines below have it."
    ),
}
"""What each repair says; empty where the entry for Python's message says it. The surest come first."""
