"""`add`, `courses` and `remove`: the courses that are here beside the tutor's own."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from tutor.app.arguments import Exit
from tutor.app.here import caps_here, size_here
from tutor.core.drawings import Column, Table
from tutor.core.nearest import did_you_mean
from tutor.core.sieve import harmless, one_line
from tutor.storage.packs.refusal import NoCourse
from tutor.storage.packs.shelf import Pack, Shelf
from tutor.storage.problems import LessonProblems
from tutor.storage.progress import NoHomeError, data_directory
from tutor.terminal.view import View

HELP = {
    "add": """\
usage: python -m tutor add SOURCE

Brings a course here. SOURCE is a folder, a .zip, a .tar.gz or a git address;
behind # a branch or a tag. Nothing of it runs before you have seen what it
would run and said yes. Adding it again brings its newest version, and what you
have done in it stays, step by step. Courses of packages that pip installs are
found by themselves.

examples:
  python -m tutor add ~/Downloads/ride-course.zip
  python -m tutor add ./my-course
  python -m tutor add https://example.org/teacher/ride-course.git
  python -m tutor add git@example.org:teacher/ride-course.git#v2
""",
    "courses": """\
usage: python -m tutor courses

Lists the courses that are here beside the tutor's own, and where they come from.

examples:
  python -m tutor courses
  python -m tutor ride-course            goes on in it
  python -m tutor ride-course/first      opens one of its lessons
""",
    "remove": """\
usage: python -m tutor remove NAME

Deletes a course that was added. What you have done in it is kept, should it come back.

examples:
  python -m tutor remove ride-course
""",
}


def packs_command(words: Sequence[str]) -> Exit:
    """Do what `add`, `courses` or `remove` asks."""
    verb, rest = words[0], list(words[1:])
    if "--help" in rest or "-h" in rest:
        print(HELP[verb], end="")
        return Exit.OK
    plain = [word for word in ("--plain", "--ascii") if word in rest]
    rest = [word for word in rest if word not in plain]
    if len(rest) != (verb != "courses") or any(word.startswith("-") for word in rest):
        print(HELP[verb].partition("\n\n")[0], file=sys.stderr)
        return Exit.USAGE
    try:
        shelf = Shelf(data_directory())
        if verb == "courses":
            return _courses(shelf, plain)
        return _add(shelf, rest[0]) if verb == "add" else _remove(shelf, rest[0])
    except (NoCourse, NoHomeError, LessonProblems) as problem:
        _complain(str(problem))
        return Exit.FAILED
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        _complain(f"It cannot be kept: {error.strerror or error}. What was there is as it was.")
        return Exit.FAILED
    except KeyboardInterrupt:
        _complain("Stopped. What was there is as it was.")
        return Exit.INTERRUPTED


def _add(shelf: Shelf, source: str) -> Exit:
    if (there := shelf.find(source)) is not None and there.package:
        print(f"The course `{there.name}` is here: the installed package {harmless(there.package)} brings it.")
        return Exit.OK
    asks = sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()
    pack, before = shelf.add(source, asks=asks)
    course = pack.course()
    version = f", version {one_line(pack.version)}" if pack.version else ""
    count = f"{len(course.lessons)} lesson{'' if len(course.lessons) == 1 else 's'}"
    print(f"{one_line(course.title)}{version}: {count}, from {one_line(pack.source)}.")
    if before is not None:
        was = f" {one_line(before.version)}" if before.version else ""
        print(f"It stands in place of the version{was} that was here. What you have done in it is kept.")
    print("Nothing of it has been run. Before the first line runs, you see what it would run, and are asked.")
    print(f"`python -m tutor {pack.name}` opens it.")
    return Exit.OK


def _remove(shelf: Shelf, name: str) -> Exit:
    pack = shelf.find(name)
    if pack is None:
        guess = did_you_mean(name, [each.name for each in shelf.all()])
        _complain(f"There is no course `{one_line(name)}`.{guess} `python -m tutor courses` lists them.")
        return Exit.USAGE
    if pack.package:
        _complain(
            f"The installed package {pack.package} brings `{name}`: `pip uninstall {pack.package}` removes it."
        )
        return Exit.FAILED
    shelf.remove(pack)
    print(f"`{name}` is gone. What you have done in it is kept, should it come back.")
    return Exit.OK


def _courses(shelf: Shelf, plain: Sequence[str]) -> Exit:
    packs = shelf.all()
    if not packs:
        print("Only the tutor's own course is here. `python -m tutor add SOURCE` brings another.")
        return Exit.OK
    columns = (Column("name"), Column("title"), Column("version"), Column("lessons", number=True), Column("from"))
    rows: list[tuple[str, ...]] = []
    problems: list[str] = []
    for pack in packs:
        title, count = _looked_at(pack, problems)
        rows.append((pack.name, title, one_line(pack.version), count, one_line(pack.source)))
    note = "`python -m tutor NAME` opens one, `python -m tutor remove NAME` deletes it."
    caps = caps_here(typed=False, plain="--plain" in plain, ascii="--ascii" in plain)
    View(caps, sys.stdout, size_here)(Table(columns, tuple(rows), note=note))
    for problem in problems:
        _complain(problem)
    return Exit.FAILED if problems else Exit.OK


def _looked_at(pack: Pack, problems: list[str]) -> tuple[str, str]:
    try:
        course = pack.course()
    except LessonProblems as problem:
        problems.append(str(problem))
        return "cannot be read", ""
    return one_line(course.title), str(len(course.lessons))


def _complain(sentence: str) -> None:
    print(harmless(sentence), file=sys.stderr)
