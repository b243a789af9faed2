"""What is under the cursor, in a few lines of Markdown: its signature, its first sentences, one parameter."""

from __future__ import annotations

import re

from tutor.answers.manual.docstring import read_docstring, shortened
from tutor.core.protocols import Context, State

NOT_YET = "The session is not ready yet. Press the key again in a moment."
NOTHING = "Nothing is known about what is under the cursor. Put it on a name, or between the brackets of a call."
EMPTY = "Type a name first: this key says what it is. `/help` lists the keys."
MODULE = "A module: a collection of names. A dot behind it and Tab list them."
LONGEST_SIGNATURE, LONGEST_VALUE, SUMMARY = 300, 200, 60
"""Characters: of a signature, of a value, and after which the first full stop ends a description."""

_FIELD = re.compile(
    r"^(Init signature|Call signature|Signature|Type|String form|Length|Shape|File|Source|Subclasses"
    r"|Docstring|Init docstring|Class docstring|Call docstring):[ \t]*",
    re.MULTILINE,
)
_COMMAND = re.compile(r"\s*/(?P<name>[a-z]+)(?: .*)?")
_ARGUMENT = re.compile(r"(?P<before>\w*)(?:\s*=\s*[^=,()]*)?$")
_CALLABLE = re.compile(r"<(function|class|built-in|bound method|method|ufunc)\b")


def described(context: Context, text: str, cursor: int) -> str:
    """Markdown about what is at `cursor`, or one sentence that says why there is none.

    Waits a second at most. May be called from any thread.
    """
    if not text.strip():
        return EMPTY
    if (match := _COMMAND.fullmatch(text.rpartition("\n")[2])) and match["name"] in context.commands:
        command = context.commands[match["name"]]
        return f"`{command.usage or '/' + command.name}` — {command.help}"
    if context.session.state() is not State.IDLE:
        return NOT_YET
    found = context.session.inspect(text, cursor)
    return from_inspection(found, _argument(text, cursor)) if found else NOTHING


def from_inspection(found: str, argument: str = "") -> str:
    """The Markdown for what IPython's inspection says. `argument`: the parameter that the cursor is at."""
    fields = _fields(found)
    value = fields.get("String form", "")
    if value.startswith(("<module", "<KerasLazyLoader")):
        return MODULE
    if value and not _CALLABLE.match(value):
        return f"`{fields.get('Type', 'object')}`: `{_cut(value, LONGEST_VALUE)}`"
    docstring = read_docstring(fields.get("Docstring") or fields.get("Class docstring") or "")
    signature = _signature(fields.get("Init signature") or fields.get("Signature") or "")
    said = [signature, shortened(docstring.summary, SUMMARY)]
    if argument in docstring.parameters:
        said.insert(0, f"`{argument}`: {shortened(docstring.parameters[argument], SUMMARY)}")
    return "\n\n".join(filter(None, said)) or NOTHING


def _fields(found: str) -> dict[str, str]:
    """Each field by its heading; the first of that heading counts, for a docstring may have such lines, too."""
    fields: dict[str, str] = {}
    pieces = _FIELD.split(found)
    for heading, said in zip(pieces[1::2], pieces[2::2], strict=True):
        fields.setdefault(heading, said.strip())
    return fields


def _argument(text: str, cursor: int) -> str:
    """The keyword that the cursor is in, or whose value it is in; a word that is neither does no harm."""
    match = _ARGUMENT.search(text[:cursor])
    rest = re.match(r"\w*", text[cursor:])
    if match is None:
        return ""
    return match["before"] + (rest[0] if rest and match.end("before") == cursor else "")


def _signature(text: str) -> str:
    """A signature on one line, as Markdown; the parameters that are too many for it are left out."""
    if not text:
        return ""
    line = re.sub(r",\s*\)", ")", re.sub(r"\(\s+", "(", " ".join(text.split())))
    if len(line) > LONGEST_SIGNATURE:
        line = line[:LONGEST_SIGNATURE].rpartition(",")[0] + ", …)"
    return f"`{line}`".replace("<no value>", "…")


def _cut(text: str, most: int) -> str:
    text = " ".join(text.split()).replace("`", "'")
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
