"""Draws a PNG file in cells, two pixels in each where there are enough colours, over the words for it."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.style import Style
from rich.text import Text

from tutor.core.files import read_bytes
from tutor.render.image import HALF, halves, image
from tutor.render.look import Look
from tutor.render.prose import prose

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 16_000_000
"""Of a picture that is drawn: a file of a few bytes may stand for gigabytes of them."""
ROWS = 18
"""Lines that a picture takes at most."""


def picture(path: str, says: str, look: Look) -> RenderableType:
    """The picture, and under it what there is to see. What cannot be read is told in a sentence in its place."""
    words = prose(f"Picture: {says}", look, style="secondary")
    if look.spoken:
        return words
    found = opened(Path(path))
    if isinstance(found, str):
        return Group(prose(found, look, style="secondary"), words)
    return Group(*_cells(found, look), words)


def opened(path: Path) -> Image | str:
    """The picture of a PNG file, on white where it is transparent; or a sentence that says why there is none."""
    try:
        data = read_bytes(path)
    except (OSError, ValueError) as error:
        return f"{path.name} cannot be read: {getattr(error, 'strerror', None) or error}."
    import PIL.Image  # 0.1 s, for the few steps that have one

    try:
        with PIL.Image.open(io.BytesIO(data), formats=("PNG",)) as file:
            width, height = file.size
            if width * height > MOST_PIXELS:
                return f"{path.name} has {width:,} × {height:,} pixels, and {MOST_PIXELS:,} are the most."
            coloured = file.convert("RGBA")
    except Exception as error:  # whatever a damaged file makes the library raise
        return f"{path.name} is no PNG picture that can be read: {type(error).__name__}."
    white = PIL.Image.new("RGBA", coloured.size, "white")
    white.alpha_composite(coloured)
    return white.convert("RGB")


def _cells(found: Image, look: Look) -> list[Text]:
    import PIL.Image

    indent, across = "  ", look.measure - 2
    width, height = found.size
    # A cell is twice as high as wide: half of one is a square.
    scale = min(across / width, 2 * ROWS / height)
    columns, rows = max(1, min(across, round(width * scale))), max(1, min(2 * ROWS, round(height * scale)))
    near = PIL.Image.Resampling.NEAREST if scale >= 1 else PIL.Image.Resampling.BOX
    if not halves(look):
        grey = found.convert("L").resize((max(1, columns // 2), max(1, rows // 2)), near)
        wide, values = grey.width, [value / 255 for value in grey.tobytes()]
        pixels = [values[start : start + wide] for start in range(0, len(values), wide)]
        return [Text(indent).append(line) for line in image(pixels, look, across, ROWS)]
    data = found.resize((columns, rows + rows % 2), near).tobytes()
    lines = [data[start : start + 3 * columns] for start in range(0, len(data), 3 * columns)]
    return [_line(indent, top, bottom) for top, bottom in zip(lines[::2], lines[1::2], strict=True)]


def _line(indent: str, top: bytes, bottom: bytes) -> Text:
    line = Text(indent, no_wrap=True)
    for place in range(0, len(top), 3):
        line.append(HALF, Style(color=_colour(top[place : place + 3]), bgcolor=_colour(bottom[place : place + 3])))
    return line


def _colour(pixel: bytes) -> str:
    return f"#{pixel.hex()}"
