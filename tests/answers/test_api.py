"""What classes, functions and their arguments are, in the words of the installed libraries."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tutor.answers.manual.calls import calls_in, full_name
from tutor.answers.manual.docstring import read_docstring, shortened
from tutor.answers.manual.reference import MOST_LISTED, Reference
from tutor.answers.manual.sources import Manual

REFERENCE = Reference()
CODE = """
import numpy as np
from tensorflow import keras
model = keras.Sequential([keras.Input(shape=(1,)), keras.layers.Dense(units=3)])
model.compile(loss="mse", optimizer=keras.optimizers.SGD(learning_rate=0.2))
history = model.fit(values_x, values_y, epochs=500, verbose=False)
"""


def named(question: str, code: str = CODE) -> str:
    found = REFERENCE.named(question, code)
    return found.text if found else ""


def parameter(question: str, code: str = CODE, *, in_use: bool = False) -> str:
    found = REFERENCE.parameter(question, code, in_use=in_use)
    return found.text if found else ""


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("keras.layers.Dense", "keras.layers.Dense"),
        ("Dense?", "keras.layers.Dense"),
        ("tf.keras.layers.Dense", "keras.layers.Dense"),
        ("layers.Conv2D?", "keras.layers.Conv2D"),
        ("keras.layers.Dense(1)?", "keras.layers.Dense"),
        ("model.fit?", "keras.Sequential.fit"),
        ("net.fit?", "keras.Model.fit"),
        ("keras.Model.compile", "keras.Model.compile"),
        ("keras.optimizers.Adam", "keras.optimizers.Adam"),
        ("np.linspace?", "np.linspace"),
        ("numpy.array", "np.array"),
        ("np.mean", "np.mean"),
        ("keras.utils.to_categorical", "keras.utils.to_categorical"),
        ("which arguments does Dense take", "keras.layers.Dense"),
        ("what arguments does dense take?", "keras.layers.Dense"),
        ("what are the parameters of adam", "keras.optimizers.Adam"),
        ("what can i pass to fit", "keras.Model.fit"),
        ("options for model.compile", "keras.Sequential.compile"),
        ("arguments of linspace", "np.linspace"),
        ("what is the signature of model.predict", "keras.Sequential.predict"),
    ],
)
def test_a_name_or_a_question_for_its_arguments_finds_the_definition(question: str, name: str) -> None:
    assert named(question).startswith(f"**{name}**: ")
    assert f"`help({name})`" in named(question)


@pytest.mark.parametrize(
    "question",
    [
        "what is a bias",
        "bias",
        "Model?",
        "Loss",
        "what parameters does my model have",
        "np.exp?",
        "foo.bar",
        "what arguments does nonsense take",
        "keras.layers.Nonsense",
        "i had an argument with my friend",
        "",
    ],
)
def test_what_is_no_name_of_the_libraries_is_left_to_others(question: str) -> None:
    assert named(question) == ""


def test_an_overview_lists_what_has_to_be_given_first_and_the_rest_by_name() -> None:
    text = named("Dense?")
    assert "- `units`: Positive integer, dimensionality of the output space.\n- `activation=None`: " in text
    assert text.count("\n- ") == MOST_LISTED
    assert "Further arguments: `kernel_constraint`" in text


@pytest.mark.parametrize(
    ("question", "owner"),
    [
        ("what does units mean", "keras.layers.Dense"),
        ("units?", "keras.layers.Dense"),
        ("what is the units argument", "keras.layers.Dense"),
        ("what does the units parameter of Dense do?", "keras.layers.Dense"),
        ("what does verbose do", "keras.Sequential.fit"),
        ("whats batch_size in fit", "keras.Model.fit"),
        ("what's the default learning rate of adam", "keras.optimizers.Adam"),
        ("what does learning rate mean", "keras.optimizers.SGD"),
        ("what can padding be", "keras.layers.Conv2D"),
        ("what is padding in MaxPooling2D", "keras.layers.MaxPooling2D"),
        ("explain use_bias", "keras.layers.Dense"),
        ("what does patience do", "keras.callbacks.EarlyStopping"),
        ("what is num for in linspace", "np.linspace"),
    ],
)
def test_a_parameter_is_looked_for_where_it_is_used_first(question: str, owner: str) -> None:
    assert f" of `{owner}`: " in parameter(question)


def test_a_parameter_comes_with_its_default_and_with_what_the_learner_gave() -> None:
    assert parameter("what does units mean") == (
        "**units** of `keras.layers.Dense`: Positive integer, dimensionality of the output space. "
        "It has to be given. Your code has `units=3`."
    )
    assert parameter("what is use_bias").endswith("Left out, it is `True`.")


def test_only_what_is_in_use_counts_when_the_glossary_has_an_entry_of_its_own() -> None:
    assert parameter("what does units mean", in_use=True) != ""
    assert parameter("what does units mean", "", in_use=True) == ""
    assert parameter("what is padding", in_use=True) == ""
    assert parameter("what is padding in Conv2D", in_use=True) != ""


@pytest.mark.parametrize(
    "question", ["what is the weather", "what does x mean", "why is units 1", "units and bias", ""]
)
def test_what_is_no_parameter_is_left_to_others(question: str) -> None:
    assert parameter(question) == ""


def test_the_calls_of_the_code_are_read_with_their_classes_the_last_one_first() -> None:
    calls = calls_in(CODE)
    assert [call.name for call in calls][:3] == [
        "keras.Sequential.fit",
        "keras.optimizers.SGD",
        "keras.Sequential.compile",
    ]
    assert calls[0].given == {"epochs": "500", "verbose": "False"}
    assert calls_in("model.fit(") == ()


def test_a_variable_stands_for_its_class() -> None:
    assert full_name("history.history", CODE) == "keras.callbacks.History.history"
    assert full_name("np.array", CODE) == "np.array"
    assert full_name("model.fit", "") == "keras.Model.fit"


def test_nothing_of_the_libraries_is_imported_to_read_them() -> None:
    script = (
        "import sys; from tutor.answers.manual.reference import Reference\n"
        "assert Reference().named('keras.layers.Dense', '')\n"
        "assert not {'keras', 'numpy', 'tensorflow'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_libraries_that_are_not_there_say_nothing(tmp_path: Path) -> None:
    for folders in ({}, {"keras": tmp_path / "keras", "numpy": tmp_path / "numpy"}):
        nothing = Reference(Manual(folders))
        assert nothing.named("keras.layers.Dense", "") is None
        assert nothing.named("np.array", "") is None
        assert nothing.parameter("what does units mean", CODE) is None


def test_a_docstring_of_keras_is_taken_apart() -> None:
    said = read_docstring(
        """Makes tea.

        It takes a while.

        Args:
            leaves: Integer or `None`. How many.
                One is few.
            water, milk: Floats.
            *args: More.

        Returns:
            heat: a number.
        """
    )
    assert said.summary == "Makes tea."
    assert said.parameters == {
        "leaves": "Integer or `None`. How many. One is few.",
        "water": "Floats.",
        "milk": "Floats.",
        "args": "More.",
    }


def test_a_docstring_of_numpy_is_taken_apart() -> None:
    said = read_docstring(
        """
        tea(leaves, water=None)

        Make ``tea`` with :func:`water`.

        .. versionadded:: 1.0
            Long ago.

        Parameters
        ----------
        leaves : int, optional
            How many.
        water, milk : float

        Returns
        -------
        tea : object
        """
    )
    assert said.summary == "Make `tea` with `water`."
    assert said.parameters == {"leaves": "int, optional. How many.", "water": "float.", "milk": "float."}


@pytest.mark.parametrize("text", ["", "   ", "Args:", "Parameters\n----------", "One line.", ":", "a : b\n---\n"])
def test_a_docstring_without_a_known_style_does_no_harm(text: str) -> None:
    assert read_docstring(text).parameters == {}


def test_a_text_is_shortened_at_the_end_of_a_sentence() -> None:
    assert shortened("Boolean. Whether `a. B` is used. More.", 9) == "Boolean. Whether `a. B` is used."
    assert shortened("No end", 2) == "No end"
