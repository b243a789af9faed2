"""What the situation makes likelier: the same words ask for other things at another place."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from tutor.core.meaning import Situation


class Prior(Struct, frozen=True):
    """One line of the table: in such a situation, these classes are so many times likelier."""

    words: str
    holds: Callable[[Situation], bool]
    times: Mapping[str, float]
    """By class. `=` stands for every question about the session, `@` for every request, `err_` for the entries
    about errors, `concepts` for the lesson's own, `topic` for that of the answer before."""


NUMBERS_OF_A_TRAINING = (
    *("=loss", "=best", "=trend", "=good", "=epochs", "=seconds", "=overfitting", "=nan", "=wrong", "=bias_off"),
    *("=exact", "=evaluate_differs", "=worst_sample", "=improved", "=samples", "=batches", "=metrics"),
)
ADVICE_AGAINST_NAN = ("=nan", "err_nan_loss", "lr_too_high", "exploding_gradient")

PRIORS = (
    Prior(
        "nothing is trained yet: a loss is rather the idea than the number",
        lambda at: not at.trained,
        dict.fromkeys(NUMBERS_OF_A_TRAINING, 0.15),
    ),
    Prior("a model has been trained: one asks about its numbers", lambda at: at.trained, {"=": 1.5}),
    Prior("a training runs: its numbers are what one looks at", lambda at: at.running, {"=": 2.0}),
    Prior(
        "the loss is nan: that is what one asks about",
        lambda at: at.nan,
        dict.fromkeys(ADVICE_AGAINST_NAN, 3.0),
    ),
    Prior("the loss is a number", lambda at: at.trained and not at.nan, {"=nan": 0.7}),
    Prior("an error has just been shown", lambda at: at.trouble == "error", {"@trouble": 4.0, "err_": 1.5}),
    Prior("a verdict has just been given", lambda at: at.trouble == "verdict", {"@trouble": 4.0}),
    Prior("a notice has just been given", lambda at: at.trouble == "notice", {"@trouble": 4.0}),
    Prior("nothing is wrong with the last line", lambda at: not at.trouble, {"@trouble": 0.5}),
    Prior("a question of the lesson waits: words may be its answer", lambda at: at.quiz, {"@": 0.7}),
    Prior("the lesson is about it", lambda at: bool(at.concepts), {"concepts": 1.3}),
    Prior("it was talked about just before", lambda at: bool(at.topic), {"topic": 1.5}),
)
"""In words, from the most special. The numbers were chosen by hand and checked on the development questions."""


def factors(situation: Situation, classes: tuple[str, ...]) -> list[float]:
    """How much likelier than usual each class is."""
    found = dict.fromkeys(classes, 1.0)
    for prior in PRIORS:
        if not prior.holds(situation):
            continue
        for name, times in prior.times.items():
            for each in _meant(name, situation, classes):
                if each in found:
                    found[each] *= times
    return list(found.values())


def _meant(name: str, situation: Situation, classes: tuple[str, ...]) -> tuple[str, ...]:
    match name:
        case "=" | "@" | "err_":
            return tuple(each for each in classes if each.startswith(name))
        case "concepts":
            return tuple(situation.concepts)
        case "topic":
            return (situation.topic,)
        case _:
            return (name,)
