"""What the tutor says of things Keras accepts in silence, and when it offers a hint."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from tests.chatting import Chat, shown, verdicts, words
from tutor.checks.array import ArrayCheck
from tutor.checks.figure import FigureCheck
from tutor.checks.python import PythonCheck
from tutor.core.course import Step
from tutor.core.events import Judged, Said, Tone
from tutor.core.execution import Error, Warned
from tutor.core.facts import (
    ArrayFacts,
    CompiledFacts,
    Evaluate,
    Facts,
    Happened,
    HappenedFacts,
    LayerFacts,
    ModelFacts,
    Probe,
    ScalarFacts,
)
from tutor.core.happened import HandledFacts
from tutor.session.scripted import Reply, ScriptedSession
from tutor.steps.compile import CompileStep
from tutor.steps.data import DataStep
from tutor.steps.inspect import InspectStep

SOLUTION = "model.compile(loss='mse')"
MISSPELT = "model.compile(loss='mean_sqared_error')"
DONE = Evaluate("done")
RECIPE = CompiledFacts(loss="mean_sqared_error", loss_known=False)
MODEL = ModelFacts(layers=(LayerFacts("Dense", "dense", {"units": 1, "activation": "linear"}),), compiled=RECIPE)


def happened(key: str = "1", recipe: CompiledFacts = RECIPE) -> HappenedFacts:
    return HappenedFacts((HandledFacts(key, replace(MODEL, compiled=recipe), "model", compiled=True),))


def chat(passes: bool = False, steps: Sequence[Step] | None = None) -> Chat:
    """A lesson of one step, and a session in which some cells compile a model with a misspelt loss."""
    step = CompileStep(
        id="compile",
        code=SOLUTION,
        expect=(PythonCheck(python="done", message="It is not done."),),
        hints=("One.", "Two."),
    )
    answers: dict[Probe, Facts] = {DONE: ScalarFacts(passes, "bool"), Happened(): happened()}
    reply = Reply(answers=answers)
    replies = {MISSPELT: reply, SOLUTION: reply, "explore()": reply}
    return Chat(steps or [step], ScriptedSession(replies, answers={DONE: ScalarFacts(passes, "bool")}))


def notes(events: Sequence[object]) -> list[str]:
    return [event.text for event in events if isinstance(event, Said) and event.tone is Tone.NOTE]


def test_a_misspelt_loss_is_noticed_where_it_is_made_and_its_repair_is_offered() -> None:
    tutor = chat()
    said = tutor(MISSPELT)
    assert ["mean_squared_error" in note for note in notes(said)] == [True]
    assert verdicts(said) == [("compile", "not_yet")]
    assert tutor.conversation.suggestion == "model.compile(loss='mean_squared_error')"


def test_it_is_noticed_while_exploring_and_once_only() -> None:
    tutor = chat()
    assert len(notes(tutor("explore()"))) == 1
    assert notes(tutor("explore()")) == []


def test_another_object_with_the_same_mistake_is_noticed_again() -> None:
    tutor = chat()
    tutor("explore()")
    tutor.session.replies["more()"] = Reply(answers={Happened(): happened("2")})
    assert len(notes(tutor("more()"))) == 1


def test_it_is_noticed_after_the_lesson_is_finished() -> None:
    tutor = chat()
    tutor("/goto 99")
    assert len(notes(tutor("explore()"))) == 1


def test_the_lessons_own_lines_are_met_with_silence() -> None:
    said = chat(passes=True)("")
    assert verdicts(said) == [("compile", "passed")] and notes(said) == []


def test_what_is_wrong_in_silence_with_what_the_step_asks_for_holds_it_open_as_often_as_it_is_done() -> None:
    tutor = chat(passes=True)
    for _ in range(2):
        said = tutor(MISSPELT)
        assert verdicts(said) == [("compile", "not_yet")] and "mean_squared_error" in words(said)
        assert notes(said) == [], "said once, as the verdict"
        assert tutor.conversation.suggestion == "model.compile(loss='mean_squared_error')"
    assert verdicts(tutor(SOLUTION)) == [("compile", "passed")]


def test_a_note_on_another_model_stands_before_the_next_step_and_takes_no_place_of_its_lines() -> None:
    first = CompileStep(id="compile", code="net.compile()", expect=(PythonCheck(python="done"),))
    tutor = chat(passes=True, steps=[first, replace(first, id="again", expect=(PythonCheck(python="never"),))])
    said = tutor(MISSPELT)
    assert shown(said) == ["again"] and len(notes(said)) == 1
    assert said.index(next(event for event in said if isinstance(event, Said))) < len(said) - 1
    assert tutor.conversation.suggestion == "net.compile()"


def test_what_the_verdict_says_is_not_said_twice() -> None:
    check = PythonCheck(python="done", message="`mean_sqared_error` is not a loss.")
    tutor = chat(steps=[CompileStep(id="compile", code=SOLUTION, expect=(check,))])
    assert notes(tutor(MISSPELT)) == []


def test_what_an_explained_warning_says_is_not_said_twice() -> None:
    tutor = chat()
    tutor("mean_sqared_error = 1")  # the explanation of these tests names the variables
    tutor.session.replies["explore()"] = Reply((Warned("UserWarning", "!"),), answers={Happened(): happened()})
    assert notes(tutor("explore()")) == []


def test_code_that_fails_is_not_looked_at() -> None:
    tutor = chat()
    tutor.session.replies["explore()"] = Reply((Error("ValueError", "no"),), answers={Happened(): happened()})
    assert notes(tutor("explore()")) == []
    assert Happened() not in tutor.session.queried


def test_code_that_calls_nothing_costs_no_question() -> None:
    tutor = chat()
    tutor("x = 1")
    assert Happened() not in tutor.session.queried


def test_after_three_different_failed_attempts_a_hint_is_offered_once() -> None:
    tutor = chat()
    tries = ["model.compile()", "model.compile( )", "model.compile(1)", "model.compile(2)", "model.compile(3)"]
    offers = [sum("Three tries" in note for note in notes(tutor(code))) for code in tries]
    assert offers == [0, 0, 0, 1, 0]


def test_who_has_asked_for_a_hint_is_not_offered_one() -> None:
    tutor = chat()
    tutor("/hint")
    said = tutor("model.compile()", "model.compile(1)", "model.compile(2)")
    assert "Three tries" not in words(said)


def test_a_step_without_hints_offers_none() -> None:
    tutor = chat(steps=[CompileStep(id="compile", code=SOLUTION, expect=(PythonCheck(python="done"),))])
    assert "Three tries" not in words(tutor("model.compile()", "model.compile(1)", "model.compile(2)"))


def test_a_check_without_words_of_its_own_leaves_them_to_the_difference() -> None:
    tutor = chat(steps=[CompileStep(id="compile", code=SOLUTION, expect=(PythonCheck(python="done"),))])
    (judged,) = [event for event in tutor("model.compile(loss='mae')") if isinstance(event, Judged)]
    assert judged.message.endswith("In `compile`, `loss` is 'mae'; the step asks for 'mse'.")


def test_the_right_array_under_another_name_gets_its_name_offered() -> None:
    step = DataStep(
        id="points", code="values_x = np.array([1.0])", expect=(ArrayCheck(array="values_x", equals=(1,)),)
    )
    facts = {"x": ArrayFacts((1,), "float64", minimum=1, maximum=1, values=(1.0,))}
    tutor = Chat([step], ScriptedSession({"x = np.array([1.0])": Reply(facts=facts)}))
    said = tutor("x = np.array([1.0])")
    assert verdicts(said) == [] and ["`values_x`" in note for note in notes(said)] == [True]
    assert tutor.conversation.suggestion == "values_x = x"


def test_what_a_lesson_shows_on_purpose_is_not_warned_of_on_the_way_there() -> None:
    recipe = CompiledFacts("mean_squared_error", optimizer="Adam", optimizer_config={"learning_rate": 10.0})
    reply = Reply(answers={Happened(): happened(recipe=recipe)})
    step = InspectStep(
        id="rates",
        code="for rate in rates: train(rate)\nplt.plot(runs)",
        expect=(FigureCheck(figure="line"),),
    )
    loop = "for rate in mine: train(rate)"
    said = Chat([step], ScriptedSession({loop: reply, "model.compile(Adam(10.0))": reply}))
    assert notes(said(loop)) == []
    assert len(notes(said("model.compile(Adam(10.0))"))) == 1
