"""The JSON Schema of lesson files, made from the records they are read into, so that editors can complete."""

from __future__ import annotations

import ast
import inspect
import json
import textwrap
import types
from collections import abc
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin

from msgspec import Struct

from tutor.core.course import Lesson
from tutor.storage.declared import Named, is_record, written_fields
from tutor.storage.lessons import FORMAT, VOCABULARY

Schema = dict[str, Any]

_SCALARS: dict[Any, Schema] = {
    # A text field takes whatever is written: `no`, `5` and `1:30` are texts there.
    str: {"type": ["string", "number", "boolean"]},
    bool: {"enum": [True, False, "yes", "no", "on", "off"]},
    int: {"type": "integer"},
    float: {"anyOf": [{"type": "number"}, {"enum": ["nan", "inf", "-inf"]}]},
    type(None): {"type": "null"},
    Any: {},
}


def lesson_schema(vocabulary: Mapping[type[Any], Named] = VOCABULARY) -> Schema:
    """The schema of one lesson file, as plain JSON data (draft 7, which yaml-language-server reads)."""
    writer = _Writer(vocabulary)
    lesson = writer.record(Lesson)
    lesson["properties"] = {"format": {"const": FORMAT}, **lesson["properties"]}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A lesson of keras-tutor",
        **lesson,
        "definitions": dict(sorted(writer.definitions.items())),
    }


def schema_text() -> str:
    """The schema as it lies in lessons/lesson.schema.json."""
    return json.dumps(lesson_schema(), indent=2, ensure_ascii=False) + "\n"


class _Writer:
    """Turns types into schemas; records become definitions, each written once."""

    def __init__(self, vocabulary: Mapping[type[Any], Named]) -> None:
        self.definitions: dict[str, Schema] = {}
        self._vocabulary = vocabulary

    def of(self, hint: Any) -> Schema:
        """The schema of a type."""
        if hint in self._vocabulary:
            return self._named(self._vocabulary[hint])
        if hint in _SCALARS:
            return dict(_SCALARS[hint])
        origin, arguments = get_origin(hint), get_args(hint)
        if origin in (Union, types.UnionType):
            return {"anyOf": [self.of(member) for member in arguments]}
        if origin is Literal:
            return {"enum": list(arguments)}
        if origin in (tuple, list, abc.Sequence):
            return self._sequence(arguments)
        if origin in (dict, abc.Mapping):
            return {"type": "object", "additionalProperties": self.of(arguments[1])}
        if is_record(hint):
            return self._defined(hint.__name__, lambda: self.record(hint))
        raise TypeError(f"a file cannot hold a {hint}")

    def _sequence(self, arguments: tuple[Any, ...]) -> Schema:
        if arguments[-1:] == (...,) or len(arguments) == 1:
            return {"type": "array", "items": self.of(arguments[0])}
        size = len(arguments)
        return {
            "type": "array",
            "items": [self.of(each) for each in arguments],
            "minItems": size,
            "maxItems": size,
        }

    def _defined(self, name: str, make: abc.Callable[[], Schema]) -> Schema:
        if name not in self.definitions:
            self.definitions[name] = {}  # holds the place while it is made: it may refer to itself
            self.definitions[name] = make()
        return {"$ref": f"#/definitions/{name}"}

    def _named(self, named: Named) -> Schema:
        def either() -> Schema:
            return {"anyOf": [self._member(named, name, cls) for name, cls in named.classes.items()]}

        return self._defined(named.noun, either)

    def _member(self, named: Named, name: str, cls: Any) -> Schema:
        def make() -> Schema:
            schema = self.record(cls)
            if named.key:
                schema["properties"] = {named.key: {"const": name}, **schema["properties"]}
                schema["required"] = [named.key, *schema["required"]]
            else:  # the first key is the name itself, whatever the class calls its first field
                first = next(iter(written_fields(cls)))
                properties = schema["properties"]
                schema["properties"] = {name if key == first else key: each for key, each in properties.items()}
                schema["required"] = [name, *(each for each in schema["required"] if each != first)]
            return schema

        return self._defined(f"{named.noun}.{name}", make)

    def record(self, cls: Any) -> Schema:
        """The schema of a record: its fields, with what their author says under each."""
        described, properties = _descriptions(cls), {}
        for name, field in written_fields(cls).items():
            schema = self.of(field.type)
            if name in described and "$ref" not in schema:
                schema["description"] = described[name]
            properties[name] = schema
        required = [name for name, field in written_fields(cls).items() if field.required]
        schema = {"type": "object", "properties": properties, "required": required, "additionalProperties": False}
        return {"description": inspect.cleandoc(cls.__doc__ or ""), **schema}


@cache
def _descriptions(cls: Any) -> Mapping[str, str]:
    """The strings that stand under the fields of a class and of those it is made from."""
    found: dict[str, str] = {}
    bases = [base for base in reversed(cls.__mro__) if is_record(base) and base is not Struct]
    for each in bases:
        body = ast.parse(textwrap.dedent(inspect.getsource(each))).body[0]
        assert isinstance(body, ast.ClassDef)
        for before, here in zip(body.body, body.body[1:], strict=False):
            match before, here:
                case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                    found[name] = inspect.cleandoc(text)
                case _:
                    pass
    return found
