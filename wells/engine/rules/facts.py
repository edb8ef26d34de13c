"""Rules 8, 11, 15 and 18: single facts that cannot be so, or that leave a limit open."""

from __future__ import annotations

from collections.abc import Iterator

from wells.engine.rules.violation import (
    Mapping,
    Place,
    Violation,
    broken,
    listed,
    named,
    number,
    text,
    together,
)  # fmt: skip

#: Lightest and heaviest density a formation strength or a fluid in a well can be stated as, kg/m3.
LEAST_EMW_KG_M3, GREATEST_DENSITY_KG_M3 = 500.0, 3000.0
#: Kinds that may stand without a place.
PLACELESS = ("gauge", "obstruction", "other")


def discs_state_how_they_open(document: Mapping) -> Iterator[Violation]:
    """Rule 8, a warning: a rupture disc states `opens` and `tolerance_fraction`; until then it is unknown."""
    for place, component in listed(document, "components"):
        if component.get("kind") != "rupture_disc":
            continue
        ratings = component.get("ratings")
        for field in ("opens", "tolerance_fraction"):
            if not isinstance(ratings, dict) or ratings.get(field) is None:
                detail = f"rupture disc {named(component)} does not state {field}: its opening pressure counts as unknown"
                yield broken(8, (*place, "ratings", field), detail, severity="warning")


def components_have_a_place(document: Mapping) -> Iterator[Violation]:
    """Rule 11, a warning: a component is on a string or mounted on something."""
    for place, component in listed(document, "components"):
        if (
            component.get("kind") in PLACELESS
            or text(component, "string_id")
            or text(component, "mounted_on")
        ):
            continue
        detail = f"{named(component)} is on no string and mounted on nothing: every annulus limit stays provisional"
        yield broken(11, place, detail, severity="warning")


def components_leave_with_their_string(document: Mapping) -> Iterator[Violation]:
    """Rule 11, a warning: a component is not in the well after its string was pulled, or before it was run."""
    strings = {text(item, "id"): item for _, item in listed(document, "strings")}
    for place, component in listed(document, "components"):
        string = strings.get(text(component, "string_id"))
        if string is None:
            continue
        if not together(component, string):
            detail = f"{named(component)} and its string {named(string)} are never in the well on one day"
            yield broken(11, (*place, "valid_from"), detail, severity="warning")
        elif _outlasts(component, string):
            detail = f"{named(component)} stays after its string {named(string)} left on {text(string, 'valid_to')}"
            yield broken(11, (*place, "valid_to"), detail, severity="warning")


def densities_are_credible(document: Mapping) -> Iterator[Violation]:
    """Rule 15: an equivalent mud weight lies between 500 and 3000 kg/m3, no fluid is heavier than 3000."""
    for place, strength in listed(document, "formation_strength"):
        emw = number(strength, "emw_kg_m3")
        if emw is not None and not LEAST_EMW_KG_M3 <= emw <= GREATEST_DENSITY_KG_M3:
            detail = f"{named(strength)}: an equivalent mud weight of {emw:g} kg/m3 ({emw / 1000:g} g/cm3) is not between"
            yield broken(
                15, (*place, "emw_kg_m3"), f"{detail} 500 and 3000; is the unit or the decimal point right?"
            )
    for place, layer, owner in _layers(document):
        for field in ("density_kg_m3", "lightest_density_kg_m3"):
            density = number(layer, field)
            if density is not None and density > GREATEST_DENSITY_KG_M3:
                yield broken(
                    15,
                    (*place, field),
                    f"{owner}: a fluid of {density:g} kg/m3 is heavier than any used in wells",
                )


def least_is_not_above_greatest(document: Mapping) -> Iterator[Violation]:
    """Rule 18: the lightest density is not above the heaviest, the lowest pressure not above the highest."""
    for place, layer, owner in _layers(document):
        light, heavy = number(layer, "lightest_density_kg_m3"), number(layer, "density_kg_m3")
        if light is not None and heavy is not None and light > heavy:
            detail = f"{owner}: the lightest density {light:g} kg/m3 is above the heaviest {heavy:g} kg/m3"
            yield broken(18, (*place, "lightest_density_kg_m3"), detail)
    for place, formation in listed(document, "formations"):
        for inner, pressure in listed(formation, "pressures", place):
            low, high = number(pressure, "lowest_credible_pa"), number(pressure, "highest_credible_pa")
            if low is not None and high is not None and low > high:
                detail = f"{named(formation)}: the lowest credible pressure {low:g} Pa is above the highest {high:g} Pa"
                yield broken(18, (*inner, "lowest_credible_pa"), detail)


def _outlasts(component: Mapping, string: Mapping) -> bool:
    end, own = text(string, "valid_to"), text(component, "valid_to")
    return end is not None and (own is None or own > end)


def _layers(document: Mapping) -> Iterator[tuple[Place, Mapping, str]]:
    for place, annulus in listed(document, "annuli"):
        for inner, column in listed(annulus, "columns", place):
            for deepest, layer in listed(column, "layers", inner):
                yield deepest, layer, f"annulus {text(annulus, 'letter')}"
    for place, content in listed(document, "bore_contents"):
        for inner, layer in listed(content, "layers", place):
            yield inner, layer, f"bore content {named(content)}"
