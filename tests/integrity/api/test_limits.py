"""Limits over HTTP: of a well, of an annulus, of the fleet."""

import pytest

from integrity.engine.limits import METHODS, assess_limits, limits_by_state
from tests.wells.factories import example, make_well, small_document
from wells.engine.document import at

pytestmark = pytest.mark.django_db


def test_every_annulus_with_walls_state_and_what_governs(well, caller):
    body = caller.get(f"wells/{well.pk}/limits").json()
    expected = assess_limits(at(example("onshore-liner")))
    assert [row["annulus"] for row in body["limits"]] == [one.annulus for one in expected.results]
    first, result = body["limits"][0], expected.results[0]
    assert first["status"] == result.status and first["governing"]["id"] == result.governing.id
    assert first["walls"]["outer"] == list(result.outer_ids)
    assert (body["revision"], body["engine_version"]) == (1, "0.1.0")


def test_the_derivation_of_an_annulus_by_letter_or_id(well, caller):
    by_letter = caller.get(f"wells/{well.pk}/annuli/A/maasp")
    uid = next(row["id"] for row in caller.get(f"wells/{well.pk}/annuli").json() if row["letter"] == "A")
    assert caller.get(f"wells/{well.pk}/annuli/{uid}/maasp").json() == by_letter.json()
    result = by_letter.json()["result"]
    assert result == assess_limits(at(example("onshore-liner"))).to_dict()["results"][0]
    assert result["candidates"][0]["substitution"]


def test_the_derivation_names_the_choices_of_the_rules(well, caller):
    body = caller.get(f"wells/{well.pk}/annuli/A/maasp").json()
    told = {row["candidate"]: row["what"] for row in body["choices"] if "unmeasured_wall" in row["what"]}
    assert "A7a" in told and told["A7a"].endswith("(rules/unmeasured_wall: nominal)")


def test_an_annulus_that_is_not_described(well, caller):
    assert caller.get(f"wells/{well.pk}/annuli/Q/maasp").status_code == 404


def test_every_regime_and_state_side_by_side(well, caller):
    body = caller.get(f"wells/{well.pk}/regimes").json()
    model = at(example("onshore-liner"))
    assert [one["regime"] for one in body["regimes"]] == list(METHODS)
    for one in body["regimes"]:
        expected = assess_limits(model, regime=one["regime"])
        assert one["kind"] == ("maasp" if one["regime"].startswith("iso") else "mawop")
        assert [(row["annulus"], row["status"]) for row in one["limits"]] == [
            (result.annulus, result.status) for result in expected.results
        ]
        for row, result in zip(one["limits"], expected.results, strict=True):
            assert row["limit_pa"] == (None if result.limit_pa is None else int(result.limit_pa))
            assert len(row["missing"]) == len(result.missing)
    assert [one["well_state"] for one in body["states"]] == list(limits_by_state(model))
    assert body["states"][-1]["well_state"] == "unknown"


def test_regimes_take_the_day_that_is_asked_for(operator, caller):
    old = make_well(example("platform-oil-gas-lift"), of=operator)
    then, now = (caller.get(f"wells/{old.pk}/regimes{query}").json() for query in ("?as_of=2012-01-01", ""))
    assert then["as_of"] == "2012-01-01" and then["regimes"] != now["regimes"]


def test_a_past_day_has_the_limits_of_that_day(operator, caller):
    old = make_well(example("platform-oil-gas-lift"), of=operator)
    then = caller.get(f"wells/{old.pk}/annuli/A/maasp?as_of=2012-01-01").json()
    assert then["result"]["walls"]["inner"] == ["tubing-2009"] and then["as_of"] == "2012-01-01"


def test_the_fleet_with_its_limits(well, foreign, caller):
    body = caller.get("limits").json()
    assert body["count"] == 1 and body["results"][0]["id"] == well.uid
    assert body["results"][0]["limits"][0]["annulus"] == "A"


def test_the_fleet_takes_the_same_number_of_queries(operator, caller, django_assert_num_queries):
    make_well(small_document(0), of=operator)
    with django_assert_num_queries(10):
        caller.get("limits")
    for number in range(1, 6):
        make_well(small_document(number), of=operator)
    with django_assert_num_queries(10):
        caller.get("limits")


def test_limits_of_another_operator_are_not_there(foreign, caller, nobody):
    for address in (
        f"wells/{foreign.pk}/limits",
        f"wells/{foreign.pk}/annuli/A/maasp",
        f"wells/{foreign.pk}/regimes",
    ):
        assert caller.get(address).status_code == 404
        assert nobody.get(f"/api/v1/{address}").status_code == 401
    assert nobody.get("/api/v1/limits").status_code == 401
