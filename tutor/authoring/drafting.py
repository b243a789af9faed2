"""Makes a draft lesson of a notebook: runs its cells once, and proposes checks from what came of each."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from tutor.core.acts import Acts, acts_of
from tutor.core.execution import Done, Error, Status
from tutor.core.facts import ArrayFacts, Describe, Facts, HistoryFacts, ModelFacts, ScalarFacts, TextFacts
from tutor.core.own_file import OwnFile
from tutor.core.protocols import Session
from tutor.core.syntax import masked, parsed
from tutor.storage.material.elsewhere import fitted
from tutor.storage.material.prose import plain_prose

TO_WRITE = "TO BE WRITTEN: a nudge, that does not give the answer away."
SMALL = 12
"""Numbers of an array that are compared one by one; of a larger one the shape is."""


class Draft(Struct, frozen=True):
    """A lesson as plain data, ready to be written, and what its author has to do."""

    lesson: dict[str, Any]
    to_do: tuple[str, ...]


def drafted(found: OwnFile, session: Session) -> Draft:
    """The draft. Runs every cell, in order: the learner has to have agreed to that."""
    steps: list[dict[str, Any]] = []
    setup: list[str] = []
    texts: list[str] = []
    to_do: list[str] = []
    for piece in found.pieces:
        if not piece.is_code:
            texts.append(plain_prose(piece.text))
            continue
        code = fitted(piece.text).code.strip()
        error = _run(session, code)
        if not steps and _only_imports(code) and not error:
            setup.append(code)
            continue
        name = _free(f"step-{len(steps) + 1}", steps)
        if error:
            to_do.append(f"`{name}` fails with {error}, so it is left out.")
            continue
        if parsed(code) is None:
            to_do.append(f"A cell with lines for the shell or the notebook is left out: `{code.splitlines()[0]}`.")
            continue
        step = _step(code, session)
        said = {"say": "\n\n".join(texts)} if texts else {}
        texts = []
        kind, wanted = step.pop("kind"), step.pop("name")
        step = {"id": _free(wanted, steps), "kind": kind, **said, **step}
        steps.append(step)
        if "expect" not in step:
            to_do.append(f"`{step['id']}`: say what is to come out, under `expect`.")
    to_do += [f"`{step['id']}`: write its hints." for step in steps if "hints" in step]
    if texts:
        steps.append({"id": _free("end", steps), "kind": "read", "say": "\n\n".join(texts)})
    slug = re.sub(r"[^a-z0-9]+", "-", found.path.stem.lower()).strip("-") or "lesson"
    lesson: dict[str, Any] = {"format": 1, "id": slug if slug[0].isalpha() else f"lesson-{slug}"}
    lesson |= {"title": plain_prose(found.title).strip("*")[:60] or found.path.stem}
    lesson |= {"goal": "TO BE WRITTEN: what the learner can do afterwards.", "minutes": max(5, 2 * len(steps))}
    lesson |= {"random_seed": 1} | ({"setup": "\n".join(setup)} if setup else {}) | {"steps": steps}
    return Draft(lesson, ("Write the `goal`, and say how many `minutes` it takes.", *to_do))


def _run(session: Session, code: str) -> str:
    """The error in short; empty when it ran to its end."""
    error = ""
    for event in session.run(code):
        if isinstance(event, Error):
            error = f"{event.name}: {event.message.splitlines()[0] if event.message else ''}"
        elif isinstance(event, Done) and event.status is not Status.OK:
            error = error or "no end"
    return error


def _only_imports(code: str) -> bool:
    tree = parsed(masked(code))
    return tree is not None and all(isinstance(node, ast.Import | ast.ImportFrom | ast.Pass) for node in tree.body)


def _step(code: str, session: Session) -> dict[str, Any]:
    """Kind, name and checks of one cell, from what it calls and what it made."""
    acts = acts_of(code)
    names = [name for name in _in_order(code) if name in acts.binds]
    owners = [call.rpartition(".")[0] for call in acts.calls if "." in call]
    asked = [*names, *(name for name in owners if name.isidentifier() and name not in names)]
    facts = dict(zip(asked, session.query([Describe(name) for name in asked], 20.0), strict=True))
    models = [name for name in asked if isinstance(facts[name], ModelFacts)]
    kind = _kind(acts, [name for name in names if name in models], models)
    expect = list(_expected(kind, names, models, facts, acts))
    subject = next((str(next(iter(check.values()))) for check in expect), "")
    step: dict[str, Any] = {"kind": kind, "name": _slug(kind, subject)}
    step |= {"task": "TO BE WRITTEN: what to do." + (f" Names: {', '.join(names)}." if names else "")}
    step |= {"code": code} | ({"expect": expect} if expect else {}) | {"hints": [TO_WRITE]}
    return step


def _kind(acts: Acts, made: Sequence[str], models: Sequence[str]) -> str:
    calls = {call.rpartition(".")[2] for call in acts.calls if call.rpartition(".")[0] in {*models, ""}}
    for kind, words in (("fit", {"fit"}), ("compile", {"compile"}), ("predict", {"predict", "evaluate"})):
        if calls & words and (models or kind != "fit"):
            return "model" if kind == "compile" and made else kind
    if made:
        return "model"
    return "data" if acts.binds else "inspect"


def _expected(
    kind: str, names: Sequence[str], models: Sequence[str], facts: dict[str, Facts], acts: Acts
) -> Iterator[dict[str, Any]]:
    for name in models if kind in ("model", "compile") else ():
        model = facts[name]
        assert isinstance(model, ModelFacts)
        if kind == "model":
            yield {"layers": name, "are": [{layer.kind: _settings(layer.config)} for layer in model.layers]}
        if model.compiled is not None and model.compiled.loss and model.compiled.loss_known:
            yield {"compiled": name, "loss": model.compiled.loss, "optimizer": model.compiled.optimizer}
    for name in names:
        match facts[name]:
            case HistoryFacts(epochs=epochs):
                yield {"history": name, "epochs": epochs}
            case ArrayFacts(shape=shape, values=values, finite=finite) as array if kind in ("data", "predict"):
                whole = kind == "data" and finite and array.size <= SMALL and len(shape) == 1
                yield {"array": name, "equals": list(values)} if whole else {"array": name, "shape": list(shape)}
            case ScalarFacts(value=value) if kind == "data":
                yield {"scalar": name, "near": value, "within": abs(value) / 100}
            case TextFacts(value=text) if kind == "data" and len(text) < 100:
                yield {"text": name, "equals": text}
    if kind == "fit" and not any(isinstance(facts[name], HistoryFacts) for name in names) and models:
        model = facts[models[0]]
        if isinstance(model, ModelFacts):
            yield {"runs": {"at_least": 1}}


def _settings(config: Any) -> dict[str, Any]:
    """What tells one layer from another, where it is plain: units, activation, filters, rate."""
    kept = {
        name: config[name] for name in ("units", "filters", "kernel_size", "rate", "activation") if name in config
    }
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in kept.items()
        if isinstance(value, int | float | str | list | tuple) and value != "linear"
    }


def _in_order(code: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r"[A-Za-z_]\w*", code)))


def _slug(kind: str, subject: str) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", subject.lower()).strip("-") if subject.isidentifier() else ""
    return f"{kind}-{plain}" if plain and plain != kind else kind


def _free(name: str, steps: Sequence[dict[str, Any]]) -> str:
    taken = {step["id"] for step in steps}
    number = 2
    found = name
    while found in taken:
        found, number = f"{name}-{number}", number + 1
    return found


def as_yaml(draft: Draft, source: Path) -> str:
    """The file, with what is to be done above it."""
    import yaml

    class Writer(yaml.SafeDumper):
        pass

    def text(writer: Any, value: str) -> Any:
        lines = "\n".join(line.rstrip() for line in value.split("\n"))
        return writer.represent_scalar("tag:yaml.org,2002:str", lines, style="|" if "\n" in lines else None)

    Writer.add_representer(str, text)
    head = [f"# A draft, made of {source.name}. To be done before `python -m tutor check` takes it:"]
    head += [f"# - {line}" for line in draft.to_do]
    body = yaml.dump(draft.lesson, Dumper=Writer, sort_keys=False, allow_unicode=True, width=110)
    return "\n".join([*head, str(body)])
