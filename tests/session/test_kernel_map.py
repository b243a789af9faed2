"""The map of the loss: each place on it is what `evaluate` says there, and nothing of the learner is touched."""

from __future__ import annotations

import pytest

from tests.kernel import facts, ran, text_of
from tests.session.test_kernel_films import FLAT
from tests.session.test_kernel_next_step import MORE
from tests.session.test_kernel_variants import BEGIN
from tutor.core.landscape import Landscape, LandscapeFacts
from tutor.session.kernel import KernelSession

pytestmark = pytest.mark.kernel

KINDS = (
    ("line()", "x, y", "epochs=30", "weights"),
    ("ring()", "wide[:, :2], labels", "epochs=3", "path"),
    ("three()", "wide, labels + np.arange(60) % 2", "epochs=3", "path"),
    ("Own(); model.compile('sgd', 'mse')", "wide, wide[:, 0]", "epochs=3", "path"),
    ("named()", "two, labels / 2", "epochs=2", "path"),
)


def landscape(session: KernelSession, model: str = "") -> LandscapeFacts:
    (found,) = facts(session, Landscape(model))
    assert isinstance(found, LandscapeFacts), found
    return found


def test_the_map_is_what_evaluate_says_and_nothing_is_touched(session: KernelSession) -> None:
    ran(session, BEGIN + MORE + FLAT)
    for build, data, more, how in KINDS:
        ran(session, f"model = {build}\nhistory = model.fit({data}, {more}); before = everything()")
        found = landscape(session)
        assert not found.problem and (found.how, len(found.losses), len(found.across)) == (how, 21, 41), found
        ran(session, "after = everything()")
        assert text_of(session, "before == after") == "True", build
        said = float(text_of(session, f"float(model.evaluate({data}, verbose=0, batch_size=1000))"))
        assert found.loss == pytest.approx(said, rel=1e-4), build
        assert found.path and len(found.path[0]) == 2
        if how == "weights":
            assert found.names == ("weight", "bias") and found.share == 1.0
            place = f"[np.array([[{found.across[10]}]]), np.array([{found.up[5]}])]"
            ran(session, f"model.set_weights({place})")
            said = float(text_of(session, f"float(model.evaluate({data}, verbose=0))"))
            assert found.losses[5][10] == pytest.approx(said, rel=1e-4)


def test_what_has_no_map_is_a_sentence(session: KernelSession) -> None:
    ran(session, BEGIN)
    assert "no model" in landscape(session).problem
    ran(session, "model = line()")
    assert "not been trained" in landscape(session).problem
    ran(session, "h = model.fit(x, y, epochs=2); model.set_weights([np.array([[np.nan]]), np.array([0.0])])")
    assert "no numbers any more" in landscape(session).problem
