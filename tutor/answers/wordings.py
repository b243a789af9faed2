"""What can be asked of the live session, and by which words each of it is asked for."""

from __future__ import annotations

from enum import Enum

from tutor.answers import asked_of_model as model
from tutor.answers import asked_of_training as training
from tutor.answers.phrasing import Wording


class Subject(Enum):
    """What can be asked of the live session."""

    NAN = "nan"
    """Why the loss is not a number."""
    PREDICTION = "prediction"
    """What the model says for given numbers."""
    OVERFITTING = "overfitting"
    SECONDS = "seconds"
    """How long training took."""
    EPOCHS = "epochs"
    LEARNING_RATE = "learning_rate"
    OPTIMIZER = "optimizer"
    LOSS_FUNCTION = "loss_function"
    PARAMETERS = "parameters"
    SHAPE = "shape"
    LAYERS = "layers"
    BEST = "best"
    """The lowest loss, and its epoch."""
    TREND = "trend"
    """Whether the loss still falls."""
    WEIGHTS = "weights"
    LOSS = "loss"
    """The loss or another metric now."""
    VARIABLES = "variables"
    GOOD = "good"
    """Whether the loss it has come to is a good one."""
    WRONG = "wrong"
    """What is wrong, whatever it is."""


WORDINGS: dict[Subject, Wording] = {
    Subject.NAN: training.NAN,
    Subject.PREDICTION: model.PREDICTION,
    Subject.OVERFITTING: training.OVERFITTING,
    Subject.SECONDS: training.SECONDS,
    Subject.EPOCHS: training.EPOCHS,
    Subject.LEARNING_RATE: model.LEARNING_RATE,
    Subject.OPTIMIZER: model.OPTIMIZER,
    Subject.LOSS_FUNCTION: model.LOSS_FUNCTION,
    Subject.PARAMETERS: model.PARAMETERS,
    Subject.SHAPE: model.SHAPE,
    Subject.LAYERS: model.LAYERS,
    Subject.BEST: training.BEST,
    Subject.TREND: training.TREND,
    Subject.WEIGHTS: model.WEIGHTS,
    Subject.LOSS: training.LOSS,
    Subject.GOOD: training.GOOD,
    Subject.WRONG: training.WRONG,
    Subject.VARIABLES: model.VARIABLES,
}
"""In the order in which they are tried."""
