"""`python -m tutor.authoring.training` trains, on the voices, the model that understands a line, and keeps it.

It is one Dense layer with softmax over the features of a line (`tutor.understanding.features`). After the training
a tenth of its weights is kept, as whole numbers from -127 to 127; before that each feature's median over the
classes is taken away, which softmax does not see. The same voices give the same file on the same machine.
"""

from __future__ import annotations

import sys
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.storage.lessons import lessons_directory, load_glossary
from tutor.storage.ready_glossary import FILE, made_ready
from tutor.storage.voices import WEIGHTS, examples, head_file, made_of, read_voices, title_of
from tutor.understanding.bands import GENERAL, NONE
from tutor.understanding.encoder import installed
from tutor.understanding.features import PLACES, VERSION, features, words_of
from tutor.understanding.model import PREFERRED
from tutor.understanding.spelling import one_form
from tutor.understanding.weights import Header, packed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float32]

EPOCHS, BATCH, RATE = 6, 128, 0.02
"""More epochs learn the voices by heart; on the development questions these are the best."""
HEADS = {"minilm": (30, 0.0), "multilingual": (8, 8.0)}
"""By encoder: the epochs of its last layer, and how much the mean of each class counts beside what is learned.
Other languages than that of the voices are read better by few epochs and by means."""
LEVEL = 0.5
"""A class of many voices would draw the lines of its neighbours. Its voices count less, by this power of how many
times more it has than the mean. `none` and `general` are many things: theirs count in full."""
KEPT = 0.12
"""Share of the weights that are kept."""
COMMON = 0.2
"""Share of the classes that have a word, from which on it says nothing of what a line is about."""


def trained(x: Array, owners: Sequence[int], classes: Sequence[str], epochs: int) -> tuple[Array, Array]:
    """Weights (features × classes) and biases of one layer with softmax, trained on rows of features and the
    places of their classes."""
    import keras
    import numpy as np

    voices = np.bincount(owners, minlength=len(classes))
    levelled = (voices.mean() / voices) ** LEVEL
    levelled[[place for place, name in enumerate(classes) if name in (NONE, GENERAL)]] = 1.0
    y = np.array(owners)
    weights = levelled[y] / levelled[y].mean()
    keras.utils.set_random_seed(0)
    layer = keras.layers.Dense(len(classes), activation="softmax", kernel_initializer="zeros")
    model = keras.Sequential([keras.Input((x.shape[1],)), layer])
    model.compile(keras.optimizers.Adam(RATE), "sparse_categorical_crossentropy")
    model.fit(
        x, np.array(owners), sample_weight=weights / weights.mean(), epochs=epochs, batch_size=BATCH, verbose=2
    )
    kernel, bias = layer.get_weights()
    return kernel, bias


def by_features(texts: Sequence[str]) -> Array:
    """Texts × features."""
    import numpy as np

    x: Array = np.zeros((len(texts), PLACES), np.float16)
    for row, text in zip(x, texts, strict=True):
        for place, amount in features(text).items():
            row[place] = amount
    return x


def pruned(kernel: Array) -> tuple[float, array[int], array[int], array[int]]:
    """The scale, and for `packed` how many weights each feature keeps, whose they are, and what they are."""
    import numpy as np

    kernel = kernel - np.median(kernel, axis=1, keepdims=True)
    least = np.quantile(np.abs(kernel), 1 - KEPT)
    scale = float(np.abs(kernel).max()) / 127
    whole = np.where(np.abs(kernel) >= least, np.round(kernel / scale), 0).astype(np.int8)
    kept = whole != 0
    counts, owners = kept.sum(axis=1), np.nonzero(kept)[1]
    return scale, array("H", counts.tolist()), array("H", owners.tolist()), array("b", whole[kept].tolist())


def common_words(voices: Mapping[str, Sequence[str]], names: Iterable[str]) -> tuple[str, ...]:
    """Words that the voices of many classes have, without those that are names by themselves."""
    named = {one_form(name) for name in names}
    found = Counter(word for texts in voices.values() for word in {w for text in texts for w in words_of(text)})
    common = (word for word, number in found.items() if number >= COMMON * len(voices))
    return tuple(sorted(word for word in common if word.isalpha() and one_form(word) not in named))


