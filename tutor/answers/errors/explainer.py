"""Puts an error into a human sentence: what was seen, why it matters, what to do next."""

from __future__ import annotations

import builtins
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from msgspec.structs import replace

from tutor.answers.errors.foreseen import first_that_runs, flaws, settled, slip
from tutor.answers.errors.identifiers import identified, unquoted
from tutor.answers.errors.imports import imported
from tutor.answers.errors.keeping import ONE_OUTPUT, in_place, one_output
from tutor.answers.errors.meant import as_text, meant_otherwise
from tutor.answers.errors.mending import mended
from tutor.answers.errors.misspelt import ATTRIBUTE_ERROR, NAME_ERROR, misspelt
from tutor.answers.errors.outdated import outdated
from tutor.answers.errors.plain_lists import with_arrays
from tutor.answers.errors.search import said, searched
from tutor.answers.errors.tables import as_table
from tutor.answers.old_code import modernised
from tutor.core.entries import ErrorEntry
from tutor.core.execution import Error
from tutor.core.facts import Evaluate, Facts, ScalarFacts, TextFacts
from tutor.core.protocols import Queryable
from tutor.core.syntax import trouble
from tutor.core.verdict import Judgement, Verdict

_ANSI = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")
_MODULE_ERROR = re.compile(r"No module named '(?P<name>[\w.]+)'")
_SYNTAX = frozenset({"SyntaxError", "IndentationError", "TabError"})
PATIENCE = 1.0
"""Seconds that an explanation waits for the session's facts."""

_FALLBACKS: Mapping[str, str] = {
    "NameError": "`{name}` is not defined. Python knows a name only after a line has made it, and capital letters "
    "count. Check the spelling against /vars, or run the line that makes `{name}` first.",
    "AttributeError": "There is no `{name}` in this `{owner}`. Either it is spelled differently, or it belongs "
    "to something else. Type the part before the dot and press Tab to see what there is.",
    "ModuleNotFoundError": "There is no library called `{name}` here. It is not installed next to the tutor, or "
    "its name is spelled differently. The lessons need only `numpy`, `tensorflow`, `keras` and `matplotlib`.",
    "SyntaxError": "Python cannot read this line. The cause often lies just before the place that is marked. "
    "Compare brackets, commas and quote marks, sign by sign.",
    "TypeError": "A value of the wrong kind was used here. Python calculates and calls only with what fits. "
    "Look at each value in your line by itself.",
    "IndexError": "You asked for a place that does not exist. Counting begins at 0, so the last place is one less "
    "than the length. Look at the length or the `.shape` first.",
    "KeyError": "A dictionary was asked for a name that it does not hold. It gives back only what was stored "
    "under exactly that name. Look at its `.keys()`.",
    "ValueError": "The kind of value was right, but this one does not work here. Its message says what was "
    "expected. Print the value and its `.shape` and compare.",
    "ImportError": "The library is there, but not what you want from it. Names move between versions, and capital "
    "letters count. Import the library alone and look what it offers.",
    "OSError": "A file or folder could not be used. It may be missing, or not yours to read or write. "
    "Check its path and its spelling.",
    "Exception": "I have no explanation of my own for this one. The last of your own lines in it is where it "
    "happened. /traceback shows everything Python said.",
}
"""By class, for errors that no entry covers; a class that is missing falls back to the one it derives from."""


