"""What the tutor waits for while the learner is at one step; all of it is forgotten when they leave it."""

from __future__ import annotations

from msgspec import Struct

from tutor.core.course import Lesson
from tutor.core.events import ENTER_RUNS, Listing, Said, Tone
from tutor.core.syntax import alike

MANY_TRIES = 3
"""Different ones that failed, after which a hint is offered."""

HABIT = "That empty line ran nothing: a loop or a function on one line is complete here. Enter goes on."
"""Said to the Enter that Python's own prompt would want after such a line."""

OVER = "The lesson is finished. Python still runs here; `/quit` leaves."
FREE = "Nothing to run. Type Python, or ask; `/help` lists what else there is."


class Pending(Struct):
    """Nothing is awaited when a step is shown for the first time."""

    offer: str = ""
    """Code that a bare Enter would run instead of the step's own; empty when none is offered."""
    guess: float | None = None
    """The number that the learner guessed before running the step."""
    waited: bool = False
    """Whether a bare Enter has already been met by a question that waits for an answer."""
    needed: frozenset[str] = frozenset()
    """Names for which a bare Enter runs the steps that were passed over and make them."""
    rest: str = ""
    """Code that stays on offer while the learner looks around: what came with a note, or the lines that have to
    follow one that was mended; empty when there is none."""
    playing: bool = False
    """Whether the latest code had nothing to do with the step: then nothing of the step's is suggested."""
    failed: list[str] = []
    """Different attempts at this step that failed."""

    def guessed(self, text: str) -> bool:
        """Take a number, also in percent, as the guess; False for any other text, and for a second one."""
        if self.guess is not None:
            return False
        number = text.strip().removesuffix("%")
        try:
            self.guess = float(number) / (100 if number != text.strip() else 1)
        except ValueError:
            return False
        return True

    def offered(self, code: str) -> Listing:
        """Offer this code beside a note; what shows it."""
        self.offer = code
        return Listing(code, title=ENTER_RUNS)

    def failed_thrice(self, code: str) -> bool:
        """Note an attempt that failed; True for the one that makes it so many different ones."""
        if any(alike(code, other) for other in self.failed):
            return False
        self.failed.append(code)
        return len(self.failed) == MANY_TRIES

    def forget(self) -> None:
        self.offer, self.guess, self.waited = "", None, False
        self.needed, self.rest, self.playing = frozenset(), "", False
        self.failed.clear()


def farewell(lesson: Lesson) -> Said:
    """What a bare Enter gets where there is no step any more, and no lesson that follows."""
    return Said(OVER if lesson.steps else FREE, Tone.NOTE)
