"""Samples of real models: what a drawing asks for comes, and nothing in the session is changed by it."""

from __future__ import annotations

import pytest

from tests.kernel import fact, printed, ran
from tutor.core.facts import Facts, FailedFacts, Probe
from tutor.core.outcome import Outcome
from tutor.core.protocols import Exhibit
from tutor.exhibits.confusion import Confusion, ConfusionExhibit
from tutor.exhibits.decision_map import DecisionMap, DecisionMapExhibit
from tutor.exhibits.fit_line import FitLine, FitLineExhibit
from tutor.exhibits.images import Images, ImagesExhibit
from tutor.exhibits.residuals import Residuals, ResidualsExhibit
from tutor.session.kernel import KernelSession

pytestmark = pytest.mark.kernel

SETUP = """
import keras, numpy as np
from classroom import digits, moons, noisy_line
keras.utils.set_random_seed(0)
x, y = noisy_line()
line = keras.Sequential([keras.Input(shape=(1,)), keras.layers.Dense(1)])
points, labels = moons()
yes = keras.Sequential([keras.Input(shape=(2,)), keras.layers.Dropout(0.5), keras.layers.Dense(1, "sigmoid")])
images, numbers = digits()
layers = keras.layers
ten = keras.Sequential([
    keras.Input(shape=(8, 8)), layers.Flatten(), layers.BatchNormalization(), layers.Dense(10, "softmax")
])
"""
TRACE = """
print([name for name in globals() if name[0] != "_"])
print([weights.sum() for model in (line, yes, ten) for weights in model.get_weights()])
print(float(keras.random.uniform(())))
"""

EXHIBITS: tuple[Exhibit, ...] = (
    FitLineExhibit(fit_line=FitLine(of="line", x="x", y="y")),
    ResidualsExhibit(residuals=Residuals(of="line", x="x", y="y")),
    DecisionMapExhibit(decision_map=DecisionMap(of="yes", x="points", y="labels")),
    ImagesExhibit(images=Images(of="images", labels="numbers", wrong_of="ten")),
    ConfusionExhibit(confusion=Confusion(of="ten", x="images", y="numbers")),
)


def answers(session: KernelSession, exhibit: Exhibit) -> dict[Probe, Facts]:
    probes = exhibit.probes()
    return dict(zip(probes, session.query(probes), strict=True))


def test_what_drawings_ask_for_comes_and_leaves_no_trace(session: KernelSession) -> None:
    ran(session, SETUP)
    before = printed(ran(session, f"keras.utils.set_random_seed(1)\n{TRACE}"))
    ran(session, "keras.utils.set_random_seed(1)")
    for exhibit in EXHIBITS:
        facts = answers(session, exhibit)
        assert not any(isinstance(each, FailedFacts) for each in facts.values()), facts
        assert list(exhibit.draw(Outcome("", facts=facts)))
    assert printed(ran(session, TRACE)) == before


def test_a_sample_that_cannot_be_taken_fails_without_harm(session: KernelSession) -> None:
    ran(session, "import keras\nyes = keras.Sequential([keras.layers.Dense(1)])\npoints, labels = [[0, 0]], [1]")
    exhibit = EXHIBITS[2]
    facts = answers(session, exhibit)
    assert any(isinstance(each, FailedFacts) for each in facts.values())
    assert list(exhibit.draw(Outcome("", facts=facts))) == []
    assert not fact(session, "yes").built
