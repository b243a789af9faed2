"""An encoder's own process, really started: `python -m tutor.encoders NAME HEAD`."""

from __future__ import annotations

import ast
from pathlib import Path

import numpy as np
import pytest

import tutor.encoders
from tutor.encoders.head import packed
from tutor.encoders.kinds import READERS
from tutor.encoders.minilm import SIZE, MiniLM
from tutor.understanding.encoder import PACKAGES, EncoderProcess


def test_every_encoder_has_a_package_and_a_reader() -> None:
    assert PACKAGES.keys() == READERS.keys()


def test_a_real_process_says_how_likely_each_class_is(tmp_path: Path) -> None:
    texts = ["a car has four wheels", "tea is made of leaves in hot water"]
    model = MiniLM()
    kernel = np.stack([20 * model.embed(text) for text in texts], axis=1)
    assert kernel.shape == (SIZE, 2)
    (tmp_path / "head").write_bytes(packed(kernel, np.zeros(2, np.float32), 7))
    reads = EncoderProcess("minilm", tmp_path / "head", 7)
    try:
        first, second = reads("which vehicle should I buy"), reads("a hot beverage, “please”\n")
    finally:
        reads.close()
    assert first is not None and first[0] > 0.9
    assert second is not None and second[1] > 0.9


@pytest.mark.parametrize("name", ["minilm", "nobody"])
def test_a_process_that_cannot_begin_is_no_encoder(tmp_path: Path, name: str) -> None:
    reads = EncoderProcess(name, tmp_path / "no head", 7)
    assert reads("loss") is None
    reads.close()


def test_the_encoders_import_nothing_else_of_the_tutor() -> None:
    for path in Path(tutor.encoders.__path__[0]).glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [each.name for each in node.names] if isinstance(node, ast.Import) else []
            assert not any(n.startswith("tutor") and not n.startswith("tutor.encoders") for n in names), path.name
