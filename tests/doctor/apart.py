"""What runs in a process of its own, that nobody else has to load Keras."""

from __future__ import annotations

from tests.doctor.recorded import Order, RecordedRun


def trained(order: Order) -> RecordedRun:
    """See `training.trained`."""
    from tests.doctor import training

    return training.trained(order)
