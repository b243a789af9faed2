"""Reads nodes into records, each scalar by the type its field declares: the records are the schema."""

from __future__ import annotations

import types
from collections import abc
from collections.abc import Mapping
from typing import Any, Literal, Union, get_args, get_origin

from yaml.nodes import MappingNode, ScalarNode, SequenceNode

from tutor.storage.declared import Named, article, capital, describe, is_record, listed, noun_of, written_fields
from tutor.storage.nodes import Node, is_commented, is_plain, place_of
from tutor.storage.problems import Problem, Severity, nearest_or_all
from tutor.storage.scalars import SCALARS, UNREAD, Unread, plain, quoted, shape
from tutor.storage.source import UNPRINTABLE, Place, Source, invisible
from tutor.storage.traps import DEEPEST, TOO_DEEP

MOST_NODES = 100_000
"""Values read from one file, those behind aliases counted as often as they are used."""

Route = tuple[str | int, ...]
"""The way from the root of a file to a value: `("steps", 2, "hints", 0)`."""


MOST_PROBLEMS = 100
"""Of one file that are said at a time."""

UNFIT = (ValueError, TypeError, OverflowError, RecursionError, MemoryError)
"""What a record may raise that cannot be made of what is written."""


class _EnoughError(Exception):
    """Nobody reads further."""


