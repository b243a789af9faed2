"""What a learner may do with `fit`, `evaluate` and `predict`, as lines they could type.

Each scenario runs in a fresh namespace: `np`, `tf`, `keras`, `layers`, x of shape (20, 3), y of shape (20, 1),
`log` (a callback that writes every event down) and all of `fast_fit_helpers`. Every name it leaves is compared.
"""

from __future__ import annotations


def fit(*more: str, data: str = "x, y", epochs: int = 3, also: str = "") -> str:
    """A line that fits `model`, with more arguments and with callbacks beside `log`."""
    arguments = [data, "batch_size=8", f"epochs={epochs}", "verbose=0", f"callbacks=[log, {also}]", *more]
    return f"history = model.fit({', '.join(arguments)})\n"


def in_every_hook(error: str) -> str:
    """Lines that fit a model again and again: one fit fails in a hook of its callbacks, the next one does not."""
    failing = fit("validation_data=(x[:7], y[:7])", epochs=3, also=f"Raise(hook, {error})").strip()
    return f'for hook in HOOKS:\n    fails("{failing}")\n    {fit(epochs=2)}'


VALIDATION = "validation_data=(x[:7], y[:7])"
SMALL = "model = small()\n"
FIT = SMALL + fit()
TWO_INPUTS = "a, b = keras.Input((3,), name='a'), keras.Input((3,), name='b')\n"

DATA = {
    "full batches": SMALL + fit(data="x[:16], y[:16]"),
    "a partial last batch": FIT,
    "six points in one batch": SMALL + fit(data="x[:6], y[:6]"),
    "no shuffle": SMALL + fit("shuffle=False"),
    "a shuffle within batches": SMALL + fit("shuffle='batch'"),
    "tensors": "x, y = tf.constant(x), tf.constant(y)\n" + FIT,
    "a variable that a callback changes": "x = tf.Variable(x)\n"
    + SMALL
    + fit(also="at(1, lambda: x.assign(0 * x))"),
    "one-dimensional arrays": "x, y = x[:, 0], y[:, 0]\nmodel = ready(layers.Dense(1), shape=(1,))\n" + fit(),
    "whole numbers": "x = np.arange(20) % 5\n"
    "model = ready(layers.Embedding(5, 2), layers.Dense(1), shape=())\n" + fit(),
    "sequences": "x = np.stack([x, x], 1)\nmodel = ready(layers.SimpleRNN(2), layers.Dense(1), shape=(2, 3))\n"
    + fit(),
    "images": "x = np.resize(x, (20, 6, 6, 1))\n"
    "model = ready(layers.Conv2D(2, 3), layers.Flatten(), layers.Dense(1), shape=(6, 6, 1))\n" + fit(),
    "several inputs and outputs": TWO_INPUTS
    + "model = compiled(keras.Model({'a': a, 'b': b}, [layers.Dense(1)(a), layers.Dense(1)(a + b)]))\n"
    "x, y = {'b': x, 'a': x + 1}, [y, -y]\n" + fit(),
    "not a number": "x[3] = np.nan\n" + FIT,
    "no targets": "model = Shrinking()\nmodel.compile('sgd')\n" + fit(data="x"),
}

SETTINGS = {
    "a validation split": SMALL + fit("validation_split=0.3"),
    "validation data": SMALL + fit(VALIDATION),
    "validation now and then": SMALL + fit(VALIDATION, "validation_freq=2", "validation_batch_size=3", epochs=6),
    "weights for samples": SMALL
    + fit("sample_weight=np.arange(20)", "validation_data=(x[:9], y[:9], np.arange(9))"),
    "weights for classes": "y = (y > 0).astype(int)\n"
    "answer = layers.Dense(1, activation='sigmoid')\n"
    "model = ready(answer, loss='binary_crossentropy', metrics=['accuracy', 'auc'])\n"
    + fit("class_weight={0: 1.0, 1: 3.0}"),
    "a later first epoch": SMALL + fit("initial_epoch=1"),
    "no epochs, then some": SMALL + fit(epochs=0) + fit(),
    "repeated fits": FIT + fit(VALIDATION) + fit(),
    "repeated fits on other shapes": FIT + fit(data="x[:13], y[:13]") + fit(data="x[:16], y[:16]"),
    "a single step before": SMALL + "model.train_on_batch(x[:7], y[:7])\n" + fit(data="x[:7], y[:7]"),
    "single steps of other sizes before": SMALL
    + "for size in (4, 8):\n    model.train_on_batch(x[:size], y[:size])\n"
    + fit(),
    "compiled anew between fits": FIT + "model.compile('adam', 'mae')\n" + fit(),
    "step by step in Python": "model = ready(layers.Dense(1), run_eagerly=True)\n" + fit(VALIDATION),
    "a compiled step": "model = ready(layers.Dense(1), jit_compile=True)\n" + fit(),
    "a worker thread": SMALL + "in_a_thread(lambda: model.fit(x, y, epochs=3, verbose=0, callbacks=[log]))",
    "a seed that a callback changes": SMALL + fit(also="at(1, lambda: tf.random.set_seed(3))"),
    "repeated fits in one order": SMALL
    + fit("shuffle=False")
    + "x, y = x + 1, -y\n"
    + fit("shuffle=False", VALIDATION)
    + "scores = [model.evaluate(x * part, y, batch_size=8, verbose=0, callbacks=[log]) for part in (1, 2, 3)]\n"
    + fit("shuffle=False", "sample_weight=np.arange(20.0)", "validation_split=0.5")
    + fit("shuffle=False", data="tf.constant(x), y"),
    "repeated fits on a column": "y = y[:, 0]\n"
    + SMALL
    + fit("shuffle=False")
    + fit("shuffle=False", VALIDATION, data="tf.constant(x + 1), -y"),
    "targets of fewer axes in a second fit": SMALL  # Keras fails: it traces for shapes of any rank then
    + fit("shuffle=False")
    + f"fails('{fit('shuffle=False', data='x, y[:, 0]').strip()}')\n"
    + fit("shuffle=False", VALIDATION),
    "arrays changed on the way of a second fit": "x, y = np.float32(x), np.float32(y)\n"
    + SMALL
    + fit("shuffle=False", VALIDATION)
    + fit("shuffle=False", VALIDATION, also="at(0, lambda: (np.copyto(x, 9), np.copyto(y, 9)))"),
    "evaluated first": SMALL + "score = model.evaluate(x[:6], y[:6], verbose=0)\n" + fit(VALIDATION),
}

