"""The page of annuli: every regime beside the others, every state of the well, each number with its derivation."""

import re

import pytest
from django.urls import reverse

from deepguard.models import Role
from integrity.demo.field import COMPANIES
from integrity.demo.story import document
from integrity.engine.limits import METHODS, assess_limits
from integrity.pages.regimes import REGIMES, by_regime, by_state, leaks_of
from tests.factories import make_member, make_operator
from tests.wells.factories import example, make_well, small_document
from wells.engine.document import at


@pytest.fixture
def engineer(client):
    person = make_member(make_operator(), Role.ENGINEER, Role.STEWARD)
    client.force_login(person)
    return person


def well_of(engineer, content):
    return make_well(content, of=engineer.memberships.first().operator, by=engineer)


def page(client, well, **asked):
    return client.get(reverse("integrity:annuli", args=[well.pk]), asked).content.decode()


@pytest.mark.django_db
def test_each_annulus_stands_under_every_regime_with_what_governs(client, engineer):
    well = well_of(engineer, example("platform-oil-gas-lift"))
    text = page(client, well)
    for column in REGIMES:
        assert column.title in text
    assert reverse("integrity:maasp", args=[well.pk, "A"]) in text
    assert "tubing collapse" in text and "50 % of internal yield of the outer wall" in text
    assert "share of the derated rating that the explicit method allows" in text


@pytest.mark.django_db
def test_each_state_of_the_well_has_its_own_maasp(client, engineer):
    text = page(client, well_of(engineer, example("platform-oil-gas-lift")))
    heads = re.findall(r'MAASP<span class="dg-sub2">([^<]+)', text)
    assert heads[-1] == "state not known" and {"gas lift", "shut in"} <= set(heads)


@pytest.mark.django_db
def test_a_known_leak_is_named_with_the_annuli_it_joins(client, engineer):
    content = example("platform-oil-gas-lift")
    content["communications"] = [
        {"id": "leak", "through": "casing-9-5-8", "md_m": 900, "evidence": "A and B move together"}
    ]
    text = page(client, well_of(engineer, content))
    assert "Known leaks" in text and "joins A and B" in text and "A and B move together" in text


@pytest.mark.django_db
def test_another_day_shows_the_annuli_of_that_day(client, engineer):
    well = well_of(engineer, example("platform-oil-gas-lift"))
    past = page(client, well, as_of="2012-01-01")
    assert "?as_of=2012-01-01" in past and past != page(client, well)


@pytest.mark.django_db
def test_before_the_well_was_known_there_is_nothing(client, engineer):
    well = well_of(engineer, example("platform-oil-gas-lift"))
    assert "Limits by regime" not in page(client, well, known_at="2001-01-01")


@pytest.mark.django_db
def test_a_well_of_another_operator_is_not_there(client, engineer):
    well = make_well(small_document())
    assert client.get(reverse("integrity:annuli", args=[well.pk])).status_code == 404


@pytest.mark.django_db
def test_the_page_takes_the_same_number_of_queries_for_any_well(client, engineer, django_assert_num_queries):
    small, large = (well_of(engineer, example(name)) for name in ("old-unknowns", "platform-oil-gas-lift"))
    page(client, small)
    with django_assert_num_queries(QUERIES):
        page(client, large)
    with django_assert_num_queries(QUERIES):
        page(client, small)


#: One of them for the revisions on the axis of the well's events, one for the bell.
QUERIES = 11
"""Session, person, operator, membership, well, its places, its revision, the rule pack in force."""

DEMO = [uid for company in COMPANIES for uid in company.wells]


@pytest.mark.parametrize("uid", DEMO)
def test_every_demo_annulus_shows_each_limit_or_exactly_what_is_missing(uid):
    model = at(document(uid), "2026-11-21")
    described = [annulus.letter for annulus in model.annuli]
    for table in (by_regime(model, 1, ""), by_state(model)):
        assert [row.letter for row in table.rows] == sorted(described)
        for row in table.rows:
            assert len(row.cells) == len(table.columns)
            for cell in row.cells:
                assert (cell.limit.limit_pa is not None and cell.governed_by) or (
                    cell.first_missing or cell.limit.status == "invalid"
                )


def test_the_table_has_a_column_for_every_method():
    assert {column.key for column in REGIMES} == set(METHODS)
    model = at(document("bra-a-12"))
    assert [column.key for column in by_regime(model, 1, "").columns] == list(METHODS)


def test_a_number_of_the_table_is_the_limit_of_its_own_regime():
    model = at(document("mar-03"))
    for column, cells in zip(
        METHODS, zip(*(row.cells for row in by_regime(model, 1, "").rows), strict=True), strict=True
    ):
        expected = assess_limits(model, regime=column)
        assert [cell.limit.limit_pa for cell in cells] == [one.limit_pa for one in expected.results]


def test_a_well_without_leaks_names_none():
    assert leaks_of(at(document("bra-a-12"))) == []
