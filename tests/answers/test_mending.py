"""Code that does not parse, put right where it is certain what was meant."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.answers.errors.explainer import ErrorExplainer
from tutor.answers.errors.mending import mended
from tutor.core.execution import Error
from tutor.core.syntax import parsed, syntax_problem

MENDED = {
    "print x": "print(x)",
    "print 'a', x  # both": "print('a', x)  # both",
    "for i in y:\n    print 'b' % i,": "for i in y:\n    print('b' % i, end=' ')",
    "try:\n    x\nexcept ValueError, e:\n    print e": "try:\n    x\nexcept ValueError as e:\n    print(e)",
    "raise ValueError, 'no'": "raise ValueError('no')",
    "if a <> b: pass": "if a != b: pass",
    "print(“loss”)": 'print("loss")',
    "2 × 3": "2 * 3",
    "x\u00a0= 3": "x = 3",
    "1 import os\n2 x = 3\n3 y = 4": "import os\nx = 3\ny = 4",
    "```python\nx = 1\n```": "x = 1\n",
    "pip install pandas": "!pip install pandas",
    "python train.py": "!python train.py",
    "for i in range(3)\n    print(i)": "for i in range(3):\n    print(i)",
    "def f(x)  # twice\n    return x": "def f(x):  # twice\n    return x",
    "if x = 3:\n    y = 2": "if x == 3:\n    y = 2",
    "Sequential([Dense(4) Dense(1)])": "Sequential([Dense(4), Dense(1)])",
    "Sequential([\n  Dense(4)\n  Dense(1)\n])": "Sequential([\n  Dense(4),\n  Dense(1)\n])",
    "model.fit(x, y epochs=3)": "model.fit(x, y, epochs=3)",
    "print('loss)": "print('loss')",
    "compile(loss='mse, optimizer='adam')": "compile(loss='mse', optimizer='adam')",
    "compile(loss=mse', optimizer='adam')": "compile(loss='mse', optimizer='adam')",
    "print('It's me')": 'print("It\'s me")',
    "np.array([1, 2, 3)": "np.array([1, 2, 3])",
    "print(1))": "print(1)",
    "y = 2x + 30": "y = 2 * x + 30",
    "total = 1\n  print(total)": "total = 1\nprint(total)",
    "for n in x:\nprint(n)": "for n in x:\n    print(n)",
    "for n in x:\n    print(n)\n  print('end')": "for n in x:\n    print(n)\n    print('end')",
    "improt numpy as np": "import numpy as np",
    "import numpy np": "import numpy as np",
    "x++": "x += 1",
    "lambda = 0.1\ny = x * lambda": "lambda_ = 0.1\ny = x * lambda_",
    "x = 1 y = 2": "x = 1\ny = 2",
    "!ls\nprint x": "!ls\nprint(x)",
    "fit(x, y, epochs: 5)": "fit(x, y, epochs=5)",
    "fit(x, y, epochs 5)": "fit(x, y, epochs=5)",
    "fit(x, y,, epochs=5)": "fit(x, y, epochs=5)",
    "fit(x y epochs=5)": "fit(x, y, epochs=5)",
    "fit(x, y, validation data=(a, b))": "fit(x, y, validation_data=(a, b))",
    "history = model.fit x, y": "history = model.fit(x, y)",
    "np.array([[1 2] [3 4]])": "np.array([[1, 2], [3, 4]])",
    "print(f'{history['loss']}')": "print(f'{history[\"loss\"]}')",
    "print('loss\")": "print('loss')",
    "x = {'a': 1, 'b' 2}": "x = {'a': 1, 'b': 2}",
    "Sequential([\n  Dense(1)\n)]": "Sequential([\n  Dense(1)\n])",
    "Sequential(\n  Dense(1)])": "Sequential([\n  Dense(1)])",
    "from keras import layers.Dense": "from keras.layers import Dense",
    "from keras.layers import Dense,": "from keras.layers import Dense",
    "learning rate = 0.1": "learning_rate = 0.1",
    "x-values = [1]": "x_values = [1]",
    "steps = 50 000": "steps = 50000",
    "steps = 0100": "steps = 100",
    "plt.title(Loss of it)": "plt.title('Loss of it')",
    "for i in range(3) {\n    print(i)\n}": "for i in range(3):\n    print(i)\n",
    "for i = 0; i < 3; i++:\n    print(i)": "for i in range(0, 3):\n    print(i)",
}


@pytest.mark.parametrize("broken", MENDED)
def test_what_was_meant_is_found(broken: str) -> None:
    repair = mended(broken)
    if parsed(broken) is not None:  # since Python 3.12 quotes may stand within quotes of the same kind
        assert repair is None and sys.version_info >= (3, 12) and broken.startswith("print(f")
        return
    assert repair is not None
    assert repair.code == MENDED[broken]


@pytest.mark.parametrize("unclear", ["a b c", "return x", "keras layers Dense", "5 = x", "def"])
def test_what_is_unclear_is_not_guessed(unclear: str) -> None:
    assert mended(unclear) is None


def test_code_that_parses_needs_nothing() -> None:
    assert mended("print(x)") is None


@given(st.text(alphabet="ab1 =()[]'\"\n:,printfoelse", max_size=40))
def test_whatever_is_typed_the_repair_parses(code: str) -> None:
    repair = mended(code)
    assert repair is None or syntax_problem(repair.code) is None


def test_the_repair_is_offered_under_the_words_for_the_error() -> None:
    judgement = ErrorExplainer([])(Error("SyntaxError", "invalid syntax"), "print x", {})
    assert judgement.message.startswith("`print` is written without brackets.")
    assert judgement.offer == "print(x)"
