"""Reads the voices, and the weights that were trained on them, from a folder of lessons."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tutor.answers.subjects.asking import subject, subjects
from tutor.core.entries import GlossaryEntry
from tutor.core.requests import REQUESTS
from tutor.understanding.features import VERSION
from tutor.understanding.model import PREFERRED, Understanding
from tutor.understanding.weights import Unfit, Weights, unpacked

FOLDER = "voices"
WEIGHTS = "understanding.bin"
_CLASS = re.compile(r"\[([=@]?[a-z]\w*)\]")


def read_voices(directory: Path) -> dict[str, list[str]]:
    """By class, what stands under its `[name]` in any file of the folder; empty without one. A line is a voice."""
    found: dict[str, list[str]] = {}
    for path in sorted((directory / FOLDER).glob("*.txt")):
        current: list[str] | None = None
        for line in map(str.strip, path.read_text(encoding="utf-8").splitlines()):
            if opened := _CLASS.fullmatch(line):
                current = found.setdefault(opened[1], [])
            elif line and current is not None:
                current.append(line)
    return found


def written(voices: Mapping[str, Sequence[str]]) -> str:
    """Voices as their files have them."""
    return "\n".join(f"[{name}]\n" + "".join(f"{text}\n" for text in texts) for name, texts in voices.items())


def examples(voices: Mapping[str, list[str]], entries: tuple[GlossaryEntry, ...]) -> Iterator[tuple[str, str]]:
    """Class and text of everything that is trained on: the voices, and the entries' own names and words.

    An entry that nobody asks for in words of its own is the answer of another class, and is none itself.
    """
    yield from ((name, text) for name, texts in sorted(voices.items()) for text in texts)
    for entry in entries:
        if entry.id not in voices and not entry.asks:
            continue
        yield from ((entry.id, text) for text in (entry.term, *entry.aliases, *entry.asks, entry.text))


def made_of(voices: Mapping[str, list[str]], entries: tuple[GlossaryEntry, ...]) -> int:
    """A checksum of what the weights are trained on."""
    texts = "\n".join(f"{name}\t{text}" for name, text in examples(voices, entries))
    return zlib.crc32(f"{VERSION}\n{texts}".encode())


def read_weights(directory: Path) -> Weights:
    """The weights that came with a folder of lessons. Raises Unfit when there are none, or none that fit."""
    try:
        return unpacked((directory / WEIGHTS).read_bytes())
    except OSError as problem:
        raise Unfit(str(problem)) from problem


def understanding_of(directory: Path, entries: Sequence[GlossaryEntry]) -> Understanding:
    """What understands questions about these entries, by the weights of a folder of lessons.

    What came after the training is understood without one: entries by what stands in them, subjects and requests
    by their voices. A course of one's own needs no training.
    """
    from tutor.understanding.encoder import EncoderProcess, installed

    weights = read_weights(directory)
    known = frozenset(weights.head.classes)
    new = (entry for entry in entries if entry.id not in known and entry.asks)
    more: dict[str, Sequence[str]] = {each.id: (each.term, *each.aliases, *each.asks, each.text) for each in new}
    asked = {name: title for name in (subjects() | REQUESTS.keys()) - known if (title := title_of(name))}
    voices_of = read_voices(directory) if asked else {}
    more |= {name: voices_of[name] for name in sorted(asked) if name in voices_of}
    heads = {name: directory / head_file(name) for name in PREFERRED if installed(name)}
    voices = weights.head.voices
    return Understanding(
        weights,
        more,
        {name: EncoderProcess(name, head, voices) for name, head in heads.items() if head.exists()},
        asked,
    )


def title_of(name: str) -> str:
    """How a subject or a request is offered; empty for what is none."""
    found = subject(name) if name.startswith("=") else REQUESTS.get(name)
    return found.title if found is not None else ""


def head_file(encoder: str) -> str:
    """The file that has the last layer of an encoder."""
    return f"understanding.{encoder}.bin"
