"""What a typed line is taken for."""

from __future__ import annotations

import pytest

from tutor.core.parsing import Code, CommandLine, Empty, Line, Question, parse, without_prompts

NAMES = {"np", "tf", "keras", "values_x", "values_y", "model", "history", "x"}
COMMANDS = {"help", "hint", "skip", "quit", "plot", "vars", "inspect", "reset", "progress", "back", "solution"}
TERMS = {"learning rate", "epoch", "batch", "loss", "weight", "bias", "model", "dense", "shape", "mse", "fit"}


def parsed(line: str, *, names: set[str] = NAMES, pending: bool = False) -> Line:
    return parse(line, names, COMMANDS, lambda term: term.lower() in TERMS, pending)


CODE = [
    "for i in range(3):\n    %time model.fit(x, y)\n    print(i)",
    "if x:\n    !ls",
    "values_x.shape",
    "model",
    "x",
    "modle",
    "help(model)",
    "help(model",
    "print(values_x)",
    "print values_x",
    'print("how are you?',
    'print("what is this?")',
    "print(“loss”)",
    "import numpy as np",
    "import numpi as",
    "from keras import",
    "y = 2x + 30",
    "2x + 30",
    "2 + 2",
    "1e-3",
    "a, b = f(",
    "a = [1, 2",
    "i = 3",
    "x = 'abc",
    "x is None",
    "loss = 'incompatible",
    "for i in values_x",
    "for i in range(3):",
    "if x > 3",
    "while x < 3:",
    "def f(x)",
    "class Foo:",
    "x[0]",
    "x[0",
    "model = keras.Sequential([",
    "model.fit values_x",
    "a np.array([1, 2])",
    "x = 'so what is it",
    "predict_x 7",
    "model.predict([20.0])",
    "plt.plot(x, x*2+30);",
    "plt.title('Graph of y=2x+30')",
    "history.history['loss']",
    "%timeit 2 + 2",
    "!ls",
    "# what is this",
    "lambda x: x",
    "weights: int = 3",
    "not x",
    "-x",
    "...",
    "[1, 2, 3]",
]

QUESTIONS = [
    "what is loss",
    "What is a weight?",
    "what's the bias for",
    "why",
    "why is my loss nan?",
    "why is my loss nan",
    "how does model.fit( work",
    "what does Dense(1) do",
    "what is y = 2x + 30",
    "explain epochs",
    "learning rate",
    "loss",
    "epoch/batch",
    "epoch or batch",
    "epochs vs batches",
    "is it overfitting",
    "is loss",
    "not sure",
    "model?",
    "Dense(1)?",
    "can i use loss = 'mse' here",
    "if i use more epochs what happens",
    "for what is the bias good",
    "show me the weights",
    "the model does not learn anything",
    "i am lost",
    "thanks",
    "values in the array are wrong",
    "NameError: name 'modle' is not defined",
    "ValueError: foo",
    'Traceback (most recent call last):\n  File "x", line 1\nNameError: name',
    "Layer expected ndim=3, found ndim=2",
    "weight and bias",
    "units=1 why",
    "reshape(-1, 1) what does minus one do",
    "y = mx + b what is m",
    "print the layers of the model",
    "predict 7",
    "learning rate 0.1 or 0.001",
]


@pytest.mark.parametrize("line", CODE)
def test_python_is_code_even_when_it_is_broken(line: str) -> None:
    assert parsed(line) == Code(line)


@pytest.mark.parametrize("line", QUESTIONS)
def test_english_is_a_question_even_when_it_is_valid_python(line: str) -> None:
    assert parsed(line) == Question(line)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("", Empty()),
        ("   \t ", Empty()),
        ("/hint", CommandLine("hint")),
        ("/HINT 2", CommandLine("hint", "2")),
        ("/inspect  model ", CommandLine("inspect", "model")),
        ("/nonsense", CommandLine("nonsense")),
        ("/", CommandLine("")),
        ("help", CommandLine("help")),
        ("Help", CommandLine("help")),
        ("  vars  ", CommandLine("vars")),
        ("? weight", Question("weight")),
        ("?weight", Question("weight")),
        ("?? weight", Question("weight", to_model=True)),
        ("?", Question("")),
        ("> help", Code("help")),
        ("> what is loss", Code("what is loss")),
        (">", Empty()),
        (">>> x = 1", Code("x = 1")),
        ("In [3]: x = 1", Code("x = 1")),
        ("  x = 1", Code("x = 1")),
        ("    a = 1\n    b = 2\n", Code("a = 1\nb = 2")),
    ],
)
def test_a_mark_in_front_decides_what_a_line_is(line: str, expected: Line) -> None:
    assert parsed(line) == expected


