"""Finds what Keras and NumPy say about a name, in their installed sources; nothing is imported or asked."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from importlib.util import find_spec
from pathlib import Path

from msgspec import Struct

from tutor.core.acts import dotted
from tutor.core.syntax import parsed

LIBRARIES = ("keras", "numpy")
SHORT_NAMES = {"np": "numpy", "tf.keras": "keras", "tensorflow.keras": "keras"}
"""What lessons and tutorials call the libraries."""
ROOMS = (
    *("", "layers", "optimizers", "losses", "metrics", "callbacks", "activations", "initializers", "regularizers"),
    *("utils", "optimizers.schedules", "models", "datasets", "applications", "preprocessing"),
)
"""Of Keras: where a class is looked for when it is named without its module, in this order."""
_EXPORT = re.compile(r"from (?P<module>keras[\w.]*) import \(?\s*(?P<own>\w+) as (?P<name>\w+)")
_NUMPY_FILES = (
    "_core/_add_newdocs.py",
    "_core/fromnumeric.py",
    "_core/numeric.py",
    "_core/function_base.py",
    "_core/shape_base.py",
    "lib/_*_impl.py",
    "linalg/_linalg.py",
)
DEEPEST = 6
"""Files that an import is followed through. Keras needs three."""


class Definition(Struct, frozen=True):
    """A class, a method or a function, as its author wrote it."""

    name: str
    """Dotted, as a learner can type it: `keras.layers.Dense`, `np.linspace`."""
    docstring: str
    defaults: Mapping[str, str | None]
    """Every parameter, in order, with its default as Python; None for one that has to be given."""


_Node = ast.ClassDef | ast.FunctionDef


class _Found(Struct, frozen=True):
    """A definition, and the module whose imports its names are looked up in."""

    node: _Node
    module: str


class Manual:
    """The sources of the libraries. `folders` is for tests: library name to folder."""

    def __init__(self, folders: Mapping[str, Path] | None = None) -> None:
        self._given = folders
        self._found: dict[str, Definition | None] = {}

    @cached_property
    def _folders(self) -> Mapping[str, Path]:
        if self._given is not None:
            return self._given
        found = {name: find_spec(name) for name in LIBRARIES}
        return {name: Path(spec.origin).parent for name, spec in found.items() if spec and spec.origin}

    def find(self, name: str) -> Definition | None:
        """The definition of a public name: `keras.layers.Dense`, `Dense`, `keras.Model.fit`, `np.linspace`."""
        if name not in self._found:
            self._found[name] = self._find(name)
        return self._found[name]

    def _find(self, name: str) -> Definition | None:
        for short, library in SHORT_NAMES.items():
            name = re.sub(rf"^{re.escape(short)}\.", f"{library}.", name)
        library, _, rest = name.partition(".")
        if library == "keras" and rest:
            return self._in_keras(rest.split("."))
        if library == "numpy" and rest:
            return self._in_numpy(rest.rsplit(".", 1)[-1])
        rooms = (room.split(".") if room else [] for room in ROOMS)
        found = (self._in_keras([*room, *name.split(".")]) for room in rooms)
        return next((each for each in found if each), None) or self._in_numpy(name)

    @cached_property
    def classes(self) -> Mapping[str, str]:
        """Public classes of Keras by their name in small letters: `dense` is `keras.layers.Dense`."""
        names: dict[str, str] = {}
        for room in ROOMS:
            for name in self._exports(room):
                if name[0].isupper():
                    names.setdefault(name.lower(), f"keras.{room}.{name}" if room else f"keras.{name}")
        return names

    # Keras --------------------------------------------------------------------------------------------

    def _exports(self, room: str) -> dict[str, tuple[str, str]]:
        """Public names of a room: the module that defines each, and its name there."""
        if "keras" not in self._folders:
            return {}
        text = _text(self._folders["keras"].joinpath(*room.split("."), "__init__.py"))
        return {found["name"]: (found["module"], found["own"]) for found in _EXPORT.finditer(text)}

    def _in_keras(self, words: list[str]) -> Definition | None:
        """The definition behind `layers.Dense` or `Model.fit`."""
        place = next((place for place, word in enumerate(words) if word[:1].isupper()), len(words) - 1)
        rooms, name, attributes = words[:place], words[place], words[place + 1 :]
        export = self._exports(".".join(rooms)).get(name)
        found = self._follow(*export) if export else None
        if found is None or len(attributes) > 1:
            return None
        full = ".".join(["keras", *words])
        if not attributes:
            return _definition(full, found.node, self._constructor(found))
        method = next(self._methods(found, attributes[0], documented=True), None)
        return _definition(full, method, method) if method else None

    def _follow(self, module: str, name: str, depth: int = 0) -> _Found | None:
        """The definition of `name` in a module, or wherever that module has it from."""
        tree = self._tree(module)
        if tree is None or depth > DEEPEST:
            return None
        for node in tree.body:
            if isinstance(node, _Node) and node.name == name:
                return _Found(node, module)
        origin = _imports(tree).get(name)
        return self._follow(*origin, depth + 1) if origin else None

    def _tree(self, module: str) -> ast.Module | None:
        path = self._folders["keras"].parent.joinpath(*module.split("."))
        return _tree(path.with_suffix(".py")) or _tree(path / "__init__.py")

    def _constructor(self, found: _Found) -> _Node | None:
        if isinstance(found.node, ast.FunctionDef):
            return found.node
        return next(self._methods(found, "__init__"), None)

    def _methods(self, found: _Found, name: str, *, documented: bool = False, depth: int = 0) -> Iterator[_Node]:
        """The method of a class, then those of its bases, the nearest first."""
        if not isinstance(found.node, ast.ClassDef) or depth > DEEPEST:
            return
        for node in found.node.body:
            if not isinstance(node, ast.FunctionDef) or node.name != name:
                continue
            if not documented or ast.get_docstring(node):
                yield node
        for base in found.node.bases:
            if parent := self._base(found.module, dotted(base)):
                yield from self._methods(parent, name, documented=documented, depth=depth + 1)

    def _base(self, module: str, name: str) -> _Found | None:
        """The class that a module calls `Layer` or `trainer.Trainer`."""
        first, _, last = name.rpartition(".")
        tree = self._tree(module)
        if not first or tree is None:
            return self._follow(module, last)
        origin = _imports(tree).get(first)
        return self._follow(".".join(origin), last) if origin else None

    # NumPy --------------------------------------------------------------------------------------------

    def _in_numpy(self, name: str) -> Definition | None:
        """A function of NumPy. Those whose text is compiled in, `np.exp` for one, are not found."""
        folder = self._folders.get("numpy")
        if folder is None or not name.isidentifier():
            return None
        for pattern in _NUMPY_FILES:
            for path in sorted(folder.glob(pattern)):
                if found := _function(_text(path), name):
                    return found
        return None


def _function(text: str, name: str) -> Definition | None:
    """A function in the text of a module of NumPy: written there, or documented there with `add_newdoc`.

    The modules are long, so only the function itself is parsed: 1 ms instead of 100.
    """
    begin = re.search(rf"^(?:def {name}\(|add_newdoc\('numpy[\w.]*', '{name}',\s)", text, re.MULTILINE)
    if begin is None:
        return None
    end = re.compile(r"^[A-Za-z@#]", re.MULTILINE).search(text, begin.end())
    tree = parsed(text[begin.start() : end.start() if end else len(text)])
    node = tree.body[0] if tree and tree.body else None
    if isinstance(node, ast.FunctionDef):
        return _definition(f"np.{name}", node, node)
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        constants = [str(each.value) for each in ast.walk(node) if isinstance(each, ast.Constant)]
        texts = [each for each in constants if "\n" in each]
        signature, _, docstring = texts[0].partition("\n    --\n") if texts else ("", "", "")
        head = parsed(f"def {signature.strip()}: pass")
        call = head.body[0] if head else None
        defaults = _defaults(call) if isinstance(call, ast.FunctionDef) else {}
        return Definition(f"np.{name}", docstring or signature, defaults)
    return None


def _definition(name: str, documented: _Node, called: _Node | None) -> Definition:
    defaults = _defaults(called) if isinstance(called, ast.FunctionDef) else {}
    return Definition(name, ast.get_docstring(documented) or "", defaults)


def _defaults(node: ast.FunctionDef) -> dict[str, str | None]:
    """Parameters without `self`, `*args` and `**kwargs`, each with its default."""
    arguments = node.args
    ordered = [*arguments.posonlyargs, *arguments.args]
    missing: list[ast.expr | None] = [None] * (len(ordered) - len(arguments.defaults))
    pairs = [*zip(ordered, [*missing, *arguments.defaults], strict=True)]
    pairs += zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
    return {each.arg: ast.unparse(default) if default else None for each, default in pairs if each.arg != "self"}


@cache
def _tree(path: Path) -> ast.Module | None:
    text = _text(path)
    return parsed(text) if text else None


def _imports(tree: ast.Module) -> dict[str, tuple[str, str]]:
    """Names that a module imports from others, each with its module and its name there; the first one counts."""
    found: dict[str, tuple[str, str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for each in node.names:
                found.setdefault(each.asname or each.name, (node.module, each.name))
    return found


def _text(path: Path) -> str:
    """Empty for a file that cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""
