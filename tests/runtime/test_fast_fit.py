"""`fit` on arrays gives the numbers of stock Keras, asks tf.data twice, and leaves alone what was not proved."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.runtime import fast_fit_ahead, fast_fit_blocks, fast_fit_scenarios
from tests.sample import part

pytestmark = pytest.mark.kernel

SCENARIOS, BLOCKS, REFUSED, AHEAD, NEVER_AHEAD, FAILING = (
    part(names, 16)
    for names in (
        fast_fit_scenarios.SCENARIOS,
        fast_fit_blocks.BLOCKS,
        fast_fit_blocks.REFUSED,
        fast_fit_ahead.AHEAD,
        fast_fit_ahead.NEVER_AHEAD,
        fast_fit_ahead.FAILING,
    )
)
"""Stock Keras takes minutes for all of them. `TESTS=all python -m pytest tests/runtime/test_fast_fit.py` does."""
KINDS = (fast_fit_scenarios.REPLAYED, fast_fit_scenarios.PREDICTED, fast_fit_scenarios.STOCK)
SCENARIOS = list(dict.fromkeys([*SCENARIOS, *(name for kind in KINDS for name in part(kind, 16))]))
REPLAYED, PREDICTED, STOCK = ([name for name in kind if name in SCENARIOS] for kind in KINDS)


def printed_by(module: str, *names: str) -> list[Any]:
    """The lines of JSON that a program printed, in a process of its own: TensorFlow stays out of this one."""
    done = subprocess.run(
        [sys.executable, "-m", f"tests.runtime.{module}", *names],
        capture_output=True,
        text=True,
        check=False,
        timeout=1800,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


@pytest.fixture(scope="module")
def compared(request: pytest.FixtureRequest) -> dict[str, Any]:
    """What came of the scenarios that the chosen tests ask for; of all when they ask for none."""
    settings = [item.callspec.params for item in request.session.items if hasattr(item, "callspec")]
    wanted = {each.get("scenario") for each in settings}
    everything = (*SCENARIOS, *BLOCKS, *REFUSED, *AHEAD, *NEVER_AHEAD, *FAILING)
    tried = [scenario for scenario in everything if scenario in wanted] or everything
    return {line["scenario"]: line for line in printed_by("fast_fit_comparison", *tried)}


@pytest.fixture(scope="module")
def probes() -> dict[str, Any]:
    (results,) = printed_by("fast_fit_probes")
    return dict(results)


@pytest.mark.parametrize("scenario", [*SCENARIOS, *BLOCKS, *REFUSED, *AHEAD, *NEVER_AHEAD, *FAILING])
def test_everything_is_as_in_keras_to_the_last_bit_with(compared: dict[str, Any], scenario: str) -> None:
    assert compared[scenario]["different"] == {}


@pytest.mark.parametrize("scenario", REPLAYED)
def test_epochs_are_replayed_with(compared: dict[str, Any], scenario: str) -> None:
    assert compared[scenario]["replayed"] >= 1


@pytest.mark.parametrize("scenario", BLOCKS)
def test_epochs_run_in_blocks_with(compared: dict[str, Any], scenario: str) -> None:
    assert compared[scenario]["refused"] == [] and compared[scenario]["in_blocks"] >= 3


@pytest.mark.parametrize("scenario", [*SCENARIOS, *REFUSED])
def test_no_epoch_runs_in_a_block_with(compared: dict[str, Any], scenario: str) -> None:
    assert compared[scenario]["in_blocks"] == 0


@pytest.mark.parametrize("scenario", AHEAD)
def test_batches_in_between_run_in_a_graph_with(compared: dict[str, Any], scenario: str) -> None:
    assert compared[scenario]["ahead"] >= 3


@pytest.mark.parametrize("scenario", NEVER_AHEAD)
def test_keras_runs_every_batch_with(compared: dict[str, Any], scenario: str) -> None:
    assert compared[scenario]["ahead"] == 0


@pytest.mark.parametrize("scenario", PREDICTED)
def test_predictions_do_without_iterators_with(compared: dict[str, Any], scenario: str) -> None:
    assert compared[scenario]["cut"] >= 1


@pytest.mark.parametrize("scenario", STOCK)
def test_nothing_is_replayed_or_cut_with(compared: dict[str, Any], scenario: str) -> None:
    assert (compared[scenario]["replayed"], compared[scenario]["cut"]) == (0, 0)


def test_only_the_scenarios_that_are_meant_to_fail_do(compared: dict[str, Any]) -> None:
    failing = {scenario for scenario, line in compared.items() if line["errors"]}
    assert failing == compared.keys() & {
        "an error in every hook, then fit again",
        "Ctrl-C in every hook, then fit again",
        "a shape that does not fit",
        "targets of fewer axes in a second fit",
        "targets of fewer axes in a second fit, in blocks",
        "a step that fails on the way, epoch by epoch",
        "a test that fails on the way",
    }


def test_keras_makes_two_iterators_an_epoch_and_we_two_for_batches_that_look_new(probes: dict[str, Any]) -> None:
    stock = {"fit": 40, "fit again": 40, "validated": 80, "evaluate": 2, "evaluate again": 2, "predict": 2}
    assert probes["stock"] == stock
    ours = {"fit": 2, "fit again": 0, "validated": 4, "evaluate": 1, "evaluate again": 0, "predict": 0}
    assert probes["ours"] == ours


def test_without_a_seed_every_epoch_is_another_permutation(probes: dict[str, Any]) -> None:
    epochs = epochs_of(probes["shuffled"])
    assert all(sorted(samples(epoch)) == list(range(10)) for epoch in epochs)
    assert len({tuple(samples(epoch)) for epoch in epochs}) == len(epochs)


def test_a_shuffle_within_batches_leaves_every_sample_in_its_batch(probes: dict[str, Any]) -> None:
    epochs = epochs_of(probes["within"])
    assert all([sorted(batch) for batch in epoch] == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]] for epoch in epochs)
    assert len({tuple(samples(epoch)) for epoch in epochs}) > 1


def test_without_a_shuffle_the_order_stays(probes: dict[str, Any]) -> None:
    assert all(samples(epoch) == list(range(10)) for epoch in epochs_of(probes["ordered"]))


@pytest.mark.parametrize(("settings", "distinct"), [(0, 3), (1, 2), (2, 1)])
def test_in_blocks_every_epoch_has_each_sample_once_in_an_order_of_its_own(
    probes: dict[str, Any], settings: int, distinct: int
) -> None:
    means, firsts = probes["epochs"][settings]
    assert means == pytest.approx([4.5] * 12)
    assert len(set(firsts)) >= distinct and (distinct > 1 or set(firsts) == {8.0})
    assert distinct != 2 or set(firsts) == {8.0, 9.0}


@pytest.mark.parametrize(("way", "how"), [("interrupted", "KeyboardInterrupt"), ("stopped", "")])
def test_a_training_that_ends_in_a_block_is_as_one_of_so_many_epochs(
    probes: dict[str, Any], way: str, how: str
) -> None:
    assert probes[way] == {"how": how, "within": True, "same": True, "told": True}


def test_what_is_changed_between_two_blocks_counts_from_the_next_epoch_on(probes: dict[str, Any]) -> None:
    assert probes["changed"] == {"in blocks": True, "same": True}


def epochs_of(batches: list[list[float]]) -> list[list[list[float]]]:
    """Five epochs of three batches."""
    assert [len(batch) for batch in batches] == [4, 4, 2] * 5
    return [batches[start : start + 3] for start in range(0, 15, 3)]


def samples(epoch: list[list[float]]) -> list[float]:
    return [sample for batch in epoch for sample in batch]


def test_it_can_be_turned_on_and_off(probes: dict[str, Any]) -> None:
    off = ["It has been turned off.", True]
    assert probes["switch"] == [
        "It has not been turned on.",
        True,
        True,
        False,
        True,
        False,
        *off,
        *off,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("otherwise", "word"),
    [("another line", "not one"), ("no source", "could not get source"), ("another backend", "jax")],
)
def test_a_keras_that_is_not_known_stays_as_it_is(probes: dict[str, Any], otherwise: str, word: str) -> None:
    said, state, is_stock = probes[otherwise]
    assert word in said and state == said and is_stock
