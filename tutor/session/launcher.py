"""What the session's process runs, started as a file. It imports nothing of the tutor."""

from __future__ import annotations

import os
import signal
import sys
from typing import Any

PARENT = "KERAS_TUTOR_PARENT"
"""Environment variable: the process that must not be outlived; empty when its thread may end before it does."""


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


def main() -> None:
    if os.environ.get(PARENT):
        die_with_parent(int(os.environ.pop(PARENT)))
    sys.path[0] = ""  # the learner's folder in place of this file's
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
