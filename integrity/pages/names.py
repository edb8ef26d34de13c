"""What things of a well are called on pages: an element id turned into the words of the field."""

from __future__ import annotations

from wells.engine.model import Annulus, Component, Layer, TubularString, WellModel

KIND_WORDS = {
    "safety_valve": "safety valve",
    "annulus_safety_valve": "annulus safety valve",
    "esp": "ESP",
    "polished_bore_receptacle": "PBR",
}


def names_of(model: WellModel) -> dict[str, str]:
    """Element id -> name, for every noun a candidate or a gap can point at."""
    names: dict[str, str] = {}
    for string in model.strings or ():
        names[string.id] = string_name(string)
    for component in model.components or ():
        names[component.id] = component_name(component)
    for section in model.wellhead_sections or ():
        names[section.id] = (section.kind or section.id).replace("_", " ")
    for tree in model.trees or ():
        names[tree.id] = f"{(tree.kind or '').replace('_', ' ')} tree".strip()
    for formation in model.formations or ():
        names[formation.id] = formation.name or formation.id
    for annulus in model.annuli or ():
        names[annulus.id or annulus.letter] = f"{annulus.letter} annulus"
    for strength in model.formation_strength or ():
        names[strength.id] = f"{strength.kind.upper()} {strength.id}"
    return names


def string_name(string: TubularString) -> str:
    return string.name or f"{string.kind.replace('_', ' ')} {string.id}"


def component_name(component: Component) -> str:
    words = KIND_WORDS.get(component.kind, component.kind.replace("_", " "))
    if component.kind == "valve" and component.position:
        words = f"{component.position.replace('_', ' ')} valve"
    return f"{component.name}, {words}" if component.name and component.name.lower() not in words else words


def fluid_line(annulus: Annulus | None) -> list[tuple[str, float | None]]:
    """The layers of an annulus, top first: name, and heaviest density where the name does not say it."""
    if annulus is None or not annulus.layers:
        return []
    return [(_fluid(layer), _unsaid_density(layer)) for layer in annulus.layers]


def _fluid(layer: Layer) -> str:
    return layer.fluid or layer.phase or "fluid"


def _unsaid_density(layer: Layer) -> float | None:
    said = " sg" in _fluid(layer)
    return None if said else layer.density_kg_m3
