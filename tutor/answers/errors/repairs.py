"""Repairs of slips in code that does not parse: each yields what the code might have been meant to be."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator
from difflib import get_close_matches

from tutor.answers.errors.fixing import line_of, with_line
from tutor.core.syntax import Trouble

_BLOCKS = r"(?:if|elif|else|for|while|with|def|class|try|except|finally|async\s+def)"


def colon(code: str, problem: Trouble) -> Iterator[str]:
    for number in (problem.line, problem.line - 1):
        line, comment = _split_comment(line_of(code, number))
        if re.match(rf"\s*{_BLOCKS}\b", line) and not line.rstrip().endswith(":"):
            yield with_line(code, number, f"{line.rstrip().rstrip(';')}:{comment}")
            for place in [found.start() for found in re.finditer(r"\)?\s+(?=\w+[(.=\s])", line)]:
                end = place + (line[place] == ")")
                yield with_line(code, number, f"{line[:end]}:{line[end:]}{comment}")


def _split_comment(line: str) -> tuple[str, str]:
    found = re.search(r"\s*#[^'\"]*$", line)
    return (line[: found.start()], line[found.start() :]) if found else (line, "")


def equals(code: str, problem: Trouble) -> Iterator[str]:
    line = line_of(code, problem.line)
    if re.match(r"\s*(?:if|elif|while|assert|return)\b", line):
        for found in re.finditer(r"(?<![=!<>:+\-*/%&|^])=(?!=)", line):
            yield with_line(code, problem.line, f"{line[: found.start()]}=={line[found.end() :]}")


def python_word(code: str, problem: Trouble) -> Iterator[str]:
    """`improt numpy`, `For x in y:`: a keyword that is nearly right."""
    line = line_of(code, problem.line)
    for found in re.finditer(r"[A-Za-z]+", line):
        if not keyword.iskeyword(found[0]):
            for near in get_close_matches(found[0].lower(), keyword.kwlist, n=2, cutoff=0.6):
                yield with_line(code, problem.line, f"{line[: found.start()]}{near}{line[found.end() :]}")


def reserved(code: str, problem: Trouble) -> Iterator[str]:
    """`lambda = 0.1`: a name that Python has taken."""
    for name in ("lambda", "class", "def", "from", "in", "is", "global", "pass", "with", "as", "for", "return"):
        if re.search(rf"(?:^|[(,;]|^\s*)\s*{name}\s*=(?!=)", line_of(code, problem.line)):
            yield re.sub(rf"(?<![\w.]){name}\b(?=\s*(?:[-=+*/),\]]|$))", f"{name}_", code)


def comma(code: str, problem: Trouble) -> Iterator[str]:
    """Try a comma in every gap between two things that stand side by side near the place."""
    lines = code.split("\n")
    for number in range(problem.line, min(problem.end_line, len(lines)) + 1):
        line = lines[number - 1]
        yield with_line(code, number, re.sub(r"(?<=[\d\])])[ \t]+(?=-?[\d.\[])", ", ", line))
        gap = r"(?<=[\w\"')\]}])[ \t]+(?=[\w\"'(\[{])"
        for found in re.finditer(r"(?<=[\w\"')\]}])\s+(?=[\w\"'(\[{])|(?<=[\"')\]])(?=[\"'(\[\w])", line):
            yield with_line(code, number, f"{line[: found.start()]}, {line[found.end() :]}")
        if re.search(r"[(\[{]", line):
            yield with_line(code, number, re.sub(gap, ", ", line))
        body, comment = _split_comment(line)
        if number < problem.end_line and body.rstrip()[-1:] not in ",([{":
            yield with_line(code, number, f"{body.rstrip()},{comment}")


def call_signs(code: str, problem: Trouble) -> Iterator[str]:
    """`fit(x, epochs: 5)`, `fit(x, epochs 5)`, `fit(x,, y)`, `fit(x; y)`: wrong signs between arguments."""
    line = line_of(code, problem.line)
    for pattern, new in _CALL_SIGNS:
        yield with_line(code, problem.line, re.sub(pattern, new, line))


_ARGUMENTS = (
    "activation|axis|batch_size|callbacks|color|dtype|epochs|input_shape|kernel_size|label|learning_rate|loss|metrics"
    "|optimizer|padding|patience|shape|units|validation_data|validation_split|verbose"
)
"""Arguments that stand in a call by name, hardly ever a variable by place."""
_CALL_SIGNS = (
    (rf"(?<=[(,])(\s*(?:{_ARGUMENTS}))\s*:\s*(?=[\w'\"(\[-])", r"\1="),
    (rf"(?<=[(,])(\s*(?:{_ARGUMENTS}))\s+(?=[\w'\"(\[-])", r"\1="),
    (r"([(,]\s*(?:batch|input|kernel|learning|validation))[ -](size|shape|rate|data|split)(?=\s*=)", r"\1_\2"),
    (r",(?:\s*,)+", ","),
    (r"(?<=[(\[])\s*,\s*", ""),
    (r";(?=[^;]*[)\]])", ","),
    (r"\.\.+(?=[A-Za-z_])", "."),
    (r"(?<=\w)\s*->\s*(?=\w)", "."),
    (r"(?<=[\])])\.\s*$", ""),
    (r"(?<=['\"])\s+(?=[\d'\"\[])", ": "),
    (r"(?<=['\"])\s*=(?!=)\s*", ": "),
)
"""Signs of a call or of a dictionary, on the line that Python cannot read."""


def own_name(code: str, problem: Trouble) -> Iterator[str]:
    """`learning rate = 0.1`, `x-values = [1]`: a name of two words."""
    found = re.match(r"(\s*)([A-Za-z]{1,})(?: |-)([A-Za-z]{3,})(\s*=(?!=).*)$", line_of(code, problem.line))
    if found and not {found[2], found[3]} & {*keyword.kwlist, "print"}:
        yield with_line(code, problem.line, f"{found[1]}{found[2]}_{found[3]}{found[4]}")


def digits(code: str, problem: Trouble) -> Iterator[str]:
    """`50 000` and `007`."""
    line = line_of(code, problem.line)
    if "[" not in line:
        yield with_line(code, problem.line, re.sub(r"(?<![\w.])(\d{1,3})((?: \d{3})+)(?![\w.])", _closed_up, line))
    if "leading zeros" in problem.message and not re.search("chmod|mode|dirs", line):
        yield with_line(code, problem.line, re.sub(r"(?<![\w.])0+(?=\d)", "", line))


def _closed_up(number: re.Match[str]) -> str:
    return number[0].replace(" ", "")


def text_quotes(code: str, problem: Trouble) -> Iterator[str]:
    """`plt.title(Loss of my model)`: words where a text belongs."""
    line = line_of(code, problem.line)
    words = r"([A-Za-z][^'\"(),=]* [^'\"(),=]*)"
    yield with_line(code, problem.line, re.sub(rf"\b((?:title|[xy]label|print)\(){words}\)", r"\1'\2')", line))
    yield with_line(code, problem.line, re.sub(rf"\b(label\s*=\s*){words}(?=[,)])", r"\1'\2'", line))


def import_line(code: str, problem: Trouble) -> Iterator[str]:
    """`from keras import layers.Dense`, and a comma behind the last name."""
    line = line_of(code, problem.line)
    if re.match(r"\s*(?:from|import)\b", line):
        yield with_line(code, problem.line, re.sub(r"[,;.]+\s*$", "", line))
        yield with_line(
            code, problem.line, re.sub(r"from ([\w.]+) import ([\w.]+)\.(\w+)", r"from \1.\2 import \3", line)
        )
        yield with_line(
            code, problem.line, re.sub(r"^(\s*)import (\w+)\.(\w+) import", r"\1from \2.\3 import", line)
        )
        yield with_line(code, problem.line, re.sub(r"^(\s*)import ([\w.]+) import", r"\1from \2 import", line))


def call_brackets(code: str, problem: Trouble) -> Iterator[str]:
    """`model.fit x, y`: a call without its brackets."""
    line, comment = _split_comment(line_of(code, problem.line))
    found = re.match(r"(?P<before>\s*(?:[\w, ]+=\s*)?\w+(?:\.\w+)+)\s+(?P<given>[\w'\"\[(-].*)$", line)
    if found:
        yield with_line(code, problem.line, f"{found['before']}({found['given'].rstrip()}){comment}")


def inner_quotes(code: str, problem: Trouble) -> Iterator[str]:
    """`f'{history['loss']}'`: the quote marks inside of the braces have to be the other ones."""
    line = line_of(code, problem.line)
    for mark, other in ("'\"", "\"'"):
        found = re.search(rf"\b[fF]{mark}(?P<body>.*\{{.*\}}.*){mark}", line)
        if found and other not in found["body"]:
            body = re.sub(
                r"\{[^{}]*\}", lambda braces, mark=mark, other=other: braces[0].replace(mark, other), found["body"]
            )
            yield with_line(code, problem.line, line[: found.start("body")] + body + line[found.end("body") :])


def statements(code: str, problem: Trouble) -> Iterator[str]:
    """`x = 1 y = 2`: two lines that have become one."""
    line = line_of(code, problem.line)
    indent = line[: len(line) - len(line.lstrip())]
    for found in re.finditer(r"\s+(?=(?:import|from|print|for|while|return|\w+(?:\.\w+)*\s*[=(]))", line.rstrip()):
        head = line[: found.start()].strip()
        if head and not head.isidentifier():  # `x y = f()` lacks a comma
            yield with_line(code, problem.line, f"{line[: found.start()]}\n{indent}{line[found.end() :]}")


def comma_before(code: str, problem: Trouble) -> Iterator[str]:
    """A line inside of brackets that lacks its comma; Python notices only in the next."""
    for number in (problem.line - 1, problem.line, problem.line - 2):
        body, comment = _split_comment(line_of(code, number))
        if number > 0 and body.strip() and body.rstrip()[-1] not in ",([{:=":
            yield with_line(code, number, f"{body.rstrip()},{comment}")


def quote(code: str, problem: Trouble) -> Iterator[str]:
    """Close the text before each bracket or comma behind it, then at the end of the line."""
    if "unterminated" not in problem.message and "EOL" not in problem.message:
        return
    line = line_of(code, problem.line)
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
    other = "'" if mark == '"' else '"'
    for found in re.finditer(rf"{other}(?=[\])}}]*[,:]?\s*$|, ?\w+ ?=|[\])}}])", line):
        if found.start() > begin and line.count(other) % 2:
            yield with_line(code, problem.line, f"{line[: found.start()]}{mark}{line[found.end() :]}")
    for end in ends:
        yield with_line(code, problem.line, f"{line[:end]}{mark}{line[end:]}")
    for first in opened:  # the quote that is missing may be that of an earlier text
        for found in re.finditer(r", ?\w+ ?=|,|\)|\]|:", line):
            if found.start() > first:
                yield with_line(code, problem.line, f"{line[: found.start()]}{mark}{line[found.start() :]}")
    yield with_line(code, problem.line, re.sub(r"'([^'\"]*\w'\w[^'\"]*)'", r'"\1"', line))  # It's
    starts = [found for found in re.finditer(r"(?<=[(=,\[\s])(?=[A-Za-z])", line) if found.start() < begin]
    for found in reversed(starts):  # or the one that begins it
        yield with_line(code, problem.line, f"{line[: found.start()]}{mark}{line[found.start() :]}")


def bracket(code: str, problem: Trouble) -> Iterator[str]:
    line, place, lines = line_of(code, problem.line), problem.column - 1, code.split("\n")
    if problem.message.startswith("unmatched") and place < len(line):
        yield with_line(code, problem.line, line[:place] + line[place + 1 :])
    if found := re.search(r"closing parenthesis '(.)' does not match opening parenthesis '(.)'", problem.message):
        closer = {"(": ")", "[": "]", "{": "}"}[found[2]]
        yield with_line(code, problem.line, f"{line[:place]}{closer}{line[place:]}")
        yield with_line(code, problem.line, f"{line[:place]}{closer}{line[place + 1 :]}")
        yield with_line(
            code, problem.line, f"{line[:place]}{line[place + 1 : place + 2]}{line[place]}{line[place + 2 :]}"
        )
        yield _opened(code, sum(map(len, lines[: problem.line - 1])) + problem.line - 1 + place, found[1])


def _opened(code: str, place: int, closing: str) -> str:
    """The code with the bracket that is closed at `place` opened behind the innermost one that is still open."""
    depth = 0
    for before in range(place - 1, -1, -1):
        depth += (code[before] in ")]}") - (code[before] in "([{")
        if depth < 0:
            return f"{code[: before + 1]}{_OPENERS[closing]}{code[before + 1 :]}"
    return code


_OPENERS = {")": "(", "]": "[", "}": "{"}


def times(code: str, problem: Trouble) -> Iterator[str]:
    line = line_of(code, problem.line)
    if problem.message.startswith("invalid") and not re.match(r"\s*\d+[A-Za-z_]\w*\s*=", line):
        yield with_line(
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
            yield with_line(code, problem.line, " " * (depth + 4) + lines[problem.line - 1].lstrip())
