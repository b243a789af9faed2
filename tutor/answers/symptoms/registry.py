"""The judgements by the names under which `symptoms.yaml` calls them, as `sign` and as `when`."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from tutor.answers.symptoms import (
    of_answers,
    of_curves,
    of_data,
    of_metrics,
    of_model,
    of_rate,
    of_training,
    of_validation,
)
from tutor.answers.symptoms.evidence import Judgement


class Clue(Struct, frozen=True):
    """A judgement, and what to say of it where the session does not show it."""

    find: Judgement
    may_be: str = ""
    """One sentence; empty for what only is the sign of a symptom."""


JUDGEMENTS: Mapping[str, Clue] = {
    # The training
    "few epochs": Clue(of_training.few_epochs, "The training may have been too short."),
    "levelled off": Clue(of_training.levelled, "The training may have come to its end."),
    "loss grew": Clue(of_training.loss_grew, "The loss may have grown before."),
    "many epochs": Clue(of_training.many_epochs, "There may be very many epochs."),
    "many steps": Clue(of_training.many_steps, "An epoch may be very many steps."),
    "patience short": Clue(of_training.patience_short, "`EarlyStopping` may have too little patience."),
    "rate high": Clue(of_rate.high, "The learning rate may be too large."),
    "rate at its limit": Clue(of_rate.at_its_limit, "The inputs may be too large for a larger learning rate."),
    "rate low": Clue(of_rate.low, "The learning rate may be too small."),
    "rate scheduled": Clue(of_rate.scheduled, "The learning rate may follow a schedule."),
    "rate zero": Clue(of_rate.zero, "The learning rate may be 0."),
    "slow fall": Clue(of_training.slow_fall, "The loss may still be on its way down."),
    "small batches": Clue(of_training.small_batches, "The batches may be very small."),
    "still falling": Clue(of_training.still_falling, "The loss may still be falling."),
    "stopped by callback": Clue(of_training.stopped_by_callback, "`EarlyStopping` may have ended it."),
    "too few steps": Clue(
        of_training.too_few_steps, "The steps may be too few and too short for labels of this size."
    ),
    "trained again": Clue(
        of_training.trained_again, "`fit` may have been called before: it goes on with the weights it finds."
    ),
    "leap at new training": Clue(
        of_training.one_leap, "A second `fit` may have begun there, with a fresh optimizer."
    ),
    "weights lost": Clue(of_training.weights_lost, "The weights may be nan already."),
    "fell within epoch": Clue(
        of_training.within_epoch, "The loss may have fallen noticeably within the last epoch."
    ),
    # The data
    "asked on other scale": Clue(
        of_data.asked_on_other_scale, "`predict` may get inputs of another scale than `fit` did."
    ),
    "asked outside": Clue(of_data.asked_outside, "You may ask far outside of the examples."),
    "data not finite": Clue(of_data.data_not_finite, "The data may hold nan or infinity."),
    "few validation rows": Clue(of_data.few_validation_rows, "The validation rows may be very few."),
    "fewer rows than weights": Clue(
        of_data.fewer_rows_than_weights, "The model may have more weights than there are rows."
    ),
    "inputs are labels": Clue(of_data.inputs_are_labels, "x and y may be one and the same array."),
    "inputs large": Clue(of_data.inputs_large, "The inputs may be large numbers, pixels up to 255 for one."),
    "inputs uneven": Clue(of_data.inputs_uneven, "The columns of the inputs may be of very different sizes."),
    "label among inputs": Clue(of_data.label_among_inputs, "The label may stand among the inputs."),
    "labels beyond output": Clue(
        of_data.labels_beyond_output, "The labels may be beyond what the last layer can say."
    ),
    "labels beyond 0 to 1": Clue(of_data.labels_beyond_zero_one, "The labels may be other numbers than 0 and 1."),
    "labels large": Clue(of_data.labels_large, "The labels may be large numbers."),
    "no negative labels": Clue(of_data.positive_labels, "The last layer may know no limit at 0."),
    "one kind only": Clue(of_data.one_kind_only, "All labels may be the same."),
    "rare kind": Clue(of_data.rare_kind, "One kind may be much rarer than another."),
    "sorted split": Clue(of_data.sorted_split, "The rows may be in order, and `validation_split` takes the last."),
    "validated on training": Clue(
        of_data.validated_on_training, "The validation rows may be among the training rows."
    ),
    "wide inputs": Clue(of_data.narrow_beside_zero, "The inputs may be much larger than 1."),
    # The model and its recipe
    "accuracy of numbers": Clue(of_model.accuracy_of_numbers, "The answers may be measured numbers."),
    "accuracy of scores": Clue(
        of_model.accuracy_of_scores, "The answers may be raw scores, with the line between no and yes at 0."
    ),
    "batch normalization": Clue(
        of_model.has_batch_norm, "BatchNormalization works with other means in training than afterwards."
    ),
    "bias left out": Clue(of_model.bias_left_out, "The layer may have been made with `use_bias=False`."),
    "column beside row": Clue(
        of_model.one_number_each, "The answers may stand in a column, and the labels in a row."
    ),
    "deep and saturating": Clue(of_model.deep_saturating, "There may be many layers with `sigmoid` or `tanh`."),
    "dropout": Clue(of_model.has_dropout, "Dropout is on in training and off afterwards."),
    "error for kinds": Clue(of_model.error_for_kinds, "The loss may be one for measured numbers."),
    "frozen without compile": Clue(
        of_model.frozen_without_compile, "`trainable` may have been changed without a new `compile`."
    ),
    "large model": Clue(of_model.large_model, "The model may be larger than it need be."),
    "many models": Clue(of_model.many_models, "The session may hold many models."),
    "no metrics": Clue(of_model.no_metrics, "`compile` may have been given no `metrics`."),
    "no validation": Clue(of_model.no_validation, "`fit` may have kept no data apart."),
    "nothing trainable": Clue(of_model.nothing_trainable, "The weights may be frozen."),
    "number per kind": Clue(of_model.one_number_per_kind, "The model may give one number for each kind."),
    "one unit softmax": Clue(
        of_model.one_unit_softmax, "The last layer may be one unit with `softmax`, which always says 1."
    ),
    "partly frozen": Clue(of_model.partly_frozen, "Some layers may be frozen."),
    "penalty in loss": Clue(of_model.penalty_in_loss, "A regularizer may add to the loss."),
    "raw scores": Clue(of_model.raw_scores, "The answers may be raw scores."),
    "relu at the end": Clue(of_model.relu_at_end, "The last layer may end in `relu`."),
    "relu shut": Clue(of_model.relu_inside, "Neurons with `relu` may be shut for good."),
    "separate sigmoids": Clue(
        of_model.separate_sigmoids,
        "The last layer may end in `sigmoid`, which makes each number a probability of its own.",
    ),
    "softmax missing": Clue(
        of_model.softmax_missing, "The last layer may lack the activation that the loss expects."
    ),
    "softmax twice": Clue(of_model.softmax_twice, "`softmax` or `sigmoid` may be applied twice."),
    "straight only": Clue(
        of_model.straight_only, "The model may be too simple: without hidden layers it is straight."
    ),
    "wider than labels": Clue(
        of_model.wider_than_labels, "The last layer may have more units than y has columns."
    ),
    # The answers
    "answers alike": Clue(of_answers.all_alike, "All answers may be alike."),
    "answers at the ends": Clue(of_answers.only_ends),
    "answers beyond labels": Clue(of_answers.beyond_labels),
    "answers far too large": Clue(of_answers.far_too_large),
    "answers near the mean": Clue(of_answers.near_mean, "The answers may all be near the mean."),
    "error small": Clue(of_answers.typical_error, "The error may be small already."),
    "kind left out": Clue(of_answers.kind_left_out),
    "line": Clue(of_answers.line),
    "loss of now": Clue(of_answers.loss_of_now),
    "shapes": Clue(of_answers.shapes),
    "sum is not 1": Clue(of_answers.sums),
    "sum is nearly 1": Clue(of_answers.nearly_one, "Only rounding may be missing."),
    # The curves
    "accuracy and loss rise": Clue(of_metrics.both_rise),
    "accuracy at chance": Clue(of_curves.at_chance),
    "accuracy fell": Clue(of_metrics.accuracy_fell),
    "accuracy perfect": Clue(of_metrics.accuracy_perfect),
    "accuracy still": Clue(of_metrics.accuracy_still),
    "accuracy zero": Clue(of_metrics.accuracy_zero),
    "begins high": Clue(of_curves.begins_high),
    "clock": Clue(of_metrics.clock),
    "columns": Clue(of_metrics.columns),
    "ended early": Clue(of_metrics.ended_early),
    "first epoch only": Clue(of_curves.first_only),
    "high and still": Clue(of_curves.high_and_still, "The loss may be small in number only."),
    "leapt": Clue(of_curves.leapt),
    "loss": Clue(of_curves.way),
    "lost": Clue(of_curves.lost, "The loss may have become nan."),
    "lost at once": Clue(of_curves.lost_at_once),
    "lost later": Clue(of_curves.lost_later),
    "ln 2": Clue(of_curves.at_ln2),
    "ln of kinds": Clue(of_curves.at_ln_kinds),
    "models held": Clue(of_metrics.models_held),
    "negative": Clue(of_curves.negative),
    "restless": Clue(of_curves.restless, "The loss may be jumping to and fro."),
    "rising": Clue(of_curves.rising),
    "slowly": Clue(of_curves.slowly),
    "steps made": Clue(of_metrics.moved),
    "turned": Clue(of_curves.turned),
    "unmoved": Clue(of_curves.unmoved),
    "validation above": Clue(of_validation.validation_above),
    "validation accuracy below": Clue(of_validation.validation_accuracy_below),
    "validation below": Clue(of_validation.validation_below),
    "validation restless": Clue(of_validation.validation_restless),
    "validation turned": Clue(of_validation.validation_turned, "The validation loss may have begun to rise."),
    "zero": Clue(of_curves.zero),
}
