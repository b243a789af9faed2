"""Requests of the step and of the tutor are heard however they are put; ideas and code are not taken for them."""

from __future__ import annotations

import pytest

from tests.chatting import Chat
from tutor.conversation.request_wordings import MENTIONED, WORDINGS
from tutor.conversation.requests import About, about
from tutor.core.events import Answered, Hinted, Listing, Said
from tutor.steps.data import DataStep
from tutor.steps.read import ReadStep

HEARD = {
    About.TASK: """
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
    About.STUCK: """
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
    About.SOLUTION: """
        gimme the answer
        whats the solution
        i give up just tell me
        what would you have written
        could you do this for me
        I would like to see the model answer, please.
        solve it
        show the right lines
    """,
    About.PROGRESS: """
        how much of the lesson have i done
        which step am i on
        am i nearly done
        is this the last step
        how many exercises are left in this lesson?
        what's my progress
    """,
    About.SKIPPING: """
        must i do this exercise
        is this step optional
        let me skip this one pls
        this is way too easy
        i already know this
        May I leave out this part?
    """,
    About.GOING_BACK: """
        take me back
        one step back please
        can i redo the previous exercise
        what was the last task again
        i want to go back to the beginning
    """,
    About.STARTING_OVER: """
        start over
        can i do this lesson again
        lets begin again from scratch
        reset everything pls
        I should like to start from the beginning
    """,
    About.SAVING: """
        how do i save my progress
        will everything be lost if i close this
        what happens when i close the terminal
        can i go on with this tomorrow
    """,
    About.PRIVACY: """
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
    hint = 3
    model.solution
    next(step)
    task_again
"""


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


@pytest.mark.parametrize(("kind", "line"), [(kind, line) for kind, text in HEARD.items() for line in lines(text)])
def test_a_request_is_heard_whatever_stands_around_it(kind: About, line: str) -> None:
    assert about(line) is kind


@pytest.mark.parametrize("line", lines(NOT_HEARD))
def test_a_question_about_an_idea_and_code_are_no_request(line: str) -> None:
    assert about(line) is None


def test_every_kind_has_wordings_and_the_words_that_lead_to_them() -> None:
    assert set(WORDINGS) == set(MENTIONED) == set(About)


def desk() -> Chat:
    step = DataStep(id="slope", task="Call the slope `slope`.", code="slope = 2", hints=("It is even.",))
    talking = Chat([ReadStep(id="hello", say="Hello."), step])
    talking("")
    return talking


def test_what_only_shows_is_done_at_once() -> None:
    talking = desk()
    assert [event.text for event in talking("just give me the solution") if isinstance(event, Listing)] == [
        "slope = 2"
    ]
    assert [event.text for event in talking("a tiny hint please") if isinstance(event, Hinted)] == ["It is even."]
    assert any(isinstance(event, Said) and "1 of 2 steps done" in event.text for event in talking("how far am i"))


@pytest.mark.parametrize("line", ["can i skip this one", "take me back", "start over", "is my work saved"])
def test_what_changes_something_is_told_and_left_to_the_learner(line: str) -> None:
    talking = desk()
    at, record = talking.conversation.position, talking.conversation.record
    (told,) = (event for event in talking(line) if isinstance(event, Answered))
    assert told.question == line
    assert told.text == f"about {HEARD_BY[line].value}"
    assert (talking.conversation.position, talking.conversation.record) == (at, record)


HEARD_BY = {
    "can i skip this one": About.SKIPPING,
    "take me back": About.GOING_BACK,
    "start over": About.STARTING_OVER,
    "is my work saved": About.SAVING,
}
