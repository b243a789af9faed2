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


class Judged(Struct, frozen=True):
    """A judgement, and what to say of it where the session does not show it."""

    find: Judgement
    may_be: str = ""
    """One sentence; empty for what only is the sign of a symptom."""


JUDGEMENTS: Mapping[str, Judged] = {
    # The training
    "few epochs": Judged(of_training.few_epochs, "The training may have been too short."),
    "levelled off": Judged(of_training.levelled, "The training may have come to its end."),
    "loss grew": Judged(of_training.loss_grew, "The loss may have grown before."),
    "many epochs": Judged(of_training.many_epochs, "There may be very many epochs."),
    "many steps": Judged(of_training.many_steps, "An epoch may be very many steps."),
    "patience short": Judged(of_training.patience_short, "`EarlyStopping` may have too little patience."),
    "rate high": Judged(of_rate.high, "The learning rate may be too large."),
    "rate at its limit": Judged(of_rate.at_its_limit, "The inputs may be too large for a larger learning rate."),
    "rate low": Judged(of_rate.low, "The learning rate may be too small."),
    "rate scheduled": Judged(of_rate.scheduled, "The learning rate may follow a schedule."),
    "rate zero": Judged(of_rate.zero, "The learning rate may be 0."),
    "slow fall": Judged(of_training.slow_fall, "The loss may still be on its way down."),
    "small batches": Judged(of_training.small_batches, "The batches may be very small."),
    "still falling": Judged(of_training.still_falling, "The loss may still be falling."),
    "stopped by callback": Judged(of_training.stopped_by_callback, "`EarlyStopping` may have ended it."),
    "too few steps": Judged(
        of_training.too_few_steps, "The steps may be too few and too short for labels of this size."
    ),
    "trained again": Judged(
        of_training.trained_again, "`fit` may have been called before: it goes on with the weights it finds."
    ),
    "leap at new training": Judged(
        of_training.one_leap, "A second `fit` may have begun there, with a fresh optimizer."
    ),
    "weights lost": Judged(of_training.weights_lost, "The weights may be nan already."),
    "fell within epoch": Judged(
        of_training.within_epoch, "The loss may have fallen noticeably within the last epoch."
    ),
    # The data
    "asked on other scale": Judged(
        of_data.asked_on_other_scale, "`predict` may get inputs of another scale than `fit` did."
    ),
    "asked outside": Judged(of_data.asked_outside, "You may ask far outside of the examples."),
    "data not finite": Judged(of_data.data_not_finite, "The data may hold nan or infinity."),
    "few validation rows": Judged(of_data.few_validation_rows, "The validation rows may be very few."),
    "fewer rows than weights": Judged(
        of_data.fewer_rows_than_weights, "The model may have more weights than there are rows."
    ),
    "inputs are labels": Judged(of_data.inputs_are_labels, "x and y may be one and the same array."),
    "inputs large": Judged(of_data.inputs_large, "The inputs may be large numbers, pixels up to 255 for one."),
    "inputs uneven": Judged(of_data.inputs_uneven, "The columns of the inputs may be of very different sizes."),
    "label among inputs": Judged(of_data.label_among_inputs, "The label may stand among the inputs."),
    "labels beyond output": Judged(
        of_data.labels_beyond_output, "The labels may be beyond what the last layer can say."
    ),
    "labels beyond 0 to 1": Judged(
        of_data.labels_beyond_zero_one, "The labels may be other numbers than 0 and 1."
    ),
    "labels large": Judged(of_data.labels_large, "The labels may be large numbers."),
    "no negative labels": Judged(of_data.positive_labels, "The last layer may know no limit at 0."),
    "one kind only": Judged(of_data.one_kind_only, "All labels may be the same."),
    "rare kind": Judged(of_data.rare_kind, "One kind may be much rarer than another."),
    "sorted split": Judged(
        of_data.sorted_split, "The rows may be in order, and `validation_split` takes the last."
    ),
    "validated on training": Judged(
        of_data.validated_on_training, "The validation rows may be among the training rows."
    ),
    "wide inputs": Judged(of_data.narrow_beside_zero, "The inputs may be much larger than 1."),
    # The model and its recipe
    "accuracy of numbers": Judged(of_model.accuracy_of_numbers, "The answers may be measured numbers."),
    "accuracy of scores": Judged(
        of_model.accuracy_of_scores, "The answers may be raw scores, with the line between no and yes at 0."
    ),
    "batch normalization": Judged(
        of_model.has_batch_norm, "BatchNormalization works with other means in training than afterwards."
    ),
    "bias left out": Judged(of_model.bias_left_out, "The layer may have been made with `use_bias=False`."),
    "column beside row": Judged(
        of_model.one_number_each, "The answers may stand in a column, and the labels in a row."
    ),
    "deep and saturating": Judged(of_model.deep_saturating, "There may be many layers with `sigmoid` or `tanh`."),
    "dropout": Judged(of_model.has_dropout, "Dropout is on in training and off afterwards."),
    "error for kinds": Judged(of_model.error_for_kinds, "The loss may be one for measured numbers."),
    "frozen without compile": Judged(
        of_model.frozen_without_compile, "`trainable` may have been changed without a new `compile`."
    ),
    "large model": Judged(of_model.large_model, "The model may be larger than it need be."),
    "many models": Judged(of_model.many_models, "The session may hold many models."),
    "no metrics": Judged(of_model.no_metrics, "`compile` may have been given no `metrics`."),
    "no validation": Judged(of_model.no_validation, "`fit` may have kept no data apart."),
    "nothing trainable": Judged(of_model.nothing_trainable, "The weights may be frozen."),
    "number per kind": Judged(of_model.one_number_per_kind, "The model may give one number for each kind."),
    "one unit softmax": Judged(
        of_model.one_unit_softmax, "The last layer may be one unit with `softmax`, which always says 1."
    ),
    "partly frozen": Judged(of_model.partly_frozen, "Some layers may be frozen."),
    "penalty in loss": Judged(of_model.penalty_in_loss, "A regularizer may add to the loss."),
    "raw scores": Judged(of_model.raw_scores, "The answers may be raw scores."),
    "relu at the end": Judged(of_model.relu_at_end, "The last layer may end in `relu`."),
    "relu shut": Judged(of_model.relu_inside, "Neurons with `relu` may be shut for good."),
    "separate sigmoids": Judged(
        of_model.separate_sigmoids,
        "The last layer may end in `sigmoid`, which makes each number a probability of its own.",
    ),
    "softmax missing": Judged(
        of_model.softmax_missing, "The last layer may lack the activation that the loss expects."
    ),
    "softmax twice": Judged(of_model.softmax_twice, "`softmax` or `sigmoid` may be applied twice."),
    "straight only": Judged(
        of_model.straight_only, "The model may be too simple: without hidden layers it is straight."
    ),
    "wider than labels": Judged(
        of_model.wider_than_labels, "The last layer may have more units than y has columns."
    ),
    # The answers
    "answers alike": Judged(of_answers.all_alike, "All answers may be alike."),
    "answers at the ends": Judged(of_answers.only_ends),
    "answers beyond labels": Judged(of_answers.beyond_labels),
    "answers far too large": Judged(of_answers.far_too_large),
    "answers near the mean": Judged(of_answers.near_mean, "The answers may all be near the mean."),
    "error small": Judged(of_answers.typical_error, "The error may be small already."),
    "kind left out": Judged(of_answers.kind_left_out),
    "line": Judged(of_answers.line),
    "loss of now": Judged(of_answers.loss_of_now),
    "shapes": Judged(of_answers.shapes),
    "sum is not 1": Judged(of_answers.sums),
    "sum is nearly 1": Judged(of_answers.nearly_one, "Only rounding may be missing."),
    # The curves
    "accuracy and loss rise": Judged(of_metrics.both_rise),
    "accuracy at chance": Judged(of_curves.at_chance),
    "accuracy fell": Judged(of_metrics.accuracy_fell),
    "accuracy perfect": Judged(of_metrics.accuracy_perfect),
    "accuracy still": Judged(of_metrics.accuracy_still),
    "accuracy zero": Judged(of_metrics.accuracy_zero),
    "begins high": Judged(of_curves.begins_high),
    "clock": Judged(of_metrics.clock),
    "columns": Judged(of_metrics.columns),
    "ended early": Judged(of_metrics.ended_early),
    "first epoch only": Judged(of_curves.first_only),
    "high and still": Judged(of_curves.high_and_still, "The loss may be small in number only."),
    "leapt": Judged(of_curves.leapt),
    "loss": Judged(of_curves.way),
    "lost": Judged(of_curves.lost, "The loss may have become nan."),
    "lost at once": Judged(of_curves.lost_at_once),
    "lost later": Judged(of_curves.lost_later),
    "ln 2": Judged(of_curves.at_ln2),
    "ln of kinds": Judged(of_curves.at_ln_kinds),
    "models held": Judged(of_metrics.models_held),
    "negative": Judged(of_curves.negative),
    "restless": Judged(of_curves.restless, "The loss may be jumping to and fro."),
    "rising": Judged(of_curves.rising),
    "slowly": Judged(of_curves.slowly),
    "steps made": Judged(of_metrics.moved),
    "turned": Judged(of_curves.turned),
    "unmoved": Judged(of_curves.unmoved),
    "validation above": Judged(of_validation.validation_above),
    "validation accuracy below": Judged(of_validation.validation_accuracy_below),
    "validation below": Judged(of_validation.validation_below),
    "validation restless": Judged(of_validation.validation_restless),
    "validation turned": Judged(of_validation.validation_turned, "The validation loss may have begun to rise."),
    "zero": Judged(of_curves.zero),
}
