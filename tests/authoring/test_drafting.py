"""A draft lesson of a notebook: kinds and checks from what each cell made, and what is left to be written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tutor.app import Exit, main
from tutor.authoring.drafting import TO_WRITE, Draft, as_yaml, drafted
from tutor.core.execution import Error
from tutor.core.facts import ArrayFacts, CompiledFacts, HistoryFacts, LayerFacts, ModelFacts, ScalarFacts
from tutor.core.own_file import OwnFile, Piece
from tutor.session.scripted import Reply, ScriptedSession
from tutor.storage.lessons import read_lesson

LAYERS = (LayerFacts("Dense", config={"units": 3, "activation": "relu"}),)
SGD = CompiledFacts(loss="mean_squared_error", optimizer="SGD")
WORLD = {
    "x = np.array([1., 2.])": Reply(facts={"x": ArrayFacts((2,), "float64", values=(1.0, 2.0))}),
    "images = load()": Reply(facts={"images": ArrayFacts((100, 8, 8), "float64")}),
    "rate = 0.1": Reply(facts={"rate": ScalarFacts(0.1, "float")}),
    "model = keras.Sequential([keras.layers.Dense(3)])": Reply(facts={"model": ModelFacts(layers=LAYERS)}),
    "model.compile('sgd', 'mse')": Reply(facts={"model": ModelFacts(layers=LAYERS, compiled=SGD)}),
    "history = model.fit(x, x, epochs=3)": Reply(facts={"history": HistoryFacts(epochs=3)}),
    "model.fit(x, x)": Reply(),
    "answers = model.predict(x)": Reply(facts={"answers": ArrayFacts((2, 1), "float32")}),
    "model.summary()": Reply(),
    "broken()": Reply((Error("ValueError", "no"),)),
    "!ls": Reply(),
}


@pytest.fixture(scope="module")
def draft() -> Draft:
    cells = [Piece(code, True) for code in ("import numpy as np", *WORLD)]
    pieces = (Piece("# A title\n\nWords."), *cells, Piece("The end."))
    return drafted(OwnFile(Path("my rides.ipynb"), pieces, "A title"), ScriptedSession(WORLD))


def test_kinds_and_checks_come_from_what_each_cell_made(draft: Draft) -> None:
    assert draft.lesson["id"] == "my-rides" and draft.lesson["setup"] == "import numpy as np"
    steps = {step["id"]: step for step in draft.lesson["steps"]}
    assert {name: step["kind"] for name, step in steps.items()} == {
        "data-x": "data",
        "data-images": "data",
        "data-rate": "data",
        "model": "model",
        "compile-model": "compile",
        "fit-history": "fit",
        "fit": "fit",
        "predict-answers": "predict",
        "inspect": "inspect",
        "end": "read",
    }
    assert steps["data-x"]["expect"] == [{"array": "x", "equals": [1.0, 2.0]}]
    assert steps["data-images"]["expect"] == [{"array": "images", "shape": [100, 8, 8]}]
    assert steps["model"]["expect"][0] == {
        "layers": "model",
        "are": [{"Dense": {"units": 3, "activation": "relu"}}],
    }
    assert steps["compile-model"]["expect"] == [
        {"compiled": "model", "loss": "mean_squared_error", "optimizer": "SGD"}
    ]
    assert steps["fit-history"]["expect"] == [{"history": "history", "epochs": 3}]
    assert steps["data-x"]["say"] == "**A title**\n\nWords."


def test_what_is_to_be_done_is_named(draft: Draft) -> None:
    to_do = "\n".join(draft.to_do)
    assert "ValueError: no" in to_do and "`!ls`" in to_do
    assert "`data-x`: write its hints." in to_do and "`inspect`: say what is to come out" in to_do
    assert all(step.get("hints") == [TO_WRITE] for step in draft.lesson["steps"] if step["kind"] != "read")


def test_the_file_is_one_that_the_tutor_reads(draft: Draft, tmp_path: Path) -> None:
    path = tmp_path / "draft.yaml"
    path.write_text(as_yaml(draft, Path("my rides.ipynb")), encoding="utf-8")
    reading = read_lesson(path)
    assert reading.value is not None, reading.problems
    assert len(reading.value.steps) == len(draft.lesson["steps"])
    assert path.read_text().startswith("# A draft, made of my rides.ipynb.")


def test_nothing_runs_before_somebody_agrees(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "a.py"
    source.write_text(f"open({str(tmp_path / 'ran')!r}, 'w').close()")
    assert main(["import", str(source), "-o", str(tmp_path / "a.yaml")]) == Exit.USAGE
    assert "--trust" in capsys.readouterr().err
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.py"]
    for wrong in (["import"], ["import", str(tmp_path / "b.py")], ["import", str(source), "-o", str(source)]):
        assert main(wrong) == Exit.USAGE
