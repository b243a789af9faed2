"""Courses of others: brought here whole or not at all, from wherever they come, and nothing outside is touched."""

from __future__ import annotations

import os
import random
import stat
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.packs import LESSON, files_of, tarred, write_pack, zipped
from tutor.answers.glossary.entries import Glossary
from tutor.core.progress import LessonRecord, StepStatus
from tutor.storage.lessons import lessons_directory, load_course, load_errors
from tutor.storage.packs import staging
from tutor.storage.packs.merging import merged_errors, merged_words
from tutor.storage.packs.refusal import NoCourse
from tutor.storage.packs.shelf import Shelf
from tutor.storage.packs.sources import GIT
from tutor.storage.packs.store import CourseStore
from tutor.storage.problems import LessonProblems
from tutor.storage.progress import MemoryProgress
from tutor.storage.ready_glossary import ready_glossary

ROOT = Path(__file__).parents[2]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def everything_in(folder: Path) -> dict[str, bytes]:
    """Every file below, hidden ones too."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def git(folder: Path, *words: str) -> None:
    settings = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *settings, *words], cwd=folder, check=True, capture_output=True)


def repository(folder: Path, version: str = "1.0") -> Path:
    """A real repository with the course in it; the version is tagged."""
    write_pack(folder, files_of(version))
    if not (folder / ".git").exists():
        git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", version)
    git(folder, "tag", f"v{version}")
    return folder


def test_a_folder_a_zip_a_tar_and_a_repository_give_the_same_course(home: Path, tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "rides")
    (folder / ".hidden").write_text("no")
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "helper.pyc").write_text("no")
    places = [
        str(folder),
        str(zipped(tmp_path / "a.zip", files_of())),
        str(zipped(tmp_path / "b.zip", files_of(), around="rides-1.0/")),
        str(tarred(tmp_path / "c.tar.gz", files_of())),
        f"file://{repository(tmp_path / 'repository')}",
        f"file://{tmp_path / 'repository'}#v1.0",
    ]
    found = []
    for number, place in enumerate(places):
        pack, before = Shelf(home / str(number)).add(place)
        assert before is None and (pack.name, pack.version) == ("rides", "1.0")
        assert [entry.id for entry in pack.course().lessons] == ["first", "second"]
        found.append({name: data for name, data in everything_in(pack.directory).items() if name[0] != "."})
    assert all(each == found[0] for each in found) and set(found[0]) == set(files_of())
    assert len({Shelf(home / str(number)).all()[0].digest for number in range(len(places))}) == 1
    assert Shelf(home / "0").all()[0].source == str(folder), "where it came from is remembered"


def test_a_new_version_stands_in_place_of_the_old_one(home: Path, tmp_path: Path) -> None:
    place = repository(tmp_path / "repository")
    shelf = Shelf(home)
    first, _ = shelf.add(f"file://{place}")
    old = first.digest
    repository(place, "2.0")
    pack, before = shelf.add(f"file://{place}")
    assert before is not None and (before.version, pack.version) == ("1.0", "2.0")
    assert [each.version for each in shelf.all()] == ["2.0"] and pack.digest != old
    again, _ = shelf.add(f"file://{place}#v1.0")
    assert again.version == "1.0" and again.digest == old
    moved, before = shelf.add(str(zipped(tmp_path / "rides-3.zip", files_of("3.0"))))
    assert before is not None and moved.version == "3.0", "the same course, out of another file"


def test_another_course_of_the_same_name_makes_no_way_for_itself(home: Path, tmp_path: Path) -> None:
    shelf = Shelf(home)
    shelf.add(str(write_pack(tmp_path / "one")))
    with pytest.raises(NoCourse, match="another course `rides` already"):
        shelf.add(str(write_pack(tmp_path / "two", files_of(title="Other rides"))))
    assert shelf.all()[0].course().title == "Rides"
    shelf.remove(shelf.all()[0])
    assert shelf.all() == [] and everything_in(home) == {}
    shelf.add(str(tmp_path / "two"))
    assert shelf.all()[0].course().title == "Other rides"


@pytest.mark.parametrize(
    "name",
    [
        "../evil.yaml",
        "/etc/evil.yaml",
        "a/../../evil.yaml",
        "..\\evil.yaml",
        "C:evil.yaml",
        "a\nb.yaml",
        "x" * 400,
    ],
)
def test_no_path_in_an_archive_leads_out_of_its_place(name: str, home: Path, tmp_path: Path) -> None:
    for number, archive in enumerate(
        (
            zipped(tmp_path / "a.zip", files_of() | {name: "evil"}),
            tarred(tmp_path / "a.tgz", files_of() | {name: "evil"}),
        )
    ):
        with pytest.raises(NoCourse):
            Shelf(home).add(str(archive))
        assert everything_in(home) == {}, number
    assert not list(tmp_path.glob("*evil*"))


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE])
def test_no_link_and_no_device_comes_out_of_an_archive(kind: bytes, home: Path, tmp_path: Path) -> None:
    info = tarfile.TarInfo("data/link.csv")
    info.type, info.linkname = kind, "/etc/passwd"
    with pytest.raises(NoCourse, match=r"link or a device"):
        Shelf(home).add(str(tarred(tmp_path / "a.tar.gz", files_of(), info)))
    assert everything_in(home) == {}


def test_no_link_comes_out_of_a_zip(home: Path, tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", files_of())
    with zipfile.ZipFile(path, "a") as archive:
        info = zipfile.ZipInfo("data/link.csv")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
    with pytest.raises(NoCourse, match=r"link or a device"):
        Shelf(home).add(str(path))


def test_a_link_in_a_folder_or_a_repository_is_followed_inside_only(home: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("secret")
    inside = write_pack(tmp_path / "inside")
    (inside / "data" / "same.csv").symlink_to("rides.csv")
    pack, _ = Shelf(home).add(str(inside))
    assert (pack.directory / "data" / "same.csv").read_text() == "a,b\n1,2\n3,4\n"
    assert not (pack.directory / "data" / "same.csv").is_symlink()
    for number, target in enumerate((secret, Path("../../secret.csv"), tmp_path)):
        outside = write_pack(tmp_path / f"outside{number}")
        (outside / "data" / "link.csv").symlink_to(target)
        git(outside, "init", "-q")
        git(outside, "add", "-A")
        git(outside, "commit", "-qm", "a")
        for place in (str(outside), f"file://{outside}"):
            with pytest.raises(NoCourse, match="link"):
                Shelf(home / "other").add(place)
    assert everything_in(home / "other") == {}


def test_what_is_too_large_is_refused_by_what_comes_out_and_not_by_what_is_written(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "MOST_BYTES", 1_000_000)
    bomb = zipped(tmp_path / "bomb.zip", files_of() | {"data/zeros.csv": "0" * 20_000_000})
    assert bomb.stat().st_size < 100_000
    for archive in (bomb, tarred(tmp_path / "bomb.tgz", files_of() | {"data/zeros.csv": "0" * 20_000_000})):
        with pytest.raises(NoCourse, match="more than 1 MB"):
            Shelf(home).add(str(archive))
    monkeypatch.setattr(staging, "MOST_FILES", 50)
    with pytest.raises(NoCourse, match="more than 50 files"):
        Shelf(home).add(str(zipped(tmp_path / "many.zip", {f"data/{n}.csv": "" for n in range(100)} | files_of())))
    assert everything_in(home) == {}


def test_two_files_that_a_disk_may_take_for_one_are_refused(home: Path, tmp_path: Path) -> None:
    with pytest.raises(NoCourse, match="twice"):
        Shelf(home).add(str(zipped(tmp_path / "a.zip", files_of() | {"First.yaml": "x: 1"})))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"course.yaml": "title: A\nlessons: [../../first.yaml]\n"}, "leads out of the course's folder"),
        ({"course.yaml": "title: A\nlessons: [/etc/passwd]\n"}, "leads out of the course's folder"),
        ({"course.yaml": "title: A\nlessons: [gone.yaml]\n"}, "no such file"),
        ({"course.yaml": "title: A\nlessons: []\n"}, "names no lessons"),
        ({"course.yaml": "title: A\nname: ../evil\nlessons: [first.yaml]\n"}, "cannot be an id"),
        ({"course.yaml": "title: A\nlessons: *x\n"}, ""),
        ({"course.yaml": "!!python/object/apply:os.system [touch ran]\n"}, "is a list"),
        ({"first.yaml": "!!python/object/apply:os.system [touch ran]\n"}, "is a list"),
        ({"first.yaml": "id: first\ntitle: !evil A\n"}, "tag"),
        ({"first.yaml": "x" * 10_000_000}, "larger than"),
        ({"first.yaml": LESSON.format(id="a", title="A", marker="ran").replace("Hello.", "a" * 20_000)}, "10,000"),
        ({"first.yaml": "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
            f"{chr(98 + n)}: &{chr(98 + n)} [{','.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(9)
        )}, ""),
        ({"glossary.yaml": "- {id: 1\n"}, ""),
        ({"errors.yaml": "- {id: a, say: b, message: '('}\n"}, "does not compile"),
    ],
)  # fmt: skip
def test_a_course_that_cannot_be_read_is_refused_with_its_problems(
    changed: dict[str, str], said: str, home: Path, tmp_path: Path
) -> None:
    shelf = Shelf(home)
    shelf.add(str(write_pack(tmp_path / "good")))
    before = everything_in(home)
    with pytest.raises((NoCourse, LessonProblems)) as found:
        shelf.add(str(write_pack(tmp_path / "broken", files_of("2.0") | changed)))
    assert said in str(found.value) and len(str(found.value)) < 20_000
    assert everything_in(home) == before and not Path("ran").exists(), "what was there is as it was"


def test_nothing_that_is_no_course_is_taken(home: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "text.txt").write_text("x")
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04broken")
    (tmp_path / "broken.tar.gz").write_bytes(b"\x1f\x8bbroken")
    os.mkfifo(tmp_path / "pipe.zip")
    two = zipped(tmp_path / "two.zip", {f"{n}/{name}": text for n in "ab" for name, text in files_of().items()})
    for place, said in (
        (tmp_path / "empty", "no course.yaml"),
        (tmp_path / "text.txt", "no folder, no .zip"),
        (tmp_path / "broken.zip", "no zip file"),
        (tmp_path / "broken.tar.gz", "no archive"),
        (tmp_path / "gone", "There is no"),
        (tmp_path / "pipe.zip", "There is no"),
        (two, "2 courses"),
        ("https://example.org/a.zip", "by git only"),
        ("-c core.pager=x.git", "There is no"),
        ("ext::sh -c ran", "There is no"),
        (f"file://{tmp_path}/nowhere", "git could not fetch"),
        ("", "without a name"),
    ):
        with pytest.raises(NoCourse, match=said):
            Shelf(home).add(str(place))
    assert everything_in(home) == {}


def test_an_address_is_git_s_and_no_option() -> None:
    for address in ("https://a.org/b.git", "ssh://a@b:22/c", "git@a.org:b/c.git", "file:///a/b#v1", "../a/b.git"):
        assert GIT.fullmatch(address), address
    for word in ("--upload-pack=x.git", "ext::sh -c x", "-x@y:z", "a b.git", "git@a:-x", "ssh://-oProxyCommand=x"):
        assert not GIT.fullmatch(word), word


def test_hooks_and_modules_of_a_repository_do_not_run(home: Path, tmp_path: Path) -> None:
    place = repository(tmp_path / "repository")
    hook = place / ".git" / "hooks" / "post-checkout"
    hook.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n")
    hook.chmod(0o755)
    (place / ".gitattributes").write_text("*.csv filter=evil\n")
    git(place, "add", "-A")
    git(place, "commit", "-qm", "a filter")
    Shelf(home).add(f"file://{place}")
    assert not (tmp_path / "ran").exists()


FULL = """
import resource, sys
from pathlib import Path
from tutor.storage.packs.shelf import Shelf
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    Shelf(Path(sys.argv[1])).add(sys.argv[2])
except OSError as error:
    print("refused:", error.strerror)
