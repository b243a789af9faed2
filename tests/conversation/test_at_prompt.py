"""What the prompt asks while a line is typed: names that fit, and what is at the cursor."""

from __future__ import annotations

import pytest

from tests.chatting import Chat
from tutor.conversation.completing import completed
from tutor.conversation.describing import EMPTY, MODULE, NOT_YET, NOTHING, described, from_inspection
from tutor.conversation.live import preflight
from tutor.core.facts import ScalarFacts
from tutor.core.protocols import Completions, State
from tutor.core.verdict import Judgement
from tutor.session.scripted import Reply, ScriptedSession
from tutor.steps.data import DataStep
from tutor.steps.model import ModelStep

MODEL = "model = keras.Sequential([\n    keras.layers.Dense(units=1),\n])"
DENSE = """Init signature:
keras.layers.Dense(
    units,
    activation=None,
    **kwargs,
)
Docstring:
Just your regular densely-connected NN layer.

`Dense` implements the operation.

Args:
    units: Positive integer, dimensionality of the output space.
    activation: Activation function to use.
File:           /somewhere/dense.py
Type:           type
"""
MEAN = """Signature:
np.mean(
    a,
    where=<no value>,
)
Type:            _ArrayFunctionDispatcher
String form:     <function mean at 0x7f9f78d35c60>
Docstring:
Compute the arithmetic mean along the specified axis.
"""


class Busy(ScriptedSession):
    """A session that answers nobody."""

    def complete(self, code: str, cursor: int, timeout: float = 0.4) -> Completions | None:
        return None


def at_step(number: int, session: ScriptedSession) -> Chat:
    steps = [
        DataStep(id="points", code="values_x = np.array([1, 2])"),
        ModelStep(id="neuron", code=MODEL),
        ModelStep(id="secret", code="secret_model = 1", guided=False),
    ]
    chat = Chat(steps, session, more=["second-lesson"])
    chat(f"/goto {number}")
    return chat


def matches(chat: Chat, text: str) -> tuple[str, ...]:
    found = completed(chat.conversation, text, len(text))
    return found.matches if found else ()


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("/hi", ("hint",)),
        ("/lessons sec", ("second-lesson",)),
        ("/goto ne", ("neuron",)),
        ("/try lear", ("learning_rate=",)),
        ("/try units=4 optimizer=adamw", ()),
        ("/try units=4 optimizer=rm", ("optimizer=rmsprop",)),
        ("/keep ", ()),
        ("/runs e", ("export",)),
        ("/help und", ("undo",)),
        ("x = [\n/so", ("solution",)),
        ("/hint x", ()),
        ("/nothing x", ()),
    ],
)
def test_commands_and_what_they_take_are_completed(typed: str, offered: tuple[str, ...]) -> None:
    assert matches(at_step(1, Busy()), typed) == offered


def test_variables_are_completed_behind_a_command() -> None:
    chat = at_step(1, Busy())
    chat("loss_now = 3")
    assert matches(chat, "/inspect lo") == ("loss_now",)


def test_the_session_is_asked_first() -> None:
    chat = at_step(1, ScriptedSession({"values = 1": Reply(facts={"values": ScalarFacts(1, "int")})}))
    chat("values = 1")
    assert matches(chat, "print(val") == ("values",)


def test_the_commands_of_ipython_are_not_offered() -> None:
    class Magic(ScriptedSession):
        def complete(self, code: str, cursor: int, timeout: float = 0.4) -> Completions | None:
            return Completions(("model", "%more"), 0, 2)

    assert matches(at_step(1, Magic()), "mo") == ("model",)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("mod", ("model",)),
        ("x = keras.la", ("layers",)),
        ("keras.layers.", ("Dense",)),
        ("keras.Sequential([keras.layers.De", ("Dense",)),
        ("imp", ("import",)),
        ("enumer", ("enumerate",)),
        ("my_poi", ("my_points",)),
        ("", ()),
        ("nothing_like_it.", ()),
        ("secret", ()),
    ],
)
def test_while_the_session_is_busy_the_names_seen_so_far_are_offered(typed: str, offered: tuple[str, ...]) -> None:
    chat = at_step(2, Busy())
    chat("my_points = 3")
    assert matches(chat, typed) == offered


def test_a_hidden_solution_is_not_given_away() -> None:
    assert matches(at_step(3, Busy()), "secret_") == ()


def test_the_signature_and_the_first_sentence_are_told() -> None:
    told = from_inspection(DENSE)
    assert told.split("\n\n") == [
        "`keras.layers.Dense(units, activation=None, **kwargs)`",
        "Just your regular densely-connected NN layer.",
    ]


def test_the_parameter_at_the_cursor_is_told_too() -> None:
    assert "`units`: Positive integer, dimensionality of the output space." in from_inspection(DENSE, "units")


def test_a_value_is_told_and_not_its_class() -> None:
    told = from_inspection("Type:   ndarray\nString form: [0 1 2]\nLength: 3\nDocstring:\nAn array object.")
    assert told == "`ndarray`: `[0 1 2]`"


def test_a_function_of_numpy_is_a_function() -> None:
    told = from_inspection(MEAN)
    assert told == "`np.mean(a, where=…)`\n\nCompute the arithmetic mean along the specified axis."


def test_a_long_signature_ends_between_two_parameters() -> None:
    parameters = ", ".join(f"parameter_{each}=None" for each in range(40))
    told = from_inspection(f"Signature: f({parameters})\nDocstring: Does it.")
    assert told.startswith("`f(parameter_0=None, ") and told.split("\n")[0].endswith("=None, …)`")


def test_a_module_says_how_to_look_into_it() -> None:
    assert from_inspection("Type: module\nString form: <module>\nDocstring: DO NOT EDIT.") == MODULE


class Knowing(ScriptedSession):
    """A session that knows one layer."""

    def inspect(self, code: str, cursor: int, timeout: float = 1.0) -> str | None:
        return DENSE if "Dense" in code else None


@pytest.mark.parametrize("typed", ["Dense(units", "Dense(units=", "Dense(units=12", "Dense(3, units=1"])
def test_the_cursor_may_be_in_a_keyword_or_in_its_value(typed: str) -> None:
    told = described(at_step(1, Knowing()).conversation, typed, len(typed))
    assert "`units`:" in told


def test_the_cursor_may_be_in_the_middle_of_a_keyword() -> None:
    assert "`units`:" in described(at_step(1, Knowing()).conversation, "Dense(units=1)", 8)


@pytest.mark.parametrize(("typed", "said"), [("", EMPTY), ("x", NOTHING), ("/hint", "`/hint` — ")])
def test_where_there_is_nothing_to_tell_one_sentence_says_so(typed: str, said: str) -> None:
    assert described(at_step(1, Knowing()).conversation, typed, len(typed)).startswith(said)


def test_a_session_that_is_not_ready_says_so() -> None:
    session = Knowing()
    chat = at_step(1, session)
    session.current = State.WARMING
    assert described(chat.conversation, "Dense(", 6) == NOT_YET


def test_a_gap_that_is_to_be_filled_in_is_said_and_nothing_is_offered() -> None:
    for code in ("model = f([\n    # YOUR CODE HERE\n", "x = g(1, ____"):
        judgement = preflight(code, None)
        assert isinstance(judgement, Judgement)
        assert "filled in" in judgement.message
        assert not judgement.offer
