"""Whole conversations on tape: recorded once with a real kernel, played back without one.

`python -m tests.conversation.tape` records `tape.json` anew. Do that when the lesson or the runtime changes what a
learner sees; the golden pages then show the difference.
"""

from __future__ import annotations

import functools
import json
import sysconfig
import typing
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from tests.answers.understood import shipped
from tests.app import seed
from tests.kernel import started_session
from tutor.answers.answerer import QuestionAnswerer
from tutor.answers.errors.explainer import ErrorExplainer
from tutor.answers.glossary.entries import Glossary
from tutor.conversation import Conversation
from tutor.core import facts as core_facts
from tutor.core.course import Course, Lesson
from tutor.core.events import Event, as_json, name_of
from tutor.core.execution import SessionEvent
from tutor.core.facts import Facts, Probe
from tutor.core.progress import ProgressStore
from tutor.core.protocols import Session
from tutor.core.wire import decode, encode, encode_probe
from tutor.session.kernel import KernelSession
from tutor.session.scripted import Reply, ScriptedSession
from tutor.storage.lessons import lessons_directory, load_course, load_errors, load_glossary, load_lesson
from tutor.storage.progress import MemoryProgress

PATH = Path(__file__).with_name("tape.json")

MENDED = """\
km = np.array([1, 2, 4, 7, 9], dtype=float)
price = np.array([7, 10, 16, 25, 31], dtype=float)
taxi = keras.Sequential([keras.Input(shape=(1,)), keras.layers.Dense(1)])
taxi.compile(loss='mse', optimizer=keras.optimizers.Adam(0.1))
history = taxi.fit(km, price, epochs=300, verbose=False)
"""
"""The lines of the lesson's repair, mended."""

SOLVED = ("/solution", "")
"""Where the step shows no lines."""

CHATS: dict[str, tuple[str, ...]] = {
    "enter all the way": (
        *("",) * 8,
        *SOLVED,
        *("",) * 2,
        *SOLVED,
        "2",
        *SOLVED,
        *SOLVED,
        "",
        MENDED,
        "",
    ),
    "the seed pasted": (
        *seed.CELLS,
        "",
        seed.VARIABLES,
        "print(model.predict(np.array([[0.0], [-10.0]])))",
        "more training",
        seed.FIT,
        seed.VARIABLES,
        MENDED,
        "",
    ),
    "a learner who looks around and goes wrong": (
        "/help",
        "what is linear regression?",
        "",
        "values_x = np.array([-10, 0, 2, 6, 12, 15])",
        "values_x.shape",
        "/hint",
        "values_y = [10, 30, 34, 42, 54, 60]",
        "",
        "/vars",
        "/inspct values_x",
        "/inspect values_x",
        "/skip",
        "model = keras.Sequential([keras.Input(shape=(1,)), keras.layers.Dense(units=5)])",
        "/hint",
        "/solution",
        "modle.summary()",
        "/traceback",
        "model = keras.Sequential([",
        "/again",
        "/back",
        "/goto 99",
        "/progress",
        "/lessons",
        "/quit",
    ),
}
"""What is typed, by name."""


@functools.cache
def words() -> tuple[Course, Lesson, ErrorExplainer, Glossary]:
    """All that is read for the linear regression lesson, once: it does not change."""
    directory = lessons_directory()
    lesson = load_lesson(directory / "02-linear-regression.yaml")
    glossary = Glossary(load_glossary(directory))
    return load_course(directory), lesson, ErrorExplainer(load_errors(directory)), glossary


def conversation(session: Session, store: ProgressStore | None = None) -> Conversation:
    """The linear regression lesson over a session; without a store, nothing is kept."""
    course, lesson, explain, glossary = words()
    return Conversation(
        course,
        lesson,
        session,
        store or MemoryProgress(),
        explain,
        QuestionAnswerer(glossary, shipped(), explain),
        clock=lambda: 0.0,
    )


def talk(session: Session, lines: Sequence[str]) -> Iterator[Event]:
    """All that happens when these lines are typed."""
    chat = conversation(session)
    yield from chat.open()
    for line in lines:
        yield from chat.respond(line)


class Recorder(KernelSession):
    """A real session that writes down what it did and what it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.cells: list[dict[str, Any]] = []

    def run(self, code: str, *, silent: bool = False) -> Iterator[SessionEvent]:
        cell: dict[str, Any] = {"code": code, "events": [], "answers": []}
        self.cells.append(cell)
        for event in super().run(code, silent=silent):
            cell["events"].append({"event": name_of(type(event)), **as_json(event)})
            yield event

    def query(self, probes: Sequence[Probe], timeout: float = 5.0) -> tuple[Facts, ...]:
        answers = super().query(probes, timeout)
        pairs = zip(probes, answers, strict=True)
        self.cells[-1]["answers"] += [[encode_probe(probe), encode(facts)] for probe, facts in pairs]
        return answers


class Player(ScriptedSession):
    """Plays a tape back, cell by cell. Raises AssertionError when something else is run."""

    def __init__(self, cells: Sequence[Mapping[str, Any]]) -> None:
        super().__init__()
        self._cells = iter(cells)

    def run(self, code: str, *, silent: bool = False) -> Iterator[SessionEvent]:
        cell = next(self._cells)
        assert cell["code"] == code, f"the tape has {cell['code']!r} where {code!r} is run: record it anew"
        played = tuple(_event(each) for each in cell["events"])
        answers = {_probe(probe): decode(facts) for probe, facts in cell["answers"]}
        self.replies[code.strip()] = Reply(played, answers=answers)
        yield from super().run(code, silent=silent)


def _event(body: dict[str, Any]) -> Any:
    kinds = {name_of(kind): kind for kind in typing.get_args(SessionEvent)}
    plain = dict(body)
    kind = kinds[plain.pop("event")]
    return msgspec.convert(plain, kind, strict=False)  # "nan" is a number, too


def _probe(body: dict[str, Any]) -> Probe:
    plain = dict(body)
    kind = getattr(core_facts, plain.pop("probe"))
    built: Probe = kind(**{name: _tuples(value) for name, value in plain.items()})
    return built


def _tuples(value: Any) -> Any:
    return tuple(_tuples(item) for item in value) if isinstance(value, list) else value


def record() -> None:
    """Play every chat with a real kernel and keep what happened."""
    tapes = {}
    for name, lines in CHATS.items():
        with started_session(Recorder) as session:
            for _ in talk(session, lines):
                pass
            assert isinstance(session, Recorder)
            tapes[name] = session.cells
    tape = json.dumps(tapes, ensure_ascii=False)
    # Tracebacks name the place where Keras is installed, which is another one on every machine.
    tape = tape.replace(sysconfig.get_path("purelib").removesuffix("site-packages"), "")
    PATH.write_text(tape + "\n", encoding="utf-8")
    print(f"{PATH.name}: {PATH.stat().st_size} bytes")


if __name__ == "__main__":
    record()
