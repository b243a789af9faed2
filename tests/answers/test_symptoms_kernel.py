"""Whatever a symptom offers runs in a real session, with the learner's own names in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.kernel import events, of_kind, ran, started_session
from tests.sample import part
from tutor.answers.symptoms import told
from tutor.answers.symptoms.filling import filled
from tutor.answers.symptoms.seen import Seen
from tutor.answers.world import look
from tutor.core.execution import Error
from tutor.core.facts import Evaluate, ScalarFacts
from tutor.core.numbers import short
from tutor.session.kernel import KernelSession
from tutor.storage.lessons import lessons_directory, load_glossary

pytestmark = pytest.mark.kernel

SYMPTOMS = {entry.id: entry for entry in load_glossary(lessons_directory()) if entry.causes}
FRESH = """
import numpy as np
import tensorflow as tf
import matplotlib.pyplot as plt
from tensorflow import keras
keras.utils.set_random_seed(1)
values_x = np.array([-10.0, 0.0, 2.0, 6.0, 12.0, 15.0])
values_y = np.array([10.0, 30.0, 34.0, 42.0, 54.0, 60.0])
line = keras.Sequential([keras.Input(shape=(1,)), keras.layers.Dense(1)])
"""
TRAINED = """
line.compile(loss="mse", optimizer=keras.optimizers.SGD({rate}), metrics=["mae"])
line.fit(values_x, values_y, epochs={epochs}, verbose=0)
"""


@pytest.fixture(scope="module")
def session() -> Iterator[KernelSession]:
    with started_session() as session:
        yield session


def trained(session: KernelSession, rate: float = 0.001, epochs: int = 2) -> None:
    ran(session, FRESH + TRAINED.format(rate=rate, epochs=epochs))


def test_every_offer_runs(session: KernelSession) -> None:
    offers = {cause.offer: entry.id for entry in SYMPTOMS.values() for cause in entry.causes if cause.offer}
    wrong: dict[str, str] = {}
    for offer, symptom in part(offers.items(), 8):
        trained(session)
        world = look("", session)
        assert world is not None
        code = filled(offer, Seen(world))
        assert "line" in code or "model" not in code
        failed = of_kind(events(session, code), Error)
        if failed:
            wrong[symptom] = f"{code}\n{failed[0].name}: {failed[0].message[:200]}"
    assert not wrong, "\n\n".join(f"{symptom}: {what}" for symptom, what in wrong.items())


def test_a_training_that_was_lost_is_explained_and_what_is_offered_cures_it(session: KernelSession) -> None:
    trained(session, rate=0.1, epochs=200)
    world = look("", session)
    text = told(SYMPTOMS["nan_suddenly"], world)
    assert text.startswith("Your loss is nan. In epoch ") and "from 0." not in text
    code = text.split("```python\n")[1].split("```")[0]
    ran(session, f"{code}\nline.fit(values_x, values_y, epochs=20, verbose=0)")
    after = told(SYMPTOMS["nan_suddenly"], look("", session))
    assert "I do not see that here" in after


def test_the_loss_of_the_weights_as_they_are_now_is_that_of_evaluate(session: KernelSession) -> None:
    trained(session)
    text = told(SYMPTOMS["evaluate_differs"], look("", session))
    ran(session, "now = line.evaluate(values_x, values_y, verbose=0)[0]")
    (now,) = session.query([Evaluate("float(now)")])
    assert isinstance(now, ScalarFacts) and short(float(now.value)) in text
