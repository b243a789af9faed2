"""What is done about a request: each class of them (`@stuck` ...) leads to a command, an entry or the step.

What changes something is told, never done unasked: how to skip, to go back, to start over.
"""

from __future__ import annotations

from msgspec import Struct


class Request(Struct, frozen=True):
    """One thing that can be asked of the lesson or of the tutor."""

    title: str
    """How it is offered."""
    command: str = ""
    """The command that does it, and changes nothing."""
    numbered: bool = False
    """Whether the first number of the line is handed to the command."""
    entry: str = ""
    """The id of the glossary entry that says how it is done."""


REQUESTS = {
    "@trouble": Request("what was wrong"),
    "@task": Request("what this step asks"),
    "@explain_step": Request("this step's text again", command="again"),
    "@stuck": Request("a hint", command="hint"),
    "@solution": Request("the solution of this step", command="solution"),
    "@progress": Request("how far you are", command="progress"),
    "@how_long": Request("how long you took", command="progress"),
    "@learned": Request("what you have done so far", command="progress"),
    "@exercise": Request("doing a step once more", entry="exercise"),
    "@what_is_this": Request("what you can type", entry="help_here"),
    "@skipping": Request("skipping a step", entry="skip_step"),
    "@going_back": Request("going back", entry="go_back"),
    "@starting_over": Request("starting the lesson over", entry="restart_lesson"),
    "@saving": Request("quitting", entry="leaving"),
    "@privacy": Request("privacy", entry="offline"),
    "@other_courses": Request("other courses", entry="other_courses"),
    "@own_lesson": Request("writing a lesson", entry="own_lesson"),
    "@table": Request("the tables in your folder", command="table"),
    "@film": Request("how it learned, as a film", command="replay"),
    "@past_epoch": Request("the model as it was after an epoch", command="epoch", numbered=True),
    "@loss_map": Request("the loss around your model, as a map", command="map"),
    "@next_step": Request("the next step by hand", command="gradient"),
    "@export": Request("keeping my code", entry="export"),
}
"""By class. `@trouble` and `@task` are answered from the conversation itself."""
