"""Asks for completions in a thread of its own: the keys never wait for the session."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable, Iterable
from contextlib import suppress
from typing import TypeVar

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document

from tutor.core.protocols import Completions
from tutor.core.sieve import harmless

Result = TypeVar("Result")


async def apart(work: Callable[[], Result]) -> Result:
    """What `work` returns, done in a thread that nobody waits for: the line may be handed over meanwhile."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[Result] = loop.create_future()

    def tell(result: Result | None, problem: Exception | None) -> None:
        if answer.done():
            return
        if problem:
            answer.set_exception(problem)
        else:
            answer.set_result(result)  # type: ignore[arg-type]  # there is one where there is no problem

    def act() -> None:
        result, problem = None, None
        try:
            result = work()
        except Exception as error:
            problem = error
        with suppress(RuntimeError):  # the prompt has ended: nobody listens any more
            loop.call_soon_threadsafe(tell, result, problem)

    threading.Thread(target=act, daemon=True).start()
    return await answer


class SessionCompleter(Completer):
    """What may stand at the cursor, by whoever knows."""

    def __init__(self, complete: Callable[[str, int], Completions | None]) -> None:
        self._complete = complete

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        found = self._complete(document.text, document.cursor_position)
        if found:
            start = found.start - document.cursor_position
            yield from (Completion(match, start_position=start, display=_shown(match)) for match in found.matches)

    async def get_completions_async(
        self, document: Document, complete_event: CompleteEvent
    ) -> AsyncGenerator[Completion, None]:
        for completion in await apart(lambda: list(self.get_completions(document, complete_event))):
            yield completion


def _shown(match: str) -> str:
    """An attribute without the dot before it."""
    return harmless(match.removeprefix(".") or match)