class Reader:
    """Reads the nodes of one file and gathers every problem on the way."""

    def __init__(self, source: Source, named: Mapping[type[Any], Named]) -> None:
        self.problems: list[Problem] = []
        self.places: dict[Route, Place] = {}
        """Where each value stands."""
        self._source = source
        self._named = named
        self._route: Route = ()
        self._count = 0
        self._said: set[Problem] = set()

    def read(self, node: Node, hint: Any, what: str, given: Mapping[str, Any] | None = None) -> Any:
        """The value of a node as `hint` declares it, or UNREAD with at least one problem noted.

        `what` is what messages call it. `given` are values of a record that its file does not write.
        """
        try:
            return (
                self._record(node, hint, what, given) if isinstance(hint, type) else self._value(node, hint, what)
            )
        except _EnoughError:
            return UNREAD

    def _report(
        self, node: Node, message: str, suggestion: str = "", severity: Severity = Severity.ERROR
    ) -> Unread:
        problem = self._source.problem(place_of(node), message, suggestion, severity)
        if problem not in self._said:  # an alias is read as often as it is used
            self._said.add(problem)
            self.problems.append(problem)
        if len(self.problems) >= MOST_PROBLEMS:
            raise _EnoughError
        return UNREAD

    def _stop(self, node: Node, message: str, suggestion: str) -> None:
        self._report(node, message, suggestion)
        raise _EnoughError

    def _value_at(self, key: str | int, node: Node, hint: Any, what: str) -> Any:
        before, self._route = self._route, (*self._route, key)
        value = self._value(node, hint, what)
        self._route = before
        return value

    # By type ------------------------------------------------------------------------------------------

    def _value(self, node: Node, hint: Any, what: str) -> Any:
        self._count += 1
        if self._count > MOST_NODES:
            self._stop(node, f"Aliases blow this file up to more than {MOST_NODES:,} values.", "Write it out.")
        if len(self._route) > DEEPEST:
            self._stop(node, *TOO_DEEP)
        self.places[self._route] = place_of(node)
        if node.tag:
            advice = "Put it in quotes, or under `|`."
            return self._report(node, "A text cannot start with `!`: to YAML that is a tag.", advice)
        if isinstance(node, ScalarNode) and (found := UNPRINTABLE.search(node.value)):
            return self._report(node, invisible(found), "Leave it out.")
        if hint is Any or hint is object:
            return self._anything(node)
        if hint in self._named:
            return self._named_item(node, self._named[hint], what)
        if hint in SCALARS:
            return self._scalar(node, hint, what)
        origin, arguments = get_origin(hint), get_args(hint)
        if origin in (Union, types.UnionType):
            return self._union(node, arguments, what)
        if origin is Literal:
            return self._literal(node, arguments, what)
        if origin in (tuple, list, abc.Sequence):
            return self._sequence(node, arguments, what)
        if origin in (dict, abc.Mapping):
            return self._mapping(node, arguments[1], what)
        if is_record(hint):
            return self._record(node, hint, noun_of(hint.__name__))
        raise TypeError(f"a file cannot hold a {hint}")

    def _anything(self, node: Node) -> Any:
        """Plain data. Read through `_value`, so that aliases are counted and duplicate keys seen here, too."""
        if isinstance(node, SequenceNode):
            return self._sequence(node, (Any, ...), "")
        if isinstance(node, MappingNode):
            return self._mapping(node, Any, "")
        return plain(node)

    def _scalar(self, node: Node, hint: Any, what: str) -> Any:
        read, expected = SCALARS[hint]
        if isinstance(node, MappingNode) and hint is str:
            message = f"{what} is a text, and YAML takes the colon in it for a field."
            return self._report(node, message, "Put the text in quotes, or under `|`.")
        if not isinstance(node, ScalarNode):
            return self._report(node, f"{what} needs {expected}, and this is {shape(node)}.")
        value = read(node)
        if value is UNREAD:
            return self._report(node, f"{what} needs {expected}, and this is {quoted(node)}.")
        if hint is str and is_commented(node, self._source) and " " in node.value:
            advice = "If it belongs to the text, put the text in quotes, or under `|`; else on a line of its own."
            self._report(node, f"What follows ` #` is left out of {what}.", advice, Severity.WARNING)
        return value

    def _literal(self, node: Node, choices: tuple[Any, ...], what: str) -> Any:
        for choice in choices:
            if isinstance(node, ScalarNode) and node.value == str(choice):
                return choice
        names = [str(choice) for choice in choices]
        word = node.value if isinstance(node, ScalarNode) else ""
        shown = quoted(node) if isinstance(node, ScalarNode) else shape(node)
        return self._report(node, f"{what} cannot be {shown}.", nearest_or_all(word, names, "It is one of"))

    def _union(self, node: Node, members: tuple[Any, ...], what: str) -> Any:
        fitting = [each for each in members if self._fits(node, each)]
        if isinstance(node, ScalarNode):
            # A quoted scalar is a text if it may be; a bare one is a text only if it can be nothing else.
            fitting.sort(key=lambda each: (each is str) == is_plain(node))
        if len(fitting) == 1 and fitting[0] is not type(None):
            return self._value(node, fitting[0], what)
        before = len(self.problems)
        for member in fitting:
            value = self._value(node, member, what)
            if len(self.problems) == before:
                return value
            self._said -= set(self.problems[before:])
            del self.problems[before:]
        expected = " or ".join(dict.fromkeys(describe(member, self._named) for member in members))
        shown = quoted(node) if isinstance(node, ScalarNode) else shape(node)
        return self._report(node, f"{what} needs {expected}, and this is {shown}.")

    def _fits(self, node: Node, hint: Any) -> bool:
        """Whether a node has the shape for this type, whatever it says."""
        if hint is Any:
            return True
        match node:
            case ScalarNode():
                return hint in SCALARS or get_origin(hint) is Literal
            case SequenceNode():
                return get_origin(hint) in (tuple, list, abc.Sequence)
            case MappingNode():
                return hint in self._named or get_origin(hint) in (dict, abc.Mapping) or is_record(hint)

    # Lists and mappings -------------------------------------------------------------------------------

    def _sequence(self, node: Node, arguments: tuple[Any, ...], what: str) -> Any:
        if not isinstance(node, SequenceNode):
            advice = "Write each item on a line of its own, after `- `, or all of them in `[ ]`."
            return self._report(node, f"{what} is a list, and this is {shape(node)}.", advice)
        if arguments[-1:] == (...,) or len(arguments) == 1:
            hints = [arguments[0]] * len(node.value)
        else:
            hints = list(arguments)
            if len(hints) != len(node.value):
                return self._report(node, f"{what} has {len(hints)} items, and here are {len(node.value)}.")
        values = []
        for place, (item, hint) in enumerate(zip(node.value, hints, strict=True)):
            values.append(self._value_at(place, item, hint, f"Item {place + 1} of {what}"))
        return UNREAD if any(value is UNREAD for value in values) else tuple(values)

    def _pairs(self, node: MappingNode, what: str) -> dict[str, tuple[ScalarNode, Node]]:
        """Keys and values, each key once."""
        pairs: dict[str, tuple[ScalarNode, Node]] = {}
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                self._report(key, f"The name of a field is a word, and this is {shape(key)}.")
            elif found := UNPRINTABLE.search(key.value):
                self._report(key, invisible(found), "Leave it out.")
            elif key.tag:
                self._report(key, "The name of a field cannot start with `!`: to YAML that is a tag.")
            elif key.value in pairs:
                first = place_of(pairs[key.value][0]).line
                message = (
                    f"`{key.value}` is written twice in {what or 'this mapping'}; the first is on line {first}."
                )
                self._report(key, message, "Keep one of them.")
            else:
                pairs[key.value] = (key, value)
        return pairs

    def _mapping(self, node: Node, hint: Any, what: str) -> Any:
        if not isinstance(node, MappingNode):
            return self._report(node, f"{what} is made of `name: value` pairs, and this is {shape(node)}.")
        values = {}
        for name, (_, value) in self._pairs(node, what).items():
            values[name] = self._value_at(name, value, hint, f"`{name}`")
        return UNREAD if UNREAD in values.values() else values

    # Dataclasses --------------------------------------------------------------------------------------

    def _record(self, node: Node, cls: Any, noun: str, given: Mapping[str, Any] | None = None) -> Any:
        if not isinstance(node, MappingNode):
            advice = "Write it as `field: value` lines."
            return self._report(node, f"{capital(noun)} has fields, and this is {shape(node)}.", advice)
        return self._construct(node, self._pairs(node, noun), cls, noun, given or {})

    def _construct(
        self,
        node: Node,
        pairs: Mapping[str, tuple[ScalarNode, Node]],
        cls: Any,
        noun: str,
        given: Mapping[str, Any],
    ) -> Any:
        known, before = written_fields(cls), len(self.problems)
        values: dict[str, Any] = dict(given)
        for name, (key, value) in pairs.items():
            if name not in known:
                advice = nearest_or_all(
                    name, [each for each in known if each not in pairs], "What it may still have:"
                )
                self._report(key, f"`{name}` is not a field of {noun}.", advice)
                continue
            values[name] = self._value_at(name, value, known[name].type, f"`{name}`")
        for name, field in known.items():
            if field.required and name not in values:
                self._report(node, f"`{name}` is missing in {noun}.")
        if len(self.problems) > before and any(p.severity is Severity.ERROR for p in self.problems[before:]):
            return UNREAD
        if any(value is UNREAD for value in values.values()):
            return UNREAD
        try:
            return cls(**values)
        except UNFIT as error:  # the class itself says what does not fit together
            return self._report(node, f"{capital(noun)} cannot be made of this: {error}")

    def _named_item(self, node: Node, named: Named, what: str) -> Any:
        if not isinstance(node, MappingNode) or not node.value:
            advice = f"Write it as `{named.key or 'name'}: …`. The names are {listed(named.classes)}."
            return self._report(node, f"{what} is a {named.noun}, and this is {shape(node)}.", advice)
        pairs = self._pairs(node, f"this {named.noun}")
        if named.key:
            return self._by_field(node, pairs, named)
        first = node.value[0][0]
        name = first.value if isinstance(first, ScalarNode) else ""
        if name not in named.classes:
            later = next((key for key in pairs if key in named.classes), "")
            advice = f"Put `{later}` first." if later else nearest_or_all(name, named.classes, "The names are")
            message = f"`{name}` is not a {named.noun}; the first word of a {named.noun} says which one it is."
            return self._report(first, message, advice)
        cls: Any = named.classes[name]
        noun = f"{article(name)} `{name}` {named.noun}"
        primary = next(iter(written_fields(cls)))
        own = {(primary if key == name else key): pair for key, pair in pairs.items()}
        return self._construct(node, own, cls, noun, {})

    def _by_field(self, node: MappingNode, pairs: dict[str, tuple[ScalarNode, Node]], named: Named) -> Any:
        if named.key not in pairs:
            advice = f"Its kind is one of {listed(named.classes)}."
            return self._report(node, f"`{named.key}` is missing in this {named.noun}.", advice)
        _, value = pairs.pop(named.key)
        name = value.value if isinstance(value, ScalarNode) else ""
        if name not in named.classes:
            advice = nearest_or_all(name, named.classes, "The kinds are")
            return self._report(value, f"`{name}` is not a kind of {named.noun}.", advice)
        noun = f"{article(name)} `{name}` {named.noun}"
        return self._construct(node, pairs, named.classes[name], noun, {})
