"""Requests of the step and of the tutor are heard however they are put; ideas and code are not taken for them."""

from __future__ import annotations

from unittest.mock import patch

import pytest

from tests.answers.understood import shipped
from tests.chatting import Answers, Chat, words
from tutor.core.events import Answered, CodeRun, Hinted, Judged, Listing, Said
from tutor.core.film import FilmFacts, Moments
from tutor.core.meaning import Band, Meaning, Situation
from tutor.core.protocols import NOWHERE, Surroundings
from tutor.core.requests import REQUESTS
from tutor.session.scripted import ScriptedSession
from tutor.steps.data import DataStep
from tutor.steps.quiz import QuizStep
from tutor.steps.read import ReadStep
from tutor.storage.lessons import lessons_directory, load_glossary
from tutor.storage.voices import read_voices

HEARD = {
    "@task": """
        bro what do i even do
        what do u want from me
        could you repeat the task please
        remind me what i have to do
        i forgot what to do
        what the hell am i supposed to type
        which line should i write
        waht shoud i do
        what have i to do in this step?
        Would you kindly tell me what I ought to do next?
        I'm not sure what is required of me, sorry
        Show me the instructions once more, please.
        next step
        continue
        how can i get to the next step
        can you explain the exercise :(
    """,
    "@stuck": """
        bro hint
        hnit please
        i could use a nudge
        can i get another clue?
        i have no clue how to do this
        help me out here, but do not tell me the answer
        May I have a hint, if you do not mind?
        I would appreciate a little help.
        stuck :(
        i cant figure it out
        how do i do this
        help!! im stuck
        this is too hard
        just a small push pls
    """,
    "@solution": """
        gimme the answer
        whats the solution
        i give up just tell me
        what would you have written
        could you do this for me
        I would like to see the model answer, please.
        solve it
        show the right lines
    """,
    "@progress": """
        how much of the lesson have i done
        which step am i on
        am i nearly done
        is this the last step
        how many exercises are left in this lesson?
        what's my progress
    """,
    "@skipping": """
        must i do this exercise
        is this step optional
        let me skip this one pls
        this is way too easy
        i already know this
        May I leave out this part?
    """,
    "@going_back": """
        take me back
        one step back please
        can i redo the previous exercise
        what was the last task again
        i want to go back to the beginning
    """,
    "@starting_over": """
        start over
        can i do this lesson again
        lets begin again from scratch
        reset everything pls
        I should like to start from the beginning
    """,
    "@saving": """
        how do i save my progress
        will everything be lost if i close this
        what happens when i close the terminal
        can i go on with this tomorrow
    """,
    "@privacy": """
        are you spying on me
        who can read my code
        does this go to the cloud
        is what i type private
        where does my data go
        do you share my questions with google
        can anybody see what i write
    """,
}
NOT_HEARD = """
    what is a hint
    what is a step
    what does help do
    how does dropout help
    help me understand the loss
    i need more data
    what do i do about missing values
    the loss went up, what should i do
    what is the answer of the model for 7
    what is the goal of gradient descent
    how many epochs are left
    how do i save my model
    how do i go back to the first weights
    how do i restart the training
    does fit start from scratch
    can i continue training tomorrow
    can i skip the bias
    what happens if i leave out the relu
    what happens if i stop the training
    distribution
    stock tips
    is shuffling necessary
    show me the last layer
    is the data sent to the gpu
    who reads the weights
    does fit store the loss somewhere
    help
"""


CODE = ("hint = 3", "model.solution", "next(step)", "task_again", "help[0]", "x = what", "loss + 1")


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


def meant(line: str) -> Meaning:
    return shipped()(line, Situation(trained=True))


def test_most_requests_are_heard_whatever_stands_around_them() -> None:
    heard = {line: (kind, meant(line)) for kind, text in HEARD.items() for line in lines(text)}
    right = [line for line, (kind, meaning) in heard.items() if meaning.best == kind]
    wrong = {line: meaning for line, (kind, meaning) in heard.items() if meaning.best not in ("", kind)}
    assert len(right) >= 0.82 * len(heard), heard.keys() - set(right)
    assert sum(meaning.band is Band.SURE for meaning in wrong.values()) <= 0.04 * len(heard), wrong


