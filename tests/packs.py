"""A small course of somebody else's, as files."""

from __future__ import annotations

import io
import tarfile
import zipfile
from pathlib import Path

LESSON = """\
id: {id}
title: {title}
goal: A number.
minutes: 5
concepts: [saddle]
setup: open({marker!r}, 'w').close()
steps:
  - id: hello
    kind: read
    say: Hello.
  - id: number
    kind: data
    code: x = 1
    expect:
      - scalar: x
        equals: 1
      - python: open({marker!r}, 'w').close() or True
"""
COURSE = "title: {title}\nname: {name}\nversion: '{version}'\nlessons: [first.yaml, more/second.yaml]\n"
GLOSSARY = """\
- {id: saddle, term: Saddle, text: What one sits on., asks: [what is a saddle], see_also: [bias]}
- {id: bias, term: Bias, text: Here it is how a rider leans., asks: [what is a bias here]}
"""
ERRORS = """\
- id: puncture
  exception: PunctureError
  say: The tyre is flat. It happens. Mend it.
  facts: {seen: "open('%s', 'w').close() or 1"}
"""


def files_of(
    version: str = "1.0", name: str = "rides", title: str = "Rides", marker: str = "ran"
) -> dict[str, str]:
    """What lies in the course, by its path. Whatever of it runs leaves the file `marker`."""
    return {
        "course.yaml": COURSE.format(title=title, name=name, version=version),
        "first.yaml": LESSON.format(id="first", title="First", marker=marker),
        "more/second.yaml": LESSON.format(id="second", title="Second", marker=marker),
        "glossary.yaml": GLOSSARY,
        "errors.yaml": ERRORS % marker,
        "data/rides.csv": "a,b\n1,2\n3,4\n",
        "data/helper.py": f"open({marker!r}, 'w').close()\n",
    }


def write_pack(folder: Path, files: dict[str, str] | None = None) -> Path:
    """The course in a folder."""
    for name, text in (files or files_of()).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def zipped(path: Path, files: dict[str, str], around: str = "") -> Path:
    """The same as a zip file; `around` is a folder in it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(around + name, text)
    return path


def tarred(path: Path, files: dict[str, str], *more: tarfile.TarInfo) -> Path:
    """The same as a tar.gz, with more members."""
    with tarfile.open(path, "w:gz") as archive:
        for name, text in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(text.encode())
            archive.addfile(info, io.BytesIO(text.encode()))
        for each in more:
            archive.addfile(each)
    return path
