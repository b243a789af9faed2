"""The wrong answers and the right ones that `check` makes of a solution: which, and that they parse."""

from __future__ import annotations

from msgspec.structs import replace

from tests.checks.worlds import array, history, model
from tutor.authoring.right_answers import right_answers
from tutor.authoring.trying import trains, without_numbers, wrong_ones
from tutor.authoring.wrong_answers import wrong_answers
from tutor.checks.array import ArrayCheck
from tutor.checks.figure import FigureCheck
from tutor.checks.history import HistoryCheck
from tutor.checks.numeric import Bounds
from tutor.core.facts import Facts, ScalarFacts
from tutor.core.syntax import parsed
from tutor.steps.data import DataStep
from tutor.steps.fit import FitStep
from tutor.steps.inspect import InspectStep
from tutor.steps.model import ModelStep
from tutor.steps.predict import PredictStep
from tutor.steps.whatif import WhatIfStep

FIT = FitStep(
    id="train",
    code="history = model.fit(train_x, train_y, epochs=50, validation_data=(test_x, test_y), verbose=False)",
    expect=(HistoryCheck(history="history", epochs=50, last={"loss": Bounds(below=1)}),),
)
BEFORE: dict[str, Facts] = {
    "train_x": array(1, 2, 3, 4),
    "train_y": array(5, 6, 7, 8),
    "test_x": array(1, 2),
    "test_y": array(5, 6),
    "names": array("a", "b", shape=(2, 1)),
    "model": model(),
    "other": model(name="other"),
    "wide": model(input_shape=(None, 9)),
    "first_run": history(3.0, 2.0),
}
AFTER: dict[str, Facts] = {**BEFORE, "history": history(2.0, 1.0)}


def codes(kind: str) -> set[str]:
    return {each.code for each in wrong_answers(FIT, BEFORE, AFTER) if each.kind == kind}


def test_other_rows_are_other_arrays_with_rows_like_these() -> None:
    rows = codes("rows")
    assert any("fit(test_x, train_y" in code for code in rows)
    assert any("validation_data=(train_x, train_y)" in code for code in rows)
    assert not any("names" in code for code in rows)


def test_another_model_takes_as_many_numbers_and_an_earlier_result_is_of_the_same_kind() -> None:
    assert [code.split("(")[0] for code in codes("model")] == ["history = other.fit"]
    assert codes("earlier") == {f"{FIT.code}\nhistory = first_run", "history = first_run"}


def test_x_and_y_are_swapped_and_arguments_dropped_and_changed() -> None:
    assert any("fit(train_y, train_x" in code for code in codes("swapped"))
    assert any("epochs" not in code for code in codes("dropped"))
    assert any("epochs=151" in code for code in codes("argument"))
    assert not any(
        "verbose=True" in code or "verbose" not in code for code in codes("dropped") | codes("argument")
    )


def test_what_a_step_declares_free_is_left_alone_and_the_quick_form_takes_one_of_each_kind() -> None:
    free = replace(FIT, free={"fit.epochs": "Any number gets there."})
    assert not any("epochs=151" in each.code for each in wrong_answers(free, BEFORE, AFTER))
    quick = wrong_ones(FIT, BEFORE, AFTER, thorough=False)
    assert {each.kind for each in quick} == {"rows", "earlier", "model", "swapped"}
    pairs = [(each.kind, each.what) for each in quick]
    assert len(pairs) == len(set(pairs)) <= 6


def test_an_array_becomes_a_constant_or_is_turned_round_and_a_number_another_one() -> None:
    step = DataStep(id="x", code="x = np.arange(3)\nn = 4", expect=(ArrayCheck(array="x", length=3),))
    made = wrong_answers(step, {}, {"x": array(0, 1, 2), "n": ScalarFacts(4)})
    assert {each.code.splitlines()[-1] for each in made if each.kind == "content"} == {
        "x = np.full(np.shape(x), np.mean(x))",
        "x = np.roll(np.array(x), 1, axis=0)",
    }


def test_a_picture_becomes_one_of_something_else() -> None:
    code = "plt.plot(a.history['loss'])\nplt.plot(b.history['loss'])\nplt.legend()"
    step = InspectStep(id="p", code=code, expect=(FigureCheck(figure="line", at_least=2),))
    made = [each.code for each in wrong_answers(step, {}, {}) if each.kind == "picture"]
    assert any("np.full" in code for code in made)
    assert any(code.count("a.history") == 2 for code in made), "one curve twice"


def test_every_generated_answer_parses() -> None:
    for variant in wrong_answers(FIT, BEFORE, AFTER):
        assert parsed(variant.code) is not None, variant
    for step in (FIT, MODEL):
        for route in right_answers(step):
            assert all(parsed(cell) is not None for cell in route.cells), route


MODEL = ModelStep(
    id="m",
    code="""\
net = keras.Sequential([
    keras.Input(shape=(2,)),
    keras.layers.Dense(3, activation='relu'),
    keras.layers.Dense(1),
])
net.compile(loss='mse', optimizer='adam', metrics=['accuracy'])
answers = net.predict(x, verbose=0)[:, 0]
""",
)


def test_a_solution_is_written_in_other_ways() -> None:
    routes = {route.how: route.cells for route in right_answers(MODEL)}
    assert "metrics=['accuracy'], optimizer='adam', loss='mse'" in routes["arguments in another order"][0]
    assert "mean_squared_error" in routes["other names of Keras's"][0]
    assert "tf.keras.layers.Dense(1)" in routes["tf.keras"][0]
    assert "net = keras.Model(inputs_, outputs_)" in routes["a functional model"][0]
    assert "net.build((None, *(2,)))" in routes["a class of one's own"][0]
    assert "np.array(net(x))[:, 0]" in routes["model(x)"][0]
    assert routes["in a function"][0].endswith("answers, net = made_()")
    assert len(routes["in two cells"]) == 2


def test_a_call_becomes_a_call_of_the_model() -> None:
    step = PredictStep(id="p", code="model.predict(np.array([[20.0]]))")
    assert ("np.array(model(np.array([[20.0]])))",) in [route.cells for route in right_answers(step)]


def test_the_quick_form_leaves_the_numbers_of_a_training_out_of_account() -> None:
    (check,) = without_numbers(FIT).expect
    assert isinstance(check, HistoryCheck) and (check.last, check.epochs) == ({}, 50)
    assert trains(FIT.code) and trains("run = train(8)") and not trains("x = np.arange(3)")


def test_a_try_has_one_value_fewer_or_lacks_a_setting() -> None:
    step = WhatIfStep(id="rates", code="/try learning_rate=0.1, 1 epochs=20")
    made = {each.code for each in wrong_answers(step, {}, {})}
    assert made == {"/try learning_rate=0.1 epochs=20", "/try learning_rate=0.1, 1"}
    free = WhatIfStep(id="rates", code=step.code, free={"try.epochs": "Any number will do."})
    assert [each.what for each in wrong_answers(free, {}, {})] == ["try.learning_rate"]
