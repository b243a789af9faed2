"""What a learner may do with `fit` where nothing needs to come back between its epochs.

As in `fast_fit_scenarios`, but in place of `log` there is `told`, which may hear of an epoch afterwards, and there
are more epochs: the first ones are replayed, the others run in blocks.
"""

from __future__ import annotations

from tests.runtime.fast_fit_scenarios import (
    CALLBACKS,
    DATA,
    FIT,
    MODELS,
    SETTINGS,
    SMALL,
    TWO_INPUTS,
    VALIDATION,
    fit,
)


def waiting(code: str) -> str:
    """The same lines with a callback that can wait, and with epochs enough for blocks."""
    return code.replace("callbacks=[log", "callbacks=[told").replace("epochs=3", "epochs=9")


SIGNS = "y = (y > 0).astype(int)\n"
ANSWER = "layers.Dense(1, activation='sigmoid')"
IN_GRAPHS = {
    name: code
    for name, code in {**DATA, **SETTINGS, **MODELS}.items()
    if name
    not in (
        "a variable that a callback changes",  # by a callback of its own
        "a seed that a callback changes",
        "step by step in Python",
        "a compiled step",
        "no epochs, then some",
        "no metrics",
    )
}
"""Scenarios that are there already."""

MORE = {
    "several metrics": "model = ready(layers.Dense(1), metrics=['mae', keras.metrics.RootMeanSquaredError()])\n"
    + fit(VALIDATION),
    "metrics with a state of their own": SIGNS
    + f"model = ready({ANSWER}, loss='binary_crossentropy', metrics=['accuracy', 'auc', keras.metrics.Precision(),"
    "keras.metrics.MeanIoU(2), keras.metrics.R2Score()])\n" + fit(VALIDATION),
    "a metric of many numbers": "y = keras.utils.to_categorical((y > 0).astype(int), 2)\n"
    "model = ready(layers.Dense(2, activation='softmax'), loss='categorical_crossentropy',"
    "metrics=[keras.metrics.F1Score()])\n" + fit(VALIDATION),
    "weighted metrics": "model = ready(layers.Dense(1), weighted_metrics=['mae'])\n"
    + fit("sample_weight=np.arange(20.0)", VALIDATION),
    "metrics of several outputs": TWO_INPUTS
    + "outputs = {'p': layers.Dense(1, name='p')(a), 'q': layers.Dense(2, 'softmax', name='q')(a + b)}\n"
    "model = keras.Model([a, b], outputs)\n"
    "model.compile('adam', {'p': 'mse', 'q': 'sparse_categorical_crossentropy'}, loss_weights={'p': 1, 'q': 0.3},"
    "metrics={'p': 'mae', 'q': ['accuracy', keras.metrics.MeanIoU(2, sparse_y_pred=False)]})\n"
    "x, y = [x, x + 1], {'p': y, 'q': (y > 0).astype(int)}\n" + fit("validation_data=(x, y)"),
    "pictures that are turned": "x = np.resize(x, (20, 6, 6, 1))\n"
    "turned = layers.RandomFlip(), layers.RandomRotation(0.1), layers.Flatten()\n"
    "model = ready(*turned, layers.Dense(1), shape=(6, 6, 1))\n" + fit() + "del turned",
    "momentum and decay": "sgd = keras.optimizers.SGD(0.01, momentum=0.9, weight_decay=0.1)\n"
    "model = ready(layers.Dense(4, 'relu'), layers.Dense(1), optimizer=sgd)\n" + fit(),
    "averages that overwrite": "adam = keras.optimizers.Adam(use_ema=True, ema_overwrite_frequency=5)\n"
    "model = ready(layers.Dense(1), optimizer=adam)\n" + fit(VALIDATION),
    "scaled loss": "sgd = keras.optimizers.SGD(0.1)\n"
    "scaled = keras.optimizers.LossScaleOptimizer(sgd, dynamic_growth_steps=4)\n"
    "model = ready(layers.Dense(1), optimizer=scaled)\n" + fit(VALIDATION),
    "mixed precision in every layer": "keras.config.set_dtype_policy('mixed_float16')\n"
    "model = ready(layers.Dense(4, 'relu'), layers.Dense(1, dtype='float32'), optimizer='adam')\n"
    "keras.config.set_dtype_policy('float32')\n" + fit(VALIDATION),
    "numbers of 64 bits": "keras.config.set_floatx('float64')\nmodel = ready(layers.Dense(1), metrics=['mae'])\n"
    + fit(VALIDATION)
    + "keras.config.set_floatx('float32')\n",
    "a scaled schedule": "rate = keras.optimizers.schedules.CosineDecay(0.1, 30)\n"
    "model = ready(layers.Dense(1), optimizer=keras.optimizers.LossScaleOptimizer(keras.optimizers.Adam(rate)))\n"
    + fit(),
    "steps of one's own": "model = compiled(OwnSteps())\n" + fit(VALIDATION),
    "a loss of one's own": "model = compiled(OwnLoss(), loss=None)\n" + fit(VALIDATION),
    "a loss that overflows": "model = ready(layers.Dense(1), optimizer=keras.optimizers.SGD(1e6))\n"
    + fit(VALIDATION),
    "sequences behind a gate": "x = np.stack([x, x], 1)\n"
    "model = ready(layers.LSTM(2), layers.Dense(1), shape=(2, 3))\n" + fit(VALIDATION),
    "words": "x = (np.arange(40).reshape(20, 2)) % 7\n"
    "read = layers.Embedding(7, 3, mask_zero=True), layers.GlobalAveragePooling1D()\n"
    "model = ready(*read, layers.Dense(1), shape=(2,), optimizer='adam')\n" + fit(VALIDATION) + "del read",
    "normalized beforehand": "norm = layers.Normalization()\nnorm.adapt(x)\n"
    "model = ready(norm, layers.Dense(1))\n" + fit(),
    "validation from a list of epochs": SMALL + fit(VALIDATION, "validation_freq=[2, 3, 7]"),
    "a batch for each sample": SMALL + fit(data="x, y").replace("batch_size=8", "batch_size=1"),
    "no seed and no shuffle": "tf.random.set_seed(None)\n"
    "model = ready(layers.Dense(4), layers.Dropout(0.5), layers.Dense(1))\n"
    + fit(VALIDATION, "shuffle=False")
    + "tf.random.set_seed(7)\n",
    "no shuffle, one batch": SMALL + fit("shuffle=False", data="x[:6], y[:6]"),
    "other data of the same shape": FIT
    + fit(data="x + 1, -y")
    + fit(VALIDATION)
    + fit("validation_data=(x[7:14], y[7:14])"),
    "another learning rate between fits": FIT + "model.optimizer.learning_rate = 0.05\n" + fit(),
    "a layer frozen between fits": "model = ready(layers.Dense(4), layers.Dense(1))\n"
    + fit()
    + "model.layers[0].trainable = False\nmodel.compile('sgd', 'mse')\n"
    + fit(),
    "in a function": SMALL
    + "def train(model):\n    return model.fit(x, y, epochs=9, verbose=0, callbacks=[told])\n"
    "history = train(model)\ndel train\n",
    "in a callback": SMALL + "other = small()\nseen = other.fit(x, y, epochs=2, verbose=0,"
    "callbacks=[at(1, lambda: model.fit(x, y, epochs=9, verbose=0, callbacks=[told]))])\n",
    "another fit inside": CALLBACKS["another fit inside"],  # only the inner one can wait
    "a callback that only begins and ends": SMALL
    + fit(also="keras.callbacks.LambdaCallback(on_train_begin=lambda logs: log.events.append('begin'))"),
    "a training that ends at the same batch again": "from tutor.runtime.stopping import StopsAgain\n"
    + SMALL
    + fit(VALIDATION, also="StopsAgain(23)"),
    "a file of numbers": "import pathlib, tempfile\nfolder = tempfile.mkdtemp()\n"
    + SMALL
    + fit(VALIDATION, also="keras.callbacks.CSVLogger(folder + '/numbers.csv')")
    + "written = pathlib.Path(folder, 'numbers.csv').read_text()\ndel folder\n",
}

