"""Entries of `errors.yaml` in one real session, some in each run: each is the first to explain its trigger."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.kernel import events, of_kind, ran, started_session
from tests.sample import part
from tutor.answers.errors.explainer import ErrorExplainer, find
from tutor.core.acts import acts_of
from tutor.core.entries import ErrorEntry
from tutor.core.execution import Error, Warned
from tutor.core.facts import Describe, MissingFacts
from tutor.core.syntax import syntax_problem, trouble
from tutor.core.verdict import Judgement
from tutor.session.kernel import KernelSession
from tutor.storage.lessons import lessons_directory, load_errors

pytestmark = pytest.mark.kernel

ENTRIES = load_errors(lessons_directory())
EXPLAIN = ErrorExplainer(ENTRIES)
FRESH = """
import numpy as np
import tensorflow as tf
import matplotlib.pyplot as plt
from tensorflow import keras
for each in ("print", "sum", "len", "total", "count", "values", "history"):
    globals().pop(each, None)
values_x = np.array([-10.0, 0.0, 2.0, 6.0, 12.0, 15.0])
values_y = np.array([10.0, 30.0, 34.0, 42.0, 54.0, 60.0])
"""
MODEL = """
model = keras.Sequential([keras.Input(shape=(1,)), keras.layers.Dense(1)])
model.compile(loss="mse", optimizer="adam")
"""


@pytest.fixture(scope="module")
def session() -> Iterator[KernelSession]:
    with started_session() as session:
        yield session


def failure(session: KernelSession, code: str) -> Error | None:
    """What code comes to, as the learner would meet it: an error or a warning."""
    ran(session, FRESH + (MODEL if "model" in code else ""))
    if (broken := trouble(code)) is not None:
        return Error("SyntaxError", broken.message)
    happened = events(session, code)
    warned = [Error(event.name, event.message) for event in of_kind(happened, Warned)]
    return next(iter([*of_kind(happened, Error), *warned]), None)


def test_every_trigger_is_explained_by_its_own_entry_first(session: KernelSession) -> None:
    wrong: dict[str, object] = {}
    for entry in part(ENTRIES, 8):
        error = failure(session, entry.trigger)
        assert error is not None, entry.id
        found = find(ENTRIES, error, entry.trigger, session)
        if found is None or found[0] is not entry:
            wrong[entry.id] = (found and found[0].id, error.name, error.message[:200])
        elif complaint := unfit(entry, EXPLAIN(error, entry.trigger, {}, session)):
            wrong[entry.id] = complaint
    assert not wrong, "\n".join(f"{name}: {what}" for name, what in wrong.items())


OUTSIDE = ("URL fetch failure", "File not found", "No such file")
"""What an offer may run into that is right: a file and a network that these tests do not have."""
OTHER_NAMES = {"evaluate_without_metrics", "import_missing_name"}
"""Entries that say why a name of the line cannot be had: there is no second number, no layer `dense`."""


STILL_WRONG = {
    *("syntax_assign_to_call", "syntax_assign_to_expression", "unknown_metric", "name_model_missing"),
    *("input_shape_is_sample_count", "channels_first"),
}
"""Entries whose offers were seen to fail; what was mended since has to be tried before one leaves this list."""


def test_what_is_offered_does_not_raise_the_same_error_and_binds_the_same_names(session: KernelSession) -> None:
    wrong: dict[str, object] = {}
    for entry in (each for each in part(ENTRIES, 12) if each.id not in STILL_WRONG):
        error = failure(session, entry.trigger)
        offer = EXPLAIN(error, entry.trigger, {}, session).offer if error is not None else ""
        if error is None or not offer:
            continue
        again = next(iter(of_kind(events(session, offer), Error)), None)
        names = sorted(acts_of(entry.trigger).binds)
        facts = session.query([Describe(name) for name in names])
        lost = [name for name, each in zip(names, facts, strict=True) if isinstance(each, MissingFacts)]
        if again is not None and not any(words in again.message for words in OUTSIDE):
            wrong[entry.id] = ("raises", offer, again.name, again.message[:200])
        elif again is None and lost and entry.id not in OTHER_NAMES:
            wrong[entry.id] = ("unbound", offer, lost)
    assert not wrong, "\n".join(f"{name}: {what}" for name, what in wrong.items())


OLD_CELLS = (
    """
