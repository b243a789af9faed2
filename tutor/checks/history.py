"""Checks how a training went: its epochs, and where loss and metrics began and ended."""

from __future__ import annotations

import ast
import math
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field

from tutor.checks.compiled import ACCURACY
from tutor.checks.numeric import Bounds
from tutor.checks.origin import HERE, Asked
from tutor.checks.settings import Settings
from tutor.checks.wording import count, listed, three, unfit
from tutor.core.acts import dotted
from tutor.core.facts import (
    Describe,
    Evaluate,
    Facts,
    FailedFacts,
    HistoryFacts,
    MetricFacts,
    MissingFacts,
    NothingFacts,
    Probe,
    Rows,
)
from tutor.core.keras_names import canonical
from tutor.core.numbers import short
from tutor.core.origins import RowsFacts
from tutor.core.outcome import Outcome
from tutor.core.syntax import parsed
from tutor.core.verdict import PASSED, Judgement, not_yet


class HistoryCheck(Struct, frozen=True, kw_only=True):
    """What a `fit` returned, and what went into it."""

    history: str
    """A name, or an expression: `runs[0.1]`."""
    epochs: int | None = None
    """Exactly so many in this `fit`."""
    last: Mapping[str, Bounds] = field(default_factory=dict)
    """Metric to where its last value must lie: `{loss: {below: 20}}`."""
    first: Mapping[str, Bounds] = field(default_factory=dict)
    best: Mapping[str, Bounds] = field(default_factory=dict)
    """The smallest value, or the largest of a metric that should grow."""
    falling: bool = False
    """True: the loss must have ended below where it began."""
    runs_away: bool = False
    """True: the loss must have ended at nan or infinity, which else is refused."""
    of: str = ""
    """The model that must have been trained, and that its variable must still hold."""
    trained_on: tuple[str, ...] = ()
    """x and y, as expressions: `[train_x, train_y]`. The same rows in another order pass, and so does whatever
    holds them. `[any, train_y]` asks for y alone."""
    validated_on: tuple[str, ...] = ()
    """The same for the validation data, or for what `validation_split` keeps back."""
    made_in: str = HERE
    """`this step`, or `any step` for a training that may be an earlier one."""
    loss: str = ""
    """The loss that was made small: a number below which it is to fall means nothing without it."""
    optimizer: str | Mapping[str, Settings] = ""
    """A class, or `{class: {setting: value}}`, as in `compiled`."""
    before: Bounds | None = None
    """Epochs that the model had been trained before: `{below: 1}` for a new one."""

    @property
    def subject(self) -> str:
        return self.history if self.history.isidentifier() else ""

    def probes(self) -> Sequence[Probe]:
        rows = [Rows(self._asked.groups)] if self._asked.groups else []
        return [self._probe, *rows]

    @property
    def _probe(self) -> Probe:
        return Describe(self.history) if self.history.isidentifier() else Evaluate(self.history)

    @property
    def _asked(self) -> Asked:
        return Asked(
            self.history,
            self.of,
            self.trained_on,
            self.validated_on,
            self.made_in,
            self.loss,
            self.optimizer,
            self.before,
        )

    def judge(self, outcome: Outcome) -> Judgement:
        facts = outcome.fact(self._probe)
        if not_kept := self._not_kept(outcome):
            return not_kept
        if isinstance(facts, FailedFacts) and not self.subject:
            return three(
                f"There is no record at `{self.history}`: {facts.error}: {facts.message.rstrip('.')}.",
                "The next steps look at it there.",
                "Keep there what `fit` returns.",
            )
        if not isinstance(facts, HistoryFacts):
            return unfit(
                self.history,
                facts,
                outcome,
                "the record that `fit` returns",
                f"Keep it: `{self.history} = model.fit(...)`.",
            )
        rows = outcome.fact(Rows(self._asked.groups)) if self._asked.groups else RowsFacts()
        if not isinstance(rows, RowsFacts):
            return _no_rows(rows)
        went = self._diverged(facts) or self._asked.miss(facts.run, rows.groups, outcome)
        return went or self._epochs(facts, outcome) or self._bounds(facts) or self._fell(facts) or PASSED

    def _not_kept(self, outcome: Outcome) -> Judgement | None:
        """A `fit` whose record went nowhere: Keras keeps the latest at the model, too."""
        models = sorted(set(_trained_at_the_top(outcome.code)))
        absent = isinstance(outcome.fact(self._probe), (MissingFacts, NothingFacts))
        absent = absent or self.history in outcome.old
        if not absent or len(models) != 1 or not models[0].isidentifier() or _kept(outcome.code):
            return None
        return three(
            "The training ran, but its record was not kept.",
            "`fit` returns the loss of every epoch, and the next steps look at it.",
            f"Put `{self.history} =` in front of `fit`; the record of this run is still there.",
            offer=f"{self.history} = {models[0]}.history",
        )

    def _diverged(self, facts: HistoryFacts) -> Judgement | None:
        loss = facts.metrics.get("loss")
        if self.runs_away and (loss is None or math.isfinite(loss.last)):
            return three(
                "This run did not run away: its last loss is still a number.",
                "The step is about what too large a step does.",
                "Look at the optimizer, at the learning rate in its brackets, and at the number of epochs.",
            )
        if self.runs_away or loss is None or math.isfinite(loss.last):
            return None
        return three(
            f"The loss ended at {short(loss.last)}.",
            "The steps were so large that the numbers ran away, and the weights are spoilt for good.",
            "`/reset` brings back the model as it was; train it again with a smaller learning rate.",
        )

    def _epochs(self, facts: HistoryFacts, outcome: Outcome) -> Judgement | None:
        if self.epochs is None or facts.epochs == self.epochs:
            return None
        ran = f"This `fit` ran for {count(facts.epochs, 'epoch')}; the step asks for {self.epochs}."
        calls = outcome.acts.calls
        if not any(call.endswith(".fit") for call in calls) or calls & {"Sequential", "Model"}:
            why = "The text goes on with the numbers of such a run."
            return three(ran, why, f"Run it again with `epochs={self.epochs}`.")
        return three(
            ran,
            "One more `fit` would go on from where this one ended, not begin afresh.",
            f"Go back with `/reset`, then train with `epochs={self.epochs}`.",
        )

    def _bounds(self, facts: HistoryFacts) -> Judgement | None:
        for which, wanted in (("first", self.first), ("best", self.best), ("last", self.last)):
            for name, bounds in wanted.items():
                metric = facts.metrics.get(name) or _under_another_name(name, facts.metrics)
                if metric is None:
                    return three(
                        f"`{self.history}` has no `{name}`; it has {listed(list(facts.metrics)) or 'nothing'}.",
                        "Only what `compile` and `fit` were asked to measure is recorded.",
                        "Name it in `metrics=[...]`; names that begin with `val_` need validation data in `fit`.",
                    )
                value = {"first": metric.first, "best": metric.best, "last": metric.last}[which]
                if not bounds.hold(value):
                    return self._out_of_bounds(name, which, value, bounds, metric)
        return None

    def _out_of_bounds(
        self, name: str, which: str, value: float, bounds: Bounds, metric: MetricFacts
    ) -> Judgement:
        if name.endswith("loss") and which == "last" and bounds.below is not None and value >= bounds.below:
            still = _still_falling(metric)
            went = "fell" if metric.last < metric.first else "went"
            return not_yet(
                f"The {name} {went} from {short(metric.first)} to {short(metric.last)}"
                + (" and is still falling. " if still else ". ")
                + f"It should get {bounds}: until then the weights are too far from the rule. "
                + (
                    "Raise the learning rate or the epochs."
                    if still
                    else "Look at the learning rate and the model."
                )
            )
        return three(
            f"The {which} {name} is {short(value)}.",
            f"It should be {bounds} when all is as the step says.",
            "Look at the lines that made the model and its `compile`; `/solution` shows this step's lines.",
            vague=True,
        )

    def _fell(self, facts: HistoryFacts) -> Judgement | None:
        loss = facts.metrics.get("loss")
        if not self.falling or loss is None or loss.last < loss.first:
            return None
        return three(
            f"The loss began at {short(loss.first)} and ended at {short(loss.last)}.",
            "It should fall: then the model gets better at the examples.",
            "Try a smaller learning rate.",
        )


