"""Facts in a few words."""

from __future__ import annotations

import pytest

from tutor.core import facts as f
from tutor.core.nearest import did_you_mean
from tutor.core.summary import in_short, what_it_is

LONG = f.ArrayFacts((100, 3), "float32", minimum=-1.0, maximum=2.5, values=(0.0,) * 300)

TRAINED = f.ModelFacts(parameters=1, trained_epochs=5)


@pytest.mark.parametrize(
    ("facts", "what", "short"),
    [
        (f.ArrayFacts((2,), "int64", values=(1, 2)), "array of int64", "(2,)  1 2"),
        (LONG, "array of float32", "(100, 3)  from -1 to 2.5"),
        (f.ArrayFacts((2,), "int64", "list", values=(1, 2)), "list of numbers", "(2,)  1 2"),
        (f.ArrayFacts((1,), "float32", "EagerTensor", values=(1.5,)), "EagerTensor of float32", "(1,)  1.5"),
        (f.ScalarFacts(True, "bool"), "number (bool)", "True"),
        (f.ScalarFacts(2.0, "float"), "number (float)", "2"),
        (f.TextFacts("hi", 2), "text", "'hi'"),
        (
            f.ModelFacts(parameters=1, trained_epochs=5),
            "Sequential model",
            "0 layers, 1 parameter, trained 5 epochs",
        ),
        (f.HistoryFacts(epochs=1), "training history", "1 epoch"),
        (f.LayerFacts("Dense", "dense", parameters=2), "Dense layer", "dense, 2 parameters"),
        (f.DatasetFacts("Batch", "(2,) float32"), "data set (Batch)", "(2,) float32"),
        (f.NothingFacts(), "None", ""),
        (f.ObjectFacts("function"), "function", ""),
        (f.MissingFacts("x"), "not defined", ""),
        (f.FailedFacts("ValueError", "no"), "unknown", "ValueError: no"),
    ],
)
def test_an_object_in_a_noun_and_a_line(facts: f.Facts, what: str, short: str) -> None:
    assert (what_it_is(facts), in_short(facts)) == (what, short)


def test_the_nearest_name_is_offered_and_a_far_one_is_not() -> None:
    assert did_you_mean("hnt", ["hint", "help"], before="/") == " Did you mean `/hint`?"
    assert did_you_mean("xyzzy", ["hint", "help"]) == ""
