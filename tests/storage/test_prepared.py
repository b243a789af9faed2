"""What takes long to make is made once, until what it is made of changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tutor.storage.prepared import prepared


class Kitchen:
    """Counts what it makes."""

    def __init__(self, folder: Path) -> None:
        self.source = folder / "recipe"
        self.source.write_text("tea")
        self.kept = folder / "shelf" / "pot"
        self.made = 0

    def serve(self) -> str:
        return prepared(self.kept, [self.source], self._make)

    def _make(self) -> str:
        self.made += 1
        return f"{self.source.read_text()} {self.made}"


@pytest.fixture
def kitchen(tmp_path: Path) -> Kitchen:
    return Kitchen(tmp_path)


def test_it_is_made_once(kitchen: Kitchen) -> None:
    assert [kitchen.serve() for _ in range(3)] == ["tea 1"] * 3


def test_a_changed_source_makes_it_anew(kitchen: Kitchen) -> None:
    kitchen.serve()
    kitchen.source.write_text("cha")
    assert kitchen.serve() == kitchen.serve() == "cha 2"


@pytest.mark.parametrize("damage", [b"", b"nonsense", None])
def test_a_damaged_file_is_replaced(kitchen: Kitchen, damage: bytes | None) -> None:
    kitchen.serve()
    kitchen.kept.write_bytes(kitchen.kept.read_bytes()[:-3] if damage is None else damage)
    assert kitchen.serve() == kitchen.serve() == "tea 2"


def test_where_nothing_can_be_kept_it_is_made_each_time(kitchen: Kitchen) -> None:
    kitchen.kept.parent.write_text("a file where a folder should be")
    assert [kitchen.serve(), kitchen.serve()] == ["tea 1", "tea 2"]


def test_a_source_that_cannot_be_read_is_left_to_whoever_makes_it(kitchen: Kitchen) -> None:
    assert prepared(kitchen.kept, [kitchen.source / "gone"], lambda: "water") == "water"
    assert not kitchen.kept.exists()