def titles(classes: Sequence[str]) -> dict[str, str]:
    """How subjects and requests are offered. Raises KeyError for a class that nothing answers."""
    found = {}
    for name in classes:
        if name.startswith(("@", "=")):
            found[name] = title_of(name)
            if not found[name]:
                raise KeyError(f"nothing answers {name}")
    return found


class Material:
    """What is trained on: texts, each with the place of its class."""

    def __init__(self, directory: Path) -> None:
        voices, entries = read_voices(directory), load_glossary(directory)
        known = list(examples(voices, entries))
        self.voices = made_of(voices, entries)
        self.texts = [text for _, text in known]
        self.classes = tuple(sorted({name for name, _ in known}))
        places = {name: place for place, name in enumerate(self.classes)}
        self.owners = [places[name] for name, _ in known]
        self.common = common_words(voices, (name for entry in entries for name in (entry.term, *entry.aliases)))


def made(material: Material) -> bytes:
    """The file of the weights by words. Takes one to two minutes on two cores."""
    kernel, bias = trained(by_features(material.texts), material.owners, material.classes, EPOCHS)
    scale, counts, owners, values = pruned(kernel)
    biases = tuple(map(float, bias.round(4).tolist()))
    classes = material.classes
    head = Header(VERSION, material.voices, classes, scale, biases, titles(classes), material.common)
    return packed(head, counts, owners, values)


def made_head(material: Material, encoder: str, kept: Path) -> bytes:
    """The file of the last layer of an encoder. Reading all voices takes it some minutes, the first time: what it
    made of each text stays in `kept`, a folder."""
    import tutor.encoders.head as last_layer

    numbers = _read_by(encoder, material.texts, kept / f"{encoder}.npz")
    epochs, strength = HEADS[encoder]
    kernel, bias = trained(numbers, material.owners, material.classes, epochs)
    kernel, bias = _with_means(kernel, bias, numbers, material.owners, strength)
    return last_layer.packed(kernel, bias, material.voices)


def _with_means(
    kernel: Array, bias: Array, numbers: Array, owners: Sequence[int], strength: float
) -> tuple[Array, Array]:
    """The layer, with the way from the mean of all to the mean of each class added to its weights."""
    import numpy as np

    means: Array = np.zeros(kernel.T.shape, np.float32)
    np.add.at(means, np.array(owners), numbers)
    middle = numbers.mean(axis=0)
    ways = means / np.linalg.norm(means, axis=1, keepdims=True) - middle
    ways /= np.linalg.norm(ways, axis=1, keepdims=True)
    return kernel + strength * ways.T, bias - strength * (ways @ middle)


def _read_by(encoder: str, texts: Sequence[str], path: Path) -> Array:
    import numpy as np

    from tutor.encoders.kinds import reader

    known: dict[str, Array] = {}
    if path.exists():
        with np.load(path) as kept:
            known = dict(zip(kept["texts"].tolist(), kept["numbers"].astype(np.float32), strict=True))
    new = [text for text in dict.fromkeys(texts) if text not in known]
    if new:
        print(f"{encoder} reads {len(new):,} texts", flush=True)
        known |= dict(zip(new, reader(encoder)(new), strict=True))
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez(path, texts=np.array(list(known)), numbers=np.array(list(known.values()), np.float16))
    return np.array([known[text] for text in texts], np.float32)


def main(directory: Path | None = None) -> int:
    """Trains the weights by words, then the last layer of every encoder that is installed."""
    from platformdirs import user_cache_path

    folder = lessons_directory(directory)
    material = Material(folder)
    _keep(folder / WEIGHTS, made(material))
    _keep(folder / FILE, made_ready(folder))
    for encoder in filter(installed, PREFERRED):
        _keep(folder / head_file(encoder), made_head(material, encoder, user_cache_path("keras-tutor")))
    return 0


def _keep(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    print(f"{path.name}: {len(content) / 1e6:.2f} MB", flush=True)


if __name__ == "__main__":
    sys.exit(main())
