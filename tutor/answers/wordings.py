"""The words by which learners ask for each fact of the live session."""

from __future__ import annotations

import re
from enum import Enum

from msgspec import Struct


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


class Wording(Struct, frozen=True):
    """How a subject is asked for, in regular expressions of whole words."""

    mentions: str
    """Parts of words, one of which every such question holds. They are looked for first, for that is quick."""
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
_WEIGHTS = r"(?:w|b|weights?|bias(?:es)?|slope|intercept|line|equation|formula|rule)"
_RESULT = (
    r"(?:(?:final |last )?(?:loss|error|mse|mae|accuracy|result|fit|predictions?|model|network|weights?|training))"
)
_JUDGED = "good|bad|ok|okay|fine|normal|high|large|big|small|low|useless|enough|wrong|poor|terrible|great|decent"
_METRIC = r"(?:loss|error|accuracy|acc|mae|mse|val_loss|metric)"

WORDINGS: dict[Subject, Wording] = {
    Subject.NAN: Wording(
        mentions="nan inf number",
        says=(
            r"why\b.*\b(?:nans?|inf|infinity)",
            r"(?:loss|weights?|predictions?|model|it)\b.*\b(?:nan|inf|not a number)",
            r"(?:how did|how come|where (?:do|does|did))\b.*\bnans?",
        ),
        unless="data|table|cells?|mean|means|stand",
    ),
    Subject.PREDICTION: Wording(
        mentions="0 1 2 3 4 5 6 7 8 9",
        says=(
            rf"(?:what|which|how much)\b.*\b(?:{_MINE}|get|y)\b.*"
            r"\b(?:predict\w*|guess|say|says|output|answer|gives?|get|think|be)\b.*"
            r"\b(?:for|when|if|at|with|of|from)\b.*\d+",
            r"(?:put|type|give|enter|feed|take)(?: in| it)?(?: an?| the)? -?\d.*\bwhat\b.*\b(?:model|it|get)\b",
            rf"what would {_MY_MODEL} (?:say|predict|give|answer) (?:to|about) -?\d+",
            r"(?:prediction|output|answer|guess|value) (?:for|at|when x is|if x is) -?\d+",
            r"(?:whats|what is) the (?:models? )?(?:prediction|output|answer|guess)\b.*\b(?:for|if|at)\b.*\d+",
            r"(?:whats|what is) y (?:for|when|if|at)\b.*\d+",
            r"what comes out (?:for|at|when|if|of)\b.*\d+",
            r"predict (?:y )?(?:for |at )?(?:x ?= ?)?-?\d[\d., ]*$",
            r"^(?:if|when|for|at) x (?:is |= ?|equals )?-?\d.*\b(?:what|y)",
        ),
    ),
    Subject.OVERFITTING: Wording(
        mentions="fit",
        says=(
            r"(?:am|is|are|do|did|does|has|have|check for) .*\b(?:over|under) ?-?fit\w*",
            r"check for overfitting",
        ),
        unless="how (?:do|can|to)|why|what",
        noun="overfitting",
    ),
    Subject.SECONDS: Wording(
        mentions="long time second minute ms duration fast slow",
        says=(
            r"how (?:long|many (?:seconds|minutes)|much time)\b.*\b(?:train\w*|fit|take|took|ran|run|need(?:ed)?)",
            r"how (?:long|many (?:seconds|minutes)) was (?:it|that)",
            r"how (?:long|fast)\b.*\b(?:training|fit|one epoch|an epoch|each epoch)",
            r"(?:time|seconds|milliseconds|ms) per epoch",
            r"training time|duration of (?:the |my )?training|was (?:that|it|(?:the )?training) (?:fast|slow)",
        ),
        unless="can|make|should|will|would",
    ),
    Subject.EPOCHS: Wording(
        mentions="epoch often",
        says=(
            r"how many epochs\b.*\b(?:did|have|has|so far|trained|ran|run|was|were|in total|altogether)",
            r"how many epochs (?:are|were) (?:done|finished|over)|total (?:number of )?epochs|epochs done$",
            rf"how often (?:was|did) (?:it|{_MY_MODEL}|i|we) train(?:ed)?",
            r"number of epochs (?:so far|trained|done|run|ran)",
            r"how often (?:did|has) (?:it|the model|my model) (?:see|seen)",
        ),
        noun="epochs",
        unless="should|need|must|enough|best|to train",
    ),
    Subject.LEARNING_RATE: Wording(
        mentions="lr rate",
        says=(
            rf"(?:{_MINE}|now|current|currently|using|used)\b.*\b(?:lr|learning rate)",
            r"how (?:big|large|high|small) is (?:my|the) (?:lr|learning rate)",
            rf"(?:lr|learning rate)\b.*\b(?:{_MINE}|now|current|currently|using|used|set)",
        ),
        unless="choose|should|why|mean|means|too|lower|raise|change|increase|decrease|best|good",
        noun="lr|learning rate",
    ),
    Subject.OPTIMIZER: Wording(
        mentions="optimi adam sgd rmsprop adagrad",
        says=(
            r"(?:which|what|whats)\b.*\boptimi[sz]er\b.*\b(?:i|we|my|it|using|now|used|this|set)",
            r"(?:what|whats|which|show|name)\b.*\bmy optimi[sz]er",
            rf"(?:what|whats|which|show)\b.*\boptimi[sz]er of {_MY_MODEL}",
            r"(?:am i|are we|is it|do i) us(?:e|ing) (?:adam|sgd|rmsprop|adagrad)|optimi[sz]er in use",
        ),
        unless="should|best|do i choose|to choose|better|why",
        noun="optimi[sz]er",
    ),
    Subject.LOSS_FUNCTION: Wording(
        mentions="loss mse mae mean cross",
        says=(
            r"(?:which|what|whats) loss(?: function)?\b.*\b(?:am i|do i use|using|my model|does (?:it|my))",
            r"(?:which|what) loss(?: function)? did (?:i|we)(?: \w+)? (?:use|choose|compile|pick|take|give)\b",
            r"my loss function|(?:which|what) loss(?: function)?\b.*\b(?:trained with|set|compiled)",
            r"(?:am i|are we|do i) us(?:e|ing) (?:mse|mae|mean (?:squared|absolute)|cross ?entropy)",
        ),
        unless="should|best|choose|better|why|for",
        noun="loss function",
    ),
    Subject.PARAMETERS: Wording(
        mentions="param weight number big large small size",
        says=(
            r"^(?:the )?number of (?:trainable |learned )?(?:param\w*|weights)$",
            rf"how many (?:trainable )?(?:param\w*|weights|numbers)\b.*\b(?:{_MINE}|total|there)",
            r"how many (?:trainable )?param\w*$",
            rf"how (?:big|large|small) is {_MY_MODEL}",
            rf"(?:size of|number of param\w* in|param\w* count of) {_MY_MODEL}",
            r"total (?:number of )?param\w*|count (?:the |my )?param\w*",
            r"param\w* (?:in total|altogether)|how many param\w* (?:are|is) (?:there|trainable)",
            r"how many weights does (?:it|my model|the model|my network|the network) have",
        ),
        unless=r"should|a dense|dense layer|conv\w*|a layer|mean|means",
        noun=r"param\w*|param\w* count|number of param\w*",
    ),
    Subject.SHAPE: Wording(
        mentions="shape dimension size row column",
        says=(
            rf"{_ASK}\bshapes?\b.*\w+",
            r"(?:shapes?|dimensions) (?:of|is|has)\b.*\w+",
            r"\w+ shape$|^shape \w+$|size of \w+$",
            r"how many (?:rows|columns)\b.*\b(?:has|have|in)",
        ),
        unless="why|mean|means|error|wrong|should|change|how do",
    ),
    Subject.LAYERS: Wording(
        mentions="layer neuron architecture structure deep made look consist",
        says=(
            rf"(?:which|what|whats|how many|show|list)\b.*\b(?:layers?|neurons?)\b.*\b(?:{_MINE}|are there)",
            rf"(?:layers|architecture|structure) of {_MY_MODEL}|how deep is {_MY_MODEL}",
            r"show(?: me)? (?:my )?model layers|(?:list|show)(?: me)? (?:the |my |all )*layers",
            rf"(?:what is|what does) {_MY_MODEL} (?:made of|look like|consist of)",
        ),
        unless="should|choose|why",
        noun="layers",
    ),
    Subject.BEST: Wording(
        mentions="best lowest smallest minimum highest low small good high",
        says=(
            r"(?:best|lowest|smallest|minimum|highest) (?:epoch|loss|val_loss|accuracy|acc|error)(?! function)",
            r"when was\b.*\b(?:loss|error|accuracy)\b.*\b(?:best|lowest|smallest|highest)",
            r"epoch (?:was|is|had|gave)\b.*\b(?:best|lowest|smallest|highest|minimum)",
            r"how (?:low|small|good|high) (?:did|was|does|has)\b.*\b(?:loss|it|error|accuracy)",
            rf"how good is (?:it|{_MY_MODEL})",
            rf"(?:best|lowest|smallest|minimum|highest)\b.*\b(?:of|for) (?:the |my )?{_METRIC}",
        ),
        unless="why|should|use",
    ),
    Subject.TREND: Wording(
        mentions="better worse improv down up fall rising still learn converge done finished flat creas work help",
        says=(
            rf"^(?:it|{_MY_MODEL}) (?:has|is) (?:learn|improv)\w*(?: something| anything| a lot)?$",
            r"(?:did|is|does|are|has|am|do) .*\b(?:it|my|the model|the loss|the network|training|this|we|i)\b.*"
            r"\b(?:better|worse|improv\w*|(?:go|going|gone) (?:down|up)|fall(?:s|ing)?|rising|still|"
            r"learn(?:ing|ed)? anything|learning$|converged?|done|finished|flat|"
            r"(?:de|in)creas(?:ing|e|ed)|work(?:ed)?$|help(?:ed)?$)",
        ),
        unless="why|when|validation|val_loss|should|how|lose|lost|my work|your|normal",
    ),
    Subject.WEIGHTS: Wording(
        mentions="weight w b bias slope intercept line equation formula rule learn found find number value",
        says=(
            rf"{_ASK}\b(?:my|current|currently|learned)\b.*\b{_WEIGHTS}",
            rf"{_ASK}\b{_WEIGHTS}\b.*\b(?:{_NOW}|learn|learned|find|found)",
            rf"(?:show|print|give|tell)(?: me)?(?: the| my)? {_WEIGHTS}",
            rf"(?:what|which)\b.*\b{_WEIGHTS}\b.*\b(?:found|find|learn(?:ed)?|came up)",
            rf"(?:what|whats|which)\b.*\b(?:are|is) the {_WEIGHTS} of {_MY_MODEL}",
            rf"what (?:values?|numbers?) (?:do|does|are|is) (?:the|my) {_WEIGHTS}",
            r"what (?:did|has) (?:the |my )?(?:model|network|it) (?:learn|learned|found|find)",
            r"what (?:numbers?|values?) did (?:the |my )?(?:model|network|neuron|it) (?:learn|find)",
            rf"(?:what|which|show)\b.*\bvalues? of (?:the |my )?{_WEIGHTS}",
            r"(?:what|which) (?:numbers?|values?)\b.*\b(?:learned|found)",
            r"give me (?:the |my )?weights",
            rf"(?:know|find out) (?:the |my )?{_WEIGHTS}(?: of {_MY_MODEL})?$",
        ),
        unless="why|mean|means|represent|stand|for(?! the line)|random|how (?:do|does|are)",
        noun=r"weights?(?: and bias(?:es)?)?|w(?: and b)?|b|bias(?:es)?|equation|slope|intercept",
    ),
    Subject.LOSS: Wording(
        mentions="loss error acc mae mse metric wrong off exact precise",
        says=(
            rf"{_ASK}\b(?:my|current|the (?:last|final|latest))(?: \w+)?? {_METRIC}(?: value)?(?: {_NOW})?$",
            rf"{_METRIC} {_NOW}",
            rf"{_METRIC} at the (?:beginning|start|first)",
            rf"(?:current|first|last|final|latest) (?:training |validation |val )?{_METRIC}$",
            r"(?:loss|error|accuracy) did (?:i|it|we)",
            r"what (?:loss|error|accuracy) (?:do|did) (?:i|we) (?:have|get|reach)",
            r"where did (?:my|the) (?:loss|error|accuracy) (?:start|begin)",
            r"how much (?:loss|error) (?:is|do i|have i)",
            r"how (?:much|far) (?:did|has) (?:my |the )?(?:loss|error|accuracy) \w+",
            r"how (?:big|large|high|low|small) is (?:my|the) (?:loss|error|accuracy)",
            rf"how (?:accurate|wrong|far off|exact|precise) is (?:it|{_MY_MODEL})",
        ),
        unless="why|mean|means|function|for|good|bad|unit",
        noun=_METRIC,
    ),
    Subject.GOOD: Wording(
        mentions="good bad ok fine normal high large big small low useless enough wrong poor off zero great",
        says=(
            rf"^(?:is|are|was|were) (?:that|this|it|they|(?:(?:my|the|our) )?{_RESULT})\b(?: loss| error| fit)?"
            rf"(?: (?:a|an|any|so|too|really|very|at all|still|now|actually|quite|not))*"
            rf" (?:{_JUDGED})(?: (?:loss|error|result|value|number|fit|one|enough|now|yet|then|or (?:bad|not)))*$",
            rf"why (?:is|are|was) (?:(?:my |the )?{_RESULT}|it|that)\b.*\b(?:{_JUDGED}|not (?:zero|0)|far off)$",
            rf"why (?:isnt|arent) (?:my |the |our )?{_RESULT} (?:zero|0|good|lower|smaller|better|right)\b",
            rf"^how good is (?:the |my )?{_RESULT}(?: now)?$|^is -?[\d.]+ an? (?:{_JUDGED}) (?:loss|error)$",
            rf"^why (?:the |my )?{_RESULT} (?:is|are)\b.*\b(?:{_JUDGED}|not zero)$",
        ),
        unless="batch|epochs|number|why .* slow",
    ),
    Subject.WRONG: Wording(
        mentions="wrong broke happened why",
        says=(
            r"^why(?: not| though)?$|^what happened$",
            r"what (?:did|have) (?:i|we) (?:do|done) wrong|what am i doing wrong",
            r"did i do (?:something|anything) wrong|i did (?:something|sth) wrong",
            r"^(?:whats|what is|what was|what went|is (?:something|anything)) wrong"
            rf"(?: here| now| with (?:it|that|this|{_MY_MODEL}|my loss|my training))?$",
        ),
    ),
    Subject.VARIABLES: Wording(
        mentions="variable names objects made make define create have",
        says=(
            r"(?:which|what|list|show)\b.*\b(?:variables|names|objects)\b.*\b(?:i|my|there|defined|exist|we)",
            r"(?:list|show)(?: me)?(?: my| all| the)* variables",
            r"what (?:have|did) (?:i|we) (?:made|make|defined|define|created|create)",
            r"^what do i have(?: so far| now| here)?$",
        ),
        noun="variables",
    ),
}
"""In the order in which they are tried."""
