"""Reads the answer of a language model off the network, piece by piece as it is written."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from tutor.answers.llm.settings import LanguageModel, NoAnswer

if TYPE_CHECKING:
    import httpx

CONNECT_SECONDS = 4.0
LONGEST = 20_000
"""Characters of an answer. Whoever writes more does not stop by itself."""
_SAID = 200
"""Characters of what a server says about an error that are passed on."""


def pieces(server: LanguageModel, messages: Sequence[dict[str, str]]) -> Iterator[str]:
    """The text of the answer, in the pieces in which it comes.

    Raises NoAnswer when it does not come, and when it ends before its end. No variable of the environment is read,
    neither for keys nor for proxies, and no redirection is followed.
    """
    try:
        import httpx
    except ImportError:
        raise NoAnswer("This needs httpx: `pip install 'keras-tutor[llm]'` brings it.") from None
    timeout = httpx.Timeout(server.seconds, connect=CONNECT_SECONDS)
    headers = {"Authorization": f"Bearer {server.key}"} if server.key else {}
    request = {"model": server.model, "messages": list(messages), "stream": True}
    try:
        with (
            httpx.Client(timeout=timeout, headers=headers, trust_env=False, follow_redirects=False) as client,
            client.stream("POST", f"{server.base_url.rstrip('/')}/chat/completions", json=request) as response,
        ):
            if response.status_code != httpx.codes.OK:
                raise NoAnswer(_refusal(server, response))
            yield from _told(server, response.iter_lines())
    except httpx.ConnectError:
        raise NoAnswer(f"Nobody answers at {server.host}. Is the server running?") from None
    except httpx.TimeoutException:
        raise NoAnswer(f"{server.host} was silent for too long.") from None
    except (httpx.HTTPError, httpx.InvalidURL) as problem:
        raise NoAnswer(f"The connection to {server.host} broke: {problem}.") from None


def _told(server: LanguageModel, lines: Iterator[str]) -> Iterator[str]:
    """The text in a stream of server-sent events; comments, which keep the connection alive, are passed over."""
    length, understood = 0, False
    for line in lines:
        if not line.startswith("data:"):
            continue
        data = line.removeprefix("data:").strip()
        if data == "[DONE]":
            return
        text = _text(server, data)
        understood = True
        length += len(text)
        if length > LONGEST:
            raise NoAnswer("The answer was too long; the rest is left out.")
        if text:
            yield text
    if not understood:
        raise NoAnswer(f"{server.host} sent something that is no answer. Does `base_url` end in `/v1`?")
    raise NoAnswer("The answer is truncated: the connection ended before it did.")


def _text(server: LanguageModel, data: str) -> str:
    try:
        event: Any = json.loads(data)
        if "error" in event:
            raise NoAnswer(f"{server.host} gave up: {_message(event)}")
        choices = event.get("choices") or [{}]
        return str((choices[0].get("delta") or {}).get("content") or "")
    except (ValueError, AttributeError, TypeError, LookupError):
        raise NoAnswer(f"{server.host} sent something that cannot be read.") from None


def _refusal(server: LanguageModel, response: httpx.Response) -> str:
    """Why the server does not answer, and what to look at."""
    if response.is_redirect:
        target = response.headers.get("location", "")
        return f"{server.host} points to {target}. If you trust that place, make it the `base_url`."
    response.read()
    said = _body(response)
    match response.status_code:
        case 401 | 403:
            return f"{server.host} does not accept the `key`. {said}".strip()
        case 404:
            return f"{server.host} has no model `{server.model}`, or `base_url` lacks its `/v1`. {said}".strip()
        case 429:
            return f"{server.host} has had too many questions just now. {said}".strip()
        case status:
            return f"{server.host} refused with status {status}. {said}".strip()


def _body(response: httpx.Response) -> str:
    try:
        return _message(response.json())
    except ValueError:
        return ""


def _message(body: Any) -> str:
    error = body.get("error", "") if isinstance(body, dict) else ""
    text = error.get("message", "") if isinstance(error, dict) else error
    return " ".join(str(text).split())[:_SAID]
