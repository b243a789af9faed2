"""YAML text into nodes that know their place. What a scalar means is left to whoever knows the field."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any, TypeAlias, cast

import yaml
from yaml.nodes import MappingNode, ScalarNode, SequenceNode

from tutor.storage.problems import Problem
from tutor.storage.source import Place, Source
from tutor.storage.traps import explain

MOST_MARKS = 50_000
"""Lines, commas, colons, dashes and closing brackets in one file. The longest lesson has 3,000."""
_MARK = re.compile(r"\n|[\]},]|[-:?][ \n]")
_COMMENT = re.compile(r"\s+#")

Node: TypeAlias = ScalarNode | SequenceNode | MappingNode


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Composes, and leaves it open what a scalar without a tag is: that is three quarters of the time."""

    def descend_resolver(self, node: Any, index: Any) -> None: ...

    def ascend_resolver(self) -> None: ...

    def resolve(self, kind: Any, value: Any, implicit: Any) -> str:
        return ""


def compose(source: Source) -> Node | Problem | None:
    """The root node of the one document of a file, what is in the way, or None when nothing is. Never raises."""
    text = source.text
    if next(islice(_MARK.finditer(text), MOST_MARKS, None), None) is not None:
        return source.problem(Place(), f"The file has more than {MOST_MARKS:,} lines and items.", "Split it.")
    try:
        root: Any = yaml.compose(text, _Loader)
    except yaml.YAMLError as error:
        return explain(error, source)
    except RecursionError:  # without libyaml
        return explain(yaml.YAMLError(), source)
    return cast("Node | None", root)


def place_of(node: Node) -> Place:
    """Where it begins."""
    return Place(node.start_mark.line + 1, node.start_mark.column + 1)


def is_plain(node: ScalarNode) -> bool:
    """Whether it stands without quotes and without `|` or `>`, so that it may be a number or a truth value."""
    return node.style in (None, "") and not node.tag


def is_commented(node: ScalarNode, source: Source) -> bool:
    """Whether a comment follows on its line: of a plain text, perhaps a part of it."""
    end = node.end_mark
    return is_plain(node) and bool(_COMMENT.match(source.line(end.line + 1), end.column))
