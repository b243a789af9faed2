"""What a cell did with models, with real Keras in this very process."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from tutor.runtime import variables, watching

pytestmark = pytest.mark.kernel

X = np.array([[0.0], [1.0], [2.0], [3.0]])
Y = 2 * X + 1


class Cell:
    """The learner's names, and cells that begin and end."""

    def __init__(self, names: dict[str, Any]) -> None:
        self.names = names

    def begin(self) -> None:
        watching.WATCH.begin(None)

    def fit(self, model: Any, x: Any = X, y: Any = Y, epochs: int = 1) -> None:
        history = model.fit(x, y, epochs=epochs, verbose=0)
        watching.WATCH.trained(model, {"x": x, "y": y, "epochs": epochs}, history)

    @property
    def facts(self) -> dict[str, Any]:
        from tutor.runtime.happened import happened

        return happened()


@pytest.fixture
def cell(monkeypatch: pytest.MonkeyPatch) -> Iterator[Cell]:
    names: dict[str, Any] = {"x": X, "y": Y}
    monkeypatch.setattr(variables, "namespace", lambda: names)
    fresh = watching.Watch()
    monkeypatch.setattr(watching, "WATCH", fresh)
    monkeypatch.setattr("tutor.runtime.happened.WATCH", fresh)
    yield Cell(names)


def model_of(*layers: Any, compiled: bool = True, **settings: Any) -> Any:
    import keras

    model = keras.Sequential([keras.Input((1,)), *(layers or (keras.layers.Dense(1),))])
    if compiled:
        model.compile(**{"loss": "mse", "optimizer": "sgd", **settings})
    return model


def test_a_cell_that_did_nothing_has_nothing(cell: Cell) -> None:
    cell.names["model"] = model_of()
    cell.begin()
    assert cell.facts == {"$facts": "happened", "models": [], "fits": [], "asked": []}


def test_a_model_that_was_made_is_told_with_its_name_and_compiled_or_not(cell: Cell) -> None:
    cell.begin()
    cell.names["model"] = model_of(compiled=False)
    (made,) = cell.facts["models"]
    assert (made["name"], made["built"], made["compiled"], made["trained_before"]) == ("model", True, False, 0)
    cell.begin()
    cell.names["model"].compile(loss="mse", optimizer="sgd")
    (made,) = cell.facts["models"]
    assert (made["built"], made["compiled"]) == (False, True)


def test_a_training_is_told_with_its_data_and_what_came_before_it(cell: Cell) -> None:
    cell.names["model"] = model = model_of()
    cell.begin()
    cell.fit(model, epochs=2)
    (fit,) = cell.facts["fits"]
    assert (fit["x"]["name"], fit["goes_on"], fit["history"]["epochs"]) == ("x", 0, 2)
    cell.begin()
    cell.fit(model)
    (fit,), (handled,) = cell.facts["fits"], cell.facts["models"]
    assert (fit["goes_on"], handled["trained_before"]) == (2, 2)


def test_weights_that_were_frozen_after_a_training_are_noticed(cell: Cell) -> None:
    cell.names["model"] = model = model_of()
    cell.begin()
    cell.fit(model)
    model.layers[0].trainable = False
    cell.begin()
    cell.fit(model)
    assert cell.facts["fits"][0]["cold"] is True


def test_what_a_model_was_asked_stands_beside_what_it_was_trained_on(cell: Cell) -> None:
    cell.names["model"] = model = model_of()
    cell.begin()
    cell.fit(model)
    watching.WATCH.predicted(model, X + 100)
    (asked,) = cell.facts["asked"]
    assert (asked["x"]["maximum"], asked["trained_on"]["maximum"]) == (103.0, 3.0)


def test_a_normalization_that_was_never_adapted_is_named(cell: Cell) -> None:
    import keras

    cell.begin()
    scale = keras.layers.Normalization(name="scale")
    cell.names["model"] = model_of(scale, keras.layers.Dense(1))
    assert cell.facts["models"][0]["unadapted"] == ["scale"]
    scale.adapt(X)
    assert cell.facts["models"][0]["unadapted"] == []


def test_a_model_that_answers_all_rows_alike_after_a_flat_training_is_noticed(cell: Cell) -> None:
    import keras

    cell.begin()
    dead = keras.layers.Dense(1, kernel_initializer="zeros", bias_initializer="zeros", trainable=False)
    cell.names["model"] = model = model_of(dead)
    cell.fit(model, epochs=2)
    assert cell.facts["fits"][0]["constant"] is True


def _table(y: Any, answers: Any) -> Any:
    import keras

    return keras.ops.mean((keras.ops.reshape(y, (-1,)) - answers) ** 2)


def _right(y: Any, answers: Any) -> Any:
    import keras

    return keras.ops.mean((y - answers) ** 2)


def test_a_loss_that_compares_each_answer_with_every_label_is_noticed(cell: Cell) -> None:
    cell.begin()
    cell.names["model"] = model_of(loss=_table)
    assert cell.facts["models"][0]["broadcasts"] is True
    cell.names["model"] = model_of(loss=_right)
    assert cell.facts["models"][0]["broadcasts"] is False
