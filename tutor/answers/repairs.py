"""Repairs of code that does not parse: each yields what the code might have been meant to be."""

from __future__ import annotations

import io
import itertools
import keyword
import re
import tokenize
from collections.abc import Callable, Iterator
from difflib import get_close_matches

from tutor.core.syntax import Trouble, is_shell, trouble

Fix = Callable[[str, Trouble], Iterator[str]]
"""From code and where it stops parsing to candidates, the surest first."""


def _line(code: str, number: int) -> str:
    lines = code.split("\n")
    return lines[number - 1] if 0 < number <= len(lines) else ""


def _with_line(code: str, number: int, new: str) -> str:
    lines = code.split("\n")
    lines[number - 1] = new
    return "\n".join(lines)


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
        found = _PRINT.search(_line(code, first))
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


_BLOCKS = r"(?:if|elif|else|for|while|with|def|class|try|except|finally|async\s+def)"


def colon(code: str, problem: Trouble) -> Iterator[str]:
    for number in (problem.line, problem.line - 1):
        line, comment = _split_comment(_line(code, number))
        if re.match(rf"\s*{_BLOCKS}\b", line) and not line.rstrip().endswith(":"):
            yield _with_line(code, number, f"{line.rstrip().rstrip(';')}:{comment}")
            for place in [found.start() for found in re.finditer(r"\)?\s+(?=\w+[(.=\s])", line)]:
                end = place + (line[place] == ")")
                yield _with_line(code, number, f"{line[:end]}:{line[end:]}{comment}")


def _split_comment(line: str) -> tuple[str, str]:
    found = re.search(r"\s*#[^'\"]*$", line)
    return (line[: found.start()], line[found.start() :]) if found else (line, "")


def equals(code: str, problem: Trouble) -> Iterator[str]:
    line = _line(code, problem.line)
    if re.match(r"\s*(?:if|elif|while|assert|return)\b", line):
        for found in re.finditer(r"(?<![=!<>:+\-*/%&|^])=(?!=)", line):
            yield _with_line(code, problem.line, f"{line[: found.start()]}=={line[found.end() :]}")


def other_language(code: str, problem: Trouble) -> Iterator[str]:
    line = _line(code, problem.line)
    for pattern, new in _FOREIGN:
        yield _with_line(code, problem.line, re.sub(pattern, new, line))


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


def python_word(code: str, problem: Trouble) -> Iterator[str]:
    """`improt numpy`, `For x in y:`: a keyword that is nearly right."""
    line = _line(code, problem.line)
    for found in re.finditer(r"[A-Za-z]+", line):
        if not keyword.iskeyword(found[0]):
            for near in get_close_matches(found[0].lower(), keyword.kwlist, n=2, cutoff=0.6):
                yield _with_line(code, problem.line, f"{line[: found.start()]}{near}{line[found.end() :]}")


def reserved(code: str, problem: Trouble) -> Iterator[str]:
    """`lambda = 0.1`: a name that Python has taken."""
    for name in ("lambda", "class", "def", "from", "in", "is", "global", "pass", "with", "as", "for", "return"):
        if re.search(rf"(?:^|[(,;]|^\s*)\s*{name}\s*=(?!=)", _line(code, problem.line)):
            yield re.sub(rf"(?<![\w.]){name}\b(?=\s*(?:[-=+*/),\]]|$))", f"{name}_", code)


def comma(code: str, problem: Trouble) -> Iterator[str]:
    """Try a comma in every gap between two things that stand side by side near the place."""
    lines = code.split("\n")
    for number in range(problem.line, min(problem.end_line, len(lines)) + 1):
        line = lines[number - 1]
        for found in re.finditer(r"(?<=[\w\"')\]}])\s+(?=[\w\"'(\[{])|(?<=[\"')\]])(?=[\"'(\[\w])", line):
            yield _with_line(code, number, f"{line[: found.start()]}, {line[found.end() :]}")
        body, comment = _split_comment(line)
        if number < problem.end_line and body.rstrip()[-1:] not in ",([{":
            yield _with_line(code, number, f"{body.rstrip()},{comment}")


def statements(code: str, problem: Trouble) -> Iterator[str]:
    """`x = 1 y = 2`: two lines that have become one."""
    line = _line(code, problem.line)
    indent = line[: len(line) - len(line.lstrip())]
    for found in re.finditer(r"\s+(?=(?:import|from|print|for|while|return|\w+(?:\.\w+)*\s*[=(]))", line.rstrip()):
        if found.start() > len(indent):
            yield _with_line(code, problem.line, f"{line[: found.start()]}\n{indent}{line[found.end() :]}")


