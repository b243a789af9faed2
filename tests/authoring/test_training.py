"""The model that understands a line, trained by Keras from voices."""

from __future__ import annotations

import zlib
from array import array
from pathlib import Path

import numpy as np
import pytest

from tests.understanding.small import VOICES
from tutor.authoring.training import Material, common_words, made, pruned, titles
from tutor.understanding.features import PLACES, features
from tutor.understanding.model import Understanding
from tutor.understanding.weights import Header, Weights, unpacked

GLOSSARY = """
- {id: loss, term: loss, text: The loss says how wrong the model is.}
- {id: bias, term: bias, text: The bias is a number that is added at the end.}
"""


@pytest.fixture
def lessons(tmp_path: Path) -> Path:
    (tmp_path / "voices").mkdir()
    for name, texts in VOICES.items():
        if name in ("loss", "bias", "none", "general") or name[0] in "=@":
            text = f"[{name}]\n" + "\n".join(texts) + "\n"
            (tmp_path / "voices" / f"{zlib.crc32(name.encode())}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "glossary.yaml").write_text(GLOSSARY, encoding="utf-8")
    return tmp_path


@pytest.mark.kernel
def test_training_twice_on_the_same_voices_gives_the_same_file_and_it_has_learned_them(lessons: Path) -> None:
    first, second = made(Material(lessons)), made(Material(lessons))
    assert first == second
    weights = unpacked(first)
    assert weights.head.voices == Material(lessons).voices
    understanding = Understanding(weights)
    for name in ("loss", "bias", "=loss", "@task", "none"):
        for line in VOICES[name]:
            likelihood = understanding.by_words(line)
            assert max(likelihood, key=lambda each: likelihood[each]) == name, line


def test_the_largest_weights_are_kept_and_what_all_classes_share_is_not() -> None:
    kernel = np.zeros((PLACES, 3), np.float32)
    kernel[5] = (1.0, 1.0, 4.0)
    kernel[7] = (2.0, 2.0, 2.0)
    scale, counts, owners, values = pruned(kernel)
    assert scale == pytest.approx(3.0 / 127)
    assert (counts[5], counts[7]) == (1, 0)
    assert (owners.tolist(), values.tolist()) == ([2], [127])
    weights = Weights(Header(1, 0, ("a", "b", "c"), scale, (0.0,) * 3, {}, ()), counts, owners, values)
    assert weights.scores("") == [0.0, 0.0, 0.0]
    assert isinstance(counts, array) and not set(features("")) & {5}


def test_words_of_many_classes_say_nothing() -> None:
    voices = {str(number): [f"what is a thing{number}", f"why thing{number}?"] for number in range(10)}
    assert common_words(voices, ()) == ("a", "is", "thing", "what", "why")


def test_subjects_and_requests_are_offered_under_their_titles_and_one_without_an_answer_is_refused() -> None:
    assert titles(("loss", "=loss", "@task", "none")) == {"=loss": "your loss now", "@task": "what this step asks"}
    with pytest.raises(KeyError):
        titles(("=nobody",))
    with pytest.raises(KeyError):
        titles(("@nobody",))
