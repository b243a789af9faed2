"""The first code a fresh session runs: makes the shipped sources importable as `_tutor_runtime`.

It is executed with one global, `sources`: module name -> source text. It leaves two traces, an entry in
`sys.meta_path` and `builtins.__tutor__`; the learner's namespace stays as it was.
"""

from __future__ import annotations

import builtins
import importlib
import importlib.abc
import importlib.util
import sys
from collections.abc import Mapping, Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType

PACKAGE = "_tutor_runtime"


class ShippedSources(importlib.abc.MetaPathFinder, importlib.abc.InspectLoader):
    """Finds and loads modules that came as text."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        self.builtins = dict(vars(builtins))  # the learner may write into the real ones
        self.sources = {
            PACKAGE if name == "__init__" else f"{PACKAGE}.{name}": text for name, text in sources.items()
        }

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name not in self.sources:
            return None
        return importlib.util.spec_from_loader(name, self, is_package=self.is_package(name))

    def exec_module(self, module: ModuleType) -> None:
        module.__dict__["__builtins__"] = self.builtins
        super().exec_module(module)

    def get_source(self, name: str) -> str:
        return self.sources[name]

    def is_package(self, name: str) -> bool:
        return name == PACKAGE


def install(sources: Mapping[str, str]) -> None:
    """Make the sources importable and start the service that answers as `__tutor__`."""
    sys.meta_path.insert(0, ShippedSources(sources))
    service = importlib.import_module(f"{PACKAGE}.service")
    builtins.__tutor__ = service  # type: ignore[attr-defined]
    service.install()


if "sources" in globals():
    install(globals()["sources"])
