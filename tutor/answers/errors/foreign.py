"""Repairs of code that came from elsewhere: a web page, a console, Python 2, another language."""

from __future__ import annotations

import io
import itertools
import re
import tokenize
from collections.abc import Iterator

from tutor.answers.errors.fixing import line_of, with_line
from tutor.core.syntax import Trouble, is_shell, trouble

_SIGNS = str.maketrans(
    {
        **dict.fromkeys("“”„«»″", '"'),
        **dict.fromkeys("‘’‚′´", "'"),
        **dict.fromkeys("\u00a0\u2002\u2003\u2009\u202f\u3000", " "),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff", ""),
        **dict.fromkeys("−–—", "-"),
        **dict.fromkeys("×∗⋅·", "*"),
        **dict(zip("÷≤≥≠²³，（）：；［］", ("/", "<=", ">=", "!=", "**2", "**3", *",():;[]"), strict=True)),
    }
)


def signs(code: str, problem: Trouble) -> Iterator[str]:
    yield code.translate(_SIGNS)


def line_numbers(code: str, problem: Trouble) -> Iterator[str]:
    lines = [line for line in code.split("\n") if line.strip()]
    found = [re.match(r"\s*\[?(\d+)[\]:.|)]?(?:\s|$)", line) for line in lines]
    numbers = [int(each[1]) for each in found if each]
    if len(numbers) == len(lines) and all(b - a >= 1 for a, b in itertools.pairwise(numbers)):
        yield re.sub(r"^\s*\[?\d+[\]:.|)]?(?: |$)", "", code, flags=re.MULTILINE)


def fences(code: str, problem: Trouble) -> Iterator[str]:
    yield re.sub(r"^\s*(?:```\w*|~~~\w*)\s*\n?", "", code, flags=re.MULTILINE)
    yield re.sub(r"^(?:In|Out) ?\[\d* ?\]:? ?", "", code, flags=re.MULTILINE)
    yield re.sub(r"^(?:>>>|\.\.\.|[>$]) ?", "", code, flags=re.MULTILINE)


def print(code: str, problem: Trouble) -> Iterator[str]:
    """A print statement may run over several lines, until its brackets are closed."""
    lines = code.split("\n")
    for first in {
        problem.line,
        *(n for n, line in enumerate(lines, 1) if n <= problem.line and _PRINT.search(line)),
    }:
        found = _PRINT.search(line_of(code, first))
        if found is None:
            continue
        for last in range(first, min(first + 12, len(lines) + 1)):
            text = "\n".join([found["what"], *lines[first:last]])
            body, comment = _without_comment(text)
            head = f"{found['before']}print("
            stream = re.match(r">>\s*([\w.]+)\s*,?\s*", body)
            if stream:
                body = f"{body[stream.end() :]}, file={stream[1]}".lstrip(", ")
            new = f"{body[:-1]}, end=' '" if body.endswith(",") else body
            candidate = [*lines[: first - 1], f"{head}{new}){comment}", *lines[last:]]
            if trouble(f"print({new})") is None:
                yield "\n".join(candidate)
                break


_PRINT = re.compile(r"^(?P<before>\s*(?:.*[:;]\s*)?)(?:print|Print)\s+(?P<what>[^=\s(].*|\(.*)$")


def _without_comment(text: str) -> tuple[str, str]:
    """The code of the last line, and the comment behind it with its blanks."""
    try:
        comments = [t for t in tokenize.generate_tokens(io.StringIO(text).readline) if t.type == tokenize.COMMENT]
    except (tokenize.TokenError, SyntaxError):
        return text.rstrip(), ""
    if not comments or "\n" in text:
        return text.rstrip(), ""
    place = comments[-1].start[1]
    return text[:place].rstrip(), "  " + text[place:]


