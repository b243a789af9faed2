"""The parts of requests, as patterns of plain small words: wishes such as `could you`, things such as `a hint`."""

from __future__ import annotations


def one_of(*words: str) -> str:
    """A pattern that takes any of the words, which may be patterns."""
    return f"(?:{'|'.join(words)})"


WISHING = one_of(
    r"(?:can|could|would|will|may|might) (?:you|i|we) (?:be so (?:kind|nice) (?:as )?(?:to )?|mind |like to )?",
    r"i (?:would |should )?(?:want|need|like|love|wish|appreciate|could use|could do with|am after)(?: to)? ",
    r"(?:is|are) there |do you (?:have|got) |let (?:me|us) |lets ",
    r"(?:is it (?:ok|okay|fine|possible|allowed)|am i allowed) (?:to|if (?:i|we)) ",
)
GIVE = (
    r"(?:give|giving|show|showing|send|tell|telling|get(?! (?:back|past|to|on|ahead|further)\b)|getting|have|"
    r"having|got|see|seeing|read|reading|hear|repeat|repeating|offer|drop|throw|provide|lend|spare|display|print|reveal|"
    r"need|want|find|ask for)(?: to)?(?: me| us)? "
)
DESPAIR = one_of(
    r"(?:i )?(?:am |feel |got |get )?(?:(?:totally|completely|so|a bit|still|absolutely|hopelessly|utterly) )*"
    r"(?:stuck|lost|confused|clueless|puzzled|overwhelmed|out of ideas|at my wits end)",
    r"i give up",
    r"i surrender",
)

HOW = r"how (?:do|can|could|to) (?:i |we )?"
OPENINGS = {
    rf"^(help )?{DESPAIR}": r"\1sigh",
    rf"^(sigh )?(?:and )?(?:{WISHING}(?:{GIVE})?|(?:{HOW})?{GIVE})": r"\1wish ",
}
"""However despair and a wish are put, they are read as these words."""
WISH = rf"(?:wish |{HOW})"

SOME = (
    r"(?:(?:a|an|one|some|any|the|your|another|more|next|first|last|second|little|small|tiny|wee|quick|good|"
    r"bit of|kind of|extra|further|other) )*"
)
HINT = r"(?:hints?|clues?|tips?|nudges?|pointers?)"
HELP = (
    rf"(?:{HINT}|help|(?:helping )?hand|push(?: in the right direction)?|support|assistance|guidance|leg up|"
    r"starting point)"
)
LITTLE = r"(?: out| along| a (?:bit|little)| on| further| forward| with (?:this|that|it|the (?:task|step)))*"
UNSPOILT = (
    r"(?: (?:but|and|though))?"
    r"(?: (?:without|do not|not|no|but not) (?:giv|spoil|tell|show|reveal|the answer)[a-z ]*)?"
)

THIS = r"(?:this|it|that|the)(?: (?:step|exercise|task|one|part|question|quiz|thing|bit))?"
STEP = r"(?:steps?|exercises?|tasks?|parts?|questions?|lessons?|ones?|things?)"
LESSON = r"(?:(?:the|this)(?: whole| entire)? lesson)"
TASK = (
    r"(?:task|exercise|assignment|instructions?|challenge|acceptance criteri(?:a|on)|requirements?|goal|to ?do|"
    r"homework|(?:lesson|step) text)"
)
DUTY = (
    r"(?:(?:do|should|must|can|shall|could|am|are|have|need|was|would|is) (?:i|we|one|it)|"
    r"(?:i|we)(?: (?:am|are|have|do|must|should|can|shall|need|got|could|will|was))?|is)"
    r"(?: (?:supposed|meant|expected|asked|required|have|need|got|must|ought))?(?: to)?"
)
"""What stands between `what` and `do`: `am i supposed to`, `i must to`."""
DO = (
    r"(?:do|be doing|type|be typing|write|enter|try|run|put|fill in|submit|input|answer|complete|be done|say)"
    r"(?: (?:in|down|it|there))?"
)
DEMAND = r"(?:wants?|asks?|expects?|needs?|requires?)(?: (?:for|from me|of me|me to do))?"
DEMANDED = r"(?:expected|wanted|asked|required|demanded|needed|to be done)(?: (?:of|from|by) (?:me|us))?"
SEES_NOT = r"(?:do not|can not|did not|not) (?:see|know|get|understand|follow|sure|clear|remember)"
GO_ON = (
    r"(?:go on|continue|proceed|move on|get on|advance|carry on|get (?:to the next(?: step| one)?|ahead|further))"
)

DONE_WELL = r"(?:full|complete|whole|finished|correct|right|proper|working|ready|final|sample|model|expected)"
ANSWER = (
    rf"(?:(?:the|a|an|your|this|its|one|me|{DONE_WELL}) )*"
    rf"(?:solution|answer|the code|{DONE_WELL} (?:code|lines?|command))"
)

WORK = (
    r"(?:(?:my|the|this|all|all my|any of my) (?:work|progress|stuff|lesson|session|place|steps|code|lines)|"
    r"everything)"
)
LEAVE = (
    r"(?:leave|stop|close|quit|exit|pause|go away|turn (?:it|this) off|shut (?:it|this|everything) down|"
    r"disconnect)"
)
LATER = r"(?:later|tomorrow|another (?:time|day)|next (?:time|week)|where i (?:stopped|left off|was))"

TYPING = r"i (?:am )?(?:typ|writ|enter|do|say|put|ask)[a-z]*(?: in)?"
MINE = one_of(
    rf"(?:any ?thing|something|any of this|all (?:of )?this|everything|what|this)(?: (?:that )?{TYPING})?",
    r"my (?:code|data|inputs?|questions?|text|typing|answers?|lines|stuff|work|information)",
    r"it|you|the (?:tutor|program)",
)
SEND = (
    r"(?:leav|go|sen[dt]|upload|transfer|transmit|shar|post|report|deliver|mail|phon|submit|read|watch|see|"
    r"track|spy|monitor|listen|record|log|collect|stor)[a-z]*"
)
SOMEBODY = r"(?:(?:any|some) ?(?:one|body)(?: else)?|google|openai|the company|others|other people)"
ELSEWHERE = (
    rf"(?:internet|web|cloud|servers?|online|anywhere|somewhere|{SOMEBODY}|home|outside|"
    r"(?:my|this|the) (?:computer|machine|laptop|pc|mac|device))"
)
