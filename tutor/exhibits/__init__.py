"""Exhibits: what is shown after a pass, drawn from facts. One file and one line here add another."""

from __future__ import annotations

from tutor.core.protocols import Exhibit
from tutor.exhibits.confusion import ConfusionExhibit
from tutor.exhibits.curve import CurveExhibit
from tutor.exhibits.curves import CurvesExhibit
from tutor.exhibits.decision_map import DecisionMapExhibit
from tutor.exhibits.equation import EquationExhibit
from tutor.exhibits.film import FilmExhibit
from tutor.exhibits.fit_line import FitLineExhibit
from tutor.exhibits.gradient import GradientExhibit
from tutor.exhibits.images import ImagesExhibit
from tutor.exhibits.layers import LayersExhibit
from tutor.exhibits.loss_map import LossMapExhibit
from tutor.exhibits.predictions import PredictionsExhibit
from tutor.exhibits.recipe import RecipeExhibit
from tutor.exhibits.residuals import ResidualsExhibit
from tutor.exhibits.runs import FanExhibit, RunsExhibit
from tutor.exhibits.scatter import ScatterExhibit
from tutor.exhibits.table import TableExhibit
from tutor.exhibits.training import TrainingExhibit
from tutor.exhibits.weights import WeightsExhibit

EXHIBITS: dict[str, type[Exhibit]] = {
    "confusion": ConfusionExhibit,
    "curve": CurveExhibit,
    "curves": CurvesExhibit,
    "decision_map": DecisionMapExhibit,
    "equation": EquationExhibit,
    "fan": FanExhibit,
    "film": FilmExhibit,
    "fit_line": FitLineExhibit,
    "gradient": GradientExhibit,
    "images": ImagesExhibit,
    "layers": LayersExhibit,
    "loss_map": LossMapExhibit,
    "predictions": PredictionsExhibit,
    "recipe": RecipeExhibit,
    "residuals": ResidualsExhibit,
    "runs": RunsExhibit,
    "scatter": ScatterExhibit,
    "table": TableExhibit,
    "training": TrainingExhibit,
    "weights": WeightsExhibit,
}
"""The word in a lesson file, which is also the name of the exhibit's first field."""
