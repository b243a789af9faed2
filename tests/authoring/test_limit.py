"""`check` bounds every run, says whose line it was, and tells a failing setup by its own error."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.authoring.lesson_text import LESSON, session, write_course
from tests.chatting import Chat, words
from tutor.authoring.check import ExitStatus
from tutor.authoring.command import check_command
from tutor.authoring.limit import TOO_LONG, LimitedSession
from tutor.core.events import Listing
from tutor.core.execution import Died, Done, Error, Frame, SessionEvent, Status
from tutor.core.protocols import State
from tutor.session.kernel import KernelSession
from tutor.session.scripted import Reply, ScriptedSession
from tutor.steps.read import ReadStep


class Endless(ScriptedSession):
    """Runs until it is interrupted so many times; `polite` ends well all the same, as a `fit` does."""

    def __init__(self, needs: int, polite: bool = False) -> None:
        super().__init__()
        self._needs, self._polite, self._struck = needs, polite, threading.Semaphore(0)

    def run(self, code: str, *, silent: bool = False) -> Iterator[SessionEvent]:
        if code != "endless":
            yield from super().run(code, silent=silent)
            return
        self.current = State.BUSY
        for _ in range(self._needs):
            self._struck.acquire()
        self.current = State.IDLE
        if self._needs > 2:
            yield Died()
        else:
            yield Done(Status.OK if self._polite else Status.INTERRUPTED, line=1)

    def interrupt(self) -> None:
        super().interrupt()
        self._struck.release()


@pytest.mark.parametrize(("needs", "polite", "end"), [(1, True, Done), (2, False, Done), (3, False, Died)])
def test_what_does_not_end_is_interrupted_until_it_does(
    needs: int, polite: bool, end: type[Done | Died], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tutor.authoring.limit.AGAIN", 0.1)
    inner = Endless(needs, polite)
    *_, error, last = LimitedSession(inner, 0.1).run("endless")
    assert isinstance(error, Error) and (error.name, error.message) == (TOO_LONG, "it had not ended after 0.1 s")
    assert error.frames == (() if needs > 2 else (Frame(1, "endless"),))
    assert isinstance(last, Done | Died) and isinstance(last, end) and last.status in (Status.ERROR, Status.DIED)
    assert inner.interrupts == needs


def test_what_ends_in_time_is_left_alone() -> None:
    inner = Endless(1)
    assert [type(event) for event in LimitedSession(inner, 30).run("x = 1")] == [Done]
    assert inner.interrupts == 0


BLOCK = LESSON.replace("setup: import numpy as np", "setup: |\n  import numpy as np\n  broken()")


def test_a_setup_that_fails_says_its_own_error_to_the_author_at_its_line(tmp_path: Path) -> None:
    path = write_course(tmp_path, BLOCK)
    live = session()
    error = Error("NameError", "name 'broken' is not defined", (Frame(2, "broken()"),))
    live.replies["import numpy as np\nbroken()"] = Reply((error, Done(Status.ERROR)))
    written: list[str] = []
    status = check_command([str(path)], lambda: live, written.append)
    said = "\n".join(written)
    assert status is ExitStatus.FAILED
    assert f"{path}:10:3: The setup fails, so nothing is tried. It raises NameError: name 'broken' is not" in said
    assert said.count("The setup fails") == 3, "once with each seed, and nothing else"
    assert "does not pass" not in said


def test_a_setup_that_fails_says_its_own_error_to_the_learner_and_blames_nobody() -> None:
    error = Error("ModuleNotFoundError", "No module named 'rides'", (Frame(2, "import rides"),))
    live = ScriptedSession({"import rides": Reply((error, Done(Status.ERROR)))})
    chat = Chat([ReadStep(id="a"), ReadStep(id="b")], live, setup="import rides")
    events = chat("x = 1", "y = 2")
    assert words(events).count("none of yours. It happened at `import rides`.") == 1
    assert any(isinstance(each, Listing) and "No module named 'rides'" in each.text for each in events)


@pytest.mark.parametrize("seconds", ["0", "-1", "nan", "x", "inf"])
def test_a_limit_that_is_none_is_one_sentence(seconds: str) -> None:
    written: list[str] = []
    assert check_command(["--limit", seconds], session, written.append) is ExitStatus.USAGE
    assert len(written) == 1


NEVER = """\
id: never
title: Never
goal: It does not end.
minutes: 5
setup: |
  from lesson import data, folder
steps:
  - id: one
    kind: data
    code: |
      x = 1
      while (folder / "lesson.yaml").exists() and data == folder / "data":
          x += 1
    expect: [{scalar: x, near: 1}]
"""


@pytest.mark.kernel
def test_a_loop_in_a_live_session_is_told_at_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And the lesson finds the files beside it, from another folder."""
    path = tmp_path / "lesson.yaml"
    path.write_text(NEVER)
    monkeypatch.chdir(tmp_path.parent)
    monkeypatch.setattr("tutor.authoring.limit.AGAIN", 0.3)
    written: list[str] = []
    status = check_command([str(path), "--seeds", "1", "--limit", "0.3"], KernelSession, written.append)
    said = "\n".join(written)
    assert status is ExitStatus.FAILED
    assert "Stopped: it had not ended after 0.3 s, in its line " in said
    assert any(f"{path}:{line}:" in said for line in (12, 13)), said
