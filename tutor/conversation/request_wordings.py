"""How people ask for the task, a hint, the solution, to skip, to go back: each wording is a wish and a thing."""

from __future__ import annotations

from enum import Enum

from tutor.conversation import request_parts as part


class About(Enum):
    """What of the lesson at hand, or of the tutor, a line is about."""

    TROUBLE = "trouble"
    """The error or the verdict just before it."""
    SOLUTION = "solution"
    """To be shown how the step is done."""
    TASK = "task"
    """What the step asks."""
    STUCK = "stuck"
    """A hint, in so many words or in despair."""
    PROGRESS = "progress"
    """How far the learner is."""
    SKIPPING = "skipping a step"
    GOING_BACK = "going back"
    STARTING_OVER = "starting the lesson over"
    SAVING = "quitting"
    """Whether the work is kept."""
    PRIVACY = "privacy"
    """The values of these five are terms of the glossary: what changes something is told, never done unasked."""


_THAT = r"(?:that|this|it|the (?:error|message|verdict)|(?:that|this) (?:error|message|line))"
_IN_LESSON = r"(?: (?:along|through|into|in|is|of|the|this|my|lesson|course|it))*"
_SO_FAR = (
    r"(?: (?:got|gotten|get|come|done|made|finished|completed|it|far|already|yet|through|along|in|into|from|to|"
    r"until|of|the|this|lesson|course|end|finish))*"
)
_OVER = (
    r"(?: (?:over|anew|again|afresh|all over|from (?:scratch|zero|new|the (?:beginning|start|top|first step))))"
)

