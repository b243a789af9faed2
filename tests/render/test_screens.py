"""The main screens as pictures on black and on white, and as text."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.image import SVGImageSnapshotExtension

from tests.render.drawing import drawn, widest
from tests.render.screens import page, screens
from tutor.render.look import Look

NAMES = sorted(screens(Look()))


@pytest.mark.parametrize(("width", "background"), [(40, "white"), (80, "black")])
def test_the_page_of_all_screens_looks_as_it_did(width: int, background: str, snapshot: SnapshotAssertion) -> None:
    drawing = page(Look(width), background)
    assert drawing == snapshot(extension_class=SVGImageSnapshotExtension)


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize("name", NAMES)
def test_its_text_is_what_it_was(name: str, width: int, snapshot: SnapshotAssertion) -> None:
    look = Look(width, colours=0)
    assert drawn(screens(look)[name], look) == snapshot


@pytest.mark.parametrize("name", NAMES)
def test_beyond_the_measure_a_wider_window_changes_nothing(name: str) -> None:
    for colours in (0, Look().colours):
        looks = (Look(width, colours=colours) for width in (80, 132, 200))
        assert len({drawn(screens(look)[name], look) for look in looks}) == 1


@pytest.mark.parametrize("name", NAMES)
def test_it_fits_in_ascii_at_twenty_columns(name: str) -> None:
    look = Look(20, colours=0, unicode=False)
    text = drawn(screens(look)[name], look)
    assert text.isascii() and widest(text) <= look.measure
