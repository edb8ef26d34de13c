"""MAWOP by RP 90 and by the two methods of RP 90-2: shares by hand, and regimes that never mix."""

import pytest

from integrity.engine.calculators import CALCULATORS, InputFaults, calculate
from integrity.engine.limits import METHODS, assess_limits
from integrity.engine.maasp.utilisation import utilisation
from integrity.engine.mawop import API_RP_90, API_RP_90_2_EXPLICIT, API_RP_90_2_SIMPLE
from integrity.engine.mawop import METHODS as MAWOP
from integrity.engine.mawop.bsee import diagnostic_is_due
from tests.golden import case
from tests.integrity.engine.wells import (
    GRAVITY,
    PSI_PA,
    item,
    layer,
    limits,
    packer,
    section_of,
    strength,
    well,
)
from wells.engine.document import at

STEEL = {"od_m": 0.244475, "wall_m": 0.011989, "yield_pa": 551.6e6}
"""9 5/8 in 47 lb/ft, 80 ksi: 0.875 x 2 x 80000 x 0.472 / 9.625 = 6866 psi."""
MIYP_PA = 0.875 * 2 * 551.6e6 * 0.011989 / 0.244475


def rated(**changes):
    """Every element with a rating of its own, so that each share can be told from the others."""
    document = well(**changes)
    section_of(document, "production")["rating_override"] |= {"burst_pa": 60e6, "collapse_pa": 50e6}
    section_of(document, "intermediate")["rating_override"] |= {"burst_pa": 40e6, "collapse_pa": 20e6}
    section_of(document, "tubing")["rating_override"] |= {"burst_pa": 70e6, "collapse_pa": 72e6}
    document["components"] = [
        packer(2500, 41e6),
        document["components"][1],
        {
            "id": "dhsv",
            "kind": "safety_valve",
            "string_id": "tubing",
            "md_m": 300,
            "ratings": {"collapse_pa": 43e6},
        },
        {
            "id": "gauge",
            "kind": "gauge_carrier",
            "string_id": "tubing",
            "md_m": 2400,
            "ratings": {"collapse_pa": 44e6},
        },
        {
            "id": "tail",
            "kind": "nipple",
            "string_id": "tubing",
            "md_m": 2550,
            "ratings": {"collapse_pa": 1e6},
        },
    ]
    document["wellhead_sections"][0]["rated_working_pressure_pa"] = 45e6
    document["formation_strength"] = [strength("intermediate", 1500)]
    return document


def of(document, regime, letter="A"):
    return limits(document, regime=regime, letters=[letter]).results[0]


def shares(document, regime, letter="A"):
    return {
        (one.id, one.element): one.result_pa
        for one in of(document, regime, letter).candidates
        if one.status == "counted"
    }


def test_simple_takes_the_fixed_shares_and_four_fifths_of_what_closes_the_annulus():
    assert shares(rated(), API_RP_90_2_SIMPLE) == pytest.approx(
        {
            ("50pct_miyp_own", "production"): 30e6,
            ("80pct_miyp_next_outer", "intermediate"): 32e6,
            ("75pct_mcp_inner", "tubing"): 54e6,
            ("80pct_wellhead", "head"): 36e6,
            ("80pct_packer", "packer"): 32.8e6,
            ("80pct_sssv", "dhsv"): 34.4e6,
            ("80pct_accessory", "gauge"): 35.2e6,
        }
    )
    found = of(rated(), API_RP_90_2_SIMPLE)
    assert (found.governing.id, found.status, found.limit_pa) == ("50pct_miyp_own", "determined", 30e6)


def test_what_lies_below_the_packer_has_no_share():
    found = of(rated(), API_RP_90_2_SIMPLE)
    tail = next(one for one in found.candidates if one.element == "tail")
    assert tail.status == "not_applicable"


def test_simple_takes_four_fifths_of_the_margin_to_fracture():
    found = shares(rated(), API_RP_90_2_SIMPLE, "B")
    assert found["80pct_formation", "intermediate"] == pytest.approx(0.8 * 500 * GRAVITY * 1500)