MODELS = {
    "dropout": "model = ready(layers.Dropout(0.5), layers.GaussianNoise(0.1), layers.Dense(1))\n"
    + fit(VALIDATION),
    "batch normalization": "model = ready(layers.BatchNormalization(), layers.Dense(1))\n" + fit(VALIDATION),
    "averaged weights": "model = ready(layers.Dense(1), optimizer=keras.optimizers.SGD(use_ema=True))\n" + fit(),
    "gathered gradients": "adam = keras.optimizers.Adam(gradient_accumulation_steps=2)\n"
    "model = ready(layers.Dense(1), optimizer=adam)\n" + fit(),
    "a schedule": "rate = keras.optimizers.schedules.ExponentialDecay(0.1, 3, 0.5)\n"
    "model = ready(layers.Dense(1), optimizer=keras.optimizers.SGD(rate))\n" + fit(),
    "half precision": "model = ready(layers.Dense(1, dtype='mixed_float16'))\n" + fit(),
    "a penalty on the weights": "model = ready(layers.Dense(1, kernel_regularizer='l2'))\n" + fit(),
    "nothing to train": SMALL + "model.trainable = False\nmodel.compile('sgd', 'mse')\n" + fit(),
    "a model in a model": "model = ready(small(), layers.Dense(1))\n" + fit(),
    "a model class": "model = compiled(Subclassed())\n" + fit(),
    "a training step of one's own": "model = compiled(OwnStep())\n" + fit(VALIDATION),
}

CALLBACKS = {
    "stopped within an epoch": SMALL + fit(also="StopAt(batch=7)") + fit(),
    "stopped after an epoch": SMALL + fit(VALIDATION, also="StopAt(epoch=2)") + fit(VALIDATION),
    "an error in every hook, then fit again": SMALL + in_every_hook("ValueError"),
    "Ctrl-C in every hook, then fit again": SMALL + in_every_hook("KeyboardInterrupt"),
    "an epoch said to be out of data": SMALL + fit(also="Raise('on_train_batch_end', StopIteration)", epochs=4),
    "evaluated and predicted inside": SMALL
    + "look = lambda: (model.evaluate(x, y, verbose=0), model.predict(x, verbose=0))\n"
    + fit(VALIDATION, also="at(1, look), at(2, look)"),
    "another fit inside": SMALL
    + "other = small()\n"
    + fit(VALIDATION, also="at(1, lambda: other.fit(x, y, epochs=3, verbose=0, callbacks=[log]))"),
    "Keras's own callbacks": "from keras.callbacks import *\n"
    + SMALL
    + fit(
        VALIDATION,
        also="EarlyStopping('loss', patience=1, restore_best_weights=True), TerminateOnNaN(),"
        "ReduceLROnPlateau('val_loss', patience=1), LearningRateScheduler(lambda epoch, rate: rate * 0.9)",
    ),
    "a learning rate changed on the way": SMALL
    + fit(also="at(1, lambda: model.optimizer.learning_rate.assign(0.5))"),
    "weights changed on the way": SMALL
    + fit(also="at(1, lambda: model.set_weights([0 * weight for weight in model.get_weights()]))"),
    "arrays changed on the way": "x, y = np.float32(x), np.float32(y)\n"
    + SMALL
    + fit(VALIDATION, also="at(1, lambda: (np.copyto(x, 9), np.copyto(y, 9)))"),
    "a layer frozen on the way of a second fit": "model = ready(layers.Dense(4), layers.Dense(1))\n"
    "def freeze():\n    model.layers[0].trainable = False\n    model.make_train_function(force=True)\n"
    + fit("shuffle=False")
    + fit("shuffle=False", also="at(1, freeze)", epochs=6),
    "a layer frozen on the way": "model = ready(layers.Dense(4), layers.Dense(1))\n"
    "def freeze():\n    model.layers[0].trainable = False\n    model.make_train_function(force=True)\n"
    + fit(also="at(1, freeze)", epochs=6),
}

