"""Wells that the schema allows and the rules of documents let pass: plausible figures, drawn by the field's unit.

A well of the contract, or a plain one of steel, of which some facts are drawn anew from what the schema says of
them, forgotten, or joined by a leak. The generator of `tests/wells/record/test_any_document.py` draws any bytes a
table must keep; limits of those would say nothing.
"""

from copy import deepcopy

from hypothesis import assume
from hypothesis import strategies as st

from integrity.engine.limits import METHODS, assess_limits
from tests.contract import dated_example
from tests.integrity.engine.wells import item, layer, packer, perforations, strength, well
from wells.documents import check
from wells.engine.document import at
from wells.engine.trajectory import SurveyError
from wells.record import schema

EXAMPLES = ("onshore-liner", "platform-oil-gas-lift", "subsea-gas", "suspended-plugs", "water-injector")
PLAUSIBLE = {
    "density_kg_m3": (0.0, 2200.0),
    "lightest_density_kg_m3": (0.0, 1400.0),
    "fluid_density_kg_m3": (0.0, 2000.0),
    "emw_kg_m3": (900.0, 2400.0),
    "yield_pa": (2.5e8, 1.0e9),
    "axial_force_n": (-5e5, 2e6),
    "temperature_k": (275.0, 480.0),
    "wall_m": (0.004, 0.02),
    "min_remaining_wall_m": (0.002, 0.015),
    "lowest_credible_pa": (0.0, 8e7),
    "pressure_pa": (1e5, 7e7),
    "casing_burst": (1.0, 1.5),
    "casing_collapse": (1.0, 1.5),
    "tubing_burst": (1.0, 1.5),
    "tubing_collapse": (1.0, 1.5),
    "equipment": (1.0, 1.5),
    "wall_factor": (0.7, 1.0),
    "tolerance_fraction": (0.0, 0.2),
    "rounding_pa": (1.0, 1e6),
    "mawop_explicit_fraction": (0.3, 1.0),
    "guaranteed_wellhead_pressure_pa": (0.0, 2e7),
    "seawater_density_kg_m3": (1000.0, 1050.0),
}
RATINGS = (2e6, 1.5e8)
DRAWN_WORDS = {
    "temperature_derating", "axial_collapse", "backup_below_cement", "top_rating", "unmeasured_wall",
    "missing_connection", "test_fluid_correction", "rated_annulus", "formation_check", "backup", "outermost_backup",
    "inner", "opens", "verified_by", "quality", "permeable", "environment", "bottom",
}  # fmt: skip
STEEL = {
    "tubing": {"od_m": 0.114, "wall_m": 0.0069, "yield_pa": 552e6, "axial_force_n": 1e5},
    "production": {"od_m": 0.244, "wall_m": 0.012, "yield_pa": 552e6, "axial_force_n": 2e5},
    "intermediate": {"od_m": 0.34, "wall_m": 0.0122, "yield_pa": 379e6, "axial_force_n": 1e5},
}


def plain():
    """The plain well of steel: every side can govern, formations known beside the pipe."""
    document = well(
        formation_strength=[
            strength(name, 1900) for name in ("production", "intermediate", "surface", "conductor")
        ]
    )
    for name, section in STEEL.items():
        item(document, "strings", name)["sections"] = [{"id": "s1", **section}]
    document["components"] = [packer(2500, 45e6, 60e6), perforations(2800)]
    for letter, density in (("A", 1100), ("B", 1200), ("C", 1150), ("D", 1100)):
        item(document, "annuli", letter)["layers"] = [layer(density, 1000)]
    marl = {"md_m": 1600, "lowest_credible_pa": 17e6, "fluid_density_kg_m3": 1050}
    document["formations"].append(
        {"id": "marl", "top_md_m": 1200, "base_md_m": 2300, "permeable": True, "pressure": marl}
    )
    document["bore_contents"] = [
        {
            "state": "flowing",
            "layers": [layer(700, 200)],
            "temperatures": [{"md_m": 0, "temperature_k": 360}],
        },
        {
            "state": "shut_in",
            "layers": [layer(900, 600)],
            "temperatures": [{"md_m": 0, "temperature_k": 300}],
        },
    ]
    document["rules"]["mawop_explicit_fraction"] = 0.8
    return document


def places(value, part, trail=()):
    """Every fact of a document that may be drawn anew: the trail to it and what the schema says of it."""
    part = schema.resolved(part)
    if isinstance(value, list):
        for index, inner in enumerate(value):
            yield from places(inner, part.get("items", {}), (*trail, index))
    elif isinstance(value, dict):
        for name, inner in part.get("properties", {}).items():
            if name in PLAUSIBLE or name in DRAWN_WORDS or (is_rating(name) and "ratings" in trail):
                yield (*trail, name), schema.resolved(inner)
            elif name in value and isinstance(value[name], dict | list):
                yield from places(value[name], inner, (*trail, name))


def is_rating(name):
    return name.endswith("_pa")


def drawn(trail, part):
    """A strategy for one fact, not known among its values where the schema lets it be."""
    name = trail[-1]
    if "enum" in part:
        return st.sampled_from(part["enum"])
    if "boolean" in part.get("type", ()):
        return st.sampled_from([True, False, None])
    value = st.floats(*PLAUSIBLE.get(name, RATINGS))
    return value | st.none() if "null" in part.get("type", ()) else value


def holder(document, trail):
    for step in trail[:-1]:
        document = document[step]
    return document


@st.composite
def wells(draw, most=5, leaks=1):
    """A document that passes the rules of documents."""
    name = draw(st.sampled_from(("plain", "plain", *EXAMPLES)))
    document = dated(plain()) if name == "plain" else dated_example(name)
    everything = list(places(document, schema.definition("well")))
    for trail, part in draw(
        st.lists(st.sampled_from(everything), max_size=most, unique_by=lambda one: one[0])
    ):
        holder(document, trail)[trail[-1]] = draw(drawn(trail, part))
    document["communications"] = draw(st.lists(leak(document), max_size=leaks)) if leaks else None
    for number, one in enumerate(document["communications"] or ()):
        one["id"] = f"leak-{number}"
    assume(is_sound(document))
    return document


def dated(document):
    from wells.engine.dating import dated as of

    return of(document)


@st.composite
def leak(draw, document):
    strings = [string for string in document["strings"] if string.get("shoe_md_m")]
    string = draw(st.sampled_from(strings))
    share = draw(st.none() | st.floats(0, 1))
    top, shoe = string.get("top_md_m") or 0, string["shoe_md_m"]
    return {
        "id": "leak",
        "through": string["id"],
        "md_m": None if share is None else top + share * (shoe - top),
    }


def is_sound(document):
    """Whether the rules of documents let it pass and its path can be computed."""
    if any(fault.severity == "error" for fault in check(document)):
        return False
    try:
        assess_limits(at(document))
    except SurveyError:
        return False
    return True


def without_leaks(document):
    return deepcopy(document) | {"communications": None}


def values(document, regime="iso-16530-1:2017"):
    """The limits by letter."""
    return {limit.annulus: limit for limit in assess_limits(at(document), regime=regime).results}


REGIMES = tuple(METHODS)