def test_a_margin_of_nothing_makes_the_limit_invalid():
    document = rated(formation_strength=[strength("intermediate", 900)])
    document["formation_strength"] = [strength("intermediate", 900)]
    found = of(document, API_RP_90_2_SIMPLE, "B")
    assert (found.status, found.limit_pa, found.governing.id) == ("invalid", None, "80pct_formation")


def test_the_last_casing_has_three_tenths_and_no_next():
    document = well(formation_strength=[strength("conductor", 9000)])
    section_of(document, "conductor")["rating_override"]["burst_pa"] = 10e6
    for regime in (API_RP_90, API_RP_90_2_SIMPLE):
        found = of(document, regime, "D")
        assert found.outermost and found.governing.id == "30pct_miyp_own" and found.limit_pa == 3e6


def explicit(fraction=0.8, **changes):
    document = rated(**changes)
    document["rules"]["mawop_explicit_fraction"] = fraction
    return document


def test_explicit_takes_one_share_of_everything():
    assert shares(explicit(), API_RP_90_2_EXPLICIT) == pytest.approx(
        {
            ("explicit_burst_own", "production"): 48e6,
            ("explicit_burst_next_outer", "intermediate"): 32e6,
            ("explicit_collapse_inner", "tubing"): 57.6e6,
            ("explicit_wellhead", "head"): 36e6,
            ("explicit_packer", "packer"): 32.8e6,
            ("explicit_sssv", "dhsv"): 34.4e6,
            ("explicit_accessory", "gauge"): 35.2e6,
        }
    )
    rows = {row.symbol: row for row in of(explicit(0.7), API_RP_90_2_EXPLICIT).governing.substitution}
    assert rows["f"].value == 0.7 and rows["f"].source == "rules/mawop_explicit_fraction"


def test_explicit_without_its_share_is_not_determinable():
    found = of(rated(), API_RP_90_2_EXPLICIT)
    assert (found.status, found.limit_pa) == ("not_determinable", None)
    assert found.missing[0].path == "rules/mawop_explicit_fraction"


def worn(document):
    """The production casing by formula, with a log over a tenth of it."""
    string = item(document, "strings", "production")
    string["sections"] = [{"id": "s1", **STEEL}]
    interval = {"top_md_m": 1000, "base_md_m": 1300, "min_remaining_wall_m": 0.006}
    string["wall_logs"] = [{"id": "log", "logged_on": "2024-01-01", "intervals": [interval]}]
    return document


def test_explicit_rates_the_pipe_as_it_is_and_the_others_as_it_was():
    document = worn(explicit())
    own = {regime: shares(document, regime) for regime in MAWOP}
    assert own[API_RP_90]["50pct_miyp_own", "production"] == pytest.approx(0.5 * MIYP_PA)
    assert own[API_RP_90_2_SIMPLE]["50pct_miyp_own", "production"] == pytest.approx(0.5 * MIYP_PA)
    # measured wall: k = 1 on 6 mm
    present_pa = 2 * 551.6e6 * 0.006 / 0.244475
    assert own[API_RP_90_2_EXPLICIT]["explicit_burst_own", "production"] == pytest.approx(0.8 * present_pa)


def test_explicit_rates_hot_steel_at_its_hottest_depth():
    document = worn(explicit())
    item(document, "strings", "production")["wall_logs"] = None
    document["rules"]["temperature_derating"] = "linear"
    document["bore_contents"][0]["temperatures"] = [
        {"md_m": 0, "temperature_k": 298.15},
        {"md_m": 1500, "temperature_k": 373.15},
        {"md_m": 3000, "temperature_k": 348.15},
    ]
    # 75 K above 25 degC at 0.00054 a kelvin, in the middle of the string
    expected = 0.8 * MIYP_PA * (1 - 0.00054 * 75)
    assert shares(document, API_RP_90_2_EXPLICIT)["explicit_burst_own", "production"] == pytest.approx(
        expected, rel=1e-6
    )
    assert shares(document, API_RP_90_2_SIMPLE)["50pct_miyp_own", "production"] == pytest.approx(
        0.5 * MIYP_PA
    )


