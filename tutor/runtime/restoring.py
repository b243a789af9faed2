"""Puts back what a session cannot do without, whatever a cell did to it: limits, timers, parts of IPython."""

from __future__ import annotations

import functools
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
        put_back = list(dict.fromkeys(LIMITS[name] for name in self._raised()))
        if sys.getrecursionlimit() < self._depth:
            sys.setrecursionlimit(self._depth)
            put_back.append("the depth of calls")
        for timer, number in zip(TIMERS, DEADLY, strict=True):
            if signal.getitimer(timer)[0] and signal.getsignal(number) is signal.SIG_DFL:
                signal.setitimer(timer, 0)
                put_back.append("time, by a timer that nobody handles")
        if put_back:
            message = f"This line limits {' and '.join(put_back)}. That holds for this line alone."
            publish({"event": "warning", "name": "Limit", "message": message})

    def _raised(self) -> list[str]:
        """The names of the limits that were lowered and have been raised again."""
        found = []
        for name, (now, most) in soft_limits().items():
            before = self._limits[name][0]
            wanted = before if most < 0 else most if before < 0 else min(before, most)
            if 0 <= now < wanted or (now >= 0 and wanted < 0):
                try:
                    resource.setrlimit(getattr(resource, name), (wanted, most))
                    found.append(name)
                except (ValueError, OSError):
                    continue
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
