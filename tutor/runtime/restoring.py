"""Puts back what a session cannot do without, whatever a cell did to it: limits, timers, parts of IPython."""

from __future__ import annotations

import contextlib
import functools
import os
import signal
import sys
from typing import Any

from .codec import publish

try:
    import resource
except ImportError:  # no Unix
    resource = None  # type: ignore[assignment]

PARTS = (
    *("compile", "display_formatter", "display_pub", "display_trap", "displayhook", "events", "history_manager"),
    *("input_transformer_manager", "InteractiveTB", "kernel", "magics_manager", "payload_manager", "user_module"),
)
"""Attributes of the shell by which a cell is run and shown. Without one of them the session answers nothing."""
LIMITS = {
    "RLIMIT_NOFILE": "open files",
    "RLIMIT_DATA": "memory",
    "RLIMIT_AS": "memory",
    "RLIMIT_CPU": "processor time",
    "RLIMIT_FSIZE": "the size of files",
    "RLIMIT_NPROC": "processes",
    "RLIMIT_STACK": "the stack",
    "RLIMIT_RSS": "memory",
    "RLIMIT_MEMLOCK": "locked memory",
}
"""Resource limits, and what they are called. Put back they are, as far as the system lets one raise them."""
ENOUGH = {
    "RLIMIT_NOFILE": 256,
    "RLIMIT_DATA": 2**30,
    "RLIMIT_AS": 2**32,
    "RLIMIT_CPU": 3600,
    "RLIMIT_FSIZE": 2**20,
    "RLIMIT_NPROC": 64,
}
"""Below this a session runs no lesson."""
LIMITED = 97
"""The exit status of a process that was limited for good; `tutor/session/sentences.py` knows it, too."""
TIMERS = (signal.ITIMER_REAL, signal.ITIMER_VIRTUAL, signal.ITIMER_PROF)
DEADLY = (signal.SIGALRM, signal.SIGVTALRM, signal.SIGPROF)
"""What each of the timers sends. Where nobody handles it, the process ends."""


class Restorer:
    """Remembers how things were, and makes them so again."""

    def __init__(self, shell: Any) -> None:
        self._shell = shell
        self._parts = {name: getattr(shell, name) for name in PARTS if getattr(shell, name, None) is not None}
        self._limits = soft_limits()
        self._depth = sys.getrecursionlimit()

    def parts(self) -> None:
        """Before a cell, and after it: ipykernel uses some of them before it hands a cell over."""
        for name, part in self._parts.items():
            if getattr(self._shell, name, None) is not part:
                setattr(self._shell, name, part)

    def limits(self) -> None:
        """After a cell. A line that limits the process would limit all that follow it, and every replay."""
        put_back = [LIMITS[name] for name in self._raised()]
        if sys.getrecursionlimit() < self._depth:
            sys.setrecursionlimit(self._depth)
            put_back.append("the depth of calls")
        for timer, number in zip(TIMERS, DEADLY, strict=True):
            if signal.getitimer(timer)[0] and signal.getsignal(number) is signal.SIG_DFL:
                signal.setitimer(timer, 0)
                put_back.append("time, by a timer that nobody handles")
        if put_back:
            message = f"This line limits {', '.join(dict.fromkeys(put_back))}. That holds for this line alone."
            publish({"event": "warning", "name": "Limit", "message": message})
        if any(map(self._is_lost, soft_limits().items())):
            sys.stdout.flush()
            os._exit(LIMITED)  # no further line would run; rebuilt, the session goes on without this one

    def _is_lost(self, limit: tuple[str, tuple[int, int]]) -> bool:
        """Whether a cell has lowered a limit so far, and for good, that no lesson could run any more."""
        name, (_, most) = limit
        before = self._limits[name][1]
        return 0 <= most < ENOUGH.get(name, 0) and (before < 0 or most < before)

    def _raised(self) -> list[str]:
        """The names of the limits that were lowered and have been raised again."""
        found = []
        for name, (now, most) in soft_limits().items():
            before, most_before = self._limits[name]
            if (now, most) == (before, most_before):
                continue
            number = getattr(resource, name)
            for wanted in (
                (before, most_before),
                (most if most >= 0 and not 0 <= before < most else before, most),
            ):
                with contextlib.suppress(ValueError, OSError):  # only a mighty user may have the first
                    resource.setrlimit(number, wanted)
                    break
            if resource.getrlimit(number)[0] != now:
                found.append(name)
        return found


def soft_limits() -> dict[str, tuple[int, int]]:
    """Each limit and how far it may be raised; negative for none."""
    if resource is None:
        return {}
    return {name: resource.getrlimit(getattr(resource, name)) for name in LIMITS if hasattr(resource, name)}


def install(shell: Any) -> None:
    """Watch over this shell. Called once."""
    restorer = Restorer(shell)
    execute = shell.kernel.do_execute

    @functools.wraps(execute)  # ipykernel looks at its parameters
    async def executed(*arguments: Any, **more: Any) -> Any:
        restorer.parts()
        return await execute(*arguments, **more)

    shell.kernel.do_execute = executed
    shell.events.register("post_execute", restorer.parts)
    shell.events.register("post_execute", restorer.limits)
