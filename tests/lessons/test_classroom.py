"""The data that lessons import: shapes, ranges, and that a seed always gives the same."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from classroom import auto_mpg, digits, fashion14, moons, noisy_line, noisy_sine, penguins, shuffled

from tutor.session import launcher

MADE: list[Callable[..., tuple[Any, Any]]] = [noisy_line, noisy_sine, moons]


@pytest.mark.parametrize("make", MADE)
def test_the_same_seed_gives_the_same_data_and_another_seed_other_data(make: Callable[..., Any]) -> None:
    first, again, other = make(seed=1), make(seed=1), make(seed=2)
    assert all(np.array_equal(one, two) for one, two in zip(first, again, strict=True))
    assert not np.array_equal(first[0], other[0])


@pytest.mark.parametrize("make", MADE)
@pytest.mark.parametrize("points", [1, 7, 200])
def test_there_are_as_many_points_as_were_asked_for(make: Callable[..., Any], points: int) -> None:
    x, y = make(points=points)
    assert len(x) == len(y) == points and y.shape == (points,)


def test_a_line_through_the_noisy_line_finds_its_rule_and_its_noise() -> None:
    x, y = noisy_line()
    weight, bias = np.polyfit(x, y, 1)
    assert weight == pytest.approx(2, abs=0.1) and bias == pytest.approx(30, abs=0.5)
    assert 7 < np.mean((weight * x + bias - y) ** 2) < 11  # the noise has a variance of 9
    assert x.min() >= -10 and x.max() <= 15 and not np.all(np.diff(x) > 0)


def test_no_line_fits_the_noisy_sine() -> None:
    x, y = noisy_sine()
    assert x.min() >= -3 and x.max() <= 3
    assert np.mean((np.polyval(np.polyfit(x, y, 1), x) - y) ** 2) > 0.4
    assert np.std(y - np.sin(2 * x)) == pytest.approx(0.1, abs=0.02)


def test_the_moons_are_two_halves_that_no_line_parts() -> None:
    points, labels = moons(noise=0)
    assert points.shape == (400, 2) and np.bincount(labels).tolist() == [200, 200]
    upper, lower = points[labels == 0], points[labels == 1]
    assert upper[:, 1].min() >= -1e-9 and lower[:, 1].max() <= 0.5 + 1e-9
    assert upper[:, 0].max() > lower[:, 0].min() and lower[:, 1].max() > upper[:, 1].min()
    assert 0.3 < labels[:200].mean() < 0.7  # in random order


def test_the_cars_have_seven_features_and_none_is_missing() -> None:
    features, mpg, names = auto_mpg()
    assert features.shape == (392, 7) and mpg.shape == (392,) and len(names) == 7
    assert features.dtype == mpg.dtype == np.float32
    assert np.isfinite(features).all() and mpg.min() >= 9 and mpg.max() < 47
    assert features[0].tolist() == [8, 307, 130, 3504, 12, 70, 1] and mpg[0] == 18
    assert np.mean(np.abs(mpg - mpg.mean())) == pytest.approx(6.55, abs=0.01)


def test_the_penguins_come_sorted_by_species() -> None:
    features, species, names, kinds = penguins()
    assert features.shape == (342, 4) and len(names) == 4
    assert [kinds[number] for number in sorted(set(species))] == ["Adelie", "Chinstrap", "Gentoo"]
    assert np.bincount(species).tolist() == [151, 68, 123]
    assert np.count_nonzero(np.diff(species)) == 2
    assert np.isfinite(features).all()


def test_pictures_go_from_nought_to_one() -> None:
    for images, labels, shape in [(*digits(), (1797, 8, 8)), (*fashion14()[:2], (6000, 14, 14))]:
        assert images.shape == shape and images.dtype == np.float32
        assert (images.min(), images.max()) == (0, 1)
        assert set(labels.tolist()) == set(range(10)) and labels.shape == shape[:1]
    assert len(fashion14()[2]) == 10


def test_shuffling_keeps_rows_together() -> None:
    first, second = shuffled(np.arange(50), np.arange(50) * 2)
    assert np.array_equal(second, first * 2)
    assert sorted(first) == list(range(50)) and not np.array_equal(first, np.arange(50))
    assert np.array_equal(shuffled(np.arange(50))[0], first)
    with pytest.raises(ValueError, match="one length"):
        shuffled(np.arange(3), np.arange(4))


@pytest.mark.parametrize("place", ["tutor/lessons", "lessons"], ids=["installed", "checkout"])
def test_a_session_finds_it_behind_everything_else(place: str, tmp_path: Path) -> None:
    """The launcher, in a copy of either layout, asked for the path instead of starting a kernel."""
    copy = tmp_path / "tutor" / "session" / "launcher.py"
    copy.parent.mkdir(parents=True)
    shutil.copy(launcher.__file__, copy)
    kernel = tmp_path / "site" / "ipykernel"
    kernel.mkdir(parents=True)
    (kernel / "__init__.py").touch()
    (kernel / "kernelapp.py").write_text(
        "import sys\nclass IPKernelApp:\n    @classmethod\n    def launch_instance(cls): print(sys.path[-1])\n"
    )
    data = tmp_path / place / "data"
    data.mkdir(parents=True)
    run = subprocess.run(
        [sys.executable, str(copy)], env={"PYTHONPATH": str(tmp_path / "site")}, capture_output=True, text=True
    )
    assert run.stdout.strip() == str(data), run.stderr