def _no_rows(facts: Facts) -> Judgement:
    """What this training is to be compared with has gone."""
    why = f"{facts.error}: {facts.message.rstrip('.')}" if isinstance(facts, FailedFacts) else "they are not there"
    return three(
        f"The rows that this step is about cannot be looked at: {why}.",
        "So nobody can say whether the training saw them.",
        "`/reset` brings back what there was when the step began.",
    )


def _under_another_name(name: str, metrics: Mapping[str, MetricFacts]) -> MetricFacts | None:
    """The same metric as somebody else spells it: `val_acc` for `val_accuracy`; None when it was not measured."""
    same = (metric for other, metric in metrics.items() if _spelt_out(other) == _spelt_out(name))
    if name.removeprefix("val_") == "accuracy":  # Keras's own names for what `accuracy` stands for
        before = name.removesuffix("accuracy")
        alike = (metrics[f"{before}{each}"] for each in ACCURACY.values() if f"{before}{each}" in metrics)
        return next(same, None) or next(alike, None)
    return next(same, None)


def _spelt_out(name: str) -> str:
    plain = name.removeprefix("val_")
    return name[: len(name) - len(plain)] + canonical(plain)


def _kept(code: str) -> bool:
    """Whether some name is given to what a `fit` returns."""
    tree = parsed(code)
    return tree is not None and any(
        isinstance(node, (ast.Assign, ast.AnnAssign, ast.NamedExpr))
        and isinstance(node.value, ast.Call)
        and dotted(node.value.func).rpartition(".")[2] == "fit"
        for node in ast.walk(tree)
    )


def _trained_at_the_top(code: str) -> Iterator[str]:
    """The variables of which `fit` is called outside of functions: only those are there afterwards."""
    waiting: list[ast.AST] = [parsed(code) or ast.Module([], [])]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Call) and dotted(node.func).endswith(".fit"):
            yield dotted(node.func).rpartition(".")[0]
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)):
            waiting += ast.iter_child_nodes(node)


def _still_falling(metric: MetricFacts) -> bool:
    """Whether the last tenth of the curve went down by more than a thousandth."""
    tenth = len(metric.curve) // 10
    before = metric.curve[-1 - tenth] if tenth else metric.first
    return metric.last < before - abs(before) / 1000
