"""Errors in human words."""

from __future__ import annotations

import pytest

from tutor.answers.errors.explainer import ErrorExplainer, find
from tutor.core.entries import ErrorEntry
from tutor.core.execution import Error, Frame
from tutor.core.verdict import Judgement, Verdict

GENERAL = ErrorEntry(id="general", exception="ValueError", message="of size (?P<size>\\d+)", say="It has {size}.")
SPECIAL = ErrorEntry(
    id="special",
    exception="ValueError",
    message="of size (?P<size>\\d+)",
    code="(?P<name>\\w+)\\.reshape",
    say="Reshaping needs {size} numbers.",
    offer="{name}.reshape({size}, 1)",
)


def explained(name: str, message: str, code: str = "", names: tuple[str, ...] = ()) -> Judgement:
    return ErrorExplainer([GENERAL, SPECIAL])(Error(name, message), code, dict.fromkeys(names, ""))


def test_the_entry_that_knows_the_code_goes_before_the_one_that_does_not() -> None:
    assert (
        explained("ValueError", "array of size 6", "values_x.reshape(4)").message == "Reshaping needs 6 numbers."
    )
    assert explained("ValueError", "array of size 6", "values_x + 1").message == "It has 6."


def test_what_the_patterns_found_is_filled_into_the_offer() -> None:
    assert explained("ValueError", "array of size 6", "values_x.reshape(4)").offer == "values_x.reshape(6, 1)"


def test_colour_codes_do_not_hide_a_message() -> None:
    assert explained("ValueError", "\x1b[1marray of size\x1b[0m 6".replace("\x1b[0m 6", " \x1b[0m6")).message == (
        "It has 6."
    )


def test_braces_that_are_no_group_stay_as_they_are() -> None:
    entry = ErrorEntry(id="braces", say="Write `{1: 2}` or `{other}`.")
    assert ErrorExplainer([entry])(Error("ValueError", ""), "", {}).message == "Write `{1: 2}` or `{other}`."


def test_an_entry_for_a_class_covers_what_derives_from_it() -> None:
    entry = ErrorEntry(id="syntax", exception="SyntaxError", say="Look at the line.")
    assert find([entry], Error("IndentationError", "unexpected indent"), "") == (entry, {})
    assert find([entry], Error("TypeError", ""), "") is None


def test_an_entry_for_a_class_does_not_cover_what_it_derives_from() -> None:
    entry = ErrorEntry(id="module", exception="ModuleNotFoundError", say="There is none.")
    assert find([entry], Error("ImportError", "cannot import name 'x'"), "") is None


def test_a_misspelled_variable_is_named_and_corrected() -> None:
    judgement = explained("NameError", "name 'modle' is not defined", "modle.predict(x)", ("model", "history"))
    assert judgement.verdict is Verdict.ERRORED
    assert judgement.message.startswith("`modle` is not defined. You have `model`.")
    assert judgement.offer == "model.predict(x)"


@pytest.mark.parametrize(
    ("typed", "code", "offer"),
    [
        ("Values_x", "print(Values_x)", "print(values_x)"),
        ("value_x", "a.value_x = value_x", "a.value_x = values_x"),
        ("Print", "Print(values_x)", "print(values_x)"),
        ("kears", "kears.layers.Dense(1)", "keras.layers.Dense(1)"),
    ],
)
def test_names_are_nearly_right_in_many_ways(typed: str, code: str, offer: str) -> None:
    assert explained("NameError", f"name '{typed}' is not defined", code, ("values_x", "model")).offer == offer


def test_a_name_that_resembles_none_gets_no_guess() -> None:
    judgement = explained("NameError", "name 'frobnicator' is not defined", "frobnicator", ("model",))
    assert judgement.message.startswith("`frobnicator` is not defined. Python knows a name only after")
    assert judgement.offer == ""


@pytest.mark.parametrize(
    ("message", "code", "offer"),
    [
        ("'Sequential' object has no attribute 'predit'", "model.predit(x)", "model.predict(x)"),
        ("'Functional' object has no attribute 'sumary'", "model.sumary()", "model.summary()"),
        ("module 'keras.layers' has no attribute 'dense'", "keras.layers.dense(1)", "keras.layers.Dense(1)"),
        ("module 'matplotlib.pyplot' has no attribute 'xlable'", "plt.xlable('a')", "plt.xlabel('a')"),
        ("module 'numpy' has no attribute 'aray'", "np.aray([1])", "np.array([1])"),
    ],
)
def test_a_misspelled_attribute_is_corrected(message: str, code: str, offer: str) -> None:
    assert explained("AttributeError", message, code).offer == offer


def test_an_attribute_of_something_unknown_is_not_guessed() -> None:
    judgement = explained("AttributeError", "'Wizard' object has no attribute 'predit'", "wizard.predit()")
    assert "no `predit` in this `Wizard`" in judgement.message
    assert judgement.offer == ""


