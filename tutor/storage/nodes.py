"""YAML text into nodes that know their place. What a scalar means is left to whoever knows the field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml
from msgspec import Struct

from tutor.storage.problems import Problem
from tutor.storage.source import Place, Source
from tutor.storage.traps import blanked, explain, repaired

DEEPEST = 30
"""Lists and mappings inside one another. The deepest lesson has eight."""
MOST_REPAIRS = 20
"""After so many broken lines the rest of the file is left unread."""
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_COMMENT = re.compile(r"\s+#")


class ScalarNode(Struct, frozen=True):
    """A single value, still text."""

    text: str
    place: Place
    plain: bool = True
    """Without quotes and without `|` or `>`, so that it may be a number or a truth value."""
    commented: bool = False
    """Whether a comment follows on its line: of a plain text, perhaps a part of it."""
    lost: bool = False
    """True for what stands in place of a value that could not be read; its problem is already known."""


class SequenceNode(Struct, frozen=True):
    """A list."""

    items: tuple[Node, ...]
    place: Place


class MappingNode(Struct, frozen=True):
    """Keys and values in the order they are written; a key may come twice."""

    pairs: tuple[tuple[Node, Node], ...]
    place: Place


Node = ScalarNode | SequenceNode | MappingNode


class Composed(Struct):
    """What came of a text."""

    root: Node | None = None
    """None when there is nothing, or nothing that can be read."""
    problems: list[Problem] = []


class _Unreadable(Exception):  # noqa: N818 - it ends the composing and reaches nobody else
    """Nothing more can be read."""


def compose(source: Source, stop_at: str = "") -> Composed:
    """Compose the one document of a file. Never raises.

    A line that YAML cannot read is reported, emptied, and the rest is read all the same, so that one run finds
    every problem. With `stop_at`, reading ends before the top-level field of that name.
    """
    problems: list[Problem] = []
    lost: set[int] = set()
    current = source
    for _ in range(MOST_REPAIRS):
        composer = _Composer(current, source, frozenset(lost), stop_at)
        try:
            root = composer.document()
            return Composed(root, problems + composer.problems)
        except _Unreadable:
            return Composed(None, problems + composer.problems)
        except yaml.YAMLError as error:
            problem, line = explain(error, source, current)
            again = problem in problems
            if not again:
                problems.append(problem)
            target = repaired(current, line) if line else None
            if again or target is None or target in lost:
                return Composed(None, problems)
            lost.add(target)
            current = blanked(current, target)
    return Composed(None, problems)


class _Composer:
    """Builds the nodes of one document from YAML's events."""

    def __init__(self, current: Source, source: Source, lost: frozenset[int], stop_at: str) -> None:
        self.problems: list[Problem] = []
        self._current = current
        self._source = source
        self._lost = lost
        self._stop_at = stop_at
        self._anchors: dict[str, Node] = {}
        self._events: Iterator[Any] = iter(yaml.parse(current.text, Loader=_LOADER))

    def document(self) -> Node | None:
        """The root node. Raises yaml.YAMLError where the text is no YAML."""
        next(self._events)  # the stream begins
        if isinstance(next(self._events), yaml.StreamEndEvent):
            return None
        event = next(self._events)
        root = self._mapping(event, 1, self._stop_at) if self._stops(event) else self._node(event, 1)
        if self._stop_at and self._stops(event):
            return root
        next(self._events)  # the document ends
        after = next(self._events)
        if not isinstance(after, yaml.StreamEndEvent):
            message = "A second document begins here; a file holds one."
            self._report(_place(after), message, "Remove the line `---`.")
        return root

    def _stops(self, event: Any) -> bool:
        return bool(self._stop_at) and isinstance(event, yaml.MappingStartEvent)

    def _node(self, event: Any, depth: int) -> Node:
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        place = _place(event)
        if depth > DEEPEST:
            self._report(place, f"Here {DEEPEST} lists and mappings stand inside one another.", "Make it flatter.")
            raise _Unreadable
        tag = event.tag if event.tag not in (None, "!") else None
        node: Node
        match event:
            case yaml.SequenceStartEvent():
                node = self._sequence(event, depth)
            case yaml.MappingStartEvent():
                node = self._mapping(event, depth)
            case _:
                node = self._scalar(event)
        if tag is not None:
            self._report(
                place, "A text cannot start with `!`: to YAML that is a tag.", "Put it in quotes, or under `|`."
            )
            node = ScalarNode("", place, lost=True)
        if event.anchor:
            self._anchors[event.anchor] = node
        return node

    def _alias(self, event: Any) -> Node:
        place = _place(event)
        node = self._anchors.get(event.anchor)
        if node is None:
            message = f"`*{event.anchor}` refers to an anchor `&{event.anchor}`, and there is none above."
            self._report(place, message, "If it is a text, put it in quotes, or under `|`.")
            return ScalarNode("", place, lost=True)
        return node

    def _scalar(self, event: Any) -> ScalarNode:
        place, plain = _place(event), bool(event.implicit[0])
        rest = self._current.line(event.end_mark.line + 1)[event.end_mark.column :]
        lost = not plain and not event.value and place.line in self._lost
        return ScalarNode(event.value, place, plain, plain and bool(_COMMENT.match(rest)), lost)

    def _sequence(self, start: Any, depth: int) -> SequenceNode:
        items: list[Node] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
        return SequenceNode(tuple(items), _place(start))

    def _mapping(self, start: Any, depth: int, stop_at: str = "") -> MappingNode:
        pairs: list[tuple[Node, Node]] = []
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            if stop_at and isinstance(key, ScalarNode) and key.text == stop_at:
                break
            pairs.append((key, self._node(next(self._events), depth + 1)))
        return MappingNode(tuple(pairs), _place(start))

    def _report(self, place: Place, message: str, suggestion: str) -> None:
        self.problems.append(self._source.problem(place, message, suggestion))


def _place(event: Any) -> Place:
    return Place(event.start_mark.line + 1, event.start_mark.column + 1)
