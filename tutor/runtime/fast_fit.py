"""Lets the learner's unchanged `fit`, `evaluate` and `predict` on arrays run at the speed of their arithmetic.

Since 3.7 Keras makes two tf.data iterators per epoch, 10 ms each, and drops one of them unused. For six points
that is nearly all there is to wait for. Here the batches of an epoch are kept and replayed instead: the same
batches in the same order give the same numbers, to the last bit, under a random seed. Without a seed every
epoch is a fresh permutation, as it is in Keras.

NUMBERS

What it does not do:

- Anything else stays as it is in Keras: data sets, generators and data over 64 MB, strings, ragged and sparse
  arrays, `steps_per_epoch`, `steps_per_execution` above 1, distribution strategies, a model with a step function
  of its own, and every version of Keras in which one line of the modules below differs.
- A callback that changes the training arrays in place changes nothing in this `fit`, neither with nor
  without us: tf.data copies the arrays before the first epoch.
"""

from __future__ import annotations

import hashlib
import importlib
import inspect

RELIES_ON = (
    "keras.src.backend.tensorflow.trainer",
    "keras.src.trainers.epoch_iterator",
    "keras.src.trainers.data_adapters.array_data_adapter",
    "keras.src.trainers.data_adapters.array_slicing",
    "keras.src.trainers.data_adapters.data_adapter_utils",
)
"""The modules of Keras whose insides this depends on."""

PROVED = {"540e2a531288": "3.15"}
"""Fingerprints of those modules with which the numbers were compared, and the Keras they are from."""

_reason = "It has not been turned on."
"""Why Keras is as it came; empty while it is not."""


def fingerprint() -> str:
    """12 hexadecimal digits over the source of all that we rely on. Raises ImportError or OSError without it."""
    sources = (inspect.getsource(importlib.import_module(name)) for name in RELIES_ON)
    return hashlib.sha256("".join(sources).encode()).hexdigest()[:12]


def install() -> bool | str:
    """Turn it on. True when it is, else the reason why Keras is left as it is, in a sentence."""
    global _reason
    _reason = _obstacle()
    if not _reason:
        from . import fast_iterator

        fast_iterator.put_in_place()
    return state()


def uninstall() -> None:
    """Put Keras back as it came. A `fit` that runs ends as it began."""
    global _reason
    if not _reason:
        from . import fast_iterator

        fast_iterator.take_away()
        _reason = "It has been turned off."


def state() -> bool | str:
    """True while it is on, else the reason why it is not."""
    return _reason or True


def _obstacle() -> str:
    """What speaks against it; empty when nothing does."""
    try:
        import keras

        if keras.backend.backend() != "tensorflow":
            return f"Keras computes with {keras.backend.backend()} here, and this is for TensorFlow."
        found = fingerprint()
    except (ImportError, OSError) as error:
        return f"The source of Keras could not be read: {error}"
    if found not in PROVED:
        return f"Keras {keras.__version__} ({found}) is not one for which the numbers were compared."
    return ""
