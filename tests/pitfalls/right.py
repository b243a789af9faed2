"""Code that is right, of many kinds: the tutor has nothing to say of any of it."""

from __future__ import annotations

RIGHT: dict[str, tuple[str, ...]] = {
    "digits": (
        "images = np.random.default_rng(1).uniform(size=(40, 8, 8)); digits = np.arange(40) % 10",
        "m = keras.Sequential([keras.Input((8, 8)), layers.Flatten(), layers.Dense(16, activation='relu'),\n"
        "    layers.Dropout(0.2), layers.Dense(10, activation='softmax')])\n"
        "compiled(m, 'sparse_categorical_crossentropy', metrics=['accuracy'])\n"
        "h = m.fit(images, digits, epochs=2, validation_split=0.2, batch_size=8)\n"
        "m.evaluate(images, digits)\nm.predict(images[:1]).argmax(axis=1)",
    ),
    "pictures with a channel": (
        "m = keras.Sequential([keras.Input((8, 8, 1)), layers.Conv2D(4, 3, activation='relu'), "
        "layers.MaxPooling2D(), layers.Flatten(), layers.Dense(10)])\n"
        "compiled(m, keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=['accuracy'])\n"
        "h = m.fit(images[..., None], digits, epochs=2)",
    ),
    "one-hot labels": (
        "m = compiled(classes(), 'categorical_crossentropy', metrics=['accuracy', keras.metrics.AUC()])\n"
        "h = m.fit(rows, keras.utils.to_categorical(three), epochs=2)",
    ),
    "yes or no, with truth values": (
        "m = compiled(classes(1, 'sigmoid'), 'bce', metrics=['accuracy'])\nh = m.fit(rows, two > 0, epochs=2)",
    ),
    "several yes or no at once": (
        "m = compiled(classes(3, 'sigmoid'), 'bce')\nh = m.fit(rows, np.eye(3)[three] + 0, epochs=2)",
    ),
    "a functional model with two answers": (
        "i = keras.Input((4,)); t = layers.Dense(4, activation='relu')(i)\n"
        "m = keras.Model(i, [layers.Dense(1)(t), layers.Dense(1, activation='sigmoid')(t)])\n"
        "m.compile(loss=['mse', 'binary_crossentropy'], optimizer='adam', run_eagerly=True)\n"
        "h = m.fit(rows, [rows[:, 0] * 2, two], epochs=2)",
    ),
    "a class of one's own": (
        "class Own(keras.Model):\n"
        "    def __init__(self):\n"
        "        super().__init__()\n"
        "        self.hidden = layers.Dense(4, activation='relu')\n"
        "        self.out = layers.Dense(1)\n"
        "    def call(self, inputs):\n"
        "        return self.out(self.hidden(inputs))\n"
        "m = compiled(Own())\nh = m.fit(rows, two, epochs=2)",
    ),
    "learning to give back what went in": (
        "m = compiled(four(layers.Dense(2, activation='relu'), layers.Dense(4)))\nh = m.fit(rows, rows, epochs=2)",
    ),
    "fine-tuning": (
        "m = compiled(classes(1, 'sigmoid'), 'bce'); m.layers[0].trainable = False\n"
        "compiled(m, 'bce'); h = m.fit(rows, two, epochs=2)",
        "m.layers[0].trainable = True; compiled(m, 'bce', keras.optimizers.Adam(1e-5))\n"
        "h = m.fit(rows, two, epochs=2)",
    ),
    "epoch by epoch": ("m = compiled(line())\nfor _ in range(3):\n    h = m.fit(x, y, epochs=1)",),
    "four models in a row": (
        "for rate in [0.001, 0.01, 0.1]:\n"
        "    m = compiled(line(), optimizer=keras.optimizers.Adam(rate)); h = m.fit(x, y, epochs=3)",
    ),
    "early stopping": (
        "m = compiled(line(), metrics=['mae'])\n"
        "stop = keras.callbacks.EarlyStopping('val_mae', patience=2, restore_best_weights=True)\n"
        "h = m.fit(x, y, epochs=3, validation_data=(x[4:] + 1, y[4:] + 2), callbacks=[stop])",
    ),
    "a data set": (
        "data = tf.data.Dataset.from_tensor_slices((rows, two)).shuffle(60).batch(8)\n"
        "m = compiled(classes(1, 'sigmoid'), 'bce'); h = m.fit(data, epochs=2)\nm.predict(data)",
    ),
    "scaled columns": (
        "n = layers.Normalization(axis=-1); n.adapt(rows * [1, 10, 1000, 5000])\n"
        "m = compiled(four(n, layers.Dense(8, activation='relu'), layers.Dense(1)))\n"
        "h = m.fit(rows * [1, 10, 1000, 5000], two, epochs=2)",
    ),
    "one normalization for everything": (
        "n = layers.Normalization(axis=None); n.adapt(rows)\nm = compiled(four(n, layers.Dense(1)))\n"
        "h = m.fit(rows, two, epochs=2)",
    ),
    "a normalization that was told": (
        "m = compiled(four(layers.Normalization(mean=3.0, variance=4.0), layers.Dense(1)))\n"
        "h = m.fit(rows, two, epochs=2)",
    ),
    "words": (
        "v = layers.TextVectorization(50, output_sequence_length=4); v.adapt(['good film', 'bad film'])\n"
        "m = keras.Sequential([layers.Embedding(50, 4), layers.LSTM(4), layers.Dense(1, activation='sigmoid')])\n"
        "compiled(m, 'bce'); h = m.fit(v(['good film', 'bad film']), np.array([1, 0]), epochs=2)",
    ),
    "large inputs and Adam": (
        "m = compiled(line()); h = m.fit(x * 20, y, epochs=3)\nm.predict(np.array([[400.0]]))",
    ),
    "a prediction far outside": (
        "m = compiled(line(), optimizer=keras.optimizers.Adam(0.1)); h = m.fit(x / 15, y, epochs=3)\n"
        "m.predict(np.array([[100.0]]))",
    ),
    "errors with matching shapes": (
        "p = m.predict(x.reshape(-1, 1)).flatten(); np.mean((y - p) ** 2); x - x.mean(); p - 3",
    ),
    "errors of rows": ("a = np.ones((3, 1)); b = np.ones((3, 1)); a - b", "a - b[0]"),
    "a model that is only built": ("m = line(); m.summary(); [w.shape for w in m.weights]",),
    "a model grown layer by layer": (
        "m = keras.Sequential(); m.add(keras.Input((4,))); m.add(layers.Dense(8, activation='relu'))",
        "m.add(layers.Dropout(0.3))",
        "m.add(layers.Dense(1))",
        "compiled(m); h = m.fit(rows, two, epochs=2)",
    ),
    "custom loss and metric": (
        "def own(y_true, y_pred):\n    return keras.ops.mean(keras.ops.abs(y_true - y_pred), axis=-1)\n"
        "m = line(); m.compile(loss=own, optimizer='adam', metrics=[own, 'mse'], run_eagerly=True)\n"
        "h = m.fit(x, y, epochs=2)",
    ),
    "a correlation as the loss": (
        "def own(y_true, y_pred):\n"
        "    a = y_true - keras.ops.mean(y_true); b = y_pred - keras.ops.mean(y_pred)\n"
        "    return -keras.ops.mean(a * b)\n"
        "m = compiled(line(), own)",
    ),
    "class weights and sample weights": (
        "m = compiled(classes(), 'sparse_categorical_crossentropy')\n"
        "h = m.fit(rows, three, epochs=2, class_weight={0: 1.0, 1: 2.0, 2: 1.0})",
    ),
    "a series in order": (
        "series = np.sin(np.arange(60) / 5); windows = np.stack([series[k:k + 50] for k in range(4)], axis=1)\n"
        "m = compiled(four(layers.Dense(4, activation='relu'), layers.Dense(1)))\n"
        "h = m.fit(windows, series[4:54], epochs=2, shuffle=False, validation_split=0.2)",
    ),
    "counts with a poisson loss": (
        "m = compiled(line(1, 'exponential'), 'poisson'); h = m.fit(x / 15, np.arange(6), epochs=2)",
    ),
    "squashed targets": ("m = compiled(line(1, 'tanh')); h = m.fit(x, np.sign(x), epochs=2)",),
    "labels in a column": (
        "m = compiled(classes(), 'sparse_categorical_crossentropy'); h = m.fit(rows, three[:, None], epochs=2)",
    ),
    "lists of rows": ("m = compiled(line()); h = m.fit(tf.constant(x), tf.constant(y), epochs=2)",),
    "a schedule": (
        "s = keras.optimizers.schedules.ExponentialDecay(0.1, 100, 0.9)\n"
        "m = compiled(line(), optimizer=keras.optimizers.SGD(learning_rate=s))\n",
        "h = m.fit(x / 15, y, epochs=3)",
    ),
    "one big batch on purpose": ("m = compiled(line()); h = m.fit(x, y, epochs=3, batch_size=len(x))",),
    "one epoch of many steps": (
        "m = compiled(four(layers.Dense(1))); h = m.fit(np.tile(rows, (4, 1)), np.tile(two, 4), batch_size=4)",
    ),
    "a saved model": (
        "path = tempfile.mktemp() + '.keras'; m.save(path); again = keras.models.load_model(path)\n"
        "again.predict(rows[:2])",
    ),
}
"""Cells by what they are; each follows on those before it."""
