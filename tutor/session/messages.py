"""Turns Jupyter messages into events, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from tutor.core.drawings import Axes, Figure, Series
from tutor.core.execution import (
    Cut,
    Display,
    Epoch,
    Epochs,
    Error,
    Frame,
    InputRequested,
    Paused,
    SessionEvent,
    Steered,
    Stream,
    TrainingEnded,
    TrainingStarted,
    VariantEnded,
    VariantEpochs,
    Warned,
)
from tutor.core.runs import Curve, Run
from tutor.core.sieve import Sieve, harmless, one_line
from tutor.core.wire import decode

ASKED = "__tutor__"
FACTS = "application/vnd.keras-tutor.facts+json"
EVENT = "application/vnd.keras-tutor.event+json"
"""The same as in `tutor/runtime/codec.py` and `service.py`, which live in another process."""

CELL_FILE = re.compile(r" \((?:<[^>]*>|\d+\.py), line \d+\)$")
"""What a SyntaxError says of the place: a file that the learner does not have."""

NOISE = re.compile(
    r"<Figure size|<matplotlib\.|<mpl_toolkits\.|<Axes|<(Bar|Errorbar|Stem)Container"
    r"|<keras\.src\.callbacks\.history\.History|^\[?Text\("  # `plt.title`, `ax.set`
)
"""A repr with one of these in it says nothing to a learner: what plot functions and `fit` happen to return."""


class Translator:
    """Translates the messages of one session, in order. It knows telemetry that comes twice."""

    def __init__(self) -> None:
        self._sieves = {name: Sieve(colours=False) for name in ("stdout", "stderr")}
        """No command to a terminal crosses, however its code cuts it into pieces."""
        self._latest = -1
        """The number of the latest of our own messages."""
        self.training = False
        """Whether a `fit` has begun and not ended."""

    def events(self, message: Mapping[str, Any]) -> list[SessionEvent]:
        """The events that a message stands for; none for those that only Jupyter cares about."""
        content = message["content"]
        match message["header"]["msg_type"]:
            case "stream":
                name = "stderr" if content["name"] == "stderr" else "stdout"
                text = self._sieves[name](content["text"])
                return [Stream(text, name)] if text else []
            case "execute_result" | "display_data" | "update_display_data":
                return self._shown(content["data"])
            case "error":
                return [error_event(content)]
            case "input_request":
                return [InputRequested(harmless(content["prompt"]), bool(content.get("password")))]
            case _:
                return []

    def _shown(self, data: Mapping[str, Any]) -> list[SessionEvent]:
        if EVENT in data:
            return self._ours(data[EVENT])
        text = harmless(data.get("text/plain", ""))
        if text.endswith("\n"):  # no repr does: this is rich, which prints `model.summary()`
            return [Stream(text)]
        return [Display(text)] if text and not NOISE.search(text) else []

    def _ours(self, body: Mapping[str, Any]) -> list[SessionEvent]:
        number = body.get("serial")  # a figure that is the value of a line has none
        if number is not None and number <= self._latest:
            return []
        self._latest = self._latest if number is None else number
        match body["event"]:
            case "training_started":
                self.training = True
                weights = decode(body["weights"])
                about = body["total"], body["first"], body["loss"], weights, body["again"]
                return [TrainingStarted(*about, patient=decode(body.get("patient")))]
            case "epochs":
                rows = tuple(Epoch(row["number"], decode(row["metrics"])) for row in body["rows"])
                return [Epochs(rows, decode(body["weights"]), decode(body.get("patient")))]
            case "training_ended":
                self.training = False
                run = run_of(body["run"]) if body.get("run") else None
                changes = tuple((number, epoch, rate) for number, epoch, rate in body.get("changes", ()))
                return [TrainingEnded(body["epochs"], body["seconds"], body["stopped"], run, changes)]
            case "steered":
                return [Steered(body["epoch"], body["before"], body["rate"], harmless(body["obstacle"]))]
            case "paused":
                return [Paused(body["epoch"], body["rate"], harmless(body["obstacle"]))]
            case "variant_epochs":
                rows = tuple(Epoch(row["number"], decode(row["metrics"])) for row in body["rows"])
                return [VariantEpochs(body["place"], rows)]
            case "variant_ended":
                lines = tuple(map(harmless, body["lines"]))
                problem = harmless(body["problem"])
                return [VariantEnded(body["place"], run_of(body), lines, body["fresh"], problem)]
            case "warning":
                return [Warned(one_line(body["name"]), harmless(body["message"]))]
            case "cut":
                return [Cut(body["characters"])]
            case "figure":
                charts = tuple(axes_of(each) for each in body["axes"])
                return [Figure(charts, body["title"], body.get("note", ""), body.get("across", 0))]
            case _:
                return []


def error_event(content: Mapping[str, Any], frames: Sequence[Sequence[Any]] = ()) -> Error:
    """The error of an `error` message or of a failed `execute_reply`; `frames` as the runtime tells them."""
    return Error(
        name=one_line(content["ename"]),
        message=CELL_FILE.sub("", harmless(content["evalue"])),
        frames=tuple(Frame(line, harmless(source)) for line, source in frames),
        traceback=harmless("\n".join(content["traceback"])),
    )


def pages(reply: Mapping[str, Any]) -> list[SessionEvent]:
    """What `help` and `model?` show: it comes in the reply to an execution, meant for a pager."""
    shown = [each for each in reply.get("payload", ()) if each.get("source") == "page"]
    return [Display(harmless(each["data"].get("text/plain", "")).strip("\n")) for each in shown]


def asked_to_exit(reply: Mapping[str, Any]) -> bool:
    """Whether the code called `exit()`: the process ends right after this reply."""
    return any(each.get("source") == "ask_exit" for each in reply.get("payload", ()))


def facts_in(reply: Mapping[str, Any]) -> Any:
    """The JSON that the runtime put into a reply. Raises LookupError when it could not."""
    expression = reply["user_expressions"][ASKED]
    if expression["status"] != "ok":
        raise LookupError(f"{expression.get('ename')}: {expression.get('evalue')}")
    return expression["data"][FACTS]


def run_of(body: Mapping[str, Any]) -> Run:
    """One run from its JSON."""
    settings = {
        one_line(name): one_line(value) if isinstance(value, str) else value
        for name, value in decode(body["settings"]).items()
    }
    metrics = {one_line(name): Curve(*columns) for name, columns in decode(body["metrics"]).items()}
    names = ("key", "model", "epochs", "asked", "seconds", "ended", "checkpoint")
    return Run(place=body["run_place"], settings=settings, metrics=metrics, **{name: body[name] for name in names})


def axes_of(body: Mapping[str, Any]) -> Axes:
    """One chart from its JSON; what is not said keeps its default."""
    series = tuple(series_of(each) for each in body["series"])
    return Axes(**{**{name: listed(value) for name, value in body.items()}, "series": series})


def series_of(body: Mapping[str, Any]) -> Series:
    return Series(**{name: listed(value) for name, value in body.items()})


def listed(value: Any) -> Any:
    """Lists as tuples, all the way down."""
    return tuple(listed(each) for each in value) if isinstance(value, list) else value
