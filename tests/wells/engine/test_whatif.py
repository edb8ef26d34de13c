"""Levers: what each changes of a document, what it leaves, and what it refuses."""

from copy import deepcopy
from dataclasses import replace

import pytest

from tests.wells.factories import example
from wells.documents import refusals
from wells.drafts.changes import every_id
from wells.engine import whatif
from wells.engine.canonical import canonical
from wells.engine.compare import compare
from wells.engine.document import at
from wells.engine.whatif import Impossible

DAY = "2026-11-20"


def minted(document):
    taken = every_id(document)

    def mint(words):
        uid, number = words, 1
        while uid in taken:
            number += 1
            uid = f"{words}-{number}"
        taken.add(uid)
        return uid

    return mint


def pull(name, document, **how):
    return getattr(whatif, name)(document, day=DAY, mint=minted(document), **how)


@pytest.fixture
def well():
    return example("platform-oil-gas-lift")


LEVERS = (
    ("leaking", {"through": "tubing-5-1-2", "md_m": 1604.0}, {"communications"}),
    ("thinner", {"string_id": "casing-9-5-8", "loss": 0.15}, {"strings"}),
    ("filled", {"annulus_id": "annulus-a", "density_kg_m3": 1030.0}, {"annuli"}),
    ("failed", {"component_id": "packer-3050"}, {"components", "gaps"}),
    ("depleted", {"formation_id": "reservoir", "pressure_pa": 1e7}, {"formations"}),
    ("factored", {"names": ("casing_burst",), "factor": 1.3}, {"rules"}),
    ("evacuated", {}, {"fluids_policy"}),
)


def fitting(well, how):
    """The lever's arguments with ids this well has."""
    known = {"formation_id": next(f["id"] for f in well["formations"] if f.get("pressures")),
             "annulus_id": well["annuli"][0]["id"]}  # fmt: skip
    return {key: known.get(key, value) for key, value in how.items()}


@pytest.mark.parametrize(("name", "how", "nouns"), LEVERS, ids=[one[0] for one in LEVERS])
def test_a_lever_changes_what_its_name_says_and_nothing_else(well, name, how, nouns):
    before = canonical(well)
    changed = pull(name, well, **fitting(well, how))
    assert canonical(well) == before
    assert {one.noun for one in compare(well, changed).nouns} == nouns
    assert refusals(changed) == []


@pytest.mark.parametrize(("name", "how", "nouns"), LEVERS, ids=[one[0] for one in LEVERS])
def test_a_lever_pulled_twice_on_one_day_leaves_a_document_that_can_be_kept(well, name, how, nouns):
    how = fitting(well, how)
    twice = pull(name, well, **how)
    if name == "failed":
        with pytest.raises(Impossible):
            pull(name, twice, **how)
        return
    twice = pull(name, twice, **how)
    assert refusals(twice) == []


@pytest.mark.parametrize(("name", "how", "nouns"), LEVERS, ids=[one[0] for one in LEVERS])
def test_what_held_before_is_still_said_of_before(well, name, how, nouns):
    changed = pull(name, well, **fitting(well, how))
    earlier, was = at(changed, "2026-11-19"), at(well, "2026-11-19")
    if name == "thinner":  # a wall log is a measurement of its string: it has a day and no beginning
        return
    # a list that has an item today says of earlier days that there was none
    earlier = replace(earlier, communications=earlier.communications or None, gaps=earlier.gaps or was.gaps)
    assert earlier == was


def test_a_wall_is_less_than_the_latest_log_says_and_than_what_counts_where_none_does(well):
    string = next(one for one in well["strings"] if one["id"] == "tubing-5-1-2")
    changed = pull("thinner", well, string_id="tubing-5-1-2", loss=0.1)
    log = next(one for one in changed["strings"] if one["id"] == "tubing-5-1-2")["wall_logs"][0]
    logged = string["wall_logs"][0]["intervals"]
    for piece in log["intervals"]:
        over = [
            one["min_remaining_wall_m"]
            for one in logged
            if one["top_md_m"] <= piece["top_md_m"] and one["base_md_m"] >= piece["base_md_m"]
        ]
        section = next(
            one
            for one in string["sections"]
            if one.get("base_md_m", string["shoe_md_m"]) >= piece["base_md_m"]
        )
        counted = min(over) if over else section["wall_m"] * well["rules"][0]["wall_factor"]
        assert piece["min_remaining_wall_m"] == pytest.approx(0.9 * counted, abs=1.1e-6)
        assert piece["min_remaining_wall_m"] <= 0.9 * counted + 1e-12


def test_other_rules_and_factors_stay(well):
    before = well["rules"][0]
    after = pull("factored", well, names=("casing_burst",), factor=1.3)["rules"][-1]
    same = {"design_factors", "id", "valid_from", "valid_to"}
    assert {k: v for k, v in after.items() if k not in same} == {
        k: v for k, v in before.items() if k not in same
    }
    assert after["design_factors"] == before["design_factors"] | {"casing_burst": 1.3}


@pytest.mark.parametrize(
    ("name", "how"),
    [
        ("leaking", {"through": "no-such-string"}),
        ("leaking", {"through": "tubing-2009"}),  # pulled in 2019
        ("thinner", {"string_id": "casing-9-5-8", "loss": 0}),
        ("thinner", {"string_id": "casing-9-5-8", "loss": 1}),
        ("thinner", {"string_id": "casing-9-5-8", "loss": float("nan")}),
        ("filled", {"annulus_id": "no-such-annulus", "density_kg_m3": 1000}),
        ("filled", {"annulus_id": "annulus-a", "density_kg_m3": -1}),
        ("failed", {"component_id": "no-such-packer"}),
        ("depleted", {"formation_id": "no-such-formation", "pressure_pa": 1e7}),
        ("factored", {"names": ("casing_burst",), "factor": 0}),
        ("factored", {"names": ("luck",), "factor": 2}),
    ],
)
def test_what_the_well_has_not_or_cannot_be_is_refused(well, name, how):
    with pytest.raises(Impossible):
        pull(name, well, **how)


def test_a_string_of_unknown_walls_cannot_be_thinner(well):
    well = deepcopy(well)
    string = next(one for one in well["strings"] if one["id"] == "casing-9-5-8")
    for section in string["sections"]:
        section.pop("wall_m", None)
        section.pop("id_m", None)
    with pytest.raises(Impossible, match="no wall"):
        pull("thinner", well, string_id="casing-9-5-8", loss=0.1)