def python_2(code: str, problem: Trouble) -> Iterator[str]:
    yield re.sub(
        r"^(\s*except\s+[^:,]+?|\s*except\s*\([^)]*\))\s*,\s*(\w+)\s*:", r"\1 as \2:", code, flags=re.MULTILINE
    )
    yield re.sub(r"^(\s*raise\s+[\w.]+)\s*,\s*(.+)$", r"\1(\2)", code, flags=re.MULTILINE)
    yield code.replace("<>", "!=")
    yield re.sub(r"`([^`\n]+)`", r"repr(\1)", code)
    yield re.sub(r"\b(\d+)[lL]\b", r"\1", code)
    yield re.sub(r"(?<![\w.])0(\d+)\b(?!\.)", r"0o\1", code)
    yield re.sub(r"\b[uU][rR](?=['\"])", "r", code)
    yield re.sub(r"^(\s*)exec\s+(?!\()(.+)$", r"\1exec(\2)", code, flags=re.MULTILINE)
    yield re.sub(r"lambda\s*\(([^)]*)\)\s*:", r"lambda \1:", code)


def other_language(code: str, problem: Trouble) -> Iterator[str]:
    line = line_of(code, problem.line)
    for pattern, new in _FOREIGN:
        yield with_line(code, problem.line, re.sub(pattern, new, line))


_FOREIGN = (
    (r"\belse\s+if\b|\belse?if\b|\belsif\b", "elif"),
    (r"\s*&&\s*", " and "),
    (r"\s*\|\|\s*", " or "),
    (r"(\b[\w.\]\[]+)\+\+;?", r"\1 += 1"),
    (r"(\b[\w.\]\[]+)--;?", r"\1 -= 1"),
    (r"===", "=="),
    (r"!==", "!="),
    (r"=\s*<(?!<)", "<="),
    (r"=\s+=", "=="),
    (r"=>", ">="),
    (r"(?<![=!<>])=\s*!(?!=)", "!="),
    (
        r"^(\s*)for\s*\(?\s*(?:int |var |let )?(\w+)\s*=\s*(\w+);\s*\2\s*<\s*([\w.()]+);.*$",
        r"\1for \2 in range(\3, \4):",
    ),
    (r"^(\s*for) \((\w+ in .*)\)(\s*:)?\s*\{?$", r"\1 \2:"),
    (r"^(\s*(?:if|elif|while) \(.*\)|\s*(?:for|else|def).*?)\s*\{\s*$", r"\1:"),
    (r"^(\s*)\}\s*else\s*\{?$", r"\1else:"),
    (r"^\s*\}\s*;?$", ""),
    (r"\bfor (\w+) (?=range\()", r"for \1 in "),
    (r"^(\s*)//", r"\1#"),
    (r"\s//\s?([A-Za-z].*)$", r"  # \1"),
    (r"^(\s*)(?:var|let|const|auto|int|float|double|string)\s+(\w+\s*=)", r"\1\2"),
    (r"(?<![=!<>])!(?=\w|\()", "not "),
    (r"\bnew\s+(?=[A-Z])", ""),
    (r"^(\s*)(?:function|func|fn|define)\s+(\w+\s*\([^)]*\))\s*\{?$", r"\1def \2:"),
    (r"\s+then\s*:?\s*$", ":"),
    (r"<-", "="),
    (r"^(\s*)import\s+([\w.]+)\s+from\s+([\w.]+)", r"\1from \3 import \2"),
    (r"^(\s*)import\s+([\w.]+)\s+(np|tf|plt|pd|K)\s*$", r"\1import \2 as \3"),
    (r"^(\s*)import\s+([\w.]+)\s+a[sn]*\b\s*(\w+)$", r"\1import \2 as \3"),
    (r"^(\s*)using\s+(\w+);?$", r"\1import \2"),
    (r"^(\s*)include\s+<?(\w+)>?;?$", r"\1import \2"),
)
"""Words and signs of other languages, on the line that Python cannot read."""


def shell(code: str, problem: Trouble) -> Iterator[str]:
    line = line_of(code, problem.line)
    if is_shell(line):
        yield with_line(code, problem.line, re.sub(r"^(\s*)(?:[$#] )?", r"\1!", line))
