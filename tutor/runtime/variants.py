"""Trains variants of a run on the side: the same data and the same start, and something else about it.

The learner's objects, names, random numbers and whatever Keras counts stay as they are.
"""

from __future__ import annotations

import copy
import json
import time
from collections.abc import Mapping, Sequence
from typing import Any

import keras

from . import chance
from .briefly import cut
from .codec import number, publish
from .ledger import tell
from .remade import DEFAULT_SEED, Bench, first_line
from .settings import settings_of
from .starts import STARTS, Start
from .stopping import RunningFit, polite_interrupt, running_request
from .thinning import columns_of
from .varied import CannotError, Plan, plan
from .written import NotWrittenError, compile_line, model_lines

MESSAGES_PER_SECOND = 15
OWN_CALLBACKS = ("EarlyStopping", "ReduceLROnPlateau", "LearningRateScheduler", "TerminateOnNaN")
"""Keras's own callbacks that change how a training goes and write no file: a variant gets a copy."""


TRIED: list[dict[str, list[float]]] = []
"""What each variant of the latest `/try` came to, in order: for each metric its epochs."""


class Watcher(keras.callbacks.Callback):  # type: ignore[misc]
    """Tells the epochs of one variant, at most so many messages a second."""

    def __init__(self, place: int) -> None:
        super().__init__()
        self.stop_asked = False
        """Whether Ctrl-C was pressed."""
        self._place, self._rows, self._due = place, list[dict[str, Any]](), 0.0

    def on_train_begin(self, logs: Any = None) -> None:
        if self.stop_asked:
            self.model.stop_training = True

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        self.on_epoch_past(epoch, logs, None, 0)

    def on_epoch_past(self, epoch: int, logs: Any, rate: float | None, ahead: int) -> None:
        """As `Telemetry.on_epoch_past`."""
        known = {
            name: number(float(value)) for name, value in (logs or {}).items() if name in ("loss", "val_loss")
        }
        self._rows.append({"number": epoch + 1, "metrics": known})
        if not ahead and time.monotonic() >= self._due:
            self.flush()

    def flush(self) -> None:
        """Publish what has gathered."""
        if self._rows:
            publish({"event": "variant_epochs", "place": self._place, "rows": self._rows})
        self._rows, self._due = [], time.monotonic() + 1 / MESSAGES_PER_SECOND


def try_variants(request: str) -> None:
    """Train variants, one after the other, and publish how they go.

    `request` is JSON: `of`, the key of the run, the latest when empty; `name`, what the model is called in lines
    of code; `line`, what the learner typed; `variants`, what each is to have otherwise. The first Ctrl-C ends the
    one that trains, and all that would follow.
    """
    asked = json.loads(request)
    TRIED.clear()
    start = STARTS.get(asked["of"]) if asked["of"] else STARTS.latest
    if start is None:
        _tell(1, problem="what it began with is not kept any more")
        return
    try:
        bench = Bench(start)
    except CannotError as error:
        _tell(1, problem=str(error))
        return
    for place, changes in enumerate(asked["variants"], 1):
        with chance.aside():
            if _trained(bench, start, place, changes, asked):
                return


def _trained(bench: Bench, start: Start, place: int, changes: Mapping[str, Any], asked: Mapping[str, Any]) -> bool:
    """Train one variant; whether Ctrl-C was pressed."""
    watcher = Watcher(place)
    request = running_request()
    where = RunningFit(request["header"]["msg_id"] if request else "")
    try:
        what = plan(start, changes)
        model, fresh = bench.model(what)
        with polite_interrupt(model, watcher, where):
            began = time.monotonic()
            arguments = {**cut(what.arguments), "verbose": 0}
            arguments["callbacks"] = [*copied(arguments.get("callbacks") or ()), watcher]
            history = keras.Model.fit.__wrapped__(model, **arguments)  # nothing of it is the learner's
            seconds = time.monotonic() - began
    except CannotError as error:
        _tell(place, problem=str(error))
        return False
    except KeyboardInterrupt:
        _tell(place, problem="Ctrl-C ended it")
        return True
    except Exception as error:
        _tell(place, problem=f"it fails: {first_line(error)}")
        return False
    watcher.flush()
    asked_for = int(what.arguments.get("epochs", 1))
    ended = "stopped" if watcher.stop_asked else "finished" if len(history.epoch) >= asked_for else "early"
    given = {**what.arguments, "callbacks": copied(what.arguments.get("callbacks") or ())}
    told = {
        "settings": _settings(model, given, start, what),
        "metrics": columns_of(history),
        "epochs": len(history.epoch),
        "asked": asked_for,
        "seconds": seconds,
        "ended": ended,
    }
    _tell(place, fresh=fresh, lines=lines_of(start, what, fresh, asked["name"]), **told)
    if history.epoch:
        tell(asked.get("line", ""), variant=True, **told)
        TRIED.append(history.history)
    return watcher.stop_asked


def _settings(model: Any, arguments: Mapping[str, Any], start: Start, what: Plan) -> dict[str, Any]:
    from .compiled import compiled_facts

    origin = {"compiled": compiled_facts(model), "before": start.before}
    return settings_of(model, arguments, origin, start.random[2] if what.seed is None else what.seed)


def _tell(place: int, **known: Any) -> None:
    about = {"key": "", "run_place": 1, "model": "", "settings": {}, "metrics": {}, "epochs": 0, "asked": 0}
    about |= {"seconds": 0.0, "ended": "finished", "checkpoint": "", "lines": [], "fresh": False, "problem": ""}
    publish({"event": "variant_ended", "place": place, **about, **known})


def copied(callbacks: Sequence[Any]) -> list[Any]:
    """Copies of those callbacks that change how a training goes. The learner's own are left out: they may count,
    print and draw."""
    found = []
    for callback in callbacks:
        if type(callback).__module__.startswith("keras.") and type(callback).__name__ in OWN_CALLBACKS:
            twin = copy.copy(callback)
            twin._model = None
            found.append(twin)
    return found


def lines_of(start: Start, what: Plan, fresh: bool, name: str) -> list[str]:
    """The lines that make the variant's model, up to its `fit`; empty when they cannot be written."""
    try:
        lines = []
        if fresh:
            seed = what.seed if what.seed is not None else start.random[2]
            lines.append(f"keras.utils.set_random_seed({DEFAULT_SEED if seed is None else seed})")
            lines += model_lines(name, start.model.__name__, what.config)
        elif what.reshaped:
            lines.append(f"before = __tutor__.model_before({start.key!r})")
            lines += model_lines(name, start.model.__name__, what.config)
            lines.append(f"{name}.set_weights(before.get_weights())")
        else:
            lines.append(f"{name} = __tutor__.model_before({start.key!r})")
        if fresh or what.reshaped or what.recompiled:
            lines.append(compile_line(name, what.recipe))
    except NotWrittenError:
        return []
    return lines


def model_before(key: str) -> Any:
    """A new model, compiled, as the run's was when it began, and the random numbers where they were then.

    Raises ValueError when that is not known any more.
    """
    start = STARTS.get(key)
    try:
        if start is None:
            raise CannotError("what it began with is not kept any more")
        with chance.names_kept():
            model, _ = Bench(start).model(plan(start, {}))
    except CannotError as error:
        raise ValueError(f"This run cannot be begun again: {error}.") from None
    return model
