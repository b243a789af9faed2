"""`check` finds what is wrong in files, then what is wrong in what they claim."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest

from tests.authoring.lesson_text import LESSON, array, session, trained, write_course
from tutor.authoring.check import ExitStatus, check
from tutor.authoring.command import check_command
from tutor.authoring.proof import prove
from tutor.authoring.report import Lines
from tutor.authoring.rewind import Rewinder
from tutor.core.acts import Acts
from tutor.core.course import Lesson, Step
from tutor.core.execution import Died, Done, Error, Status
from tutor.core.facts import Evaluate, Facts, HistoryFacts, ModelFacts, ScalarFacts
from tutor.core.protocols import Session
from tutor.session.scripted import Reply, ScriptedSession


def checked(directory: Path, live: ScriptedSession | None = None, *files: Path) -> tuple[ExitStatus, str]:
    """The exit status and everything written."""
    written: list[str] = []
    make = None if live is None else lambda: live
    status = check(files, directory, make, Lines(written.append), seeds=2, clock=lambda: 0.0)
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


def test_every_seed_begins_in_a_session_where_nothing_is_left(tmp_path: Path) -> None:
    write_course(tmp_path)
    live = session()
    checked(tmp_path, live)
    assert live.restarts == 0, "one process for one lesson"
    second = next(number for number, code in enumerate(live.ran) if "seed(8)" in code)
    assert live.ran[second - 2] == "del x, model, history"
    assert "clear_session" in live.ran[second - 1]
    seeds = [code for code in live.ran if "set_random_seed" in code]
    assert [code[code.index("seed(") :] for code in seeds] == ["seed(7)", "seed(8)"]


def test_reading_only_runs_nothing(tmp_path: Path) -> None:
    write_course(tmp_path)
    assert checked(tmp_path) == (ExitStatus.OK, "1 lesson read: 0 problems, 0 warnings.")


@pytest.mark.parametrize(
    ("causes", "line"),
    [
        ("[{when: rate hihg, say: Lower it.}]", "There is no judgement `rate hihg`."),
        ("[{when: rate high, say: 'Lower it.', try: x}]", "`try` is not a field"),
        ("[{when: rate high, say: 'Ask {modl}.'}]", "`{modl}` stands for nothing."),
    ],
)
def test_a_mistake_in_a_symptom_is_named_with_its_line(causes: str, line: str, tmp_path: Path) -> None:
    write_course(tmp_path)
    head = "- id: flat\n  term: flat\n  text: It is flat.\n  asks: [why so flat]\n  see_also: [weight]\n"
    (tmp_path / "symptoms.yaml").write_text(f"{head}  causes: {causes}\n")
    status, written = checked(tmp_path)
    assert status is ExitStatus.FAILED
    assert f"{tmp_path}/symptoms.yaml:6:" in written and line in written


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
    assert status is ExitStatus.FAILED
    assert f"{tmp_path}/{line}" in written
    assert live.ran == []


def test_two_lessons_cannot_have_one_id(tmp_path: Path) -> None:
    write_course(tmp_path)
    (tmp_path / "02-line.yaml").write_text(LESSON)
    (tmp_path / "course.yaml").write_text("title: Two\nlessons: [01-line.yaml, 02-line.yaml]\n")
    status, written = checked(tmp_path)
    assert status is ExitStatus.FAILED
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
    assert status is ExitStatus.FAILED
    assert f"{path}:{line}" in written
    assert "FAILED" in written


@pytest.mark.parametrize(
    ("broken", "failure"),
    [
        ("x = np.array([1.0])", ""),
        ("boom", ""),
        ("x = np.arange(1.0, 3.0)", "29:13: These lines pass as they are, so there is nothing to mend."),
        ("bang", "29:13: Neither `mistakes` nor errors.yaml explains this error. It raises OddError: 7"),
    ],
)
def test_lines_to_be_mended_mislead_or_raise_what_is_explained(broken: str, failure: str, tmp_path: Path) -> None:
    repair = f"""\
  - id: mend
    kind: repair
    broken: {broken}
    code: x = np.array([1.0, 2.0])
    expect: [{{array: x, equals: [1, 2]}}]
