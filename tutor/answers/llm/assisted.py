"""Asks the learner's own language model where the tutor has no answer, or where the learner wants to hear it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from tutor.answers.answerer import QuestionAnswerer
from tutor.answers.llm.settings import SHARES, LanguageModel, NoAnswer, messages
from tutor.answers.world import look
from tutor.core.events import Answered, Event, Listing, ModelSaid, Said, Tone
from tutor.core.protocols import NOWHERE, Queryable, Surroundings
from tutor.core.summary import in_short, what_it_is

if TYPE_CHECKING:
    from tutor.answers.llm.blocks import Stoppable

Pieces = Callable[[LanguageModel, Sequence[dict[str, str]]], Iterable[str]]


class AssistedAnswerer:
    """Implements `core.protocols.Answerer`. The tutor's own answer always comes first, and stands."""

    def __init__(
        self, own: QuestionAnswerer, model: LanguageModel | None, setup: str, ask: Pieces | None = None
    ) -> None:
        """`model` is None where none is set up; `setup` says how that is done, or what is wrong with it. It is
        asked over the network unless `ask` is another way."""
        self._own = own
        self._model = model
        self._setup = setup
        self._ask = ask
        self._stream: Stoppable | None = None
        """What is being read just now."""
        self.knows, self.meaning, self.waking = own.knows, own.meaning, own.waking
        self.about, self.browse = own.about, own.browse

    def __call__(self, question: str, session: Queryable, around: Surroundings = NOWHERE) -> Iterator[Event]:
        """At least one `Answered`, always; then the model's words, if it is asked."""
        known = True
        for event in self._own(question, session, around):
            yield event
            known = known and not (isinstance(event, Answered) and not event.known)
        if self._model is not None and (around.to_model or not known):
            yield from self._asked(self._model, question, session, around)
        elif around.to_model:
            yield Said("No language model is asked: `/llm` says why, and how that is changed.", Tone.NOTE)

    def stop(self) -> bool:
        """End an answer that is still coming; False when none is. Callable from a signal handler."""
        stream = self._stream
        if stream is not None:
            stream.stop()
        return stream is not None

    def language_model(self, question: str, session: Queryable, around: Surroundings) -> Iterator[Event]:
        """How things are with the model; with a question, all that would be sent to it."""
        if self._model is None:
            yield Said(self._setup)
            return
        if question:
            sent = self._messages(self._model, question, session, around)
            yield Listing("\n\n".join(each["content"] for each in sent), "", f"What {self._model.host} would get")
            return
        shared = ", ".join(self._model.share) or "nothing else"
        yield Said(
            f"`{self._model.model}` at {self._model.host} is asked when I have no answer, and when you begin a "
            f"question with `??`. It gets your question, notes from the glossary, and of your own: {shared}. "
            "`/llm preview why is it slow` shows all that would be sent."
        )

    def _asked(
        self, model: LanguageModel, question: str, session: Queryable, around: Surroundings
    ) -> Iterator[Event]:
        from tutor.answers.llm.blocks import Stoppable, blocks  # 3 ms, and few have a model
        from tutor.answers.llm.stream import pieces

        asking = f"I ask `{model.model}` at {model.host}. What it says can be wrong. Ctrl-C stops it."
        yield Said(asking, Tone.NOTE)
        sent = self._messages(model, question, session, around)
        self._stream = stream = Stoppable(lambda: (self._ask or pieces)(model, sent))
        try:
            yield from (ModelSaid(model.model, block) for block in blocks(stream))
        except NoAnswer as trouble:
            yield Said(str(trouble), Tone.PROBLEM)
        finally:
            self._stream = None
        if stream.stopped:
            yield Said("Stopped. What had come by then stays.", Tone.NOTE)

    def _messages(
        self, model: LanguageModel, question: str, session: Queryable, around: Surroundings
    ) -> list[dict[str, str]]:
        known = {
            "lesson": lambda: "\n\n".join(around.texts),
            "code": lambda: around.code,
            "state": lambda: _state(session),
        }
        shared = {name: known[name]() for name in SHARES if name in model.share}
        return messages(question, self._own.notes(question), shared)


def _state(session: Queryable) -> str:
    """A line for each variable: what it is, and its shape or value."""
    world = look("", session)
    variables = world.variables.items() if world else ()
    return "\n".join(f"{name}: {what_it_is(facts)}, {in_short(facts)}" for name, facts in variables)
