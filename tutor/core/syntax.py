"""Finds what the syntax of a piece of code lacks: a bracket, a quote, or something else that has a message."""

from __future__ import annotations

import ast
import re
import warnings

from msgspec import Struct

DEEPEST = 150
"""Parts of code within one another. Python reads some more, and then no tool of its own can write it out again."""


def parsed(code: str) -> ast.Module | None:
    """The syntax tree; None when it does not parse or is too deep to be looked at. Never raises, never warns."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    return None if len(code) > DEEPEST and _is_too_deep(tree) else tree


def _is_too_deep(tree: ast.AST) -> bool:
    level = [tree]
    for _ in range(DEEPEST):
        level = [child for node in level for child in ast.iter_child_nodes(node)]
        if not level:
            return False
    return True


_PYTHON_MAGICS = ("time", "timeit", "capture", "prun")
"""Cell magics whose lines are Python."""
_FOR_OTHERS = re.compile(
    r"^(?P<indent>[ \t]*)(?:[%!?].*|(?P<names>\w[\w, ]*)=[ \t]*[%!](?!=).*|[\w.]+\?{1,2}[ \t]*)$", re.MULTILINE
)
"""`!ls`, `%time`, `files = !ls`, `?len`, `len?`: lines for the notebook or the shell."""


def masked(code: str) -> str:
    """The code with `pass` in place of the lines that are for the notebook or the shell: `%time`, `!ls`.

    Every line stays where it is, and as deep as it is. `files = !ls` still makes `files`.
    """
    if code.lstrip().startswith("%%"):
        first = code.lstrip()[2:].split(None, 1)[0:1]
        if not first or first[0] not in _PYTHON_MAGICS:
            return re.sub(r"^.+$", "pass", code, flags=re.MULTILINE)
    return _FOR_OTHERS.sub(lambda found: found["indent"] + (_bound(found["names"]) or "pass"), code)


def _bound(names: str | None) -> str:
    left = [name.strip() for name in names.split(",")] if names else []
    return " = ".join([*left, "[]"]) if left and all(map(str.isidentifier, left)) else ""


def alike(code: str, other: str) -> bool:
    """Whether two pieces of code differ in blanks and comments at most; those that do not parse, in blanks."""
    tree, another = parsed(code), parsed(other)
    if tree is None or another is None:
        return code.split() == other.split()
    return ast.dump(tree) == ast.dump(another)


def ends_in_one_line_block(code: str) -> bool:
    """Whether the last statement is a loop, a function or the like on a single line: `for x in y: print(x)`."""
    tree = parsed(code)
    last = tree.body[-1] if tree is not None and tree.body else None
    body = getattr(last, "body", None)
    return isinstance(body, list) and bool(body) and last is not None and body[0].lineno == last.lineno


_SHELL = re.compile(
    r"^\s*(?:[$] ?)?(?:sudo )?(?:pip3?|conda|python3?|git|wget|curl|unzip|mkdir|ls|cd|apt(?:-get)?|brew|jupyter"
    r"|kaggle|nvidia-smi|cat|rm|cp|mv|tar|export|tensorboard)(?:\s+[-\w./~]|\s*$)(?!\s*=)"
)


def is_shell(line: str) -> bool:
    """Whether a line that is no Python is one for a terminal: `pip install pandas`, `python train.py`."""
    return _SHELL.match(line) is not None and bool(_SHELL_ARGUMENT.search(line))


_SHELL_ARGUMENT = re.compile(
    r"^\s*(?:[$]|(?:sudo )?(?:pip3?|conda|apt(?:-get)?|brew|kaggle) (?:(?:un)?install|list|show|download|update|-)"
    r"|(?:\S+ )+\S*[-./~:]\S*|git clone|cd \S+$|mkdir \S+$|ls$|nvidia-smi$|jupyter notebook$|tensorboard$)"
)

_CLOSERS = {"(": ")", "[": "]", "{": "}"}


class _Scan(Struct, frozen=True):
    """What is still open at the end of a text."""

    closers: str
    """In the order in which they have to come."""
    opened_on: int
    """Line, from 0, of the outermost open bracket."""
    quote: str
    """The quote mark of an unfinished string, or empty."""
    in_comment: bool


def _scan(code: str) -> _Scan | None:
    """Read brackets, strings and comments; None when a closing bracket does not fit."""
    stack: list[tuple[str, int]] = []
    position, line, comment = 0, 0, False
    while position < len(code):
        character = code[position]
        if character == "\n":
            line, comment = line + 1, False
        elif comment:
            pass
        elif character == "#":
            comment = True
        elif character in "'\"":
            quote = character * 3 if code.startswith(character * 3, position) else character
            end = _string_end(code, position + len(quote), quote)
            if end is None:
                return _Scan("", line, quote, False)
            line += code.count("\n", position, end)
            position = end - 1
        elif character in _CLOSERS:
            stack.append((_CLOSERS[character], line))
        elif character in ")]}" and (not stack or stack.pop()[0] != character):
            return None
        position += 1
    return _Scan("".join(closer for closer, _ in reversed(stack)), stack[0][1] if stack else 0, "", comment)


def _string_end(code: str, position: int, quote: str) -> int | None:
    """Where the string ends that begins at `position`; None when it never does."""
    while position < len(code):
        if code[position] == "\\":
            position += 2
        elif code.startswith(quote, position):
            return position + len(quote)
        elif code[position] == "\n" and len(quote) == 1:
            return None
        else:
            position += 1
    return None


_GAP = re.compile(
    r"(?im)^.*?(#.*\b(?:your (?:code|answer|solution)|fill (?:in|this|me)|to ?do|complete (?:this|the)|start code)"
    r"\b.*"
    r"|_{3,}|<[a-z ]*(?:here|fill)[a-z ]*>|\?\?\?+).*$"
)


def gap_in(code: str) -> str:
    """What stands where something is to be filled in: `# YOUR CODE HERE`, `____`; empty when nothing is."""
    found = _GAP.search(code)
    return found[1].strip() if found else ""


def unclosed_quote(code: str) -> str | None:
    """The quote mark of a string that is never closed: `'`, `"` or three of them; None when all are."""
    found = _scan(code)
    return found.quote or None if found else None


def missing_closers(code: str) -> str | None:
    """What to put behind `code`, stripped, to close its brackets: `)`, or `])` on a line of its own.

    None when nothing is open, or when closing brackets at the end does not make it Python.
    """
    found = _scan(code)
    if found is None or not found.closers:
        return None
    own_line = found.in_comment or "\n" in code.strip()
    closers = "\n" * own_line + found.closers
    return closers if parsed(code.rstrip() + closers) else None


def closed(code: str) -> str | None:
    """`code` with its forgotten closing brackets put where they belong, be it in the middle; None as above.

    They belong before the first line that stands no deeper than the one that opened the bracket and begins a
    statement; without such a line, at the end.
    """
    found = _scan(code)
    if found is None or not found.closers:
        return None
    lines = code.rstrip("\n").split("\n")
    depth = _indentation(lines[found.opened_on])
    for number in range(found.opened_on + 1, len(lines)):
        if re.match(r"\s*[A-Za-z_]", lines[number]) and _indentation(lines[number]) <= depth:
            head, rest = "\n".join(lines[:number]), "\n".join(lines[number:])
            closers = missing_closers(head)
            whole = f"{head}{closers}\n{rest}" if closers else ""
            if whole and parsed(whole):
                return whole
    closers = missing_closers(code)
    return code.rstrip() + closers if closers else None


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip())


class Trouble(Struct, frozen=True):
    """The place where Python stops understanding."""

    line: int
    """From 1."""
    column: int
    """From 1; 0 when Python does not say."""
    message: str
    """Python's own."""
    end_line: int


def trouble(code: str) -> Trouble | None:
    """Where Python stops understanding; None when it understands.

    Lines for the shell and the notebook (`!ls`, `%time`) are the kernel's business and count as understood.
    """
    if code.lstrip().startswith("%%"):
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(masked(code), "<cell>", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    except SyntaxError as problem:
        line = problem.lineno or 1
        return Trouble(line, problem.offset or 0, problem.msg, max(problem.end_lineno or 0, line))
    except (ValueError, RecursionError, MemoryError) as problem:
        return Trouble(1, 0, str(problem), 1)
    return None


def syntax_problem(code: str) -> tuple[int, str] | None:
    """The line (from 1) where Python stops understanding, and its own message; None when it understands."""
    found = trouble(code)
    return (found.line, found.message) if found else None
