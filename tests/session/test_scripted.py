"""The session that says what its script says."""

from __future__ import annotations

from tutor.core.execution import Died, Done, Error, InputRequested, Status, Stream
from tutor.core.facts import (
    Describe,
    Evaluate,
    FailedFacts,
    MissingFacts,
    Result,
    ResultFacts,
    ScalarFacts,
    TextFacts,
    Variables,
    VariablesFacts,
)
from tutor.core.protocols import Completions, Session, State
from tutor.session.scripted import Reply, ScriptedSession

ONE = ScalarFacts(1, "int")


def test_it_is_a_session() -> None:
    session: Session = ScriptedSession()
    session.start()
    assert session.state() is State.IDLE and session.connection_file() is None


def test_code_it_does_not_know_just_runs() -> None:
    session = ScriptedSession()
    assert list(session.run("anything")) == [Done()]
    assert session.ran == ["anything"]


def test_code_it_knows_does_what_the_script_says() -> None:
    result = ResultFacts(value=ONE)
    session = ScriptedSession({"x = 1": Reply((Stream("hi"),), facts={"x": ONE}, result=result)})
    assert list(session.run("\nx = 1\n")) == [Stream("hi"), Done()]
    answers = session.query([Describe("x"), Describe("y"), Result(), Variables(), Evaluate("x")])
    assert answers == (ONE, MissingFacts("y"), result, VariablesFacts({"x": ONE}), ONE)


def test_a_silent_run_leaves_the_result() -> None:
    session = ScriptedSession({"1": Reply(result=ResultFacts(value=ONE))})
    list(session.run("1"))
    list(session.run("quiet", silent=True))
    assert session.query([Result()]) == (ResultFacts(value=ONE),)
    assert (session.ran, session.silent) == (["1", "quiet"], ["quiet"])


def test_the_default_may_be_anything() -> None:
    session = ScriptedSession(default=Reply((Error("NameError", "no"),)))
    assert list(session.run("x"))[-1] == Done(Status.ERROR)


def test_expressions_are_answered_from_the_script() -> None:
    session = ScriptedSession({"go": Reply(answers={Evaluate("x + 1"): ONE})})
    assert isinstance(session.query([Evaluate("x + 1")])[0], FailedFacts)
    list(session.run("go"))
    assert session.query([Evaluate("x + 1")]) == (ONE,)


def test_a_name_can_be_deleted() -> None:
    session = ScriptedSession({"del x": Reply(facts={"x": MissingFacts("x")})}, facts={"x": ONE})
    list(session.run("del x"))
    assert session.query([Variables()]) == (VariablesFacts(),)


def test_an_interrupt_drops_the_rest() -> None:
    session = ScriptedSession({"go": Reply((Stream("a"), Stream("b")))})
    run = session.run("go")
    assert next(run) == Stream("a") and session.state() is State.BUSY
    session.interrupt()
    assert list(run) == [Done(Status.INTERRUPTED)]
    assert session.interrupts == 1 and session.state() is State.IDLE


def test_a_death_empties_it_until_a_restart() -> None:
    session = ScriptedSession({"die": Reply((Died(reason="gone"),))}, facts={"x": ONE})
    assert list(session.run("die")) == [Died(reason="gone")]
    assert session.state() is State.DEAD
    assert isinstance(session.query([Describe("x")])[0], FailedFacts)
    session.restart()
    assert session.state() is State.IDLE and session.restarts == 1
    assert session.query([Describe("x")]) == (MissingFacts("x"),)


def test_input_is_recorded() -> None:
    session = ScriptedSession({"ask": Reply((InputRequested("Who? "),))})
    for event in session.run("ask"):
        if isinstance(event, InputRequested):
            session.reply_input("Ada")
    assert session.typed == ["Ada"]


def test_its_names_are_completed() -> None:
    session = ScriptedSession(facts={"model": TextFacts("m"), "moment": ONE})
    assert session.complete("fit(mod", 7) == Completions(("model",), 4, 7)
