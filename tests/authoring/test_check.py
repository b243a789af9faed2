"""`check` finds what is wrong in files, then what is wrong in what they claim."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.authoring.lesson_text import LESSON, array, session, write_course
from tutor.authoring.check import ExitStatus, check
from tutor.authoring.command import check_command
from tutor.authoring.proof import prove
from tutor.authoring.rewind import Rewinder
from tutor.core.acts import Acts
from tutor.core.course import Lesson, Step
from tutor.core.execution import Died
from tutor.core.facts import Facts, HistoryFacts, ModelFacts
from tutor.core.protocols import Session
from tutor.session.scripted import Reply, ScriptedSession


def checked(directory: Path, live: ScriptedSession | None = None, *files: Path) -> tuple[ExitStatus, str]:
    """The exit status and everything written."""
    written: list[str] = []
    make = None if live is None else lambda: live
    status = check(files, directory, make, written.append, seeds=2, clock=lambda: 0.0)
    return status, "\n".join(written)


def test_a_true_course_passes(tmp_path: Path) -> None:
    write_course(tmp_path)
    live = session()
    status, written = checked(tmp_path, live)
    assert status is ExitStatus.OK, written
    assert written.splitlines()[0] == "1 lesson read: 0 problems, 0 warnings."
    assert "line, seed 7: " in written and "line, seed 8: " in written
    assert written.count("all hold (0.0 s).") == 2
    assert live.closed


def test_every_seed_begins_in_a_fresh_session(tmp_path: Path) -> None:
    write_course(tmp_path)
    live = session()
    checked(tmp_path, live)
    assert live.restarts == 1
    seeds = [code for code in live.ran if "set_random_seed" in code]
    assert [code[code.index("seed(") :] for code in seeds] == ["seed(7)", "seed(8)"]


def test_reading_only_runs_nothing(tmp_path: Path) -> None:
    write_course(tmp_path)
    assert checked(tmp_path) == (ExitStatus.OK, "1 lesson read: 0 problems, 0 warnings.")


@pytest.mark.parametrize(
    ("name", "before", "after", "line"),
    [
        ("01-line.yaml", "minutes: 5", "minutes: five", "01-line.yaml:5:10: `minutes` needs a whole number"),
        ("01-line.yaml", "[weight]", "[weights]", "01-line.yaml:6:12: `weights` is not in the glossary."),
        ("01-line.yaml", "minutes: 5", "minutes: 5\nafter: [no]", "01-line.yaml:6:9: There is no lesson `no`"),
        ("course.yaml", "01-line.yaml", "01-lime.yaml", "01-lime.yaml: There is no such file."),
        ("course.yaml", "[01-line.yaml]", "[]", "01-line.yaml: This lesson is not in the course."),
        ("glossary.yaml", "text", "txet", "glossary.yaml:1:30: `txet` is not a field"),
        ("errors.yaml", "exception: NameError", "message: '('", "errors.yaml:1:23: The pattern of `name`"),
    ],
)
def test_a_broken_file_is_named_and_nothing_is_run(
    name: str, before: str, after: str, line: str, tmp_path: Path
) -> None:
    write_course(tmp_path)
    text = (tmp_path / name).read_text()
    assert before in text
    (tmp_path / name).write_text(text.replace(before, after, 1))
    live = session()
    status, written = checked(tmp_path, live)
    assert status is ExitStatus.BROKEN_FILE
    assert f"{tmp_path}/{line}" in written
    assert live.ran == []


def test_two_lessons_cannot_have_one_id(tmp_path: Path) -> None:
    write_course(tmp_path)
    (tmp_path / "02-line.yaml").write_text(LESSON)
    (tmp_path / "course.yaml").write_text("title: Two\nlessons: [01-line.yaml, 02-line.yaml]\n")
    status, written = checked(tmp_path)
    assert status is ExitStatus.BROKEN_FILE
    assert "02-line.yaml:2:5: `line` is already the id of 01-line.yaml." in written


def test_a_warning_stops_nothing(tmp_path: Path) -> None:
    write_course(tmp_path, LESSON.replace("One neuron finds a rule.", "One neuron # finds a rule"))
    status, written = checked(tmp_path, session())
    assert status is ExitStatus.OK
    assert "1 lesson read: 0 problems, 1 warning." in written


def test_a_lesson_outside_the_course_is_checked_by_itself(tmp_path: Path) -> None:
    write_course(tmp_path)
    own = tmp_path / "elsewhere"
    own.mkdir()
    (own / "own.yaml").write_text(LESSON.replace("id: line", "id: own\nafter: [line]"))
    status, written = checked(tmp_path, session(), own / "own.yaml")
    assert status is ExitStatus.OK, written
    assert "own, seed 7: " in written


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("x = np.arange(1.0, 3.0)", "x = nothing()", "17:9: This does not pass."),
        ("equals: [1, 2]", "equals: [1, 3]", "15:11: The solution does not pass"),
        ("{array: x, length: 1}", "{array: x, length: 3}", "22:18: This example does not get its own words."),
        ("example: x = np.array([1.0])", "example: x = np.arange(1.0, 3.0)", "22:18: This example does not get"),
        ("{table: [x]}", "{scatter: [x, y]}", "25:12: This shows nothing."),
        (
            "    code: model",
            "    guess: {ask: How many?, about: nothing}\n    code: model",
            "29:36: This is no number",
        ),
    ],
)
def test_a_claim_that_does_not_hold_is_named_by_its_place(
    before: str, after: str, line: str, tmp_path: Path
) -> None:
    assert before in LESSON
    path = write_course(tmp_path, LESSON.replace(before, after))
    status, written = checked(tmp_path, session())
    assert status is ExitStatus.PROOF_FAILED
    assert f"{path}:{line}" in written
    assert "FAILED" in written


def test_what_follows_a_broken_solution_is_not_tried(tmp_path: Path) -> None:
    write_course(tmp_path)
    live = session(x=Reply(facts={"x": array(5)}))
    status, _ = checked(tmp_path, live)
    assert status is ExitStatus.PROOF_FAILED
    assert not any(code.startswith("model") for code in live.ran)


def test_an_error_in_a_solution_is_quoted(tmp_path: Path) -> None:
    write_course(tmp_path, LESSON.replace("code: x = np.array([1.0, 2.0])", "code: boom"))
    _, written = checked(tmp_path, session())
    assert "It raises NameError: name 'boom' is not defined" in written


def test_a_mistake_is_undone_before_the_next_thing_is_tried(tmp_path: Path) -> None:
    write_course(tmp_path)
    live = session()
    checked(tmp_path, live)
    run = [code for code in live.ran if code.startswith(("x =", "del"))][:5]
    assert run == ["x = np.arange(1.0, 3.0)", "del x", "x = np.array([1.0])", "del x", "x = np.array([1.0, 2.0])"]


def test_a_model_that_was_trained_aside_is_made_anew_and_data_that_stayed_is_not(tmp_path: Path) -> None:
    write_course(tmp_path)
    live = session()
    checked(tmp_path, live)
    ran = live.ran[: live.ran.index("history = model.fit(x, x, epochs=2)")]
    aside = ran.index("history = model.fit(x, x, batch_size=1, epochs=2)")
    assert ran[aside + 1 :] == ["del history", "model = make(1)"]


def test_a_session_that_dies_of_a_mistake_is_started_anew(tmp_path: Path) -> None:
    write_course(tmp_path)
    live = session()
    live.replies["x = np.arange(1.0, 3.0)"] = Reply((Died(reason="It is gone."),))
    status, written = checked(tmp_path, live)
    assert status is ExitStatus.PROOF_FAILED
    assert "17:9: This does not pass." in written
    assert "2 of them FAILED" not in written
    assert live.restarts == 3


def test_a_session_that_cannot_start_is_one_failure(tmp_path: Path) -> None:
    path = write_course(tmp_path)
    live = ScriptedSession(default=Reply((Died(reason="TensorFlow is not installed."),)))
    status, written = checked(tmp_path, live)
    assert status is ExitStatus.PROOF_FAILED
    assert f"{path}:8:8: TensorFlow is not installed." in written


class Eager(Step):
    """A kind of step that takes every line for an attempt."""

    def attempts(self, acts: Acts) -> bool:
        return True


def test_a_step_that_judges_lines_which_only_look_is_found() -> None:
    lesson = Lesson(id="a", title="A", goal="G", minutes=1, steps=(Eager(id="b", code="x = 1"),))
    failures = [proof for proof in prove(lesson, ScriptedSession(), 0) if proof.failure]
    assert [proof.route for proof in failures] == [("steps", 0, "id")] * 2
    assert "An empty line only looks, and yet it is judged." in failures[0].failure
    assert "The line `1 + 1` only looks, and yet it is judged." in failures[1].failure


@pytest.mark.parametrize(
    ("variables", "code", "again"),
    [
        ({}, "x.shape", []),
        ({}, "model.predict(x)", []),
        ({"x": array(5)}, "x[0] = 5", ["x", "y", "model", "model.fit", "history"]),
        ({"y": array(5)}, "y = x", ["y", "model", "model.fit", "history"]),
        ({}, "model.compile(loss='mae')", ["model", "model.fit", "history"]),
        ({"z": array(5)}, "z = 5", ["del z"]),
        ({"history": HistoryFacts(9)}, "history = None", ["model", "model.fit", "history"]),
    ],
)
def test_only_what_changed_and_what_builds_on_it_runs_again(
    variables: dict[str, Facts], code: str, again: list[str]
) -> None:
    lines = {
        "x": "x = np.array([1])",
        "y": "y = x * 2",
        "model": "model = make(1)",
        "model.fit": "model.fit(x, y)",
    }
    lines["history"] = "history = model.fit(x, y)"
    made: dict[str, Facts] = {"x": array(1), "y": array(2), "model": ModelFacts(), "history": HistoryFacts(2)}
    live = ScriptedSession({code: Reply(facts=variables)}, facts=made)
    rewinder = Rewinder(Lesson(id="a", title="A", goal="G", minutes=1, steps=()), live)
    for line in lines.values():
        rewinder.accept(line)
    list(live.run(code))
    rewinder.undo(code)
    assert live.ran[1:] == [lines.get(name, name) for name in again]


def command(*words: str, live: Session | None = None) -> tuple[ExitStatus, str]:
    written: list[str] = []
    status = check_command(words, lambda: live or session(), written.append)
    return status, "\n".join(written)


def test_the_command_takes_a_directory_a_file_and_options(tmp_path: Path) -> None:
    write_course(tmp_path)
    assert command(str(tmp_path), "--static") == (ExitStatus.OK, "1 lesson read: 0 problems, 0 warnings.")
    status, written = command(str(tmp_path), "--seeds", "1")
    assert (status, written.count("seed")) == (ExitStatus.OK, 1)


@pytest.mark.parametrize("words", [("--seeds", "0"), ("--seeds", "x"), ("--wrong",)])
def test_an_option_that_cannot_be_understood_is_one_sentence(words: tuple[str, ...]) -> None:
    status, written = command(*words)
    assert status is ExitStatus.BROKEN_FILE
    assert written.endswith("`python -m tutor check --help` shows what there is.")


def test_one_directory_at_a_time(tmp_path: Path) -> None:
    status, written = command(str(tmp_path), "lesson.yaml")
    assert (status, written.split(":")[0]) == (ExitStatus.BROKEN_FILE, "One directory at a time, or files")


def test_help_says_what_the_exit_status_means() -> None:
    status, written = command("--help")
    assert status is ExitStatus.OK
    assert "Exit status: 0 all is well, 1 a proof failed, 2 a file cannot be used." in written
