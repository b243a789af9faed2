"""The words by which learners ask what their model and their data are, and what the model would say."""

from __future__ import annotations

from tutor.answers.phrasing import ASK, MY_MODEL, NOW, OF_MY_MODEL, Wording

_NUMBER = r"-?\.?\d[\d.]*"
_FOR = (
    r"(?:for|when|if|at|with|of|from|to|about|on|x)(?: (?:an?|the|it|i|you|we|my|model|x\d?|inputs?|values?|"
    r"numbers?|is|of|equals|put|in|enter|gave|give|feed|fed|type|plug|has|have))*"
)
_GIVES = r"(?:predict|guess|say|says|outputs?|answers?|gives?|get|thinks?|returns?|shows?|be|make|produces?)"
_FED = r"(?:if|when|for|given|at|with|say|suppose|put|plug|feed|type|enter|give|take|try)"

PREDICTION = Wording(
    mentions="0 1 2 3 4 5 6 7 8 9",
    says=(
        rf"(?:what|which|how much)\b.*\b(?:it|i|you|we|me|my|model|y|line)\b.*\b{_GIVES}\b.*\b{_FOR} {_NUMBER}",
        rf"(?:predictions?|predict|outputs?|answer|guess|y|result)(?: (?!is\b)\w+){{0,3}} {_FOR} {_NUMBER}",
        rf"^value (?:at|for) {_NUMBER}",
        r"(?:what|how much) is (?:the )?(?:(?:my |models? )?(?:prediction|output|answer|guess)|"
        rf"y)\b.*{_FOR} {_NUMBER}",
        rf"what(?: \w+)? comes out {_FOR} {_NUMBER}",
        rf"^(?:lets )?{_FED}\b(?: \w+){{0,4}} {_NUMBER}\b.*\bwhat\b.*\b(?:it|i|model|y|outputs?|predict|"
        r"prediction|comes out)",
        r"^(?:can you |what about )*(?:predict|if i (?:enter|type|take|use)|plug(?: in)?|put(?: in)?|(?:try|use|"
        rf"run) (?:it|{MY_MODEL})(?: with| on| for| at)*)(?: (?:y|for|at|x|an?|in|it|is|"
        rf"what about))* {_NUMBER}(?: -?[\d.]+)*(?: (?:for me|(?:in|into|through) {MY_MODEL}))?$",
        rf"what (?:does|would|will|is) model\b.*{_NUMBER}\b(?: {_GIVES}(?: me)?)?$",
        rf"^model {_NUMBER}$",
        rf"^ask (?:it|{MY_MODEL}) about {_NUMBER}$",
        rf"^(?:if|when|for|at) x (?:is |equals )?{_NUMBER}\b.*\b(?:what|y)",
    ),
    unless="loss|epochs?|classes|layers?|neurons|learning rate|batch|mean|lesson|why|add|sum|weather|dollars|"
    "euros|days|years|hours|percent",
)
LEARNING_RATE = Wording(
    mentions="rate steps",
    says=(
        r"(?:my|our|current) learning rate",
        r"(?:what|which|how (?:big|large|high|small)|is|tell)\b.*\blearning rate\b.*\b(?:i|it|we|training|"
        rf"{MY_MODEL}|my \w+|does adam|now|using|used|set)",
        r"(?:i|we|it|its|training|model|optimizer|now)(?: \w+){0,3} learning rate",
        r"learning rate (?:i|we|is set|is used|in use|of my|of the model)",
        r"how (?:big|large|high|small) is (?:(?:my|the) learning rate|my steps)",
        r"what value has (?:my|the) learning rate",
    ),
    unless="to choose|do i choose|should|why|means?|too|lower|raise|change|increase|decrease|best|good|need|if|"
    "better|question|default",
    noun="learning rate",
)
OPTIMIZER = Wording(
    mentions="optimizer adam sgd rmsprop adagrad compile",
    says=(
        r"(?:which|what|whose|show|name|tell)\b.*\boptimizer\b.*\b(?:i|we|my|it|using|now|used|this|set|chosen|"
        rf"{MY_MODEL})",
        r"(?:which|what|show|name|is)\b.*\bmy optimizer",
        rf"^(?:(?:what|which) is |show(?: me)? )?(?:the )?optimizer {OF_MY_MODEL}",
        r"optimizer (?:i|we) (?:use|used|chose|gave|set|picked|took)|optimizer in use",
        rf"(?:am|is|do|did|does) (?:i|we|it|{MY_MODEL}) (?:(?:use|using|used|have|on|run|running|set|take|took|"
        r"choose|train|training|compile) )*(?:with |by )?(?:adam|sgd|rmsprop|adagrad)",
        r"what (?:did|have) (?:i|we) compiled? (?:(?:it|my model|the model|model) )?with",
    ),
    unless="should|best|do i choose|to choose|better|why|need|mean",
    noun="optimizer",
)
LOSS_FUNCTION = Wording(
    mentions="loss error mse mae mean cross",
    says=(
        r"(?:(?:which|what) loss(?: function)?|(?:which|what) is (?:the|"
        r"my) loss function)\b.*\b(?:am i (?:using|train\w+)|do i use|i use|using|my model|used|in use|set|"
        r"does (?:it|my|the model)(?! have| reach| show| get)|train(?:ed)? (?:on|with)|compiled?(?: with)?)",
        r"(?:which|what) loss(?: function)? (?:did|have) (?:i|we)(?: \w+)? (?:use|choose|chosen|compile|pick|"
        r"picked|take|taken|give|given|pass|passed|set|put)",
        r"(?:which|what|name of) (?:the |my )?loss function\b.*\b(?:i|we|my|it|now|chosen|is my|the model|model)",
        r"(?:my|current) loss function|name of my loss|what (?:did|have) (?:i|we) \w+ as (?:the |my )?loss",
        r"(?:am i|is we|do i|is it|is my (?:loss|error)) (?:using |use )?(?:mse|mae|mean (?:squared|absolute)|"
        r"cross ?entropy)",
        r"how is my (?:loss|error) (?:calculated|computed|measured)",
    ),
    unless="should|best|to choose|do i choose|better|why|for|wrong|so far",
    noun="loss function",
)
PARAMETERS = Wording(
    mentions="param weight number knob value thing big large small size",
    says=(
        r"^(?:the )?(?:number|count|amount) of (?:\w+ )?(?:parameters|weights)$",
        rf"how many (?:\w+ )?(?:parameters|weights)\b.*\b(?:my|our|this|i|it|total|there|has|contain|{MY_MODEL})",
        r"how many (?:\w+ )?(?:numbers|knobs|values|things)\b.*\b(?:it|model)\b.*\b(?:learn|change|train|adjust|"
        r"tune|have)",
        rf"how many (?:\w+ )?(?:numbers|knobs|values|things) (?:has|is there in|is in) {MY_MODEL}",
        r"how many (?:\w+ )?parameters(?: is (?:there|that|it|trainable)| does (?:that|this) make| in total)?$",
        rf"how (?:big|large|small) is {MY_MODEL}$",
        r"(?:size|(?:number|count|amount) of (?:\w+ )?(?:parameters|weights)|parameters count) (?:of|"
        rf"in) {MY_MODEL}",
        rf"parameters count(?: for)?(?: {MY_MODEL})?$|^count (?:the |my )?parameters",
        rf"(?:does|has) {MY_MODEL}(?: have)? (?:many|a lot of) (?:parameters|weights)",
        r"total (?:number of )?parameters|parameters (?:in total|altogether)",
    ),
    unless="should|dense|conv|a|mean|means|need|too|float32|usual",
    noun="(?:number of )?parameters(?: count)?",
)
SHAPE = Wording(
    mentions="shape dim size row column value number entr element sample point long length big example input "
    "output label feature",
    says=(
        rf"{ASK}\b(?:shapes?|dimensions)\b.*\w+",
        r"(?:shapes?|dimensions|dims) (?:of|is|has)\b.*\w+",
        r"^(?:(?:what is|show) )?(?:the |my )?\w+ shape$",
        r"^shape \w+$",
        r"(?:size|length|len) of (?:my )?\w+$",
        r"what size (?:is|has)\b.*\w+",
        r"(?:how many|number of) (?:data )?(?:rows|columns|values|numbers|entries|elements|samples|points|"
        r"examples|items|inputs|outputs|labels|features)\b.*\b(?:has|have|in|is|does)",
        r"how (?:long|big|large) is (?:\w*_\w+|[xy]|my (?:data|arrays?|lists?|dataset))$",
    ),
    unless="why|mean|means|error|loss|wrong|should|change|how do|need|enough|must|dense|none",
)
LAYERS = Wording(
    mentions="layer neuron architecture structure deep made look consist built model",
    says=(
        r"(?:which|what|how many|show|list)(?: me)?(?: kinds? of| sorts? of)?(?: (?:my|the|dense|hidden|"
        r"different|of))* (?:layers?|neurons)(?: \w+){0,5}? (?:my|our|this|model|it|its|i|we|there)",
        rf"(?:layers|architecture|structure|neurons) {OF_MY_MODEL}|how deep is {MY_MODEL}",
        r"(?:list|show|print|read)(?: me)? (?:(?:the|my|model) )*(?:layers|architecture|structure)",
        rf"(?:what is|what does) {MY_MODEL} (?:made of|look like|consist of|contain|composed of)",
        rf"how is {MY_MODEL} (?:built|made|structured|set up|composed)|what is in(?:side)? {MY_MODEL}$",
        rf"^(?:(?:describe|show|print)(?: me)?|(?:what is )?the summary of|summary of) {MY_MODEL}$",
        r"^what is the layers$",
    ),
    unless="should|choose|why|need|best|enough|better|too|usual|people|a model|a \\w+ model",
    noun="layers|architecture",
)
_WEIGHTS = r"(?:w|b|weights?|bias(?:es)?|slope|intercept|line|equation|formula|rule)"
_CAME = (
    r"(?:learn(?:ed|t)?|find|found|came (?:up|out)|come (?:up|out)|arrived|got|get|end(?:ed)? up|become|became|"
    r"reach(?:ed)?)"
)
WEIGHTS = Wording(
    mentions="weight w b bias slope intercept line equation formula rule learn found find number value",
    says=(
        rf"{ASK}\b(?:my|current|learned|the model found)\b.*\b{_WEIGHTS}",
        rf"(?:where\b.*|{ASK})\b{_WEIGHTS}\b.*\b(?:{NOW}|{_CAME})",
        rf"(?:what|which) {_WEIGHTS}(?: and {_WEIGHTS})?\b.*\b(?:i have|it have|do i|does (?:it|{MY_MODEL}))",
        r"(?:(?:show|print|give|tell|see)(?: me)?|read me|read(?: out)?(?= my))(?: the| my|"
        rf" both)* {_WEIGHTS}(?: and(?: the| my)? {_WEIGHTS})*(?: at which .*| {OF_MY_MODEL})?(?: now)?$",
        rf"(?:^|what is )(?:the )?(?:learned )?{_WEIGHTS}(?: (?:and )?(?:the )?{_WEIGHTS})* {OF_MY_MODEL}",
        r"^(?:what is )?w(?: and)? b$",
        rf"values? of (?:the |my )?{_WEIGHTS}",
        rf"what (?:values?|numbers?) (?:do|does|is|has|have) (?:the|my) {_WEIGHTS}",
        r"what\b(?: \S+){0,5} (?:did|has|have) (?:the |my |this )?(?:model|it|training|neurons|"
        r"line)(?: \w+)? (?:learn|learned|learnt|found|find)",
        r"(?:what|which|the) (?:numbers?|values?) (?:(?:did|does|do|has|have|is) )?(?:(?:the |my )?(?:model|"
        r"neurons|it|training) )?(?:(?:has|have) )?(?:learn|learned|learnt|find|found)|(?:what|"
        r"which) (?:numbers|values) (?:do|does|has|is in) (?:my|the) neurons",
        rf"^(?:what is )?(?:the )?(?:final|last|learned) (?:{_WEIGHTS}(?: and {_WEIGHTS})?|parameters)$",
        rf"{_WEIGHTS} (?:it|{MY_MODEL}) (?:has )?(?:learned|found)",
        rf"how (?:big|large|high|small) is (?:(?:the|my) )?{_WEIGHTS}$",
        rf"(?:numbers|values) (?:is )?in(?:side)? {MY_MODEL}",
        rf"(?:know|find out) (?:the |my )?{_WEIGHTS}(?: {OF_MY_MODEL})?$",
    ),
    unless="why|mean|means|represent|stand|for(?! the line| it| my)|random|how (?:do|does|is)|should|best|thumb|"
    "decay|saved|initial|makes?",
    noun=rf"{_WEIGHTS}(?: (?:and )?{_WEIGHTS})?",
)
VARIABLES = Wording(
    mentions="variable names objects arrays data things stuff made make define create have got memory stored "
    "exist state",
    says=(
        r"(?:which|what|list|show|print|see)(?: \w+){0,2} (?:variables|names|objects|arrays|data|things|stuff|"
        r"values)(?: (?:is|do|did|have|has|been))* (?:i|my|there|defined|exist|we|now|loaded|stored|created|"
        r"made)",
        r"(?:list|show|print|dump|give|tell)(?: \w+){0,4} variables",
        r"names of my variables",
        r"dump (?:the |my )?(?:\w+ )?state",
        r"what(?: \w+)? (?:have|did) (?:i|we) (?:made|make|defined?|created?|got|stored?|loaded?)",
        r"^(?:what do|show(?: me)? what) i have(?: now| in memory| in (?:my|the) session)?$",
        r"^(?:do i have|is there)(?: any)? variables",
        r"^what (?:exists|is (?:in memory|in my session|defined|stored|loaded))(?: now)?$",
        r"everything (?:that )?i (?:have )?(?:made|defined|created)|which names (?:have|did) i",
    ),
    unless="need|should|as features|lesson|wrong|learn|allowed|shape",
    noun="variables",
)
