"""Compares what went into a training with what the step asks for: the rows, the model, its recipe, and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from tutor.checks.compiled import optimizer_miss
from tutor.checks.numeric import Bounds
from tutor.checks.settings import Settings
from tutor.checks.wording import count, three
from tutor.core.keras_names import canonical
from tutor.core.origins import PartFacts, RunFacts
from tutor.core.outcome import Outcome
from tutor.core.verdict import Judgement

HERE = "this step"
"""What `made_in` may ask for."""
ANY = "any"
"""In `trained_on`: whatever x there was."""


class Asked(Struct, frozen=True):
    """What a step asks of a training. Empty fields ask for nothing."""

    name: str
    """Of its record."""
    of: str = ""
    trained_on: tuple[str, ...] = ()
    validated_on: tuple[str, ...] = ()
    made_in: str = HERE
    loss: str = ""
    optimizer: str | Mapping[str, Settings] = ""
    before: Bounds | None = None

    @property
    def particular(self) -> bool:
        """Whether more is asked for than that the training belongs to the step."""
        return bool(self.of or self.trained_on or self.validated_on or self.loss or self.optimizer or self.before)

    @property
    def groups(self) -> tuple[tuple[str, ...], ...]:
        """The expressions whose rows have to be known."""
        sides = (self.trained_on, self.validated_on)
        return tuple(side[1:] if side[0] == ANY else side for side in sides if side)

    def miss(
        self, run: RunFacts | None, parts: tuple[PartFacts | None, ...], outcome: Outcome
    ) -> Judgement | None:
        """What is not as it should be; None when all is. `parts` are the rows of `groups`."""
        if run is None:
            return self._unknown() if self.particular else None
        wanted = list(parts)
        train = wanted.pop(0) if self.trained_on and wanted else None
        held = wanted.pop(0) if self.validated_on and wanted else None
        return (
            self._time(run, outcome)
            or self._model(run)
            or self._own_numbers(run)
            or self._rows(run, train)
            or self._share(run)
            or self._earlier(run, train)
            or self._held(run, held, train)
            or self._recipe(run)
            or self._start(run)
        )

    def _unknown(self) -> Judgement:
        return three(
            f"`{self.name}` was not returned by a `fit` of this session.",
            "What it was trained on cannot be told, and the next steps build on it.",
            "Train the model with `fit`, and keep what that returns.",
        )

    def _time(self, run: RunFacts, outcome: Outcome) -> Judgement | None:
        if self.made_in != HERE or outcome.made_here(run.cell):
            return None
        return three(
            f"`{self.name}` is the record of a training that ran before this step.",
            "Another name for it trains nothing, and this step is about a training of its own.",
            "Call `fit` here, and keep what it returns.",
        )

    def _model(self, run: RunFacts) -> Judgement | None:
        if not self.of or self.of in run.models:
            return None
        other = f"`{run.models[0]}`" if run.models else "another model"
        return three(
            f"`{self.name}` is the record of {other}, not of `{self.of}` as it is now.",
            "Numbers of one model say nothing about another.",
            f"Train `{self.of}`: `{self.name} = {self.of}.fit(...)`.",
        )

    def _own_numbers(self, run: RunFacts) -> Judgement | None:
        """Numbers that no training came to."""
        if not self.particular:
            return None
        if run.changed:
            return three(
                f"The numbers in `{self.name}` are not those that the training measured.",
                "A record that was changed by hand tells nothing about the model.",
                "Train again, or type `/reset`, and leave the record as it is.",
            )
        if run.by_hand:
            return three(
                "Weights of this model were set by hand.",
                "What it ends with is then what was put in, and not what it has learned from the examples.",
                "Build and compile the model anew, and train it. `/reset` brings back what there was.",
            )
        return None

    def _share(self, run: RunFacts) -> Judgement | None:
        """The right rows, and not all of them, or not each as much as the others."""
        if not self.trained_on:
            return None
        if run.drawn and run.data is None:
            return three(
                "The rows came from a generator, which is used up now.",
                "So nobody can say which rows the model has learned from.",
                "Give `fit` the arrays themselves.",
            )
        if run.weighed:
            return three(
                "In this training some rows counted more than others.",
                "The step compares its loss with that of trainings in which all rows count alike.",
                "Leave `sample_weight` and `class_weight` away.",
            )
        if run.partly:
            return three(
                "An epoch of this training saw only some of the rows.",
                "An epoch is one pass through all of them; `steps_per_epoch` ended it before.",
                "Leave `steps_per_epoch` away.",
            )
        return None

    def _earlier(self, run: RunFacts, wanted: PartFacts | None) -> Judgement | None:
        """The right rows now, and others in an earlier training of the same model."""
        if wanted is None or self.trained_on[0] == ANY or len(self.trained_on) < 2:
            return None
        other = next((each for each in run.earlier if each.pairs != wanted.pairs), None)
        if other is None:
            return None
        return three(
            f"Before this training the model had already learned from other rows, {count(other.rows, 'row')}.",
            "What it learned there is still in its weights.",
            "Build and compile it anew and train it on the right rows alone, or type `/reset` first.",
        )

    def _rows(self, run: RunFacts, wanted: PartFacts | None) -> Judgement | None:
        """Other rows than those that the model is to learn from."""
        found = run.data
        if found is None or wanted is None:
            return None  # not to be told
        then = _give("Give `fit` {}.", [each for each in self.trained_on if each != ANY], " and ", "`")
        if self.trained_on[0] == ANY:
            return None if found.y == wanted.x else self._other_rows(run, found, wanted, then)
        if found.pairs == wanted.pairs or (len(self.trained_on) == 1 and found.x == wanted.x):
            return None
        if (found.x, found.y) == (wanted.y, wanted.x):
            return three(
                "`fit` got x and y the wrong way round.",
                "The model learned to tell x from y, and the question is the other one.",
                then,
            )
        if found.x == wanted.x:
            beside = f"`{run.y}`" if run.y else "something else"
            return three(
                f"The rows of x are right, but {beside} stands beside them.",
                "Each row of x learns from the y at the same place.",
                then,
            )
        return self._other_rows(run, found, wanted, then)

    def _other_rows(self, run: RunFacts, found: PartFacts, wanted: PartFacts, then: str) -> Judgement:
        what = f"`{run.x}`, {count(found.rows, 'row')}" if run.x else count(found.rows, "row")
        rows = count(wanted.rows, "row") if wanted.rows != found.rows else "other rows"
        return three(
            f"This training saw {what}; the step asks for {rows}.",
            "A model can only be compared, or tested, when it is known which rows it has learned from.",
            then,
        )

    def _held(self, run: RunFacts, wanted: PartFacts | None, train: PartFacts | None) -> Judgement | None:
        """Other validation rows than asked for."""
        if not self.validated_on:
            return None
        then = _give("Give `fit` the argument `validation_data=({})`.", self.validated_on, ", ")
        if not run.validated:
            return three(
                "This training had no validation data.",
                "Without it nothing tells how the model does on rows that it has not learned from.",
                then,
            )
        found = run.held
        if found is None or wanted is None or found.pairs == wanted.pairs:
            return None
        if found.x == wanted.x:
            saw = "The validation rows are right, and the answers beside them are not theirs."
        elif train is not None and found.x == train.x:
            saw = "The validation data are the training rows."
        else:
            what = f"`{run.held_x}`, {count(found.rows, 'row')}" if run.held_x else count(found.rows, "row")
            saw = f"The validation data are {what}, and not those that the step asks for."
        return three(saw, "The numbers with `val_` then say something else than they seem to.", then)

    def _recipe(self, run: RunFacts) -> Judgement | None:
        recipe = run.compiled
        if recipe is None:
            return None
        if self.loss and canonical(recipe.loss or "") != canonical(self.loss):
            return three(
                f"This training made `{recipe.loss}` small.",
                "Each loss has a unit of its own, so its numbers cannot be held against those of another.",
                f"The step asks for `{canonical(self.loss)}`: compile with it, and train again.",
            )
        return optimizer_miss(recipe, self.optimizer)

    def _start(self, run: RunFacts) -> Judgement | None:
        if self.before is None or self.before.hold(run.before):
            return None
        if run.before:
            return three(
                f"This training went on from an earlier one, after {count(run.before, 'epoch')}.",
                "Numbers of a model that begins anew are something else.",
                "Build and compile the model again, then train it.",
            )
        return three(
            "This model was new when the training began.",
            "The step asks for a training that goes on from an earlier one.",
            "Train the model that you have, without building it again. `/reset` brings it back.",
        )


def _give(sentence: str, expressions: Sequence[str], between: str, quote: str = "") -> str:
    """The advice with the names in it; where a lesson wrote more than names, where to look."""
    if all(each.isidentifier() for each in expressions):
        return sentence.format(between.join(f"{quote}{each}{quote}" for each in expressions))
    return "Compare what stands in the brackets of `fit` with the task, name by name."
