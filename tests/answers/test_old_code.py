"""Code from old tutorials, rewritten for today; the learner's own layout stays."""

from __future__ import annotations

import pytest

from tutor.answers.errors.explainer import ErrorExplainer
from tutor.answers.errors.outdated import held_back
from tutor.answers.old_code import modernised
from tutor.conversation.live import preflight
from tutor.core.execution import Error, Frame
from tutor.core.verdict import Judgement

LINES = {
    "model.fit(x, y, nb_epoch=5)": "model.fit(x, y, epochs=5)",
    "keras.optimizers.Adam(lr=0.1)": "keras.optimizers.Adam(learning_rate=0.1)",
    "keras.optimizers.adam()": "keras.optimizers.Adam()",
    "keras.optimizers.legacy.Adam(0.1)": "keras.optimizers.Adam(0.1)",
    "Dense(output_dim=3, init='uniform')": "Dense(units=3, kernel_initializer='uniform')",
    "Dropout(p=0.5)": "Dropout(rate=0.5)",
    "Conv2D(8, 3, 3, border_mode='same')": "Conv2D(8, (3, 3), padding='same')",
    "Conv2D(8, 3, 3)": "Conv2D(8, 3, 3)",
    "LSTM(4, input_dim=2, input_length=7)": "LSTM(4, input_shape=(7, 2))",
    "LSTM(4, dropout_W=0.2, consume_less='mem')": "LSTM(4, dropout=0.2)",
    "Embedding(10, output_dim=4)": "Embedding(10, output_dim=4)",
    "Model(input=a, output=b)": "Model(inputs=a, outputs=b)",
    "model.predict_proba(x)": "model.predict(x)",
    "model.save_weights('a.h5')": "model.save_weights('a.weights.h5')",
    "figure.save('a')": "figure.save('a')",
    "keras.losses.mse": "keras.losses.mean_squared_error",
    "tf.keras.losses.mean_squared_error": "tf.keras.losses.mse",
    "tf.log(x)": "tf.math.log(x)",
    "tf.random_normal([2])": "tf.random.normal([2])",
    "tf.to_float(x)": "tf.cast(x, tf.float32)",
    "tf.layers.dense(x, 10)": "tf.keras.layers.Dense(10)(x)",
    "tf.train.AdamOptimizer(0.1)": "tf.keras.optimizers.Adam(0.1)",
    "tf.app.flags": "tf.compat.v1.app.flags",
    "np.zeros(3, dtype=np.float)": "np.zeros(3, dtype=float)",
    "range(xrange)": "range(range)",
    "data.make_one_shot_iterator()": "iter(data)",
    "model.optimizer.lr": "model.optimizer.learning_rate",
    "from keras.layers.core import Dense, Dropout": "from keras.layers import Dense, Dropout",
    "from keras.utils import np_utils": "from keras import utils as np_utils",
    "from keras.preprocessing.text import Tokenizer": "from tensorflow.keras.preprocessing.text import Tokenizer",
    "from tensorflow.python.keras.layers import Dense": "from tensorflow.keras.layers import Dense",
    "from keras.layers import CuDNNLSTM\nCuDNNLSTM(3)": "from keras.layers import LSTM\nLSTM(3)",
    "import cPickle as pickle": "import pickle as pickle",
    "%tensorflow_version 2.x\nprint(1)": "print(1)",
    "from tensorflow.examples.tutorials.mnist import input_data\nimport keras\n"
    "digits = input_data.read_data_sets('data')": (
        "import keras\n(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()"
    ),
    "from keras.wrappers.scikit_learn import KerasRegressor\nline = KerasRegressor(build_fn=make, epochs=9)": (
        "line = make()"
    ),
    "from scikeras.wrappers import KerasRegressor\nKerasRegressor(make)": (
        "from scikeras.wrappers import KerasRegressor\nKerasRegressor(make)"
    ),
    "from keras.utils import multi_gpu_model\nboth = multi_gpu_model(model, gpus=2)": "both = model",
    "import keras\ny = tf.contrib.layers.fully_connected(x, 4)": (
        "import keras\ny = keras.layers.Dense(4, activation='relu')(x)"
    ),
    "import keras\ny = tf.contrib.layers.fully_connected(x, num_outputs=4, activation_fn=None, scope='a')": (
        "import keras\ny = keras.layers.Dense(units=4, activation=None)(x)"
    ),
    "tf.nn.rnn_cell.BasicLSTMCell(num_units=8, forget_bias=1.0)": "tf.keras.layers.LSTMCell(units=8)",
    "import keras\nm = tf.estimator.DNNRegressor(columns, hidden_units=[8])": (
        "import keras\nm = keras.Sequential([*[keras.layers.Dense(units, activation='relu') for units in [8]], "
        "keras.layers.Dense(1)])"
    ),
    "LSTM(4, input_dim=1)": "LSTM(4, input_shape=(None, 1))",
    "model.optimizer.lr.assign(0.1)": "model.optimizer.learning_rate.assign(0.1)",
    "model.predict_on_batch(x).numpy()": "model.predict_on_batch(x)",
    "tensor.numpy()": "tensor.numpy()",
    "model.train_on_batch(x, y, reset_metrics=True)": "model.train_on_batch(x, y)",
}


@pytest.mark.parametrize("old", LINES)
def test_an_old_line_becomes_one_of_today(old: str) -> None:
    modern = modernised(old)
    assert (modern.code if modern else old) == LINES[old]


