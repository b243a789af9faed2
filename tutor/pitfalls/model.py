"""How a pitfall names a model, and how it puts one statement of the learner's right."""

from __future__ import annotations

import ast

from tutor.core.happened import HandledFacts
from tutor.core.syntax import parsed


def title(handled: HandledFacts) -> str:
    """What to call the model at the beginning of a sentence."""
    return f"`{handled.name}`" if handled.name else "The model"


def inline(handled: HandledFacts) -> str:
    """What to call the model within a sentence."""
    return f"`{handled.name}`" if handled.name else "the model"


def statement_with(code: str, old: str, new: str) -> str:
    """The one statement of the code that holds the text `old`, with `new` in its place; empty unless it is one."""
    tree = parsed(code)
    statements = [] if tree is None else [ast.get_source_segment(code, node) or "" for node in tree.body]
    holding = [statement for statement in statements if old in statement]
    mended = holding[0].replace(old, new) if len(holding) == 1 else ""
    return mended if mended and parsed(mended) else ""


def quoted(code: str, word: str) -> str:
    """The word with the quotes it has in the code; empty when it does not stand there in quotes."""
    return next((f"{quote}{word}{quote}" for quote in "'\"" if f"{quote}{word}{quote}" in code), "")
