"""The history of a well: its revisions, their documents, restoring one."""

import json

import pytest
import yaml

from tests.wells import factories
from wells.documents import read
from wells.engine.document import canonical
from wells.gather import document_of
from wells.models import Door, WellRevision
from wells.services.documents import save_document


def url(well, rest=""):
    return f"/wells/{well.pk}/history/{rest}"


def revision(well, number):
    return WellRevision.objects.get(well=well, number=number)


def test_revisions_stand_newest_first_with_who_why_and_how_many_facts(signed_in, viewer, revised):
    page = signed_in(viewer).get(url(revised)).content.decode()
    table = page[page.index('id="revisions"') :]
    assert table.index("Tally re-read") < table.index("first entry")
    assert "Ingrid Haugen" in table
    assert f"{revision(revised, 2).sha256[:4]} " in table
    assert "?a=rev:1&amp;b=rev:2" in table


def test_the_number_of_changed_facts_is_that_of_the_comparison(signed_in, viewer, revised):
    client = signed_in(viewer)
    shown = client.get(url(revised)).context["page_obj"].object_list[0].changed
    assert shown == client.get(url(revised, "compare/?a=rev:1&b=rev:2")).context["found"].count > 1


def test_a_long_history_is_leafed_through(
    signed_in, viewer, engineer, operator, django_assert_max_num_queries
):
    well = factories.make_well(factories.small_document(), of=operator)
    for number in range(30):
        document = factories.small_document() | {"remarks": f"Note {number}"}
        save_document(well, document, by=engineer, based_on=None, reason=f"note {number}", door=Door.PAGE)
    client = signed_in(viewer)
    with django_assert_max_num_queries(12):
        first = client.get(url(well)).content.decode()
    assert first.count("/document.yaml") >= 25
    last = client.get(url(well), {"page": 2}, headers={"HX-Request": "true"}).content.decode()
    assert "first entry" in last
    assert "26 to 31 of 31" in last


def test_what_was_learnt_later_is_not_shown_as_known_before(signed_in, viewer, revised):
    page = signed_in(viewer).get(url(revised), {"known_at": "2001-01-01"}).content.decode()
    assert "No revision" in page


@pytest.mark.parametrize("kind", ["yaml", "json"])
def test_a_revision_is_downloaded_with_every_station_written_out(signed_in, viewer, operator, kind):
    well = factories.make_well(factories.example("volve-15-9-f-12"), of=operator)
    response = signed_in(viewer).get(url(well, f"1/document.{kind}"))
    sent = read(response.content, f"a.{kind}")
    assert canonical(sent) == canonical(document_of(revision(well, 1)))
    assert len(sent["wellbores"][0]["survey_runs"][0]["stations"]) == 211
    assert response["Content-Disposition"] == f'attachment; filename="{well.uid}-revision-1.{kind}"'
    assert response["X-Content-Type-Options"] == "nosniff"


def test_the_document_of_the_header_is_that_of_the_current_revision(signed_in, viewer, revised):
    client = signed_in(viewer)
    sent = json.loads(client.get(f"/wells/{revised.pk}/document.json").content)
    assert canonical(sent) == canonical(document_of(revision(revised, 2)))
    assert yaml.safe_load(client.get(f"/wells/{revised.pk}/document.yaml").content)["id"] == revised.uid
    assert client.get(f"/wells/{revised.pk}/document.xml").status_code == 404


def test_restoring_shows_first_what_it_would_change(signed_in, engineer, revised):
    page = signed_in(engineer).get(url(revised, "1/restore/")).content.decode()
    assert "What is different" in page
    assert "becomes revision 3" in page


def test_restoring_makes_a_new_revision_with_the_old_document(signed_in, engineer, revised):
    facts = {"reason": "the tally was right before", "based_on": 2}
    response = signed_in(engineer).post(url(revised, "1/restore/"), facts)
    assert response.status_code == 302
    assert revision(revised, 3).sha256 == revision(revised, 1).sha256
    assert (revision(revised, 3).door, revision(revised, 3).by) == ("restore", engineer)


def test_restoring_without_a_reason_is_refused(signed_in, engineer, revised):
    response = signed_in(engineer).post(url(revised, "1/restore/"), {"based_on": 2})
    assert response.status_code == 422
    assert "Say why" in response.content.decode()


def test_restoring_on_an_old_revision_is_refused(signed_in, engineer, revised):
    facts = {"reason": "the tally was right before", "based_on": 1}
    response = signed_in(engineer).post(url(revised, "1/restore/"), facts)
    assert response.status_code == 409
    assert not WellRevision.objects.filter(well=revised, number=3).exists()


def test_a_viewer_may_not_restore(signed_in, viewer, revised):
    client = signed_in(viewer)
    assert ">Restore<" not in client.get(url(revised)).content.decode()
    assert client.get(url(revised, "1/restore/")).status_code == 403
    assert client.post(url(revised, "1/restore/"), {"reason": "x", "based_on": 2}).status_code == 403


def test_what_is_not_there_is_not_found(signed_in, engineer, stranger, revised):
    client = signed_in(engineer)
    assert client.get(url(revised, "9/document.yaml")).status_code == 404
    assert client.get(url(revised, "9/restore/")).status_code == 404
    outside = signed_in(stranger)
    for rest in ("", "1/document.yaml", "compare/", "1/restore/"):
        assert outside.get(url(revised, rest)).status_code == 404
    assert outside.get(f"/wells/{revised.pk}/document.yaml").status_code == 404
