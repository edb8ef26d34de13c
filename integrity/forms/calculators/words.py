"""What the forms of the calculators call things. What is not listed is made of its name and its description,
so that a new calculator has a form at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from integrity.engine.calculators import CALCULATORS, Calculator
from integrity.engine.regimes import regime_of
from integrity.pages.calculators import words

LABELS = {
    "as_of": "Day of the well",
    "at_md_m": "Depths to place, MD",
    "at_tvd_m": "Depths to compute, TVD",
    "average_joint_length_m": "Average length of a joint",
    "axial_collapse": "Axial load on collapse",
    "axial_force_n": "Axial force",
    "azimuth_deg": "Azimuth",
    "base_tvd_m": "Bottom, TVD",
    "brine": "Brine of the table",
    "collars": "Collars counted",
    "compliance_per_pa": "Compliance of the annulus",
    "dls_deg_30m": "Dogleg severity",
    "expansion_per_k": "Thermal expansion",
    "compressibility_per_pa": "Compressibility",
    "groove_depth_m": "Depth of a wear groove",
    "gun_md_m": "Gun, MD",
    "inclination_deg": "Inclination",
    "inflow_fraction": "Inflow, share of the volume",
    "inner_gives": "Inner pipe gives",
    "inner_od_m": "Inner pipe, outside diameter",
    "inner_wall_m": "Inner pipe, wall",
    "layer": "Layer that begins there",
    "md_m": "MD",
    "min_remaining_wall_m": "Least wall measured",
    "od_m": "Outside diameter",
    "outer_gives": "Outer pipe gives",
    "outer_od_m": "Outer pipe, outside diameter",
    "outer_wall_m": "Outer pipe, wall",
    "ppr": "Pseudo-reduced pressure",
    "regime": "Standard and edition",
    "root_m": "Diameter at the thread root",
    "surface_pressure_pa": "Pressure at the top",
    "temperature_delta_k": "Rise of the mean temperature",
    "temperature_derating": "Yield falls with temperature",
    "top_tvd_m": "Top, TVD",
    "tpr": "Pseudo-reduced temperature",
    "travel_time_s": "Time down and back",
    "wall_loss_fraction": "Uniform loss of wall",
    "wall_m": "Nominal wall",
    "well": "Well document",
    "well_state": "State of the well",
    "yield_pa": "Yield strength",
    "z": "Z, stated",
    "z_method": "Z computed by",
}
TITLES = {
    "annuli": "Annuli, none for all",
    "at_md_m": "Depths to place",
    "at_tvd_m": "Depths to compute",
    "gas": "Gas, for the speed of sound",
    "layers": "Layers, from the top down",
    "pipes": "Pipes that give way",
    "triaxial": "Load, for triaxial stress",
}
#: The forms of a whole well: the well is chosen, or its document pasted.
OF_A_WELL = (
    ("Well", ("well_name", "as_of", "with_pack")),
    ("Or a well document of your own", ("well",)),
    ("What is asked", ("regime", "well_state")),
    ("", ("annuli",)),
    ("Rule pack of your own", ("rule_pack",)),
)
#: Fields that stand together. Objects and lists are groups of their own and may be named to hold their place.
GROUPS: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "maasp": OF_A_WELL,
    "mawop": OF_A_WELL,
    "tubular-rating": (
        ("Pipe", ("method", "od_m", "wall_m", "wall_factor", "grade", "yield_pa")),
        ("What is left of the wall", ("min_remaining_wall_m", "wall_loss_fraction", "groove_depth_m")),
        ("Temperature", ("temperature_k", "temperature_derating")),
        ("Axial load and pressure inside", ("axial_force_n", "internal_pressure_pa", "axial_collapse")),
        ("", ("design_factors",)),
    ),
    "trajectory": (("Survey", ("method", "azimuth_reference")),),
    "hydrostatics": (("Column", ("surface_pressure_pa", "base_tvd_m", "z_method")),),
    "gas-properties": (
        ("Gas", ("pressure_pa", "temperature_k", "gas_specific_gravity", "heat_capacity_ratio", "method")),
        ("Or its pseudo-reduced point, without the gas", ("ppr", "tpr")),
    ),
    "fluid-level": (
        ("Place", ("annulus", "layer", "gun_md_m")),
        ("By the time of an echo", ("travel_time_s", "sound_speed_m_s")),
        ("", ("gas",)),
        ("By collars", ("collars", "average_joint_length_m")),
    ),
    "thermal-build-up": (
        ("Heat and pressure", ("temperature_delta_k", "cold_pressure_pa", "upper_trigger_pa")),
        ("Fluid: a brine, or its coefficients", ("brine", "expansion_per_k", "compressibility_per_pa")),
        ("Volume", ("inflow_fraction", "compliance_per_pa")),
    ),
}
#: Groups that stand folded while nothing in them is filled.
FOLDED = ("well", "rule_pack")
#: Symbols that no derivation of an example shows, or shows of something made from it.
SYMBOLS = {
    "wall_factor": "k",
    "wall_m": "t",
    "min_remaining_wall_m": "t",
    "gas_specific_gravity": "G",
    "gas/gas_specific_gravity": "G",
    "layers/*/gas_specific_gravity": "G",
    "layers/*/top_tvd_m": "",
    "gas_cap/process": "",
    "triaxial/dls_deg_30m": "",
    "stations/*/md_m": "MD",
    "stations/*/inclination_deg": "I",
    "stations/*/azimuth_deg": "A",
    "axial_force_n": "F_a",
    "internal_pressure_pa": "p_i",
    "coupling/od_m": "W",
    "coupling/root_m": "d1",
    "compliance_per_pa": "C",
    "expansion_per_k": "alpha",
    "compressibility_per_pa": "kappa",
    "gas_cap/polytropic_exponent": "n",
    "sound_speed_m_s": "c",
    "layers/*/z": "Z",
    "connection/burst_pa": "P_conn",
    "ppr": "Ppr",
    "tpr": "Tpr",
}
QUANTITIES = {"groove_depth_m": "wall", "root_m": "diameter"}
"""Small lengths whose names say metres only: shown as the wall and the diameter they are."""

UNIT_AT_END = re.compile(r"\s*\[[^\]]*\]\.?$")
WORD = re.compile(r"(?<![\w-])[a-z]+(?:_[a-z0-9]+)+(?![\w-])")


def label(name: str) -> str:
    """What a field is called.

    >>> label("od_m"), label("cold_pressure_pa")
    ('Outside diameter', 'Cold pressure')
    """
    return LABELS.get(name) or words(name)


def title(name: str) -> str:
    """What a group or list is called."""
    return TITLES.get(name) or words(name)


def described(schema: Mapping[str, Any]) -> str:
    """The description of a field as a sentence, without its unit."""
    text = UNIT_AT_END.sub("", schema.get("description", "")).rstrip(".")
    return f"{text}." if text else ""


def choice(name: str, value: str) -> str:
    """What a choice is called: an edition by its title.

    >>> choice("regime", "api-rp-90:2006"), choice("well_state", "shut_in")
    ('API RP 90:2006', 'shut in')
    """
    if name != "regime":
        return value.replace("_", " ")
    try:
        return regime_of(value).title
    except KeyError:
        return value


def in_words(detail: str) -> str:
    """A fault with the names of the request replaced by the labels of the form.

    >>> in_words("average_joint_length_m is needed with collars (gun_md_m)")
    '“Average length of a joint” is needed with collars'
    """
    plain = re.sub(r"\s*\([a-z0-9_]+\)$", "", detail)
    return WORD.sub(
        lambda found: f"“{label(found[0])}”" if found[0] in LABELS else found[0].replace("_", " "), plain
    )


@lru_cache(maxsize=64)
def symbols_of(name: str) -> Mapping[str, str]:
    """Symbol of each input, by its place (`layers/*/density_kg_m3`), as the example's derivation writes it."""
    chosen = CALCULATORS[name]
    if chosen.holds_well:
        return {}
    found = dict(SYMBOLS)
    for step in chosen.compute(chosen.example).get("derivation", ()):
        for row in step.get("substitution", ()):
            found.setdefault(starred(row["source"]), row["symbol"])
    return found


def starred(place: str) -> str:
    """A place without the numbers of its rows."""
    return "/".join("*" if step.isdecimal() else step for step in place.strip("/").split("/"))


def grouped(chosen: Calculator, names: list[str], single: set[str]) -> Iterator[tuple[str, list[str]]]:
    """Every name once, in groups: (title, names). Objects and lists (not `single`) are groups of one."""
    left = list(names)
    for heading, members in GROUPS.get(chosen.name, ()):
        here = [name for name in members if name in left]
        left = [name for name in left if name not in here]
        if here:
            yield heading, here
    loose = [name for name in left if name in single]
    if loose:
        yield "More" if GROUPS.get(chosen.name) else "Request", loose
    yield from (("", [name]) for name in left if name not in single)
