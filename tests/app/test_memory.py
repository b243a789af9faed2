"""What `--memory` takes, and what it says to the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from tutor.app import memory
from tutor.app.arguments import Arguments, Exit, parse_arguments
from tutor.app.memory import LEAST, memory_here, memory_size


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("4G", 4 * 2**30),
        ("1.5g", 3 * 2**29),
        ("1500M", 1500 * 2**20),
        ("2GiB", 2**31),
        ("4294967296", 2**32),
        ("0", 0),
    ],
)
def test_a_size_is_understood_however_it_is_written(text: str, size: int) -> None:
    assert memory_size(text) == size


@pytest.mark.parametrize(
    ("text", "words"),
    [("much", "takes a size"), ("", "takes a size"), ("-4G", "takes a size"), ("4M", "too little")],
)
def test_what_is_no_size_gets_one_sentence(text: str, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert parse_arguments([f"--memory={text}"]) is Exit.USAGE
    said = capsys.readouterr().err
    assert words in said and said.count("\n") == 1


def test_without_the_option_the_machine_decides() -> None:
    assert parse_arguments([]) == Arguments(memory=None)
    assert parse_arguments(["--memory", "0"]) == Arguments(memory=0)


def test_a_container_that_has_less_than_the_machine_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit = tmp_path / "memory.max"
    monkeypatch.setattr(memory, "CONTAINER", limit)
    machine = memory_here()
    assert machine >= LEAST
    limit.write_text("max\n")
    assert memory_here() == machine
    limit.write_text(f"{2 * 2**30}\n")
    assert memory_here() == min(machine, 3 * 2**29)
