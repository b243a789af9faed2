"""What has no line of its own in today's Keras and TensorFlow, and what took its place."""

from __future__ import annotations

GONE = {
    "google.colab": "`google.colab` exists only inside Google Colab. Your files lie on this computer: open "
    "them by "
    "their path.",
    "keras.applications.keras_applications": "`keras_applications` is part of Keras now: `keras.applications`.",
    "keras.backend.function": "`K.function` is gone; `keras.Model(inputs, outputs)` gives the values inside "
    "a network.",
    "keras.backend.get_session": "TensorFlow has no sessions any more. Lines run at once, so nothing has to "
    "be fetched.",
    "keras.backend.learning_phase": "The learning phase is gone. Call `model(x, training=True)` or "
    "`training=False`.",
    "keras.datasets.base": "Every data set of Keras has its own place now, such as `keras.datasets.mnist`.",
    "keras.estimator": "Estimators left TensorFlow. A Keras model with `fit` does their work.",
    "keras.layers.Graph": "`Graph` models are gone. `keras.Model(inputs, outputs)` builds networks with branches.",
    "keras.layers.Highway": "The `Highway` layer is gone. Two `Dense` layers, `Multiply` and `Add` build one.",
    "keras.layers.LocallyConnected1D": "`LocallyConnected1D` is gone from Keras 3. `Conv1D` is the nearest layer.",
    "keras.layers.LocallyConnected2D": "`LocallyConnected2D` is gone from Keras 3. `Conv2D` is the nearest layer.",
    "keras.layers.MaxoutDense": "`MaxoutDense` is gone. `keras.layers.Maximum` over two `Dense` layers does "
    "the same.",
    "keras.layers.Merge": "The `Merge` layer is gone. `joined = keras.layers.concatenate([left.output, "
    "right.output])` joins two models, and `keras.Model([left.input, right.input], outputs)` makes one of both.",
    "keras.models.Graph": "`Graph` models are gone. `keras.Model(inputs, outputs)` builds networks with branches.",
    "keras.utils.HDF5Matrix": "`HDF5Matrix` is gone. Read the file with `h5py` and pass the arrays to `fit`.",
    "keras.utils.io_utils.HDF5Matrix": "`HDF5Matrix` is gone. Read the file with `h5py` and pass the arrays "
    "to `fit`.",
    "keras.utils.multi_gpu_model": "`multi_gpu_model` is gone. `tf.distribute.MirroredStrategy()` spreads a "
    "training over several "
    "GPUs.",
    "keras.wrappers.scikit_learn": "The wrappers for scikit-learn are gone from Keras. A model works "
    "without one: `fit` takes the `epochs` and the `batch_size`.",
    "scipy.misc.imresize": "`imresize` is gone from scipy. `keras.ops.image.resize(image, (height, width))` "
    "changes the "
    "size of an image.",
    "tensorflow.contrib": "`tf.contrib` ended with TensorFlow 1. Its layers live in `tf.keras.layers`, the "
    "rest in "
    "libraries of their own.",
    "tensorflow.keras.estimator": "Estimators left TensorFlow. A Keras model with `fit` does their work.",
    "tensorflow.estimator": "`tf.estimator` left TensorFlow in 2024. A Keras model with `fit` does its work.",
    "input_data": "`input_data` was a file of an old tutorial. Keras brings the same digits; the first use "
    "downloads them.",
    "keras_preprocessing": "`keras_preprocessing` is part of TensorFlow now: `tensorflow.keras.preprocessing`.",
    "tensorflow.examples": "`tensorflow.examples` is gone. Keras brings the same digits; the first use "
    "downloads them.",
    "theano": "Theano ended in 2017 and is not installed. Keras calculates with TensorFlow here; `keras.ops` "
    "has the functions.",
    "tflearn": "`tflearn` ended with TensorFlow 1. Keras has the same layers in `keras.layers`.",
}
"""By path."""
