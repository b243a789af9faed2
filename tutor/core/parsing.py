"""Decides whether a typed line is code, a command or a question. Pure text in, data out."""

from __future__ import annotations

import ast
import builtins
import codeop
import keyword
import re
import textwrap
import warnings
from collections.abc import Callable, Collection

from msgspec import Struct

from tutor.core.outputs import is_output
from tutor.core.syntax import closed, is_shell, masked, missing_closers, parsed, syntax_problem, unclosed_quote
from tutor.core.talk import ABOUT_A_WORD, asks_beside_code, in_another_script, plainly_spelled, talks_of_code

__all__ = [
    "Code",
    "CommandLine",
    "Empty",
    "Line",
    "Question",
    "closed",
    "missing_closers",
    "parse",
    "syntax_problem",
    "unclosed_quote",
    "without_prompts",
]


class Code(Struct, frozen=True):
    """Python for the session, without console prompts and common indentation."""

    text: str


class CommandLine(Struct, frozen=True):
    """A slash command; `name` may well be one that does not exist."""

    name: str
    """Lower case, without the slash."""
    argument: str = ""


class Question(Struct, frozen=True):
    """Something for the answers."""

    text: str
    to_model: bool = False
    """True when it began with `??`."""


class Empty(Struct, frozen=True):
    """A bare Enter."""


Line = Code | CommandLine | Question | Empty

_ASKING = frozenset(
    re.findall(
        r"\S+",
        """
        what whats what's wats wat why how hows how's when where wheres which who whose whom is isnt isn't
        are arent aren't was were does doesnt doesn't do dont don't did can cant can't could should would
        will explain tell show describe define give help please i im i'm ive i've my me it its it's this
        that the these those there we you your a an so but hi hello hey thanks thank ok okay yes yep no nope
        huh hm hmm difference meaning
        """,
    )
)
"""Words a question begins with. None is a Python keyword but `is`, which no statement begins with."""

_JOINING = frozenset(
    {ast.Compare, ast.Is, ast.IsNot, ast.In, ast.NotIn, ast.BoolOp, ast.And, ast.Or, ast.UnaryOp, ast.Not}
)
"""Operators that are English words, too."""
_SIDE_BY_SIDE = frozenset({ast.BinOp, ast.Sub, ast.Div, ast.Add, ast.Mult, ast.Tuple})
"""What stands between two terms: `epoch/batch`, `bias-variance`."""

