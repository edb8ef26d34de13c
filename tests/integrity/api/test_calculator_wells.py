"""The calculators of a whole well, asked about one of the reader's own wells."""

import json

import pytest

from integrity.engine.calculators import CALCULATORS
from tests.integrity.rules.conftest import activate, approver, keep, unruled  # noqa: F401
from tests.wells.factories import make_well
from wells.engine.canonical import sha256
from wells.gather import document_of

pytestmark = pytest.mark.django_db

OF_WELLS = [name for name, one in CALCULATORS.items() if one.holds_well]


@pytest.fixture
def desk(engineer, client):
    client.force_login(engineer)
    return client


def ask(desk, name, **typed):
    regime = CALCULATORS[name].example["regime"]
    return desk.post(f"/calculators/{name}/", {"in-regime": regime, **typed})


@pytest.mark.parametrize("name", OF_WELLS)
@pytest.mark.parametrize("called", ["name", "lower", "number"])
def test_a_well_of_ones_own_is_answered_by_its_current_document(desk, well, name, called):
    text = {"name": well.name, "lower": well.name.lower(), "number": str(well.pk)}[called]
    page = ask(desk, name, well_name=text)
    request = {"regime": CALCULATORS[name].example["regime"], "well": document_of(well.revisions.last())}
    assert page.status_code == 200
    assert page.context["answer"]["input_sha256"] == sha256(request)
    assert f"revision {well.head}" in page.content.decode()


@pytest.mark.parametrize("name", OF_WELLS)
def test_a_chosen_well_is_shown_as_json(desk, well, name):
    page = ask(desk, name, well_name=well.name, _view="json")
    assert json.loads(page.context["text"])["well"]["id"] == well.uid


def test_wells_of_others_are_neither_offered_nor_found(desk, well, foreign):
    form = desk.get("/calculators/maasp/").content.decode()
    assert f'value="{well.name}"' in form and foreign.name not in form
    for text in (foreign.name, str(foreign.pk)):
        page = ask(desk, "maasp", well_name=text)
        assert page.status_code == 422 and "No well that you can see" in page.content.decode()


def test_an_address_may_name_the_well(desk, well):
    assert f'value="{well.pk}"' in desk.get(f"/calculators/maasp/?well={well.pk}").content.decode()


def test_a_day_is_asked_of_the_document(desk, well):
    page = ask(desk, "maasp", well_name=well.name, **{"in-as_of": "2026-01-01"})
    assert page.status_code == 200 and page.context["answer"]["as_of"] == "2026-01-01"


def test_a_well_and_a_document_are_one_too_many(desk, well):
    page = ask(desk, "maasp", well_name=well.name, **{"in-well": "{}", "in-annuli-rows": "1"})
    assert page.status_code == 422 and "not both" in page.content.decode()


def test_a_well_is_needed(desk):
    page = ask(desk, "maasp")
    assert page.status_code == 422 and "choose one of yours, or paste a document" in page.content.decode()


def test_faults_of_a_pasted_document_stand_at_it_with_their_place(desk):
    document = json.loads(json.dumps(CALCULATORS["maasp"].example["well"]))
    document["strings"][0]["sections"][0]["od_m"] = 0
    page = ask(desk, "maasp", **{"in-well": json.dumps(document)})
    assert page.status_code == 422
    assert "/well/strings/0/sections/0/od_m" in page.content.decode()


def test_the_pack_in_force_fills_what_the_document_leaves_open(desk, operator, unruled, keep, activate):  # noqa: F811
    bare = make_well(unruled, of=operator)
    none = ask(desk, "maasp", well_name=bare.name, with_pack="on")
    assert none.status_code == 422 and "no rule pack in force" in none.content.decode()
    activate(keep("1"))
    ruled = ask(desk, "maasp", well_name=bare.name, with_pack="on")
    alone = ask(desk, "maasp", well_name=bare.name)
    assert ruled.context["answer"]["rules"] and "rules" not in alone.context["answer"]


def test_a_pack_without_a_well_is_asked_about(desk):
    page = ask(desk, "maasp", with_pack="on")
    assert page.status_code == 422 and "has no operator here" in page.content.decode()


def test_a_named_annulus_is_answered_alone(desk, well):
    page = ask(desk, "maasp", well_name=well.name, **{"in-annuli-rows": "1", "in-annuli-0": "B"})
    assert page.context["letters"] == ["B"] and page.context["limit"].annulus == "B"


def test_the_governing_candidate_of_a_mawop_is_shown(desk, well):
    assert "Governs." in ask(desk, "mawop", well_name=well.name).content.decode()


def test_a_well_costs_a_fixed_number_of_questions(desk, well, django_assert_max_num_queries):
    ask(desk, "maasp", well_name=well.name)
    with django_assert_max_num_queries(12):
        ask(desk, "maasp", well_name=well.name, with_pack="")