def test_a_wellhead_rating_alone_is_no_mawop():
    document = rated()
    for string in document["strings"]:
        string["sections"][0]["rating_override"] = None
    document["formation_strength"] = []
    found = of(document, API_RP_90_2_SIMPLE, "C")
    assert found.status == "not_determinable" and found.limit_pa is None


def test_columns_move_no_share_of_pipe():
    heavy = rated()
    item(heavy, "annuli", "A")["layers"] = [layer(2000)]
    assert shares(heavy, API_RP_90_2_SIMPLE) == shares(rated(), API_RP_90_2_SIMPLE)


@pytest.mark.parametrize("regime", MAWOP)
def test_a_regime_is_part_of_its_answer_and_has_no_candidate_of_another(regime):
    answer = calculate("mawop", {"well": explicit(), "regime": regime})
    assert answer["regime"] == regime
    ids = {one["id"] for result in answer["results"] for one in result["candidates"]}
    assert not any(name[0] in "ABCD" and name[1].isdigit() for name in ids)
    assert all("explicit" in name for name in ids) is (regime == API_RP_90_2_EXPLICIT)


def test_a_calculator_refuses_the_regime_of_another():
    with pytest.raises(InputFaults, match="regime"):
        calculate("maasp", {"well": well(), "regime": API_RP_90})
    with pytest.raises(InputFaults, match="regime"):
        calculate("mawop", {"well": well(), "regime": "iso-16530-1:2017"})


def test_every_regime_has_one_calculator_and_the_list_of_methods_names_them_all():
    offered = [
        name for key in ("maasp", "mawop") for name in CALCULATORS[key].schema["properties"]["regime"]["enum"]
    ]
    assert offered == list(METHODS)


@pytest.mark.parametrize("regime", METHODS)
def test_an_answer_is_written_under_its_own_name(regime):
    written = assess_limits(at(explicit()), regime=regime).to_dict()
    assert written["regime"] == regime
    key = "maasp_pa" if regime.startswith("iso") else "mawop_pa"
    assert {name for name in written["results"][0] if name.endswith(("maasp_pa", "mawop_pa"))} == {key}


def test_the_published_utilisation():
    inputs, expected = (case("maasp", "UTIL-5")[part] for part in ("inputs", "expected"))
    found = utilisation(
        pressure_pa=inputs["p_annulus"],
        limit_pa=inputs["maasp"],
        upper_trigger_pa=inputs["maasp"] * inputs["upper_trigger_pct"] / 100,
        lower_trigger_pa=inputs["lower_trigger_abs"],
    )
    assert found.fraction * 100 == pytest.approx(expected["utilisation_pct"], abs=1e-9)
    assert found.state == expected["state"].lower()


@pytest.mark.parametrize(
    ("pressure", "limit", "state"),
    [
        (10, 100, "below_lower"),
        (50, 100, "normal"),
        (80, 100, "upper_trigger"),
        (100, 100, "at_or_above_limit"),
        (-1, 100, "vacuum"),
        (50, None, "no_approved_limit"),
    ],
)
def test_states_of_utilisation(pressure, limit, state):
    found = utilisation(pressure_pa=pressure, limit_pa=limit, upper_trigger_pa=80, lower_trigger_pa=20)
    assert found.state == state
    assert (found.fraction is None) is (state in ("vacuum", "no_approved_limit"))


@pytest.mark.parametrize("name", ["BSEE-10PCT-1", "BSEE-10PCT-2", "BSEE-10PCT-3", "BSEE-20PCT-1"])
def test_a_diagnostic_is_due_above_its_share_and_not_at_it(name):
    golden = case("mawop", name)
    inputs = golden["inputs"]
    due = diagnostic_is_due(
        letter=inputs["annulus"],
        pressure_pa=inputs["pressure_psig"] * PSI_PA,
        miyp_pa=inputs["miyp_psi"] * PSI_PA,
    )
    assert due is next(iter(golden["expected"].values()))
