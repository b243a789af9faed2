"""The package as others install it: lessons, licence and console script travel with it."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(directory), str(ROOT)]
    run = subprocess.run(build, capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stdout + run.stderr
    (wheel,) = directory.glob("keras_tutor-*.whl")
    zipfile.ZipFile(wheel).extractall(directory / "site")
    return directory / "site"


def test_the_wheel_carries_lessons_data_and_licence(unpacked: Path) -> None:
    assert (unpacked / "tutor" / "lessons" / "02-linear-regression.yaml").is_file()
    assert (unpacked / "tutor" / "lessons" / "data" / "NOTICE.md").is_file()
    assert (unpacked / "tutor" / "lessons" / "data" / "classroom.py").is_file()
    assert (unpacked / "tutor" / "LICENSE").read_text(encoding="utf-8").startswith("MIT License")
    (metadata,) = unpacked.glob("keras_tutor-*.dist-info")
    assert "keras-tutor = tutor.app:main" in (metadata / "entry_points.txt").read_text(encoding="utf-8")
    assert not (unpacked / "tests").exists()


def test_the_installed_tutor_runs_from_any_directory(unpacked: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(unpacked), "KERAS_TUTOR_HOME": str(tmp_path)}
    script = "import tutor, sys; from tutor.app import main; print(tutor.__file__); sys.exit(main(['list']))"
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60
    )
    assert run.returncode == 0, run.stderr
    assert str(unpacked) in run.stdout
    assert "linear-regression" in run.stdout
