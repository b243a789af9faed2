"""Tells which fact of the live session a question asks for, from its words alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from tutor.answers.words import simplified


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


@dataclass(frozen=True, slots=True)
class Wording:
    """How a subject is asked for, in regular expressions of whole words."""

    says: tuple[str, ...]
    """Any of these."""
    unless: str = ""
    """Words of a question about the idea, or for advice, and so not about this session."""

    def compiled(self) -> re.Pattern[str]:
        without = rf"(?!.*\b(?:{self.unless})\b)" if self.unless else ""
        return re.compile(rf"^{without}.*\b(?:{'|'.join(self.says)})\b")


_ASK = r"(?:what|whats|which|show|print|tell|give|see|list|how)\b.*"
_MINE = r"(?:my|our|this|the (?:model|network|net)|it|its|i|me|we)"
_MY_MODEL = r"(?:my|the|this) (?:model|network|net)"
_NOW = r"(?:now|right now|currently|so far|at the moment|at the end|after training)"
_WEIGHTS = r"(?:w|b|weights?|bias(?:es)?|slope|intercept|line|equation|rule)"
_METRIC = r"(?:loss|error|accuracy|acc|mae|val_loss|metric)"

WORDINGS: dict[Subject, Wording] = {
    Subject.NAN: Wording(
        says=(
            r"why\b.*\b(?:nans?|inf|infinity)",
            r"(?:loss|weights?|predictions?|model|it)\b.*\b(?:nan|inf|not a number)",
        ),
        unless="data|table|cells?|mean|means|stand",
    ),
    Subject.PREDICTION: Wording(
        says=(
            rf"(?:what|which|how much)\b.*\b(?:{_MINE}|get|y)\b.*"
            r"\b(?:predict\w*|guess|say|says|output|answer|gives?|get|think|be)\b.*"
            r"\b(?:for|when|if|at|with|of|from)\b.*\d+",
            r"(?:whats|what is) the (?:prediction|output|answer)\b.*\b(?:for|when|if|at)\b.*\d+",
            r"predict (?:for )?-?\d[\d., ]*$",
        )
    ),
    Subject.OVERFITTING: Wording(
        says=(r"(?:am|is|are|do|did|does|has|have) .*\b(?:over|under) ?-?fit\w*",),
        unless="how (?:do|can|to)|why|what",
    ),
    Subject.SECONDS: Wording(
        says=(
            r"how (?:long|many (?:seconds|minutes)|much time)\b.*\b(?:train\w*|fit|take|took|ran|run|need(?:ed)?)",
            r"training time",
        ),
        unless="should|will|would",
    ),
    Subject.EPOCHS: Wording(
        says=(r"how many epochs\b.*\b(?:did|have|has|so far|trained|ran|run|was|were)",),
        unless="should|need|must|enough|best|to train",
    ),
    Subject.LEARNING_RATE: Wording(
        says=(
            rf"(?:{_MINE}|now|current|currently|using|used)\b.*\b(?:lr|learning rate)",
            r"how (?:big|large|high|small) is (?:my|the) (?:lr|learning rate)",
            rf"(?:lr|learning rate)\b.*\b(?:{_MINE}|now|current|currently|using|used|set to)",
        ),
        unless="choose|should|why|mean|means|too|lower|raise|change|increase|decrease|best|good",
    ),
    Subject.OPTIMIZER: Wording(
        says=(
            r"(?:which|what|whats)\b.*\boptimi[sz]er\b.*\b(?:i|we|my|it|using|now|used)",
            r"(?:what|whats|which|show)\b.*\bmy optimi[sz]er",
        ),
        unless="should|best|choose|better|why",
    ),
    Subject.LOSS_FUNCTION: Wording(
        says=(
            r"(?:which|what|whats) loss(?: function)?\b.*\b(?:am i|do i use|using|my model|does (?:it|my))",
            r"(?:which|what) loss(?: function)? did i (?:use|choose)",
            r"my loss function",
        ),
        unless="should|best|choose|better|why|for",
    ),
    Subject.PARAMETERS: Wording(
        says=(
            rf"how many (?:trainable )?(?:param\w*|weights|numbers)\b.*\b(?:{_MINE}|total|there)",
            r"how many (?:trainable )?param\w*$",
            rf"how (?:big|large|small) is {_MY_MODEL}",
            rf"(?:size of|number of param\w* in) {_MY_MODEL}",
        ),
        unless=r"should|a dense|dense layer|conv\w*|a layer",
    ),
    Subject.SHAPE: Wording(
        says=(
            rf"{_ASK}\bshapes?\b.*\w+",
            r"shapes? (?:of|is|has)\b.*\w+",
            r"how many (?:rows|columns)\b.*\b(?:has|have|in)",
        ),
        unless="why|mean|means|error|wrong|should|change|how do",
    ),
    Subject.LAYERS: Wording(
        says=(rf"(?:which|what|whats|how many|show|list)\b.*\b(?:layers|neurons)\b.*\b(?:{_MINE}|are there)",),
        unless="should|choose|why",
    ),
    Subject.BEST: Wording(
        says=(
            r"(?:best|lowest|smallest|minimum|highest) (?:epoch|loss|val_loss|accuracy|acc|error)(?! function)",
            r"when was\b.*\b(?:loss|error|accuracy)\b.*\b(?:best|lowest|smallest|highest)",
            r"how (?:low|small|good|high) (?:did|is|was|does|has)\b.*\b(?:loss|it|error|accuracy)",
        ),
        unless="why|should|use",
    ),
    Subject.TREND: Wording(
        says=(
            r"(?:did|is|does|are|has|am|do) .*\b(?:it|my|the model|the loss|the network|training|this|we|i)\b.*"
            r"\b(?:better|worse|improv\w*|(?:go|going) (?:down|up)|fall(?:s|ing)?|rising|still|"
            r"learn(?:ing|ed)? anything|learning$|converged?|done|finished|flat)",
        ),
        unless="why|when|validation|val_loss|should|how",
    ),
    Subject.WEIGHTS: Wording(
        says=(
            rf"{_ASK}\b(?:my|current|currently|learned)\b.*\b{_WEIGHTS}",
            rf"{_ASK}\b{_WEIGHTS}\b.*\b(?:{_NOW}|learn|learned|find|found)",
            rf"show(?: me)?(?: the)? {_WEIGHTS}",
            rf"(?:what|whats|which)\b.*\b(?:are|is) the {_WEIGHTS} of {_MY_MODEL}",
            rf"what (?:values?|numbers?) (?:do|does|are|is) (?:the|my) {_WEIGHTS}",
            r"what (?:did|has) (?:the |my )?(?:model|network|it) (?:learn|learned|found|find)",
        ),
        unless="why|mean|means|represent|stand|for|random|how (?:do|does|are)",
    ),
    Subject.LOSS: Wording(
        says=(
            rf"{_ASK}\b(?:my|current|the (?:last|final|latest))(?: \w+)?? {_METRIC}(?: {_NOW})?$",
            rf"{_METRIC} {_NOW}",
            rf"{_METRIC} at the (?:beginning|start|first)",
            rf"(?:current|first|last|final|latest) {_METRIC}$",
            r"(?:loss|error|accuracy) did (?:i|it|we)",
            r"how (?:big|large|high) is (?:my|the) (?:loss|error)",
            rf"how accurate is {_MY_MODEL}",
        ),
        unless="why|mean|means|function|for|good|bad|unit",
    ),
    Subject.VARIABLES: Wording(
        says=(
            r"(?:which|what|list|show)\b.*\b(?:variables|names|objects)\b.*\b(?:i|my|there|defined|exist|we)",
            r"(?:list|show)(?: me)?(?: my| all| the)* variables",
            r"what have i (?:made|defined)",
        )
    ),
}
"""In the order in which they are tried."""

_PATTERNS = {subject: wording.compiled() for subject, wording in WORDINGS.items()}


def subject_of(question: str) -> Subject | None:
    """What the question wants to know of the session; None when it is about something else."""
    text = " ".join(simplified(question).split()).rstrip("?!. ")
    return next((subject for subject, pattern in _PATTERNS.items() if pattern.search(text)), None)
