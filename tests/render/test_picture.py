"""Pictures of lessons: drawn in cells, said in words, and never in the way of a step."""

from __future__ import annotations

import struct
import subprocess
import sys
import zlib
from pathlib import Path

import PIL.Image
import pytest

from tests.authoring.lesson_text import write_course
from tests.chatting import Chat
from tests.render.drawing import drawn, widest
from tutor.authoring.check import read_all
from tutor.core.events import StepShown
from tutor.core.files import beside
from tutor.core.picture import Picture
from tutor.render import render
from tutor.render.look import Look
from tutor.steps.read import ReadStep

WITH_PICTURE = """\
id: a
title: A
goal: G.
minutes: 5
steps:
  - id: look
    kind: read
    say: Look.
    picture: {file: "%s", says: Two halves.}
"""


@pytest.fixture
def flag(tmp_path: Path) -> Path:
    """Red over transparent blue, twice as wide as high."""
    image = PIL.Image.new("RGBA", (8, 4), (255, 0, 0, 255))
    image.paste((0, 0, 255, 0), (0, 2, 8, 4))
    image.save(tmp_path / "flag.png")
    return tmp_path / "flag.png"


def step(path: Path) -> StepShown:
    event = StepShown("a", "read", 1, 2, "Small", 1, say="Above.", invitation="Enter goes on.")
    return StepShown(**{name: getattr(event, name) for name in event.__struct_fields__} | {
        "picture": str(path), "picture_says": "A red half and a white one."
    })  # fmt: skip


def page(path: Path, **look: object) -> str:
    how = Look(**look)  # type: ignore[arg-type]
    return drawn(render(step(path), how), how)


def test_it_stands_between_the_text_and_the_invitation_with_its_words(flag: Path) -> None:
    text = page(flag, colours=0)
    assert text.index("Above.") < text.index("░") < text.index("A red half") < text.index("Enter goes on.")


def test_colours_are_drawn_where_there_are_enough_and_shades_elsewhere(flag: Path) -> None:
    assert "38;5;196" in page(flag) and "▀" in page(flag), "red is red"
    assert "48;5;231" in page(flag), "what is transparent is white"
    assert "\x1b" not in page(flag, colours=0)
    assert page(flag, colours=0, unicode=False).isascii()


@pytest.mark.parametrize("width", [20, 40, 80, 200])
@pytest.mark.parametrize("size", [(1, 1), (3, 500), (500, 3), (640, 480)])
def test_no_line_is_wider_than_the_measure(size: tuple[int, int], width: int, tmp_path: Path) -> None:
    PIL.Image.new("RGB", size, "green").save(tmp_path / "a.png")
    look = Look(width=width, colours=0)
    text = drawn(render(step(tmp_path / "a.png"), look), look)
    assert widest(text) <= look.measure and text.count("\n") < 40


def test_read_aloud_it_is_its_words(flag: Path) -> None:
    text = page(flag, colours=0, spoken=True)
    assert "Picture: A red half and a white one." in text and "▀" not in text and "█" not in text


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def bomb(width: int, height: int) -> bytes:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no PNG picture"),
        (b"GIF89a" + b"\0" * 50, "no PNG picture"),
        (bomb(5_000, 5_000), "5,000 × 5,000 pixels, and 16,000,000 are the most"),
        (bomb(60_000, 60_000), "no PNG picture"),
        (bomb(100, 100), "no PNG picture"),
        (None, "cannot be read"),
    ],
)
def test_what_cannot_be_drawn_is_told_in_its_place(data: bytes | None, said: str, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    if data is not None:
        path.write_bytes(data)
    text = " ".join(page(path, colours=0).split())
    assert said in text and "A red half" in text and "Enter goes on." in text


def test_a_lesson_names_it_from_its_own_folder_wherever_it_is_started(flag: Path) -> None:
    chat = Chat(
        [ReadStep(id="a", picture=Picture(file="flag.png", says="Red."))], path=flag.parent / "lesson.yaml"
    )
    shown = next(event for event in chat.opening if isinstance(event, StepShown))
    assert (shown.picture, shown.picture_says) == (str(flag), "Red.")


def test_no_name_and_no_link_leads_out_of_the_folder(flag: Path, tmp_path: Path) -> None:
    inside = tmp_path / "pack"
    inside.mkdir()
    (inside / "link.png").symlink_to(flag)
    lesson = inside / "lesson.yaml"
    for name in ("../flag.png", str(flag), "link.png", "", "a\0b"):
        assert beside(lesson, name) is None
    assert beside(lesson, "data/a.png") == inside / "data" / "a.png"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("flag.png", ""),
        ("../flag.png", "no PNG file below"),
        ("flag.gif", "no PNG file below"),
        ("gone.png", "cannot be read"),
    ],
)
def test_check_says_what_is_wrong_with_it(name: str, said: str, flag: Path) -> None:
    path = write_course(flag.parent, WITH_PICTURE % name)
    _, problems = read_all([path], flag.parent)
    assert [each.line for each in problems] == ([9] if said else [])
    assert said in " ".join(each.message for each in problems)


def test_the_library_is_loaded_for_a_picture_only() -> None:
    script = "import sys, tutor.render.step, tutor.conversation; print('PIL' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
