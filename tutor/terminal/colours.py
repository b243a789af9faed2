"""Python's colours at the prompt. They take a tenth of a second to load, and no key waits for them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable

from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.lexers import Lexer, SimpleLexer


class PythonColours(Lexer):
    """For all but commands and questions. Until it is ready, everything has the terminal's own colour."""

    def __init__(self) -> None:
        self._plain = SimpleLexer()
        self._python: Lexer | None = None

    def get_ready(self, ready: Callable[[], None]) -> None:
        """Load in a thread of its own, and call `ready` from there."""

        def load() -> None:
            from prompt_toolkit.lexers import PygmentsLexer
            from pygments.lexers.python import PythonLexer  # type: ignore[import-untyped]

            python = PygmentsLexer(PythonLexer)
            python.lex_document(Document("for"))(0)  # the first time it makes its tables
            self._python = python
            ready()

        threading.Thread(target=load, daemon=True).start()

    def lex_document(self, document: Document) -> Callable[[int], StyleAndTextTuples]:
        return self._for(document.text).lex_document(document)

    def invalidation_hash(self) -> Hashable:
        return id(self._python)

    def _for(self, text: str) -> Lexer:
        return self._plain if self._python is None or text.lstrip()[:1] in ("", "/", "?") else self._python