class ErrorExplainer:
    """Explains errors from the entries of `errors.yaml`; implements `core.protocols.Explainer`.

    Code that does not parse is mended, where it is certain what was meant; what was written for an older Keras
    is rewritten. Otherwise the first entry that matches wins, those that also ask for the session's facts or the
    learner's code before those that do not. Then misspelled names are looked for, and at last there is a sentence
    for the class.
    """

    def __init__(self, entries: Iterable[ErrorEntry]) -> None:
        self._entries = tuple(entries)

    def __call__(
        self, error: Error, code: str, names: Mapping[str, str], session: Queryable | None = None
    ) -> Judgement:
        """The sentence as `message`, a repair as `offer`.

        `names` are the learner's variables, each with when it was made.
        """
        error = replace(error, message=_ANSI.sub("", error.message))
        words = self._known(error, code, names, session)
        if words is None or (not words.offer and error.name not in _SYNTAX and not error.name.endswith("Warning")):
            words = slip(error, code, session) or words
        return words or _fallback(_classes(error.name), error.message)

    def knows(self, error: Error, code: str, names: Sequence[str]) -> bool:
        """Whether it says more of this error than what is true of its whole class."""
        error = replace(error, message=_ANSI.sub("", error.message))
        return self._known(error, code, dict.fromkeys(names, ""), None) is not None

    def _known(
        self, error: Error, code: str, names: Mapping[str, str], session: Queryable | None
    ) -> Judgement | None:
        entry = self._entry(error, code, session)
        if error.name.endswith("Warning"):
            return entry or Judgement(Verdict.ERRORED)  # it ran all the same: there is nothing to add
        if error.name in _SYNTAX:
            return _mended(code, entry, session)
        if (other_case := slip(error, code, session, only_capitals=True)) is not None:
            return other_case
        if (old := outdated(error, code, names)) is not None:
            offer = settled(imported(error.message, old.offer, names) or old.offer, session)
            if (cut := one_output(offer, session)) != offer:
                return replace(old, message=ONE_OUTPUT, offer=cut)
            if offer or not old.offer:
                return replace(old, offer=offer)
        if (table := as_table(error, code, session)) is not None:
            return table
        near = identified(error.message, code) or misspelt(error.name, error.message, code, names, session)
        found = [as_text(error, code, session), entry, near, unquoted(error.message, code)]
        return first_that_runs(found, _repairs(error, code, names, session, entry), session)

    def _entry(self, error: Error, code: str, session: Queryable | None) -> Judgement | None:
        found = find(self._entries, error, code, session)
        if found is None:
            return None
        entry, groups = found
        offer = (
            in_place(code, _fill(entry.offer, groups), error) if entry.offer else _rewritten(entry, code, groups)
        )
        return Judgement(Verdict.ERRORED, _fill(entry.say, groups), offer)


def _rewritten(entry: ErrorEntry, code: str, groups: Mapping[str, str]) -> str:
    """The learner's code as the entry mends it; empty when it stays as it is, or would not parse."""
    plain = _escaped(groups)
    texts = {name: text.replace("\\", "\\\\") for name, text in groups.items()}
    new = code
    for found, put in entry.mend.items():
        new = _pattern(_fill(found, plain)).sub(_fill(put, texts), new)
    return new if new != code and trouble(new) is None else ""


def _without_import(message: str) -> str:
    found = NAME_ERROR.search(message)
    name = found["name"] if found else ""
    return (
        f"`{name}` is not defined. It comes from a library, and an import line has to give it. "
        "The lines below begin with that import."
    )


def _repairs(
    error: Error, code: str, names: Mapping[str, str], session: Queryable | None, entry: Judgement | None
) -> Iterator[Judgement]:
    """What else may have been meant, the likeliest first."""
    if session is not None:
        yield from meant_otherwise(error, code)
    words = entry.message if entry is not None else _without_import(error.message)
    if offer := imported(error.message, code, names):
        yield Judgement(Verdict.ERRORED, words, offer)
    if entry is not None and (offer := with_arrays(error.message, code, session)):
        yield replace(entry, offer=offer)


def _mended(code: str, entry: Judgement | None, session: Queryable | None) -> Judgement | None:
    """The words of the entry, or of the repair when the entry is one that fits any line; and the repaired code."""
    if entry is not None and entry.offer and (offer := settled(entry.offer, session)):
        return replace(entry, offer=offer)
    repair = mended(code)
    words = entry.message if entry is not None else _FALLBACKS["SyntaxError"]
    first = repair.code if repair else ""
    if offer := searched(code, session, first):
        say = (repair.say if repair and offer == first else "") or (said(code, offer) if session else "") or words
        return Judgement(Verdict.ERRORED, say, offer)
    if repair is not None and (offer := settled(first, session) or _all_the_same(code, first, session)):
        return Judgement(Verdict.ERRORED, repair.say or words, offer)
    return Judgement(Verdict.ERRORED, words) if entry is not None else None


