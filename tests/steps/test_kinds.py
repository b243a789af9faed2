"""Which lines try a step, and what is shown when it is done."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec import Struct

from tutor.checks.figure import FigureCheck
from tutor.core.acts import acts_of
from tutor.core.course import Step
from tutor.core.facts import Probe
from tutor.core.outcome import Outcome
from tutor.core.protocols import Check
from tutor.core.verdict import PASSED, Judgement
from tutor.steps import KINDS


class Looks(Struct, frozen=True):
    """A check as a step sees it: named after what it looks at."""

    array: str = ""
    layers: str = ""
    compiled: str = ""
    history: str = ""
    weights: str = ""
    value: str = ""
    near: float | None = None

    @property
    def subject(self) -> str:
        return self.array or self.layers or self.compiled or self.history or self.weights

    def probes(self) -> tuple[Probe, ...]:
        return ()

    def judge(self, outcome: Outcome) -> Judgement:
        return PASSED


def step(kind: str, code: str = "", *expect: Check, **fields: Any) -> Step:
    return KINDS[kind](id=kind, code=code, expect=expect, **fields)


DATA = step(
    "data",
    "values_x = np.array([1])\nvalues_y = np.array([2])\nfor i in values_x: print(i)",
    Looks(array="values_x"),
    Looks(array="values_y"),
)
MODEL = step("model", "model = keras.Sequential([keras.Input(shape=(1,)), Dense(1)])", Looks(layers="model"))
COMPILE = step("compile", "model.compile(loss='mse', optimizer='adam')", Looks(compiled="model"))
FIT = step("fit", "history = model.fit(values_x, values_y, epochs=500)", Looks(history="history"))
PREDICT = step("predict", "model.predict(np.array([[20.0]]))", Looks(value="last_result", near=70.0))
WEIGHTS = step("inspect", 'print("variables: {}".format(model.layers[0].get_weights()))', Looks(weights="model"))
SUMMARY = step("inspect", "model.summary()", Looks(layers="model"))
CURVE = step("inspect", "plt.xlabel('Epoch')\nplt.plot(history.history['loss'])")
DRAWN = step(
    "inspect", "wide = np.linspace(-8, 8, 9)\nplt.plot(wide, net.predict(wide))", FigureCheck(figure="line")
)
LOOK = step("inspect", "history.history")
PRINT = step("inspect", "for i, x in enumerate(values_x):\n    print('X: {} Y: {}'.format(x, values_y[i]))")

ALL = (DATA, MODEL, COMPILE, FIT, PREDICT, WEIGHTS, SUMMARY, CURVE, LOOK, PRINT)


@pytest.mark.parametrize(
    ("tried", "code"),
    [
        (DATA, "values_x = 3"),
        (DATA, "values_y[5] = 60"),
        (MODEL, "model = keras.Sequential()"),
        (MODEL, "net = tf.keras.Sequential([Dense(1)])"),
        (MODEL, "model.add(Dense(1))"),
        (MODEL, "class Line(keras.Model): pass\nmodel = Line()"),
        (COMPILE, "model.compile('sgd', 'mse')"),
        (FIT, "model.fit(values_x, values_y)"),
        (FIT, "loss = model.train_on_batch(values_x, values_y)"),
        (FIT, "history = 3"),
        (PREDICT, "print(model.predict([20.0]))"),
        (PREDICT, "model(np.array([[20.0]]))"),
        (PREDICT, "model.predict_on_batch(x)"),
        (WEIGHTS, "model.layers[0].get_weights()"),
        (WEIGHTS, "model.layers[0].kernel"),
        (WEIGHTS, "w, b = model.trainable_variables"),
        (SUMMARY, "model.count_params()"),
        (CURVE, "plt.plot(history.history['loss'])"),
        (CURVE, "plt.semilogy(history.history['loss'])"),
        (DRAWN, "plt.scatter(wide, wide)"),
        (LOOK, "h = history.history['loss']"),
        (PRINT, "print(values_x, values_y)"),
    ],
)
def test_a_line_that_does_what_the_step_is_about_is_an_attempt(tried: Step, code: str) -> None:
    assert tried.attempts(acts_of(code))


@pytest.mark.parametrize("each", ALL, ids=lambda each: each.code.splitlines()[0])
def test_the_solution_of_a_step_is_an_attempt(each: Step) -> None:
    assert each.attempts(acts_of(each.code))


@pytest.mark.parametrize("each", ALL, ids=lambda each: each.code.splitlines()[0])
@pytest.mark.parametrize(
    "code",
    ["values_x.shape", "print(values_x.shape)", "help(model)", "type(model)", "x = 3", "def (", ""],
)
def test_a_line_that_looks_around_is_no_attempt(each: Step, code: str) -> None:
    assert not each.attempts(acts_of(code))


@pytest.mark.parametrize(
    ("each", "code"),
    [
        (DATA, "i = 3"),
        (MODEL, "names.add('x')"),
        (COMPILE, "re.compile('x')"),
        (CURVE, "plt.xlabel('Epoch')"),
        (DRAWN, "wide = np.linspace(-8, 8, 300)"),
        (WEIGHTS, "model.summary()"),
    ],
)
def test_a_line_about_something_else_is_no_attempt(each: Step, code: str) -> None:
    assert not each.attempts(acts_of(code))


@pytest.mark.parametrize(
    ("done", "shown"),
    [
        (DATA, {"table": {"table": ("values_x", "values_y")}, "scatter": {"scatter": ("values_x", "values_y")}}),
        (step("data", "a = 1", Looks(array="a")), {"table": {"table": ("a",)}}),
        (step("data", "a = 1"), {}),
        (MODEL, {"layers": {"layers": "model"}}),
        (COMPILE, {"recipe": {"recipe": "model"}}),
        (FIT, {}),
        (PREDICT, {"predictions": {"predictions": {"of": "model", "at": ((20.0,),), "truth": "70.0"}}}),
        (
            step("predict", "model.predict(np.array([[20.0], [0.0]]))"),
            {"predictions": {"predictions": {"of": "model", "at": ((20.0,), (0.0,)), "truth": ""}}},
        ),
        (step("predict", "model.predict(values_x)"), {}),
        (step("predict", "model(x)"), {}),
        (WEIGHTS, {"equation": {"equation": "model"}}),
        (SUMMARY, {"layers": {"layers": "model"}}),
        (CURVE, {}),
    ],
)
def test_each_kind_knows_what_to_show(done: Step, shown: dict[str, Any]) -> None:
    assert dict(done.exhibits()) == shown


def test_a_text_is_only_read() -> None:
    text = step("read", say="Hello.")
    assert text.invitation == "Enter goes on."
    assert not text.runs_code
    assert not text.attempts(acts_of("x = 1"))


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_known_by_its_own_word_and_invites_on_one_line(kind: str) -> None:
    assert KINDS[kind].kind == kind
    for invitation in (KINDS[kind].invitation, KINDS[kind].hidden_invitation):
        assert invitation.endswith(".") and "\n" not in invitation