"""
    path = write_course(tmp_path, LESSON.replace("  - id: neuron", f"{repair}  - id: neuron"))
    live = session()
    live.replies["bang"] = Reply((Error("OddError", "7"), Done(Status.ERROR)))
    status, written = checked(tmp_path, live)
    assert status is (ExitStatus.FAILED if failure else ExitStatus.OK), written
    assert not failure or f"{path}:{failure}" in written


def test_what_follows_a_broken_solution_is_not_tried(tmp_path: Path) -> None:
    write_course(tmp_path)
    live = session(x=Reply(facts={"x": array(5)}))
    status, _ = checked(tmp_path, live)
    assert status is ExitStatus.FAILED
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
    assert status is ExitStatus.FAILED
    assert "17:9: This does not pass." in written
    assert "2 of them FAILED" not in written
    assert live.restarts == 1


def test_a_session_that_cannot_start_is_one_failure(tmp_path: Path) -> None:
    path = write_course(tmp_path)
    live = ScriptedSession(default=Reply((Died(reason="TensorFlow is not installed."),)))
    status, written = checked(tmp_path, live)
    assert status is ExitStatus.FAILED
    assert f"{path}:8:8: TensorFlow is not installed." in written


class Eager(Step, frozen=True):
    """A kind of step that takes every line for an attempt."""

    def attempts(self, acts: Acts) -> bool:
        return True


def test_a_step_that_judges_lines_which_only_look_is_found() -> None:
    lesson = Lesson(id="a", title="A", goal="G", minutes=1, steps=(Eager(id="b", code="x = 1"),))
    failures = [proof for proof in prove(lesson, ScriptedSession(), 0, lambda *_: True) if proof.failure]
    assert [proof.route for proof in failures] == [("steps", 0, "id")] * 2
    assert "An empty line only looks, and yet it is judged." in failures[0].failure
    assert "The line `1 + 1` only looks, and yet it is judged." in failures[1].failure


@pytest.mark.parametrize(
    ("variables", "code", "again"),
    [
        ({}, "x.shape", []),
        ({}, "model.predict(x)", []),
        ({"x": array(5)}, "x[0] = 5", ["x", "y", "model"]),
        ({"y": array(5)}, "y = x", ["y", "model"]),
        ({"x": array(5, float("nan"))}, "print(x)", ["x", "y", "model"]),
        ({}, "model.compile(loss='mae')", ["model"]),
        ({"z": array(5)}, "z = 5", ["del z"]),
    ],
)
def test_only_what_changed_and_what_builds_on_it_runs_again(
    variables: dict[str, Facts], code: str, again: list[str]
) -> None:
    lines = {"x": "x = np.array([1])", "y": "y = x * 2", "model": "model = make(1)"}
    made: dict[str, Facts] = {"x": array(1), "y": array(2), "model": ModelFacts()}
    assert undone(list(lines.values()), made, code, variables) == [lines.get(name, name) for name in again]


def test_what_has_trained_runs_again_from_the_random_seed_on() -> None:
    lines = ["x = np.array([1])", "model = make(1)", "history = model.fit(x, x)"]
    made: dict[str, Facts] = {"x": array(1), "model": ModelFacts(), "history": HistoryFacts(2)}
    ran = undone(lines, made, "history = None", {"history": HistoryFacts(9)})
    assert ran[0] == "del x, model, history"
    assert "clear_session" in ran[1]
    assert "set_random_seed" in ran[2]
    assert ran[3:] == lines


def test_a_nan_that_stayed_a_nan_has_not_changed() -> None:
    made: dict[str, Facts] = {"x": array(float("nan"))}
    assert undone(["x = np.array([float('nan')])"], made, "y = 1", {"x": array(float("nan"))}) == []


def undone(lines: list[str], made: dict[str, Facts], code: str, variables: dict[str, Facts]) -> list[str]:
    """What runs to take back `code`, which leaves these variables, after lines that made others."""
    live = ScriptedSession({code: Reply(facts=variables)}, facts=made)
    rewinder = Rewinder(Lesson(id="a", title="A", goal="G", minutes=1, steps=()), live)
    for line in lines:
        rewinder.accept(line)
    list(live.run(code))
    rewinder.undo(code)
    return live.ran[1:]


def command(*words: str, live: Session | None = None) -> tuple[ExitStatus, str]:
    written: list[str] = []
    status = check_command(words, lambda: live or session(), written.append)
    return status, "\n".join(written)


def test_the_command_takes_a_directory_a_file_and_options(tmp_path: Path) -> None:
    write_course(tmp_path)
    assert command(str(tmp_path), "--static") == (ExitStatus.OK, "1 lesson read: 0 problems, 0 warnings.")
    status, written = command(str(tmp_path), "--seeds", "1")
    assert (status, written.count(", seed ")) == (ExitStatus.OK, 1)


@pytest.mark.parametrize("words", [("--seeds", "0"), ("--seeds", "x"), ("--jobs", "0"), ("--wrong",)])
def test_an_option_that_cannot_be_understood_is_one_sentence(words: tuple[str, ...]) -> None:
    status, written = command(*words)
    assert status is ExitStatus.USAGE
    assert written.endswith("`python -m tutor check --help` shows what there is.")


def test_one_directory_at_a_time(tmp_path: Path) -> None:
    status, written = command(str(tmp_path), "lesson.yaml")
    assert (status, written.split(":")[0]) == (ExitStatus.USAGE, "One directory at a time, or files")


def test_help_says_what_the_exit_status_means() -> None:
    status, written = command("--help")
    assert status is ExitStatus.OK
    assert "Exit status: 0 all is well, 1 a file cannot be used or a proof failed, 2 " in written


QUOTED = LESSON.replace(
    "    code: history = model.fit(x, x, epochs=2)",
    """    code: history = model.fit(x, x, epochs=2)
    then: The loss ends at about 1.
    quotes: [{says: about 1., value: "history.history['loss'][-1]", between: [0.9, 1.1]}]""",
)
LOSS = Evaluate("history.history['loss'][-1]")


@pytest.mark.parametrize(("loss", "failure"), [(1.05, ""), (1.25, "The text says `about 1.`, and it is 1.25.")])
def test_a_number_that_the_text_quotes_is_compared_for_every_seed(
    loss: float, failure: str, tmp_path: Path
) -> None:
    path = write_course(tmp_path, QUOTED)
    live = session(history=Reply(facts=trained(), answers={LOSS: ScalarFacts(loss)}))
    status, written = checked(tmp_path, live)
    assert status is (ExitStatus.FAILED if failure else ExitStatus.OK), written
    assert not failure or written.count(f"{path}:37:14: {failure}") == 2


def test_a_quote_that_stands_nowhere_in_the_text_is_a_broken_file(tmp_path: Path) -> None:
    write_course(tmp_path, QUOTED.replace("ends at about 1.", "ends at about 2."))
    status, written = checked(tmp_path)
    assert status is ExitStatus.FAILED
    assert "No text of this step says `about 1.`." in written


def test_further_seeds_try_the_solutions_only(tmp_path: Path) -> None:
    write_course(tmp_path)
    live = session()
    checked(tmp_path, live)
    second = live.ran[next(number for number, code in enumerate(live.ran) if "seed(8)" in code) :]
    assert second[2:] == ["x = np.array([1.0, 2.0])", "model = make(1)", "history = model.fit(x, x, epochs=2)"]


def test_lessons_are_proved_side_by_side_each_in_a_session_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_course(tmp_path)
    (tmp_path / "02-more.yaml").write_text(LESSON.replace("id: line", "id: more", 1))
    (tmp_path / "course.yaml").write_text("title: A course\nlessons: [01-line.yaml, 02-more.yaml]\n")
    sessions: list[ScriptedSession] = []
    both_taken = threading.Barrier(2, timeout=120)

    def make() -> ScriptedSession:
        live = session()
        start = live.start

        def start_when_both_are_taken() -> None:
            both_taken.wait()  # so no session can be done with both lessons before the other takes one
            start()

        monkeypatch.setattr(live, "start", start_when_both_are_taken)
        sessions.append(live)
        return live

    written: list[str] = []
    status = check([], tmp_path, make, Lines(written.append), seeds=1, jobs=2)
    assert status is ExitStatus.OK, written
    assert written[1] == "Proving 2 lessons with 1 random seed, 2 lessons at a time."
    assert [len(live.ran) > 5 and live.closed for live in sessions] == [True, True]


def test_a_session_that_breaks_breaks_the_check_and_not_only_its_thread(tmp_path: Path) -> None:
    def make() -> ScriptedSession:
        raise OSError("no process")

    write_course(tmp_path)
    with pytest.raises(OSError, match="no process"):
        check([], tmp_path, make, Lines(print))


def test_programs_get_one_json_object(tmp_path: Path) -> None:
    path = write_course(tmp_path, LESSON.replace("equals: [1, 2]", "equals: [1, 3]"))
    status, written = command(str(tmp_path), "--seeds", "1", "--json")
    told = json.loads(written)
    assert (status, told["ok"], told["lessons"]) == (ExitStatus.FAILED, False, 1)
    problem = told["problems"][-1]
    assert (problem["file"], problem["line"], problem["severity"]) == (str(path), 15, "error")
    assert "The solution does not pass" in problem["message"]
    (result,) = told["proved"]
    assert (result["lesson"], result["seed"], result["failed"]) == ("line", 7, 2)
