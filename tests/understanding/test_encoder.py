"""An encoder in a process of its own: what it says, and whatever may become of it."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tutor.understanding import encoder
from tutor.understanding.encoder import EncoderProcess

GREETING = 'print(json.dumps({"ready": "x", "voices": 7}), flush=True)'
ANSWERS = """
for line in sys.stdin:
    print(json.dumps([len(json.loads(line)), 0.5]), flush=True)
"""
ONCE = """
sys.stdin.readline()
print(json.dumps([0.25]), flush=True)
"""
Started = Callable[[str], EncoderProcess]


@pytest.fixture
def started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Started]:
    """An encoder whose process runs these lines."""
    made: list[EncoderProcess] = []
    python = sys.executable

    def start(code: str) -> EncoderProcess:
        script = tmp_path / "encoder"
        script.write_text(
            f"#!{python}\nimport json, sys\nopen({str(tmp_path / 'log')!r}, 'a').write('x')\n{code}\n"
        )
        script.chmod(0o755)
        monkeypatch.setattr(sys, "executable", str(script))
        made.append(EncoderProcess("minilm", tmp_path / "head", 7))
        monkeypatch.setattr(sys, "executable", python)
        return made[-1]

    yield start
    for each in made:
        each.close()


def starts(tmp_path: Path) -> int:
    log = tmp_path / "log"
    return len(log.read_text()) if log.exists() else 0


def test_it_is_started_for_the_first_line_and_asked_again_without(started: Started, tmp_path: Path) -> None:
    reads = started(GREETING + ANSWERS)
    assert not reads.awake and starts(tmp_path) == 0
    assert reads("loss") == [4.0, 0.5]
    assert reads.awake
    assert reads("größe\nwhat") == [10.0, 0.5]
    assert starts(tmp_path) == 1


def test_one_that_has_gone_to_sleep_is_started_again(started: Started, tmp_path: Path) -> None:
    reads = started(f"{GREETING}\n{ONCE}")
    for number in (1, 2):
        assert reads(f"question {number}") == [0.25]
        assert starts(tmp_path) == number
        while reads.awake:
            time.sleep(0.01)


def test_one_that_ends_just_when_it_is_asked_is_started_again(started: Started, tmp_path: Path) -> None:
    reads = started(f"{GREETING}\n{ONCE}\nsys.stdin.readline()")
    assert reads("question 1") == [0.25]
    assert reads("question 2") == [0.25]
    assert starts(tmp_path) == 2


@pytest.mark.parametrize(
    "code",
    [
        'print(json.dumps({"ready": "x", "voices": 8}), flush=True)' + ANSWERS,
        'print(json.dumps({"ready": "x"}), flush=True)' + ANSWERS,
        'print("Traceback", flush=True)',
        "sys.exit(1)",
        "",
        GREETING,
    ],
)
def test_one_that_does_not_fit_or_cannot_be_loaded_says_nothing_and_is_let_be(
    started: Started, tmp_path: Path, code: str
) -> None:
    reads = started(code)
    assert reads("loss") is None
    before = starts(tmp_path)
    assert before <= 2
    assert reads("loss") is None
    assert starts(tmp_path) <= before + 2


def test_one_that_does_not_answer_is_not_waited_for_twice(
    started: Started, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoder, "PATIENCE", 0.0)
    reads = started("import time\ntime.sleep(60)")
    assert reads("loss") is None
    assert reads("bias") is None
    assert not reads.awake


def test_an_answer_that_is_none_is_no_traceback(started: Started) -> None:
    assert started(f"{GREETING}\nfor line in sys.stdin:\n    print('nonsense', flush=True)")("loss") is None


def test_a_program_that_is_not_there_is_no_encoder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "nothing"))
    assert EncoderProcess("minilm", tmp_path, 0)("loss") is None


def test_closing_ends_the_process_and_may_be_done_twice(started: Started) -> None:
    reads = started(GREETING + ANSWERS)
    reads("loss")
    reads.close()
    reads.close()
    assert not reads.awake


def test_an_encoder_is_installed_when_its_package_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(encoder.PACKAGES, "minilm", "json")
    monkeypatch.setitem(encoder.PACKAGES, "multilingual", "no_such_package")
    assert encoder.installed("minilm") and not encoder.installed("multilingual")