def _all_the_same(code: str, mended: str, session: Queryable | None) -> str:
    """Code that parses now and cannot work for another reason: as it is written today, or as it stands when the
    reason lies in other lines than those that were mended; else empty."""
    modern = modernised(mended)
    if modern is not None and modern.code.strip():
        return modern.code
    (flaw,) = flaws([mended], session)
    lines = mended.split("\n")
    return mended if 0 < flaw.line <= len(lines) and lines[flaw.line - 1] in code.split("\n") else ""


def find(
    entries: Iterable[ErrorEntry], error: Error, code: str, session: Queryable | None = None
) -> tuple[ErrorEntry, dict[str, str]] | None:
    """The entry that explains the error, with what its groups and its facts found; None when there is none."""
    message, classes = _ANSI.sub("", error.message), _classes(error.name)
    for entry in sorted(entries, key=lambda entry: (not entry.facts, not entry.code)):
        groups = _match(entry, classes, message, code)
        if groups is not None and entry.facts:
            groups = _with_facts(entry, groups | {"code": repr(code)}, session)
        if groups is not None:
            return entry, groups
    return None


def _with_facts(entry: ErrorEntry, groups: Mapping[str, str], session: Queryable | None) -> dict[str, str] | None:
    """The groups and what the session says; None when it cannot say, or says that something is not so."""
    if session is None:
        return None
    asked = [Evaluate(_fill(expression, groups)) for expression in entry.facts.values()]
    texts = [_text(answer) for answer in session.query(asked, timeout=PATIENCE)]
    return {**groups, **dict(zip(entry.facts, texts, strict=True))} if all(texts) else None


def _text(answer: Facts) -> str:
    """What the session says, as text; empty for no, for nothing and for no answer."""
    match answer:
        case TextFacts(value=value):
            return value
        case ScalarFacts(value=value):
            return str(value) if value else ""
    return ""


def _classes(name: str) -> tuple[str, ...]:
    """The class and what it derives from: ZeroDivisionError, ArithmeticError, Exception."""
    found = getattr(builtins, name, Exception)
    return (name, *(each.__name__ for each in found.__mro__ if each.__name__ != name))


def _match(entry: ErrorEntry, classes: Sequence[str], message: str, code: str) -> dict[str, str] | None:
    """The named groups of a match, empty ones left out; None when the entry does not fit."""
    if entry.exception and entry.exception not in classes:
        return None
    in_message = _pattern(entry.message).search(message)
    if in_message is None:
        return None
    groups = _found(in_message)
    in_code = _pattern(_fill(entry.code, _escaped(groups))).search(code)
    return {**_found(in_code), **groups} if in_code else None


def _found(match: re.Match[str]) -> dict[str, str]:
    return {name: text.strip() for name, text in match.groupdict().items() if text is not None}


def _escaped(groups: Mapping[str, str]) -> dict[str, str]:
    return {name: re.escape(text) for name, text in groups.items()}


_pattern = cache(re.compile)
"""Kept for good: the entries have more patterns than the `re` module remembers."""


def _fill(text: str, groups: Mapping[str, str]) -> str:
    """Put the groups into `{name}`; other braces are the author's own."""
    return re.sub(r"\{([A-Za-z_]\w*)\}", lambda found: groups.get(found[1], found[0]), text)


def _fallback(classes: Sequence[str], message: str) -> Judgement:
    """The sentence for the class of the error; all of it is vague where it names nothing of this one."""
    groups: dict[str, str] = {}
    for pattern in (NAME_ERROR, ATTRIBUTE_ERROR, _MODULE_ERROR):
        if found := pattern.search(message):
            groups = found.groupdict()
    known = (_FALLBACKS[name] for name in classes if name in _FALLBACKS)
    texts = [text for text in known if "{" not in _fill(text, groups)]
    say = _fill(texts[0], groups) if texts else _FALLBACKS["Exception"]
    return Judgement(Verdict.ERRORED, say, vague="" if groups else say)
