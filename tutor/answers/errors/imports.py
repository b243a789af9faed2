"""Offers the import lines that a piece of code lacks."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Collection

from tutor.answers.errors.misspelt import NAME_ERROR
from tutor.answers.old_code.homes import HOMES
from tutor.core.acts import acts_of
from tutor.core.syntax import masked, parsed

_LIBRARIES = {
    "K": "from tensorflow.keras import backend as K",
    "keras": "from tensorflow import keras",
    "np": "import numpy as np",
    "pd": "import pandas as pd",
    "plt": "import matplotlib.pyplot as plt",
    "tf": "import tensorflow as tf",
    **{
        name: f"import {name}"
        for name in ("copy", "itertools", "json", "math", "os", "pickle", "random", "re", "sys", "time")
    },
    "datetime": "from datetime import datetime",
    "defaultdict": "from collections import defaultdict",
    "Counter": "from collections import Counter",
    "Path": "from pathlib import Path",
    "reduce": "from functools import reduce",
    "partial": "from functools import partial",
    "Image": "from PIL import Image",
    "numpy": "import numpy",
    "tensorflow": "import tensorflow",
    "matplotlib": "import matplotlib",
    "Tokenizer": "from tensorflow.keras.preprocessing.text import Tokenizer",
    "ImageDataGenerator": "from tensorflow.keras.preprocessing.image import ImageDataGenerator",
}
"""Short names as everybody uses them."""
_MODULES = (
    "layers",
    "models",
    "optimizers",
    "losses",
    "metrics",
    "callbacks",
    "utils",
    "regularizers",
    "initializers",
    "datasets",
    "applications",
    "activations",
    "ops",
    "backend",
)
_PLACES = (
    "keras.layers",
    "keras.models",
    "keras.optimizers",
    "keras.callbacks",
    "keras.utils",
    "keras.losses",
    "keras.regularizers",
    "keras.datasets",
    "keras.initializers",
    "keras.applications",
)
"""Where a name that the code uses bare may come from, the likeliest first."""


def imported(message: str, code: str, names: Collection[str]) -> str:
    """The code below the import lines of all the names that it lacks; empty when the error is another."""
    found = NAME_ERROR.search(message)
    tree = parsed(masked(code))
    if found is None or tree is None or not _line(found["name"]):
        return ""
    known = acts_of(masked(code)).binds | set(names) | set(dir(builtins))
    used = dict.fromkeys(node.id for node in ast.walk(tree) if isinstance(node, ast.Name))
    lacking = [name for name in used if name == found["name"] or name not in known]
    lines: dict[str, list[str]] = {}
    for line in filter(None, map(_line, lacking)):
        opening, joined, name = line.partition(" import ")
        lines.setdefault(opening + joined, []).append(name)
    return "\n".join([opening + ", ".join(each) for opening, each in lines.items()] + [code])


def _line(name: str) -> str:
    if name in _LIBRARIES:
        return _LIBRARIES[name]
    if name in _MODULES:
        return f"from keras import {name}"
    place = next((place for place in _PLACES if name in HOMES[place]), "")
    return f"from {place} import {name}" if place else ""