def test_layout_and_comments_stay() -> None:
    old = "model.fit(x,   # the inputs\n          y,\n          nb_epoch = 5)  # é\n"
    modern = modernised(old)
    assert modern is not None
    assert modern.code == old.replace("nb_epoch = 5", "epochs = 5")


@pytest.mark.parametrize("new", LINES.values())
def test_code_of_today_is_left_alone(new: str) -> None:
    modern = modernised(new)
    assert modern is None or modern.code == new


def test_a_learner_s_own_names_are_not_taken_for_old_ones() -> None:
    assert modernised("unicode = 3\nprint(unicode)\ndef train(lr=0.1):\n    return lr\ntrain(lr=2)") is None


def test_an_input_for_a_batch_stands_on_its_own_line() -> None:
    modern = modernised("import keras\nmodel.add(LSTM(4, batch_input_shape=(1, 3, 1)))")
    assert modern is not None
    assert modern.code == "import keras\nmodel.add(keras.Input(batch_shape=(1, 3, 1)))\nmodel.add(LSTM(4))"


def test_a_decaying_rate_becomes_the_schedule_that_it_was() -> None:
    modern = modernised("import keras\nkeras.optimizers.SGD(lr=0.1, decay=1e-6)")
    assert modern is not None
    assert modern.code.endswith(
        "SGD(learning_rate=keras.optimizers.schedules.InverseTimeDecay(0.1, decay_steps=1, decay_rate=1e-6))"
    )


def test_a_graph_of_the_first_tensorflow_gets_a_place_of_its_own() -> None:
    modern = modernised("x = tf.placeholder(tf.float32)\nwith tf.Session() as s:\n    s.run(x, {x: 1})")
    assert modern is not None
    assert modern.code.startswith("with tf.Graph().as_default():\n    x = tf.compat.v1.placeholder(tf.float32)\n")


def explained(error: Error, code: str) -> Judgement:
    return ErrorExplainer([])(error, code, {})


def test_the_old_names_are_said_with_those_of_today() -> None:
    code = "model.fit(x, y, nb_epoch=5)"
    judgement = explained(Error("TypeError", "fit() got an unexpected keyword argument 'nb_epoch'"), code)
    assert judgement.message.startswith("This is written for an older version. Today, `nb_epoch` is `epochs`.")
    assert judgement.offer == "model.fit(x, y, epochs=5)"


def test_what_is_gone_says_what_took_its_place() -> None:
    judgement = explained(Error("ModuleNotFoundError", "No module named 'theano'"), "import theano")
    assert "Theano ended in 2017" in judgement.message
    assert judgement.offer == ""


def test_old_code_is_not_blamed_for_an_error_on_another_line() -> None:
    code = "rate = Adam(lr=0.1)\nvalues[7]"
    judgement = explained(Error("IndexError", "list index out of range", (Frame(2, "values[7]"),)), code)
    assert "older version" not in judgement.message


def test_a_switch_to_the_first_tensorflow_is_held_back_and_the_rest_offered() -> None:
    held = held_back("import tensorflow.compat.v1 as tf\ntf.disable_v2_behavior()\nx = tf.placeholder(tf.float32)")
    assert held is not None
    assert held.message.startswith("`tf.disable_v2_behavior()` was not run: it would switch this whole session")
    assert held.offer.startswith(
        "import tensorflow.compat.v1 as tf\nwith tf.get_default_graph().as_default():\n    x = "
    )


@pytest.mark.parametrize("harmless", ["gc.disable_debug()", "'tf.disable_v2_behavior()'", "tf.disable_("])
def test_only_the_switch_itself_is_held_back(harmless: str) -> None:
    assert held_back(harmless) is None


def test_a_library_that_is_not_there_today_either_is_not_offered() -> None:
    code = "from sklearn.cross_validation import KFold"
    assert not explained(Error("ModuleNotFoundError", "No module named 'sklearn'"), code).offer


@pytest.mark.parametrize(
    "slip", ["keras.layers.dense(1)", "keras.load_model('a.keras')", "from keras import Dense"]
)
def test_what_no_version_of_keras_had_is_not_called_old(slip: str) -> None:
    judgement = explained(Error("AttributeError", "", (Frame(1, slip),)), slip)
    assert judgement.offer
    assert "older version" not in judgement.message


def test_the_switch_does_not_reach_the_session() -> None:
    held = preflight("tf.compat.v1.disable_eager_execution()", None)
    assert isinstance(held, Judgement)
    assert held.offer == ""
    assert held.message.endswith("leave the line out.")
    assert preflight("tf.compat.v1.enable_eager_execution()", None) is None


def test_the_functions_of_keras_3_are_not_old() -> None:
    for code in ("keras.ops.mean(x)", "tf.keras.ops.square(x)", "from keras import ops\nops.mean(x)"):
        assert modernised(code) is None


def test_what_is_spread_over_cells_shares_a_graph_and_what_runs_in_one_has_its_own() -> None:
    spread = modernised("a = tf.placeholder(tf.float32)")
    whole = modernised("a = tf.placeholder(tf.float32)\nsess = tf.Session()\nsess.run(a * 2, feed_dict={a: 3})")
    assert spread is not None and "with tf.compat.v1.get_default_graph().as_default():" in spread.code
    assert whole is not None and "with tf.Graph().as_default():" in whole.code
