"""Step kinds: each what a lesson may ask for. One file and one line here add another."""

from __future__ import annotations

from tutor.core.course import Step
from tutor.steps.compile import CompileStep
from tutor.steps.data import DataStep
from tutor.steps.fit import FitStep
from tutor.steps.inspect import InspectStep
from tutor.steps.model import ModelStep
from tutor.steps.predict import PredictStep
from tutor.steps.quiz import QuizStep
from tutor.steps.read import ReadStep
from tutor.steps.repair import RepairStep
from tutor.steps.whatif import WhatIfStep

KINDS: dict[str, type[Step]] = {
    "data": DataStep,
    "model": ModelStep,
    "compile": CompileStep,
    "fit": FitStep,
    "predict": PredictStep,
    "inspect": InspectStep,
    "whatif": WhatIfStep,
    "repair": RepairStep,
    "read": ReadStep,
    "quiz": QuizStep,
}
"""The `kind` in a lesson file."""
