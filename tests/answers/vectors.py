"""`python -m tests.answers.vectors` makes `lessons/glossary.json` and `.vectors` anew: to be run when the glossary
has changed, or how it is read. The second one needs MiniLM."""

from __future__ import annotations

import sys

from tutor.answers.meaning import one_thread
from tutor.storage.lessons import lessons_directory, load_glossary
from tutor.storage.ready_glossary import FILE, made_ready

with one_thread():
    from tutor.answers.minilm import MiniLM, Unfit, keep_vectors

VECTORS = lessons_directory() / "glossary.vectors"

if __name__ == "__main__":
    (lessons_directory() / FILE).write_bytes(made_ready(lessons_directory()))
    try:
        keep_vectors(MiniLM(), load_glossary(lessons_directory()), VECTORS)
    except Unfit as problem:
        sys.exit(str(problem))
