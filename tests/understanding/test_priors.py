"""The situation counts: each line of the table, one by one and in a whole understanding."""

from __future__ import annotations

import pytest

from tests.understanding.small import understanding
from tutor.core.meaning import Band, Situation
from tutor.understanding.priors import ADVICE_AGAINST_NAN, NUMBERS_OF_A_TRAINING, PRIORS, factors

CLASSES = (
    *NUMBERS_OF_A_TRAINING, *ADVICE_AGAINST_NAN[1:], "=layers", "@trouble", "@task", "err_index", "loss", "bias",
    "none", "general",
)  # fmt: skip
QUIET = Situation(trained=True, trouble="-")
"""In which hardly a line of the table holds."""

CASES: dict[str, tuple[Situation, dict[str, float]]] = {
    "nothing is trained yet: a loss is rather the idea than the number": (
        Situation(trouble="-"),
        {"=loss": 0.15, "=best": 0.15, "=exact": 0.15, "=worst_sample": 0.15, "loss": 1.0, "=layers": 1.0},
    ),
    "a model has been trained: one asks about its numbers": (
        Situation(trained=True, trouble="-"),
        {"=loss": 1.5, "=layers": 1.5, "loss": 1.0, "@task": 1.0},
    ),
    "a training runs: its numbers are what one looks at": (
        Situation(trained=True, trouble="-", running=True),
        {"=loss": 3.0, "=layers": 3.0, "loss": 1.0, "@task": 1.0},
    ),
    "the loss is nan: that is what one asks about": (
        Situation(trained=True, trouble="-", nan=True),
        {"=nan": 4.5, "err_nan_loss": 3.0, "lr_too_high": 3.0, "exploding_gradient": 3.0, "=loss": 1.5},
    ),
    "the loss is a number": (QUIET, {"=nan": 1.05, "=loss": 1.5, "err_nan_loss": 1.0}),
    "an error has just been shown": (
        Situation(trained=True, trouble="error"),
        {"@trouble": 4.0, "err_index": 1.5, "@task": 1.0, "loss": 1.0},
    ),
    "a verdict has just been given": (
        Situation(trained=True, trouble="verdict"),
        {"@trouble": 4.0, "err_index": 1.0, "@task": 1.0},
    ),
    "a notice has just been given": (
        Situation(trained=True, trouble="notice"),
        {"@trouble": 4.0, "err_index": 1.0, "@task": 1.0},
    ),
    "nothing is wrong with the last line": (Situation(trained=True), {"@trouble": 0.5, "@task": 1.0}),
    "a question of the lesson waits: words may be its answer": (
        Situation(trained=True, trouble="-", quiz=True),
        {"@task": 0.7, "@trouble": 0.7, "=loss": 1.5, "loss": 1.0},
    ),
    "the lesson is about it": (
        Situation(trained=True, trouble="-", concepts=frozenset({"bias", "another course's"})),
        {"bias": 1.3, "loss": 1.0, "=loss": 1.5},
    ),
    "it was talked about just before": (
        Situation(trained=True, trouble="-", topic="loss"),
        {"loss": 1.5, "bias": 1.0, "=loss": 1.5},
    ),
}


def test_every_line_of_the_table_is_tried() -> None:
    assert list(CASES) == [prior.words for prior in PRIORS]


@pytest.mark.parametrize("words", CASES)
def test_a_line_of_the_table_holds_in_its_situation_and_moves_its_classes_alone(words: str) -> None:
    situation, times = CASES[words]
    prior = next(prior for prior in PRIORS if prior.words == words)
    assert prior.holds(situation)
    found = dict(zip(CLASSES, factors(situation, CLASSES), strict=True))
    assert {name: found[name] for name in times} == pytest.approx(times)
    assert found["none"] == found["general"] == 1.0


@pytest.mark.parametrize("words", CASES)
def test_a_line_of_the_table_is_about_that_situation_and_not_about_every_one(words: str) -> None:
    prior = next(prior for prior in PRIORS if prior.words == words)
    others = [situation for name, (situation, _) in CASES.items() if name != words]
    assert not all(prior.holds(situation) for situation in others)


def test_every_class_that_the_table_names_is_one_that_can_be_asked_for() -> None:
    from tutor.answers.subjects.asking import subject
    from tutor.core.requests import REQUESTS
    from tutor.storage.lessons import lessons_directory, load_glossary

    entries = {entry.id for entry in load_glossary(lessons_directory())}
    named = {name for prior in PRIORS for name in prior.times} - {"=", "@", "err_", "concepts", "topic"}
    for name in named:
        assert name in entries or name in REQUESTS or (name.startswith("=") and subject(name)), name


IDEA_OR_NUMBER = {
    "loss": ("what is the loss", "what is a loss"),
    "=loss": ("what is the loss", "what is my loss now"),
    "@trouble": ("what is wrong here", "why did that fail"),
    "err_shape": ("what is wrong with the shape", "the shape does not fit"),
    "none": ("who won the match",),
}


@pytest.mark.parametrize(
    ("line", "situation", "meant"),
    [
        ("the loss", Situation(), "loss"),
        ("the loss", Situation(trained=True, running=True), "=loss"),
        ("what is wrong", Situation(trouble="error"), "@trouble"),
        ("what is wrong", Situation(trouble="verdict"), "@trouble"),
        ("what is wrong", Situation(trouble="notice"), "@trouble"),
        ("what is wrong with shape", Situation(), "err_shape"),
    ],
)
def test_the_same_words_mean_another_thing_in_another_situation(
    line: str, situation: Situation, meant: str
) -> None:
    assert understanding(IDEA_OR_NUMBER)(line, situation).classes[0] == meant


def test_a_situation_does_not_bring_up_what_nothing_in_the_line_speaks_for() -> None:
    line = "who won the match"
    assert understanding(IDEA_OR_NUMBER)(line, Situation(trouble="error", running=True)).band is Band.UNKNOWN
