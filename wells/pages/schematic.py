"""The drawing of a well as a page shows it."""

from deepguard.units import display_unit
from wells.engine.model import WellModel
from wells.engine.trajectory import Path, SurveyError, path_of
from wells.schematic import FEET, METRES, draw


def schematic_of(model: WellModel, system: str, *, overlay=()):
    """The drawing in the reader's depth unit, with TVD where there is a survey."""
    unit = FEET if display_unit("md_m", system).symbol == "ft" else METRES
    return draw(model, path=_path(model), overlay=overlay, units=unit)


def _path(model: WellModel) -> Path | None:
    try:
        return path_of(model)
    except SurveyError:
        return None
