"""What the first screen does not wait for: the kernel, and all that only an answer or the prompt needs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

ENDS_WHERE_THE_KERNEL_WOULD_START = """
import os, sys
from tutor.app import main
from tutor.session.kernel import KernelSession

def start(session):
    print("LOADED", *sys.modules, flush=True)
    os._exit(0)

KernelSession.start = start
main(["linear-regression"])
"""
NOT_YET = (
    "tensorflow",
    "keras",
    "numpy",
    "plotext",
    "prompt_toolkit",
    "asyncio",
    "zmq",
    "subprocess",
    "tutor.app.listing",
    "tutor.answers",
    "tutor.commands",
    "tutor.pitfalls",
    "tutor.render.figure",
    "tutor.render.chart",
    "tutor.terminal.live",
    "tutor.terminal.prompt",
)
"""Modules and packages that are imported when the first screen is up, or later."""


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What is on the screen when the kernel is started, and then the modules that were imported until there."""
    home = tmp_path_factory.mktemp("home")
    run = subprocess.run(
        [sys.executable, "-c", ENDS_WHERE_THE_KERNEL_WOULD_START],
        cwd=ROOT,
        env={**os.environ, "KERAS_TUTOR_HOME": str(home)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return run.stdout


def test_the_kernel_starts_when_the_first_screen_is_up(shown: str) -> None:
    assert "step 1 of" in shown.partition("LOADED")[0]


@pytest.mark.parametrize("name", NOT_YET)
def test_the_first_screen_does_without(name: str, shown: str) -> None:
    loaded = shown.partition("LOADED")[2].split()
    assert "rich.console" in loaded
    assert [each for each in loaded if each == name or each.startswith(f"{name}.")] == []
