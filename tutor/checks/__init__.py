"""Checks: each a probe and a pure judge over facts. One file and one line here add another."""

from __future__ import annotations

from tutor.checks.array import ArrayCheck
from tutor.checks.call import CallCheck
from tutor.checks.compiled import CompiledCheck
from tutor.checks.error import ErrorCheck
from tutor.checks.figure import FigureCheck
from tutor.checks.history import HistoryCheck
from tutor.checks.layers import LayersCheck
from tutor.checks.normalization import NormalizationCheck
from tutor.checks.printed import PrintedCheck
from tutor.checks.python import PythonCheck
from tutor.checks.runs import RunsCheck
from tutor.checks.scalar import ScalarCheck
from tutor.checks.text import TextCheck
from tutor.checks.value import ValueCheck
from tutor.checks.weights import WeightsCheck
from tutor.core.protocols import Check

CHECKS: dict[str, type[Check]] = {
    "array": ArrayCheck,
    "call": CallCheck,
    "compiled": CompiledCheck,
    "error": ErrorCheck,
    "figure": FigureCheck,
    "history": HistoryCheck,
    "layers": LayersCheck,
    "normalization": NormalizationCheck,
    "printed": PrintedCheck,
    "python": PythonCheck,
    "runs": RunsCheck,
    "scalar": ScalarCheck,
    "text": TextCheck,
    "value": ValueCheck,
    "weights": WeightsCheck,
}
"""The word in a lesson file, which is also the name of the check's first field."""
