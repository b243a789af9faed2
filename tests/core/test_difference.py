"""The difference between the learner's calls and the nearest solution, in words."""

from __future__ import annotations

import pytest

from tutor.core.difference import difference

COMPILE = "model.compile(loss='mse', optimizer=keras.optimizers.Adam(0.1))"
FIT = "history = model.fit(values_x, values_y, epochs=500, verbose=False)"


@pytest.mark.parametrize(
    ("code", "solution", "words"),
    [
        ("Dense(2)", "Dense(1)", "The first argument of `Dense`, `units`, is 2; the step asks for 1."),
        ("Dense(units=2)", "Dense(1)", "In `Dense`, `units` is 2; the step asks for 1."),
        (
            "keras.layers.Dense(1, 'relu')",
            "layers.Dense(1, activation='tanh')",
            "The second argument of `Dense`, `activation`, is 'relu'; the step asks for 'tanh'.",
        ),
        (
            "model.fit(values_y, values_x, epochs=500)",
            FIT,
            "The first argument of `fit`, `x`, is `values_y`; the step has another variable there.",
        ),
        ("model.fit(values_x, values_y)", FIT, "`fit` is called without `epochs`; the step gives it one, 500."),
        (
            "model.fit(values_x, values_y, 32, 500)",
            FIT,
            "`fit` is called with `batch_size`, which the step leaves out.",
        ),
        ("x.reshape(3)", "np.mean(x.reshape(3))", "Your lines do not call `mean`; the step does."),
        (
            "keras.Sequential([Dense(8)])",
            "keras.Sequential([Dense(8), Dense(8)])",
            "Your lines call `Dense` once, and the step twice.",
        ),
        ("model.compile('adam', 'mse')", COMPILE, "Your lines do not call `Adam`; the step does."),
        (
            "model.compile(loss='mae', optimizer=Adam(0.1))",
            COMPILE,
            "In `compile`, `loss` is 'mae'; the step asks for 'mse'.",
        ),
        (
            "np.linspace(0, 4, 5)",
            "np.linspace(0, 4, num=21)",
            "The third argument of `linspace`, `num`, is 5; the step asks for 21.",
        ),
        ("keras.Input(shape=(2,))", "keras.Input((1,))", "In `Input`, `shape` is (2,); the step asks for (1,)."),
    ],
)
def test_the_first_thing_that_differs_is_said(code: str, solution: str, words: str) -> None:
    assert difference(code, [solution]) == words


@pytest.mark.parametrize(
    ("code", "solution"),
    [
        ("Dense(units=1)", "Dense(1)"),
        ("tf.keras.layers.Dense(1.0)", "Dense(units=1)"),
        ("model.compile(optimizer=keras.optimizers.Adam(learning_rate=0.1), loss='mean_squared_error')", COMPILE),
        ("model.fit(x=values_x, y=values_y, epochs=500)", FIT),
        ("keras.Input([1])", "keras.Input((1,))"),
        ("model.fit(a, b, epochs=500)", FIT),
        ("fit = model.fit(values_x, values_y, verbose=2, epochs=500)\nprint(fit)", FIT),
        ("w = 3", "w = 2"),
        ("model.fit(", FIT),
        (COMPILE, "model.compile("),
        ("f(1, 2)", "f(3, 4)"),
        ("model.fit(*data, epochs=500)", FIT),
        ("", ""),
    ],
)
def test_nothing_is_said_where_nothing_differs_or_nothing_can_be_told(code: str, solution: str) -> None:
    assert difference(code, [solution]) == ""


def test_the_nearest_solution_is_the_one_compared_with() -> None:
    other = "model = keras.Model(i, keras.layers.Dense(7)(i))"
    near = "model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])"
    words = difference("model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(2)])", [other, near])
    assert words == "The first argument of `Dense`, `units`, is 2; the step asks for 1."


def test_a_long_value_is_not_given_away() -> None:
    words = difference("np.array([1, 2])", ["np.array([-10, 0, 2, 6, 12, 15, 30, 40])"])
    assert words == "The first argument of `array`, `object`, is [1, 2]; the step asks for something else."


def test_a_method_has_its_first_argument_in_front_of_the_dot() -> None:
    assert difference("x.mean(1)", ["x.mean(0)"]) == ""
    assert "`axis`" in difference("np.mean(x, 1)", ["np.mean(x, 0)"])
