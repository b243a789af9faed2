"""What the wordings are made of: how one is written, and the parts of sentences that many share.

All of them are regular expressions for questions in usual words (`usual_words`): `weights` stands for
`coefficients`, too, `is` for `are`, `now` for `at the moment`.
"""

from __future__ import annotations

import re

from msgspec import Struct

ASK = r"(?:what|which|show|print|tell|give|see|list|read|log|how)\b.*"
SHOW = r"(?:what is|and|show(?: me)?|tell me|give me|print|read(?: me)?|remind me of)"
MY_MODEL = r"(?:(?:my|our|the|this) (?:\w+ )?model|model)"
IT = rf"(?:it|this|that|{MY_MODEL})"
OF_MY_MODEL = r"(?:of|in|for|inside) (?:it|(?:(?:my|our|the|this) (?:\w+ )?)?(?:model|neurons|layer|line))"
NOW = r"(?:now|(?:at|in) the end|after training)"
METRIC = r"(?:loss|error|accuracy|acc|mae|mse|val_loss|metric)"
RESULT = rf"(?:(?:final |last )?(?:{METRIC}|result|fit|line|predictions?|model|weights|training))"
_OWN = r"(?:my|our|current|latest|present)"


class Wording(Struct, frozen=True):
    """How a subject is asked for, in regular expressions of whole words."""

    mentions: str
    """Parts of words, one of which every such question holds; a letter is a word. Looked for first, for speed."""
    says: tuple[str, ...]
    """Any of these."""
    unless: str = ""
    """Words of a question about the idea, or for advice, and so not about this session."""
    noun: str = ""
    """What it is called: `my NOUN`, `current NOUN` and `NOUN now` ask for it, too."""

    def compiled(self) -> re.Pattern[str]:
        without = rf"(?!.*\b(?:{self.unless})\b)" if self.unless else ""
        said = rf"^{without}.*\b(?:{'|'.join(self.says)})\b"
        short = rf"^(?:{SHOW} )?(?:(?:the )?{_OWN} (?:{self.noun})(?: {NOW})?|(?:the )?(?:{self.noun}) {NOW})$"
        return re.compile(f"{said}|{short}" if self.noun else said)
