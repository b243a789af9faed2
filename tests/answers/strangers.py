"""What becomes of the questions of `strangers.yaml`: asked in a real lesson, in three situations.

`python -m tests.answers.strangers [SITUATION]` prints every answer, to be read.
"""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Iterator
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.answers.understood import shipped
from tests.kernel import wait_until
from tutor.answers.answerer import QuestionAnswerer
from tutor.answers.errors.explainer import ErrorExplainer
from tutor.conversation import Conversation
from tutor.core.drawings import Table
from tutor.core.events import Answered, CodeRun, Event, Hinted, Listing, Said
from tutor.core.facts import (
    ArrayFacts,
    CompiledFacts,
    Evaluate,
    Facts,
    HistoryFacts,
    LayerFacts,
    MetricFacts,
    ModelFacts,
    Predict,
    Probe,
    ScalarFacts,
    Trainings,
    Variables,
    VariablesFacts,
)
from tutor.core.progress import Cell, LessonRecord
from tutor.session.scripted import ScriptedSession
from tutor.storage.lessons import lessons_directory, load_course, load_lesson
from tutor.storage.progress import MemoryProgress
from tutor.storage.ready_glossary import ready_glossary

FILE = Path(__file__).with_name("strangers.yaml")
LESSON = "linear-regression"
SITUATIONS = ("fresh", "fitted", "nan")

_LINE = LayerFacts("Dense", "dense", {"units": 1, "activation": "linear", "use_bias": True}, (None, 1), 2)
_DATA = {
    "values_x": ArrayFacts(
        (6,), "float64", minimum=-10.0, maximum=15.0, values=(-10.0, 0.0, 2.0, 6.0, 12.0, 15.0)
    ),
    "values_y": ArrayFacts(
        (6,), "float64", minimum=10.0, maximum=60.0, values=(10.0, 30.0, 34.0, 42.0, 54.0, 60.0)
    ),
}


def _model(weight: float, bias: float, rate: float) -> ModelFacts:
    numbers = (
        ArrayFacts((1, 1), "float32", "Variable", weight, weight, math.isfinite(weight), (weight,)),
        ArrayFacts((1,), "float32", "Variable", bias, bias, math.isfinite(bias), (bias,)),
    )
    return ModelFacts(
        built=True,
        layers=(LayerFacts("InputLayer"), _LINE),
        input_shape=(None, 1),
        output_shape=(None, 1),
        parameters=2,
        trainable=2,
        compiled=CompiledFacts("mean_squared_error", optimizer="SGD", optimizer_config={"learning_rate": rate}),
        weights=numbers,
        weight_names=("kernel", "bias"),
        trained_epochs=500,
    )


def _session(curve: tuple[float, ...], model: ModelFacts) -> ScriptedSession:
    finite = [value for value in curve if math.isfinite(value)]
    column = MetricFacts(curve[0], curve[-1], min(finite), curve.index(min(finite)) + 1, curve)
    history = HistoryFacts(len(curve), 2.5, {"loss": column})
    replies: dict[Probe, Facts] = {
        Trainings("model"): history,
        Evaluate("model.history"): history,
        Evaluate("int(model.optimizer.iterations)"): ScalarFacts(len(curve), "int"),
    }
    for number in (7.0, 12.0, 20.0):
        said = 2.12 * number + 27.4 if math.isfinite(curve[-1]) else math.nan
        replies[Predict("model", ((number,),))] = ArrayFacts((1, 1), "float32", values=(said,))
    facts: dict[str, Facts] = {**_DATA, "model": model, "history": history}
    return ScriptedSession(facts=facts, answers=replies)


def _sessions() -> dict[str, tuple[ScriptedSession, str]]:
    """By situation: the session, and the step at which the question is asked."""
    fallen = tuple(1.4 + 1200 * 0.98**epoch for epoch in range(500))
    grown = tuple(10.0 ** (3 + epoch) for epoch in range(36)) + (math.inf,) + (math.nan,) * 463
    return {
        "fresh": (ScriptedSession(), "points"),
        "fitted": (_session(fallen, _model(2.12, 27.4, 0.01)), "curve"),
        "nan": (_session(grown, _model(math.nan, math.nan, 0.1)), "curve"),
    }


