"""The courses that are here beside the tutor's own: added ones, and those of installed packages."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from tutor.core.course import Course
from tutor.core.files import make_private, read_bytes
from tutor.storage.lessons import Reading, load_course, read_course, read_lesson
from tutor.storage.packs.merging import own_errors, own_words
from tutor.storage.packs.refusal import COURSE, MOST_BYTES, MOST_FILES, NoCourse
from tutor.storage.problems import LessonProblems, Severity
from tutor.storage.soundness import SLUG

FOLDER = "courses"
ORIGIN = ".origin.json"
"""In the folder of an added course. No course can bring one: names with a dot in front are left out."""
GROUP = "keras_tutor.courses"
"""The entry point group by which a package says where its course lies: `rides = "ride_course.lessons"`."""
OLD, NEW = ".old-", ".new-"


class CameFrom(Struct, frozen=True):
    """Where an added course came from."""

    source: str
    version: str = ""


class Pack(Struct, frozen=True):
    """One course that did not come with the tutor."""

    name: str
    directory: Path
    source: str
    """Where it came from, as it is shown."""
    version: str = ""
    package: str = ""
    """The installed package that brings it; empty for one that was added."""

    def course(self) -> Course:
        """Its lessons. Raises LessonProblems."""
        return load_course(self.directory)

    @property
    def digest(self) -> str:
        """The same for the same files, whatever they are: who agreed to them agreed to all. Raises NoCourse."""
        found = hashlib.sha256()
        size = 0
        for number, path in enumerate(sorted(_files(self.directory))):
            try:
                data = read_bytes(path, MOST_BYTES + 1)
            except OSError as error:
                raise NoCourse(
                    f"{path.name} of the course `{self.name}` cannot be read: {error.strerror}."
                ) from error
            size += len(data)
            if number > MOST_FILES or size > MOST_BYTES:
                raise NoCourse(f"The course `{self.name}` is too large to be looked through.")
            name = str(path.relative_to(self.directory)).encode("utf-8", "surrogateescape")
            found.update(b"%d:%s %d:" % (len(name), name, len(data)) + data)
        return found.hexdigest()


def _files(directory: Path) -> Iterator[Path]:
    for folder, folders, files in os.walk(directory):
        folders[:] = [each for each in folders if each[0] != "." and each != "__pycache__"]
        yield from (Path(folder, name) for name in files if name[0] != "." and not name.endswith(".pyc"))


class Shelf:
    """The courses under a folder of the learner's own."""

    def __init__(self, home: Path) -> None:
        self._folder = home / FOLDER

    def all(self) -> list[Pack]:
        """Every course, by name; an added one goes before that of a package."""
        found = {pack.name: pack for pack in _of_packages()}
        found |= {pack.name: pack for pack in self._added()}
        return [found[name] for name in sorted(found)]

    def find(self, name: str) -> Pack | None:
        return next((pack for pack in self.all() if pack.name == name), None)

    def _added(self) -> Iterator[Pack]:
        self._recover()
        with suppress(OSError):
            for folder in sorted(self._folder.iterdir()):
                if SLUG.fullmatch(folder.name) and folder.is_dir() and not folder.is_symlink():
                    origin = _origin(folder)
                    yield Pack(folder.name, folder, origin.source, origin.version)

    def add(self, source: str, *, asks: bool = False) -> tuple[Pack, Pack | None]:
        """Bring a course here; and the one of the same name in whose place it stands, None when it is new.

        What was there stays until the new one is whole. Nothing of it runs. Raises NoCourse, LessonProblems,
        OSError.
        """
        from tutor.storage.packs.sources import course_folder, fetch  # archives and git: no lesson needs them

        make_private(self._folder)
        staging = Path(tempfile.mkdtemp(prefix=NEW, dir=self._folder))
        try:
            shown = fetch(source, staging, asks=asks)
            files = course_folder(staging / "files")
            name, version = _name(files, shown), read_course(files).get().version
            _proved_readable(files)
            before = self.find(name)
            if before is not None and before.package:
                raise NoCourse(f"The installed package `{before.package}` brings a course `{name}` already.")
            if before is not None and not _is_version_of(files, before, shown):
                raise NoCourse(
                    f"There is another course `{name}` already, from {before.source}. "
                    f"`python -m tutor remove {name}` makes room for this one."
                )
            (files / ORIGIN).write_bytes(msgspec.json.encode(CameFrom(shown, version)))
            self._put(files, name)
            return Pack(name, self._folder / name, shown, version), before
        except LessonProblems as found:
            # Where they stand in the course, and not where it was looked at.
            raise LessonProblems(
                replace(each, path=Path(str(each.path).replace(f"{staging / 'files'}{os.sep}", "")))
                for each in found.problems
            ) from found
        finally:
            shutil.rmtree(staging, ignore_errors=True)

    def _put(self, files: Path, name: str) -> None:
        """In place of what was there. A kill in between leaves one or the other: `_recover` looks after it."""
        target, old = self._folder / name, self._folder / f"{OLD}{name}"
        shutil.rmtree(old, ignore_errors=True)
        if target.exists():
            target.rename(old)
        try:
            files.rename(target)
        except OSError:
            if old.exists():
                old.rename(target)
            raise
        shutil.rmtree(old, ignore_errors=True)

    def remove(self, pack: Pack) -> None:
        """Delete an added course. What was done in it is kept. Raises OSError."""
        old = self._folder / f"{OLD}{pack.name}"
        shutil.rmtree(old, ignore_errors=True)
        pack.directory.rename(old)
        shutil.rmtree(old, ignore_errors=True)
        if old.exists():  # what cannot be deleted is none of the courses any more, all the same
            old.rename(self._folder / f"{NEW}{pack.name}")

    def _recover(self) -> None:
        with suppress(OSError):
            for old in self._folder.glob(f"{OLD}*"):
                target = self._folder / old.name.removeprefix(OLD)
                if not target.exists() and (old / ORIGIN).is_file():
                    old.rename(target)


