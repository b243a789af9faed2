"""What a single value says, read as the type that is wanted."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from yaml.nodes import MappingNode, ScalarNode, SequenceNode

from tutor.storage.nodes import Node, is_plain


class Unread:
    """Stands for a value that could not be read; its problem is already noted."""


UNREAD: Final = Unread()

_INTEGER = re.compile(r"[-+]?[0-9][0-9_]{0,300}")
_FLOAT = re.compile(r"[-+]?(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_NOT_FINITE = {"nan": "nan", ".nan": "nan"} | {s + d + "inf": s + "inf" for s in ("", "+", "-") for d in ("", ".")}
_TRUTH = {"true": True, "false": False, "yes": True, "no": False, "on": True, "off": False}
_NOTHING = frozenset({"", "~", "null"})


def _integer(node: ScalarNode) -> Any:
    return int(node.value) if _INTEGER.fullmatch(node.value) else UNREAD


def _float(node: ScalarNode) -> Any:
    text = str(node.value)
    text = _NOT_FINITE.get(text.lower(), text)
    return float(text) if text in _NOT_FINITE.values() or _FLOAT.fullmatch(text) else UNREAD


def _truth(node: ScalarNode) -> Any:
    return _TRUTH.get(node.value.lower(), UNREAD)


def _nothing(node: ScalarNode) -> Any:
    return None if is_plain(node) and node.value.lower() in _NOTHING else UNREAD


SCALARS: dict[Any, tuple[Callable[[ScalarNode], Any], str]] = {
    str: (lambda node: node.value, "a text"),
    bool: (_truth, "`true` or `false`"),
    int: (_integer, "a whole number"),
    float: (_float, "a number"),
    type(None): (_nothing, "nothing"),
}


def plain(node: Node) -> Any:
    """The value that YAML 1.2 would see: numbers, texts, true, false, null, tuples and dicts."""
    match node:
        case SequenceNode(value=items):
            return tuple(plain(item) for item in items)
        case MappingNode(value=pairs):
            return {
                key.value if isinstance(key, ScalarNode) else str(plain(key)): plain(value) for key, value in pairs
            }
        case ScalarNode(value=text) if not is_plain(node):
            return text
        case ScalarNode(value=text):
            if text.lower() in ("true", "false"):
                return text.lower() == "true"
            values = (read(node) for read in (_nothing, _integer, _float))
            return next((value for value in values if value is not UNREAD), text)


def shape(node: Node) -> str:
    """What a node looks like, for a message."""
    match node:
        case SequenceNode():
            return "a list"
        case MappingNode():
            return "a mapping of fields"
        case ScalarNode():
            return "empty" if not node.value.strip() else f"the single value {quoted(node)}"


def quoted(node: ScalarNode) -> str:
    """What a scalar says, on one line and not too long, for a message."""
    text = " ".join(node.value.split())
    return f"`{text if len(text) <= 40 else text[:39] + '…'}`" if text else "empty"
