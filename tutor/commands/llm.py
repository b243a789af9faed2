"""/llm says whether a language model is asked, and shows what it would be sent."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.core.events import Event, Said, Tone
from tutor.core.protocols import Command, Context


def run(context: Context, argument: str) -> Iterator[Event]:
    word, _, question = argument.partition(" ")
    if word not in ("", "preview"):
        yield Said("`/llm` says how things are, `/llm preview` what would be sent.", Tone.PROBLEM)
        return
    yield from context.language_model(question.strip() or ("your question" if word else ""))


COMMAND = Command(
    name="llm",
    help="Say what a language model of yours gets.",
    run=run,
    usage="/llm [preview]",
    examples=("/llm", "/llm preview", "/llm preview why is it slow"),
    group="tutor",
)
