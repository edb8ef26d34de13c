"""Predicates say what the candidates of a limit say, and nothing of what is not known."""

import pytest

from integrity.engine.maasp.well import Well
from integrity.engine.rules import PREDICATES, holds
from integrity.engine.rules.kinds import Call
from tests.contract import dated_example
from tests.integrity.engine.wells import item, limits, strength, well
from wells.engine.document import at

NEWER, CEMENT, SHOE = "test_newer_than_last_change", "cement_proven", "shoe_strength_tested"
PASSED = {"id": "t1", "performed_on": "2020-05-01", "kind": "strength", "result": "pass", "pressure_pa": 20e6}
EXAMPLES = ("onshore-liner", "platform-oil-gas-lift", "subsea-gas", "suspended-plugs", "water-injector")


def asked(document, letter, name, **parameters):
    return holds(Call(name, tuple(parameters.items())), Well(at(document)), letter)


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_test_counts_where_its_candidate_does(name):
    document = dated_example(name)
    for limit in limits(document).results:
        found = [one for one in limit.candidates if one.label == "annulus test pressure"]
        says = {"counted": True, "not_applicable": False, "unknown": None}
        for one in found:
            assert asked(document, limit.annulus, NEWER) is says[one.status], (name, limit.annulus)


@pytest.mark.parametrize("name", EXAMPLES)
def test_cement_is_proven_where_the_shoe_is_no_candidate(name):
    document = dated_example(name)
    for limit in limits(document).results:
        shoes = [one for one in limit.candidates if one.label == "formation strength at the shoe"]
        for one in shoes:
            assert (asked(document, limit.annulus, CEMENT) is True) == (one.status == "not_applicable")


def test_a_test_older_than_a_wall_proves_nothing():
    document = well()
    item(document, "annuli", "B")["tests"] = [PASSED]
    assert asked(document, "B", NEWER) is True
    item(document, "strings", "production")["installed_on"] = "2021-01-01"
    assert asked(document, "B", NEWER) is False


def test_unknown_is_neither_yes_nor_no():
    document = well(cement=None, formation_strength=None)
    item(document, "annuli", "B")["tests"] = None
    assert asked(document, "B", NEWER) is None
    assert asked(document, "B", CEMENT) is None
    assert asked(document, "B", SHOE, fit_counts=True) is None


def test_there_is_nothing_to_prove_of_an_annulus_that_is_not_there():
    assert all(
        asked(well(), "G", name, **dict(fit_counts=True) if name == SHOE else {}) is None
        for name in PREDICATES
    )


def test_verified_cement_above_the_shoe_closes_it():
    document = well(
        cement=[
            {
                "id": "c",
                "behind": "production",
                "top_md_m": 1200,
                "verified_by": "bond_log",
                "quality": "good",
            }
        ]
    )
    assert asked(document, "B", CEMENT) is True
    document["cement"][0]["verified_by"] = "job_records"
    assert asked(document, "B", CEMENT) is False


@pytest.mark.parametrize(
    ("kind", "fit_counts", "expected"),
    [("lot", False, True), ("fit", True, True), ("fit", False, False), ("prognosis", True, False)],
)
def test_a_forecast_is_no_test_and_a_fit_only_where_it_counts(kind, fit_counts, expected):
    document = well(formation_strength=[strength("intermediate", kind=kind)])
    assert asked(document, "B", SHOE, fit_counts=fit_counts) is expected
