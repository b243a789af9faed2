"""A language model that the learner brings: where it is, what it may be sent, and the words it is sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

SHARES = ("lesson", "code", "state")
"""What may be sent beside the question and the glossary's notes: the text of the step, the code of the session,
and what the variables are. Nothing of it unless the learner says so."""

INSTRUCTIONS = (
    "You help a beginner who learns Keras in a terminal. Answer in at most 120 words of plain Markdown, without "
    "headings and without tables. Trust the notes more than your memory. Where neither knows, say so. Lead to the "
    "next thing to try; do not solve the exercise."
)
MOST_SHARED = 6000
"""Characters of each thing that is shared; its end is kept, for the latest matters."""


class LanguageModel(Struct, frozen=True):
    """An OpenAI-compatible endpoint."""

    base_url: str
    """`http://localhost:11434/v1`: what stands before `/chat/completions`."""
    model: str
    key: str = ""
    """Sent as a bearer token; empty where the server wants none."""
    share: tuple[str, ...] = ()
    """Some of `SHARES`."""
    seconds: float = 60.0
    """How long it may be silent."""

    @property
    def host(self) -> str:
        """The machine that is asked, with its port when that is not the usual one."""
        from urllib.parse import urlsplit  # 3 ms, and few have a model

        return urlsplit(self.base_url).netloc.rpartition("@")[2]


class NoAnswer(Exception):  # noqa: N818 - it carries a sentence for the learner, and is no error of ours
    """No answer comes, or no more of it. The text says why, and what to do."""


def messages(question: str, notes: Sequence[str], shared: Mapping[str, str]) -> list[dict[str, str]]:
    """The whole of what is sent. `notes` are entries of the glossary, `shared` is by one of `SHARES`."""
    parts = ["Notes:", *notes] if notes else []
    kept = {name: text.strip()[-MOST_SHARED:] for name, text in shared.items()}
    parts += [f"The learner's {name}:\n{text}" for name, text in kept.items() if text]
    return [
        {"role": "system", "content": INSTRUCTIONS},
        {"role": "user", "content": "\n\n".join([*parts, f"Question: {question}"])},
    ]
