"""Variants train on the side: nothing of the learner's is touched, the start is the run's, a kept one is it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.chatting import words
from tests.conversation.tape import conversation
from tests.kernel import fact, of_kind, ran, started_session
from tests.sample import part
from tutor.core.execution import Error, SessionEvent, TrainingEnded, VariantEnded, VariantEpochs
from tutor.core.facts import TextFacts
from tutor.core.runs import Run
from tutor.session.kernel import KernelSession
from tutor.storage.progress import MemoryProgress

pytestmark = pytest.mark.kernel

BEGIN = """\
import keras, numpy as np, tensorflow as tf, random
keras.utils.set_random_seed(5)
x = np.array([-10, 0, 2, 6, 12, 15.0]); y = 2 * x + 30
wide = np.random.default_rng(0).normal(size=(60, 4)); labels = (wide[:, 0] * wide[:, 1] > 0).astype(int)
def line(rate=0.1):
    made = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    made.compile(keras.optimizers.Adam(rate), 'mse')
    return made
def deep():
    made = keras.Sequential([
        keras.Input((4,)), keras.layers.Dense(8, activation='relu'), keras.layers.Dropout(0.2),
        keras.layers.Dense(1, activation='sigmoid')])
    made.compile('adam', keras.losses.BinaryCrossentropy(), metrics=['accuracy'])
    return made
class Own(keras.Model):
    def __init__(self, n=4, **more):
        super().__init__(**more)
        self.n, self.first, self.last = n, keras.layers.Dense(n), keras.layers.Dense(1)
    def call(self, t): return self.last(self.first(t))
    def get_config(self): return {**super().get_config(), 'n': self.n}
def state():
    import hashlib
    from keras.src.backend.common import global_state
    uids = global_state.get_global_attribute('object_name_uids', {})
    everything = [random.getstate(), np.random.get_state()[1].tolist(), np.random.get_state()[2:],
                  sorted(uids.items()), [w.tobytes() for w in model.get_weights()],
                  [np.array(v).tobytes() for v in model.optimizer.variables], model.history.history,
                  sorted(n for n in globals() if not n.startswith('_')), sorted(Out)]
    return hashlib.sha256(repr(everything).encode()).hexdigest()
"""
FIT_LINE = "history = model.fit(x, y, epochs=40, verbose=0)"
FIT_DEEP = "history = model.fit(wide, labels, epochs=4, verbose=0, validation_split=0.2)"


@pytest.fixture
def begun(session: KernelSession) -> KernelSession:
    ran(session, BEGIN)
    return session


def trained(session: KernelSession, code: str) -> Run:
    *_, last = of_kind(ran(session, code), TrainingEnded)
    assert last.run is not None
    return last.run


def tried(session: KernelSession, *variants: Mapping[str, Any], of: str = "") -> list[SessionEvent]:
    request = json.dumps({"of": of, "name": "model", "variants": variants})
    return list(session.run(f"__tutor__.try_variants({request!r})", silent=True))


def ended(events: Sequence[SessionEvent]) -> list[VariantEnded]:
    return of_kind(list(events), VariantEnded)


def text(session: KernelSession, expression: str) -> str:
    found = fact(session, expression)
    assert isinstance(found, TextFacts), found
    return found.value


def test_nothing_of_the_learners_is_touched_bit_for_bit(begun: KernelSession) -> None:
    trained(begun, f"model = deep(); {FIT_DEEP}")
    before = text(begun, "state()")
    variants: list[Mapping[str, Any]] = [
        {"learning_rate": 0.5},
        {"seed": 3},
        {"units": 4},
        {"layers": 2},
        {"dropout": 0.5},
        {"loss": "hinge"},
    ]
    assert all(each.run.epochs == 4 for each in ended(tried(begun, *variants)))
    assert text(begun, "state()") == before
    ran(begun, "after = keras.layers.Dense(3); again = np.random.rand(), random.random()")
    ran(begun, "keras.utils.set_random_seed(5)")


def test_what_changes_nothing_is_the_run_bit_for_bit_whatever_kind_of_model_it_is(begun: KernelSession) -> None:
    functional = """\
