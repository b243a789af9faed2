"""The film in the README: every screen has its time, and a line that comes again is drawn once."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree

from tests.picture.film import Screen, film

SCREENS = [Screen(0.0, ">>> a\n\x1b[38;5;31mblue\x1b[0m"), Screen(1.5, ">>> ab\n\x1b[38;5;31mblue\x1b[0m")]


def test_it_is_one_well_formed_picture() -> None:
    root = ElementTree.fromstring(film(SCREENS, 80, 24, "A <film>"))
    assert root.tag.endswith("svg")
    assert "http" not in film(SCREENS, 80, 24, "").replace("http://www.w3.org/2000/svg", ""), "it asks nobody"


def test_every_screen_is_visible_from_its_second_to_that_of_the_next() -> None:
    drawing = film(SCREENS, 80, 24, "")
    assert "33.333%{visibility:hidden}" in re.search(r"@keyframes f0\{.*?\}\}", drawing).group()  # type: ignore[union-attr]
    assert "33.333%{visibility:visible}" in re.search(r"@keyframes f1\{.*?\}\}", drawing).group()  # type: ignore[union-attr]
    assert "animation:f0 4.5s" in drawing


def test_a_line_that_stays_is_drawn_once_with_its_colour() -> None:
    drawing = film(SCREENS, 80, 24, "")
    assert drawing.count(">blue<") == 1
    assert len(re.findall(r'<use href="#l1"', drawing)) == 2
    assert 'fill="#0087af"' in drawing
