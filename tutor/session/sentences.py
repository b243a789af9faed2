"""What is said when the session cannot go on: one sentence each of what happened and what to do."""

from __future__ import annotations

import signal

from tutor.core.execution import Died, Status, Stopping
from tutor.session.process import KernelProcess

LIMITED = 97
"""The exit status of a session that limited itself for good; the same as in `tutor/runtime/restoring.py`."""


def died(process: KernelProcess) -> Died:
    """The process ended under the learner's code."""
    return Died(Status.DIED, reason(process.ended(), process.killed))


def reason(status: int | None, killed: bool) -> str:
    """Why a process with this exit status ended; `killed` when Ctrl-C did it."""
    if killed:
        return "The code did not stop for Ctrl-C, so the Python session was ended and its variables are gone."
    if status == 0:
        return "`exit()` ended the Python session and its variables are gone; to leave the tutor, type /quit."
    if status == LIMITED:
        return (
            "The line limited for good what the Python session may do, so that no other could have run after it. "
            "The session was ended and its variables are gone."
        )
    if status == -signal.SIGKILL:
        return "The Python session was ended from outside, most likely because memory ran out; try less data."
    if status is not None and status < 0:
        name = signal.Signals(-status).name
        return (
            f"The Python session crashed ({name}) and its variables are gone; leave out what ran last, "
            "or try it with less data."
        )
    return f"The Python session ended with status {status} and its variables are gone; leave out what ran last."


def silent() -> Died:
    """What the session shows does not come through any more: its socket was closed, for one."""
    return Died(
        Status.DIED,
        "The Python session has fallen silent: what it shows does not come through any more, so it was ended.",
    )


def stopping(press: int, training: bool) -> Stopping:
    """What is said when code still runs a moment after Ctrl-C."""
    if press > 1:
        text = "It still runs. One more Ctrl-C ends the Python session and rebuilds it from your earlier lines."
    elif training:
        text = "The training ends after this batch, with its history. Ctrl-C again stops it at once, without one."
    else:
        text = "The code was told to stop, and still runs. Ctrl-C tells it once more."
    return Stopping(press, text)


def without_place(error: OSError) -> Died:
    """There is no folder for the session's files, or no room in it, or no process to be had."""
    where = f" ({error.filename})" if error.filename else ""
    return Died(
        Status.UNAVAILABLE,
        f"The Python session that runs your code could not be started: {error.strerror or error}{where}. "
        "Make room, in the folder for temporary files above all, and type /reset.",
    )


def without_tensorflow(missing: str, message: str) -> Died:
    """A module that every lesson needs could not be imported; `missing` is its name, when it is not there."""
    if missing in ("tensorflow", "keras", "numpy"):
        return Died(
            Status.UNAVAILABLE,
            f"The lessons run real Keras code, and `{missing}` is not installed here. "
            "Leave the tutor, run `pip install tensorflow`, and come back.",
        )
    return Died(
        Status.UNAVAILABLE,
        f"TensorFlow is installed, but it does not start: {message}. "
        "Leave the tutor, run `pip install --upgrade tensorflow`, and come back.",
    )


def not_started(last_words: str) -> Died:
    """ipykernel itself did not start."""
    because = f": {last_words}" if last_words else ""
    return Died(
        Status.UNAVAILABLE,
        f"The Python session that runs your code did not start{because}. "
        "Leave the tutor, run `pip install --upgrade ipykernel`, and come back.",
    )


def broken(message: str) -> Died:
    """Our own code failed in the session. Our mistake, never the learner's."""
    return Died(
        Status.UNAVAILABLE,
        f"The Python session started, but the tutor's part in it failed: {message}. `/reset` builds it anew.",
    )
