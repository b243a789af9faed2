"""Turns what was pasted into code: console prompts go, and so do the outputs between them."""

from __future__ import annotations

import re
import textwrap

from tutor.core.parsing import without_prompts

_PROMPT = re.compile(r"\s*(>>>|In \[\d*\]:)( |$)")


def cleaned(pasted: str) -> str:
    """The code in a pasted text, with plain line ends and spaces, and without common indentation.

    Prompts are only taken for prompts when the first line has one: a string may hold `>>>`.
    """
    text = pasted.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ").expandtabs(4)
    first = next((line for line in text.split("\n") if line.strip()), "")
    code = without_prompts(text) if _PROMPT.match(first) else text
    lines = [line.rstrip() for line in code.strip("\n").split("\n")]
    return textwrap.dedent("\n".join(lines)).strip("\n")
