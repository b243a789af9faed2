"""Says what a name of the session is: a variable, or something whose documentation only the session has."""

from __future__ import annotations

import re

from tutor.answers.manual.docstring import read_docstring
from tutor.answers.manual.reference import overview
from tutor.answers.manual.sources import Definition
from tutor.answers.world import PATIENCE
from tutor.core.events import Answered
from tutor.core.facts import Describe, Evaluate, FailedFacts, MissingFacts, ObjectFacts, TextFacts
from tutor.core.protocols import Queryable
from tutor.core.summary import in_short, what_it_is

_NAME = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z]\w*)*")
CALLABLE = ("function", "builtin_function_or_method", "method", "type", "ufunc", "module")
"""Holders of things that are explained by their documentation, not by their value."""


def about_name(question: str, session: Queryable) -> Answered | None:
    """What the session says of `values_x?` or `np.exp?`; None when it is no name, or nobody can say now."""
    name = question.strip("?! ").removesuffix("()")
    if not _NAME.fullmatch(name):
        return None
    probe = Evaluate(name) if "." in name else Describe(name)
    documentation = Evaluate(f"__import__('inspect').getdoc({name})")
    found, text = session.query([probe, documentation], timeout=PATIENCE)
    if isinstance(found, FailedFacts | MissingFacts):
        return None
    if isinstance(found, ObjectFacts) and found.holder in CALLABLE and isinstance(text, TextFacts):
        parameters = list(read_docstring(text.value).parameters)
        whole = (
            parameters if text.length <= len(text.value) else parameters[:-1]
        )  # the text may end in the last one
        definition = Definition(name, text.value, dict.fromkeys(whole))
        return Answered(question, overview(definition))
    more = f" `/inspect {name}` shows it closely." if "." not in name else ""
    said = ", ".join(filter(None, (what_it_is(found), " ".join(in_short(found).split()))))
    return Answered(question, f"`{name}`: {said}.{more}")
