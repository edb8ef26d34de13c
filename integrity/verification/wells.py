"""Plain wells for cases that state one point: vertical, a gauge at RKB, every figure given or neutral."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from wells.engine.constants import PSI_PA
from wells.engine.constants import STANDARD_GRAVITY_M_S2 as GRAVITY

FOOT_M = 0.3048
STRONG_PA = 500e6

Document = dict[str, Any]


def density_of_psi_ft(gradient: float) -> float:
    """Density of a gradient in psi/ft."""
    return gradient * PSI_PA / FOOT_M / GRAVITY


def density_of_kpa_m(gradient: float) -> float:
    """Density of a gradient in kPa/m."""
    return gradient * 1000 / GRAVITY


def pipe(name: str, kind: str, od_m: float, shoe_md_m: float, **sheet: float) -> Document:
    """A string whose body rating is stated; strong where it is not."""
    rating = {"burst_pa": STRONG_PA, "collapse_pa": STRONG_PA} | sheet
    section = {
        "id": "s1",
        "od_m": od_m,
        "rating_override": rating | {"includes_wear": True, "source": {"document": "data sheet"}},
    }
    return {"id": name, "kind": kind, "top_md_m": 0, "shoe_md_m": shoe_md_m, "sections": [section]}


def layer(density: float, lightest: float | None = None, top_md_m: float | None = None) -> Document:
    return {
        "top_md_m": top_md_m,
        "density_kg_m3": density,
        "lightest_density_kg_m3": density if lightest is None else lightest,
    }


def well(**changes: Any) -> Document:
    """A vertical well with tubing and three casings in which only what a test states can govern."""
    document: Document = {
        "schema": "deepguard.well/1",
        "id": "plain",
        "header": {"name": "Plain", "environment": "onshore"},
        "datum": {"rkb_elevation_m": 0, "ground_elevation_m": 0, "annulus_gauge_elevation_m": 0},
        "wellbores": [
            {"id": "main", "survey_runs": [{"id": "run", "stations": [station(0), station(9000)]}]}
        ],
        "strings": [
            pipe("conductor", "conductor", 0.762, 100),
            pipe("surface", "surface_casing", 0.508, 600),
            pipe("intermediate", "intermediate_casing", 0.34, 1500),
            pipe("production", "production_casing", 0.244, 3000),
            pipe("tubing", "tubing", 0.114, 2600),
        ],
        "cement": [
            {"id": "cement-production", "behind": "production", "top_md_m": 2000},
            {"id": "cement-intermediate", "behind": "intermediate", "top_md_m": 1000},
        ],
        "components": [packer(2500), perforations(2800)],
        "wellhead_sections": [
            {
                "id": "head",
                "holds": ["surface", "intermediate", "production", "tubing"],
                "rated_working_pressure_pa": STRONG_PA,
            }
        ],
        "annuli": [
            {"letter": letter, "bottom": bottom, "layers": [layer(1000)], "tests": []}
            for letter, bottom in (("A", "packer"), ("B", "cement"), ("C", "cement"), ("D", "cement"))
        ],
        "bore_contents": [{"state": "flowing", "layers": [layer(1000)]}],
        "formation_strength": [
            strength("production"),
            strength("intermediate"),
            strength("surface"),
            strength("conductor"),
        ],
        "formations": [formation("sand", 2800, 100e6)],
        "rules": {
            "design_factors": {
                name: 1
                for name in (
                    "casing_burst",
                    "casing_collapse",
                    "tubing_burst",
                    "tubing_collapse",
                    "equipment",
                )
            },
            "wall_factor": 0.875,
            "temperature_derating": "none",
            "axial_collapse": "none",
            "test_fluid_correction": False,
            "upper_trigger_fraction": 0.8,
            "rounding_pa": 1,
        },
    }
    return document | deepcopy(changes)


def station(md_m: float, inclination_deg: float = 0.0) -> Document:
    return {"md_m": md_m, "inclination_deg": inclination_deg, "azimuth_deg": 0}


def packer(md_m: float, from_above_pa: float = STRONG_PA, collapse_pa: float = STRONG_PA) -> Document:
    ratings = {"differential_from_above_pa": from_above_pa, "collapse_pa": collapse_pa}
    return {"id": "packer", "kind": "packer", "string_id": "tubing", "md_m": md_m, "ratings": ratings}


def perforations(md_m: float, formation_id: str = "sand") -> Document:
    return {
        "id": "perforations",
        "kind": "perforations",
        "string_id": "production",
        "top_md_m": md_m,
        "base_md_m": md_m + 10,
        "formation_id": formation_id,
    }


def formation(name: str, md_m: float, lowest_pa: float, density: float = 1000, **more: Any) -> Document:
    pressure = {"md_m": md_m, "lowest_credible_pa": lowest_pa, "fluid_density_kg_m3": density}
    return {"id": name, "permeable": True, "pressure": pressure, **more}


def strength(shoe_of: str, emw: float = 3000, datum_m: float = 0, kind: str = "lot", **more: Any) -> Document:
    return {
        "id": f"{kind}-{shoe_of}",
        "kind": kind,
        "shoe_of": shoe_of,
        "emw_kg_m3": emw,
        "emw_datum_elevation_m": datum_m,
        **more,
    }


def item(document: Document, noun: str, name: str) -> Document:
    """A part of the document by its id or letter."""
    return next(part for part in document[noun] if name in (part.get("id"), part.get("letter")))


def section_of(document: Document, name: str) -> Document:
    """The first section of a string."""
    found: Document = item(document, "strings", name)["sections"][0]
    return found
