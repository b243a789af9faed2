"""Which file a line or a command means, and which are near when there is none of that name."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Sequence
from contextlib import suppress
from difflib import get_close_matches
from itertools import islice
from pathlib import Path

from tutor.core.files import beside

SURE = ("csv", "tsv", "xlsx", "xls", "parquet")
"""Endings by which a word in a sentence is a table."""
LIKELY = ("txt", "dat", "data", "tab")
"""Those that count where such a file is there: `x.data` is an attribute, too."""
MOST_ENTRIES = 2_000
"""Names of a folder that are looked at."""
MOST_FILES = 20
LONGEST = 300
"""Characters of a sentence that is looked at."""
_ENDING = rf"\.(?:{'|'.join((*SURE, *LIKELY))})"
_FILE = re.compile(rf"[\"'`](?P<quoted>[^\"'`\n]+{_ENDING})[\"'`]|(?P<bare>[\w~./\\:-]+{_ENDING})(?![\w(.])", re.I)
_WORDS = re.compile(r"[\w ',.?!-]*")
_OTHER = re.compile(
    r"\b(?:error|exception|not found|no such file|save|saving|write|writing|store|export|create|make|put|where)\b"
    r"|Error\b",
    re.IGNORECASE,
)
"""Words of sentences that are about a trouble, or about a file that is still to be made."""


def asked_about(line: str, names: Collection[str]) -> str:
    """The file that a sentence is about: `what is in rides.csv`; empty for code, and for sentences about none."""
    found = list(_FILE.finditer(line)) if len(line) <= LONGEST else []  # it looks from every letter to the end
    if len(found) != 1 or _OTHER.search(line):
        return ""
    name = found[0]["quoted"] or found[0]["bare"]
    around = line[: found[0].start()] + line[found[0].end() :]
    if not _WORDS.fullmatch(around) or name.partition(".")[0] in names:
        return ""
    ending = name.rpartition(".")[2].lower()
    if ending in LIKELY and not Path(name).expanduser().is_file():
        return ""
    return "" if re.match(r"\s*(?:import|from|del|return|print|exec)\b", line) else name


def found_at(name: str, lesson: Path) -> tuple[Path, str] | None:
    """The file of that name, here or beside the lesson, and how code is to call it; None when there is none."""
    with suppress(OSError, ValueError, RuntimeError):
        here = Path(name).expanduser()
        if here.is_file():
            return here, str(here)
        for each in (name, f"data/{name}"):
            own = beside(lesson, each) if lesson.name else None
            if own is not None and own.is_file():
                return own, str(own)
    return None


def tables_here(folders: Sequence[Path]) -> list[str]:
    """The tables that lie in these folders and in their `data`, as code would call them."""
    found: list[str] = []
    for folder in (*folders, *(folder / "data" for folder in folders)):
        with suppress(OSError), os.scandir(folder) as entries:
            for entry in islice(entries, MOST_ENTRIES):
                sure = entry.name.lower().endswith(tuple(f".{ending}" for ending in (*SURE, "dat", "data", "tab")))
                if sure and entry.name[0] != "." and entry.is_file():
                    found.append(str(folder / entry.name))
    return sorted(dict.fromkeys(found))


def nearest(name: str, there: Sequence[str]) -> list[str]:
    """Of these files, those whose names are like that one, the likeliest first."""
    by_name: dict[str, list[str]] = {}
    for path in there:
        by_name.setdefault(Path(path).stem.casefold(), []).append(path)
    wanted = Path(name.replace("\\", "/")).stem.casefold()
    near = get_close_matches(wanted, list(by_name), n=3, cutoff=0.5)
    near += [stem for stem in by_name if wanted and (wanted in stem or stem in wanted) and stem not in near]
    return [path for stem in near for path in by_name[stem]][:3]
