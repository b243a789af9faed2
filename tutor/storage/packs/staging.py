"""Takes the files of a course out of a folder or an archive: within bounds, and never one outside of its place."""

from __future__ import annotations

import lzma
import os
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Any, TypeVar

from tutor.core.files import opened
from tutor.core.sieve import one_line
from tutor.storage.packs.refusal import MOST_BYTES, MOST_FILES, NoCourse

T = TypeVar("T")

LONGEST_PATH = 300
"""Characters."""
CHUNK = 1 << 20
LEFT_OUT = ("__pycache__", "node_modules")
"""Folders that belong to no course, beside those that begin with a dot."""


class Staging:
    """A folder that is filled, file by file. Raises NoCourse, and OSError when nothing can be written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._files = self._bytes = 0
        self._taken: dict[str, str] = {}
        """Names in small letters: to many a disk `A.yaml` and `a.yaml` are one."""

    def wants(self, name: str) -> PurePosixPath | None:
        """Where a file of that name goes; None for one that belongs to no course."""
        shown = one_line(name)[:80]
        path = PurePosixPath(name)
        if name.startswith("/") or ".." in path.parts or "\\" in name or (len(name) > 1 and name[1] == ":"):
            raise NoCourse(f"`{shown}` leads out of the course's folder, so nothing was taken.")
        if any(ord(letter) < 32 or ord(letter) == 127 for letter in name) or len(name) > LONGEST_PATH:
            raise NoCourse(f"`{shown}` is no name that a file of a course can have.")
        if not path.parts or any(part.startswith(".") or part in LEFT_OUT for part in path.parts):
            return None
        return None if path.suffix == ".pyc" else path

    def add(self, path: PurePosixPath, data: IO[bytes]) -> None:
        """One file. What is read is counted, whatever the archive says of its size."""
        self._files += 1
        if self._files > MOST_FILES:
            raise NoCourse(f"It has more than {MOST_FILES:,} files, and a course may have that many.")
        if self._taken.setdefault(str(path).casefold(), str(path)) != str(path) or (self.folder / path).exists():
            raise NoCourse(f"`{one_line(str(path))}` is there twice.")
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            while chunk := _reading(data.read, CHUNK):
                self._bytes += len(chunk)
                if self._bytes > MOST_BYTES:
                    raise NoCourse(f"It has more than {MOST_BYTES // 10**6:,} MB, and that is the most.")
                file.write(chunk)


def _reading(read: Callable[[Any], T], argument: object) -> T:
    """Read of an archive. An error of the disk here is one of the archive: only writing may fail for want of room.
    Raises ValueError."""
    try:
        return read(argument)
    except (OSError, lzma.LZMAError) as error:
        raise ValueError(getattr(error, "strerror", None) or str(error)) from error


def from_folder(source: Path, staging: Staging) -> None:
    """Copy a folder. A link is followed where it stays inside, and refused where it leads out."""
    root = source.resolve()
    for path in _walk(root):
        name = path.relative_to(root).as_posix()
        wanted = staging.wants(name)
        if wanted is None:
            continue
        if path.is_symlink() and not path.resolve().is_relative_to(root):
            raise NoCourse(f"`{one_line(name)}` is a link that leads out of the folder, so nothing was taken.")
        try:
            descriptor = opened(path, os.O_RDONLY)
        except OSError as error:
            raise NoCourse(f"`{one_line(name)}` cannot be read: {error.strerror}.") from error
        with os.fdopen(descriptor, "rb") as file:
            staging.add(wanted, file)


def _walk(root: Path) -> Iterator[Path]:
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(each for each in folders if each[0] != "." and each not in LEFT_OUT)
        for name in folders:
            path = Path(folder, name)
            if path.is_symlink():  # not walked into; it is looked at as a file would be
                raise NoCourse(f"`{one_line(path.relative_to(root).as_posix())}` is a link to a folder.")
        yield from (Path(folder, name) for name in sorted(files))


def from_zip(source: Path, staging: Staging) -> None:
    """Unpack a zip file."""
    try:
        with zipfile.ZipFile(source) as archive:
            for each in archive.infolist():
                wanted = staging.wants(each.filename)
                kind = stat.S_IFMT(each.external_attr >> 16)
                if each.is_dir() or wanted is None:
                    continue
                if kind not in (0, stat.S_IFREG):
                    raise NoCourse(f"`{one_line(each.filename)}` is a link or a device, so nothing was taken.")
                if each.flag_bits & 1:
                    raise NoCourse("It wants a password. Unpack it yourself, and add the folder.")
                with _reading(archive.open, each) as file:
                    staging.add(wanted, file)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise NoCourse(f"{source.name} is no zip file that can be read: {error}.") from error


def from_tar(source: Path, staging: Staging) -> None:
    """Unpack a tar file, packed by gzip, bzip2 or xz, or not."""
    try:
        with _reading(tarfile.open, source) as archive:
            while (each := _reading(lambda _: archive.next(), None)) is not None:
                wanted = staging.wants(each.name)
                if each.isdir() or wanted is None:
                    continue
                if not each.isreg():
                    raise NoCourse(f"`{one_line(each.name)}` is a link or a device, so nothing was taken.")
                file = archive.extractfile(each)
                assert file is not None
                staging.add(wanted, file)
    except (tarfile.TarError, zlib.error, EOFError, ValueError) as error:
        raise NoCourse(f"{source.name} is no archive that can be read: {error}.") from error