REPLAYED = {**DATA, **SETTINGS, **MODELS, **CALLBACKS}
"""Scenarios in which epochs are replayed."""

PREDICTED = {
    "one row": SMALL + "result = model.predict(np.array([[1.0, 2.0, 3.0]]), verbose=0)",
    "many batches": SMALL + "result = model.predict(x, batch_size=8, verbose=0, callbacks=[log])",
    "one-dimensional": "model = ready(layers.Dense(1), shape=(1,))\nresult = model.predict(x[:, 0], verbose=0)",
    "a shape that does not fit": SMALL + "model.predict(x, verbose=0)\n"
    "fails('model.predict(x[:, :2], verbose=0)')\nfails('model.predict(x[0], verbose=0)')",
    "several outputs": TWO_INPUTS + "model = keras.Model(a, {'p': layers.Dense(1)(a), 'q': layers.Dense(2)(a)})\n"
    "result = model.predict(x, batch_size=8, verbose=0)",
    "truth values": SMALL + "result = model.predict(x > 0, verbose=0)",
    "after training": FIT + "result = model.predict(x, verbose=0)\nagain = model.predict(x[:5], verbose=0)",
    "capped steps in prediction": "keras.config.set_max_steps_per_epoch(2)\n"
    + SMALL
    + "result = model.predict(x, batch_size=8, verbose=0)",
    "stopped within": SMALL
    + "result = model.predict(x, batch_size=8, verbose=0, callbacks=[log, StopAt(predicted=1)])",
}
"""Scenarios in which `predict` does without tf.data."""

STOCK = {
    "steps per epoch": SMALL + fit("steps_per_epoch=2") + "score = model.evaluate(x, y, steps=1, verbose=0)",
    "steps per execution": "model = ready(layers.Dense(1), steps_per_execution=2)\n"
    + fit()
    + "result = model.predict(x, verbose=0)",
    "a data set": SMALL + "data = tf.data.Dataset.from_tensor_slices((x, y)).batch(8)\n"
    "history = model.fit(data, epochs=3, verbose=0)\nresult = model.predict(data, verbose=0)\ndel data",
    "a generator": SMALL + "def batches():\n    while True:\n        yield x, y\n"
    "history = model.fit(batches(), epochs=3, steps_per_epoch=2, verbose=0)",
    "a PyDataset": SMALL + "history = model.fit(Batches(x, y), epochs=3, verbose=0)",
    "a ragged tensor": "x = tf.RaggedTensor.from_row_lengths(np.float32(range(40)), [2] * 20)\n"
    "model = compiled(Total())\n" + fit(),
    "a sparse tensor": "x = tf.sparse.from_dense(x)\n"
    "model = compiled(keras.Sequential([keras.Input((3,), sparse=True), layers.Dense(1)]))\n" + fit(),
    "text": "x = tf.constant([['a'], ['bc']] * 10)\nmodel = compiled(Lengths())\n"
    + fit()
    + "result = model.predict(x, verbose=0)",
    "several devices": "with tf.distribute.MirroredStrategy(['CPU:0']).scope():\n    " + SMALL + fit(),
    "a named device": "with tf.distribute.OneDeviceStrategy('CPU:0').scope():\n    "
    + SMALL
    + fit()
    + "result = model.predict(x, verbose=0)",
    "a training function of one's own": "model = compiled(OwnFunction())\n" + fit(),
    "a training function set by hand": "model = compiled(Subclassed())\n"
    "model.train_function = OwnFunction.steps\n" + fit(),
    "more than 64 MB": "x, y = np.zeros((17, 2**20), 'float32'), y[:17]\n"
    "model = ready(layers.Dense(1), shape=(2**20,))\n" + fit(epochs=3) + "del x",
    "one epoch": SMALL + fit(epochs=1) + "score = model.evaluate(x, y, batch_size=3, verbose=0, callbacks=[log])",
    "a tensor to predict": SMALL + "result = model.predict(tf.constant(x), verbose=0)",
    "capped steps in training": "keras.config.set_max_steps_per_epoch(2)\n" + FIT,
}
"""Scenarios that are left to Keras altogether, or in which there is nothing to replay."""

SCENARIOS = {**REPLAYED, **PREDICTED, **STOCK}
"""Those in which every event is heard at once, and no epoch runs in a block."""
