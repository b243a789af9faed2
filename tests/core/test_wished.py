"""A wish in everyday words is what `/try` takes, whatever register it is in."""

from __future__ import annotations

import pytest

from tutor.core.varied_values import Unclear
from tutor.core.varying import read
from tutor.core.wished import SETTINGS, wished

OWN = {"learning_rate": 0.1, "epochs": 100, "batch_size": None, "optimizer": "Adam"}


@pytest.mark.parametrize(
    ("wish", "tried"),
    [
        ("what if the rate were 0.01", "learning_rate=0.1, 0.01"),
        ("what if lr=0.5?", "learning_rate=0.1, 0.5"),
        ("try 1e-3 as the learning rate", "learning_rate=0.1, 0.001"),
        ("what would a ten times larger learning rate do", "learning_rate=0.1, 1"),
        ("a smaller learning rate please", "learning_rate=0.1, 0.01"),
        ("half the learning rate?", "learning_rate=0.1, 0.05"),
        ("what if I train for 500 epochs", "epochs=100, 500"),
        ("twice as many epochs", "epochs=100, 200"),
        ("what if I train it longer", "epochs=100, 300"),
        ("try batches of 8", "batch_size=8"),
        ("with batch size 1 and 64", "batch_size=1, 64"),
        ("try it with 3 layers", "layers=3"),
        ("what if there were two hidden layers", "layers=2"),
        ("what if 64 neurons", "units=64"),
        ("what if I used adam", "optimizer=adam"),
        ("sgd instead", "optimizer=sgd"),
        ("tanh instead of relu", "activation=tanh, relu"),
        ("with dropout?", "dropout=0.2, 0.5"),
        ("30 % dropout", "dropout=0.3"),
        ("is it luck", "seed=1..8"),
        ("what if I take another seed", "seed=1..8"),
        ("what if I scale x", ""),
        ("what if I had more data", ""),
    ],
)
def test_a_wish_becomes_what_is_tried(wish: str, tried: str) -> None:
    assert wished(wish, OWN) == tried


@pytest.mark.parametrize(
    "wish",
    [
        "what if lr 0",
        "learning rate -1 then",
        "0 epochs",
        "batch size 0.5",
        "dropout 7",
        "1000000000000 layers",
        "units 1e400",
        "lr 0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.9",
        "a thousand times the learning rate",
        "rate ∞",
        "ten layers and 3 neurons and adam",
    ],
)
def test_whatever_comes_of_a_wish_is_nothing_or_can_be_read(wish: str) -> None:
    found = wished(wish, OWN)
    assert not found or not isinstance(read(found), Unclear), found


@pytest.mark.parametrize("name", SETTINGS)
def test_without_a_value_some_are_proposed(name: str) -> None:
    found = wished(f"another {name.replace('_', ' ')}", {})
    assert found.startswith(f"{name}=") and not isinstance(read(found), Unclear)
