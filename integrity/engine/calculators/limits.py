"""The calculators of a whole well's limits: maasp and mawop, one regime an answer."""

from __future__ import annotations

from integrity.engine import mawop as mawop_methods
from integrity.engine.calculators.base import Body, Calculator, choice, header, listing, shape
from integrity.engine.calculators.errors import Fault, InputFaults
from integrity.engine.limits import UNKNOWN_STATE, LimitSet, assess_limits, in_state
from integrity.engine.maasp import METHODS as MAASP_METHODS
from integrity.engine.rules import PackFaults, RulePack, pack_of
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


STATES = ("flowing", "shut_in", "gas_lift", "injecting", "evacuated", "suspended", UNKNOWN_STATE)
STATE = choice(
    "State of the well; absent: as its fluids policy has it; unknown: the lowest of all its states.", *STATES
)


def _schema(regimes: list[str]) -> Body:
    return shape(
        ["well", "regime"],
        well=WELL,
        regime=choice("Standard and edition.", *regimes),
        as_of=DAY,
        annuli=listing(LETTER, "Letters; absent: all that are described.", least=1),
        well_state=STATE,
        rule_pack=PACK,
    )


def maasp(body: Body) -> Body:
    """MAASP of the annuli of a well, with every candidate."""
    limits = assess_of(body)
    return {
        **_head("maasp", body, limits),
        "policy": limits.policy._asdict(),
        **_rules(body, limits.rules_in_force()),
        "undescribed": list(limits.undescribed),
        "results": limits.derivation(),
    }


def mawop(body: Body) -> Body:
    """MAWOP of the annuli of a well."""
    limits = assess_of(body)
    return {
        **_head("mawop", body, limits),
        **_rules(body, limits.rules_in_force()),
        "undescribed": list(limits.undescribed),
        "results": limits.derivation(),
    }


def _head(calculation: str, body: Body, limits: LimitSet) -> Body:
    """What begins the answer; the state of the well where one was asked for."""
    state = {"well_state": body["well_state"]} if body.get("well_state") is not None else {}
    return {
        **header(calculation, body, regime=body["regime"]),
        "as_of": body.get("as_of"),
        **state,
        "well_id": limits.well_id,
    }


def assess_of(body: Body) -> LimitSet:
    """The limits of the well in a body."""
    model = model_of(body)
    if body.get("well_state") is not None:
        model = in_state(model, body["well_state"])
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


MAASP = Calculator(
    name="maasp",
    title="Maximum allowable annulus surface pressure",
    summary="The MAASP of every annulus with all its candidates, what governs and what is missing.",
    schema=_schema(list(MAASP_METHODS)),
    example={"regime": "iso-16530-1:2017", "well": EXAMPLE_WELL},
    compute=maasp,
    references=("R7", "R4", "R6"),
    holds_well=True,
)
MAWOP = Calculator(
    name="mawop",
    title="Maximum allowable wellhead operating pressure",
    summary="The MAWOP of every annulus by RP 90 or a method of RP 90-2. Never mixed with MAASP.",
    schema=_schema(list(mawop_methods.METHODS)),
    example={"regime": "api-rp-90:2006", "well": EXAMPLE_WELL},
    compute=mawop,
    references=("R8", "R21", "R4"),
    holds_well=True,
)
