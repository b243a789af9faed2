"""Lesson files that are made to take long, of whatever size: each text grows with its number."""

from __future__ import annotations

from collections.abc import Callable, Mapping

HEAD = "id: line\ntitle: The line\ngoal: A goal.\nminutes: 5\n"
STEP = "steps:\n  - id: points\n    kind: data\n    code: x = 1\n"


def quiz(number: int) -> str:
    choices = "".join(f"      - choice {each}\n" for each in range(number))
    return f"{HEAD}steps:\n  - id: q\n    kind: quiz\n    correct: choice 0\n    choices:\n{choices}"


def quotes(number: int) -> str:
    one = "      - {says: aaaa, value: x, between: [0, 1]}\n"
    return f"{HEAD}{STEP}    say: {'a' * 20 * number}\n    quotes:\n{one * number}"


def steps(number: int) -> str:
    return HEAD + "steps:\n" + "".join(f"  - {{id: s{each}, kind: read}}\n" for each in range(number))


NASTY: Mapping[str, Callable[[int], str]] = {
    "empty items": lambda n: f"{HEAD}steps:\n" + "  - {}\n" * n,
    "deep flow": lambda n: HEAD + "setup: " + "[" * 10 * n,
    "deep flow that ends": lambda n: HEAD + "setup: " + "[" * 10 * n + "]" * 10 * n,
    "deep mapping": lambda n: HEAD + "setup: " + "{a: " * 5 * n,
    "deep items": lambda n: "- " * 10 * n,
    "deep questions": lambda n: "? " * 10 * n,
    "many anchors": lambda n: HEAD + "after:\n" + "".join(f"  - &a{each} x\n" for each in range(n)),
    "many aliases": lambda n: HEAD + "goal2: &a x\nafter:\n" + "  - *a\n" * n,
    "aliases of aliases": lambda n: HEAD + "after: [&a [x], " + "*a, " * n + "x]\n",
    "many unknown fields": lambda n: HEAD + "".join(f"field{each}: x\n" for each in range(n)) + STEP,
    "many duplicate fields": lambda n: HEAD + "goal: again\n" * n + STEP,
    "one long line": lambda n: f"{HEAD}after: [{'x, ' * n}x]\n",
    "one long line of comments": lambda n: f"{HEAD}after: [{'x #, ' * n}x]\n",
    "one long text": lambda n: HEAD + "setup: " + "x " * 20 * n + "\n" + STEP,
    "one long quoted text": lambda n: HEAD + 'setup: "' + "\\u0041" * 10 * n + '"\n' + STEP,
    "a slip in every second line": lambda n: HEAD + 'a: "x" y\nb: 1\n' * n,
    "a wrong type in every line": lambda n: (
        f"{HEAD}{STEP}    expect:\n" + "      - {array: [x], length: ten}\n" * n
    ),
    "many steps": steps,
    "steps of one name": lambda n: HEAD + "steps:\n" + "  - {id: s, kind: read}\n" * n,
    "many choices": quiz,
    "many quotes": quotes,
    "many hints": lambda n: f"{HEAD}{STEP}    hints:\n" + "".join(f"      - hint {each}\n" for each in range(n)),
    "many lines": lambda n: HEAD + "\n" * 40 * n + STEP,
    "many tabs": lambda n: HEAD + "\t\n" * 20 * n,
    "many ampersands": lambda n: HEAD + "&" * 40 * n,
    "a long sum": lambda n: f"{HEAD}{STEP}    expect:\n      - python: {'1+' * 10 * n}1\n",
    "deep brackets in code": lambda n: f"{HEAD}{STEP}    expect:\n      - python: {'(' * n}1{')' * n}\n",
    "a long setup": lambda n: f"{HEAD}setup: |\n" + "  x = 1\n" * n + STEP,
    "a deep pattern": lambda n: (
        f'{HEAD}{STEP}    expect:\n      - printed: "{"(" * n}a{")" * n}"\n        regex: true\n'
    ),
    "a long number": lambda n: f"{HEAD}{STEP}    expect:\n      - scalar: x\n        near: {'9' * 20 * n}\n",
    "many seconds": lambda n: HEAD + "---\na: 1\n" * n,
}
