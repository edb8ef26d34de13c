"""The fleet: what one may see, filtered, sorted, kept as a view, written to a file."""

import csv
import io

import pytest
from django.urls import reverse

from deepguard.models import Role, SavedFilter, UnitSystem
from tests.factories import make_member, make_operator
from tests.wells.factories import example, make_well, small_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def field(client):
    operator = make_operator()
    engineer = make_member(operator, Role.ENGINEER, Role.STEWARD)
    for name in ("onshore-liner", "platform-oil-gas-lift", "old-unknowns"):
        make_well(example(name), of=operator, by=engineer)
    client.force_login(engineer)
    return operator, engineer


def test_every_well_stands_there_with_its_limits(client, field):
    page = client.get(reverse("fleet")).content.decode()
    assert "Heron A-07" in page and "132" in page
    assert "not determinable" in page


def test_wells_of_others_are_not_counted(client, field):
    make_well(small_document(name="Strange Hole"))
    page = client.get(reverse("fleet")).content.decode()
    assert "Strange Hole" not in page and "3 of 3 wells" in page


def test_a_filter_narrows_and_says_when_nothing_matches(client, field):
    page = client.get(reverse("fleet"), {"q": "heron"}).content.decode()
    assert "1 of 3 wells" in page
    assert "No well matches" in client.get(reverse("fleet"), {"q": "zzz"}).content.decode()


def test_an_unknown_word_in_a_filter_is_named(client, field):
    page = client.get(reverse("fleet"), {"status": "sleeping"}).content.decode()
    assert "sleeping is not one of the available choices" in page


def test_the_order_is_chosen_by_the_head(client, field):
    def names(sort):
        page = client.get(reverse("fleet"), {"sort": sort}).content.decode()
        return sorted(("Heron A-07", "Kestrel 1"), key=page.index)

    assert names("name") == ["Heron A-07", "Kestrel 1"]
    assert names("-name") == ["Kestrel 1", "Heron A-07"]


def test_htmx_gets_the_list_alone(client, field):
    part = client.get(reverse("fleet"), headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith("<section") and "<html" not in part


def test_the_page_costs_the_same_for_many_wells(client, field, django_assert_max_num_queries):
    operator, engineer = field
    for number in range(20):
        make_well(small_document(number), of=operator, by=engineer)
    with django_assert_max_num_queries(18):
        client.get(reverse("fleet"))


def test_the_file_has_units_in_its_heads_and_a_row_an_annulus(client, field):
    _, engineer = field
    engineer.units = UnitSystem.FIELD
    engineer.save()
    response = client.get(reverse("fleet_export"), {"q": "heron"})
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["Annulus"] for row in rows] == ["A", "B", "C"]
    assert float(rows[0]["MAASP [psi]"]) == pytest.approx(13_260_000 / 6894.757293, abs=0.01)
    assert rows[0]["Governed by"] == "A5 tubing-5-1-2"


def test_a_formula_in_a_name_is_harmless_in_the_file(client, field):
    operator, engineer = field
    make_well(small_document(name="=cmd()"), of=operator, by=engineer)
    text = b"".join(client.get(reverse("fleet_export"), {"q": "cmd"}).streaming_content).decode()
    assert "'=cmd()" in text


def test_a_view_is_kept_under_a_name_by_its_owner_only(client, field):
    client.post(reverse("fleet_save"), {"name": "Herons", "query": "q=heron"})
    kept = SavedFilter.objects.get()
    assert "Herons" in client.get(reverse("fleet")).content.decode()
    client.force_login(make_member(field[0], Role.VIEWER))
    assert "Herons" not in client.get(reverse("fleet")).content.decode()
    client.post(reverse("fleet_drop", args=[kept.pk]))
    assert SavedFilter.objects.filter(pk=kept.pk).exists()


def test_a_view_without_a_name_is_refused(client, field):
    response = client.post(reverse("fleet_save"), {"name": " ", "query": "q=heron"})
    assert response.status_code == 409 and "needs a name" in response.content.decode()


def test_the_empty_fleet_shows_how_to_begin(client):
    client.force_login(make_member(make_operator(), Role.STEWARD))
    page = client.get(reverse("fleet")).content.decode()
    assert "FactPages" in page and "well document" in page.lower() and "New well" in page
