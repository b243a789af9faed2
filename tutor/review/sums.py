"""Sums with fresh numbers, each about one concept of the lessons: what one should be able to work out on paper."""

from __future__ import annotations

import math
from collections.abc import Callable
from random import Random

from msgspec import Struct

from tutor.core.numbers import short
from tutor.steps.quiz import QuizStep


class Sum(Struct, frozen=True):
    """One kind of sum."""

    concept: str
    """The glossary id of the lessons that teach it."""
    make: Callable[[Random], QuizStep]


def _asked(task: str, answer: float, hint: str, within: float = 0.0) -> QuizStep:
    return QuizStep(id="sum", task=task, correct=short(answer, 8), within=within, hints=(hint,))


def _updates(random: Random) -> QuizStep:
    rows, batch, epochs = random.randrange(90, 900), random.choice((8, 16, 32, 64)), random.randrange(2, 9)
    return _asked(
        f"{rows} rows, batches of {batch}, {epochs} epochs. How many updates does the training make?",
        math.ceil(rows / batch) * epochs,
        f"The last batch of an epoch may be smaller, and counts: {rows} / {batch} rounded up, times {epochs}.",
    )


def _parameters(random: Random) -> QuizStep:
    inputs, units = random.randrange(2, 13), random.choice((3, 4, 8, 10, 16, 32))
    return _asked(
        f"A Dense layer of {units} neurons gets {inputs} numbers with each row. How many parameters does it have?",
        (inputs + 1) * units,
        "Each neuron has a weight for every number that comes in, and one bias.",
    )


def _squared(random: Random) -> QuizStep:
    errors = [random.choice((-1, 1)) * random.randrange(1, 7) for _ in range(3)]
    told = ", ".join(map(str, errors))
    squares = sum(error**2 for error in errors)
    return _asked(
        f"A model is off by {told}. What is the mean squared error? One digit after the point is enough.",
        squares / 3,
        f"Square each, add them up, divide by 3: the sum is {squares}.",
        0.06,
    )


def _absolute(random: Random) -> QuizStep:
    errors = [random.choice((-1, 1)) * random.randrange(1, 9) for _ in range(4)]
    return _asked(
        f"A model is off by {', '.join(map(str, errors))}. What is the mean absolute error?",
        sum(map(abs, errors)) / 4,
        "Leave the signs away, add up, divide by 4.",
        0.01,
    )


def _neuron(random: Random) -> QuizStep:
    weight, bias, x = random.randrange(-4, 6), random.randrange(-20, 40), random.randrange(-6, 12)
    return _asked(
        f"A neuron has the weight {weight} and the bias {bias}. What does it give for x = {x}?",
        weight * x + bias,
        "It computes weight · x + bias.",
    )


def _downhill(random: Random) -> QuizStep:
    weight, gradient = random.randrange(1, 9), random.choice((-1, 1)) * random.randrange(10, 90, 10)
    rate = random.choice((0.01, 0.1))
    return _asked(
        f"A weight is {weight}, the derivative of the loss by it is {gradient}, and the learning rate is "
        f"{short(rate)}. What is the weight after one step of plain gradient descent?",
        weight - rate * gradient,
        "A step goes against the derivative: the weight minus rate times derivative.",
        1e-6,
    )


def _scaled(random: Random) -> QuizStep:
    mean, deviation, steps = (
        random.randrange(20, 200, 10),
        random.choice((2, 4, 5, 10)),
        random.choice((-2, -1, 1, 2, 3)),
    )
    return _asked(
        f"A column has the mean {mean} and the standard deviation {deviation}. What becomes of "
        f"{mean + steps * deviation} when the column is normalised?",
        steps,
        "Take the mean away, then divide by the standard deviation.",
    )


def _right(random: Random) -> QuizStep:
    rows = random.choice((20, 25, 40, 50, 200))
    wrong = random.randrange(1, rows // 4)
    return _asked(
        f"Of {rows} rows a model gets {wrong} wrong. What is its accuracy, as a number from 0 to 1?",
        1 - wrong / rows,
        f"{rows - wrong} of {rows} are right.",
        0.0051,
    )


def _guessing(random: Random) -> QuizStep:
    classes = random.choice((2, 4, 5, 20))
    return _asked(
        f"A model that knows nothing chooses among {classes} classes that are equally frequent. What accuracy "
        "does it come to, as a number from 0 to 1?",
        1 / classes,
        f"It is right once in {classes} times.",
        0.006,
    )


SUMS = {
    "updates": Sum("batch", _updates),
    "parameters": Sum("param_count", _parameters),
    "squared": Sum("mse", _squared),
    "absolute": Sum("mae", _absolute),
    "neuron": Sum("weight", _neuron),
    "downhill": Sum("gradient_descent", _downhill),
    "scaled": Sum("normalization", _scaled),
    "right": Sum("accuracy", _right),
    "guessing": Sum("softmax", _guessing),
}
"""By name."""
