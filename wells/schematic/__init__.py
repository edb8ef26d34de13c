"""The drawing of a well as SVG: a pure function of the frozen `WellModel`.

draw(model, path=…, overlay=…)   the drawing: svg, standalone(), scene, legend, scale_note
Overlay(uids, kind, text)        barrier lines, failures, changes and pressures laid over it
inches(od_m)                     a diameter as the field says it
"""

from wells.schematic.drawing import Drawing, draw
from wells.schematic.frame import FEET, METRES, DepthUnit
from wells.schematic.inches import inches
from wells.schematic.legend import LegendItem
from wells.schematic.overlay import Overlay

__all__ = ["FEET", "METRES", "DepthUnit", "Drawing", "LegendItem", "Overlay", "draw", "inches"]
