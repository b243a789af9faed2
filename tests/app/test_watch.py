"""`watch` at a real terminal: a save is seen and proved, and one key opens the lesson at that step."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.authoring.lesson_text import write_course

ROOT = Path(__file__).parents[2]
SCRIPTED = """
import sys
from pathlib import Path
from tests.authoring.lesson_text import session
import tutor.app.watch as watch
watch.KernelSession = lambda folder: session()
sys.exit(watch.watch_command(sys.argv[1:]))
"""


@pytest.mark.slow
def test_without_a_terminal_lines_are_keys_and_the_end_of_the_input_leaves(tmp_path: Path) -> None:
    path = write_course(tmp_path)
    run = subprocess.run(
        [sys.executable, "-c", SCRIPTED, str(path), "--trust", "--plain"],
        cwd=ROOT, input="a\n", capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert run.stdout.count("step 2 `points`: pass, ") == 2 and "\x1b" not in run.stdout
