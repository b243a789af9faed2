"""A sentence with code in it is a question, be there a question mark or not; code with a mistake in it is code."""

from __future__ import annotations

import pytest

from tests.core.test_routing import routed
from tutor.core.parsing import Code, Question
from tutor.core.talk import plainly_spelled

SENTENCES = """
    when i call model.fit(x, y) twice does the loss go on from there
    if i do model.predict(values_x) do i get the line back
    while model.fit(x, y) runs can i type something
    model.fit(x, y) again and it starts at the same loss
    model.fit(x, y) doesn't work
    lol model.fit(x,y) takes forever
    bro model.predict([7]) gives me an error
    model.compile() needs an optimizer or not
    model.get_weights()[0] is that the slope
    model.layers[0].kernel - where does it come from
    history.history["loss"][-1], is that the newest one
    compile(loss='mse') - isn't that an error?
    type(values_x) says ndarray and not list
    def f(x): return x - do i need that
    epochs=500 is that too many
    learning_rate=0.1 seems too big to me
    units=1 - what if i put 2
    loss='mse' vs loss="mae"
    keras.Input(shape=(1,)) meaning
    y does model.predict([7]) crash
    y 3 dots in model.fit(...)
    Dense(units=1), why
    units - what
    model.weights - what is that
""".strip().splitlines()
BROKEN = """
    model fit(x, y)
    model.fit(x y)
    model.fit(x, y) verbose=0
    model.compile(optimizer='sgd' loss='mse')
    model.fit(x, y, epochs = 5 verbose = 0)
    model.add(Dense(1)) model.add(Dense(1))
    history.history['loss]
    x = 'what does this do
    x = np array([1, 2])
    model = keras Sequential([Dense(1)])
    keras layers Dense(1)
    for i in range(10) print(i)
    for i in x do print(i)
    if x > 3 then print(x)
    if x then print(x)
    def f(x) return x
    while True print(1)
    print(f'loss {x}
    let x = 3
    values_x[0] values_x[1]
    y = 3 x
    y 3
    assert x == y "they differ"
""".strip().splitlines()
VALID = """
    model.fit(x, y) # what does it do
    print("why is it so")
    np.where(x > 3), x
    np.array([1, 2]) or [1, 2]
    y is x
    y if x else 3
""".strip().splitlines()


@pytest.mark.parametrize("line", [line.strip() for line in SENTENCES])
def test_a_sentence_with_code_in_it_is_a_question(line: str) -> None:
    assert routed(line) == Question(line)


@pytest.mark.parametrize("line", [line.strip() for line in (*BROKEN, *VALID)])
def test_code_is_code_with_or_without_a_mistake(line: str) -> None:
    assert routed(line) == Code(line)


def test_a_name_that_the_learner_has_made_is_never_a_question() -> None:
    assert routed("x, why") == Question("x, why")
    assert routed("x, why", frozenset({"x", "why"})) == Code("x, why")


def test_the_apostrophe_of_a_word_is_no_quote() -> None:
    assert plainly_spelled("what's x['it'] if I don't") == "whats x['it'] if I dont"
    assert plainly_spelled("f's' + b't'") == "f's' + b't'"
