"""Whatever is in a file, reading it ends in a lesson or in problems, never in a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.storage.vocabulary import LESSON, read
from tutor.storage.lessons import read_errors, read_glossary, read_head
from tutor.storage.problems import Severity

pytestmark = pytest.mark.slow

fuzz = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

YAML_MARKS = st.text(alphabet=" \n\t:-#`!&*|>'\"[]{},?%@~<=ab01.\\\r\u2028é", max_size=60)
WORDS = """&a *a !!map !x << ?  :  -  | > ' " --- ... { ] 1e9 no ~ %YAML ` size \\ # é 0x"""
PIECES = st.sampled_from(
    [*WORDS.split(" "), "kind: data", "\0", "\u2028", "\ufeff", "\t", "\n", "\r", "  ", ": ", "- "]
)


def end_well(data: bytes | str, path: Path) -> None:
    """Read it as everything it could be; nothing may be raised, and there is a value or a reason why not."""
    reading = read(data, path)
    errors = [problem for problem in reading.problems if problem.severity is Severity.ERROR]
    assert (reading.value is None) == bool(errors)
    assert len(set(reading.problems)) == len(reading.problems)
    for problem in reading.problems:
        assert str(problem).startswith(str(path))
        assert problem.message
    head = read_head(path)
    assert head.value is not None or head.problems
    for name, load in (("glossary.yaml", read_glossary), ("errors.yaml", read_errors)):
        other = path.rename(path.with_name(name))
        entries = load(path.parent)
        assert entries.value is not None or entries.problems
        path = other.rename(path)


@fuzz
@given(data=st.binary(max_size=200))
def test_no_bytes_end_in_a_traceback(data: bytes, tmp_path: Path) -> None:
    end_well(data, tmp_path / "lesson.yaml")


@fuzz
@given(text=st.text(max_size=100))
def test_no_text_ends_in_a_traceback(text: str, tmp_path: Path) -> None:
    end_well(text, tmp_path / "lesson.yaml")


@fuzz
@given(text=YAML_MARKS)
def test_no_mixture_of_yaml_marks_ends_in_a_traceback(text: str, tmp_path: Path) -> None:
    end_well(text, tmp_path / "lesson.yaml")


@settings(fuzz, max_examples=300)
@given(
    edits=st.lists(
        st.tuples(st.integers(0, len(LESSON)), st.integers(0, 30), st.one_of(PIECES, YAML_MARKS)),
        min_size=1,
        max_size=4,
    )
)
def test_no_lesson_with_something_broken_in_it_ends_in_a_traceback(
    edits: list[tuple[int, int, str]], tmp_path: Path
) -> None:
    text = LESSON
    for start, length, piece in edits:
        text = text[:start] + piece + text[start + length :]
    end_well(text, tmp_path / "lesson.yaml")