WORDINGS: dict[About, tuple[str, ...]] = {
    About.TROUBLE: (
        r"(?:but )?why(?: not| though)?|what|huh|what happened",
        rf"what (?:went|is|was) wrong(?: (?:with|about|in) (?:{_THAT}|my (?:code|line|answer)))?",
        r"what (?:did i do|am i doing|have i done) wrong",
        rf"why (?:is|was) {_THAT} (?:wrong|bad|not (?:right|ok|correct|enough)|an error|happening)",
        rf"why (?:did|does|do) {_THAT} (?:fail|happen|crash|break|not work)",
        rf"why (?:does not|did not|isnt|wont|can not) {_THAT} (?:work|run|pass|right|correct|accepted|enough)",
        r"why(?: do i get| is there| did i get)? (?:an|the|this|that) error",
        rf"what (?:does|do|did|is) {_THAT} (?:mean|say|want)(?: exactly)?|what is (?:that|this) error",
        r"(?:explain|i do not (?:get|understand)|what is) (?:the|this|that) (?:error|message|verdict)",
        rf"(?:wish )?explain {_THAT}|how (?:do|can|should) i fix {_THAT}|how to fix {_THAT}",
    ),
    About.SOLUTION: (
        rf"(?:(?:what|where) (?:is|would be) |{part.WISH}){part.ANSWER}(?: instead)?",
        r"(?:wish )?what (?:i |you |one )?(?:should|would|could|had to)(?: i| you| one)? (?:have )?"
        r"(?:typed|written|entered|done|put|answered|run|used)",
        rf"(?:{part.WISH})?(?:do|solve|write|type|fill|finish|complete) (?:{part.THIS}|the code) (?:in )?for me",
        rf"(?:{part.WISH})?(?:solve|reveal|spoil) {part.THIS}",
        r"wish how (?:its|it is|this is|that is) done",
        rf"sigh wish (?:me|us|how|{part.THIS})|sigh (?:and )?(?:show|tell)",
    ),
    About.TASK: (
        r"(?:and |so |ok )?(?:what (?:next|now|then)|(?:now|then) what|and now|what is next|what comes next)",
        r"next(?: (?:step|one|exercise|task))?",
        rf"(?:what|which (?:one|line|code|thing|command)) {part.DUTY} {part.DO}|what to {part.DO}",
        rf"(?:what|which (?:line|code|command)) (?:do|would|should) you "
        rf"(?:want|expect|need|like)(?: from me| of me| me)?(?: to {part.DO})?",
        rf"what (?:does|did) (?:the|this) (?:step|exercise|task) {part.DEMAND}",
        rf"(?:[a-z ]{{1,40}} )?what (?:(?:the|this) (?:step|exercise|task)|you) {part.DEMAND}",
        rf"(?:[a-z ]{{1,40}} )?what (?:it )?(?:is|was)(?: it that is)? {part.DEMANDED}",
        rf"(?:[a-z ]{{1,40}} )?what i (?:am|was|have|should|must|need)"
        rf"(?: (?:supposed|meant|expected|asked|required|have))?(?: to)? {part.DO}",
        rf"(?:(?:i )?(?:have )?(?:forgot|forgotten)|say|show me|explain|wish) what to {part.DO}",
        r"what (?:happens|does it do) (?:if|when) i (?:press|hit) (?:enter|return)",
        r"what can i type|what am i looking at|where (?:am|was) i|where (?:are|were) we",
        rf"what (?:is|are|was|were) (?:(?:the|my|this|our|your) {part.TASK}|(?:the|my|this) (?:step|question))"
        r"(?: about)?",
        r"what (?:is|was) this (?:step|exercise|task|lesson)(?: (?:about|for|good for))?",
        rf"(?:wish |explain |wish explain )(?:me )?(?:(?:the|my|this) )?{part.TASK}",
        r"task|exercise|assignment|instructions?",
        rf"wish (?:the|this) (?:step|question|text)|{part.SEES_NOT} (?:the|this|my) {part.TASK}",
        rf"(?:{part.WISH})?(?:make (?:to )?)?{part.GO_ON}",
        rf"how (?:i|we)(?: (?:can|could|should|do|make))? (?:to )?(?:make (?:to )?)?{part.GO_ON}",
    ),
    About.STUCK: (
        rf"(?:{part.WISH}|what is (?:the|my|your) |(?:what|how) about |a )?"
        rf"{part.SOME}{part.HINT}(?: would (?:help|be [a-z]+)|{part.UNSPOILT})",
        rf"(?:{part.WISH}|some |an? ){part.SOME}{part.HELP}{part.UNSPOILT}",
        rf"sigh (?:and )?(?:help|(?:wish )?{part.SOME}something)|help sigh",
        rf"(?:{part.WISH})?(?:help|helping|assist|support)(?: me| us){part.LITTLE}{part.UNSPOILT}",
        rf"{part.WISH}help{part.LITTLE}|(?:please|pls|plz) help|help (?:please|pls|plz|help)",
        r"sigh|any ideas?",
        rf"(?:i )?(?:have |got )?no (?:idea|clue)(?: (?:what|how) to {part.DO}(?: (?:this|that|it))?)?",
        r"(?:help )?(?:i )?(?:do not|can not) (?:know|get|understand|see|figure|solve|do|manage)"
        rf"(?: (?:how|out|{part.THIS}|the answer|"
        rf"(?:what|how) to (?:{part.DO}(?: (?:this|that|it))?|{part.GO_ON})))*",
        r"(?:this|it|that) (?:step )?is (?:too |so |very )*(?:hard|difficult|tricky)",
        rf"how (?:do|can|should|would|could|to) (?:i )?(?:do|solve|answer|start|begin|tackle)(?: {part.THIS})?",
    ),
    About.PROGRESS: (
        rf"how (?:far|much){_IN_LESSON} (?:am|have|did|are) (?:i|we){_SO_FAR}",
        r"(?:am|are) (?:i|we) (?:nearly |almost |near )?(?:done|finished|there|through|the end)(?: yet)?",
        r"how (?:much|many)(?: (?:more|steps?|exercises?|tasks?|of|the|this|lesson|course))*"
        rf"(?: (?:is|are|do i have|have i|there|still))*(?: left| remain(?:ing|s)?| to go| ahead){_IN_LESSON}",
        r"how much longer(?: is this)?|how long (?:until|till) the end|what is left(?: to do)?",
        r"(?:which|what)(?: number)?(?: of)?(?: the)? (?:step|exercise|task)(?: number)? "
        r"(?:(?:am i|are we)(?: (?:on|at|in|doing))?|is this)|is this the (?:last|final) (?:step|one|exercise)",
        r"how many (?:steps|exercises) (?:have|did) i (?:do|done|finish(?:ed)?|complete(?:d)?|pass(?:ed)?)",
        r"how many (?:steps|exercises) (?:are there|does) (?:in )?(?:the|this) lesson(?: have)?",
        r"(?:wish |what is )(?:my|the) progress",
        r"(?:what|how many) percent(?:age)? (?:have|did|am) i (?:done|do)",
    ),
    About.SKIPPING: (
        rf"{part.WISH}(?:skip|jump|omit|leave|get|go|pass|bypass)(?: (?:over|out|past|by))*"
        rf" (?:{part.THIS}|an? {part.STEP})(?: out)?",
        rf"(?:skip|jump over|leave out) {part.THIS}|{part.WISH}skip(?: {part.STEP})?",
        r"(?:do i (?:have|need) to|must i|should i|am i (?:forced|obliged|required) to) (?:do|solve|finish) "
        rf"{part.THIS}(?: or (?:can|may|could) i [a-z ]+)?",
        rf"is {part.THIS} (?:necessary|mandatory|optional|required|obligatory|compulsory)",
        rf"{part.THIS} is (?:(?:too|so|way|much|very) )*(?:easy|boring|trivial)",
        r"i (?:already )?know (?:all )?(?:this|that)(?: already)?",
    ),
    About.GOING_BACK: (
        rf"(?:{part.WISH})?(?:go|get|jump|step|move|come|take me|bring me) back"
        rf"(?: (?:to|a|one|the|two|last|previous|first|earlier|{part.STEP}|beginning|start|where i was))*",
        rf"(?:one|a) step back|back to the [a-z ]*{part.STEP}",
        rf"(?:{part.WISH})?return to the (?:last|previous|first|earlier) {part.STEP}",
        rf"(?:wish |(?:{part.WISH})?(?:redo|do|open|go to|look at|return to) |what was (?:in )?)(?:again )?"
        rf"(?:the |an? )?(?:(?:last|previous|earlier|first) {part.STEP}|step before)",
    ),
    About.STARTING_OVER: (
        rf"(?:{part.WISH})?(?:start|begin|do|redo|repeat|go through|play)"
        rf"(?: (?:it|all|everything|{part.LESSON}))*{_OVER}+",
        rf"(?:{part.WISH})?redo {part.LESSON}",
        rf"(?:{part.WISH})?(?:reset|restart)(?: (?:it|all|everything|{part.LESSON}))?",
    ),
    About.SAVING: (
        rf"(?:is|are|was|were|will) {part.WORK}(?: be)? (?:saved|stored|kept|lost|gone|safe)"
        r"(?: (?:if|when|automatically)[a-z ]*)?",
        rf"(?:{part.WISH})?(?:(?:do|must|should) i (?:have to |need to )?)?"
        rf"save (?:{part.WORK}|before i {part.LEAVE})(?: [a-z ]+)?",
        r"does (?:it|this|the tutor|that) (?:auto ?)?save"
        r"(?: (?:everything|automatically|by itself|my (?:work|progress)))*",
        rf"(?:wish |(?:do|did) i )lose (?:{part.WORK}|anything)(?: [a-z ]+)?",
        rf"{part.WISH}(?:{part.LEAVE}|come back|continue|go on|finish)"
        rf"(?: (?:and|come|back|continue|finish|to|this|it|the lesson|with this|today))* {part.LATER}",
        rf"{part.WISH}{part.LEAVE} (?:the |this )?(?:window|terminal|tutor)",
        rf"what (?:happens|if|will happen)(?: (?:if|when))? i {part.LEAVE}"
        r"(?: (?:it|this|here|now|early|without saving|the (?:window|terminal|tutor|lesson|program|session)))*",
    ),
    About.PRIVACY: (
        rf"(?:do|does|is|are|will|can|could|did) {part.MINE}(?: (?:ever|be|being|get|gets|getting))* "
        rf"{part.SEND}(?: [a-z ]{{1,30}})? {part.ELSEWHERE}",
        rf"(?:is|can|could|will|does) {part.SOMEBODY} {part.SEND} {part.MINE}",
        rf"who (?:else )?(?:(?:can|could|will|gets? to|is|does|may) )?(?:able to )?{part.SEND} {part.MINE}",
        rf"(?:is|are|does|do) {part.MINE}(?: (?:kept|stay|stays))? (?:private|confidential|anonymous|secret)",
        rf"(?:are you|is {part.SOMEBODY}) (?:spying|tracking|watching|recording|listening)(?: (?:on|to))?(?: me)?",
        rf"where (?:does|do|is|are) (?:(?:my|the) (?:code|data|inputs?|questions|lines)|what {part.TYPING}) "
        r"(?:go|sent|stored|end up)(?: to)?",
        r"(?:do|does|will) (?:you|it|this|the tutor) "
        r"(?:log|track|collect|record|keep|spy on|store|monitor|upload|send) "
        rf"(?:me|my (?:code|data|questions|inputs?|stuff)|what {part.TYPING}|data(?: about me)?|everything)",
    ),
}
"""By kind, every wording that is one; the kinds before it win."""

