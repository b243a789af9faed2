"""What the glossary and the errors say: one entry for each term, symptom and error."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field


class Cause(Struct, frozen=True, kw_only=True):
    """One thing that can be behind a symptom, and what to do about it."""

    when: str = ""
    """The judgement, one of `JUDGEMENTS`, that tells whether it is so here; empty when no facts tell it."""
    say: str
    """Markdown: what it is, why it matters, what to do. `{model}`, `{x}`, `{y}` are the learner's own names."""
    offer: str = ""
    """Code that tries it, with the same names in it and a few more."""


class GlossaryEntry(Struct, frozen=True, kw_only=True):
    """One term, explained."""

    id: str
    term: str
    text: str
    """Markdown."""
    aliases: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()
    """Glossary ids."""
    asks: tuple[str, ...] = ()
    """Questions it answers, as people put them."""
    topic: str = ""
    """What it belongs to; empty for that of the entry before it."""
    how: str = ""
    """Markdown: what to do with it, in one or two sentences: "how do I use dropout"."""
    why: str = ""
    """Markdown: what it is good for: "why dropout"."""
    when_not: str = ""
    """Markdown: when to leave it, and what to take instead: "when not dropout"."""
    example: str = ""
    """One to four lines of code: "show me dropout". They run as they stand after `import numpy as np`,
    `import keras` and `import tensorflow as tf`; tests run them."""
    sign: str = ""
    """Of a symptom: the judgement that tells from the session's numbers whether it is there."""
    causes: tuple[Cause, ...] = ()
    """Of a symptom: what can be behind it, the likeliest first."""


class ErrorEntry(Struct, frozen=True, kw_only=True):
    """One error that learners meet, explained."""

    id: str
    exception: str = ""
    """Class name; empty matches any."""
    message: str = ""
    """A regular expression searched in the message; its named groups may be used in `say` and `offer`."""
    code: str = ""
    """A regular expression that the learner's code must match, too; `{name}` in it is what the message named."""
    facts: Mapping[str, str] = field(default_factory=dict)
    """Python expressions that the session evaluates, by the name under which `say` and `offer` use the answer. One
    that gives nothing, False or an error rules the entry out. They may use the named groups, and `{code}`."""
    say: str
    """Markdown: what I saw, why it matters, what to do next. `{name}` stands for a named group."""
    offer: str = ""
    """Code that puts it right."""
    mend: Mapping[str, str] = field(default_factory=dict)
    """Regular expressions and what takes their place in the learner's code, one after the other: what comes of it
    is offered, if it parses. Both may use the named groups."""
    trigger: str = ""
    """Code that raises it; tests run it."""
