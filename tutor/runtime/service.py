"""What the tutor may ask of the session, known there as `builtins.__tutor__`."""

from __future__ import annotations

import builtins
import gc
import json
import linecache
import sys
import traceback
import warnings
from typing import Any

from . import cells, histories, output, quiet, restoring, showing, steering
from .codec import FACTS, Envelope, publish
from .watching import WATCH

ASKED = "__tutor__"
"""The name of an expression in a request that is ours to answer."""


def install() -> None:
    """Hook into the running IPython. Called once, by the bootstrap."""
    from IPython import get_ipython

    shell = get_ipython()
    shell.user_expressions = answering(shell.user_expressions)
    warnings.showwarning = publish_warning
    shell.events.register("pre_run_cell", cells.LATEST.begin)
    shell.events.register("pre_run_cell", WATCH.begin)
    shell.events.register("pre_run_cell", begin_charts)
    shell.events.register("post_run_cell", cells.LATEST.end)
    shell.events.register("post_execute", publish_figures)
    shell.events.register("post_execute", give_builtins)
    shell.register_magic_function(ignore, "line", "matplotlib")  # the first line of many a pasted notebook
    quiet.install(shell)
    restoring.install(shell)
    histories.install(shell)
    showing.install(shell)
    steering.install(shell)
    shell.display_formatter.mimebundle_formatter.for_type_by_name(
        "matplotlib.figure", "Figure", lambda figure, **_: figures().as_display(figure)
    )


def answering(original: Any) -> Any:
    """`user_expressions`, with our own evaluated here, out of the reach of whatever the learner has named."""

    def user_expressions(expressions: dict[str, str]) -> dict[str, Any]:
        return {ASKED: answered(expressions[ASKED])} if ASKED in expressions else original(expressions)

    return user_expressions


def answered(expression: str) -> dict[str, Any]:
    """What a reply says of one expression, in which this module is `__tutor__`."""
    try:
        reply: Envelope = eval(expression, {**globals(), "__tutor__": sys.modules[__name__]})
    except (Exception, KeyboardInterrupt) as error:
        return {"status": "error", "ename": type(error).__name__, "evalue": str(error), "traceback": []}
    return {"status": "ok", "data": {FACTS: reply.data}, "metadata": {}}


def publish_warning(message: Warning | str, category: type[Warning], *place: object, **more: object) -> None:
    """In place of `warnings.showwarning`: what the warning says, without the library's file and line."""
    publish({"event": "warning", "name": category.__name__, "message": output.shortened(str(message))})


def give_builtins() -> None:
    """A learner who has named something `__builtins__` could not even undo it: nothing would be found any more."""
    from IPython import get_ipython

    get_ipython().user_ns["__builtins__"] = builtins


def ignore(line: str) -> None:
    """Do nothing."""


def figures() -> Any:
    """Our matplotlib backend. Importing it imports matplotlib."""
    from . import figures as backend

    return backend


def begin_charts(info: object) -> None:
    """Tell the charts that a cell begins."""
    if f"{__package__}.figures" in sys.modules:
        figures().a_cell_begins()


def publish_figures() -> None:
    """Show what the cell has drawn, if it has drawn at all."""
    if f"{__package__}.figures" in sys.modules:
        figures().publish_drawn()


