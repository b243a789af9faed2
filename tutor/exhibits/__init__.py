"""Exhibits: what is shown after a pass, drawn from facts. One file and one line here add another."""

from __future__ import annotations

from tutor.core.protocols import Exhibit
from tutor.exhibits.curve import CurveExhibit
from tutor.exhibits.equation import EquationExhibit
from tutor.exhibits.layers import LayersExhibit
from tutor.exhibits.predictions import PredictionsExhibit
from tutor.exhibits.recipe import RecipeExhibit
from tutor.exhibits.scatter import ScatterExhibit
from tutor.exhibits.table import TableExhibit
from tutor.exhibits.training import TrainingExhibit
from tutor.exhibits.weights import WeightsExhibit

EXHIBITS: dict[str, type[Exhibit]] = {
    "curve": CurveExhibit,
    "equation": EquationExhibit,
    "layers": LayersExhibit,
    "predictions": PredictionsExhibit,
    "recipe": RecipeExhibit,
    "scatter": ScatterExhibit,
    "table": TableExhibit,
    "training": TrainingExhibit,
    "weights": WeightsExhibit,
}
"""The word in a lesson file, which is also the name of the exhibit's first field."""
