"""Lets the learner's unchanged `fit`, `evaluate` and `predict` on arrays run at the speed of their arithmetic.

Since 3.7 Keras makes two tf.data iterators per epoch, 10 ms or more each, and drops one of them unused. With six
points that is nearly all there is to wait for. Here a `fit` makes two in all: it keeps the batches of its second
epoch and replays them. Under a random seed stock Keras gives every epoch the same order, so the numbers are the
same to the last bit. Without a seed every epoch is a fresh permutation, as it is in Keras.

What is left of an epoch then is Python. Where nobody has to be asked between two epochs, they run in blocks of
40 ms inside one graph (`fast_block`), which is made meanwhile when it is worth it (`fast_making`).

Milliseconds on two cores, medians of five (TensorFlow 2.21, Keras 3.15.1; `python -m tests.bench fit`):

    an epoch of                       stock    here    bare loop
    6 points                             34    0.12    1.2
    1000 × 20, validation 200 × 20      206     4.3    20
    1500 × 64                           128     4.0    13
    1797 digits, a small convnet        221      55    87

    `predict` of six rows              52.5    1.55    no iterator, no data set
    `evaluate` of six rows             54.8    42.9    one iterator

An `evaluate` or `predict` of many batches runs in pieces of 40 ms inside a graph, too (`fast_ahead`), where Keras
would take 0.3 s or more for them: 20,000 rows of 20 numbers are evaluated 10 times, and predicted 17 times as fast
as batch by batch.

What stays stock: data sets, generators, text, ragged and sparse tensors, arrays over 64 MB, `steps_per_epoch`,
`steps_per_execution` above 1, distribution strategies, step functions that Keras did not make, steps with a state
that lies in no variable (`tf.random.normal` under a seed has one), and any Keras in which one line of the modules
below is not as it was when the numbers were compared.

What is replayed epoch by epoch: callbacks that do something between epochs or look at the model then, other than
Keras's History and CSVLogger and our own; `run_eagerly`, `jit_compile`, a device of the learner's choice; metrics
and ways to evaluate that are the learner's own; steps that look at Python or speak; epochs of more than 0.25 s.

A callback that changes the training arrays in place changes nothing in the running `fit`, with us or without:
tf.data has copied them before the first epoch.
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

PROVED = {
    "540e2a531288": "3.15.1",
    "f9e28091d38e": "3.14.1",
    "63fa3f0b1879": "3.13.2",
    "9825eed1167d": "3.11.3",
}
"""Fingerprints of those modules, and the Keras with which every number was compared."""

PROVED_IN_BLOCKS = {"540e2a531288"}
"""Those with which it was compared for blocks of epochs, too, and for batches that tf.data never had."""

_reason = "It has not been turned on."
"""Why Keras is as it came; empty while it is not."""


def fingerprint() -> str:
    """12 hexadecimal digits over the source of all that we rely on. Raises ImportError or OSError without it."""
    sources = (inspect.getsource(importlib.import_module(name)) for name in RELIES_ON)
    return hashlib.sha256("".join(sources).encode()).hexdigest()[:12]


def install() -> bool | str:
    """Turn it on. True when it is, else the reason why Keras is left as it is, in a sentence."""
    global _reason
    if _reason:
        _reason = _obstacle()
        if not _reason:
            from . import fast_iterator

            fast_iterator.put_in_place(in_blocks=fingerprint() in PROVED_IN_BLOCKS)
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