MENTIONED: dict[About, str] = {
    About.TROUBLE: "why what huh explain understand get fix",
    About.SOLUTION: """
        solution answer code line lines command typed written entered done put answered run used solve reveal
        spoil show tell me how
    """,
    About.TASK: """
        me do type typing write enter try run put fill submit input answer complete done say want wants wanted
        need needs needed ask asks asked expect expects expected demanded require requires required press hit
        looking where task exercise assignment instruction instructions challenge acceptance requirement
        requirements goal todo homework text step question lesson continue proceed move get advance carry next
        now then go
    """,
    About.STUCK: """
        hint hints clue clues tip tips nudge nudges pointer pointers help helping hand push support assist
        assistance sigh guidance leg nice great good continue proceed go starting something stuck lost confused
        clueless puzzled overwhelmed ideas idea end up surrender not with do know get understand see figure
        manage type write enter spoil giving hard difficult tricky solve answer start begin tackle
    """,
    About.PROGRESS: """
        far much done finished there through end left remain remains remaining go ahead longer step steps
        exercise exercises task progress percent percentage
    """,
    About.SKIPPING: """
        skip jump omit leave get go pass bypass must should need have forced obliged required necessary mandatory
        optional obligatory compulsory easy boring trivial know
    """,
    About.GOING_BACK: "back last previous earlier first before",
    About.STARTING_OVER: "over anew again afresh from reset restart redo",
    About.SAVING: """
        save autosave saved stored kept lost gone safe lose later tomorrow another next where leave stop close
        quit exit pause turn shut disconnect
    """,
    About.PRIVACY: """
        internet web cloud server servers online anywhere anyone anybody any someone somebody some google openai
        company others other home outside computer machine laptop pc mac device who private confidential
        anonymous secret spying tracking watching recording listening upload send where log track collect record
        keep spy store monitor
    """,
}
"""Words one of which every wording of a kind has: without one, its patterns need not be compiled."""
LATE = frozenset({About.TASK, About.STUCK})
"""The kinds that have their word among the last three: `do` and `get` stand in too many questions."""
