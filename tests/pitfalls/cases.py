"""Mistakes that Keras accepts in silence, each beside its right twin: the code that a real session runs."""

from __future__ import annotations

from msgspec import Struct

SETUP = """
import tempfile
import numpy as np
import tensorflow as tf
import keras
from keras import layers
x = np.array([-10, 0, 2, 6, 12, 15], dtype=float)
y = np.array([10, 30, 34, 42, 54, 60], dtype=float)
rows = np.random.default_rng(0).normal(size=(60, 4))
three = np.arange(60) % 3
two = np.arange(60) % 2
def line(units=1, activation=None, **more):
    return keras.Sequential([keras.Input((1,)), layers.Dense(units, activation=activation, **more)])
def four(*parts):
    return keras.Sequential([keras.Input((4,)), *parts])
def classes(units=3, activation='softmax'):
    return four(layers.Dense(8, activation='relu'), layers.Dense(units, activation))
def compiled(model, loss='mse', optimizer='adam', **more):
    model.compile(loss=loss, optimizer=optimizer, run_eagerly=True, **more)  # quicker for a few steps
    return model
"""


class Case(Struct, frozen=True):
    """Cells in order; only what is found in the last one counts."""

    pitfall: str
    wrong: tuple[str, ...]
    right: tuple[str, ...]


def case(pitfall: str, wrong: str | tuple[str, ...], right: str | tuple[str, ...]) -> Case:
    return Case(
        pitfall,
        (wrong,) if isinstance(wrong, str) else wrong,
        (right,) if isinstance(right, str) else right,
    )


SPARSE = "'sparse_categorical_crossentropy'"

