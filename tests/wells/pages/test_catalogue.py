"""The catalogue: found, filtered, sorted, exported; one row beside the formulas; sent by those who may."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import make_member
from tests.wells.catalogues import HEAD, PIPES, file, item, make_catalogue
from wells.imports import File, filings
from wells.models import Catalogue, CatalogueItem
from wells.services import catalogues, imports

pytestmark = pytest.mark.django_db
MANY = 10_000


@pytest.fixture
def steward(operator):
    return make_member(operator, "steward")


@pytest.fixture
def catalogue(operator, steward):
    return make_catalogue(operator, steward)


@pytest.fixture
def desk(client, steward, catalogue):
    client.force_login(steward)
    return client


def listed(client, **query):
    response = client.get(reverse("wells:catalogue"), query)
    assert response.status_code == 200
    return [row.name for row in response.context["rows"]]


def test_the_list_shows_every_row_by_size(desk):
    names = listed(desk)
    assert len(names) == 7
    tubulars = [name for name in names if "lb/ft" in name]
    assert tubulars[0].startswith("7 in") and tubulars[-1].startswith("9.625")


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"q": "p110"}, 2),
        ({"q": "p110 9.625"}, 1),
        ({"size": "9 5/8"}, 4),
        ({"size": "9.625"}, 4),
        ({"size": '7"'}, 1),
        ({"size": "what"}, 0),
        ({"grade": "N80"}, 2),
        ({"standing": "verified"}, 2),
        ({"standing": "sheet"}, 2),
        ({"standing": "unverified"}, 3),
        ({"kind": "equipment"}, 2),
        ({"part": "packer"}, 1),
        ({"q": "fjordline"}, 2),
        ({"q": "hc-95"}, 1),
    ],
)
def test_filters(desk, query, count):
    assert len(listed(desk, **query)) == count


def test_the_filter_of_a_catalogue_and_a_wrong_one(desk, catalogue):
    assert len(listed(desk, catalogue=str(catalogue.uid))) == 7
    assert "catalogue" in desk.get(reverse("wells:catalogue"), {"catalogue": "nonsense"}).content.decode()


def test_sorting_and_its_reverse(desk):
    up = listed(desk, sort="burst", kind="tubular")
    assert listed(desk, sort="-burst", kind="tubular") == up[::-1]


def test_a_swap_gets_the_part_alone(desk):
    response = desk.get(reverse("wells:catalogue"), headers={"HX-Request": "true"})
    assert b"<html" not in response.content and b'id="catalogue"' in response.content


def test_the_file_has_units_in_its_headings_and_the_reader_s_units(desk, steward):
    steward.units = "field"
    steward.save()
    lines = (
        b"".join(desk.get(reverse("wells:catalogue_export", args=["csv"]), {"q": "9.625 P110"}))
        .decode()
        .splitlines()
    )
    heads, row = lines[0].lstrip("\ufeff").split(","), lines[1].split(",")
    assert {"Burst [psi]", "OD [in]", "Collapse deviation [%]"} <= set(heads)
    assert float(row[heads.index("Burst [psi]")]) == pytest.approx(9440)
    assert len(lines) == 2


def test_the_workbook_and_no_other_file(desk):
    assert desk.get(reverse("wells:catalogue_export", args=["xlsx"])).content[:2] == b"PK"
    assert desk.get(reverse("wells:catalogue_export", args=["pdf"])).status_code == 404


def test_one_row_stands_beside_the_formulas(desk, catalogue):
    page = desk.get(reverse("wells:catalogue_item", args=[item(catalogue, "43.5").uid])).content.decode()
    assert "Collapse is 8.4 % above the formula." in page
    assert "Yard list, revision 1" in page and "+8.4" in page


def test_an_old_row_stays_to_read_and_leads_to_the_current_one(desk, catalogue, operator, steward):
    old = item(catalogue, "P110", "9.625")
    changed = [PIPES[0].replace("5300", "5290"), *PIPES[1:]]
    new = item(make_catalogue(operator, steward, sent=[file(*changed)]), "P110", "9.625")
    page = desk.get(reverse("wells:catalogue_item", args=[old.uid])).content.decode()
    assert reverse("wells:catalogue_item", args=[new.uid]) in page


def test_outliers_are_listed_beside_their_pipe_and_by_their_standing(desk, operator, steward):
    head = "CASING_SIZE,CASING_WEIGHT,CASING_GRADE,CASING_BURST_PSI,CASING_COLLPSE_PSI"
    lines = [head, *["9.625,53.5,P110,10900,7950"] * 5, *["9.625,53.5,P-110,10900,7190"] * 3]
    sent = [File(name="apd.csv", data="\n".join(lines).encode())]
    plan = imports.plan(operator, filings.NAME, sent, {}).plan
    made = catalogues.publish(operator, plan.catalogue, by=steward).catalogue
    assert len(listed(desk, catalogue=str(made.uid))) == 1
    assert len(listed(desk, catalogue=str(made.uid), standing="outlier")) == 1
    pipe = made.items.get(group=None)
    page = desk.get(reverse("wells:catalogue_item", args=[pipe.uid])).content.decode()
    assert "8 statements, 3 of them outliers" in page and "Burst agrees, collapse is 9.6 % below" in page


def test_a_catalogue_of_somebody_else_is_not_there(desk, other_operator):
    theirs = make_catalogue(other_operator, make_member(other_operator, "steward"), name="Secret list")
    assert desk.get(reverse("wells:catalogue_item", args=[theirs.items.first().uid])).status_code == 404
    assert "Secret list" not in desk.get(reverse("wells:catalogue")).content.decode()


def test_a_steward_sends_one_and_a_viewer_may_not(client, operator, steward, viewer):
    sent = {"kind": "catalogue", "catalogue": "Yard list"}

    def upload():
        return SimpleUploadedFile("tubulars.csv", "\n".join([HEAD, *PIPES]).encode())

    client.force_login(viewer)
    assert client.post(reverse("wells:import_new"), sent | {"files": [upload()]}).status_code == 403
    client.force_login(steward)
    response = client.post(reverse("wells:import_new"), sent | {"files": [upload()]})
    page = client.get(response.url).content.decode()
    assert "Yard list, revision 1" in page and "5 rows" in page
    done = client.post(response.url + "commit/", follow=True).content.decode()
    assert "are in force as" in done
    assert Catalogue.objects.get().items.count() == 5


@pytest.fixture
def many(operator, steward):
    """Ten thousand rows of one catalogue."""
    made = make_catalogue(operator, steward, name="Long list")
    pipe = item(made, "P110", "9.625").facts
    CatalogueItem.objects.bulk_create(
        [
            CatalogueItem(catalogue=made, **pipe | {"key": f"k{n}", "od_m": 0.1 + n / 1e5})
            for n in range(MANY)
        ],
        batch_size=500,
    )
    return made


def test_ten_thousand_rows_ask_as_often_as_seven(desk, catalogue, many, django_assert_max_num_queries):
    desk.get(reverse("wells:catalogue"))
    with CaptureQueriesContext(connection) as few:
        desk.get(reverse("wells:catalogue"), {"catalogue": str(catalogue.uid)})
    with CaptureQueriesContext(connection) as lots:
        response = desk.get(reverse("wells:catalogue"), {"catalogue": str(many.uid), "page": "7"})
    assert response.context["page_obj"].paginator.count == MANY + 7
    assert len(few) == len(lots) <= 12
    with django_assert_max_num_queries(10):
        desk.get(reverse("wells:catalogue_item", args=[many.items.first().uid]))