_ERROR_MESSAGE = re.compile(r"^(Traceback \(most recent|\w*(Error|Exception|Warning)\b\s*:)")
_ERROR_PHRASE = re.compile(r"expected .*found|\bincompatible\b")
_TERM = re.compile(r"[A-Za-z][\w '/-]*")
_ASSIGNMENT = re.compile(r"^[A-Za-z_][\w.]*(\[[^]]*\])?(\s*,\s*[A-Za-z_]\w*)*\s*[-+*/]?=(?!=)")
_CALL = re.compile(
    r"^\w+\s*(=(?!=)|\(|\[|\.\w)|^[aA]\s+\w+[.(\[]|^[aA]\.$"
)  # `a np.array(...)`: the `=` is missing
_ALMOST_IMPORT = re.compile(
    r"i?[mp]{1,2}[orpt]{2,5} [a-z][\w.]*(?: as \w+)?|fr?o?r?m? [a-z][\w.]* imp?o?r?t? \w+|class [A-Z]\w*"
)
"""`improt numpy as np`, and a class that has just begun."""
_LOOP = re.compile(r"^for \w+(\s*,\s*\w+)* in \S+$")
_CODE_MARKS = re.compile(
    r"\w\(|\w\[|^[\[\](){}@%!]|[\[\](){}]$|(?<![=!<>])=(?!=)|==|!=|:=|[+*/%<>|&^]=|->|\w\.\w+\s*(\(|$)|:$"
    r"|['\"].*['\"]|;|\w\s*[<>]\s*\w"
)
_ASKED_BEHIND = re.compile(
    r"[\w)\]],? (?:what|whats|why|how|which|when|where)\b(?!\s*(?:[=(\[.,)]|$))|[\w)\]] (?:why|what)$"
    r"|[)\]] (?:vs|versus)\b"
)
"""Code and a question about it: `units=1 why`, `reshape(-1, 1) what does that do`."""
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|['\"#].*")
_PRINT_THE = re.compile(r"print (?:the|my|all|me)\b[\w ]*$")
_WITH_NUMBERS = re.compile(r"(?:[A-Za-z]{3,}|\d+(?:\.\d+)?)(?: (?:[A-Za-z]{2,}|-?\d+(?:\.\d+)?))+")
"""Words and numbers side by side, which Python never takes: `predict 7`, `0.5 cutoff`."""
_FIVE_WORDS = re.compile(r"^([A-Za-z']+[ ,]+){4,}")
_PROMPT = re.compile(r"^\s*(?:>>>|In \[\d*\]:)(?: |$)")
_SOURCE = re.compile(r"([A-Za-z_][\w.]*)\?\?")
"""`train??`, with which IPython shows how a thing is written."""
_CONTINUATION = re.compile(r"^\s*\.\.\.:?(?: |$)")


def parse(
    line: str,
    names: Collection[str],
    commands: Collection[str],
    knows: Callable[[str], bool],
    pending: bool = False,
) -> Line:
    """Decide what the learner means by `line`.

    `names` are the session's variables, `commands` the names of the slash commands, `knows` says whether the
    glossary has exactly this term. `pending`: the line continues an unfinished block, so it is code.
    """
    text = line.strip()
    if pending:
        return Code(line)
    if not text:
        return Empty()
    match text[0]:
        case "/" if not is_output(text, None):  # a path, and the warning that stands behind it
            name, _, argument = text[1:].partition(" ")
            return CommandLine(name.lower(), argument.strip())
        case "?":
            return Question(text.lstrip("? "), to_model=text.startswith("??"))
        case ">":
            without = without_prompts(text) if _PROMPT.match(text) else text.lstrip("> ")
            return Code(without) if without else Empty()
    if _PROMPT.match(text):
        return Code(without_prompts(text))
    if (asked := _SOURCE.fullmatch(text)) and _is_taken(asked[1].split(".")[0], names):
        return Code(f"%pinfo2 {asked[1]}")
    if text.lower() in commands and text not in names:
        return CommandLine(text.lower())
    if text.lower() in _LEAVING and "quit" in commands and text not in names:
        return CommandLine("quit")
    if _is_question(text, names, knows):
        return Question(text)
    return Code(textwrap.dedent(line.strip("\n")).rstrip() if "\n" in text else text)


def without_prompts(text: str) -> str:
    """Code copied from a console, without its `>>>`, `...` and `In [1]:`; lines of output are dropped."""
    kept: list[str] = []
    inside = False
    for line in text.splitlines():
        if prompt := _PROMPT.match(line):
            kept.append(line[prompt.end() :])
            inside = True
        elif inside and (prompt := _CONTINUATION.match(line)):
            kept.append(line[prompt.end() :])
        else:
            inside = False
    return "\n".join(kept).strip("\n")


_LEAVING = frozenset({"exit", "quit", "bye", "q", ":q", ":q!", ":wq", ":x"})
"""How people leave other programs."""


def _is_question(text: str, names: Collection[str], knows: Callable[[str], bool]) -> bool:
    tree = parsed(text) or (parsed(masked(text)) if "\n" in text else None)
    if text.lower() == "next" and text not in names:
        return True  # a wish; Python's own `next` is of no use without brackets
    if ABOUT_A_WORD.fullmatch(text) and text.split()[-1].rstrip("?") not in names:
        return True
    if not _is_unfinished(text) and in_another_script(text, tree, names):
        return True
    if is_output(text, tree) and not _ASSIGNMENT.match(text):
        return True
    if tree is None and is_shell(text):
        return False  # Python cannot read it; the explanation says where it belongs
    if tree is None and text.endswith(("?", "？", "؟")) and unclosed_quote(plainly_spelled(text)) is None:
        return True
    if _is_error_message(text, tree):
        return True
    if _TERM.fullmatch(text) and not _is_taken(text, names) and (knows(text) or knows(text.replace("_", " "))):
        return True
    if tree is not None:
        return _is_wordy(text, tree, names, knows)
    return _reads_as_prose(text, names)


def _is_error_message(text: str, tree: ast.Module | None) -> bool:
    if _ASSIGNMENT.match(text):
        return False
    if _ERROR_MESSAGE.match(text):  # `ValueError: foo` is an annotation to Python; with a value it really is one
        return tree is None or not any(isinstance(node, ast.AnnAssign) and node.value for node in tree.body)
    return tree is None and _ERROR_PHRASE.search(text) is not None


def _is_taken(word: str, names: Collection[str]) -> bool:
    """Whether Python knows the word, so that typing it is asking for its value."""
    return word in names or hasattr(builtins, word) or keyword.iskeyword(word)


def _is_wordy(text: str, tree: ast.Module, names: Collection[str], knows: Callable[[str], bool]) -> bool:
    """Whether valid Python is English by accident: `what is loss`, `epoch/batch`, `why`."""
    statement = tree.body[0] if len(tree.body) == 1 else None
    if not isinstance(statement, ast.Expr | ast.AnnAssign):
        return False
    nodes = list(ast.walk(statement))
    words = [node.id for node in nodes if isinstance(node, ast.Name)]
    missing = [word for word in words if word not in names and not hasattr(builtins, word)]
    kinds = {type(node) for node in nodes} - {ast.Expr, ast.AnnAssign, ast.Name, ast.Load, ast.Store}
    if not missing:
        return False
    if isinstance(statement, ast.Expr) and asks_beside_code(statement.value, missing):
        return True
    if isinstance(statement, ast.AnnAssign) and statement.value is None and not kinds:
        return missing == words  # `note: nothing`
    if not kinds:
        return text.lower() in _ASKING
    if kinds <= {
        ast.Compare,
        ast.Is,
        ast.IsNot,
        ast.In,
        ast.NotIn,
        ast.BoolOp,
        ast.And,
        ast.Or,
        ast.UnaryOp,
        ast.Not,
    }:
        return True
    if kinds <= _SIDE_BY_SIDE and missing == words:
        long = len(words) > 1 and all(len(word) > 2 for word in words)
        return (
            (long and any(knows(word) for word in words))
            or knows(re.sub(r"\W+", " ", text))
            or all(knows(word) for word in words)
        )
    return False


def _reads_as_prose(text: str, names: Collection[str]) -> bool:
    """Whether a text that does not parse is a sentence rather than broken or unfinished code."""
    words = re.findall(r"[A-Za-z_][\w']*", text)
    first = words[0] if words and text[0].isalpha() else ""
    if _ASKED_BEHIND.search(re.sub(_QUOTED, "", text)) or _PRINT_THE.match(text):
        return True
    if first != "print" and not _LOOP.match(text) and talks_of_code(text) and not _is_unfinished(text):
        return True
    if _ASSIGNMENT.match(text) or _LOOP.match(text):
        return False
    if first.lower() in _ASKING and not _CALL.match(text):
        return True
    if _is_unfinished(text) or first == "print":
        return False
    if _ALMOST_IMPORT.fullmatch(text):
        return False
    if first in names and text.startswith(f"{first}."):
        return False
    if first in {"import", "from", "return", "del", "raise", "assert"} and len(words) < 4:
        return False
    if len(words) >= 2 and not _CODE_MARKS.search(text):
        return True
    if _WITH_NUMBERS.fullmatch(text) and first not in names and not keyword.iskeyword(first):
        return True
    return bool(_FIVE_WORDS.match(text)) and not keyword.iskeyword(first)


def _is_unfinished(text: str) -> bool:
    """Whether Python waits for more lines."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return codeop.compile_command(text, "<line>", "single") is None
    except (SyntaxError, ValueError, OverflowError, MemoryError, RecursionError):
        return False
