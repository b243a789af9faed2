"""Whatever is typed, pasted or piped is answered: never a traceback, and the next line works."""

from __future__ import annotations

import pytest

from tests.chatting import Chat
from tutor.checks.array import ArrayCheck
from tutor.core.course import Step
from tutor.steps import KINDS
from tutor.steps.quiz import QuizStep
from tutor.steps.repair import RepairStep

DEEP = {
    "a sum": "1+" * 330 + "1",
    "a long sum": "1+" * 3000 + "1",
    "a sum with a name": "x = " + "1+" * 900 + "1",
    "brackets": "x = " + "(" * 150 + "1" + ")" * 150,
    "open brackets": "(" * 1000,
    "lists": "x = " + "[" * 90 + "]" * 90,
    "calls": "x = " + "a(" * 80 + ")" * 80,
    "minus signs": "x = " + "-" * 5000 + "1",
    "not": "x = " + "not " * 2000 + "1",
    "attributes": "x = a" + ".x" * 900,
    "lambdas": "x = " + "lambda:" * 500 + "1",
    "conditions": "x = " + "1 if 1 else " * 300 + "1",
    "blocks": "".join(" " * n + "if 1:\n" for n in range(90)) + " " * 90 + "x = 1",
    "texts in texts": "x = f'" + "{f'" * 50,
    "open braces": "x = {" * 100,
    "a long number": "x = " + "9" * 5000,
    "nothing but a number": "9" * 5000,
    "digits of elsewhere": "\u0663",
    "a name": "x" * 50_000,
    "a command": "/" + "a" * 50_000,
    "a far step": "/goto " + "9" * 5000,
    "a far lesson": "/lessons " + "9" * 5000,
    "why": "? " + "why " * 5000,
    "blank lines": "\n" * 50_000 + "x",
    "a comment": "#" * 50_000,
    "decorators": "@" * 5000,
    "backquotes": "`" * 20_000,
    "a null": "x = \x00",
    "half a letter": "x = '\ud800'",
    "an escape": "/hint \x1b]52;c;aGk=\x07",
    "many small things": "x = " + "1," * 5000,
}
STEPS: dict[str, Step] = {
    "quiz": QuizStep(id="a", task="t", correct="5"),
    "choices": QuizStep(id="a", task="t", correct="b", choices=("a", "b", "c")),
    "data": KINDS["data"](id="a", code="x = [1, 2]", expect=(ArrayCheck(array="x"),)),
    "predict": KINDS["predict"](id="a", code="model.predict(x)"),
    "fit": KINDS["fit"](id="a", code="history = model.fit(x, y, epochs=2)"),
    "repair": RepairStep(id="a", broken="x = [1, 2", code="x = [1, 2]"),
}


@pytest.mark.parametrize("kind", STEPS)
@pytest.mark.parametrize("name", DEEP)
def test_it_is_answered_and_the_next_line_works(name: str, kind: str) -> None:
    chat = Chat([STEPS[kind]])
    assert list(chat(DEEP[name])) is not None
    assert chat("/help")
