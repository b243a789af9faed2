"""Every line of code that the glossary shows runs as it stands, in a Keras of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tutor.core.entries import GlossaryEntry
from tutor.storage.lessons import lessons_directory, load_glossary

ENTRIES = load_glossary(lessons_directory())
RUN_EACH = """
import json, linecache, sys, traceback
import numpy as np
import tensorflow as tf
from tensorflow import keras

failed = {}
for name, code in json.load(sys.stdin).items():
    linecache.cache[f"<{name}>"] = len(code), None, code.splitlines(keepends=True), f"<{name}>"
    try:
        exec(compile(code, f"<{name}>", "exec"), {"np": np, "keras": keras, "tf": tf, "__name__": name})
    except BaseException:
        failed[name] = traceback.format_exc()
print()
print(json.dumps(failed))
"""


def with_examples() -> list[GlossaryEntry]:
    return [entry for entry in ENTRIES if entry.example]


def test_an_example_is_one_to_four_lines() -> None:
    for entry in with_examples():
        assert 1 <= len(entry.example.splitlines()) <= 4, entry.id
        assert max(map(len, entry.example.splitlines())) <= 115, entry.id


def test_most_terms_have_an_example_and_say_how_why_and_when_not() -> None:
    assert len(with_examples()) >= 200
    for facet in ("how", "why", "when_not"):
        told = [entry for entry in ENTRIES if getattr(entry, facet)]
        assert len(told) >= 150, facet
        for entry in told:
            text = getattr(entry, facet)
            assert len(text) < 320 and "!" not in text.replace("!=", ""), (facet, entry.id)


@pytest.mark.kernel
def test_every_example_runs_as_it_stands(tmp_path: Path) -> None:
    examples = {entry.id: entry.example for entry in with_examples()}
    quiet = os.environ | {"TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1", "MPLBACKEND": "Agg"}
    ran = subprocess.run(
        [sys.executable, "-c", RUN_EACH],
        input=json.dumps(examples),
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=quiet,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout.splitlines()[-1]) == {}
