"""What may be typed after /try, and which `fit` of some lines started a run."""

from __future__ import annotations

from typing import Any

import pytest

from tutor.core.varying import Asked, read
from tutor.core.written_fit import fit_line


@pytest.mark.parametrize(
    ("typed", "names", "values"),
    [
        ("learning_rate=0.01, 0.1, 1", ["learning_rate"], [[0.01, 0.1, 1.0]]),
        ("lr = 0.01 0.1", ["learning_rate"], [[0.01, 0.1]]),
        ("learning_rate=[0.01, 0.1]", ["learning_rate"], [[0.01, 0.1]]),
        ("learning_rate=0.001..1", ["learning_rate"], [[0.001, 0.01, 0.1, 1.0]]),
        ("seed=1..8", ["seed"], [list(range(1, 9))]),
        ("seed=1 .. 3", ["seed"], [[1, 2, 3]]),
        ("units=4..64", ["units"], [[4, 8, 16, 32, 64]]),
        ("dropout=0..0.4:3", ["dropout"], [[0.0, 0.2, 0.4]]),
        ("units.2=3,5", ["units.2"], [[3, 5]]),
        ("activation.dense_1=tanh", ["activation.dense_1"], [["tanh"]]),
        ("loss=mse, MeanAbsoluteError", ["loss"], [["mean_squared_error", "mean_absolute_error"]]),
        ("units=4,8 lr=.1,.2", ["units", "learning_rate"], [[4, 8], [0.1, 0.2]]),
        ("epochs=10,10,20", ["epochs"], [[10, 20]]),
    ],
)
def test_names_lists_ranges_and_grids_are_read(typed: str, names: list[str], values: list[Any]) -> None:
    asked = read(typed)
    assert isinstance(asked, Asked) and asked.of is None
    assert list(asked.names) == names and [list(each) for each in asked.values] == values


def test_an_optimizer_brings_its_settings() -> None:
    asked = read("optimizer=sgd(0.5, momentum=0.9), keras.optimizers.Adam")
    assert isinstance(asked, Asked)
    assert asked.values[0] == (
        {"name": "sgd", "settings": {"learning_rate": 0.5, "momentum": 0.9}},
        {"name": "adam", "settings": {}},
    )
    assert asked.labels == ("sgd(learning_rate=0.5, momentum=0.9)", "adam")


@pytest.mark.parametrize("typed", ["of 3 epochs=5", "3 epochs=5", "epochs=5 of 3", "of run 3 epochs=5"])
def test_the_run_to_vary_may_stand_before_or_behind(typed: str) -> None:
    asked = read(typed)
    assert isinstance(asked, Asked) and asked.of == 3


@pytest.mark.parametrize(
    ("code", "place", "line"),
    [
        ("h = model.fit(x, y, epochs=5)", 1, "h = model.fit(x, y, epochs=9)"),
        ("model.fit(x, y)", 1, "history = model.fit(x, y, epochs=9)"),
        ("model.fit(x, y, 32, 5, 0)", 1, "history = model.fit(x, y, batch_size=32, epochs=9, verbose=0)"),
        ("a.fit(x, y)\nh2 = b.fit(x=x / 2, y=y)", 2, "h2 = model.fit(x / 2, y, epochs=9)"),
        ("for _ in range(3):\n    model.fit(x, y)", 1, ""),
        ("def train():\n    return model.fit(x, y)\ntrain()", 1, ""),
        ("hs = [model.fit(x, y) for _ in range(3)]", 1, ""),
        ("model.fit(*data, **settings)", 1, ""),
        ("model.fit(x, y)", 2, ""),
        ("this is no code", 1, ""),
    ],
)
def test_the_fit_of_a_run_is_written_with_other_arguments(code: str, place: int, line: str) -> None:
    assert fit_line(code, place, "model", {"epochs": 9}) == line
