"""Makes the models of variants: from the configuration of a run, with the weights and the chance it began with."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import keras

from . import chance
from .starts import Start, seeds_of, values
from .varied import CannotError, Plan, plan

DEFAULT_SEED = 0
"""Where a variant of other shapes begins when the session has no random seed."""


class Bench:
    """Makes the models of variants of one run, and uses one again where nothing has to be traced anew."""

    def __init__(self, start: Start) -> None:
        """Raises CannotError."""
        self._start = start
        if start.variables is None and start.seeds is not None:
            with chance.aside():
                _find_variables(start)
        self._made: dict[str, tuple[Any, list[Any]]] = {}
        """Models, and the variables of their optimizers when these were new."""

    def model(self, asked: Plan) -> tuple[Any, bool]:
        """A compiled model with its variables where they are to begin, and whether they are other ones than the
        run's. The random numbers stand where its training is to begin. Raises CannotError."""
        start, fresh = self._start, asked.seed is not None
        if fresh:
            chance.begin_with(asked.seed if asked.seed is not None else DEFAULT_SEED)
        else:
            chance.begin_from(start.random)
        model = _built(start, asked)
        if not fresh and [weight.shape for weight in model.weights] != [each.shape for each in start.weights]:
            fresh = True  # the shapes are others, so the run's seed is what they have in common
            seed = start.random[2]
            chance.begin_with(DEFAULT_SEED if seed is None else int(seed))
            model = _built(start, asked)
        if not fresh and asked.reshaped:
            model.set_weights(start.weights)
        elif not fresh:
            _assign(model.variables, start.variables or ())
            chance.begin_from(start.random)
        model = self._again(model, asked)
        if not asked.recompiled and not fresh and len(start.optimizer) == len(model.optimizer.variables):
            _assign(model.optimizer.variables, start.optimizer)
        return model, fresh

    def _again(self, model: Any, asked: Plan) -> Any:
        """The model of an earlier variant with the variables of this one, or this one, compiled."""
        optimizer = asked.recipe["optimizer"]
        if not isinstance(optimizer["config"].get("learning_rate"), (int, float)):  # a schedule is no variable
            _compiled(model, self._start, asked)
            return model
        rest = {**optimizer, "config": {**optimizer["config"], "learning_rate": None}}
        key = json.dumps([asked.config, {**asked.recipe, "optimizer": rest}], default=repr)
        if key not in self._made:
            _compiled(model, self._start, asked)
            self._made[key] = model, [values(variable) for variable in model.optimizer.variables]
            return model
        kept, fresh = self._made[key]
        _assign(kept.variables, [values(variable) for variable in model.variables])
        _assign(kept.optimizer.variables, fresh)
        kept.optimizer.learning_rate = optimizer["config"]["learning_rate"]
        kept.stop_training = False
        return kept


def _find_variables(start: Start) -> None:
    """What the variables were of a model that had none yet when its training was asked for. Raises CannotError."""
    twin = _built(start, plan(start, {}), start.seeds)
    known = {id(variable): values(variable) for variable in twin.variables}
    start.variables = list(known.values())
    start.weights = [known[id(weight)] for weight in twin.weights]


def _built(start: Start, asked: Plan, seeds: Sequence[Any] | None = None) -> Any:
    """A new model with variables of its own, made from these seeds where there are some. Raises CannotError."""
    config = without_shapes(asked.config) if asked.reshaped else asked.config
    try:
        with keras.saving.custom_object_scope(own_objects()):
            model = start.model.from_config(config)
        for (each, _, assign), seed in zip(seeds_of(model), seeds or (), strict=False):
            assign(each, seed)
        if not model.built:
            from .resuming import _first_row

            x: Any = start.arguments.get("x")
            model(_first_row(x) if hasattr(x, "__array__") else next(iter(x))[0], training=False)
    except Exception as error:
        raise CannotError(f"its model cannot be made so: {first_line(error)}") from error
    return model


def _compiled(model: Any, start: Start, asked: Plan) -> None:
    """Compile it by the recipe. Raises CannotError."""
    try:
        with keras.saving.custom_object_scope(own_objects()):
            recipe = {
                name: asked.loss if name == "loss" else keras.saving.deserialize_keras_object(value)
                for name, value in asked.recipe.items()
            }
        model.compile(**recipe)
        model.optimizer.build(model.trainable_variables)
    except Exception as error:
        raise CannotError(f"it cannot be compiled so: {first_line(error)}") from error


def without_shapes(config: Any) -> Any:
    """A configuration in which no layer remembers what it was built for; the model's own input stays."""
    if isinstance(config, Mapping):
        return {name: without_shapes(value) for name, value in config.items() if name != "build_config"}
    return [without_shapes(each) for each in config] if isinstance(config, list) else config


def own_objects() -> dict[str, Any]:
    """The learner's own classes and functions, by which a configuration may name them."""
    from .variables import namespace

    return {
        name: value
        for name, value in namespace().items()
        if callable(value) and not name.startswith("_") and getattr(value, "__module__", "") == "__main__"
    }


def _assign(variables: Sequence[Any], numbers: Sequence[Any]) -> None:
    for variable, each in zip(variables, numbers, strict=True):
        variable.assign(each)


def first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return f"{type(error).__name__}: {lines[0] if lines else ''}"[:200]
