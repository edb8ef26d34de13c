"""The calculators of a whole well's limits: maasp and mawop, two regimes in two answers."""

from __future__ import annotations

from typing import Any

from integrity.engine import mawop as mawop_methods
from integrity.engine.answer import common_dict, limit_dict, pascals
from integrity.engine.calculators.base import Body, Calculator, choice, header, listing, shape
from integrity.engine.calculators.errors import Fault, InputFaults
from integrity.engine.limits import assess_limits
from integrity.engine.maasp import METHODS as MAASP_METHODS
from integrity.engine.mawop.api_rp_90 import nominal
from integrity.engine.result import Candidate, LimitResult
from integrity.engine.rules import PackFaults, RulePack, filled, pack_of, rows_of
from wells.engine.document import DocumentError, at
from wells.engine.model import WellModel
from wells.engine.trajectory import SurveyError

LETTER = {"type": "string", "pattern": "^[A-P]$", "description": "Annulus letter."}
DAY = {
    "type": "string",
    "pattern": r"^\d{4}-\d{2}-\d{2}$",
    "description": "Day of the well; absent: as it stands.",
}
WELL = {
    "type": "object",
    "description": "Well document deepguard.well/1 (schema: urn:deepguard:schema:well:1).",
}
PACK = {
    "type": "object",
    "description": "Rule pack deepguard.rules/1: fills the rules that the document leaves unstated. With it the "
    "answer lists every rule in `rules`.",
}

EXAMPLE_WELL: Body = {
    "schema": "deepguard.well/1",
    "id": "example-1",
    "header": {"name": "Example 1"},
    "datum": {"rkb_elevation_m": 30, "ground_elevation_m": 22, "annulus_gauge_elevation_m": 23},
    "wellbores": [
        {
            "id": "main",
            "survey_runs": [
                {
                    "id": "run-1",
                    "stations": [
                        {"md_m": 0, "inclination_deg": 0, "azimuth_deg": 0},
                        {"md_m": 2500, "inclination_deg": 0, "azimuth_deg": 0},
                    ],
                }
            ],
        }
    ],
    "strings": [
        {
            "id": "casing-13-3-8",
            "kind": "surface_casing",
            "top_md_m": 7,
            "shoe_md_m": 600,
            "sections": [{"id": "s1", "od_m": 0.339725, "wall_m": 0.012192, "yield_pa": 379200000}],
        },
        {
            "id": "casing-9-5-8",
            "kind": "production_casing",
            "top_md_m": 7,
            "shoe_md_m": 2400,
            "sections": [{"id": "s1", "od_m": 0.244475, "wall_m": 0.011989, "yield_pa": 551600000}],
        },
        {
            "id": "tubing-4-1-2",
            "kind": "tubing",
            "top_md_m": 7,
            "shoe_md_m": 2250,
            "sections": [{"id": "s1", "od_m": 0.1143, "wall_m": 0.006883, "yield_pa": 551600000}],
        },
    ],
    "cement": [{"id": "cement-9-5-8", "behind": "casing-9-5-8", "top_md_m": 1500, "base_md_m": 2400}],
    "components": [
        {
            "id": "packer-2200",
            "kind": "packer",
            "string_id": "tubing-4-1-2",
            "md_m": 2200,
            "ratings": {"differential_from_above_pa": 34474000, "collapse_pa": 48263000},
        },
        {
            "id": "perforations-1",
            "kind": "perforations",
            "string_id": "casing-9-5-8",
            "top_md_m": 2300,
            "base_md_m": 2320,
            "formation_id": "sand",
        },
    ],
    "wellhead_sections": [
        {
            "id": "wellhead",
            "holds": ["casing-13-3-8", "casing-9-5-8", "tubing-4-1-2"],
            "rated_working_pressure_pa": 20684000,
        }
    ],
    "annuli": [
        {
            "letter": "A",
            "bottom": "packer",
            "layers": [{"density_kg_m3": 1080, "lightest_density_kg_m3": 1000}],
            "tests": [],
        },
        {
            "letter": "B",
            "bottom": "cement",
            "layers": [{"density_kg_m3": 1250, "lightest_density_kg_m3": 1000}],
            "tests": [],
        },
    ],
    "bore_contents": [
        {"state": "flowing", "layers": [{"density_kg_m3": 700, "lightest_density_kg_m3": 400}]}
    ],
    "formation_strength": [
        {
            "id": "lot-1",
            "kind": "lot",
            "shoe_of": "casing-13-3-8",
            "emw_kg_m3": 1700,
            "emw_datum_elevation_m": 30,
        }
    ],
    "formations": [
        {
            "id": "sand",
            "permeable": True,
            "pressure": {"md_m": 2310, "lowest_credible_pa": 15000000, "fluid_density_kg_m3": 1000},
        }
    ],
    "rules": {
        "design_factors": {
            "casing_burst": 1.1,
            "casing_collapse": 1,
            "tubing_burst": 1.1,
            "tubing_collapse": 1.1,
            "equipment": 1,
        },
        "wall_factor": 0.875,
        "temperature_derating": "none",
        "axial_collapse": "none",
        "test_fluid_correction": False,
        "upper_trigger_fraction": 0.8,
        "rounding_pa": 10000,
    },
}


