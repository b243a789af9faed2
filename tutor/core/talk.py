"""Tells a sentence with code in it, `if I call fit(x) twice does it go on`, from code that has a mistake."""

from __future__ import annotations

import ast
import keyword
import re
from collections.abc import Collection, Iterator
from functools import cache

_CODE = "§"
"""Stands for a piece of code, once it is masked."""
_LONGEST = 300
"""In characters; a longer line is pasted data."""
_ASKS = frozenset({"what", "why", "how", "which", "who", "when", "where", "whats", "wat"})
_SPEAKS = _ASKS | frozenset(
    re.findall(
        r"\S+",
        """
        an and are be but can cant could did does doesnt dont enough error fails forever gets gives gave got how
        instead is isnt it its lol bro me mean meaning means my need needs of or please pls right same says seems
        should so still takes than that the there these this those throws to too twice wants we will work works
        would wrong you
        """,
    )
)
"""Words of a sentence about code. Those that Python knows, too, count only among others."""
_WORDS_OF_STATEMENTS = frozenset(keyword.kwlist) - {"and", "in", "is", "not", "or", "True", "False", "None"}


def plainly_spelled(text: str) -> str:
    """The text without the apostrophes of `what's` and `doesn't`, which are no quotes: `f'd'` stays."""
    return re.sub(r"\b([Ii]|[A-Za-z]{3,}|it|It|we|We)['’](s|t|re|ve|ll|d|m)\b", r"\1\2", text)


def talks_of_code(text: str) -> bool:
    """Whether a line that Python does not take is a sentence with code in it. Never for several lines."""
    if "\n" in text or len(text) > _LONGEST:
        return False
    line = _masked(plainly_spelled(text))
    if _asked_behind().search(line):
        return True
    first = next(iter(line.split()), "")
    return any(_is_said(run, first) for run in _runs(line))


def asks_beside_code(tree: ast.expr, missing: list[str]) -> bool:
    """Whether an expression ends in a question that Python takes for a name: `Dense(1), why`."""
    match tree:
        case ast.Name(id=name):
            return name in missing and name.lower() in _ASKS
        case ast.Tuple(elts=[*_, last]) | ast.BinOp(right=last) | ast.Compare(left=last):
            return asks_beside_code(last, missing)
    return False


def _is_said(run: list[str], first: str) -> bool:
    """Whether so many words side by side are no code with a mistake in it. `first` is how the line begins."""
    plain = [word for word in run if not keyword.iskeyword(word) and word.isalpha()]
    if first in _WORDS_OF_STATEMENTS or len(plain) >= 4:
        return len(plain) >= 4
    if first.lower() == run[0].lower() == "y":  # as some write `why`; alone it is a name
        return len(run) >= 3 or run[1].lower() in _SPEAKS
    return bool(plain) and any(word.lower() in _SPEAKS for word in run)


def _runs(line: str) -> Iterator[list[str]]:
    """Words and numbers that stand side by side with nothing but blanks between them."""
    for part in re.split(r"[^\w\s.]+|\.(?!\d)|§", line):
        if len(words := part.split()) > 1:
            yield words


def _masked(text: str) -> str:
    """The text with a mark in place of every piece of code: calls, brackets, strings, settings, dotted names."""
    text = re.sub(r"'[^']*'|\"[^\"]*\"|`[^`]*`|['\"#].*", _CODE, text)
    before = ""
    while before != text:
        before, text = text, re.sub(r"[\w.]*[(\[{][^()\[\]{}]*[)\]}](?:\.\w+)*", _CODE, text)
    text = re.sub(r"\b\w+\s*=(?!=)\s*[\w.§+-]*", _CODE, text)
    return re.sub(r"\b[A-Za-z_]\w*(?:\.\w+)+|\B\.\w+|\b\w*_\w*\b|§\w*", _CODE, text)


@cache
def _asked_behind() -> re.Pattern[str]:
    """Code, and right behind it what one wants to know."""
    asking = r"what|whats|why|how|which|when|where"
    return re.compile(
        rf"§[\s,;:.!?…-]*\b(?:(?:{asking})\b(?!\s*[=(\[.,)])|vs\b|versus\b)|§\W*\b(?:meaning|means|explained|pls|please)$"
    )


ABOUT_A_WORD = re.compile(
    r"(?:import|from|assert|return|yield|raise|del|global|lambda|async|await|break|continue|pass|try|except|finally|with)"
    r"(?: (?:error|statement|keyword|word|command|line|function))*"
    r" (?:what|why|how|where|which|when|who|errors?|fails|failed|failing|failure|problems?|statement|keyword|word"
    r"|command|line|means|meaning|mean|help|issues?|broken|wrong|stuck|confuses|again)\??",
    re.IGNORECASE,
)
"""`import error`, `assert what`: a word of Python, and what one wants to know of it."""


def in_another_script(text: str, tree: ast.Module | None, names: Collection[str]) -> bool:
    """Whether a line speaks in letters that are not Latin, and is no code with such names: `что такое эпоха`.

    A single Greek letter is a name of mathematics.
    """
    bare = re.sub(r"'[^']*'|\"[^\"]*\"|['\"#].*", "", text)
    words = [word for word in re.findall(r"[^\W\d_]+", bare) if any(ord(sign) > LATIN for sign in word)]
    if not any(len(word) > 1 or not "\u0370" <= word <= "\u03ff" for word in words) or "\n" in text:
        return False
    if tree is None:
        return not re.match(r"[\w.\[\], ]+=(?!=)", bare)
    (*_, last) = tree.body or [ast.Pass()]
    return isinstance(last, ast.Expr) and isinstance(last.value, ast.Name) and last.value.id not in names


LATIN = 0x24F
"""The last letter of the Latin blocks of Unicode, accents included."""
