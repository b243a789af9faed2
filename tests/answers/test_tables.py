"""Data in the form that a model takes, under the learner's own statement."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from tutor.answers.errors.keeping import in_place, one_output
from tutor.answers.errors.tables import as_table
from tutor.core.execution import Error, Frame
from tutor.core.facts import Evaluate, Facts, FailedFacts, NothingFacts, Probe, TextFacts

WRONG = Error("ValueError", "Input is incompatible: expected shape (None, 14, 14)")


class Here:
    """A session of plain objects, which evaluates in this process."""

    def __init__(self, **names: Any) -> None:
        self._names = {"np": np, **names}

    def query(self, probes: Sequence[Probe], timeout: float = 5.0) -> tuple[Facts, ...]:
        return tuple(self._answer(probe) for probe in probes)

    def _answer(self, probe: Probe) -> Facts:
        if not isinstance(probe, Evaluate):
            return NothingFacts()
        try:
            value = eval(probe.expression, dict(self._names))
        except Exception as error:
            return FailedFacts(type(error).__name__, str(error))
        return TextFacts(value) if isinstance(value, str) else NothingFacts()


SESSION = Here(
    net=SimpleNamespace(input_shape=(None, 14, 14)),
    line=SimpleNamespace(input_shape=(None, 1)),
    wide=SimpleNamespace(input_shape=(None, 7)),
    eyes=SimpleNamespace(input_shape=(None, 8, 8, 1)),
    images=np.zeros((5, 14, 14)),
    img=np.zeros((14, 14)),
    flat=np.zeros((5, 196)),
    row=np.zeros(7),
    seven=[0, 0, 0, 0, 0, 0, 0],
    grey=np.zeros((3, 8, 8)),
    one_grey=np.zeros((8, 8)),
    xs=[1.0, 2.0],
    ys=[0, 1],
)


@pytest.mark.parametrize(
    ("code", "offer"),
    [
        ("net.predict(img)", "net.predict(img[None])"),
        ("one = net.predict(images[3])", "one = net.predict(images[3][None])"),
        ("net.predict(img / 255)", "net.predict((img / 255)[None])"),
        ("out = net(img)", "out = net(img[None])"),
        ("net.predict(flat)", "net.predict(flat.reshape(-1, 14, 14))"),
        ("p = line.predict([20.0])", "p = line.predict(np.array([[20.0]]))"),
        ("p = line.predict(20.0)", "p = line.predict(np.array([[20.0]]))"),
        ("p = line.predict([1.0, 2.0])", "p = line.predict(np.array([1.0, 2.0], dtype=float).reshape(-1, 1))"),
        (
            "h = line.fit(xs, ys, epochs=2)",
            "h = line.fit(np.array(xs, dtype=float).reshape(-1, 1), np.array(ys), epochs=2)",
        ),
        ("wide.predict(row)", "wide.predict(row[None])"),
        ("wide.predict(x=row, verbose=0)", "wide.predict(x=row[None], verbose=0)"),
        ("wide.predict(seven)", "wide.predict(np.array([seven]))"),
        ("wide.predict([[row]])", "wide.predict(np.array([[row]]).reshape(-1, 7))"),
        ("eyes.predict(grey)", "eyes.predict(grey[..., None])"),
        ("eyes.predict(one_grey)", "eyes.predict(one_grey[None, ..., None])"),
        (
            "a = 1\nb = net.predict(\n    img,\n    verbose=0)",
            "a = 1\nb = net.predict(\n    img[None],\n    verbose=0)",
        ),
    ],
)
def test_data_is_offered_in_the_form_the_model_takes(code: str, offer: str) -> None:
    judgement = as_table(WRONG, code, SESSION)
    assert judgement is not None
    assert judgement.offer == offer
    assert "{" not in judgement.message


@pytest.mark.parametrize(
    "code",
    [
        "net.predict(images)",
        "net.predict(np.zeros(5))",
        "net.predict(load())",
        "nobody.predict(img)",
        "img + 1",
        "net.predict(",
    ],
)
def test_what_cannot_be_known_is_not_offered(code: str) -> None:
    assert as_table(WRONG, code, SESSION) is None
    assert as_table(WRONG, "line.fit(pairs)", Here(line=SimpleNamespace(input_shape=(None, 1)), pairs=len)) is None
    assert as_table(WRONG, "net.predict(img)", None) is None


def test_an_offer_takes_the_place_of_the_statement_that_failed() -> None:
    error = Error("ValueError", "no", (Frame(2, "p = m.predict(20)", 0),))
    assert in_place("p = m.predict(20)", "m.predict(x)", error) == "p = m.predict(x)"
    assert in_place("a, b = f(1)", "f(2)", error) == "a, b = f(2)"
    assert in_place("x = 1\np = m.predict(20)\nprint(p)", "m.predict(x)", error) == "p = m.predict(x)\nprint(p)"
    assert in_place("np.array([1])", "import numpy as np", error) == "import numpy as np\nnp.array([1])"
    assert in_place("f(1", "f(1)", error) == "f(1)"


def test_a_class_of_one_output_is_cut_at_one_half() -> None:
    session = Here(m=SimpleNamespace(output_shape=(None, 1)), n=SimpleNamespace(output_shape=(None, 3)))
    assert one_output("c = np.argmax(m.predict(x), axis=-1)", session) == "c = (m.predict(x) > 0.5).astype(int)"
    assert one_output("np.argmax(m.predict(f(x)), axis=-1)", session) == "(m.predict(f(x)) > 0.5).astype(int)"
    assert one_output("np.argmax(n.predict(x), axis=-1)", session) == "np.argmax(n.predict(x), axis=-1)"