BLOCKS = {f"{name}, in blocks": waiting(code) for name, code in {**IN_GRAPHS, **MORE}.items()}
"""Scenarios in which epochs run in blocks."""

AT_ONCE = {
    "stops early": SMALL + fit(VALIDATION, also="keras.callbacks.EarlyStopping('val_loss', patience=2)"),
    "a schedule by a callback": SMALL
    + fit(also="keras.callbacks.LearningRateScheduler(lambda epoch, rate: rate * 0.9)"),
    "a callback of one's own": SMALL + fit(also="at(4, lambda: model.optimizer.learning_rate.assign(0.5))"),
    "a callback that hears of batches": SMALL + fit(also="keras.callbacks.TerminateOnNaN()"),
    "random numbers of TensorFlow": "model = ready(Sampling(), layers.Dense(1))\n" + fit(),
    "values seen by Python": "model = ready(Printing(), layers.Dense(1))\n" + fit(),
    "a metric of one's own": "model = ready(layers.Dense(1), metrics=[Counting()])\n" + fit(VALIDATION),
    "metrics that are never reset": "model = compiled(Unreset())\n" + fit(VALIDATION),
    "an evaluation of one's own": "model = compiled(OwnEvaluation())\n" + fit(VALIDATION),
    "eagerly": "model = ready(layers.Dense(1), run_eagerly=True)\n" + fit(VALIDATION),
    "everything eagerly": "tf.config.run_functions_eagerly(True)\n"
    + FIT
    + "tf.config.run_functions_eagerly(False)\n",
    "compiled steps": "model = ready(layers.Dense(1), jit_compile=True)\n" + fit(VALIDATION),
    "on a named device": "with tf.device('CPU:0'):\n    " + SMALL + "    " + fit(),
    "a step that fails on the way": "model = compiled(Careful())\n"
    'fails("model.fit(x, y, batch_size=8, epochs=9, verbose=0, callbacks=[told])")\n'
    "left, known = model.history.epoch, model.history.history\n"
    "del model  # how much of a step is done when another part of it fails is a matter of chance\n",
    "validation on a data set": SMALL + fit("validation_data=tf.data.Dataset.from_tensors((x, y))"),
}
"""What nobody has proved to be the same in a block."""

REFUSED = {f"{name}, epoch by epoch": waiting(code) for name, code in AT_ONCE.items()}
