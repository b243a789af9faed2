"""The next step by hand: what is told is what `train_on_batch` then does, and telling it changes nothing."""

from __future__ import annotations

import pytest

from tests.kernel import facts, ran, text_of
from tests.session.test_kernel_variants import BEGIN
from tutor.core.facts import ArrayFacts, Evaluate
from tutor.core.inside import NextStep, StepFacts
from tutor.session.kernel import KernelSession

pytestmark = pytest.mark.kernel

MORE = """\
two = {'a': wide[:, :2], 'b': wide[:, 2:]}
def named():
    a, b = keras.Input((2,), name='a'), keras.Input((2,), name='b')
    made = keras.Model({'a': a, 'b': b}, keras.layers.Dense(1)(keras.layers.Concatenate()([a, b])))
    made.compile('rmsprop', 'mse')
    return made
def recurrent():
    made = keras.Sequential([keras.Input((4, 1)), keras.layers.GRU(3), keras.layers.BatchNormalization(),
                             keras.layers.Dense(1)])
    made.compile('adam', 'mae')
    return made
def everything():
    import hashlib
    own = [*model.variables, *model.optimizer.variables]
    return hashlib.sha256(repr([[np.array(v).tobytes() for v in own], random.getstate(),
        np.random.get_state()[1].tolist(), model.history.history, sorted(n for n in globals() if n[0] != '_')]
        ).encode()).hexdigest()
def flat(): return np.concatenate([np.array(w).reshape(-1) for w in model.trainable_variables])
before = after = ''
"""
KINDS = (
    ("line()", "x, y, epochs=20", "x, y", 6, 6),
    ("deep()", "wide, labels, epochs=2, validation_split=0.2", "wide[:32], labels[:32]", 32, 48),
    (
        "Own(); model.compile(keras.optimizers.SGD(0.01, momentum=0.9), 'mse')",
        "wide, labels",
        "wide[:32], labels[:32]",
        32,
        60,
    ),
    ("named()", "two, labels, batch_size=10", "{k: v[:10] for k, v in two.items()}, labels[:10]", 10, 60),
    ("recurrent()", "wide[:, :, None], labels", "wide[:32, :, None], labels[:32]", 32, 60),
    ("line()", "x, y, class_weight=None, sample_weight=x", "x, y, sample_weight=x", 6, 6),
    ("deep()", "tf.data.Dataset.from_tensor_slices((wide, labels)).batch(7)", "wide[:7], labels[:7]", 7, 0),
)


def test_the_step_is_that_of_train_on_batch_bit_for_bit_and_telling_it_changes_nothing(
    session: KernelSession,
) -> None:
    ran(session, BEGIN + MORE)
    for build, fit, batch, samples, rows in KINDS:
        ran(session, f"model = {build}\nhistory = model.fit({fit})\nbefore = everything()")
        (told,) = facts(session, NextStep())
        assert isinstance(told, StepFacts) and not told.problem, (build, told)
        assert (told.model, told.samples, told.rows) == ("model", samples, rows), build
        ran(session, f"after = everything()\nloss = model.evaluate({batch}, verbose=0); old = flat()")
        assert text_of(session, "before == after") == "True", build
        ran(session, f"model.train_on_batch({batch})")
        if told.names:
            moved = facts(session, Evaluate("flat()"))[0]
            assert isinstance(moved, ArrayFacts) and told.new == moved.values, build
            assert [each != before for each, before in zip(told.new, told.old, strict=True)] == [True, True]
        else:
            step = facts(session, Evaluate("float(np.sqrt(np.mean((flat() - old) ** 2)))"))[0].value  # type: ignore[union-attr]
            assert step == pytest.approx(whole(told), rel=1e-4), build


def whole(told: StepFacts) -> float:
    """The root mean square over all layers."""
    count = sum(each.parameters for each in told.layers)
    return float((sum(each.step**2 * each.parameters for each in told.layers) / count) ** 0.5)


def test_what_cannot_be_told_is_a_sentence(session: KernelSession) -> None:
    ran(session, BEGIN)
    problems = []
    for code in (
        "pass",
        "model = keras.Sequential([keras.layers.Dense(1)])",
        "model.compile('sgd', 'mse')",
        "model = line(); model.layers[0].trainable = False; model.compile('sgd', 'mse'); h = model.fit(x, y)",
        "model = line(); h = model.fit(((a[None], b[None]) for a, b in zip(x, y)))",
    ):
        ran(session, code)
        (told,) = facts(session, NextStep())
        assert isinstance(told, StepFacts) and told.problem.endswith("."), code
        problems.append(told.problem)
    assert len(set(problems)) >= 4, problems
    (told,) = facts(session, NextStep("model", "x", "nothing"))
    assert isinstance(told, StepFacts) and told.problem == "There is no variable `nothing`."