def test_questions_about_an_idea_are_seldom_taken_for_a_request_and_hardly_ever_surely() -> None:
    ideas = [line for line in lines(NOT_HEARD) if line not in CODE]
    taken = {line: meaning for line in ideas if (meaning := meant(line)).best in REQUESTS}
    assert len(taken) <= 0.3 * len(ideas), taken
    assert sum(meaning.band is Band.SURE for meaning in taken.values()) <= 0.03 * len(ideas), taken


class TakesAll(Answers):
    """Takes every line for the same request."""

    def __init__(self, name: str, band: Band = Band.SURE) -> None:
        super().__init__()
        self._taken = band, (name,)

    def meaning(self, line: str, around: Surroundings = NOWHERE, *, quick: bool = False) -> Meaning:
        return Meaning(line, *self._taken, 0.9)


def taking_all(name: str, band: Band = Band.SURE) -> Chat:
    talking = desk()
    talking.conversation._asking._answer = TakesAll(name, band)
    return talking


@pytest.mark.parametrize("line", CODE)
def test_code_is_no_request_whatever_it_is_taken_for(line: str) -> None:
    assert any(isinstance(event, CodeRun) for event in taking_all("@solution")(line))


def test_a_story_is_no_request() -> None:
    asked = "what should i type, " + "and why is it so " * 20
    assert not any(isinstance(event, Listing) for event in taking_all("@solution")(f"? {asked}"))


def test_an_answer_to_a_quiz_is_a_request_only_when_that_is_sure() -> None:
    quiz = QuizStep(id="count", task="How many?", correct="30")
    for band, judged in ((Band.LIKELY, True), (Band.SURE, False)):
        talking = Chat([quiz])
        talking.conversation._asking._answer = TakesAll("@task", band)
        assert any(isinstance(event, Judged) for event in talking("30")) is judged


def test_every_request_of_the_voices_has_an_answer_and_every_answer_voices() -> None:
    asked = {name for name in read_voices(lessons_directory()) if name.startswith("@")}
    assert asked == REQUESTS.keys()
    entries = {entry.id for entry in load_glossary(lessons_directory())}
    commands = desk().conversation.commands
    for name, request in REQUESTS.items():
        assert request.title, name
        assert not request.entry or request.entry in entries, name
        assert not request.command or request.command in commands, name
        assert request.entry or request.command or name in ("@trouble", "@task"), name


def desk() -> Chat:
    step = DataStep(id="slope", task="Call the slope `slope`.", code="slope = 2", hints=("It is even.",))
    talking = Chat([ReadStep(id="hello", say="Hello."), step])
    talking("")
    return talking


def test_what_only_shows_is_done_at_once() -> None:
    talking = desk()
    assert [event.text for event in talking("solution") if isinstance(event, Listing)] == ["slope = 2"]
    assert [event.text for event in talking("stuck") if isinstance(event, Hinted)] == ["It is even."]
    assert any(isinstance(event, Said) and "1 of 2 steps done" in event.text for event in talking("progress"))


CHANGING = ("@skipping", "@going_back", "@starting_over", "@saving", "@privacy", "@export", "@exercise")


@pytest.mark.parametrize("name", REQUESTS)
@pytest.mark.parametrize("mark", ["", "? "])
def test_no_request_changes_anything_unasked(name: str, mark: str) -> None:
    talking = taking_all(name)
    at, record, ran = talking.conversation.position, talking.conversation.record, list(talking.session.ran)
    events = talking(f"{mark}please do that for me")
    assert events
    assert talking.conversation.position == at
    assert talking.conversation.record.cells == record.cells
    assert talking.conversation.record.statuses == record.statuses
    assert talking.session.ran == ran
    if name in CHANGING:
        (told,) = (event for event in events if isinstance(event, Answered))
        assert told.text == f"the answer of {REQUESTS[name].entry}"


def test_a_past_epoch_is_asked_for_with_its_number() -> None:
    session = ScriptedSession(answers={Moments(): FilmFacts(problem="None.")})
    chat = Chat([ReadStep(id="welcome", say="Hello.")], session)
    with patch.object(Answers, "meaning", lambda *_, **__: Meaning("", Band.SURE, ("@past_epoch",), 1.0)):
        assert words(chat("where was it after 50 epochs")) == "None."
        assert words(chat("where was it then")).startswith("Which epoch?")
    assert words(chat("?film")) == "None."
