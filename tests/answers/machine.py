"""Makes mistakes: right lines of ordinary programs, changed in one place each, as hands and eyes change them."""

from __future__ import annotations

import ast
import random
import re
import tokenize
from collections.abc import Callable, Iterator
from io import StringIO

from msgspec import Struct

SETUP = (
    "import numpy as np\nimport tensorflow as tf\nimport matplotlib.pyplot as plt\nfrom tensorflow import keras"
)
RENT = """
rng = np.random.default_rng(3)
flats = rng.uniform(1, 9, size=(60, 3))
rent = flats @ np.array([[120.0], [40.0], [-15.0]]) + 300
scaler = keras.layers.Normalization(axis=-1)
scaler.adapt(flats)
size = keras.Input(shape=(3,))
guesser = keras.Sequential([size, scaler, keras.layers.Dense(8, activation='tanh'), keras.layers.Dense(1)])
guesser.compile(optimizer=keras.optimizers.Adam(learning_rate=0.05), loss='mean_squared_error', metrics=['mae'])
log = guesser.fit(flats, rent, epochs=2, batch_size=20, validation_split=0.25, verbose=0)
print(log.history['val_loss'][-1])
guess = guesser.predict(flats[:4], verbose=0)
plt.plot(log.history['loss'], label='training')
plt.xlabel('epoch')
score = guesser.evaluate(flats, rent, verbose=0)
"""
PICTURES = """
pictures = np.zeros((12, 8, 8, 1), dtype='float32')
kinds = np.arange(12) % 3
picture = keras.Input(shape=(8, 8, 1))
hidden = keras.layers.Conv2D(4, kernel_size=3, padding='same', activation='relu')(picture)
hidden = keras.layers.Flatten()(hidden)
hidden = keras.layers.Dropout(0.3)(hidden)
chance = keras.layers.Dense(3, activation='softmax')(hidden)
sorter = keras.Model(inputs=picture, outputs=chance)
sorter.compile('adam', loss='sparse_categorical_crossentropy', metrics=['accuracy'])
stop = keras.callbacks.EarlyStopping(monitor='loss', patience=2)
past = sorter.fit(pictures, kinds, epochs=1, callbacks=[stop], verbose=0)
picked = sorter.predict(pictures, verbose=0).argmax(axis=1)
print('right:', (picked == kinds).mean())
"""
CURVE = """
steps = np.linspace(-2.0, 2.0, 21).reshape(-1, 1)
heights = steps.astype('float32') ** 2 + 1.0
bent = keras.Sequential()
bent.add(keras.Input(shape=(1,)))
bent.add(keras.layers.Dense(16, activation='relu'))
bent.add(keras.layers.Dense(units=1))
bent.compile(loss=keras.losses.MeanSquaredError(), optimizer='sgd')
losses = []
for turn in range(2): losses.append(bent.fit(steps, heights, verbose=0).history['loss'][0])
weights = bent.layers[0].get_weights()
ends = {'first': losses[0], 'last': losses[-1]}
print(f"{ends['first']:.3f} then {ends['last']:.3f}")
dataset = tf.data.Dataset.from_tensor_slices((steps, heights)).batch(7)
bent.evaluate(dataset, verbose=0)
"""
PROGRAMS = (RENT, PICTURES, CURVE)


class Mistake(Struct, frozen=True):
    """One line gone wrong."""

    kind: str
    before: str
    """The lines that have run."""
    right: str
    wrong: str


def mistakes(each: int = 2, seed: int = 1) -> Iterator[Mistake]:
    """Mistakes of every kind in every line: at most `each` of a kind in a line, always the same for a seed."""
    for program in PROGRAMS:
        lines = program.strip().split("\n")
        for number, line in enumerate(lines):
            before = "\n".join([SETUP, *lines[:number]])
            for kind, change in KINDS.items():
                found = sorted(set(change(line)) - {line})
                random.Random(f"{seed} {line} {kind}").shuffle(found)
                yield from (Mistake(kind, before, line, wrong) for wrong in found[:each])


