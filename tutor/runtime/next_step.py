"""Tells what the next step of a training does, and leaves everything as it was.

The step is taken, by the model's own `train_on_batch`, and taken back: every variable of model, optimizer and
metrics gets the number it had. So what is told is what the same line will do, to the last bit. The derivatives
come from a GradientTape.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from . import chance
from .batches import Batch, NoDataError, first_batch
from .compiled import compiled_facts
from .starts import STARTS, values
from .step_layers import flat, layers_told
from .stopping import interrupts_wait
from .variables import models, name_of, namespace

FEW = 4
"""Parameters that are told one by one; of more, each layer as a whole."""
MOST_SAMPLES = 8
MOST_FEATURES = 3


def next_step(model: str, x: str = "", y: str = "") -> dict[str, Any]:
    """The facts of the next step; see StepFacts in `tutor/core/inside.py`. Never raises an Exception."""
    try:
        found = chosen(model)
        start = STARTS.of(found)
        batch = first_batch(start.arguments if start and not x else named_data(name_of(found), x, y))
        with chance.aside():
            told = _told(found, batch)
    except NoDataError as error:
        return {"$facts": "next_step", "problem": str(error)}
    except Exception as error:
        text = str(error).strip().splitlines()
        return {
            "$facts": "next_step",
            "problem": f"The step cannot be taken: {type(error).__name__}: {(text or [''])[0][:200]}.",
        }
    key = start.key if start and not x else ""
    return {"$facts": "next_step", "model": name_of(found) or model or "model", "key": key, **told}


def chosen(name: str) -> Any:
    """The model of that name, else the one trained last, else the only one. Raises NoDataError."""
    held = dict(models())
    if name:
        if name not in held:
            raise NoDataError(f"`{name}` is no Keras model.")
        return held[name]
    latest = STARTS.latest
    trained = latest.trains() if latest is not None else None
    if trained is not None and any(trained is each for each in held.values()):
        return trained
    if len(held) == 1:
        return next(iter(held.values()))
    raise NoDataError(
        "There is no model yet." if not held else f"Which model? {', '.join(f'`{each}`' for each in held)}."
    )


def named_data(model: str, x: str, y: str) -> dict[str, Any]:
    """The arguments of a `fit` on data that the learner names. Raises NoDataError."""
    if not x or not y:
        raise NoDataError(
            f"`{model}` has not been trained, so nobody knows its data. Name it: `/gradient {model} x y`."
        )
    names = namespace()
    missing = [name for name in (x, y) if name not in names]
    if missing:
        raise NoDataError(f"There is no variable `{missing[0]}`.")
    return {"x": names[x], "y": names[y]}


def _told(model: Any, batch: Batch) -> dict[str, Any]:
    if not getattr(model, "compiled", False):
        raise NoDataError("The model has no loss and no optimizer yet. `model.compile(...)` comes first.")
    if not model.built:
        raise NoDataError("The model has no weights yet: they are made in its first training.")
    weights = list(model.trainable_variables)
    if not weights:
        raise NoDataError("Nothing in this model learns: all its layers are frozen, or have no weights.")
    few = sum(int(np.prod(weight.shape)) for weight in weights) <= FEW
    compiled = compiled_facts(model)
    with as_it_was(model):
        model.optimizer.build(weights)
        with as_it_was(model):
            said, _, gradients = _derived(model, batch, weights, learning=True)
        with as_it_was(model):
            shares = _shares(model, batch, weights, gradients) if few else []
        loss, old = _derived(model, batch, weights)[1], [values(weight) for weight in weights]
        model.train_on_batch(batch.x, batch.y, batch.weights, **batch.more)
        new = [values(weight) for weight in weights]
        averages = _averages(model, weights) if few else None
        after = _derived(model, batch, weights)[1]
    rate = float(keras.ops.convert_to_numpy(model.optimizer.learning_rate))
    about = {
        "optimizer": compiled["optimizer"],
        "plain": _is_plain(model.optimizer),
        "rate": float(f"{rate:.7g}"),
        "loss_name": compiled["loss"] or "",
        "samples": batch.size,
        "rows": batch.rows,
        "loss": loss,
        "after": after,
        "layers": [] if few else layers_told(model, batch, weights, old, gradients, new),
    }
    if few:
        about |= {
            "names": names_of(model, weights),
            "old": flat(old),
            "derivatives": flat(gradients),
            "new": flat(new),
            "shares": shares,
            **_samples(batch, said),
        }
        if averages:
            about |= {"averages": flat(averages[0]), "squares": flat(averages[1])}
    return about


@contextlib.contextmanager
def as_it_was(model: Any) -> Iterator[None]:
    """Inside, do with the model what you like; every variable gets its number back, whatever happens."""
    own = [*model.variables, *model.optimizer.variables, *model.metrics_variables]
    before = [values(variable) for variable in own]
    stop, history = getattr(model, "stop_training", False), getattr(model, "history", None)
    with interrupts_wait():
        try:
            yield
        finally:
            for variable, number in zip(own, before, strict=True):
                variable.assign(number)
            fresh = [each for each in model.metrics_variables if all(each is not known for known in own)]
            for variable in fresh:  # made meanwhile
                variable.assign(keras.ops.zeros_like(variable))
            model.stop_training = stop
            if history is not None:
                model.history = history


def _derived(
    model: Any, batch: Batch, weights: Sequence[Any], learning: bool = False
) -> tuple[Any, float, list[Any]]:
    """Predictions, loss and the derivative for each weight; `learning`: as in a training, dropout and all."""
    with tf.GradientTape() as tape:
        said = model(batch.x, training=learning)
        loss = model.compute_loss(
            x=batch.x, y=batch.y, y_pred=said, sample_weight=batch.weighing, training=learning
        )
    found = tape.gradient(loss, [weight.value for weight in weights])
    gradients = [
        np.zeros(weight.shape, "float32") if each is None else np.array(tf.convert_to_tensor(each))
        for each, weight in zip(found, weights, strict=True)
    ]
    return said, float(loss), gradients


def _shares(model: Any, batch: Batch, weights: Sequence[Any], whole: Sequence[Any]) -> list[list[float]]:
    """What each of the first samples adds to each derivative; empty where that does not add up to the whole."""
    if batch.size > 64 or not batch.plain:
        return []
    parts = []
    for place in range(batch.size):
        one = batch.sample(place)
        _, _, gradients = _derived(model, one, weights, learning=True)
        parts.append(np.array(flat(gradients)) / batch.size)
    if not np.allclose(np.sum(parts, axis=0), flat(whole), rtol=1e-3, atol=1e-6):
        return []
    return [part.tolist() for part in parts[:MOST_SAMPLES]]


def _samples(batch: Batch, said: Any) -> dict[str, Any]:
    """The first samples with what is true and what is said; nothing where they are no rows of a few numbers."""
    if not batch.plain:
        return {}
    x, y, answers = (np.asarray(part).reshape(batch.size, -1) for part in (batch.x, batch.y, said))
    if x.shape[1] > MOST_FEATURES or y.shape[1] != 1 or answers.shape[1] != 1 or x.dtype.kind not in "biuf":
        return {}
    first = slice(0, MOST_SAMPLES)
    return {
        "inputs": x[first].astype(float).tolist(),
        "targets": y[first, 0].astype(float).tolist(),
        "predictions": answers[first, 0].astype(float).tolist(),
    }


def names_of(model: Any, weights: Sequence[Any]) -> list[str]:
    """`weight`, `bias`, numbered where there are several of one, with the layer's name where layers share them."""
    kinds = [("weight" if each.name == "kernel" else each.name, each) for each in weights]
    shared = len({kind for kind, _ in kinds}) < len(kinds)
    found: list[str] = []
    for kind, each in kinds:
        layer = next((one.name for one in model.layers if any(each is own for own in one.weights)), "")
        word = f"{layer} {kind}".strip() if shared else kind
        size = int(np.prod(each.shape))
        found += [word] if size == 1 else [f"{word} {place}" for place in range(1, size + 1)]
    return found


