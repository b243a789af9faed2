"""The fast path of `fit`, turned off and on in a real session."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.kernel import fact, ran
from tutor.commands.speed import STATE
from tutor.conversation.rebuild import speed
from tutor.core.facts import ScalarFacts, TextFacts, Variables, VariablesFacts
from tutor.session.kernel import KernelSession

pytestmark = pytest.mark.kernel

BATCHES_COME_FROM = "__import__('keras').src.backend.tensorflow.trainer.TFEpochIterator.__name__"


@pytest.fixture
def switched(session: KernelSession) -> Iterator[KernelSession]:
    yield session
    ran(session, speed(True))


def test_it_is_on_from_the_beginning(session: KernelSession) -> None:
    assert session.query([STATE]) == (ScalarFacts(True, "bool"),)
    assert fact(session, BATCHES_COME_FROM).value == "ReplayingEpochIterator"


def test_it_can_be_turned_off_and_on_without_a_trace_in_the_session(switched: KernelSession) -> None:
    ran(switched, "mine = 1")
    for _ in switched.run(speed(False), silent=True):
        pass
    (state,) = switched.query([STATE])
    assert isinstance(state, TextFacts) and "turned off" in state.value
    assert fact(switched, BATCHES_COME_FROM).value == "TFEpochIterator"
    for _ in switched.run(speed(True), silent=True):
        pass
    assert switched.query([STATE]) == (ScalarFacts(True, "bool"),)
    (variables,) = switched.query([Variables()])
    assert isinstance(variables, VariablesFacts) and list(variables.variables) == ["mine"]


ODD = ("-1", "0", "2.5", "'all'", "(2,)", "np.float32(2)", "[1]", "-2.5")


METHODS = {
    "fit(points, points, verbose=0": "batch_size",
    "fit(points, points, verbose=0, ": "epochs",
    "fit(points, points, verbose=0, epochs=3": "initial_epoch",
    "evaluate(points, points, verbose=0": "batch_size",
    "predict(points": "batch_size",
}
"""The beginning of a call, and the argument that makes no sense."""


@pytest.mark.parametrize("method", METHODS)
def test_arguments_that_make_no_sense_end_as_they_do_in_keras(switched: KernelSession, method: str) -> None:
    ran(
        switched,
        "import keras, numpy as np\npoints = np.arange(6.0).reshape(6, 1)\n"
        "def tried(size):\n    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])\n"
        "    model.compile('sgd', 'mse')\n"
        f"    try: return str(type(model.{method.rstrip(', ')}, {METHODS[method]}=size)))\n"
        "    except Exception as error: return f'{type(error).__name__}: {error}'",
    )
    said = {}
    for fast in (True, False):
        ran(switched, speed(fast))
        # TensorFlow numbers its functions, and says so in some errors.
        said[fast] = [re.sub(r"\d+", "0", fact(switched, f"tried({size})").value) for size in ODD]
    assert said[True] == said[False]
