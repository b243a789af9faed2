"""Moments of a training: the model as it was, to the last bit, and nothing of the learner's is touched for it."""

from __future__ import annotations

import json

import pytest

from tests.kernel import facts, ran, text_of
from tests.session.test_kernel_next_step import MORE
from tests.session.test_kernel_variants import BEGIN
from tutor.core.facts import Evaluate
from tutor.core.film import FilmFacts, Moments
from tutor.session.kernel import KernelSession

pytestmark = pytest.mark.kernel

FLAT = """\
def whole(model): return [weight.tobytes() for weight in model.get_weights()]
def ring():
    made = keras.Sequential([keras.Input((2,)), keras.layers.Dense(6, 'relu'), keras.layers.Dense(1, 'sigmoid')])
    made.compile('adam', 'binary_crossentropy')
    return made
def three():
    made = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, 'softmax')])
    made.compile('sgd', 'sparse_categorical_crossentropy')
    return made
trained = ()
"""
KINDS = (
    ("line()", "x, y, epochs=40", "line", 40),
    ("", "x, y, epochs=9, initial_epoch=4", "line", 9),
    ("ring()", "wide[:, :2], labels, epochs=3", "map", 3),
    ("three()", "wide, labels + np.arange(60) % 2, epochs=2", "classes", 2),
    ("Own(); model.compile('sgd', 'mse')", "wide, wide[:, 0] * 2.5, epochs=2, validation_split=0.2", "pairs", 2),
    ("named()", "two, labels / 2, batch_size=10, epochs=2", "pairs", 2),
)


def moments(session: KernelSession, **asked: object) -> FilmFacts:
    (found,) = facts(session, Moments(**asked))  # type: ignore[arg-type]
    assert isinstance(found, FilmFacts), found
    return found


def test_the_last_moment_is_the_model_whatever_kind_it_is_and_nothing_is_touched(session: KernelSession) -> None:
    ran(session, BEGIN + MORE + FLAT)
    again = "__import__('sys').modules['_tutor_runtime.replayed'].KEPT"
    for build, fit, kind, last in KINDS:
        begin = f"model = {build}\n" if build else ""
        ran(session, f"{begin}history = model.fit({fit}); trained = whole(model); before = everything()")
        found = moments(session, frames=5)
        assert not found.problem and (found.kind, found.last, found.model) == (kind, last, "model"), (fit, found)
        ran(session, "after = everything()")
        assert text_of(session, "before == after") == "True", fit
        assert found.moments[0].epoch == found.first and found.moments[-1].epoch == last
        ran(session, f"twin = {again}[{found.key!r}].at({last}); twin = whole(twin)")
        assert text_of(session, "twin == trained") == "True", fit
        if kind == "map":
            assert len(found.moments[0].cells) == 20 and found.moments[0].right >= 0


def test_any_epoch_is_what_training_so_far_comes_to(session: KernelSession) -> None:
    ran(session, BEGIN + MORE + FLAT)
    ran(session, "model = line()\nhistory = model.fit(x, y, epochs=40)")
    known = moments(session)
    assert not known.moments and known.last == 40
    found = moments(session, epochs=(7,))
    ran(session, f"model = __tutor__.model_before({known.key!r})\nhistory = model.fit(x, y, epochs=7)")
    (weights,) = facts(session, Evaluate("np.concatenate([w.reshape(-1) for w in model.get_weights()])"))
    assert found.moments[-1].epoch == 7 and found.moments[-1].weights == weights.values  # type: ignore[union-attr]
    request = json.dumps({"model": "", "key": known.key, "epochs": [3], "frames": 0})
    list(session.run(f"__tutor__.replay({request!r})", silent=True))
    assert moments(session, key=known.key, epochs=(3,)).moments[-1].epoch == 3


def test_what_cannot_be_shown_again_is_a_sentence(session: KernelSession) -> None:
    ran(session, BEGIN + MORE)
    assert "not kept any more" in moments(session, key="nothing").problem
    assert "no Keras model" in moments(session, model="x").problem
    ran(session, "model = line(); h = model.fit(((a[None], b[None]) for a, b in zip(x, y)))")
    assert "generator" in moments(session, frames=3).problem
    ran(session, "model = line(); h = model.fit(x, y, epochs=3); x[:] = 1")
    assert "not the same" in moments(session, frames=3).problem
