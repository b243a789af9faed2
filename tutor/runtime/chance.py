"""Lets something train on the side, and puts every random number and every name of Keras back where it was."""

from __future__ import annotations

import contextlib
import copy
import random
from collections.abc import Iterator
from typing import Any

import keras
import numpy as np

from .fingerprint import no_warnings, random_state, set_random_state


@contextlib.contextmanager
def aside() -> Iterator[None]:
    """Inside, draw and name what you like: Python's, NumPy's, TensorFlow's and Keras's state come back."""
    before, tensorflow, names = random_state(), _tensorflow_state(), _keras_state()
    try:
        with no_warnings():
            yield
    finally:
        set_random_state(before)
        _set_tensorflow_state(tensorflow)
        _set_keras_state(names)


@contextlib.contextmanager
def names_kept() -> Iterator[None]:
    """Inside, whatever Keras names is not counted."""
    before = _keras_state()
    try:
        with no_warnings():
            yield
    finally:
        _set_keras_state(before)


def begin_from(state: list[Any]) -> None:
    """Put all random numbers where `random_state` found them, TensorFlow's seed included."""
    set_random_state(state)
    if state[2] != random_state()[2]:
        seed_graphs(state[2])


def begin_with(seed: int) -> None:
    """What `keras.utils.set_random_seed` does, but that nothing has to be thrown away for it."""
    context = _context()
    if context is None or not hasattr(context, "_rng"):
        keras.utils.set_random_seed(seed)
        return
    tracker = _tracker()
    tracker["global_random_seed"] = seed
    tracker["global_seed_generator"] = None
    random.seed(seed)
    np.random.seed(seed)
    seed_graphs(seed)


def seed_graphs(seed: int | None) -> None:
    """Have TensorFlow's graphs count their seeds from this one; None: from chance."""
    context = _context()
    if context is not None and hasattr(context, "_rng"):
        context._seed, context._rng = seed, random.Random(seed)


def _context() -> Any:
    """Where TensorFlow keeps its seed; None where this TensorFlow keeps it elsewhere."""
    try:
        from tensorflow.python.eager import context

        return context.context()
    except (ImportError, AttributeError):
        return None


def _tensorflow_state() -> tuple[Any, Any]:
    context = _context()
    return getattr(context, "_seed", None), copy.copy(getattr(context, "_rng", None))


def _set_tensorflow_state(state: tuple[Any, Any]) -> None:
    context = _context()
    if context is not None and hasattr(context, "_rng"):
        context._seed, context._rng = state


def _tracker() -> dict[str, Any]:
    """Keras's own global state: the names it has given, and its seeds; a copy where it cannot be reached."""
    try:
        from keras.src.backend.common import global_state

        state: dict[str, Any] = vars(global_state.GLOBAL_STATE_TRACKER)
        return state
    except (ImportError, AttributeError):
        return {}


def _keras_state() -> tuple[dict[str, Any], Any]:
    tracker = _tracker()
    kept = dict(tracker)
    # Ours to count on, and to fill: names, and variables that wait for their first values.
    tracker.update({name: copy.copy(each) for name, each in kept.items() if isinstance(each, (list, dict, set))})
    generator = kept.get("global_seed_generator")
    return kept, None if generator is None else keras.ops.convert_to_numpy(generator.state).copy()


def _set_keras_state(state: tuple[dict[str, Any], Any]) -> None:
    tracker, (kept, generator) = _tracker(), state
    tracker.clear()
    tracker.update(kept)
    if generator is not None:
        kept["global_seed_generator"].state.assign(generator)
