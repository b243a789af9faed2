"""Where a course may come from: a folder, an archive, a git address. Each becomes a folder of plain files."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

from tutor.core.sieve import one_line
from tutor.storage.packs.refusal import COURSE, NoCourse
from tutor.storage.packs.staging import Staging, from_folder, from_tar, from_zip

GIT = re.compile(
    r"(?!-)(?:(?:https?|ssh|git|file)://[^-\s#][^\s#]*|[\w.-]+@[\w.-]+:[^-\s#][^\s#]*|[^\s#]+\.git)(?:#(?P<at>\w[\w./-]*))?"
)
"""An address that git can clone, as it is written for `git clone`; behind `#` a branch or a tag."""
PATIENCE = 600.0
"""Seconds that a clone may take."""
TARS = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz")


def fetch(source: str, folder: Path, *, asks: bool) -> str:
    """Fill the folder with the files of a course; where they came from, as it is shown and can be asked again.

    `asks`: whether git may ask for a password at the terminal. Raises NoCourse with one sentence, and OSError.
    """
    if not source.strip():
        raise NoCourse(
            "There is no course without a name. A course comes as a folder, a .zip, a .tar.gz or a git address."
        )
    path = Path(source).expanduser()
    staging = Staging(folder / "files")
    staging.folder.mkdir()
    if path.is_dir() and not source.endswith(".git"):
        from_folder(path, staging)
        return str(path.resolve())
    if path.is_file():
        if path.suffix.lower() == ".zip":
            from_zip(path, staging)
        elif path.name.lower().endswith(TARS):
            from_tar(path, staging)
        else:
            raise NoCourse(
                f"`{one_line(source)}` is no folder, no .zip and no .tar.gz. A course comes as one of these."
            )
        return str(path.resolve())
    if (found := GIT.fullmatch(source)) and not re.search(r"\.(?:zip|tgz|tar(?:\.\w+)?)$", source):
        _clone(source.partition("#")[0], found["at"] or "", folder / "clone", asks)
        from_folder(folder / "clone", staging)
        return source
    if re.match(r"https?://", source):
        raise NoCourse("I download by git only. Download the archive yourself, and add the file.")
    raise NoCourse(
        f"There is no `{one_line(source)}` here. A course comes as a folder, a .zip, a .tar.gz or a git address."
    )


def _clone(address: str, at: str, target: Path, asks: bool) -> None:
    """Clone without running anything of it: no hooks, no modules in modules, only protocols that carry files."""
    settings = [
        "core.hooksPath=/dev/null",
        "protocol.ext.allow=never",
        "core.symlinks=true",
        "advice.detachedHead=false",
    ]
    options = [word for each in settings for word in ("-c", each)]
    branch = ["--branch", at] if at else []
    command = [
        "git",
        *options,
        "clone",
        "--quiet",
        "--depth",
        "1",
        "--no-tags",
        *branch,
        "--",
        address,
        str(target),
    ]
    environment = {**os.environ, **_quiet(os.environ, asks), "GIT_ALLOW_PROTOCOL": "file:git:http:https:ssh"}
    try:
        run = subprocess.run(
            command,
            env=environment,
            stdin=None if asks else subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            timeout=PATIENCE,
        )
    except FileNotFoundError as error:
        raise NoCourse("git is not installed here. Install it, or download the course and add it.") from error
    except subprocess.TimeoutExpired as error:
        raise NoCourse(f"{one_line(address)} did not answer for {PATIENCE:.0f} s.") from error
    if run.returncode:
        lines = [one_line(line) for line in run.stderr.decode("utf-8", "replace").splitlines() if line.strip()]
        said = next((line for line in lines if "fatal" in line or "ERROR" in line), lines[-1] if lines else "")
        raise NoCourse(
            f"git could not fetch {one_line(address)}: {said.removeprefix('fatal: ') or 'it gave no reason'}"
        )


def _quiet(environment: Mapping[str, str], asks: bool) -> dict[str, str]:
    """Without a terminal nobody can answer: not git, and not ssh."""
    if asks:
        return {}
    ssh = environment.get("GIT_SSH_COMMAND", "ssh")
    return {"GIT_TERMINAL_PROMPT": "0", "GIT_SSH_COMMAND": f"{ssh} -o BatchMode=yes"}


def course_folder(files: Path) -> Path:
    """The folder in which the course lies: the files', or the one folder in it. Raises NoCourse."""
    if (files / COURSE).is_file():
        return files
    inside = [each.parent for each in files.glob(f"*/{COURSE}")]
    if len(inside) == 1:
        return inside[0]
    if inside:
        names = ", ".join(f"`{one_line(each.name)}`" for each in inside[:5])
        raise NoCourse(f"There are {len(inside)} courses in it: {names}. Add the folder of one.")
    raise NoCourse(f"There is no {COURSE} in it. A course is a folder with {COURSE} and lesson files.")
