"""Checks what `compile` was given, in any spelling Keras takes."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence

from msgspec import Struct

from tutor.checks.settings import Settings, in_words, same_setting
from tutor.checks.wording import listed, three, unfit
from tutor.core.acts import dotted
from tutor.core.facts import CompiledFacts, Describe, ModelFacts, Probe
from tutor.core.keras_names import LOSSES, METRICS, canonical, nearest
from tutor.core.outcome import Outcome
from tutor.core.syntax import parsed
from tutor.core.verdict import PASSED, Judgement

MEANINGS = {
    "learning_rate": "It is the size of each step: too small and nothing happens, too large and it jumps about.",
    "momentum": "Momentum is how much of the last step is taken again.",
}
"""What an optimizer's setting does, in one sentence."""

ACCURACY = {
    "binary_crossentropy": "binary_accuracy",
    "categorical_crossentropy": "categorical_accuracy",
    "sparse_categorical_crossentropy": "sparse_categorical_accuracy",
}
"""Loss to what `accuracy` stands for beside it: who asks for that by its own name has asked for the same."""

PLACES = {"loss": "losses", "metric": "metrics"}
"""The module of Keras that holds them."""


BENT = ("sigmoid", "softmax")
"""Activations that turn scores into probabilities."""


class CompiledCheck(Struct, frozen=True, kw_only=True):
    """A compiled model. Names, aliases, functions and objects all pass: `mse` is `MeanSquaredError()`."""

    compiled: str
    loss: str = ""
    """Empty: any loss Keras knows."""
    optimizer: str | Mapping[str, Settings] = ""
    """A class, or `{class: {setting: value}}`. Empty: any."""
    metrics: tuple[str, ...] = ()
    """These must be among them."""

    @property
    def subject(self) -> str:
        return self.compiled

    def probes(self) -> Sequence[Probe]:
        return [Describe(self.compiled)]

    def judge(self, outcome: Outcome) -> Judgement:
        facts = outcome.fact(Describe(self.compiled))
        if not isinstance(facts, ModelFacts):
            return unfit(self.compiled, facts, outcome, "a model", f"Build `{self.compiled}` first.")
        if facts.compiled is None:
            return three(
                f"`{self.compiled}` has no loss and no optimizer yet.",
                "Without them `fit` cannot tell what better means, nor how to get there.",
                f"Give it both: `{self.compiled}.compile(loss=..., optimizer=...)`.",
            )
        recipe = facts.compiled
        missed = (
            self._loss(recipe, outcome) or self._logits(facts, recipe) or optimizer_miss(recipe, self.optimizer)
        )
        return missed or self._metrics(recipe, outcome) or PASSED

    def _loss(self, recipe: CompiledFacts, outcome: Outcome) -> Judgement | None:
        if recipe.loss is None:
            return three(
                f"`{self.compiled}` was compiled without a loss.",
                "The loss is the number that training makes smaller.",
                "Give `compile` the argument `loss`.",
            )
        if not recipe.loss_known:
            return _unknown("loss", recipe.loss, LOSSES, outcome)
        if self.loss and canonical(recipe.loss) != canonical(self.loss):
            return three(
                f"The loss is `{recipe.loss}`.",
                "The loss says what a mistake costs, so another one makes another model.",
                f"The step asks for `{canonical(self.loss)}`.",
            )
        return None

    def _logits(self, facts: ModelFacts, recipe: CompiledFacts) -> Judgement | None:
        """A loss that is told to expect scores, behind a layer that gives probabilities."""
        last = facts.layers[-1] if facts.layers else None
        bends = last.config.get("activation") in BENT or last.kind in ("Softmax",) if last is not None else False
        if not self.loss or not bends or not recipe.loss_config.get("from_logits"):
            return None
        return three(
            "`from_logits=True` says that the model gives plain scores, and its last layer gives probabilities.",
            "The loss would bend them a second time, and its numbers would mean something else.",
            "Leave `from_logits` away.",
        )

    def _metrics(self, recipe: CompiledFacts, outcome: Outcome) -> Judgement | None:
        found = [canonical(metric) for metric in recipe.metrics]
        unknown = [] if recipe.metrics_known else [m for m in recipe.metrics if canonical(m) not in METRICS]
        if unknown:
            return _unknown("metric", unknown[0], METRICS, outcome)
        found += ["accuracy"] if ACCURACY.get(canonical(recipe.loss or "")) in found else []
        missing = [metric for metric in self.metrics if canonical(metric) not in found]
        if missing and _three_in_a_row(outcome.code):
            return three(
                "The third thing in the brackets of `compile` is not taken for the metrics.",
                "Its place was theirs in Keras 2; in Keras 3 it belongs to `loss_weights`.",
                "Call it by its name: `metrics=[...]`.",
            )
        if missing:
            have = f"The metrics are {listed(recipe.metrics)}." if recipe.metrics else "There are no metrics."
            return three(
                have,
                "Metrics change nothing in training; they tell people how it goes.",
                f"The step asks for {listed(missing)}, too: `metrics=[...]`.",
            )
        return None


def optimizer_miss(recipe: CompiledFacts, asked: str | Mapping[str, Settings]) -> Judgement | None:
    """What is wrong with the optimizer; None when nothing is, or when none was asked for."""
    if not asked:
        return None
    kind, settings = (asked, {}) if isinstance(asked, str) else next(iter(asked.items()))
    if recipe.optimizer.casefold() != kind.casefold():
        return three(
            f"The optimizer is `{recipe.optimizer or 'none'}`.",
            "It decides how the weights move after each batch.",
            f"The step asks for `{kind}`.",
        )
    for setting, wanted in settings.items():
        found = recipe.optimizer_config.get(setting)
        if not same_setting(found, wanted):
            return three(
                f"`{kind}` has the {setting.replace('_', ' ')} {in_words(found)}.",
                MEANINGS.get(setting, "It changes how the weights move."),
                f"The step asks for {in_words(wanted)}: give it to `keras.optimizers.{kind}(...)`.",
            )
    return None


def _three_in_a_row(code: str) -> bool:
    """Whether `compile` gets three things without their names."""
    tree = parsed(code)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)] if tree is not None else []
    return any(dotted(call.func).endswith(".compile") and len(call.args) >= 3 for call in calls)


def _unknown(what: str, name: str, known: Sequence[str], outcome: Outcome) -> Judgement:
    """Keras takes any text in silence, and fails only at `fit`."""
    near = nearest(name, known)
    quoted = next((f"{quote}{name}{quote}" for quote in "'\"" if f"{quote}{name}{quote}" in outcome.code), "")
    offer = outcome.code.replace(quoted, quoted[0] + near + quoted[0]) if near and quoted else ""
    return three(
        f"`{name}` is not a {what} Keras knows.",
        "Keras takes the name now, and fails only when training begins.",
        f"Did you mean `{near}`?" if near else f"Choose one of those in `keras.{PLACES[what]}`.",
        offer,
    )
