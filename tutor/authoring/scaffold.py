"""`python -m tutor new NAME`: a first lesson, which passes `check` as it is, to be written over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from tutor.core.sieve import one_line
from tutor.storage.soundness import SLUG

USAGE = """\
usage: python -m tutor new NAME

Writes NAME.yaml here: a small lesson that passes `check` as it is. Write yours over it, step by step.

examples:
  python -m tutor new my-lesson
  python -m tutor new lessons/rides.yaml
  python -m tutor watch my-lesson.yaml     proves each step as you save it
"""

LESSON = """\
# `python -m tutor schema > lesson.schema.json` helps an editor that reads this line:
# yaml-language-server: $schema=./lesson.schema.json
format: 1
id: {id}
title: {title}
goal: One sentence that says what this is about.
minutes: 10
random_seed: 7
setup: |                        # runs silently before the first step
  import numpy as np

steps:
  - id: welcome
    kind: read                  # a text; Enter goes on
    say: |
      Four people live in a house. Two are children, two are grown up.

  - id: ages
    kind: data                  # a task that is done by making something
    say: Their ages are 4, 6, 40 and 50.
    task: Store the four ages in `ages`.
    code: |                     # your own answer: Enter runs it
      ages = np.array([4, 6, 40, 50])
    accept:                     # other answers that are right, too
      - ages = [4, 6, 40, 50]
    expect:                     # what makes an answer right, whatever way led to it
      - array: ages
        equals: [4, 6, 40, 50]
    mistakes:                   # wrong turns that you know, and your words for them
      - example: ages = np.array([4, 6, 40])
        when: {{array: ages, length: 3}}
        say: |
          `ages` holds three numbers, and four people live there. A missing one changes every result. Add the 50.
    hints:                      # from a nudge to nearly there
      - A NumPy array holds several numbers.
      - "`np.array([...])`, with the four ages between the brackets."
    then: Four numbers, in one array.

  - id: mean
    kind: quiz                  # a question
    task: Their mean age is 25. How many of the four are about 25?
    correct: "0"
    replies:
      "4": The mean is one number for all four, but nobody needs to be near it. Look at the ages one by one.
    then: None is. The mean lies between two groups, and describes neither.
"""


def new_command(words: Sequence[str]) -> tuple[int, str]:
    """Do what the words after `new` ask: the exit status, and what is to be said. Never raises."""
    if "--help" in words or "-h" in words:
        return 0, USAGE.rstrip()
    if len(words) != 1 or words[0].startswith("-"):
        return 2, "One name: `python -m tutor new my-lesson`."
    given = Path(words[0])
    path = given if given.suffix in (".yaml", ".yml") else given.with_name(f"{given.name}.yaml")
    name, shown = path.stem, one_line(str(path))
    if not SLUG.fullmatch(name):
        better = "-".join(re.findall(r"[a-z0-9]+", name.lower()))
        advice = f" `{better}` would be one." if better else ""
        return 2, f"`{one_line(name)}` cannot be a name: small letters and digits, with `-` between words.{advice}"
    text = LESSON.format(id=name, title=name.replace("-", " ").capitalize())
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        return 1, f"{shown} is there already, and stays as it is. Take another name."
    except (OSError, ValueError) as error:
        return 1, f"{shown} cannot be written: {getattr(error, 'strerror', None) or error}."
    return 0, (
        f"{shown} is written: a small lesson that passes `check`. Write yours over it.\n"
        f"`python -m tutor watch {shown}` proves each step as you save it, and opens the lesson there."
    )
