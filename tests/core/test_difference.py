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
        ("f(1, 2)", "f(1, 2)"),
        ("y = 30 + x * 2", "y = 2 * x + 30"),
        ("y = x", "y = 2 * x + 30"),
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
    assert difference("x.mean(1)", ["x.mean(0)"]) == "In `mean`, `axis` is 1; the step asks for 0."
    assert difference("z.mean() - z.sum()", ["x.mean() - z.sum()"]).startswith("What `mean` works on is `z`;")
    assert difference("x.mean(0)", ["np.mean(x, axis=0)"]) == ""
    assert "`axis`" in difference("np.mean(x, 1)", ["np.mean(x, 0)"])


@pytest.mark.parametrize(
    ("code", "solution", "words"),
    [
        ("y = 2 * x", "y = 2 * x + 30", "The formula of `y` lacks a `+` that the step's has."),
        ("y = 2 * x - 30", "y = 2 * x + 30", "The formula of `y` has a `-` where the step's has another sign."),
        (
            "y = x - x.mean() / x.std()",
            "y = (x - x.mean()) / x.std()",
            "The formula of `y` has the right signs in another order than the step's; brackets count, too.",
        ),
        (
            "y = w + x * b",
            "y = w * x + b",
            "The formula of `y` has the right signs, but between other things than the step's.",
        ),
        (
            "def loss(w):\n    return np.mean(w * x - y)",
            "def loss(w):\n    return np.mean((w * x - y) ** 2)",
            "The formula of `loss` lacks a `**` that the step's has.",
        ),
    ],
)
def test_where_the_calls_are_the_same_the_formula_is_compared(code: str, solution: str, words: str) -> None:
    assert difference(code, [solution]) == words


def test_what_leads_to_nothing_is_not_asked_for() -> None:
    drawn = difference("plt.scatter(x, y)", ["plt.title('a')\nplt.plot(x, y)"])
    assert drawn == "Your lines do not call `plot`; the step does."
    assert difference("w = w + g", ["w = w - g\nprint(w, loss(w))"]).startswith("The formula of `w`")


def test_only_the_lines_for_the_learner_s_own_names_are_compared() -> None:
    solution = "sizes = np.array([1, 8])\nupdates = np.ceil(200 / sizes)"
    assert difference("updates = 200 / sizes", [solution]) == "Your lines do not call `ceil`; the step does."


def test_a_layer_too_few_is_said_before_what_is_in_the_others() -> None:
    said = difference("[Dense(32), Dense(1)]", ["[Dense(32), Dense(32), Dense(1)]"])
    assert said == "Your lines call `Dense` twice, and the step 3 times."


def test_the_step_s_own_lines_count_when_no_route_has_anything_in_common() -> None:
    said = difference("s = x / x.max()", ["s = x.mean()", "s = np.array(x)"])
    assert said == "Your lines do not call `mean`; the step does."
