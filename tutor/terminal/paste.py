"""Turns what was pasted into code: console prompts go, and so do the outputs between them."""

from __future__ import annotations

import re
import textwrap

from tutor.core.parsing import without_prompts

_LEAD = re.compile(r"^[ \t]+", re.MULTILINE)
_PROMPT = re.compile(r"\s*(>>>|In \[\d*\]:)( |$)")


def cleaned(pasted: str) -> str:
    """The code in a pasted text, with plain line ends and spaces, and without common indentation.

    Tabs that indent become spaces; those within a line stay, for a string may hold them. Prompts are only taken
    for prompts when the first line has one: a string may hold `>>>`.
    """
    text = pasted.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    text = _LEAD.sub(lambda lead: lead[0].expandtabs(4), text)
    first = next((line for line in text.split("\n") if line.strip()), "")
    code = without_prompts(text) if _PROMPT.match(first) else text
    lines = [line.rstrip() for line in code.strip("\n").split("\n")]
    return textwrap.dedent("\n".join(lines)).strip("\n")
