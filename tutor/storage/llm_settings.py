"""Reads `llm.toml`, in which a learner names a language model of their own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tutor.answers.llm.settings import SHARES, LanguageModel
from tutor.core.files import read_bytes

FILE = "llm.toml"
EXAMPLE = """\
base_url = "http://localhost:11434/v1"
model = "llama3.2"
"""
_TYPES: dict[str, type | tuple[type, ...]] = {
    "base_url": str,
    "model": str,
    "key": str,
    "share": list,
    "seconds": (int, float),
}


def read_llm(directory: Path) -> LanguageModel | str:
    """The model that is set up there, else what to do so that one is. Markdown."""
    path = directory / FILE
    try:
        text = read_bytes(path).decode()
    except FileNotFoundError:
        return _how(path)
    except (OSError, ValueError) as error:
        return f"`{path}` cannot be read: {error}"

    import tomllib  # 4 ms, and few have such a file

    try:
        found = tomllib.loads(text)
    except ValueError as error:
        return f"`{path}` cannot be read: {error}"
    if problem := _problem(found):
        return f"`{path}`: {problem}"
    if not found.get("base_url") or not found.get("model"):
        return _how(path)
    return LanguageModel(**{**found, "share": tuple(found.get("share", ()))})


def _how(path: Path) -> str:
    return (
        "No language model is set up, and nothing leaves this machine. Any server can be brought that speaks the "
        f"language of OpenAI's, a local one for example. Write this into `{path}`:\n\n```toml\n{EXAMPLE}```\n\n"
        'A line `key = "..."` is for a server that wants one. It gets your question and notes from the glossary. '
        'With `share = ["lesson", "code", "state"]`, or some of these, it sees them, too.'
    )


def _problem(found: dict[str, Any]) -> str:
    """What is wrong with the settings; empty when nothing is."""
    for name, value in found.items():
        if name not in _TYPES:
            return f"there is no setting `{name}`. There are {', '.join(f'`{each}`' for each in _TYPES)}."
        if not isinstance(value, _TYPES[name]) or isinstance(value, bool):
            return f"`{name}` cannot be `{value}`."
    if unknown := [each for each in found.get("share", []) if each not in SHARES]:
        return f"`share` knows no `{unknown[0]}`. It knows {', '.join(f'`{each}`' for each in SHARES)}."
    if not 0 < found.get("seconds", 60) < 3600:
        return "`seconds` is how long the model may be silent, from 1 to 3600."
    url = found.get("base_url", "")
    if url and not _is_web_address(url):
        return f"`base_url` is an address such as `http://localhost:11434/v1`, not `{url}`."
    return ""


def _is_web_address(url: str) -> bool:
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
