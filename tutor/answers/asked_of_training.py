"""The words by which learners ask how their training went, and whether its result is any good."""

from __future__ import annotations

from tutor.answers.phrasing import ASK, IT, METRIC, MY_MODEL, NOW, OF_MY_MODEL, RESULT, Wording

NAN = Wording(
    mentions="nan inf number",
    says=(
        r"why\b.*\b(?:nans?|inf|infinity)",
        r"(?:loss|error|weights?|predictions?|model|it|everything|i)\b.*\b(?:nans?|inf|not a number)",
        r"(?:how did|how come|where (?:do|does|did|is))\b.*\bnans?",
    ),
    unless="data|table|cells?|mean|means|stand|replace|remove|how (?:do|can) i|what is",
)
OVERFITTING = Wording(
    mentions="fit memori heart",
    says=(
        r"(?:am|is|was|has|have|did|does|do|could|can|would|might|may)\b.*\b(?:i|it|its|my|the model|model|we|"
        r"this|that|there)\b.*\b(?:over|under) ?-?fit\w*",
        r"(?:do you think|would you say|any|check for) (?:.* )?(?:over|under) ?-?fit\w*",
        rf"overfitting (?:going on |happening )?{OF_MY_MODEL}",
        rf"(?:is|has|did|does) {IT}\b.*\b(?:memori[sz]\w+|by heart)",
    ),
    unless="how (?:do|can|to)|why|what|against|avoid|prevent|stop|if|a model|help|happen|cause|fix",
    noun="overfitting",
)
SECONDS = Wording(
    mentions="long time second minute ms duration fast slow quick",
    says=(
        r"how (?:long|many (?:seconds|minutes|ms)|much time|quick|quickly|fast)\b.*\b(?:train\w*|fit|take|took|"
        r"taken|ran|run|last|lasted|need(?:ed)?|epochs?|go|going)",
        r"how (?:long|fast|quick|many (?:seconds|minutes)) is (?:it|that|(?:the |my )?training|fit)",
        r"(?:time|seconds|milliseconds|ms) per epoch",
        r"training time",
        r"time taken",
        r"training (?:take|took)\b.*\b(?:seconds|minutes|long)",
        r"^(?:what is )?(?:the |my )?duration$|duration of (?:the |my )?training",
        r"is (?:that|it|(?:the |my )?training) (?:fast|slow|quick)",
    ),
    unless="can|make|should|will|would|usual|usually|learn|must|it take to|people",
)
_EPOCHS = r"(?:epochs?|passes|rounds|iterations)"
EPOCHS = Wording(
    mentions="epoch often times passes rounds iterations",
    says=(
        rf"how many {_EPOCHS}\b.*\b(?:did|have|has|now|trained|ran|run|in total|altogether|is (?:done|finished|"
        r"over)|am i|is we|i)",
        rf"(?:number|count) of {_EPOCHS} (?:now|trained|done|run|ran|i|it)",
        rf"total (?:number of )?{_EPOCHS}",
        rf"{_EPOCHS} done",
        rf"^(?:the )?{_EPOCHS} count",
        r"(?:which|what) epoch (?:am|is|did|do|have|has) (?:i|we|it)",
        rf"^{_EPOCHS} (?:trained|run|done)$",
        r"how (?:often|many times) (?:did|has|have|is|was) (?:it|i|we|my model|the model|model) (?:train(?:ed)?|"
        r"see|seen|go|gone|went|run|pass|passed)",
    ),
    unless="should|need|must|enough|best|to train|normal|usual|people|good|lowest|loss|left|sufficient|ideal",
    noun="epochs?(?: count)?",
)
_LOW = r"(?:best|lowest|highest)"
BEST = Wording(
    mentions="best lowest highest low small good high far better",
    says=(
        rf"{_LOW} (?:epoch|{METRIC})(?! function| for)",
        r"my best",
        r"best (?:result|value) (?:now|i)",
        r"best it (?:ever )?(?:got|is|had|reached)",
        rf"{_LOW}(?: \w+){{0,2}}? (?:of |for )?(?:the |my ){METRIC}",
        rf"(?:when|where|epochs?|pass|round|point)\b.*\b(?:{METRIC}|it)\b.*\b{_LOW}",
        rf"(?:epoch|when)(?: \w+){{0,6}} {_LOW} (?:\w+ )?{METRIC}|which epoch\b.*\b{_LOW}",
        rf"how (?:low|small|good|high|far down) (?:did|is|does|has) (?:.*\b{METRIC}\b.*|it) (?:get|go|gone|been|"
        r"become|fall|got)",
        rf"(?:better|lower) {METRIC} (?:earlier|before)|ever (?:better|lower)",
    ),
    unless="why|should|use|to choose|do i choose|need|possible|keep|saved?|restore|remember",
)
_AUXILIARY = r"(?:did|is|does|has|have|will|would|do|am)"
_TRAINS = (
    r"(?:it|this|that|we|training|learning|i|(?:(?:my|the|our|this) (?:\w+ )?)(?:model|training|curve|fit|"
    rf"learning|{METRIC}))"
)
_GOES = (
    r"(?:better|worse|improv\w*|(?:go|goes|going|gone|went) (?:up|down)|fall(?:s|ing|en)?|drop(?:s|ped)?|"
    r"shr[iau]nk|(?:de|in)creas(?:e|es|ed|ing)|ris(?:e|es|ing|en)|converg\w*|learn(?:ing|ed|t|s)? (?:anything|"
    r"something)|learn(?:ing)?$|done|finish\w*|ready|mak(?:e|ing) progress|stopp?ed|moving|work(?:ed|ing)?$|"
    r"help(?:ed)?$)"
)
TREND = Wording(
    mentions="better worse improv down up fall rising still learn converge done finish creas work help longer "
    "more ready progress drop shrink moving train",
    says=(
        rf"^{_AUXILIARY} (?:not )?{_TRAINS}(?: \w+){{0,4}}? {_GOES}",
        rf"^(?:can|could) {_TRAINS} (?:\w+ ){{0,2}}(?:get|be|become|improve)(?: any)?(?: better)?$",
        rf"^(?:it|{MY_MODEL}) (?:has|is) (?:learn|improv)\w*(?: something| anything| a lot)?$",
        rf"^(?:(?:my|the) )?(?:(?:{METRIC}|training) )?still (?:falling|improving|learning|going (?:down|up))|"
        rf"^(?:(?:my|the) )?{METRIC} (?:going|falling|rising)(?: (?:down|up))?$",
        r"(?:is|would|does) it (?:be |make )?(?:still |any )?(?:worth|worthwhile|useful|use|"
        r"sense)(?: it)?(?: to)? (?:train\w*|continu\w*|go(?:ing)? on)",
        r"^(?:would|will|do|does|can) (?:more|further|longer|additional) (?:epochs|training)\b.*\b(?:help|"
        r"improve|bring|better|lower)",
        r"^should i (?:train|go on|continue|keep)(?: it| my model| the model)?(?: training)?(?: longer| more|"
        r" further| on)?$",
        r"is there (?:still )?(?:any )?progress|did i train(?: it)? (?:long )?enough|do i need (?:more|further|"
        r"to train (?:it )?(?:for )?)(?:longer|more|epochs|training|on| )*$",
    ),
    unless="why|when|validation|val_loss|how|lose|lost|my work|your|normal|than|always|lesson|step|course|"
    r"exercise|task|machine|with more|am i (?:\w+ )?(?:done|finished|ready)|saved?|offline|wrong",
)
LOSS = Wording(
    mentions="loss error acc mae mse metric wrong off exact precise mistake",
    says=(
        rf"{ASK}\b(?:my|current|the (?:last|final|latest))(?: \w+)?? {METRIC}(?: value)?(?: {NOW})?$",
        rf"{METRIC}(?: value| rate)? {NOW}|{METRIC} at the (?:beginning|start|first)|{METRIC} (?:after|in|at|"
        r"of) (?:the |my )?(?:last|final|latest|first) (?:epoch|training|fit)",
        rf"^(?:show|print|log|give|tell)(?: me)? (?:the )?{METRIC}$",
        rf"(?:current|first|last|final|latest|starting) (?:training |validation |val )?{METRIC}$",
        r"(?:loss|error|accuracy) (?:did|have|has|do|does|am) (?:i|it|we|my model|the model)(?! use| need| choose|"
        r" stop| want)",
        r"(?:what|how (?:big|large|much|high|low|small)) is (?:the |"
        rf"my )?(?:mean \w+ )?{METRIC}(?: value)? {OF_MY_MODEL}(?: now)?$",
        rf"^(?:the )?{METRIC} {OF_MY_MODEL}(?: now)?$",
        rf"(?:where|what) (?:is|did|does|do) (?:my|the) {METRIC} (?:start|begin|began|end|stand|at)",
        rf"where is my {METRIC}$",
        rf"(?:current|last|final|first) value of (?:the|my) {METRIC}",
        rf"how much (?:{METRIC}) (?:is|do i|i have)|how (?:much|far) (?:did|has) (?:my |the )?{METRIC} \w+",
        rf"how (?:big|large|much|high|low|small) is (?:my|the|this) (?:{METRIC}|"
        r"mistake my model makes)(?: value)?(?: now)?$",
        rf"how (?:accurate|wrong|far (?:off|away)|exact|precise) (?:is|am) (?:it|i|{MY_MODEL}|(?:my|"
        rf"the) (?:predictions?|line))|how (?:much|far|wide) (?:is|am) (?:it|i|{MY_MODEL}) (?:off|wrong)",
    ),
    unless="why|mean(?! squared| absolute)|means|function|for|good|bad|unit|need|message",
    noun=METRIC,
)
_JUDGED = (
    r"good|bad|ok|okay|fine|normal|high|large|big|small|low|useless|enough|wrong|poor|terrible|great|decent|"
    r"acceptable|alright|reasonable|reliable|accurate|exact|precise|as \w+ as it (?:gets|should be|can be|"
    r"can get)"
)
GOOD = Wording(
    mentions="good bad ok fine normal high large big small low useless enough wrong poor off 0 great accept "
    "alright accurate exact precise reason reli well happy trust doing perform coming going getting",
    says=(
        rf"^is (?:that|this|it|they|(?:(?:my|the|our|th\w+) )?{RESULT})\b(?: loss| error| fit)?(?: (?:a|an|any|"
        rf"so|too|very|still|now|quite|not|sign|of))* (?:{_JUDGED})(?: (?:loss|error|result|value|number|fit|one|"
        r"sign|enough|now|yet|or (?:bad|not|too \w+)|(?:like|as) (?:this|that|it is)))*$",
        rf"why is (?:(?:my |the )?{RESULT}|it|that)\b.*\b(?:{_JUDGED}|not (?:zero|0)|far off)$",
        rf"why (?:isnt|arent) (?:my |the |our )?{RESULT} (?:zero|0|good|lower|smaller|better|right)\b",
        rf"^how good is (?:(?:the |my )?{RESULT}|it)(?: now)?$",
        rf"^is -?[\d.]+ (?:an? (?:{_JUDGED}) (?:loss|error)|good|bad|okay|ok)$",
        rf"^(?:why|should i|can i|do you|would you) (?:.* )?(?:the |my )?{RESULT} is\b.*\b(?:{_JUDGED}|"
        r"not (?:zero|0))$",
        r"^(?:can|should|do|could) i (?:trust|rely on|be (?:happy|satisfied|content) with) (?:(?:my|this|that|"
        rf"the) {RESULT}|it|that)$",
        rf"^how is (?:it|{MY_MODEL}) (?:doing|performing|coming along|going|getting (?:on|along))(?: now)?$",
        rf"^how well (?:does|did|is|has) (?:it|{MY_MODEL})(?: \w+){{0,2}}$",
        r"^how (?:happy|satisfied) (?:can|should) i be",
        r"^did i do (?:it )?(?:well|good|ok|okay|fine)$",
        rf"^does (?:it|{MY_MODEL}) (?:perform|work|do) (?:well|good)$",
        rf"^does (?:it|that|my {RESULT}) (?:look|seem) (?:{_JUDGED})$",
    ),
    unless="batch|epochs|number|why .* slow|model (?:too )?(?:big|large|small)",
)
_BROKEN = r"(?:wrong|bad|broken|off|(?:the )?(?:problem|matter|mistake(?: i made)?|trouble)|not right)"
WRONG = Wording(
    mentions="wrong broke happened why problem matter bad mistake break mess everything working off trouble right",
    says=(
        r"^why(?: not)?$|^what happened$",
        r"what (?:did|have) (?:i|we) (?:do|done) wrong",
        r"what am i doing wrong",
        r"what (?:did|have) i (?:mess|break|broken)",
        r"(?:did|have) i (?:do|done|break|broken|mess(?:ed)? up|make|made) (?:something|anything|it|"
        r"a mistake)(?: wrong)?$",
        r"where did i go wrong",
        r"i did (?:something|sth) wrong",
        r"^(?:what is|what(?: has)? (?:went|gone)|is (?:something|anything)|is there|"
        rf"something is)(?: an?)?(?: gone| went)? {_BROKEN}(?: now)?(?: (?:with|in|about) (?:it|that|this|"
        rf"{MY_MODEL}|my (?:loss|training|code)))?$",
        rf"^is (?:it|this|{MY_MODEL}|my (?:code|training)) (?:wrong|broken)(?: now)?$",
        r"^(?:did|has) (?:something|anything) (?:go|gone) wrong",
        r"^(?:where|what) is my mistake$|^is everything (?:ok|okay|fine|alright)$",
        r"^why (?:is it not working|does(?:nt)? it (?:not )?work|doesnt it work)$",
    ),
)
