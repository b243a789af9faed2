"""The script that the linear regression lesson grew from, cell by cell and letter by letter.

Source: "The Machine Learning Crash Course, Part 2: Linear Regression" (CodingTheSmartWay). The lines are its own,
spelling included: learners paste them as they are.
"""

IMPORTS = """\
from __future__ import absolute_import, division, print_function, unicode_literals
import tensorflow as tf
import numpy as np
import matplotlib.pyplot as plt
"""

VALUES = """\
values_x = np.array([-10, 0, 2, 6, 12, 15], dtype=float)
values_y = np.array([10, 30, 34, 42, 54, 60], dtype=float)
for i,x in enumerate(values_x):
  print("X: {} Y: {}".format(x, values_y[i]))
"""

LINE = """\
x = np.linspace(-10,10,100)
plt.title('Graph of y=2x+30')
plt.plot(x, x*2+30);
"""

MODEL = """\
model = tf.keras.Sequential([
    tf.keras.layers.Dense(units=1, input_shape=[1])
])
"""

MODEL_WITHOUT_ITS_END = MODEL.removesuffix("])\n")
"""As the text form of the source has it."""

COMPILE = "model.compile(loss='mean_squared_error', optimizer=tf.keras.optimizers.Adam(0.1))\n"
FIT = "history = model.fit(values_x, values_y, epochs=500, verbose=False)\n"

CURVE = """\
plt.xlabel("Epoch Number")
plt.ylabel("Loss Magnidute")
plt.plot(history.history['loss'])
"""

PREDICT = "print(model.predict([20.0]))\n"
VARIABLES = 'print("These are the layer variables: {}".format(model.layers[0].get_weights()))\n'

CELLS = (IMPORTS, VALUES, LINE, MODEL + COMPILE + FIT, CURVE, PREDICT + VARIABLES)
SCRIPT = "\n".join(CELLS)