CASES = (
    case(
        "misspelt_name",
        "m = line(); m.compile(loss='mean_sqared_error', optimizer='adam')",
        "m = line(); m.compile(loss='MeanSquaredError', optimizer='adam')",
    ),
    case(
        "misspelt_name",
        ("m = line()", "n = m.compile(loss='mean_sqared_error', optimizer='adam')"),
        ("m = line()", "n = m.compile(loss='mean_absolute_error', optimizer='adam')"),
    ),
    case(
        "misspelt_name",
        f"m = classes(); m.compile(loss={SPARSE}, optimizer='adam', metrics=['acuracy'])",
        f"m = classes(); m.compile(loss={SPARSE}, optimizer='adam', metrics=['acc', 'mse'])",
    ),
    case(
        "not_finite_data",
        "bad = x.copy(); bad[2] = np.nan; m = compiled(line()); h = m.fit(bad, y, epochs=2)",
        "m = compiled(line()); h = m.fit(x, y, epochs=2)",
    ),
    case(
        "output_width",
        "m = compiled(line(5)); h = m.fit(x, y.reshape(-1, 1), epochs=2)",
        "m = compiled(line(2)); h = m.fit(x, np.stack([y, y], axis=1), epochs=2)",
    ),
    case(
        "output_range",
        "m = compiled(line(1, 'sigmoid')); h = m.fit(x, y, epochs=2)",
        "m = compiled(line(1, 'sigmoid')); h = m.fit(x, y / 60, epochs=2)",
    ),
    case(
        "output_range",
        "m = compiled(line(1, 'relu')); h = m.fit(x, -y, epochs=2)",
        "m = compiled(line(1, 'relu')); h = m.fit(x, y, epochs=2)",
    ),
    case(
        "output_range",
        "m = compiled(keras.Sequential([keras.Input((1,)), line(1, 'sigmoid')])); h = m.fit(x, y, epochs=2)",
        "m = compiled(keras.Sequential([keras.Input((1,)), line(1)])); h = m.fit(x, y, epochs=2)",
    ),
    case("one_unit_softmax", "m = line(1, 'softmax')", "m = line(2, 'softmax')"),
    case(
        "one_unit_softmax",
        "m = compiled(classes(1, 'sigmoid'), 'categorical_crossentropy')",
        "m = compiled(classes(1, 'sigmoid'), 'binary_crossentropy')",
    ),
    case(
        "missing_softmax",
        f"m = compiled(classes(3, None), {SPARSE})",
        "m = compiled(classes(3, None), keras.losses.SparseCategoricalCrossentropy(from_logits=True))",
    ),
    case(
        "missing_softmax",
        "m = compiled(classes(1, None), 'binary_crossentropy')",
        "m = four(layers.Dense(1), layers.Activation('sigmoid'))\n"
        "m.compile(loss='binary_crossentropy', optimizer='adam')",
    ),
    case(
        "doubled_softmax",
        "m = compiled(classes(), keras.losses.SparseCategoricalCrossentropy(from_logits=True))",
        "m = compiled(classes(), keras.losses.SparseCategoricalCrossentropy())",
    ),
    case(
        "labels_from_one",
        f"m = compiled(classes(4), {SPARSE}); h = m.fit(rows, three + 1, epochs=2)",
        f"m = compiled(classes(3), {SPARSE}); h = m.fit(rows, three, epochs=2)",
    ),
    case(
        "binary_labels",
        "m = compiled(classes(1, 'sigmoid'), 'binary_crossentropy'); h = m.fit(rows, two + 1, epochs=2)",
        "m = compiled(classes(1, 'sigmoid'), 'binary_crossentropy'); h = m.fit(rows, two, epochs=2)",
    ),
    case(
        "one_class",
        "m = compiled(classes(1, 'sigmoid'), 'bce'); h = m.fit(rows, two * 0, epochs=2)",
        "m = compiled(classes(1, 'sigmoid'), 'bce'); h = m.fit(rows, two, epochs=2)",
    ),
    case(
        "own_loss",
        "def own(y, p):\n    return tf.reduce_mean((tf.reshape(y, [-1]) - p) ** 2)\nm = compiled(line(), own)",
        "def own(y, p):\n    return tf.reduce_mean((tf.reshape(y, [-1, 1]) - p) ** 2)\nm = compiled(line(), own)",
    ),
    case(
        "table_of_differences",
        ("m = compiled(line())", "((y - m.predict(x.reshape(-1, 1))) ** 2).mean()"),
        ("m = compiled(line())", "((y - m.predict(x.reshape(-1, 1))[:, 0]) ** 2).mean()"),
    ),
    case(
        "table_of_differences",
        ("m = compiled(line()); p = m.predict(x.reshape(-1, 1))", "np.abs(np.subtract(p, y)).mean()"),
        ("m = compiled(line()); p = m.predict(x.reshape(-1, 1)).reshape(-1)", "np.mean(np.abs(p - y))"),
    ),
    case(
        "regression_accuracy",
        "m = line(); m.compile(loss='mse', optimizer='adam', metrics=['accuracy'])",
        "m = classes(); m.compile(loss='mse', optimizer='adam', metrics=['accuracy'])",
    ),
    case(
        "logit_accuracy",
        "m = compiled(classes(1, None), keras.losses.BinaryCrossentropy(from_logits=True), metrics=['accuracy'])",
        "m = compiled(classes(1, None), keras.losses.BinaryCrossentropy(from_logits=True),\n"
        "             metrics=[keras.metrics.BinaryAccuracy(threshold=0)])",
    ),
    case(
        "unadapted_normalization",
        "m = compiled(four(layers.Normalization(), layers.Dense(1))); h = m.fit(rows, two, epochs=2)",
        "n = layers.Normalization(); m = compiled(four(n, layers.Dense(1))); n.adapt(rows)\n"
        "h = m.fit(rows, two, epochs=2)",
    ),
    case(
        "misfit_normalization",
        "n = layers.Normalization(); n.adapt(rows)\nm = keras.Sequential([keras.Input((1,)), n, layers.Dense(1)])",
        "n = layers.Normalization(); n.adapt(rows)\nm = four(n, layers.Dense(1))",
    ),
    case(
        "nothing_trainable",
        "m = line(); m.trainable = False; compiled(m); h = m.fit(x, y, epochs=2)",
        "m = line(); compiled(m); h = m.fit(x, y, epochs=2)",
    ),
    case(
        "nothing_trainable",
        (
            "m = compiled(classes(1, 'sigmoid')); h = m.fit(rows, two, epochs=2)",
            "m.layers[0].trainable = False; h = m.fit(rows, two, epochs=2)",
        ),
        (
            "m = compiled(classes(1, 'sigmoid')); h = m.fit(rows, two, epochs=2)",
            "m.layers[0].trainable = False; compiled(m); h = m.fit(rows, two, epochs=2)",
        ),
    ),
    case(
        "absent_monitor",
        "m = compiled(line()); h = m.fit(x, y, epochs=2, callbacks=[keras.callbacks.EarlyStopping()])",
        "m = compiled(line())\n"
        "h = m.fit(x, y, epochs=2, validation_split=0.3, callbacks=[keras.callbacks.EarlyStopping()])",
    ),
    case(
        "absent_monitor",
        "m = compiled(line()); h = m.fit(x, y, epochs=2, callbacks=keras.callbacks.ReduceLROnPlateau('val_loss'))",
        "m = compiled(line()); h = m.fit(x, y, epochs=2, callbacks=keras.callbacks.ReduceLROnPlateau('loss'))",
    ),
    case(
        "absent_monitor",
        "best = keras.callbacks.ModelCheckpoint(tempfile.mktemp() + '.keras', save_best_only=True)\n"
        "m = compiled(line()); h = m.fit(x, y, epochs=2, callbacks=[best])",
        "each = keras.callbacks.ModelCheckpoint(tempfile.mktemp() + '.keras')\n"
        "m = compiled(line()); h = m.fit(x, y, epochs=2, callbacks=[each])",
    ),
    case(
        "sorted_split",
        f"m = compiled(classes(), {SPARSE}); h = m.fit(rows, np.sort(three), epochs=2, validation_split=0.4)",
        f"m = compiled(classes(), {SPARSE}); h = m.fit(rows, three, epochs=2, validation_split=0.2)",
    ),
    case(
        "classes_in_order",
        f"m = compiled(classes(), {SPARSE}); h = m.fit(rows, np.sort(three), epochs=2, shuffle=False)",
        f"m = compiled(classes(), {SPARSE}); h = m.fit(rows, np.sort(three), epochs=2)",
    ),
    case(
        "validated_on_training",
        f"m = compiled(classes(), {SPARSE}); h = m.fit(rows, three, epochs=2, validation_data=(rows, three))",
        f"m = compiled(classes(), {SPARSE})\n"
        "h = m.fit(rows[:40], three[:40], epochs=2, validation_data=(rows[40:], three[40:]))",
    ),
    case(
        "validated_on_training",
        f"m = compiled(classes(), {SPARSE})\n"
        "h = m.fit(rows, three, epochs=2, validation_data=(rows[40:], three[40:]))",
        "m = compiled(line())\nh = m.fit(x, y, epochs=2, validation_data=(x[3:], y[3:]))",
    ),
    case(
        "leaking_label",
        "m = compiled(four(layers.Dense(1))); h = m.fit(rows, rows[:, 2], epochs=2)",
        "m = compiled(four(layers.Dense(1))); h = m.fit(rows, two, epochs=2)",
    ),
    case(
        "leaking_label",
        "m = compiled(line()); h = m.fit(x, x, epochs=2)",
        "m = compiled(four(layers.Dense(2, 'relu'), layers.Dense(4)))\nh = m.fit(rows, rows, epochs=2)",
    ),
    case(
        "shuffled_series",
        "series = np.arange(30.0); np.random.shuffle(series)",
        "train, test = np.split(np.arange(30.0), [24]); np.random.shuffle(rows)",
    ),
    case("dropout", "m = keras.Sequential([layers.Dropout(1.0)])", "m = keras.Sequential([layers.Dropout(0.5)])"),
    case(
        "result_dropped",
        "data = tf.data.Dataset.range(4)\ndata.batch(2)",
        "data = tf.data.Dataset.range(4)\ndata = data.batch(2)",
    ),
    case(
        "gradient_none",
        "w = tf.zeros(())\nwith tf.GradientTape() as tape:\n    z = 2 * w\ngrad = tape.gradient(z, w)",
        "w = tf.Variable(0.0)\nwith tf.GradientTape() as tape:\n    z = 2 * w\ngrad = tape.gradient(z, w)",
    ),
    case(
        "dropout",
        "m = compiled(four(layers.Dense(1), layers.Dropout(0.2)))",
        "m = compiled(four(layers.Dropout(0.2), layers.Dense(1)))",
    ),
    case(
        "equal_weights",
        "m = keras.Sequential([keras.Input((4,)), layers.Dense(3, 'relu', kernel_initializer='zeros'), "
        "layers.Dense(1)])",
        "m = line(kernel_initializer='zeros')",
    ),
    case("not_called", "m = line()\nm.summary", "m = line()\nm.summary()"),
    case("not_called", ("m = line()", "w = m.get_weights"), ("m = line()", "w = m.get_weights()")),
    case(
        "dead_setting",
        ("m = compiled(line())", "m.optimizer.lr = 0.5"),
        ("m = compiled(line())", "m.optimizer.learning_rate = 0.5"),
    ),
    case(
        "dead_setting",
        ("m = line()", "m.layers[0].trainble = False"),
        ("m = line()", "m.layers[0].trainable = True\nm.note = 'mine'"),
    ),
    case("result_dropped", "a = x + 1\na.reshape(-1, 1)\na.shape", "a = x + 1\na.reshape(-1, 1)"),
    case("shared_array", "a = x + 1\nb = a\nb[0] = 3", "a = x + 1\nb = a.copy()\nb[0] = 3"),
    case(
        "unused_callback",
        "m = compiled(line()); stop = keras.callbacks.EarlyStopping('loss'); h = m.fit(x, y, epochs=2)",
        "m = compiled(line()); stop = keras.callbacks.EarlyStopping('loss')\n"
        "h = m.fit(x, y, epochs=2, callbacks=[stop])",
    ),
    case(
        "lost_layer",
        "m = keras.Sequential([keras.Input((1,))]); m.add(layers.Dense(1), layers.Dense(1))",
        "m = keras.Sequential([keras.Input((1,))]); m.add(layers.Dense(1)); m.add(layers.Dense(1))",
    ),
    case("power_sign", "squares = 3 ^ 2", "squares = 3 ^ 5 | 2"),
    case("shuffled_alone", "x_new = x + 1\nnp.random.shuffle(x_new)", "cards = x + 1\nnp.random.shuffle(cards)"),
    case(
        "swapped_data",
        "m = compiled(line()); h = m.fit(y, x, epochs=2)",
        "m = compiled(line()); h = m.fit(x, y, epochs=2)",
    ),
    case(
        "other_scale",
        (
            "pixels = np.linspace(0, 1, 40).reshape(10, 4)\n"
            "m = compiled(four(layers.Dense(1))); h = m.fit(pixels, two[:10], epochs=2)",
            "m.predict(pixels * 255)",
        ),
        (
            "m = compiled(four(layers.Dense(1)))\n"
            "h = m.fit(np.linspace(0, 1, 40).reshape(10, 4), two[:10], epochs=2)",
            "m.predict(np.ones((1, 4)))",
        ),
    ),
    case(
        "flat_question",
        ("m = compiled(line()); h = m.fit(x, y, epochs=2)", "m.predict(x)"),
        ("m = compiled(line()); h = m.fit(x, y, epochs=2)", "m.predict(np.array([[20.0]]))"),
    ),
    case(
        "odd_batches",
        "m = compiled(line()); h = m.fit(x, y, epochs=2, batch_size=0)",
        "m = compiled(line()); h = m.fit(x, y, epochs=2, batch_size=6)",
    ),
    case(
        "odd_batches",
        "m = compiled(line()); h = m.fit(x, y, epochs=2, batch_size=100)",
        "m = compiled(line()); h = m.fit(x, y, epochs=2)",
    ),
    case(
        "odd_batches",
        "m = compiled(line()); h = m.fit(x, y, epochs=5, initial_epoch=5)",
        "m = compiled(line()); h = m.fit(x, y, epochs=7, initial_epoch=5)",
    ),
    case(
        "odd_batches",
        "m = compiled(four(layers.BatchNormalization(), layers.Dense(1)))\n"
        "h = m.fit(rows[:9], two[:9], batch_size=1)",
        "m = compiled(four(layers.BatchNormalization(), layers.Dense(1))); h = m.fit(rows, two, epochs=2)",
    ),
    case(
        "odd_learning_rate",
        "m = compiled(line(), optimizer=keras.optimizers.SGD(0.0))",
        "m = compiled(line(), optimizer=keras.optimizers.Adam(0.1))",
    ),
    case(
        "odd_learning_rate",
        "m = compiled(line(), optimizer=keras.optimizers.Adam(1.0))",
        "m = compiled(line(), optimizer=keras.optimizers.SGD(keras.optimizers.schedules.CosineDecay(9, 9)))",
    ),
    case(
        "unscaled_inputs",
        "cars = rows * [1, 1, 1, 3000]; m = compiled(four(layers.Dense(1)))\nh = m.fit(cars, two, epochs=2)",
        "cars = rows * [1, 1, 1, 3000]; n = layers.Normalization(); n.adapt(cars)\n"
        "m = compiled(keras.Sequential([n, layers.Dense(1)])); h = m.fit(cars, two, epochs=2)",
    ),
    case(
        "unscaled_inputs",
        "images = np.tile(np.arange(256).reshape(1, 16, 16), (4, 1, 1)).astype('uint8')\n"
        "m = compiled(keras.Sequential([keras.Input((16, 16)), layers.Flatten(), layers.Dense(1)]))\n"
        "h = m.fit(images, two[:4], epochs=2)",
        "images = np.tile(np.arange(256).reshape(1, 16, 16), (4, 1, 1)).astype('uint8')\n"
        "m = compiled(keras.Sequential([layers.Rescaling(1 / 255), layers.Flatten(), layers.Dense(1)]))\n"
        "h = m.fit(images, two[:4], epochs=2)",
    ),
    case(
        "straight_layers",
        "m = compiled(four(layers.Dense(8), layers.Dense(1)))\nh = m.fit(rows, two, epochs=2)",
        "m = compiled(four(layers.Dense(8), layers.ReLU(), layers.Dense(1)))\nh = m.fit(rows, two, epochs=2)",
    ),
    case(
        "compiled_again",
        ("m = compiled(line()); h = m.fit(x, y, epochs=2)", "m.compile(loss='mse', optimizer='sgd')"),
        ("m = compiled(line()); h = m.fit(x, y, epochs=2)", "m = line(); m.compile(loss='mse', optimizer='sgd')"),
    ),
    case(
        "goes_on",
        "m = compiled(line()); h = m.fit(x, y, epochs=2); m.fit(x, y, epochs=2)",
        "m = compiled(line())\nfor _ in range(2):\n    h = m.fit(x, y, epochs=2)",
    ),
    case(
        "goes_on",
        ("m = compiled(line()); h = m.fit(x, y, epochs=2)", "h = m.fit(x, y, epochs=2)"),
        ("m = compiled(line()); h = m.fit(x, y, epochs=2)", "m = compiled(line()); h = m.fit(x, y, epochs=2)"),
    ),
    case(
        "ailing",
        "m = compiled(line(), optimizer=keras.optimizers.SGD(0.1)); h = m.fit(x, y, epochs=60)",
        "m = compiled(line(), optimizer=keras.optimizers.SGD(0.01)); h = m.fit(x, y, epochs=60)",
    ),
    case(
        "ailing",
        "m = compiled(line(), optimizer='sgd'); h = m.fit(x * 300, y, epochs=3)",
        "m = compiled(line(), optimizer='adam'); h = m.fit(x * 300, y, epochs=3)",
    ),
    case(
        "ailing",
        "m = compiled(line(), optimizer=keras.optimizers.SGD(0.9)); h = m.fit(x * 50, y, epochs=1, batch_size=1)",
        "m = compiled(line(), optimizer='adam'); h = m.fit(x, 1e7 * y, epochs=3)",
    ),
    case(
        "ailing",
        "m = compiled(line()); h = m.fit(x, 1000 * y, epochs=100)",
        "m = compiled(line()); h = m.fit(x, 1000 * y, epochs=3)",
    ),
    case(
        "ailing",
        "m = compiled(classes(), " + SPARSE + ", keras.optimizers.SGD(1e-6))\n"
        "m.set_weights([0 * w for w in m.get_weights()]); h = m.fit(rows, three, epochs=50, batch_size=60)",
        "m = compiled(classes(), " + SPARSE + ", keras.optimizers.Adam(0.05))\n"
        "h = m.fit(rows, (rows[:, 0] > 0).astype(int), epochs=50, batch_size=60)",
    ),
    case(
        "ailing",
        "m = compiled(line(1, 'relu')); m.set_weights([np.zeros((1, 1)), -np.ones(1)]); h = m.fit(x, y, epochs=3)",
        "m = compiled(line(1, 'relu')); m.set_weights([np.ones((1, 1)), np.zeros(1)]); h = m.fit(x, y, epochs=3)",
    ),
    case(
        "barely_trained",
        "m = compiled(line()); h = m.fit(x, y)",
        "m = compiled(line()); h = m.fit(x, y, epochs=20)",
    ),
)
"""In the order of the pitfalls."""
