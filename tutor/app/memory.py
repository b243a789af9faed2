"""How much memory the learner's code may take: what they say, or what this machine can spare."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path

LEAST = 2**30
"""Bytes. TensorFlow and a first small training take 0.4 GiB; with less than this they do not even begin."""
UNITS = {"": 1, "K": 2**10, "M": 2**20, "G": 2**30, "T": 2**40}
CONTAINER = Path("/sys/fs/cgroup/memory.max")
"""What a container may take (cgroup v2): bytes, or the word `max`."""


def memory_size(text: str) -> int:
    """`4G`, `800M` or a number of bytes as bytes; 0 is no bound. Raises ValueError with one sentence."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([KMGT]?)(?:i?B)?", text.strip(), re.IGNORECASE)
    if not found:
        raise ValueError(f"--memory takes a size such as 4G or 1500M, and {text!r} is none")
    try:
        size = int(float(found[1]) * UNITS[found[2].upper()])
    except (OverflowError, ValueError):
        raise ValueError("--memory takes a size such as 4G or 1500M, and this is far more") from None
    if 0 < size < LEAST:
        raise ValueError(f"--memory {text} is too little: TensorFlow itself needs 1G")
    return size


def memory_here() -> int:
    """Three quarters of what this machine, or the container, has: it stays usable when code runs away. 0 when
    nobody can tell."""
    sizes = []
    with suppress(OSError, ValueError, AttributeError):
        sizes.append(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"))
    with suppress(OSError, ValueError):
        sizes.append(int(CONTAINER.read_text()))
    return max(LEAST, min(sizes) * 3 // 4) if sizes and min(sizes) > 0 else 0
