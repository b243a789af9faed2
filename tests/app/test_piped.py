"""Lines from a pipe are read as a person's typing, with a real kernel and no terminal at all."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.app import seed

pytestmark = pytest.mark.kernel

ROOT = Path(__file__).parents[2]


def chat(text: str, home: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tutor", "linear-regression", *words],
        cwd=ROOT,
        env={**os.environ, "KERAS_TUTOR_HOME": str(home), **environment},
        input=text,
        capture_output=True,
        text=True,
        timeout=300,
    )


def test_the_seeds_script_typed_line_by_line_trains_the_model(tmp_path: Path) -> None:
    path = tmp_path / "chat.jsonl"
    run = chat(seed.SCRIPT, tmp_path, "--transcript", str(path))
    assert run.returncode == 0, run.stderr
    assert "\x1b" not in run.stdout
    assert "X: -10.0 Y: 10.0" in run.stdout
    assert "These are the layer variables" in run.stdout
    assert ">>> for i,x in enumerate(values_x):\n...   print(" in run.stdout, "the page reads as a conversation"
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    passed = {line["step_id"] for line in lines if line["event"] == "judged" and line["verdict"] == "passed"}
    assert {"points", "picture", "neuron", "recipe", "train"} <= passed


def test_a_session_goes_on_where_the_last_one_stopped_unless_told_to_start_over(tmp_path: Path) -> None:
    first = chat(f"\n{seed.VALUES}\nsecret = 42\n", tmp_path)
    assert first.returncode == 0, first.stderr
    second = chat("print('kept', secret)\n/quit\n", tmp_path)
    assert "kept 42" in second.stdout
    assert "step 3" in second.stdout
    fresh = chat("print('kept', secret)\n/quit\n", tmp_path, "--fresh")
    assert "kept 42" not in fresh.stdout
    assert "`secret` is not defined" in fresh.stdout
    assert "step 1" in fresh.stdout


def test_errors_say_the_human_sentence_before_the_learners_own_line(tmp_path: Path) -> None:
    run = chat("\nvalues_x = np.arange(3)\nvalues_z\n/traceback\nvars\n", tmp_path)
    assert run.returncode == 0, run.stderr
    sentence = run.stdout.index("`values_z` is not defined")
    assert sentence < run.stdout.index("NameError", sentence)
    assert "Cell In[" in run.stdout


def test_input_of_the_learners_code_is_read_from_the_same_pipe(tmp_path: Path) -> None:
    run = chat("print('hello', input('name? '))\nAda\n", tmp_path)
    assert "hello Ada" in run.stdout


def test_bytes_that_are_no_text_and_a_closed_input_are_no_reason_to_fall_over(tmp_path: Path) -> None:
    command = f"{sys.executable} -m tutor linear-regression"
    environment = {**os.environ, "KERAS_TUTOR_HOME": str(tmp_path), "LC_ALL": "C.UTF-8"}
    for redirected in ("<&-", "< <(printf 'x = \\xff\\n/quit\\n')"):
        run = subprocess.run(
            ["bash", "-c", f"{command} {redirected}"], cwd=ROOT, env=environment, capture_output=True, text=True
        )
        assert run.returncode == 0, run.stderr
        assert "Traceback" not in run.stderr
        assert "Nothing of this is kept" not in run.stdout


def test_an_unwritable_home_is_said_and_the_tutor_runs_all_the_same(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a directory")
    run = chat("1 + 1\n/progress\n", blocked)
    assert run.returncode == 0, run.stderr
    assert "2" in run.stdout
    assert "Traceback" not in run.stderr
    assert "progress" in run.stdout.lower()


def test_a_machine_without_tensorflow_is_told_what_to_install(tmp_path: Path) -> None:
    broken = tmp_path / "modules"
    (broken / "tensorflow").mkdir(parents=True)
    source = "raise ModuleNotFoundError(\"No module named 'tensorflow'\", name='tensorflow')"
    (broken / "tensorflow" / "__init__.py").write_text(source)
    run = chat("\n1 + 1\n/quit\n", tmp_path, PYTHONPATH=str(broken))
    assert run.returncode == 0, run.stderr
    assert "pip install tensorflow" in " ".join(run.stdout.split())
