"""`python -m tests.answers.vectors` makes `lessons/glossary.npz` anew: to be run when the glossary has changed."""

from __future__ import annotations

import sys

from tutor.answers.meaning import one_thread
from tutor.storage.lessons import lessons_directory, load_glossary

with one_thread():
    from tutor.answers.minilm import MiniLM, Unfit, keep_vectors

VECTORS = lessons_directory() / "glossary.npz"

if __name__ == "__main__":
    try:
        keep_vectors(MiniLM(), load_glossary(lessons_directory()), VECTORS)
    except Unfit as problem:
        sys.exit(str(problem))