inputs = keras.Input((4,)); outputs = keras.layers.Dense(1)(keras.layers.Dense(3, activation='tanh')(inputs))
model = keras.Model(inputs, outputs); model.compile('sgd', lambda true, said: keras.ops.mean((true - said) ** 2))
"""
    for build, fit, epochs in (
        ("model = line()", FIT_LINE, 40),
        ("model = deep()", FIT_DEEP, 4),
        ("", FIT_DEEP, 4),  # goes on where the one before has ended
        (functional, FIT_DEEP, 4),
        ("model = Own(); model.compile('sgd', 'mse')", FIT_DEEP, 4),
        ("model = keras.Sequential([keras.layers.Dense(1)]); model.compile('rmsprop', 'mse')", FIT_DEEP, 4),
        (
            "data = tf.data.Dataset.from_tensor_slices((wide, labels)).batch(7); model = deep()",
            "history = model.fit(data, epochs=3)",
            3,
        ),
    ):
        run = trained(begun, f"{build}\n{fit}")
        (same,) = ended(tried(begun, {"epochs": epochs}))
        assert not same.problem and same.run.metrics == run.metrics, build
        assert not same.fresh


def test_a_variant_begins_with_the_weights_of_the_run_where_shapes_allow(begun: KernelSession) -> None:
    run = trained(begun, f"model = line(); {FIT_LINE}")
    slow, other, fresh = ended(
        tried(begun, {"learning_rate": 1e-6}, {"optimizer": {"name": "sgd"}}, {"layers": 1})
    )
    begin = run.metrics["loss"].first
    assert slow.run.metrics["loss"].first == begin and other.run.metrics["loss"].first == begin
    assert (slow.fresh, other.fresh, fresh.fresh) == (False, False, True)
    assert slow.run.settings["learning_rate"] == 1e-6 and other.run.settings["optimizer"] == "SGD"
    assert other.run.settings["learning_rate"] == 0.1, "one thing at a time"


def test_the_lines_of_a_variant_lead_to_the_same_numbers(begun: KernelSession) -> None:
    cases: list[tuple[str, str, list[Mapping[str, Any]]]] = [
        (
            "model = line()",
            FIT_LINE,
            [
                {"learning_rate": 1.0},
                {"optimizer": {"name": "sgd", "settings": {"learning_rate": 1e-3}}},
                {"seed": 3},
                {"layers": 2},
                {"loss": "mean_absolute_error"},
            ],
        ),
        (
            "model = deep()",
            FIT_DEEP,
            [
                {"learning_rate": 0.1},
                {"units": 16},
                {"activation": "tanh"},
                {"dropout": 0.0},
                {"layers": 3},
                {"layers": 0},
                {"seed": 1},
            ],
        ),
    ]
    for build, fit, variants in cases:
        trained(begun, f"{build}; {fit}")
        for each in ended(tried(begun, *part(variants, 3))):
            assert each.lines, each
            kept = trained(begun, "\n".join([*each.lines, fit]))
            assert kept.metrics == each.run.metrics, each.lines


def test_epochs_come_while_they_train_and_every_variant_ends(begun: KernelSession) -> None:
    trained(begun, f"model = line(); {FIT_LINE}")
    events = tried(begun, {"epochs": 300}, {"epochs": 20})
    rows = [row.number for event in of_kind(events, VariantEpochs) if event.place == 1 for row in event.rows]
    assert rows == list(range(1, 301))
    assert [each.run.epochs for each in ended(events)] == [300, 20]


def test_ctrl_c_ends_the_one_that_trains_and_all_that_would_follow(begun: KernelSession) -> None:
    trained(begun, f"model = line(); {FIT_LINE}")
    before = text(begun, "state()")
    request = json.dumps(
        {"of": "", "name": "model", "variants": [{"epochs": 5}, {"epochs": 500_000}, {"epochs": 5}]}
    )
    events: list[SessionEvent] = []
    for event in begun.run(f"__tutor__.try_variants({request!r})", silent=True):
        if (
            isinstance(event, VariantEpochs)
            and event.place == 2
            and not any(isinstance(each, VariantEpochs) and each.place == 2 for each in events)
        ):
            begun.interrupt()
        events.append(event)
    first, second = ended(events)
    assert (first.run.ended, second.run.ended) == ("finished", "stopped") and 0 < second.run.epochs < 500_000
    assert text(begun, "state()") == before
    ran(begun, "model.fit(x, y, epochs=2)")


def test_what_cannot_be_varied_is_said_and_why(begun: KernelSession) -> None:
    trained(begun, f"model = Own(); model.compile('sgd', 'mse'); {FIT_DEEP}")
    units, momentum, rate = ended(tried(begun, {"units": 3}, {"beta_1": 0.5}, {"learning_rate": 0.5}))
    assert "a class of its own" in units.problem and "SGD has no `beta_1`" in momentum.problem
    assert not rate.problem and not units.run.epochs
    trained(begun, f"model = line(); {FIT_LINE}")
    (none,) = ended(tried(begun, {"units": 3}))
    assert "no hidden layer" in none.problem
    batches = "((x[:3, None], y[:3]) for _ in range(9))"
    trained(begun, f"model = line(); model.fit({batches}, epochs=1, steps_per_epoch=3)")
    (once,) = ended(tried(begun, {"epochs": 2}))
    assert "only once" in once.problem
    (gone,) = ended(tried(begun, {"epochs": 2}, of="none.1.1"))
    assert "not kept any more" in gone.problem


def test_a_kept_variant_comes_back_bit_for_bit_and_undo_takes_it_away(tmp_path: Path) -> None:
    store = MemoryProgress()
    lines = [
        "import keras, numpy as np; x = np.array([-10, 0, 2, 6, 12, 15.0]); y = 2 * x + 30",
        "model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)]); model.compile('sgd', 'mse')",
        "h = model.fit(x, y, epochs=20, verbose=0)",
        "/try learning_rate=1e-3, 1e-2 momentum=0, 0.9",
        "/keep 3",
        "/try layers=2",
        "/keep 1",
    ]
    weights = "__import__('hashlib').sha256(b''.join(w.tobytes() for w in model.get_weights())).hexdigest()"
    with started_session(lambda: KernelSession(tmp_path)) as session:
        chat = conversation(session, store)
        list(chat.open())
        events = [event for line in lines for event in chat.respond(line)]
        assert not of_kind(events, Error)  # type: ignore[arg-type]
        first = text(session, weights)
        assert len(chat.ledger.runs) == 3 and chat.ledger.runs[-1].settings["model"].count("Dense") == 3
        assert "not the numbers" not in words(events)
    with started_session(lambda: KernelSession(tmp_path)) as session:
        chat = conversation(session, store)
        list(chat.open())
        list(chat.respond("/vars"))
        assert text(session, weights) == first
