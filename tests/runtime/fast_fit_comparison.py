"""Runs every scenario in Keras as it came and with the batches replayed, and prints how they differ.

`python -m tests.runtime.fast_fit_comparison [SCENARIO ...]`: one process, one line of JSON for each.
"""

from __future__ import annotations

import contextlib
import gc
import json
import random
import re
import sys
import warnings
from collections.abc import Callable, Iterator
from typing import Any
from unittest import mock

import keras
import numpy as np
import tensorflow as tf

from tests.runtime.fast_fit_ahead import AHEAD, FAILING, NEVER_AHEAD
from tests.runtime.fast_fit_blocks import BLOCKS, REFUSED
from tests.runtime.fast_fit_helpers import Log, namespace
from tests.runtime.fast_fit_scenarios import SCENARIOS
from tutor.runtime import fast_ahead, fast_batches, fast_fit, fast_iterator, fast_making
from tutor.runtime.fast_ahead import Ahead
from tutor.runtime.fast_batches import KeptBatches
from tutor.runtime.fast_block import Block
from tutor.runtime.fast_making import Making

ALL = {**SCENARIOS, **BLOCKS, **REFUSED, **AHEAD, **NEVER_AHEAD, **FAILING}


def compare(code: str) -> dict[str, Any]:
    """`different`: what differs, empty when nothing; `replayed` and `in_blocks`: epochs; `refused`: why there
    was no block; `ahead`: batches that ran in a graph; `cut`: predictions without tf.data."""
    fast_fit.uninstall()
    stock = outcome(code)
    with (
        mock.patch.object(KeptBatches, "again", autospec=True, side_effect=KeptBatches.again) as again,
        mock.patch.object(fast_iterator, "cut", side_effect=fast_batches.cut) as cut,
        mock.patch.object(fast_making, "WORTH", 0.0),
        mock.patch.object(fast_ahead, "WORTH", 0.0),
        counted() as blocks,
    ):
        assert fast_fit.install() is True, fast_fit.state()
        ours = outcome(code)
    different = {
        part: [str(stock[part])[:300], str(ours[part])[:300]] for part in stock if stock[part] != ours[part]
    }
    counts = {"replayed": again.call_count, "cut": cut.call_count, **blocks}
    return {"different": different, "errors": ours["errors"], **counts}


@contextlib.contextmanager
def counted() -> Iterator[dict[str, Any]]:
    """Counts the epochs in blocks and the batches ahead meanwhile, and keeps the reasons against blocks."""
    found: dict[str, Any] = {"in_blocks": 0, "ahead": 0, "refused": []}
    run, make, run_ahead = Block.__call__, Making._make, Ahead.__call__

    def counting(self: Block, most: int, *data: Any) -> Any:
        done = run(self, most, *data)
        found["in_blocks"] += len(done.rows)
        return done

    def counting_ahead(self: Ahead, first: int, last: int, columns: Any) -> Any:
        after, given = run_ahead(self, first, last, columns)
        found["ahead"] += after - first
        return after, given

    def making(self: Making, making: Callable[[], Block]) -> None:
        make(self, making)
        found["refused"] += [self.refused] if self.refused else []

    # Made at once, or chance would say where the first block begins.
    with (
        mock.patch.object(Block, "__call__", counting),
        mock.patch.object(Ahead, "__call__", counting_ahead),
        mock.patch.object(Making, "_begin", making),
    ):
        yield found


def outcome(code: str) -> dict[str, Any]:
    """All that can be seen of a scenario, as plain data with every number to its last bit."""
    keras.backend.clear_session()
    keras.utils.set_random_seed(7)
    log, errors = Log(), list[str]()
    names = namespace(log, errors)
    given = set(names)
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        try:
            exec(code, names)
        except Exception as error:
            errors.append(f"{type(error).__name__}: {error}")
        finally:
            keras.config.set_max_steps_per_epoch(None)
    return {
        "names": {name: plain(names[name]) for name in names.keys() - given},
        "events": plain(log.events),
        "errors": errors,
        "warnings": sorted({str(warning.message) for warning in warned}),
        "random": plain(drawn()),
    }


def drawn() -> list[Any]:
    """The next number of every source of randomness there is."""
    return [random.random(), np.random.rand(), tf.random.normal((2,)), keras.random.normal((2,))]


def plain(value: Any) -> Any:
    """Lists and texts that are equal only where every bit is."""
    if isinstance(value, keras.Model):
        states = [*value.variables, *getattr(getattr(value, "optimizer", None), "variables", [])]
        return [(re.sub(r"_\d+", "", state.path), plain(state.numpy())) for state in states]
    if isinstance(value, keras.callbacks.History):
        return plain([value.epoch, value.history, value.params])
    if isinstance(value, dict):
        return [(key, plain(item)) for key, item in value.items()]
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, (tf.Tensor, tf.Variable)):
        return plain(value.numpy())
    if isinstance(value, (np.ndarray, np.generic)):
        return type(value).__name__, str(value.dtype), value.shape, value.tobytes()
    if isinstance(value, float):
        return value.hex()
    return value if isinstance(value, (int, str)) else type(value).__name__


if __name__ == "__main__":
    gc.freeze()  # or every `clear_session` collects what the imports have made
    for name in sys.argv[1:] or ALL:
        print(json.dumps({"scenario": name, **compare(ALL[name])}), flush=True)
