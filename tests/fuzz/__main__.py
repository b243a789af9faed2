"""`python -m tests.fuzz [HOW MANY] [FIRST]`: tries so many cases, and names those that go wrong."""

from __future__ import annotations

import shutil
import sys
import tempfile
import traceback
from collections import Counter
from pathlib import Path

from tests.fuzz.trying import attempt, bound_memory


def main(many: int = 2000, first: int = 0) -> int:
    bound_memory()
    kinds = Counter[str]()
    failed: list[int] = []
    folder = Path(tempfile.mkdtemp())
    try:
        for number in range(first, first + many):
            own = folder / str(number)
            own.mkdir()
            try:
                kinds[attempt(number, own)] += 1
            except BaseException as error:
                if isinstance(error, KeyboardInterrupt):
                    raise
                failed.append(number)
                print(f"case {number}:")
                traceback.print_exc(limit=-4, file=sys.stdout)
            shutil.rmtree(own, ignore_errors=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{many:,} cases, {len(failed)} of them failed: {failed[:50]}")
    print(", ".join(f"{name} {count:,}" for name, count in kinds.most_common()))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
