"""Searches for the bracket or the quote that a line lacks or has too many, with the session as the judge."""

from __future__ import annotations

import ast
import keyword
import re
from collections.abc import Iterator

from tutor.answers.errors.fixing import line_of, with_line
from tutor.answers.errors.foreseen import corrected, flaws
from tutor.core.protocols import Queryable
from tutor.core.syntax import Trouble, parsed, trouble

MOST = 160
"""Candidates that the session is asked about."""
LONGEST = 400
"""Characters of a line that is searched."""


def searched(code: str, session: Queryable | None, first: str = "") -> str:
    """The likeliest code that differs from this one by a sign or two and in which the session finds nothing wrong;
    empty without one. `first`: what has been thought of already, which is likelier than others as far away."""
    problem = trouble(code)
    if problem is None or session is None:
        return first
    tried = list(
        dict.fromkeys([first] * bool(first) + [new for new in candidates(code, problem) if trouble(new) is None])
    )[:MOST]
    found = flaws(tried, session)
    clean = [new for new, flaw in zip(tried, found, strict=True) if not flaw.kind]
    if not clean:
        near = [mended for new, flaw in zip(tried, found, strict=True) if (mended := corrected(new, flaw))]
        clean = [new for new, flaw in zip(near, flaws(near[:40], session), strict=False) if not flaw.kind]
    return min(clean, key=lambda new: cost(code, new) - (_bonus(code, new) if new == first else 0), default="")


def _bonus(code: str, new: str) -> float:
    """How much likelier a repair is that knows Python's message; one bracket is as good as another."""
    _, put, taken = difference(code, new)
    return 0.05 if len(put) <= 1 and set(put + taken) <= set("()[]{}'\"") else 1.0


def said(code: str, new: str) -> str:
    """What one sign more, one less or another one mends, in words; empty for greater changes."""
    start, put, taken = difference(code, new)
    before = re.search(r"[\w.]+$", code[:start])
    where = f" behind `{before[0][-30:]}`" if before else ""
    kind = "quote mark" if set(put + taken) <= set("'\"") else "bracket"
    if len(put) == 1 and not taken and put in "()[]{}'\"":
        pair = "A text begins and ends with one." if kind[0] == "q" else "Each is opened once and closed once."
        return f"A {kind} is missing{where}: `{put}`. {pair} The line below has it."
    if len(taken) == 1 and not put and taken in "()[]{}'\"":
        return (
            f"There is one `{taken}` too many{where}. Each {kind} needs a partner. The line below leaves it out."
        )
    if len(put) == len(taken) == 1 and put in "()[]{}'\"":
        return f"A `{taken}` stands where a `{put}` belongs{where}. The line below has it right."
    return ""


def difference(code: str, new: str) -> tuple[int, str, str]:
    """Where two texts part, what the second has there, and what the first."""
    start = next((n for n, (a, b) in enumerate(zip(code, new, strict=False)) if a != b), min(len(code), len(new)))
    most = min(len(code), len(new)) - start
    same = next((n for n in range(most) if code[-1 - n] != new[-1 - n]), most)
    return start, new[start : len(new) - same], code[start : len(code) - same]


def candidates(code: str, problem: Trouble) -> Iterator[str]:
    """The code with one sign more at every place, one less, another one, and then with two more."""
    for number in _lines(code, problem):
        line = line_of(code, number)
        if len(line) > LONGEST:
            continue
        for new in _changed(line):
            yield with_line(code, number, new)


def _lines(code: str, problem: Trouble) -> list[int]:
    last = code.count("\n") + 1
    return list(dict.fromkeys(n for n in (problem.line, problem.end_line, problem.line - 1) if 0 < n <= last))


def _changed(line: str) -> Iterator[str]:
    places = _places(line)
    once = [line[:place] + sign + line[place:] for sign in "()[]{}'\"" for place in places]
    yield from once
    for place, sign in enumerate(line):
        if sign in "()[]{}'\",":
            yield line[:place] + line[place + 1 :]
    for place, sign in enumerate(line):
        for other in _OTHERS.get(sign, ""):
            yield line[:place] + other + line[place + 1 :]
    for sign, closing in ("()", "[]"):
        for first in places:
            for last in places:
                if first < last and line[first:last].strip():
                    yield line[:first] + sign + line[first:last] + closing + line[last:]
    for mark in "'\"":
        for found in re.finditer(r"(?<![\w'\"])[A-Za-z_][\w ]*[:!?]?(?![\w'\"(.])", line):
            yield f"{line[: found.start()]}{mark}{found[0]}{mark}{line[found.end() :]}"


_OTHERS = {
    "(": "[{",
    "[": "(",
    "{": "([",
    ")": "]}",
    "]": ")",
    "}": ")]",
    "'": '"',
    '"': "'",
    ":": "=",
    ";": ",",
    ".": ",",
    ",": ".",
}


def _places(line: str) -> list[int]:
    """Where a sign may be missing: around every word and every sign, and inside of a word, too."""
    indent = len(line) - len(line.lstrip())
    edges = {found.start() for found in re.finditer(r"\b|(?<=\W)|(?=\W)", line)}
    inside = {
        place
        for found in re.finditer(r"(?<=[.\w])[A-Za-z_]\w{3,}", line)
        if not keyword.iskeyword(found[0])
        for place in range(found.start() + 2, found.end())
    }
    inside |= {found.start() for found in re.finditer(r"(?<=[A-Za-z_])(?=\d)", line)}
    return sorted(place for place in edges | inside if indent <= place <= len(line))


def cost(code: str, new: str) -> float:
    """How unlikely a candidate is: many changes, a word that was split, a sign where no hand leaves one out."""
    place, put, taken = difference(code, new)
    chained = 1.0 * any(isinstance(node, ast.Assign) and len(node.targets) > 1 for node in _statements(new))
    return chained + _of_signs(code, place, put, taken)


def _statements(code: str) -> list[ast.stmt]:
    tree = parsed(code)
    return tree.body if tree is not None else []


def _of_signs(code: str, place: int, put: str, taken: str) -> float:
    before, behind = code[:place][-1:], code[place + len(taken) :][:1]
    if len(put) == 1 and not taken:
        return 1 + _odd(put, before, behind) + 0.001 * (len(code) - place)
    if len(taken) == 1 and not put:
        return 1.3 + 0.001 * (len(code) - place)
    if len(put) == len(taken) == 1:
        return 1.35
    return 1.6 + 0.1 * (len(put) + len(taken))


def _odd(sign: str, before: str, behind: str) -> float:
    wordy = before.isalnum() or before == "_"
    odd = 0.35 * (wordy and (behind.isalnum() or behind == "_"))
    if sign in "([{":
        pair = sign == "(" and wordy and behind == ")"
        odd += 0.2 if pair else 0.6 * (behind in ("", ")", "]", "}", ",", " "))
        odd += 0.4 * (sign == "(" and not wordy and before not in ")](")
        odd += 0.5 * (sign == "[" and wordy and not behind.isdigit())
    elif sign in ")]}":
        pair = sign == ")" and before == "("
        odd += (
            0.2
            if pair
            else 0.6 * (before in (",", " ", "(", "[", "=")) + 0.5 * (behind.isalnum() or behind in ("(", "_"))
        )
    return odd