def comma_before(code: str, problem: Trouble) -> Iterator[str]:
    """A line inside of brackets that lacks its comma; Python notices only in the next."""
    for number in (problem.line - 1, problem.line, problem.line - 2):
        body, comment = _split_comment(_line(code, number))
        if number > 0 and body.strip() and body.rstrip()[-1] not in ",([{:=":
            yield _with_line(code, number, f"{body.rstrip()},{comment}")


def quote(code: str, problem: Trouble) -> Iterator[str]:
    """Close the text before each bracket or comma behind it, then at the end of the line."""
    if "unterminated" not in problem.message and "EOL" not in problem.message:
        return
    line = _line(code, problem.line)
    begin = max(problem.column - 1, 0)
    if "triple" in problem.message:
        yield f"{code}{line[begin : begin + 3]}"
        return
    mark = line[begin] if begin < len(line) and line[begin] in "'\"" else "'" if line.count("'") % 2 else '"'
    ends = [
        found.start()
        for found in re.finditer(r"[\])}]*[,:]?\s*$|, ?\w+ ?=|[\])}]+\.", line)
        if found.start() > begin
    ]
    opened = [found.start() for found in re.finditer(rf"{mark}", line)]
    for end in ends:
        yield _with_line(code, problem.line, f"{line[:end]}{mark}{line[end:]}")
    for first in opened:  # the quote that is missing may be that of an earlier text
        for found in re.finditer(r", ?\w+ ?=|,|\)|\]|:", line):
            if found.start() > first:
                yield _with_line(code, problem.line, f"{line[: found.start()]}{mark}{line[found.start() :]}")
    yield _with_line(code, problem.line, re.sub(r"'([^'\"]*\w'\w[^'\"]*)'", r'"\1"', line))  # It's
    starts = [found for found in re.finditer(r"(?<=[(=,\[\s])(?=[A-Za-z])", line) if found.start() < begin]
    for found in reversed(starts):  # or the one that begins it
        yield _with_line(code, problem.line, f"{line[: found.start()]}{mark}{line[found.start() :]}")


def bracket(code: str, problem: Trouble) -> Iterator[str]:
    line, place = _line(code, problem.line), problem.column - 1
    if problem.message.startswith("unmatched") and place < len(line):
        yield _with_line(code, problem.line, line[:place] + line[place + 1 :])
    if found := re.search(r"closing parenthesis '(.)' does not match opening parenthesis '(.)'", problem.message):
        closer = {"(": ")", "[": "]", "{": "}"}[found[2]]
        yield _with_line(code, problem.line, f"{line[:place]}{closer}{line[place:]}")
        yield _with_line(code, problem.line, f"{line[:place]}{closer}{line[place + 1 :]}")


def times(code: str, problem: Trouble) -> Iterator[str]:
    line = _line(code, problem.line)
    if problem.message.startswith("invalid") and not re.match(r"\s*\d+[A-Za-z_]\w*\s*=", line):
        yield _with_line(
            code,
            problem.line,
            re.sub(r"(?<![\w.])(\d+(?:\.\d+)?)\s*(?=[A-Za-z_(])(?!e[-+]?\d|j\b)", r"\1 * ", line),
        )


def indent(code: str, problem: Trouble) -> Iterator[str]:
    lines = code.split("\n")
    if "tabs" in problem.message:
        yield code.expandtabs(4)
        yield code.expandtabs(8)
    before = next((line for line in reversed(lines[: problem.line - 1]) if line.strip()), "")
    depth = len(before) - len(before.lstrip())
    own = len(lines[problem.line - 1]) - len(lines[problem.line - 1].lstrip()) if problem.line <= len(lines) else 0
    if "unexpected indent" in problem.message or "unindent" in problem.message:
        end = problem.line
        while end < len(lines) and (not lines[end].strip() or len(lines[end]) - len(lines[end].lstrip()) >= own):
            end += 1
        levels = sorted(
            {len(line) - len(line.lstrip()) for line in lines[: problem.line - 1] if line.strip()} | {0}
        )
        for level in sorted(
            levels, key=lambda each: (abs(each - (depth if "unexpected" in problem.message else own)), -each)
        ):
            moved = [
                " " * max(0, len(line) - len(line.lstrip()) - own + level) + line.lstrip()
                for line in lines[problem.line - 1 : end]
            ]
            yield "\n".join([*lines[: problem.line - 1], *moved, *lines[end:]])
    if "expected an indented block" in problem.message and problem.line <= len(lines):
        rest = lines[problem.line - 1 :]
        size = next((n for n, line in enumerate(rest) if not line.strip()), len(rest))
        if size == 1:
            yield _with_line(code, problem.line, " " * (depth + 4) + lines[problem.line - 1].lstrip())


def shell(code: str, problem: Trouble) -> Iterator[str]:
    line = _line(code, problem.line)
    if is_shell(line):
        yield _with_line(code, problem.line, re.sub(r"^(\s*)(?:[$#] )?", r"\1!", line))
