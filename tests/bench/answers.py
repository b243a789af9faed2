"""How well and how fast lines are understood: the development and the blind set of `tests/answers`."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from tests.answers.measure import SETS, SITUATION, encoders, lines, rows
from tests.answers.understood import shipped
from tests.bench.typing import Window


def measure(repeats: int) -> list[dict[str, Any]]:
    """Shares of each kind of line (see `tests.answers.measure.Shares`), by words and with each encoder that is
    installed, and behind them the times of each method: milliseconds, as medians of `repeats`.

    `first` is the first answer of a process with nothing read ahead, what it imports included; it is the same on
    every day, for nothing is kept. The next two are what a learner meets in a terminal, from Enter until the
    answer is on the screen: `at once` when the question is pasted into the first prompt as soon as it is there,
    while the tutor still reads ahead and TensorFlow loads; `typed` when it comes `TYPING` seconds later. `each` is
    the understanding alone of a later line.
    """
    methods = ("", *encoders())
    found = [{"set": name} | row for name in SETS for method in methods for row in rows(name, method)]
    times = [_times(method, repeats) for method in methods]
    names = list(dict.fromkeys(name for row in (*found, *times) for name in row))
    return [{name: row.get(name, "") for name in names} for row in (*found, *times)]


def _times(method: str, repeats: int) -> dict[str, Any]:
    few = [line.text for asked in lines("development").values() for line in asked][::20]
    understanding = shipped(*filter(None, [method]))
    understanding(few[0], SITUATION)  # an encoder is woken once
    with TemporaryDirectory() as folder:
        first = [_first_answer(folder, method) for _ in range(repeats)]
    at_once = [_at_first_prompt(0.0, method) for _ in range(repeats)]
    typed = [_at_first_prompt(TYPING, method) for _ in range(repeats)]

    def each() -> None:
        for text in few:
            understanding(text, SITUATION)

    later = [_milliseconds(each) / len(few) for _ in range(repeats)]
    return {
        "set": "times",
        "by": method or "words",
        "first ms": f"{median(first):.1f}",
        "at once ms": f"{median(at_once):.1f}",
        "typed ms": f"{median(typed):.1f}",
        "each ms": f"{median(later):.2f}",
    }


TYPING = 0.3
"""Seconds; nobody types a question in less."""
QUESTION = "why not just use the absolute difference instead of squaring it"
ONE_ENCODER = """
import sys
import tutor.understanding.encoder as encoder
method = sys.argv.pop(1)
others = dict.fromkeys(encoder.PACKAGES.keys() - {method}, "nothing_of_the_kind")
encoder.PACKAGES.update(others)
"""
"""Leaves one encoder installed, or none."""
FIRST_ANSWER = f"""{ONE_ENCODER}
import time
from pathlib import Path
from tutor.app.library import Library
from tutor.session.scripted import ScriptedSession
from tutor.storage.lessons import lessons_directory, load_course
library = Library(lessons_directory(), load_course(lessons_directory()), Path(sys.argv[1]))
began = time.perf_counter()
list(library(sys.argv[2], ScriptedSession()))
print(1000 * (time.perf_counter() - began))
"""


def _first_answer(home: str, method: str) -> float:
    """Milliseconds until a library that has just been opened has answered, the imports it needs included."""
    command = [sys.executable, "-c", FIRST_ANSWER, method or "words", home, QUESTION]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


TUTOR = f"""{ONE_ENCODER}
from tutor.app import main
sys.exit(main())
"""
ANSWERS = ("Is it one of these?", "absolute error", "errors are squared")


def _at_first_prompt(later: float, method: str) -> float:
    """Milliseconds from Enter to the answer on the screen, so many seconds after the first prompt."""
    with TemporaryDirectory() as home:
        command = [sys.executable, "-c", TUTOR, method or "words", "linear-regression", "--fresh"]
        window = Window(command, home)
        try:
            window.wait_for(">>> ")
            time.sleep(later)
            return 1000 * window.ask(QUESTION, ANSWERS)
        finally:
            window.close()


def _milliseconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - began)