def _origin(folder: Path) -> CameFrom:
    try:
        return msgspec.json.decode(read_bytes(folder / ORIGIN), type=CameFrom)
    except (OSError, msgspec.DecodeError):
        return CameFrom("an unknown place")


def _is_version_of(files: Path, before: Pack, source: str) -> bool:
    """Whether a course is the one that is here, in another version: from the same place, or of the same title."""
    if before.source.partition("#")[0] == source.partition("#")[0]:
        return True
    there = read_course(before.directory).value
    return there is not None and there.title == read_course(files).get().title


def _name(files: Path, source: str) -> str:
    """What course.yaml calls it, else what its folder or address is called. Raises NoCourse, LessonProblems."""
    given = read_course(files).get().name
    place = source.partition("#")[0].rstrip("/").rpartition("/")[2].rpartition(":")[2]
    for ending in (".git", ".zip", ".tgz", ".tar", ".tar.gz", ".tar.bz2", ".tar.xz"):
        place = place.removesuffix(ending)
    word = given or "-".join("".join(each if each.isalnum() else " " for each in place.lower()).split())
    if not SLUG.fullmatch(word) or len(word) > 60:
        raise NoCourse(
            f"`{word[:60]}` cannot be the name of a course. Its {COURSE} may say another: `name: my-course`, of "
            "small letters and digits with `-` between words."
        )
    return word


def _proved_readable(files: Path) -> None:
    """Every lesson and list of the course can be read. Raises LessonProblems."""
    names = read_course(files).get().lessons
    if not names:
        raise NoCourse(f"Its {COURSE} names no lessons.")
    readings: list[Reading[Any]] = [
        *(read_lesson(files / name) for name in names),
        *own_words(files),
        own_errors(files),
    ]
    if broken := [reading for reading in readings if reading.value is None]:
        problems = [problem for reading in broken for problem in reading.problems]
        raise LessonProblems(problem for problem in problems if problem.severity is Severity.ERROR)
    load_course(files)


def _of_packages() -> Iterator[Pack]:
    """Courses of installed packages. Their place is found without importing anything of theirs."""
    for each in entry_points(group=GROUP):
        top, _, rest = each.value.partition(":")[0].partition(".")
        with suppress(ImportError, ValueError, AttributeError, OSError):
            found = find_spec(top)  # of a name without a dot: nothing is imported
            places = list(found.submodule_search_locations or ()) if found is not None else []
            for place in places:
                directory = Path(place, *rest.split(".")) if rest else Path(place)
                if SLUG.fullmatch(each.name) and (directory / COURSE).is_file():
                    package = each.dist.name if each.dist is not None else top
                    version = each.dist.version if each.dist is not None else ""
                    yield Pack(each.name, directory, f"the installed package {package}", version, package)
