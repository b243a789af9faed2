"""What a learner may do with `evaluate` and `predict` of many batches; as in `fast_fit_scenarios`.

There are twenty batches and more: Keras runs the first ones and the last, and what lies between runs in a graph.
"""

from __future__ import annotations

from tests.runtime.fast_fit_scenarios import SMALL, TWO_INPUTS, fit

EVALUATED = "score = model.evaluate(x, y, batch_size=1, verbose=0)\n"
PREDICTED = "result = model.predict(x, batch_size=1, verbose=0)\n"
MANY = "x, y = np.repeat(x, 3, 0)[:59], np.repeat(y, 3, 0)[:59]\n"
TWO_OUTPUTS = "outputs = {'p': layers.Dense(1, name='p')(a), 'q': layers.Dense(2, 'softmax', name='q')(a + b)}\n"

AHEAD = {
    "evaluated": SMALL + EVALUATED * 2,
    "evaluated with a smaller last batch": MANY
    + SMALL
    + EVALUATED.replace("=1", "=3")
    + "x = x + 1\n"
    + EVALUATED,
    "evaluated by weights": "model = ready(layers.Dense(1), metrics=['mae', keras.metrics.R2Score()])\n"
    "score = model.evaluate(x, y, batch_size=1, sample_weight=np.arange(20), return_dict=True, verbose=0)\n",
    "evaluated by metrics with a state": "y = (y > 0).astype(int)\n"
    "answer = layers.Dense(1, activation='sigmoid')\n"
    "model = ready(answer, loss='binary_crossentropy', metrics=['accuracy', 'auc'])\n" + EVALUATED,
    "evaluated by a step of one's own": "model = compiled(OwnSteps())\n" + EVALUATED,
    "evaluated by a loss of one's own": "model = compiled(OwnLoss(), loss=None)\n" + EVALUATED * 2,
    "validated": SMALL + fit("validation_data=(x, y)", "validation_batch_size=1").replace("[log", "[told"),
    "predicted": SMALL + PREDICTED * 2,
    "predicted with a smaller last batch": MANY + SMALL + PREDICTED.replace("=1", "=3"),
    "several outputs predicted": TWO_INPUTS + TWO_OUTPUTS + "model = keras.Model(a, {'p': layers.Dense(3)(a),"
    " 'q': [layers.Dense(2)(a), layers.Reshape((3, 1))(a)]})\n" + PREDICTED + "del outputs",
    "predicted with chance": "inputs = keras.Input((3,))\n"
    "model = keras.Model(inputs, layers.Dense(1)(layers.Dropout(0.5)(inputs, training=True)))\n" + PREDICTED * 2,
    "predicted in half precision": "model = ready(layers.Dense(1, dtype='mixed_float16'))\n" + PREDICTED,
    "whole numbers predicted": "x = np.arange(20) % 5\n"
    "model = ready(layers.Embedding(5, 2), layers.Dense(1), shape=())\n" + PREDICTED,
    "in a thread": SMALL + "in_a_thread(lambda: model.evaluate(x, y, batch_size=1, verbose=0))",
}
"""Batches run in a graph."""

NEVER_AHEAD = {
    "callbacks that hear of batches of a test": SMALL
    + EVALUATED.replace("verbose=0", "verbose=0, callbacks=[log]"),
    "callbacks that hear of batches of a prediction": SMALL
    + PREDICTED.replace("verbose=0", "verbose=0, callbacks=[log]"),
    "predicted with random numbers of TensorFlow": "model = ready(Sampling(), layers.Dense(1))\n" + PREDICTED,
    "values of a prediction seen by Python": "model = ready(Printing(), layers.Dense(1))\n" + PREDICTED,
    "predicted eagerly": "model = ready(layers.Dense(1), run_eagerly=True)\n" + PREDICTED + EVALUATED,
    "predicted by compiled steps": "model = ready(layers.Dense(1), jit_compile=True)\n" + PREDICTED + EVALUATED,
}
"""Keras runs every batch."""

FAILING = {
    "a test that fails on the way": "x[17] = 1000\nmodel = compiled(Picky())\n"
    'fails("model.evaluate(x, y, batch_size=1, verbose=0)")\nfails("model.predict(x, batch_size=1, verbose=0)")\n',
}
"""Where a piece ends before it fails is a matter of chance."""
