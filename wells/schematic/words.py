"""What the drawing calls things: the field's short word for each kind."""

from __future__ import annotations

from wells.engine.model import Component, TubularString, WellModel
from wells.schematic.inches import inches

STRINGS = {
    "structural": "structural pipe",
    "conductor": "conductor",
    "surface_casing": "surface casing",
    "intermediate_casing": "intermediate casing",
    "production_casing": "production casing",
    "liner": "liner",
    "tieback": "tie-back",
    "tubing": "tubing",
    "screen": "screens",
}
COMPONENTS = {
    "safety_valve": "DHSV",
    "annulus_safety_valve": "ASV",
    "packer": "Packer",
    "liner_hanger": "Liner hanger",
    "liner_top_packer": "Liner-top packer",
    "casing_hanger": "Casing hanger",
    "tubing_hanger": "Tubing hanger",
    "gas_lift_mandrel": "Side pocket",
    "gas_lift_valve": "Gas lift valve",
    "gauge_carrier": "Gauge",
    "injection_mandrel": "Injection mandrel",
    "sliding_sleeve": "Sliding sleeve",
    "expansion_joint": "Expansion joint",
    "nipple": "Nipple",
    "crossover": "Crossover",
    "polished_bore_receptacle": "PBR",
    "esp": "ESP",
    "feed_through": "Feed-through",
    "rupture_disc": "Rupture disc",
    "stage_tool": "Stage tool",
    "external_casing_packer": "ECP",
    "plug": "Plug",
    "cement_plug": "Cement plug",
    "perforations": "Perforations",
    "valve": "Valve",
    "check_valve": "Check valve",
    "gauge": "Gauge",
    "obstruction": "Obstruction",
    "other": "Component",
}
#: Kinds whose own name says more than the word of the kind.
NAMED = {"plug", "cement_plug", "perforations", "obstruction", "other", "valve", "check_valve", "crossover"}
#: Kinds that a reader looks for first.
BOLD = {"safety_valve", "annulus_safety_valve", "packer", "plug"}
VALVES = {
    "lower_master": "LMV",
    "upper_master": "UMV",
    "production_wing": "PWV",
    "injection_wing": "IWV",
    "kill_wing": "KWV",
    "swab": "SV",
    "annulus_master": "AMV",
    "annulus_wing": "AWV",
    "crossover": "XOV",
    "side_outlet_inner": "Side outlet, inner",
    "side_outlet_outer": "Side outlet, outer",
}
SECTIONS = {
    "casing_head": "Casing head",
    "casing_spool": "Casing spool",
    "tubing_head": "Tubing head",
    "subsea_housing": "Subsea wellhead housing",
}
TREES = {
    "surface": "Surface tree",
    "subsea_vertical": "Subsea vertical tree",
    "subsea_horizontal": "Subsea horizontal tree",
}
NUMERALS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def size(string: TubularString) -> str:
    """Diameters of a string from the top down, as 10¾ × 9⅝″; empty where none is known."""
    known = [inches(section.od_m) for section in string.sections or () if section.od_m]
    unique = list(dict.fromkeys(known))
    return " × ".join([*(one.removesuffix("″") for one in unique[:-1]), *unique[-1:]])


def short_name(string: TubularString) -> str:
    """What labels call a string: its size, its word where the size is not known or says nothing."""
    word = STRINGS.get(string.kind, string.kind)
    if string.kind in ("tubing", "screen"):
        return word.capitalize()
    return size(string) or word.capitalize()


def full_name(string: TubularString) -> str:
    """What the element itself says: 9⅝″ production casing."""
    word = STRINGS.get(string.kind, string.kind)
    return f"{size(string)} {word}" if size(string) else f"{word.capitalize()}, size not known"


def component_name(component: Component) -> str:
    """The short word of a component, or its own name where that says more."""
    if component.kind in NAMED and component.name:
        return component.name
    return COMPONENTS.get(component.kind, component.kind.replace("_", " ").capitalize())


def summary(model: WellModel) -> str:
    """One sentence for readers who cannot see the drawing."""
    strings = model.strings or ()
    if not strings:
        return "No strings are entered for this well."
    count = NUMERALS[len(strings)] if len(strings) < len(NUMERALS) else str(len(strings))
    names = ", ".join(full_name(string) for string in strings)
    parts = [f"{count} string{'s' if len(strings) > 1 else ''}: {names}."]
    if model.components:
        parts.append(f"{len(model.components)} components.")
    return " ".join([*parts, "Every element is listed with its depth in the tables beside the drawing."])
