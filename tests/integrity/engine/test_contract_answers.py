"""The examples of the contract give the answers of the contract."""

import json
from pathlib import Path

import pytest

from integrity.engine.calculators import calculate
from integrity.engine.limits import assess_limits
from tests.contract import WELLS, dated_example, example
from wells.engine.document import at

CALC = Path(__file__).resolve().parents[2] / "contract" / "calc"
PAIRS = [
    ("maasp", "maasp-old-unknowns"),
    ("maasp", "maasp-onshore-liner"),
    ("maasp", "maasp-platform-oil-gas-lift"),
    ("mawop", "mawop-onshore-liner"),
    ("tubular-rating", "tubular-rating"),
    ("trajectory", "trajectory"),
    ("hydrostatics", "hydrostatics"),
]
PRESSURE_PA, LENGTH_M = 2_000, 0.00101
REGIME_MISNAMED = "tubular-rating/derivation/2/formula"
"""The contract's example prints the plastic formula over a transition result; ours names the one it used."""


def pair(name):
    return [
        json.loads((CALC / f"{name}.{side}.json").read_text(encoding="utf-8"))
        for side in ("request", "response")
    ]


def differences(ours, theirs, place):
    """Every place where two answers differ by more than the contract allows."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        if list(ours) != list(theirs):
            yield place, list(ours), list(theirs)
        for key in ours.keys() & theirs.keys():
            yield from differences(ours[key], theirs[key], f"{place}/{key}")
    elif isinstance(ours, list) and isinstance(theirs, list):
        if len(ours) != len(theirs):
            yield place, ours, theirs
        for index, (mine, other) in enumerate(zip(ours, theirs, strict=False)):
            yield from differences(mine, other, f"{place}/{index}")
    elif isinstance(ours, (int, float)) and isinstance(theirs, (int, float)):
        pressure = place.endswith("_pa") or abs(theirs) > 1e5
        if abs(ours - theirs) > (PRESSURE_PA if pressure else LENGTH_M):
            yield place, ours, theirs
    elif ours != theirs:
        yield place, ours, theirs


@pytest.mark.parametrize(("calculation", "name"), PAIRS, ids=[name for _, name in PAIRS])
def test_the_answer_is_the_contracts(calculation, name):
    request, response = pair(name)
    found = list(differences(calculate(calculation, request), response, name))
    assert [item for item in found if item[0] != REGIME_MISNAMED] == []


@pytest.mark.parametrize(("calculation", "name"), PAIRS, ids=[name for _, name in PAIRS])
def test_the_same_body_gives_the_same_answer(calculation, name):
    request, _ = pair(name)
    assert json.dumps(calculate(calculation, request)) == json.dumps(calculate(calculation, request))


@pytest.mark.parametrize("name", WELLS)
def test_a_well_as_sent_and_dated_has_the_same_limits(name):
    sent, dated = assess_limits(at(example(name))), assess_limits(at(dated_example(name)))
    assert sent.to_dict() == dated.to_dict()


def test_the_water_injector_is_not_opposed_where_its_column_falls_back():
    limit = assess_limits(at(example("water-injector"))).limit("A")
    collapse = next(candidate for candidate in limit.candidates if candidate.id == "A5")
    rows = {row.symbol: row.value for row in collapse.substitution}
    assert (rows["rho_i1"], rows["rho_i2"]) == (0, 1025)


def test_salt_saturated_back_up_makes_the_gauge_govern():
    limit = assess_limits(at(example("suspended-plugs"))).limit("A")
    burst = next(candidate for candidate in limit.candidates if candidate.id == "A7a")
    assert burst.depth.md_m == 21.4


def test_an_older_day_rates_the_tubing_of_that_day():
    limit = assess_limits(at(example("platform-oil-gas-lift"), "2012-01-01")).limit("A")
    assert limit.inner_ids == ("tubing-2009",)