class Stranger:
    """Asks in one situation, and remembers nothing of the question before but what one line holds."""

    def __init__(self, situation: str) -> None:
        course = load_course(lessons_directory())
        lesson = load_lesson(next(entry.path for entry in course.lessons if entry.id == LESSON))
        self._session, at = _sessions()[situation]
        done = lesson.steps[: lesson.index(at)]
        cells = tuple(Cell(step.id, step.code) for step in done if step.code and situation != "fresh")
        self._store = MemoryProgress()
        self._store.save(LessonRecord(LESSON, at, cells=cells))
        glossary = ready_glossary(lessons_directory())
        self._ids = {entry.term: entry.id for entry in glossary.entries}

        def conversation() -> Conversation:
            explain = ErrorExplainer(())
            answer = QuestionAnswerer(glossary, shipped(), explain)
            return Conversation(course, lesson, self._session, self._store, explain, answer)

        self._conversation = conversation

    def asked(self, lines: str) -> tuple[frozenset[str], list[Event]]:
        """What the last of these lines (` / ` is between them) leads to, in the words of `strangers.yaml`, with
        `~` behind what it was only likely taken for and `?` behind what is only offered; and the events."""
        conversation = self._conversation()
        events: list[Event] = list(conversation.open())
        wait_until(lambda: isinstance(conversation.facts(Variables())[0], VariablesFacts))
        for line in lines.split(" / "):
            events = list(conversation.respond(line))
        return frozenset(said for event in events for said in self._heard(event)), events

    def _heard(self, event: Event) -> Iterator[str]:
        match event:
            case CodeRun():
                yield "code"
            case Hinted():
                yield "hint"
            case Answered(known=False):
                yield "nothing"
            case Answered(text=text, offers=offers, classes=classes, band=band):
                yield from (f"{self._ids.get(title) or shipped().titled(title)}?" for title in offers)
                if band == "offer":
                    return
                sure = "~" if band == "likely" else ""
                yield from (f"{name.removeprefix('@')}{sure}" for name in (classes[:1] if band else classes))
                yield from (name for name, pattern in _KNOWN.items() if pattern.search(text))
                yield from (f"{self._ids[term]}{sure}" for term in _TERM.findall(text) if term in self._ids)
            case Said() | Listing() | Table():
                yield "command"
            case _:
                pass


_TERM = re.compile(r"^\*\*(.+?)\*\*: ", re.MULTILINE)
_KNOWN = {
    "none yet": re.compile(r"^There is no model yet|has not been trained yet|^No variables yet"),
    "trouble": re.compile(r"^Nothing is wrong|/hint` helps"),
    "task": re.compile(r"Enter runs|There is nothing to do"),
    "step": re.compile(r"^From this step:"),
}


@cache
def strangers() -> dict[str, dict[str, dict[str, frozenset[str]]]]:
    """Who, question, situation: what is right."""
    read: dict[str, dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))

    def wanted(said: Any, situation: str) -> frozenset[str]:
        words = frozenset(str(said[situation] if isinstance(said, dict) else said).split())
        subject = any(word.startswith("=") for word in words)
        return words | ({"none yet"} if subject and situation == "fresh" else frozenset())

    return {
        who: {question: {each: wanted(said, each) for each in SITUATIONS} for question, said in asked.items()}
        for who, asked in read.items()
    }


class Mark(Enum):
    """How well a question was answered."""

    RIGHT = "right"
    OFFERED = "offered"
    """A right entry is among those offered; of a question without an answer: entries are offered."""
    UNKNOWN = "unknown"
    """It has an answer and got none."""
    ASTRAY = "astray"
    """Something else was said, with a word on what the question was taken for."""
    WRONG = "wrong"
    """Something else was said."""


def mark(heard: frozenset[str], wanted: frozenset[str]) -> Mark:
    """How well what was heard is what was wanted."""
    offered = {word.removesuffix("?") for word in heard if word.endswith("?")}
    likely = {word.removesuffix("~") for word in heard if word.endswith("~")}
    if (heard | likely) & wanted:
        return Mark.RIGHT
    if offered & wanted:
        return Mark.OFFERED
    if likely:
        return Mark.ASTRAY
    if offered:
        return Mark.OFFERED if "nothing" in wanted else Mark.UNKNOWN
    return Mark.UNKNOWN if "nothing" in heard else Mark.WRONG


def marks(situation: str) -> dict[str, tuple[Mark, frozenset[str]]]:
    """By question: its mark, and what was heard."""
    stranger, found = Stranger(situation), {}
    for asked in strangers().values():
        for question, wanted in asked.items():
            heard, _ = stranger.asked(question)
            found[question] = mark(heard, wanted[situation]), heard
    return found


if __name__ == "__main__":
    for situation in sys.argv[1:] or SITUATIONS:
        stranger = Stranger(situation)
        for who, asked in strangers().items():
            for question, wanted in asked.items():
                heard, events = stranger.asked(question)
                good = mark(heard, wanted[situation])
                print(f"\n{situation}, {who}: {question}\n  {good.value}: {' '.join(sorted(heard))}", end="")
                print("" if good is Mark.RIGHT else f", not {' '.join(sorted(wanted[situation]))}")
                texts = [getattr(event, "text", "") or getattr(event, "code", "") for event in events]
                print("  " + "\n  ".join("\n".join(filter(None, texts)).splitlines()))
