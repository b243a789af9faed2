"""What the session's process runs, started as a file. It imports nothing of the tutor."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

PARENT = "KERAS_TUTOR_PARENT"
"""Environment variable: the process that must not be outlived; empty when its thread may end before it does."""

MEMORY = "KERAS_TUTOR_MEMORY"
"""Environment variable: bytes that this process may take; 0 for no bound."""

ROOMS = Path(__file__).resolve().parents[1]
LESSON_DATA = (ROOMS / "lessons" / "data", ROOMS.parent / "lessons" / "data")
"""Where `classroom` lies, which lessons import: inside an installed tutor, or beside it in a checkout."""


def die_with_parent(parent: int) -> None:
    """Have Linux kill this process when its parent ends, even in the middle of a loop in C.

    Elsewhere ipykernel's own watch over the parent has to do; it cannot interrupt such a loop.
    """
    if sys.platform != "linux":
        return
    import ctypes

    set_parent_death_signal = 1  # PR_SET_PDEATHSIG in <linux/prctl.h>
    ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:  # it has ended while this process was starting
        os._exit(1)


def bound_memory(most: int) -> None:
    """Have an allocation that goes beyond so many bytes fail, in place of the whole machine.

    RLIMIT_DATA and not RLIMIT_AS: a first training takes 0.4 GiB of private memory and 2.5 GiB of address space,
    which grows with the number of cores (TensorFlow 2.21). Where the system knows no such bound, there is none.
    """
    try:
        import resource

        hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
        resource.setrlimit(resource.RLIMIT_DATA, (most if hard < 0 else min(most, hard), hard))
    except (ImportError, AttributeError, ValueError, OSError):
        return


def main() -> None:
    if os.environ.get(PARENT):
        die_with_parent(int(os.environ.pop(PARENT)))
    if most := int(os.environ.pop(MEMORY, "0")):
        bound_memory(most)
    # The learner's folder in place of this file's, but behind all libraries: a `keras.py` of theirs would be taken
    # for the library. Then the lessons' data, so that what the learner has of that name comes first.
    sys.path[:1] = []
    sys.path += ["", str(next(filter(Path.is_dir, LESSON_DATA), LESSON_DATA[-1]))]
    sys.modules["debugpy"] = None  # type: ignore[assignment]  # nobody debugs here, and it takes 0.1 s to load
    from ipykernel.kernelapp import IPKernelApp

    class KernelApp(IPKernelApp):  # type: ignore[misc]
        """A kernel that queues its output without end instead of dropping it when the screen is slow."""

        def init_iopub(self, context: Any) -> None:
            context.sndhwm = 0
            super().init_iopub(context)

    KernelApp.launch_instance()


if __name__ == "__main__":
    main()
