"""What the session tells of a training besides its curves: what it began with, and what was found in its model."""

from __future__ import annotations

import pytest

from tests.kernel import fact, of_kind, ran
from tutor.core.doctor import Ailment, diagnose
from tutor.core.doctor.following import Following
from tutor.core.doctor.reading import course_of
from tutor.core.execution import Epochs, TrainingStarted
from tutor.core.facts import HistoryFacts
from tutor.core.patient import Patient
from tutor.session.kernel import KernelSession

pytestmark = pytest.mark.kernel

BEGIN = (
    "import keras, numpy as np\n"
    "from keras import layers\n"
    "keras.utils.set_random_seed(1)\n"
    "x = np.random.default_rng(0).normal(size=(60, 3)); y = 20 * x[:, 0] + 30\n"
    "def made(*parts, rate=0.1, loss='mse', **more):\n"
    "    model = keras.Sequential([keras.Input((3,)), *parts])\n"
    "    model.compile(keras.optimizers.SGD(rate), loss, **more)\n"
    "    return model\n"
)

CASES = {
    "a column that is no number": (
        "x[3, 2] = np.nan; h = made(layers.Dense(1)).fit(x, y, epochs=4)",
        Ailment.LOST,
        "column 2 of the inputs",
    ),
    "a layer that runs away": (
        "h = made(layers.Dense(8), layers.Dense(1, name='last'), rate=0.02).fit(x, 50 * y, epochs=60)",
        Ailment.LOST,
        "since epoch",
    ),
    "neurons that are shut": (
        "shut = layers.Dense(4, 'relu', bias_initializer=keras.initializers.Constant(-90.0), name='shut')\n"
        "h = made(shut, layers.Dense(1)).fit(x, y - y.mean(), epochs=20)",
        Ailment.STUCK,
        "`shut`",
    ),
    "nothing that may learn": (
        "h = made(layers.Dense(1, trainable=False)).fit(x, y, epochs=4)",
        Ailment.STUCK,
        "none of them is trainable",
    ),
    "steps that are too small": (
        "h = made(layers.Dense(1), rate=1e-6).fit(x, y, epochs=60)",
        Ailment.STUCK,
        "hardly begun",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_sick_training_is_told_while_it_runs_and_when_it_is_over(session: KernelSession, name: str) -> None:
    code, ailment, words = CASES[name]
    happened = ran(session, BEGIN + code)
    (started,) = of_kind(happened, TrainingStarted)
    assert isinstance(started.patient, Patient) and started.patient.rows == 60
    following = Following(started.patient, started.total)
    batches = of_kind(happened, Epochs)
    told = [following.heard((row.metrics for row in each.rows), each.patient) for each in batches]
    assert {each.ailment for each in told if each} <= {ailment, Ailment.DIVERGING}  # the one leads to the other
    history = fact(session, "h")
    assert isinstance(history, HistoryFacts)
    found = diagnose(course_of(history))
    assert found is not None and found.ailment is ailment and words in found.text, found


def test_a_good_one_is_met_with_silence(session: KernelSession) -> None:
    ran(session, BEGIN + "h = made(layers.Dense(1)).fit(x, y, epochs=40, validation_split=0.2)")
    history = fact(session, "h")
    assert isinstance(history, HistoryFacts) and history.patient is not None
    assert (history.patient.rows, history.patient.held, history.patient.rate) == (48, 12, 0.1)
    assert diagnose(course_of(history)) is None
