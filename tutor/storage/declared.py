"""What the records declare about the files they are read from, and what it is called in a message."""

from __future__ import annotations

import re
from collections import abc
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeGuard, get_args, get_origin

from msgspec import Struct
from msgspec.structs import FieldInfo, fields

from tutor.core.course import Standing
from tutor.storage.scalars import SCALARS

WORKED_OUT = (Path, tuple[Standing, ...])
"""Fields of these types are not written: the file's own place, and what follows from the steps before."""


class Named(Struct, frozen=True):
    """A type that a file writes as a mapping which says, by a name, the class that is meant."""

    noun: str
    classes: Mapping[str, type[Any]]
    key: str = ""
    """The field that holds the name. Empty: the first key is the name, and its value the class's first field."""


@cache
def written_fields(cls: Any) -> Mapping[str, FieldInfo]:
    """The fields a file may write for a record."""
    return {each.name: each for each in fields(cls) if each.type not in WORKED_OUT}


def is_record(hint: Any) -> TypeGuard[type[Struct]]:
    """Whether values of this type are written field by field."""
    return isinstance(hint, type) and issubclass(hint, Struct)


def describe(hint: Any, named: Mapping[type[Any], Named]) -> str:
    """What a type is called in a message."""
    if hint in SCALARS:
        return SCALARS[hint][1]
    if hint in named:
        return f"a {named[hint].noun}"
    if get_origin(hint) in (tuple, list, abc.Sequence):
        return "a list"
    if get_origin(hint) is Literal:
        return " or ".join(f"`{choice}`" for choice in get_args(hint))
    return "a mapping"


def noun_of(class_name: str) -> str:
    """`a glossary entry` for GlossaryEntry."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", class_name).lower()
    return f"{article(words)} {words}"


def capital(noun: str) -> str:
    """The noun at the beginning of a sentence."""
    return noun[:1].upper() + noun[1:]


def article(name: str) -> str:
    """`a` or `an`."""
    return "an" if name[:1] in "aeiou" else "a"


def listed(names: Mapping[str, Any]) -> str:
    """All the names, as code."""
    return ", ".join(f"`{name}`" for name in names)
