"""What is said of a cell, out of all that could be."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from tutor.core.acts import acts_of
from tutor.core.facts import (
    CompiledFacts,
    Describe,
    Happened,
    HappenedFacts,
    HistoryFacts,
    LayerFacts,
    MetricFacts,
    ModelFacts,
    Result,
)
from tutor.core.happened import FitFacts, GivenFacts, HandledFacts
from tutor.core.wire import decode, encode
from tutor.pitfalls.choosing import noticed, probes_for
from tutor.pitfalls.finding import Scene
from tutor.pitfalls.model import statement_with

X = GivenFacts((6, 1), "x", minimum=-10, maximum=15)
Y = GivenFacts((6,), "y", minimum=10, maximum=60)


def dense(units: int = 1, activation: str = "linear") -> LayerFacts:
    return LayerFacts("Dense", "dense", {"units": units, "activation": activation}, (None, units))


def model(*layers: LayerFacts, loss: str = "mean_squared_error", **recipe: Any) -> ModelFacts:
    layers = layers or (dense(),)
    settings: dict[str, Any] = {
        "optimizer": "Adam",
        "optimizer_config": {"learning_rate": 0.1},
        "metrics": (),
        **recipe,
    }
    compiled = CompiledFacts(loss, **settings)
    shape = layers[-1].output_shape
    return ModelFacts("Sequential", "m", True, layers, (None, 1), shape, 2, 2, compiled)


def history(*losses: float) -> HistoryFacts:
    return HistoryFacts(len(losses), 1.0, {"loss": MetricFacts(losses[0], losses[-1], min(losses), 1, losses)})


def scene(facts: ModelFacts, fit: FitFacts | None = None, code: str = "m.fit(x, y)", **handled: Any) -> Scene:
    about = replace(HandledFacts("1", facts, "m"), **handled)
    return Scene(code, acts_of(code), HappenedFacts((about,), (fit,) if fit else ()))


def fit(*losses: float, **more: Any) -> FitFacts:
    return replace(FitFacts("1", X, Y, history(*(losses or (9.0, 5.0)))), **more)


def names(it: Scene, **how: Any) -> list[str]:
    return [name for (name, _), _ in noticed(it, **how)]


def test_a_good_training_is_met_with_silence() -> None:
    assert names(scene(model(), fit(), compiled=True)) == []


def test_a_symptom_is_said_only_when_nothing_explains_it() -> None:
    runaway = fit(10.0, float("nan"))
    assert names(scene(model(), runaway)) == ["ailing"]
    assert names(scene(model(dense(1, "sigmoid")), runaway)) == ["output_range"]


def test_a_symptom_stays_unsaid_when_its_cause_was_said_before() -> None:
    it = scene(model(dense(1, "sigmoid")), fit(10.0, float("nan")))
    assert names(it, told={("output_range", "1")}) == []


def test_two_findings_are_said_at_most() -> None:
    bad = scene(model(dense(2, "sigmoid")), fit(x=replace(X, finite=False), leak=0, unseen=(3,), batch_size=0))
    assert len(noticed(bad)) == 2
    first = {key for key, _ in noticed(bad)}
    assert noticed(bad, first) and not first & {key for key, _ in noticed(bad, first)}


def test_what_lessons_show_on_purpose_is_not_said_of_a_step_that_passed() -> None:
    again = scene(model(), fit(goes_on=500))
    assert names(again) == ["goes_on"]
    assert names(again, passed=True) == []


@pytest.mark.parametrize(
    ("heard", "silent"),
    [
        ("`m` ends in a sigmoid, which ends at 1.", True),
        ("The Sigmoid is in the way.", True),
        ("The sigmoids are in the way.", False),
        ("The loss is too large.", False),
    ],
)
def test_what_was_just_said_is_not_said_again(heard: str, silent: bool) -> None:
    it = scene(model(dense(1, "sigmoid")), fit())
    assert (names(it, heard=[heard]) == []) is silent


def test_only_the_latest_training_of_a_model_counts() -> None:
    about = HandledFacts("1", model(), "m")
    code = "for size in (0, 2):\n    m.fit(x, y, batch_size=size)"
    both = HappenedFacts((about,), (fit(batch_size=0), fit()))
    assert names(Scene(code, acts_of(code), both)) == []


def test_a_message_says_three_things_and_names_the_model() -> None:
    ((_, finding),) = noticed(scene(model(dense(5)), fit(y=replace(Y, shape=(6, 1)))))
    assert finding.text.startswith("`m` answers each row with 5 numbers, and a row of y has 1 number.")
    assert finding.then == "End with `Dense(1)`."


def test_what_cannot_be_told_is_not_said() -> None:
    strange = replace(model(dense(5)), holder="Own", output_shape=None)
    assert names(scene(strange, fit(y=None))) == []
    assert names(scene(strange, fit())) == []
    assert names(scene(replace(model(), compiled=None), fit())) == []


def test_facts_of_a_cell_come_back_from_the_wire_as_they_were() -> None:
    happened = scene(model(), fit(10.0, float("inf"))).happened
    assert decode(encode(happened)) == happened


def test_only_what_is_needed_is_asked() -> None:
    assert probes_for("x = 1", acts_of("x = 1")) == ()
    assert probes_for("f()", acts_of("f()")) == (Happened(),)
    assert probes_for("y - p", acts_of("y - p")) == (Describe("p"), Describe("y"), Result())


@pytest.mark.parametrize(
    ("code", "mended"),
    [
        ("a = 1\nm.compile(loss='mes')", "m.compile(loss='mse')"),
        ("m.compile(loss='mes'); n.compile(loss='mes')", ""),
        ("m.compile(loss='mse')", ""),
    ],
)
def test_the_one_statement_with_the_mistake_is_offered_mended(code: str, mended: str) -> None:
    assert statement_with(code, "'mes'", "'mse'") == mended


@pytest.mark.parametrize(
    "said", ["this model had been trained before", "a second `fit` goes on where the first one ended"]
)
def test_a_training_that_goes_on_is_not_noted_after_a_sentence_that_says_so(said: str) -> None:
    again = scene(model(), fit(goes_on=500))
    assert names(again, heard=[said]) == []
    assert names(again, heard=["These were fewer than 500 epochs."]) == ["goes_on"]