def warm() -> Envelope:
    """Bound the output, load NumPy, Keras and TensorFlow. Answers `{}`, or `{"missing": module, "message": text}`.

    It runs nothing with them. TensorFlow takes no setting of its devices and threads (`tf.config`) once it has
    computed anything, and that line may be the learner's first. Waiting until then costs the first `fit` of a
    session 0.1 s (`python -m tests.bench session`): TensorFlow starts its runtime, and makes each operation for
    the first time. Nothing of that is an import that could be done beforehand, and a small computation between two
    cells would take longer than the half of it that it saves.
    """
    from IPython import get_ipython

    output.install(get_ipython(), lambda characters: publish({"event": "cut", "characters": characters}))
    gc.disable()  # the imports make a million objects that live for ever: collecting in between costs 0.3 s
    try:
        import keras  # noqa: F401
        import numpy  # noqa: F401
        import tensorflow

        from . import fast_fit, telemetry
    except Exception as error:
        missing = getattr(error, "name", None) or ""
        return Envelope({"missing": missing, "message": f"{type(error).__name__}: {error}"})
    finally:
        gc.freeze()
        gc.enable()
    # Its warnings are about its own insides: `retracing` comes up whenever a learner builds a fifth model.
    tensorflow.get_logger().setLevel("ERROR")
    telemetry.install()
    fast_fit.install()
    return Envelope({})


def keep_fits(folder: str) -> Envelope:
    """From now on, leave a checkpoint of every finished `fit` in that folder, and use them in replays."""
    from pathlib import Path

    from .resuming import KEEPER

    KEEPER.use(Path(folder))
    return Envelope({})


def stand_in(folder: str) -> None:
    """Tell `from lesson import folder` where the lesson's own files lie."""
    from . import beside

    beside.stand_in(folder)


def be_heard() -> Envelope:
    """Show something that nobody needs: whoever receives it knows that what is shown comes through."""
    publish({"event": "heard"})
    return Envelope({})


def answer(probes: str, seconds: float | None = None) -> Envelope:
    """The facts that answer each of the encoded probes: a list, in step with them. `seconds` is how long somebody
    waits for it."""
    from . import probes as answering

    most = answering.ANSWER_SECONDS if seconds is None else max(0.1, 0.9 * seconds)
    return Envelope(answering.answers(json.loads(probes), most))


def speed(wanted: bool | None = None) -> bool | str:
    """Turn the fast path of `fit` on or off, or leave it. True when it is on, else the reason why it is not."""
    from . import fast_fit

    if wanted is not None:
        (fast_fit.install if wanted else fast_fit.uninstall)()
    return fast_fit.state()


def rates(changes: list[tuple[int, int, float]], cell: str) -> None:
    """In the next cell, a replayed one with that mark, set learning rates as the learner did: number of the `fit`,
    after how many of its epochs, rate."""
    steering.PLAN.next_cell(changes, cell)


def shorten(epochs: int) -> None:
    """From now on, end every `fit` after so many epochs; 0: no longer. Only `check` asks for it."""
    from . import briefly

    briefly.shorten(epochs)


def try_variants(request: str) -> None:
    """Train variants of a run on the side; see `variants`."""
    from . import variants

    variants.try_variants(request)


def replay(request: str) -> None:
    """Train a run again on the side and keep moments of it, for a question that follows; see `film`."""
    from . import film

    film.prepare(**json.loads(request))


def only_runs(cells: list[str]) -> None:
    """Forget all runs but those of lines with these marks. Only `check` asks for it."""
    from . import ledger

    ledger.only(cells)


def landscape(model: str) -> None:
    """Compute the loss around a model, for a question that follows; see `landscape`."""
    from . import landscape as answering

    answering.prepare(model)


def model_before(key: str) -> Any:
    """A new model as the one of that run was when it began. A kept variant begins with it."""
    from . import variants

    return variants.model_before(key)


def frames() -> Envelope:
    """The learner's own lines in the latest traceback, outermost first: `[[line, source], ...]`."""
    error = getattr(sys, "last_value", None)
    if not isinstance(error, BaseException):
        return Envelope([])
    from IPython import get_ipython

    own = get_ipython().user_ns
    found = [
        [line, linecache.getline(frame.f_code.co_filename, line).strip()]
        for frame, line in traceback.walk_tb(error.__traceback__)
        if frame.f_globals is own
    ]
    if isinstance(error, SyntaxError) and error.lineno is not None:
        found.append([error.lineno, (error.text or "").strip()])
    return Envelope(found)