def _schema(regimes: list[str]) -> Body:
    return shape(
        ["well", "regime"],
        well=WELL,
        regime=choice("Standard and edition.", *regimes),
        as_of=DAY,
        annuli=listing(LETTER, "Letters; absent: all that are described.", least=1),
        rule_pack=PACK,
    )


def maasp(body: Body) -> Body:
    """MAASP of the annuli of a well, with every candidate."""
    limits = assess_of(body)
    return {
        **header("maasp", body, regime=body["regime"]),
        "as_of": body.get("as_of"),
        "well_id": limits.well_id,
        "policy": limits.policy._asdict(),
        **_rules(body, limits.rules_in_force()),
        "undescribed": list(limits.undescribed),
        "results": [limit_dict(result) for result in limits.results],
    }


def assess_of(body: Body) -> Any:
    """The limits of the well in a body."""
    model = model_of(body)
    try:
        return assess_limits(
            model, regime=body["regime"], letters=body.get("annuli"), pack=rule_pack_of(body)
        )
    except SurveyError as fault:
        raise InputFaults([Fault("/well/wellbores", "rule-6", str(fault))]) from fault


def model_of(body: Body) -> WellModel:
    """The well of the body on its day."""
    try:
        return at(body["well"], body.get("as_of"))
    except (DocumentError, KeyError, TypeError) as fault:
        detail = f"the document cannot be read: {fault}"
        raise InputFaults([Fault("/well", "document", detail)]) from fault


def rule_pack_of(body: Body) -> RulePack | None:
    """The rule pack a body brings along. Errors: InputFaults with every fault under /rule_pack."""
    if body.get("rule_pack") is None:
        return None
    try:
        return pack_of(body["rule_pack"])
    except PackFaults as error:
        raise InputFaults(
            [fault._replace(pointer=f"/rule_pack{fault.pointer}") for fault in error.faults]
        ) from error


def _rules(body: Body, rows: list[Body]) -> Body:
    """The rules in force, where the body brings a pack; without one the answer is the published one."""
    return {} if body.get("rule_pack") is None else {"rules": rows}


def mawop(body: Body) -> Body:
    """MAWOP of the annuli of a well."""
    complete = filled(model_of(body), rule_pack_of(body))
    well = nominal(complete.model)
    method = mawop_methods.METHODS[body["regime"]]
    described = [item.letter for item in well.model.annuli or ()]
    there = well.nest.letters
    letters = body.get("annuli")
    if letters is None:
        letters = (
            sorted(described) if well.nest.problems else [letter for letter in there if letter in described]
        )
    return {
        **header("mawop", body, regime=body["regime"]),
        "as_of": body.get("as_of"),
        "well_id": well.model.id,
        **_rules(body, rows_of(complete.provenance)),
        "undescribed": [letter for letter in there if letter not in described],
        "results": [mawop_dict(method(well, letter)) for letter in letters],
    }


def mawop_dict(result: LimitResult) -> Body:
    """A MAWOP result as the contract writes it."""
    return {
        "annulus": result.annulus,
        "outermost": result.outermost,
        "status": result.status,
        "mawop_pa": pascals(result.limit_pa),
        "mawop_unrounded_pa": pascals(result.unrounded_pa),
        **common_dict(result),
        "missing": [item._asdict() for item in result.missing],
        "candidates": [_mawop_candidate(candidate) for candidate in result.candidates],
    }


def _mawop_candidate(candidate: Candidate) -> Body:
    return {
        "id": candidate.id,
        "element": candidate.element,
        "label": candidate.label,
        "status": candidate.status,
        "formula": candidate.formula,
        "substitution": [row._asdict() for row in candidate.derive()],
        "result_pa": pascals(candidate.result_pa),
        "note": candidate.note,
        "missing": [item._asdict() for item in candidate.missing],
    }


MAASP = Calculator(
    name="maasp",
    title="Maximum allowable annulus surface pressure",
    summary="The MAASP of every annulus with all its candidates, what governs and what is missing.",
    schema=_schema(list(MAASP_METHODS)),
    example={"regime": "iso-16530-1:2017", "well": EXAMPLE_WELL},
    compute=maasp,
    holds_well=True,
)
MAWOP = Calculator(
    name="mawop",
    title="Maximum allowable wellhead operating pressure",
    summary="The MAWOP of every annulus: fixed shares of nominal ratings. Never mixed with MAASP.",
    schema=_schema(list(mawop_methods.METHODS)),
    example={"regime": "api-rp-90:2006", "well": EXAMPLE_WELL},
    compute=mawop,
    holds_well=True,
)
