"""Turns images and meshes of matplotlib into rows of brightness."""

from __future__ import annotations

from typing import Any

import numpy as np

LARGEST_IMAGE = 64
"""Pixels to a side; larger images are averaged down."""

Row = dict[str, Any]


def image_series(image: Any) -> Row:
    """What `imshow` shows, as bright as matplotlib would paint it."""
    pixels = image.get_array()
    left, right, bottom, top = image.get_extent()
    if np.ndim(pixels) == 3:
        scale = 255 if np.asarray(pixels).dtype.kind in "ui" else 1
        rows = luminance(filled(pixels) / scale)
    else:
        rows = brightness(image, filled(pixels))
    upside_down = image.origin == "lower"
    return described(rows[::-1] if upside_down else rows, (left, right), (bottom, top))


def mesh_series(mesh: Any, *, y_inverted: bool) -> Row:
    """What `pcolormesh` and `hist2d` show, as if all cells were equally large."""
    corners = filled(mesh.get_coordinates())
    rows = brightness(mesh, filled(mesh.get_array()).reshape(corners.shape[0] - 1, corners.shape[1] - 1))
    x, y = (
        (float(corners[0, 0, 0]), float(corners[-1, -1, 0])),
        (float(corners[0, 0, 1]), float(corners[-1, -1, 1])),
    )
    return described(rows if y_inverted else rows[::-1], x, y)


def described(rows: Any, x: tuple[float, float], y: tuple[float, float]) -> Row:
    small = shrunk(shrunk(np.nan_to_num(rows)).T).T
    ends = {"x": [float(end) for end in x], "y": [float(end) for end in y]}
    return {"kind": "image", **ends, "image": np.clip(small, 0, 1).round(3).tolist()}


def brightness(shown: Any, values: Any) -> Any:
    """From 0 to 1 as the values rise, or the other way round where the colour map begins bright."""
    shown.autoscale_None()
    rows = np.asarray(np.ma.filled(shown.norm(values), np.nan), dtype=float)
    return 1 - rows if is_inverted(shown) else rows


def is_inverted(shown: Any) -> bool:
    """Whether its colour map begins bright: `cmap="binary"` paints zero white."""
    first, last = luminance(np.array(shown.cmap([0.0, 1.0])))
    return bool(first > last)


def filled(values: Any) -> Any:
    """As floats, nan for what is masked."""
    return np.ma.filled(np.ma.asarray(values, dtype=float), np.nan)


def luminance(colours: Any) -> Any:
    """Brightness of red, green and blue as the eye weighs them (ITU-R BT.601)."""
    return colours[..., :3] @ np.array([0.299, 0.587, 0.114])


def shrunk(rows: Any) -> Any:
    """At most `LARGEST_IMAGE` rows: neighbours are averaged."""
    if len(rows) <= LARGEST_IMAGE:
        return rows
    return np.stack([block.mean(axis=0) for block in np.array_split(rows, LARGEST_IMAGE)])
