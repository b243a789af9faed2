"""What the doctor says of courses written by hand, and how it follows one."""

from __future__ import annotations

import math
from typing import Any

import pytest
from msgspec.structs import replace

from tutor.core.doctor import Ailment, Course, Diagnosis, Patient, diagnose
from tutor.core.doctor.curves import begun, settled, still
from tutor.core.doctor.following import Following

LINE = Patient(
    loss="mean_squared_error", optimizer="Adam", rate=0.01, parameters=2, trainable=2, built=True, width=1,
    rows=64, batch=32, steps=2, largest=3.0, low=-20.0, high=20.0, spread=10.0, baseline=100.0,
)  # fmt: skip
KINDS = replace(
    LINE, loss="sparse_categorical_crossentropy", classes=3, majority=0.4, baseline=math.log(3), width=3
)
FALLING = [100 * 0.9**epoch + 1 for epoch in range(60)]


def said(loss: list[float], patient: Patient = LINE, **more: Any) -> Diagnosis | None:
    metrics = {"loss": loss, **more.pop("metrics", {})}
    return diagnose(Course(metrics, len(loss), more.pop("asked", len(loss)), patient, **more))


def kind(loss: list[float], patient: Patient = LINE, **more: Any) -> str:
    found = said(loss, patient, **more)
    return found.ailment.value if found else ""


def test_a_loss_that_falls_is_met_with_silence_whatever_its_size() -> None:
    assert kind(FALLING) == ""
    assert kind([1e12 * value for value in FALLING], replace(LINE, baseline=1e14, low=-1e7, high=1e7)) == ""
    assert kind([1e-12 * value for value in FALLING], replace(LINE, baseline=1e-10)) == ""


@pytest.mark.parametrize("size", [1e-6, 1.0, 1e12])
def test_a_loss_that_grows_runs_away_whatever_its_size(size: float) -> None:
    grown = [size * 1.5**epoch for epoch in range(20)]
    assert kind(grown, replace(LINE, baseline=size)) == "diverging"


def test_nan_tells_the_epoch_and_what_was_lost_first() -> None:
    found = said(
        [4.0, 9.0, math.nan, math.nan], replace(LINE, lost=True, lost_data="x", lost_column=2, lost_rows=1)
    )
    assert found is not None and found.ailment is Ailment.LOST and found.epoch == 3
    assert "column 2 of the inputs" in found.saw and "since epoch 3" in found.saw
    grown = replace(LINE, lost=True, lost_layer="dense_1", lost_from=0.5, lost_to=3e18)
    assert "`dense_1`" in str(said([4.0, math.nan], grown))


def test_what_has_not_begun_to_move_is_not_at_rest() -> None:
    stuck = [100.0 - 0.01 * epoch for epoch in range(60)]
    assert still(stuck) and not begun(stuck) and not settled(stuck)
    assert kind(stuck) == "stuck"


def test_a_second_fit_has_little_left_to_learn_and_is_not_stuck() -> None:
    assert kind([1.0 - 0.0001 * epoch for epoch in range(60)], replace(LINE, steps_before=400)) == ""


def test_guessing_is_told_by_the_shares_of_the_kinds() -> None:
    assert kind([1.2, *[1.1] * 40], KINDS) == "guessing"
    rare = replace(KINDS, classes=2, majority=0.95, baseline=0.1985)
    found = said([0.7, 0.3, *[0.2] * 40], rare, metrics={"accuracy": [0.95] * 42})
    assert found is not None and found.ailment is Ailment.GUESSING and "95%" in found.saw


def test_overfitting_tells_since_when() -> None:
    held = [100 * 0.9**epoch + 20 for epoch in range(20)] + [30.0 + 2 * epoch for epoch in range(40)]
    found = said(FALLING, metrics={"val_loss": held})
    assert found is not None and found.ailment is Ailment.OVERFITTING
    assert 15 <= found.epoch <= 21 and f"epochs={found.epoch}" in found.then


def test_a_saw_blames_the_batch_where_it_is_tiny_and_else_the_rate() -> None:
    saw = [80.0, 40.0] * 20
    tiny, usual = said(saw, replace(LINE, batch=2)), said(saw)
    assert tiny is not None and usual is not None and tiny.ailment is usual.ailment is Ailment.SAWS
    assert "batch_size=32" in tiny.then and "batch_size" not in usual.then
    assert "/try learning_rate=0.0001, 0.001" in usual.then


def test_a_tremor_at_the_bottom_does_no_harm() -> None:
    assert kind([*FALLING, *[1e-9, 3e-9] * 30]) == ""


def test_a_jumping_validation_beside_a_calm_training_is_a_matter_of_few_rows() -> None:
    held = [20.0, 50.0, 25.0, 60.0, 22.0, 55.0] * 10
    found = said(FALLING, replace(LINE, held=3), metrics={"val_loss": held})
    assert found is not None and found.ailment is Ailment.JUMPS and "3 rows" in found.why


def test_an_accuracy_of_measured_numbers_contradicts_the_loss() -> None:
    found = said(FALLING, metrics={"accuracy": [0.0] * 60})
    assert found is not None and found.ailment is Ailment.CONTRADICTION and "metrics=['mae']" in found.then


def test_a_schedule_is_not_told_to_take_a_tenth_of_a_number() -> None:
    found = said([80.0, 40.0] * 20, replace(LINE, rate=None, scheduled=True))
    assert found is not None and "/try" not in found.then and "None" not in found.text


def test_each_thing_is_said_once_while_it_runs() -> None:
    following = Following(LINE, 100)
    told = [following.heard([{"loss": 1.5**epoch}]) for epoch in range(100)]
    assert [each.ailment for each in told if each] == [Ailment.DIVERGING]


def test_what_is_found_in_the_model_is_said_at_once() -> None:
    following = Following(LINE, 1000)
    assert following.heard([{"loss": 5.0}] * 10) is None
    found = following.heard([{"loss": 5.0}], replace(LINE, shut="dense"))
    assert found is not None and "`dense`" in found.saw


def test_a_long_training_takes_no_more_memory_than_a_short_one() -> None:
    following = Following(LINE, 100_000)
    for _ in range(100):
        following.heard({"loss": 1.0} for _ in range(1000))
    assert all(len(values) <= 1001 for values in following._metrics.values())


@pytest.mark.parametrize("loss", [[], [math.nan], [math.inf, 1.0], [0.0], [0.0] * 30, [-1.0, -2.0] * 10, [1.0]])
def test_no_course_is_too_strange(loss: list[float]) -> None:
    for patient in (LINE, KINDS, Patient()):
        for metrics in ({}, {"val_loss": loss}, {"accuracy": loss}, {"val_loss": loss[:1]}):
            for ended in (True, False):
                diagnose(Course({"loss": loss, **metrics}, len(loss), 40, patient, ended))


def test_every_word_is_whole() -> None:
    courses = [
        said([4.0, math.nan]),
        said([1.5**epoch for epoch in range(20)]),
        said([100.0 - 0.01 * epoch for epoch in range(60)]),
        said([80.0, 40.0] * 20),
    ]
    for found in courses:
        assert found is not None
        for part in (found.saw, found.why, found.then):
            assert part and not part[0].islower() and part.endswith(".") and "  " not in part