@pytest.mark.parametrize(
    "name",
    ["TypeError", "IndexError", "OSError", "FileExistsError", "InternalError", "ValueError", "NameError", ""],
)
def test_an_error_nobody_foresaw_gets_an_honest_sentence(name: str) -> None:
    message = explained(name, "something odd").message
    assert message
    assert "{" not in message
    assert "!" not in message


MENDING = ErrorEntry(
    id="mending",
    exception="TypeError",
    message="not callable '(?P<name>\\w+)'",
    code="{name}\\(",
    say="`{name}` is data.",
    mend={"\\b{name}\\((\\d+)\\)": "{name}[\\1]"},
)


@pytest.mark.parametrize(
    ("code", "offer"),
    [
        ("y = x(0) + other(1)", "y = x[0] + other(1)"),
        ("x(1 + 1)", ""),  # nothing to mend: the words alone
        ("x(0", ""),  # what does not parse is not offered
    ],
)
def test_an_entry_mends_the_learner_s_own_line(code: str, offer: str) -> None:
    judgement = ErrorExplainer([MENDING])(Error("TypeError", "not callable 'x'"), code, {})
    assert (judgement.message, judgement.offer) == ("`x` is data.", offer)


def test_the_code_pattern_may_ask_for_what_the_message_names() -> None:
    assert find([MENDING], Error("TypeError", "not callable 'x'"), "other(1)") is None


@pytest.mark.parametrize(
    ("message", "code", "offer"),
    [
        (
            "loss identifier: sparse_crossentropy",
            "c('sparse_crossentropy')",
            "c('sparse_categorical_crossentropy')",
        ),
        ("optimizer identifier: Adm", "compile(optimizer='Adm')", "compile(optimizer='adam')"),
        ("activation function identifier: relu()", "Dense(1, 'relu()')", "Dense(1, 'relu')"),
        ("initializer identifier: he_norml", "Dense(1, kernel_initializer='he_norml')", None),
        ("loss identifier: xyzzy", "compile(loss='xyzzy')", ""),
        ("loss identifier: mean_sqared_error", "model.fit(x, y)", ""),
    ],
)
def test_a_text_that_names_nothing_of_keras_is_put_right(message: str, code: str, offer: str | None) -> None:
    wanted = code.replace("he_norml", "he_normal") if offer is None else offer
    assert explained("ValueError", f"Could not interpret {message}", code).offer == wanted


def test_a_loss_that_was_compiled_earlier_is_named_with_the_line_to_run_again() -> None:
    judgement = explained(
        "ValueError", "Could not interpret loss identifier: mean_sqared_error", "model.fit(x, y)"
    )
    assert judgement.message.startswith(
        "`mean_sqared_error` is not a loss that Keras knows. Did you mean `mean_squared_"
    )
    assert "Run that line again" in judgement.message


@pytest.mark.parametrize(
    ("code", "offer"),
    [
        ("m.compile('adam', loss=mean_squared_eror)", "m.compile('adam', loss='mean_squared_error')"),
        ("m.compile(loss='mse', optimizer=adm)", "m.compile(loss='mse', optimizer='adam')"),
        ("m.compile('sgd', 'mse', metrics=[acuracy])", "m.compile('sgd', 'mse', metrics=['accuracy'])"),
        ("Dense(1, activation=rellu)", "Dense(1, activation='relu')"),
        ("loss=rellu", ""),
        ("f(loss=rellu(3))", ""),
    ],
)
def test_a_misspelled_name_for_keras_without_quotes_gets_both(code: str, offer: str) -> None:
    typed = next(word for word in ("mean_squared_eror", "adm", "acuracy", "rellu") if word in code)
    assert explained("NameError", f"name '{typed}' is not defined", code).offer == offer


def test_old_code_that_lacks_its_import_gets_that_too() -> None:
    old = "model.add(Dense(output_dim=1, input_dim=3))"
    frame = Frame(1, old)
    error = Error("NameError", "name 'Dense' is not defined", frames=(frame,))
    offer = ErrorExplainer([])(error, old, {"model": ""}).offer
    assert offer == "from keras.layers import Dense\nmodel.add(Dense(units=1, input_dim=3))"


def test_an_argument_that_is_missing_was_given_under_a_name_nearly_right() -> None:
    message = "Dense.__init__() missing 1 required positional argument: 'units'"
    assert explained("TypeError", message, "keras.layers.Dense(unit=3)").offer == "keras.layers.Dense(units=3)"


def test_a_library_of_its_own_is_not_taken_for_a_misspelled_one() -> None:
    assert not explained(
        "ModuleNotFoundError", "No module named 'tensorflow_docs'", "import tensorflow_docs"
    ).offer
