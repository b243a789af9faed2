"""Tells which fact of the live session a question asks for, from its words alone."""

from __future__ import annotations

import re
from enum import Enum

from msgspec import Struct

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


class Wording(Struct, frozen=True):
    """How a subject is asked for, in regular expressions of whole words."""

    says: tuple[str, ...]
    """Any of these."""
    unless: str = ""
    """Words of a question about the idea, or for advice, and so not about this session."""
    noun: str = ""
    """What it is called: `my NOUN`, `current NOUN` and `NOUN now` ask for it, too."""

    def compiled(self) -> re.Pattern[str]:
        without = rf"(?!.*\b(?:{self.unless})\b)" if self.unless else ""
        said = rf"^{without}.*\b(?:{'|'.join(self.says)})\b"
        short = rf"^(?:{_SHOW} )?(?:(?:the )?{_OWN} (?:{self.noun})(?: {_NOW})?|(?:the )?(?:{self.noun}) {_NOW})$"
        return re.compile(f"{said}|{short}" if self.noun else said)


_ASK = r"(?:what|whats|which|show|print|tell|give|see|list|how)\b.*"
_SHOW = r"(?:what is|what are|whats|and|show(?: me)?|tell me|give me|print)"
_OWN = r"(?:my|our|current|latest|present)"
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
            r"(?:how did|how come|where (?:do|does|did))\b.*\bnans?",
        ),
        unless="data|table|cells?|mean|means|stand",
    ),
    Subject.PREDICTION: Wording(
        says=(
            rf"(?:what|which|how much)\b.*\b(?:{_MINE}|get|y)\b.*"
            r"\b(?:predict\w*|guess|say|says|output|answer|gives?|get|think|be)\b.*"
            r"\b(?:for|when|if|at|with|of|from)\b.*\d+",
            r"(?:prediction|output|answer) (?:for|at|when x is|if x is) -?\d+",
            r"(?:whats|what is) the (?:prediction|output|answer)\b.*\b(?:for|when|if|at)\b.*\d+",
            r"(?:whats|what is) y (?:for|when|if|at)\b.*\d+",
            r"what comes out (?:for|at|when|if|of)\b.*\d+",
            r"predict (?:for )?-?\d[\d., ]*$",
        )
    ),
    Subject.OVERFITTING: Wording(
        says=(
            r"(?:am|is|are|do|did|does|has|have|check for) .*\b(?:over|under) ?-?fit\w*",
            r"check for overfitting",
        ),
        unless="how (?:do|can|to)|why|what",
        noun="overfitting",
    ),
    Subject.SECONDS: Wording(
        says=(
            r"how (?:long|many (?:seconds|minutes)|much time)\b.*\b(?:train\w*|fit|take|took|ran|run|need(?:ed)?)",
            r"how (?:long|fast)\b.*\b(?:training|fit|one epoch|an epoch|each epoch)",
            r"(?:time|seconds|milliseconds|ms) per epoch",
            r"training time|duration of (?:the |my )?training|was (?:that|it) (?:fast|slow)",
        ),
        unless="can|make|should|will|would",
    ),
    Subject.EPOCHS: Wording(
        says=(
            r"how many epochs\b.*\b(?:did|have|has|so far|trained|ran|run|was|were|in total|altogether)",
            r"how many epochs (?:are|were) (?:done|finished|over)|total epochs",
            r"number of epochs (?:so far|trained|done|run|ran)",
            r"how often (?:did|has) (?:it|the model|my model) (?:see|seen)",
        ),
        noun="epochs",
        unless="should|need|must|enough|best|to train",
    ),
    Subject.LEARNING_RATE: Wording(
        says=(
            rf"(?:{_MINE}|now|current|currently|using|used)\b.*\b(?:lr|learning rate)",
            r"how (?:big|large|high|small) is (?:my|the) (?:lr|learning rate)",
            rf"(?:lr|learning rate)\b.*\b(?:{_MINE}|now|current|currently|using|used|set to)",
        ),
        unless="choose|should|why|mean|means|too|lower|raise|change|increase|decrease|best|good",
        noun="lr|learning rate",
    ),
    Subject.OPTIMIZER: Wording(
        says=(
            r"(?:which|what|whats)\b.*\boptimi[sz]er\b.*\b(?:i|we|my|it|using|now|used)",
            r"(?:what|whats|which|show)\b.*\bmy optimi[sz]er",
            rf"(?:what|whats|which|show)\b.*\boptimi[sz]er of {_MY_MODEL}",
            r"(?:am i|are we|is it|do i) us(?:e|ing) (?:adam|sgd|rmsprop|adagrad)|optimi[sz]er in use",
        ),
        unless="should|best|do i choose|to choose|better|why",
        noun="optimi[sz]er",
    ),
    Subject.LOSS_FUNCTION: Wording(
        says=(
            r"(?:which|what|whats) loss(?: function)?\b.*\b(?:am i|do i use|using|my model|does (?:it|my))",
            r"(?:which|what) loss(?: function)? did i (?:use|choose)",
            r"my loss function",
        ),
        unless="should|best|choose|better|why|for",
        noun="loss function",
    ),
    Subject.PARAMETERS: Wording(
        says=(
            rf"how many (?:trainable )?(?:param\w*|weights|numbers)\b.*\b(?:{_MINE}|total|there)",
            r"how many (?:trainable )?param\w*$",
            rf"how (?:big|large|small) is {_MY_MODEL}",
            rf"(?:size of|number of param\w* in|param\w* count of) {_MY_MODEL}",
            r"total (?:number of )?param\w*",
            r"param\w* (?:in total|altogether)|how many param\w* (?:are|is) (?:there|trainable)",
            r"how many weights does (?:it|my model|the model|my network|the network) have",
        ),
        unless=r"should|a dense|dense layer|conv\w*|a layer|mean|means",
        noun=r"param\w*|param\w* count|number of param\w*",
    ),
    Subject.SHAPE: Wording(
        says=(
            rf"{_ASK}\bshapes?\b.*\w+",
            r"(?:shapes?|dimensions) (?:of|is|has)\b.*\w+",
            r"\w+ shape$|size of \w+$",
            r"how many (?:rows|columns)\b.*\b(?:has|have|in)",
        ),
        unless="why|mean|means|error|wrong|should|change|how do",
    ),
    Subject.LAYERS: Wording(
        says=(
            rf"(?:which|what|whats|how many|show|list)\b.*\b(?:layers|neurons)\b.*\b(?:{_MINE}|are there)",
            rf"(?:layers|architecture|structure) of {_MY_MODEL}|how deep is {_MY_MODEL}",
            r"show(?: me)? (?:my )?model layers",
            rf"(?:what is|what does) {_MY_MODEL} (?:made of|look like|consist of)",
        ),
        unless="should|choose|why",
        noun="layers",
    ),
    Subject.BEST: Wording(
        says=(
            r"(?:best|lowest|smallest|minimum|highest) (?:epoch|loss|val_loss|accuracy|acc|error)(?! function)",
            r"when was\b.*\b(?:loss|error|accuracy)\b.*\b(?:best|lowest|smallest|highest)",
            r"epoch (?:was|is|had|gave)\b.*\b(?:best|lowest|smallest|highest|minimum)",
            r"how (?:low|small|good|high) (?:did|was|does|has)\b.*\b(?:loss|it|error|accuracy)",
            rf"how good is (?:it|{_MY_MODEL})",
        ),
        unless="why|should|use",
    ),
    Subject.TREND: Wording(
        says=(
            r"(?:did|is|does|are|has|am|do) .*\b(?:it|my|the model|the loss|the network|training|this|we|i)\b.*"
            r"\b(?:better|worse|improv\w*|(?:go|going) (?:down|up)|fall(?:s|ing)?|rising|still|"
            r"learn(?:ing|ed)? anything|learning$|converged?|done|finished|flat|"
            r"(?:de|in)creas(?:ing|e|ed)|work(?:ed)?$)",
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
            r"what (?:numbers?|values?) did (?:the |my )?(?:model|network|neuron|it) (?:learn|find)",
            rf"(?:show|print|give)(?: me)?(?: the)? {_WEIGHTS} of {_MY_MODEL}",
            rf"(?:what|which|show)\b.*\bvalues? of (?:the |my )?{_WEIGHTS}",
            r"(?:what|which) (?:numbers?|values?)\b.*\b(?:learned|found)",
            r"give me (?:the |my )?weights",
        ),
        unless="why|mean|means|represent|stand|for|random|how (?:do|does|are)",
        noun=r"weights?(?: and bias(?:es)?)?|w(?: and b)?|b|bias(?:es)?|equation|slope|intercept",
    ),
    Subject.LOSS: Wording(
        says=(
            rf"{_ASK}\b(?:my|current|the (?:last|final|latest))(?: \w+)?? {_METRIC}(?: {_NOW})?$",
            rf"{_METRIC} {_NOW}",
            rf"{_METRIC} at the (?:beginning|start|first)",
            rf"(?:current|first|last|final|latest) {_METRIC}$",
            r"(?:loss|error|accuracy) did (?:i|it|we)",
            r"what (?:loss|error|accuracy) (?:do|did) (?:i|we) (?:have|get|reach)",
            r"where did (?:my|the) (?:loss|error|accuracy) (?:start|begin)",
            r"how much (?:loss|error) (?:is|do i|have i)",
            r"how (?:big|large|high|low|small) is (?:my|the) (?:loss|error|accuracy)",
            rf"how accurate is {_MY_MODEL}",
        ),
        unless="why|mean|means|function|for|good|bad|unit",
        noun=_METRIC,
    ),
    Subject.VARIABLES: Wording(
        says=(
            r"(?:which|what|list|show)\b.*\b(?:variables|names|objects)\b.*\b(?:i|my|there|defined|exist|we)",
            r"(?:list|show)(?: me)?(?: my| all| the)* variables",
            r"what (?:have|did) (?:i|we) (?:made|make|defined|define|created|create)",
        ),
        noun="variables",
    ),
}
"""In the order in which they are tried."""

_BEFORE = re.compile(r"^(?:(?:so|and|but|ok|okay|hey|hi|please|well|then|now|can you|could you),? )+")
_PATTERNS = {subject: wording.compiled() for subject, wording in WORDINGS.items()}


def subject_of(question: str) -> Subject | None:
    """What the question wants to know of the session; None when it is about something else."""
    text = " ".join(simplified(question).split()).rstrip("?!. ")
    text = _BEFORE.sub("", text).replace("gimme", "give me")
    return next((subject for subject, pattern in _PATTERNS.items() if pattern.search(text)), None)