def _is_plain(optimizer: Any) -> bool:
    """Whether a step is rate × derivative: SGD without momentum, limits, decay and averages."""
    config = optimizer.get_config()
    extra = (
        "momentum",
        "weight_decay",
        "clipnorm",
        "clipvalue",
        "global_clipnorm",
        "use_ema",
        "loss_scale_factor",
    )
    return type(optimizer) is keras.optimizers.SGD and not any(config.get(name) for name in extra)


def _averages(model: Any, weights: Sequence[Any]) -> tuple[list[Any], list[Any]] | None:
    """Adam's two averages after the step, corrected for their start at 0 (Kingma and Ba 2015, algorithm 1)."""
    optimizer = model.optimizer
    if type(optimizer) not in (keras.optimizers.Adam, keras.optimizers.AdamW):
        return None
    found: list[list[Any]] = [
        [each for each in optimizer.variables if each.name.endswith(ending)] for ending in ("momentum", "velocity")
    ]
    if any(len(each) != len(weights) for each in found):
        return None
    steps = int(optimizer.iterations.numpy())
    rates = optimizer.beta_1, optimizer.beta_2
    return tuple(  # type: ignore[return-value]
        [values(each).astype(float) / (1 - rate**steps) for each in group]
        for group, rate in zip(found, rates, strict=True)
    )
