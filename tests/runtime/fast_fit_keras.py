"""Runs Keras's own tests of training with Keras as it came and with epochs in blocks, and prints what differs.

`python -m tests.runtime.fast_fit_keras [FILE ...]`: they come with an installed Keras; by default those that
train. `trainer_test.py` imports JAX, which `pip install jax` brings, and computes nothing with it. All of them
take some minutes, so no run of ours does it. A block is made at once here, whether it is worth it or not.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

TRAIN = (
    *("trainers/trainer_test.py", "trainers/epoch_iterator_test.py", "trainers/compile_utils_test.py"),
    *("trainers/data_adapters/array_data_adapter_test.py", "models/model_test.py", "models/sequential_test.py"),
    *("models/functional_test.py", "optimizers/optimizer_test.py", "optimizers/loss_scale_optimizer_test.py"),
    *("backend/tensorflow/distribute_test.py", "backend/tensorflow/saved_model_test.py", "callbacks"),
)
"""Below `keras/src`."""


class Outcomes:
    """A plugin of pytest: what became of every test, and why where it failed."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {}

    def pytest_configure(self, config: pytest.Config) -> None:
        for marker in ("requires_trainable_backend", "multi_device"):
            config.addinivalue_line("markers", f"{marker}: one of Keras's")

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.found[report.nodeid] = f"not read: {last_line(report.longreprtext)}"

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" or not report.passed:
            why = f": {last_line(report.longreprtext)}" if report.failed else ""
            self.found[report.nodeid] = f"{report.outcome}{why}"


def last_line(text: str) -> str:
    return text.strip().splitlines()[-1] if text.strip() else ""


def outcomes(files: list[str], *, fast: bool) -> dict[str, Any]:
    """What became of the tests in these files: `outcomes` by their names, and how many epochs ran `in_blocks`."""
    import keras

    from tests.runtime.fast_fit_comparison import counted
    from tutor.runtime import fast_ahead, fast_fit, fast_making

    source, plugin = Path(keras.__file__).parent / "src", Outcomes()
    paths = [str(path) for name in files if (path := source / name).exists()]
    if fast:
        assert fast_fit.install() is True, fast_fit.state()
    worth = (mock.patch.object(module, "WORTH", 0.0) for module in (fast_making, fast_ahead))
    with next(worth), next(worth), counted() as blocks:
        where = ["-p", "no:cacheprovider", "-c", "/dev/null", "--rootdir", str(source)]
        how = ["-q", "--tb=line", "--continue-on-collection-errors", "-o", "python_files=*_test.py"]
        pytest.main([*where, *how, *paths], plugins=[plugin])
    return {"outcomes": plugin.found, **blocks}


def in_a_process(files: list[str], way: str) -> dict[str, Any]:
    """`outcomes`, of a Keras that nobody else has touched."""
    command = [sys.executable, "-m", __spec__.name, "--way", way, *files]
    paths = os.pathsep.join([str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")])
    with tempfile.TemporaryDirectory() as folder:  # some leave files where they run
        environment = {**os.environ, "PYTHONPATH": paths}
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder, env=environment)
    assert done.stdout.strip(), done.stderr[-3000:]
    return dict(json.loads(done.stdout.splitlines()[-1]))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", default=TRAIN, help="below keras/src")
    parser.add_argument("--way", choices=["stock", "blocks"], help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    files = list(arguments.files)
    if arguments.way:
        print(json.dumps(outcomes(files, fast=arguments.way == "blocks")))
        return 0
    stock, ours = (in_a_process(files, way) for way in ("stock", "blocks"))
    before, after = stock["outcomes"], ours["outcomes"]
    different = {name: [before.get(name), after.get(name)] for name in before | after}
    different = {name: pair for name, pair in different.items() if pair[0] != pair[1]}
    passed, failed = (sum(said.startswith(word) for said in before.values()) for word in ("passed", "failed"))
    kinds: dict[str, Any] = {"tests": len(before), "passed": passed, "failed as in Keras": failed}
    kinds["not read"] = {name: said for name, said in before.items() if said.startswith("not read")}
    blocks = {"epochs in blocks": ours["in_blocks"], "batches ahead": ours["ahead"]}
    print(json.dumps({**kinds, **blocks, "different": different}, indent=1))
    return bool(different or not passed)


if __name__ == "__main__":
    sys.exit(main())