def _words(line: str) -> Iterator[tuple[int, str]]:
    """Where the words of a line begin, those of its texts included."""
    yield from ((found.start(), found[0]) for found in re.finditer(r"[A-Za-z_][A-Za-z_0-9]{2,}", line))


def misspelt(line: str) -> Iterator[str]:
    dice = random.Random(line)
    for start, word in _words(line):
        place = dice.randrange(1, len(word) - 1) if len(word) > 3 else 1
        head, tail = line[:start], line[start + len(word) :]
        yield head + word[:place] + word[place + 1] + word[place] + word[place + 2 :] + tail
        yield head + word[:place] + word[place + 1 :] + tail
        yield head + word[:place] + word[place] + word[place:] + tail
        yield head + word[:place] + dice.choice("aeinrst") + word[place + 1 :] + tail


def capitals(line: str) -> Iterator[str]:
    for start, word in _words(line):
        yield line[:start] + word[0].swapcase() + line[start + 1 :]
        yield line[:start] + (word[:-1] if word.endswith("s") else f"{word}s") + line[start + len(word) :]


def signs(line: str) -> Iterator[str]:
    yield from (
        line[: found.start()] + ":" + line[found.end() :] for found in re.finditer(r"(?<=\w)=(?=\S)", line)
    )
    yield from (line[: found.start()] + line[found.end() :] for found in re.finditer(",", line))
    yield from (
        line[: found.start()] + line[found.end() :]
        for found in re.finditer(r"\b(?:np|keras|layers|plt|tf)\.", line)
    )


def one_sign_less(line: str) -> Iterator[str]:
    yield from (line[:place] + line[place + 1 :] for place, sign in enumerate(line) if sign in "()[]{}'\"")


def one_sign_more(line: str) -> Iterator[str]:
    yield from (line[:place] + sign + line[place:] for place, sign in enumerate(line) if sign in "()[]'")


def without_quotes(line: str) -> Iterator[str]:
    yield from (
        line[: found.start()] + found[1] + line[found.end() :] for found in re.finditer(r"'([^']*)'", line)
    )


def without_list(line: str) -> Iterator[str]:
    for found in re.finditer(r"(?<=[(= ])\[([^\[\]]*)\]", line):
        yield line[: found.start()] + found[1] + line[found.end() :]


def values(line: str) -> Iterator[str]:
    """Another kind of value: a text for a number, None, a class for an object, one item too far."""
    for found in re.finditer(r"(?<==)\d+(?=[,)])", line):
        yield f"{line[: found.start()]}'{found[0]}'{line[found.end() :]}"
    for found in re.finditer(r"(?<=[(,] )(?!\[)[a-z]+(?=, )|(?<=\()[a-z]+(?=,)", line):
        yield line[: found.start()] + "None" + line[found.end() :]
        yield line[: found.end()] + "[0]" + line[found.end() :]
    for found in re.finditer(r"(?<=\.)[A-Z]\w+(\([^()]*\))(?!\()", line):
        yield line[: found.start(1)] + line[found.end(1) :]
    yield from (line[: found.start()] + "[7]" + line[found.end() :] for found in re.finditer(r"\[0\]", line))


KINDS: dict[str, Callable[[str], Iterator[str]]] = {
    "misspelt": misspelt,
    "capitals and plurals": capitals,
    "signs": signs,
    "one sign less": one_sign_less,
    "one sign more": one_sign_more,
    "quotes left out": without_quotes,
    "list left out": without_list,
    "values": values,
}


def waits(code: str) -> bool:
    """Whether Python would wait for another line."""
    import codeop

    try:
        return codeop.compile_command(code, "<line>", "single") is None
    except (SyntaxError, ValueError, OverflowError):
        return False


def same(code: str, other: str) -> bool:
    """Whether both are the same to Python."""
    try:
        return ast.dump(ast.parse(code)) == ast.dump(ast.parse(other))
    except SyntaxError:
        return False


def tokens(code: str) -> list[str]:
    return [each.string for each in tokenize.generate_tokens(StringIO(code).readline)]
