"""Sources that came as text can be imported."""

from __future__ import annotations

import ast
import importlib
import sys

import pytest

from tutor.runtime.bootstrap import PACKAGE, ShippedSources
from tutor.session.live import RUNTIME, bootstrap


def test_modules_find_each_other_and_their_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    finder = ShippedSources({"__init__": "", "one": "from .two import value", "two": "value = 3"})
    monkeypatch.setattr(sys, "meta_path", [finder, *sys.meta_path])
    for name in ("", ".one", ".two"):
        monkeypatch.delitem(sys.modules, PACKAGE + name, raising=False)
    assert importlib.import_module(f"{PACKAGE}.one").value == 3
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module(f"{PACKAGE}.three")
    for name in ("", ".one", ".two"):
        monkeypatch.delitem(sys.modules, PACKAGE + name)


def test_every_file_of_the_runtime_is_shipped() -> None:
    shipped = bootstrap()
    names = {path.stem for path in RUNTIME.glob("*.py")}
    assert {"__init__", "bootstrap", "service", "figures"} <= names
    ast.parse(shipped)
    assert all(f"{name!r}: " in shipped for name in names - {"bootstrap"})