from keras.models import Sequential
from keras.layers.core import Dense, Dropout, Activation
from keras.layers.convolutional import Convolution2D, MaxPooling2D
from keras.layers import Flatten
from keras.optimizers import SGD
from keras.utils import np_utils
from keras import backend as K
nb_epoch, images = 1, np.random.rand(8, 8, 8, 1)
K.set_image_dim_ordering('tf')
labels = np_utils.to_categorical(np.arange(8), nb_classes=10)
model = Sequential()
model.add(Convolution2D(4, 3, 3, border_mode='same', input_shape=(8, 8, 1), dim_ordering='tf'))
model.add(MaxPooling2D(pool_size=(2, 2), border_mode='valid'))
model.add(Flatten())
model.add(Dropout(p=0.5))
model.add(Dense(output_dim=10, init='uniform', W_regularizer='l2'))
model.add(Activation('softmax'))
model.compile(loss='categorical_crossentropy', optimizer=SGD(lr=0.1, decay=1e-6, nesterov=True), class_mode='x')
model.fit(images, labels, nb_epoch=nb_epoch, show_accuracy=True, verbose=0)
print model.predict_classes(images)
""",
    """
import tensorflow as tf
a = tf.placeholder(tf.float32)
W = tf.Variable(tf.random_normal([1]), name='weight')
loss = tf.reduce_mean(tf.square(W * a - 2.0))
train = tf.train.GradientDescentOptimizer(0.01).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    sess.run(train, feed_dict={a: [1., 2.]})
""",
    """
from keras import backend as K
def rmse(truth, prediction):
    return K.sqrt(K.mean(K.square(prediction - truth)))
model.compile(loss=rmse, optimizer=tf.train.AdamOptimizer(0.1))
model.fit(values_x, values_y, verbose=0)
""",
    """
from keras.preprocessing.image import ImageDataGenerator
from keras.preprocessing.text import Tokenizer
flow = ImageDataGenerator(rescale=1. / 255).flow(np.zeros((8, 8, 8, 1)), np.zeros(8), batch_size=4)
model = keras.Sequential([keras.layers.Flatten(input_shape=(8, 8, 1)), keras.layers.Dense(1)])
model.compile('sgd', 'mse')
model.fit_generator(flow, samples_per_epoch=8, nb_epoch=1, verbose=0, workers=2)
""",
    """
%tensorflow_version 2.x
from google.colab import drive
drive.mount('/content/drive')
from keras.layers import LSTM
from tensorflow.python.keras.layers import CuDNNGRU
model = keras.Sequential()
model.add(LSTM(4, batch_input_shape=(1, 3, 1), stateful=True, inner_activation='sigmoid'))
""",
    """
history = model.fit([1.0, 2.0, 3.0], [2.0, 4.0, 6.0], nb_epoch=1, verbose=0)
for name, numbers in history.history.iteritems():
    print name, np.array(numbers).astype(np.float)
print model.predict([10.0])
""",
    """
model.compile('sgd', 'mse', metrics=['accuracy'])
history = model.fit(values_x, values_y, verbose=0)
plt.plot(history.history['acc'])
""",
)


@pytest.mark.parametrize("number", range(len(OLD_CELLS)))
def test_a_cell_of_an_old_notebook_runs_as_it_is_offered(session: KernelSession, number: int) -> None:
    code = OLD_CELLS[number].strip()
    error = failure(session, code)
    rounds = 0
    while error is not None and not error.name.endswith("Warning"):
        rounds += 1
        offer = EXPLAIN(error, code, {}, session).offer
        assert offer and offer != code and rounds <= 3, (error, code)
        code, error = offer, failure(session, offer)
    assert rounds, "it ran at once"


def test_names_that_are_nearly_right_are_looked_up_in_the_session(session: KernelSession) -> None:
    wrong = {
        "model.sumary()": "model.summary()",
        "keras.layers.Dense(1, activaton='relu')": "keras.layers.Dense(1, activation='relu')",
        "model.fit(values_x, values_y, batchsize=2)": "model.fit(values_x, values_y, batch_size=2)",
        "model.layers[0].output_shape": "model.layers[0].output.shape",
        "from keras.layers import Desne": "from keras.layers import Dense",
        "import nmupy": "import numpy",
        "{'weight': 1}['wieght']": "",
        "found = {'weight': 1}\nfound['wieght']": "found = {'weight': 1}\nfound['weight']",
    }
    offers = {}
    for code in wrong:
        error = failure(session, code)
        assert error is not None
        offers[code] = EXPLAIN(error, code, {}, session).offer
    assert offers == wrong


def unfit(entry: ErrorEntry, judgement: Judgement) -> str:
    """What is wrong with the words; empty when they will do."""
    if re.search(r"\{[a-z_]+\}", judgement.message + judgement.offer):
        return f"unfilled: {judgement}"
    if syntax_problem(judgement.offer) is not None:
        return f"no Python: {judgement.offer}"
    if entry.mend and not judgement.offer:
        return "its mend changes nothing"
    return "" if judgement.message else "no words"