def test_a_command_word_that_is_a_variable_is_code() -> None:
    assert parsed("progress", names={"progress"}) == Code("progress")


def test_a_term_that_is_a_variable_is_code() -> None:
    assert parsed("loss", names={"loss"}) == Code("loss")


def test_inside_an_unfinished_block_everything_is_code() -> None:
    assert parsed("  help", pending=True) == Code("  help")
    assert parsed("", pending=True) == Code("")


def test_a_pasted_cell_of_several_lines_is_code() -> None:
    cell = "values_x = np.array([1])\nfor i, x in enumerate(values_x):\n  print(x)"
    assert parsed(cell) == Code(cell)


@pytest.mark.parametrize(
    ("pasted", "code"),
    [
        (">>> x = 1\n>>> x\n1\n", "x = 1\nx"),
        (">>> for i in range(2):\n...     print(i)\n...\n0\n1", "for i in range(2):\n    print(i)"),
        (
            "In [1]: for i in x:\n   ...:     print(i)\n   ...:\n0\n\nIn [2]: y = 3",
            "for i in x:\n    print(i)\n\ny = 3",
        ),
    ],
)
def test_prompts_and_output_copied_from_a_console_are_dropped(pasted: str, code: str) -> None:
    assert without_prompts(pasted) == code
    assert parsed(pasted) == Code(code)


@pytest.mark.parametrize(
    "line", ["pip install pandas", "python train.py", "$ ls -l", "cd data/", "git clone https://a.b/c"]
)
def test_a_line_for_a_terminal_is_no_question(line: str) -> None:
    assert parse(line, (), (), lambda _: False) == Code(line)


@pytest.mark.parametrize("line", ["python is great", "cat is a word", "mv means what"])
def test_a_sentence_that_begins_like_a_command_of_a_terminal_stays_one(line: str) -> None:
    assert parse(line, (), (), lambda _: False) == Question(line)


PASTED_OUTPUT = [
    "1875/1875 - 3s - loss: 0.6931",
    "1875/1875 ━━━━━━━━━━━━━━━━━━━━ 3s 2ms/step - accuracy: 0.8767 - loss: 0.3421",
    "469/1875 [=====>........................] - ETA: 3s",
    "Epoch 3/10",
    "Epoch 00005: early stopping",
    "loss: nan",
    "loss: 0.6931",
    "val_loss: 1e-3",
    "loss: 0.12 - accuracy: 0.9",
    'Model: "sequential"',
    "dense (Dense)               (None, 10)                7850",
    "│ dense (Dense) │ (None, 10) │ 7,850 │",
    "Total params: 7850 (30.66 KB)",
    "[[0.1 0.9]]",
    "[[0.1 0.9]\n [0.8 0.2]]",
    "array([[70.1]], dtype=float32)",
    "<keras.src.callbacks.history.History at 0x7f51>",
    "[<matplotlib.lines.Line2D at 0x7f51>]",
    "2024-05-01 12:00:00.123456: I tensorflow/core/platform/cpu_feature_guard.cc:182] This binary",
    "/usr/lib/python3/foo.py:93: UserWarning: Do not pass an `input_shape`",
    '  File "a.py", line 3, in <module>',
    "----> 1 model.fit(x)",
]


@pytest.mark.parametrize("text", PASTED_OUTPUT)
def test_a_pasted_output_is_asked_about(text: str) -> None:
    assert isinstance(parsed(text, names=NAMES | {"loss", "array"}), Question)


@pytest.mark.parametrize(
    "text",
    ["1875/1875", "x: int = 3", "x: float", "[1 2 3]", "x = [1.0 2.0]", "[0.12]", "else: 3", "10/3 - 3", "-x"],
)
def test_what_only_resembles_an_output_is_code(text: str) -> None:
    assert isinstance(parsed(text), Code)


def test_a_term_with_underscores_that_is_no_variable_is_asked_about() -> None:
    assert isinstance(parsed("learning_rate"), Question)
    assert isinstance(parsed("learning_rate", names=NAMES | {"learning_rate"}), Code)
    assert isinstance(parsed("my_own_rate"), Code)


def test_two_question_marks_behind_something_that_is_there_ask_for_its_source() -> None:
    assert parsed("model.fit??") == Code("%pinfo2 model.fit")
    assert parsed("len??") == Code("%pinfo2 len")
    assert isinstance(parsed("dropout??"), Question)
    assert isinstance(parsed("why??"), Question)
