"""The drawing of a well as a page shows it."""

from deepguard.units import display_unit
from wells.engine.model import WellModel
from wells.engine.trajectory import path_of
from wells.schematic import draw


def schematic_of(model: WellModel, system: str, *, overlay=()):
    """The drawing in the reader's depth unit, with TVD where there is a survey."""
    return draw(model, path=path_of(model), overlay=overlay, units=display_unit("md_m", system).symbol)
