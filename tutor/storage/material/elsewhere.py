"""Lines that were written for another place, Colab or a browser: left out of a cell, each with its sentence."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

from msgspec import Struct

from tutor.core.syntax import masked, parsed

LEFT_OUT = "# left out here: "

_INSTALL = re.compile(
    r"^(?P<indent>[ \t]*)(?P<line>[!%][ \t]*(?:sudo[ \t]+)?(?:python3?[ \t]+-m[ \t]+)?"
    r"(?:pip3?|conda|mamba|uv|apt|apt-get|brew)\b"
    r"(?=.*\b(?:install|uninstall|add|update|upgrade|remove)\b).*)$",
    re.MULTILINE,
)
_BROWSER = re.compile(
    r"^(?P<indent>[ \t]*)(?P<line>%[ \t]*(?:tensorflow_version\b|tensorboard\b|reset\b|autosave\b|"
    r"load_ext[ \t]+(?:tensorboard|google\.colab\S*|nb_black|lab_black|jupyternotify)|"
    r"matplotlib[ \t]+(?:notebook|widget|ipympl|qt\w*|tk)|"
    r"pylab\b(?=.*(?:notebook|widget))|colab\b).*)$",
    re.MULTILINE,
)
_DOWNLOAD = re.compile(
    r"^[ \t]*[!%][ \t]*(?:wget|curl|git[ \t]+clone|gdown|kaggle|aria2c|gsutil)\b"
    r"|\b(?:datasets\.\w+|mnist|cifar10|cifar100|fashion_mnist|imdb|reuters|boston_housing|california_housing)\.load_data\("
    r"|\bget_file\(|\btfds\.load\(|\burlretrieve\(|\burlopen\(|\brequests\.get\(|\bfetch_\w+\(|read_\w+\(\s*[\"']https?:"
    r"|weights\s*=\s*[\"']imagenet[\"']|\bload_dataset\(|\bhub\.load\(",
    re.MULTILINE,
)
_SHELL = re.compile(r"^[ \t]*(?:[\w, ]+=[ \t]*)?!(?!=)|\A%%(?:bash|sh|script|system|!)", re.MULTILINE)
_WIDGETS = re.compile(r"\bipywidgets\b|\binteract(?:ive|_manual)?\(|\bwidgets\.\w+\(|\bplotly\b|\bbokeh\b")
_OTHER_LANGUAGE = re.compile(
    r"\A%%(?P<name>html|HTML|javascript|js|svg|SVG|latex|markdown|R|julia|ruby|perl|cython|bigquery|sql|shell|"
    r"cmd|pypy|python2|px)\b"
)
_COLAB_CALL = re.compile(r"\b(?:drive\.(?:flush_and_un)?mount|files\.(?:upload|download))\(")
_COLAB_STATEMENT = re.compile(
    r"(?:\w+ = )*(?:drive\.(?:flush_and_un)?mount|files\.(?:upload|download)|google\.colab\.\S+"
    r"|auth\.authenticate_user|output\.enable_custom\w*)\("
)
_PACKAGES = re.compile(r"\b(?:install|add)\b(?P<names>.*)$")
_IMPORTED_AS = {
    "scikit-learn": "sklearn",
    "opencv-python": "cv2",
    "pillow": "PIL",
    "pyyaml": "yaml",
    "tensorflow-gpu": "tensorflow",
    "tensorflow-cpu": "tensorflow",
    "tf-nightly": "tensorflow",
}


class Fitted(Struct, frozen=True):
    """A cell as it can run here."""

    code: str
    sentences: tuple[str, ...] = ()
    """What is to be known before it runs: what was left out, and what needs a network."""


def fitted(code: str) -> Fitted:
    """The cell without what only another place has. What is left out stays there as a comment."""
    said: list[str] = []
    if other := _OTHER_LANGUAGE.match(code):
        lines = "\n".join(f"# {line}" for line in code.split("\n"))
        name = other["name"]
        sentence = f"`%%{name}` makes this a cell for a browser or another language: nothing of it runs here."
        return Fitted(f"{LEFT_OUT.strip()}\n{lines}", (sentence,))
    code = _INSTALL.sub(lambda found: _left_out(found, said, _installing(found["line"])), code)
    code = _BROWSER.sub(lambda found: _left_out(found, said, _browsing(found["line"])), code)
    code = _without_colab(code, said)
    if _DOWNLOAD.search(code):
        said.append(
            "This cell downloads something. Without a network it fails, and so do those that need the file. "
            "`/skip` goes on, and `from classroom import digits` has pictures that are here already."
        )
    elif _SHELL.search(code):
        said.append("What begins with `!` is for the shell: it runs outside of Python, in this file's folder.")
    if _WIDGETS.search(code):
        said.append("It makes controls for a browser. Here they can only be printed.")
    return Fitted(code, tuple(dict.fromkeys(said)))


def _left_out(found: re.Match[str], said: list[str], sentence: str) -> str:
    said.append(sentence)
    return f"{found['indent']}pass  {LEFT_OUT}{found['line'].strip()}"


def _installing(line: str) -> str:
    names = _PACKAGES.search(line)
    words = re.sub(r"[\"']|[=<>~!]=?[\w.*]+|\[.*?\]", "", names["names"]).split() if names else []
    wanted = [word for word in words if re.fullmatch(r"[A-Za-z][\w.-]*", word)]
    missing = [word for word in wanted if not _is_here(word)]
    if wanted and not missing:
        return f"`{line.strip()}` is left out: it is here already."
    rest = f" `{missing[0]}` is not here: cells that import it fail." if missing and "pip" in line else ""
    reason = "nothing is installed under a running session"
    return f"`{line.strip()}` is left out: {reason}.{rest} Do it in a terminal of its own."


def _is_here(package: str) -> bool:
    """Whether a package of that name can be imported. Nothing of it is."""
    name = _IMPORTED_AS.get(package.lower(), package).replace("-", "_").partition(".")[0]
    try:
        return find_spec(name) is not None or find_spec(name.lower()) is not None
    except (ImportError, ValueError):
        return False


def _browsing(line: str) -> str:
    if "tensorflow_version" in line:
        return f"`{line.strip()}` is left out: there is one TensorFlow here, of version 2."
    if "tensorboard" in line:
        return f"`{line.strip()}` is left out: it needs a browser. Curves are drawn here anyway."
    if re.search(r"%\s*reset", line):
        return f"`{line.strip()}` is left out: it would empty the session. `/reset` does that here."
    return f"`{line.strip()}` is left out: it is for a browser. Figures are drawn here as they are."


def _without_colab(code: str, said: list[str]) -> str:
    """Without statements that import from Colab, or use what came from there."""
    if "colab" not in code and not _COLAB_CALL.search(code):
        return code
    tree = parsed(masked(code))
    lines = code.split("\n")
    for node in sorted(_colab_statements(tree), key=lambda each: -each.lineno) if tree is not None else ():
        first, last = node.lineno - 1, node.end_lineno or node.lineno
        indent = lines[first][: len(lines[first]) - len(lines[first].lstrip())]
        made = [ast.unparse(each) for each in node.targets] if isinstance(node, ast.Assign) else []
        instead = " = ".join([*made, "{}"]) if made else "pass"
        left = " ".join(line.strip() for line in lines[first:last])
        lines[first:last] = [f"{indent}{instead}  {LEFT_OUT}{left}"]
        if "mount" in left:
            said.append(
                "Google Drive is not here, and its line is left out: read files from this folder, by their name."
            )
        elif "files." in left and "upload" in left:
            said.append("`files.upload()` is Colab's, and left out: put the file into this folder, and name it.")
        else:
            said.append("`google.colab` is there on Colab only, so its lines are left out.")
    return "\n".join(lines)


def _colab_statements(tree: ast.Module) -> Iterator[Any]:
    """The innermost ones, but for those in a `try`, which is how one asks whether this is Colab."""
    tries = [part for node in ast.walk(tree) if isinstance(node, ast.Try) for part in node.body]
    asked = {id(each) for part in tries for each in ast.walk(part)}
    for node in ast.walk(tree):
        simple = isinstance(node, ast.Import | ast.ImportFrom | ast.Expr | ast.Assign)
        if simple and id(node) not in asked and _is_colabs(node):
            yield node


def _is_colabs(node: ast.AST) -> bool:
    text = ast.unparse(node)
    if isinstance(node, ast.Import | ast.ImportFrom):
        return "google.colab" in text
    return _COLAB_STATEMENT.match(text) is not None
