"""The drawing of a well as a page shows it."""

from deepguard.units import display_unit
from wells.engine.model import WellModel
from wells.engine.trajectory import Path, SurveyError, path_of
from wells.schematic import FEET, METRES, draw
from wells.schematic.course import course


def schematic_of(model: WellModel, system: str, *, overlay=()):
    """The drawing in the reader's depth unit, with TVD where there is a survey."""
    unit = FEET if display_unit("md_m", system).symbol == "ft" else METRES
    return draw(model, path=_path(model), overlay=overlay, units=unit)


def _path(model: WellModel) -> Path | None:
    """The path of the hole that is drawn in full: the wellbore in use."""
    drawn = course(model).wellbore
    try:
        return path_of(model, drawn.id if drawn else None)
    except SurveyError:
        return None