"""


def test_a_full_disk_and_a_kill_in_between_leave_what_was_there(home: Path, tmp_path: Path) -> None:
    shelf = Shelf(home)
    shelf.add(str(write_pack(tmp_path / "one")))
    before = everything_in(home)
    large = write_pack(tmp_path / "one", files_of("2.0") | {"data/large.csv": "1,2\n" * 10_000})
    run = subprocess.run(
        [sys.executable, "-c", FULL, str(home), str(large)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout.startswith("refused:") and everything_in(home) == before
    # Killed between the two renames: the old one is found again.
    folder = home / "courses"
    (folder / "rides").rename(folder / ".old-rides")
    assert [pack.version for pack in Shelf(home).all()] == ["1.0"]
    assert everything_in(home) == before


def test_a_clone_that_fails_leaves_what_was_there(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = repository(tmp_path / "repository")
    Shelf(home).add(f"file://{place}")
    before = everything_in(home)
    repository(place, "2.0")
    for broken in (place / ".git" / "objects").glob("??/*"):
        broken.chmod(0o644)
        broken.write_bytes(b"broken")
    with pytest.raises(NoCourse, match="git could not fetch"):
        Shelf(home).add(f"file://{place}")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NoCourse, match="git is not installed"):
        Shelf(home).add(f"file://{place}")
    assert everything_in(home) == before


def test_words_and_errors_of_a_course_go_first_and_the_tutor_s_own_stay(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "rides")
    base = ready_glossary(lessons_directory())
    glossary = Glossary(merged_words(folder, base.entries))
    for name, text in (("saddle", "What one sits on."), ("Bias", "Here it is how a rider leans.")):
        entry = glossary.entry(name)
        assert entry is not None and entry.text == text
    assert glossary.entry("epoch") == base.entry("epoch")
    assert base.entry("saddle") is None, "the tutor's own course knows nothing of it"
    errors = merged_errors(folder, lessons_directory())
    assert errors[0].id == "puncture" and errors[1:] == load_errors(lessons_directory())


def test_an_unsound_word_is_left_out_and_the_others_stay(tmp_path: Path) -> None:
    entries = "- {id: a, term: A, text: T., see_also: [gone, b]}\n- {id: b, term: B, text: T., sign: no_such}\n"
    folder = write_pack(tmp_path / "rides", files_of() | {"glossary.yaml": entries})
    base = ready_glossary(lessons_directory()).entries
    own = [entry for entry in merged_words(folder, base) if entry not in base]
    assert [(entry.id, entry.see_also) for entry in own] == [("a", ("b",))]
    (folder / "glossary.yaml").write_text("{")
    assert merged_words(folder, base) == base


def test_the_progress_of_two_courses_never_meets() -> None:
    whole = MemoryProgress()
    one, other = CourseStore(whole, "rides"), CourseStore(whole, "walks")
    one.save(LessonRecord("first", "number", {"hello": StepStatus.PASSED}))
    other.save(LessonRecord("first", "hello"))
    whole.save(LessonRecord("first", "else"))
    assert [store.load("first").step_id for store in (one, other, whole)] == ["number", "hello", "else"]
    assert [record.lesson_id for record in one.all()] == ["first"]
    one.forget("first")
    assert not one.load("first").started and other.load("first").started and whole.load("first").started


@pytest.mark.parametrize("name", ["linear-regression", "classroom", "tutor", "list"])
def test_a_name_that_the_tutor_has_shadows_nothing_of_its_own(name: str, home: Path, tmp_path: Path) -> None:
    own = load_course(lessons_directory())
    Shelf(home).add(str(write_pack(tmp_path / "a", files_of(name=name))))
    from tutor.app.places import CoursePlace, place_of

    place = place_of("linear-regression", CoursePlace(own, MemoryProgress()), home)
    assert not isinstance(place, str) and place[0].pack is None and place[1] == "linear-regression"
    inside = place_of(f"{name}/first", CoursePlace(own, MemoryProgress()), home)
    assert not isinstance(inside, str) and inside[0].pack is not None and inside[1] == "first"


@pytest.mark.parametrize("seed", range(3))
def test_whatever_an_archive_holds_it_is_taken_whole_or_refused_in_a_sentence(
    seed: int, home: Path, tmp_path: Path
) -> None:
    chance = random.Random(seed)
    outside = tmp_path / "outside"
    outside.mkdir()
    for number in range(100 if os.environ.get("TESTS") != "all" else 2_000):
        name = f"a{number}.{'zip' if number % 2 else 'tar.gz'}"
        path = (zipped if number % 2 else tarred)(tmp_path / name, files_of())
        data = bytearray(path.read_bytes())
        for _ in range(chance.randint(1, 8)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(data[: chance.choice([len(data), chance.randrange(len(data))])])
        shelf = Shelf(home)
        try:
            shelf.add(str(path))
        except (NoCourse, LessonProblems) as refused:
            assert str(refused)
        path.unlink()
        assert all(pack.course().lessons for pack in shelf.all())
        assert not list(home.glob("courses/.*"))
    assert not list(outside.iterdir())
