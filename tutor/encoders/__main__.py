"""Reads lines of JSON, each a text, and answers each with a line of JSON: the likelihood of every class."""

from __future__ import annotations

import json
import os
import select
import sys
from pathlib import Path

IDLE = 600.0
"""Seconds without a question, after which the process ends. The next question starts another."""


def main(name: str, path: str) -> int:
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # a question is too small a thing to be divided
    from tutor.encoders.head import Head
    from tutor.encoders.kinds import reader

    read, head = reader(name), Head(Path(path))
    print(json.dumps({"ready": name, "voices": head.voices}), flush=True)
    while select.select([sys.stdin], [], [], IDLE)[0]:
        line = sys.stdin.readline()
        if not line:
            break
        shares = head.likelihoods(read([json.loads(line)])[0])
        print(json.dumps([round(float(share), 6) for share in shares]), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
