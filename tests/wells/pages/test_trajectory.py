"""The trajectory page: register, stations, views; entering, accepting and rejecting surveys."""

import io
import itertools
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from deepguard.models import AuditEvent
from tests.factories import make_member
from tests.wells import factories
from wells.gather import document_of
from wells.models import WellRevision

PATH = "/wells/{}/trajectory/"


def url(well, rest=""):
    return PATH.format(well.pk) + rest


def sidetracked():
    """A well with two wellbores, a shoe in each, and TD below the last station."""
    document = factories.small_document()
    document["strings"][0] |= {"wellbore_id": "main", "shoe_md_m": 1400}
    stations = [(0, 0, 0), (500, 0, 0), (1000, 20, 90), (2400, 20, 90)]
    below = [(1800, 30, 100), (2300, 35, 110)]
    document["wellbores"] = [
        {"id": "main", "name": "T1", "total_depth_md_m": 2500, "survey_runs": [run("gyro", stations)]},
        {
            "id": "t2", "name": "T2", "parent_id": "main", "kick_off_md_m": 1500,
            "total_depth_md_m": 2350, "survey_runs": [run("mwd", below)],
        },
    ]  # fmt: skip
    return document


def run(uid, stations, **facts):
    names = ("md_m", "inclination_deg", "azimuth_deg")
    return {"id": uid, "stations": [dict(zip(names, one, strict=True)) for one in stations]} | facts


def newest(well):
    return WellRevision.objects.filter(well=well).order_by("-number").first()


def first_run(well):
    return document_of(newest(well))["wellbores"][0]["survey_runs"][0]


def test_the_page_shows_register_views_and_stations(signed_in, viewer, drilled):
    page = signed_in(viewer).get(url(drilled)).content.decode()
    for words in ("Side view", "Plan view", "Survey register", "vertical section at", "by minimum curvature"):
        assert words in page
    assert page.count('class="dg-chart traj" viewBox="0 0 560') == 2
    assert " style=" not in page


def test_the_drawings_mark_shoes_packer_and_the_end_of_every_wellbore(signed_in, viewer, operator):
    page = signed_in(viewer).get(url(factories.make_well(sidetracked(), of=operator))).content.decode()
    assert "9⅝″ shoe" in page
    assert "TD T1" in page
    assert "TD T2" in page


def test_a_sidetrack_is_chosen_by_its_wellbore(signed_in, viewer, operator):
    well = factories.make_well(sidetracked(), of=operator)
    page = signed_in(viewer).get(url(well), {"wellbore": "t2"}).content.decode()
    stations = page[page.index('id="stations"') :]
    assert "2,300.0" in stations
    assert "2,400.0" not in stations
    assert "Kick-off" in page


def test_what_lies_below_the_last_station_is_said_to_be_extrapolated(signed_in, viewer, operator):
    well = factories.make_well(sidetracked(), of=operator)
    page = signed_in(viewer).get(url(well), {"wellbore": "main"}).content.decode()
    assert "Extrapolated below" in page
    assert "TD, extrapolated" in page


def test_an_assumed_vertical_well_is_marked(signed_in, viewer, operator):
    document = factories.small_document()
    document["wellbores"][0]["survey_runs"] = [run("assumed-vertical", [(0, 0, 0), (2500, 0, 0)])]
    page = signed_in(viewer).get(url(factories.make_well(document, of=operator))).content.decode()
    assert "Assumed vertical." in page
    assert 'class="ln sk assumed"' in page


def test_without_a_survey_the_page_says_what_that_means(signed_in, viewer, operator):
    well = factories.make_well(factories.small_document(), of=operator)
    page = signed_in(viewer).get(url(well)).content.decode()
    assert "TVD is not known" in page
    assert "Surveyor" in page


def test_feet_are_shown_to_who_reads_feet(signed_in, viewer, drilled):
    viewer.units = "field"
    viewer.save()
    page = signed_in(viewer).get(url(drilled)).content.decode()
    assert "MD, ft" in page
    assert "°/100 ft" in page


def test_fifty_stations_stand_on_a_page_and_htmx_swaps_the_table_only(signed_in, viewer, operator):
    well = factories.make_well(factories.example("volve-15-9-f-12"), of=operator)
    client = signed_in(viewer)
    part = client.get(url(well), {"page": 2}, headers={"HX-Request": "true"}).content.decode()
    assert part.count('<th scope="row"') == 50
    assert "<html" not in part
    assert "51 to 100 of 211" in part


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_stations_are_exported_with_units_in_the_headings(signed_in, viewer, operator, kind):
    well = factories.make_well(factories.example("volve-15-9-f-12"), of=operator)
    response = signed_in(viewer).get(url(well, f"stations.{kind}"))
    if kind == "csv":
        lines = response.getvalue().decode("utf-8-sig").splitlines()
        head, count = lines[0].split(","), len(lines)
    else:
        rows = list(load_workbook(io.BytesIO(response.content)).active.iter_rows(values_only=True))
        head, count = rows[0], len(rows)
    assert list(head[:4]) == ["MD (m)", "Inclination (°)", "Azimuth (°)", "TVD (m)"]
    assert count == 212


def test_accepting_a_survey_puts_its_stations_into_the_path_and_names_who_did_it(
    signed_in, engineer, operator
):
    document = factories.small_document()
    document["wellbores"][0]["survey_runs"] = [run("mwd", [(0, 0, 0), (2500, 10, 90)], status="received")]
    well = factories.make_well(document, of=operator)
    response = signed_in(engineer).post(url(well, "mwd/accept/"), {"based_on": 1})
    assert response.status_code == 302
    assert first_run(well)["status"] == "accepted"
    assert first_run(well)["accepted_by"] == engineer.email
    assert AuditEvent.objects.filter(event="survey.accepted").exists()


def test_rejecting_a_survey_needs_a_reason_and_takes_it_out_of_the_path(signed_in, engineer, operator):
    document = factories.small_document()
    document["wellbores"][0]["survey_runs"] = [run("mwd", [(0, 0, 0), (2500, 10, 90)], status="accepted")]
    well, client = factories.make_well(document, of=operator), signed_in(engineer)
    assert client.post(url(well, "mwd/reject/"), {"based_on": 1}).status_code == 422
    client.post(url(well, "mwd/reject/"), {"based_on": 1, "reason": "magnetic interference"})
    assert first_run(well)["status"] == "rejected"
    assert newest(well).reason.endswith("magnetic interference")
    assert "No accepted survey" in client.get(url(well)).content.decode()


def test_a_decision_on_an_old_revision_is_refused(signed_in, engineer, revised):
    uid = first_run(revised)["id"]
    response = signed_in(engineer).post(url(revised, f"{uid}/accept/"), {"based_on": 1})
    assert response.status_code == 409
    assert newest(revised).number == 2


def test_a_viewer_is_offered_no_act_and_refused_one(signed_in, viewer, drilled):
    client = signed_in(viewer)
    page = client.get(url(drilled)).content.decode()
    assert "Add a survey" not in page
    assert "Decide" not in page
    assert client.post(url(drilled, f"{first_run(drilled)['id']}/accept/")).status_code == 403
    assert client.get(url(drilled, "add/")).status_code == 403


def test_pasted_stations_become_a_received_survey(signed_in, operator):
    well = factories.make_well(factories.small_document(), of=operator)
    surveyor = make_member(operator, "surveyor")
    pasted = "MD\tInc\tAzi\n0\t0\t0\n1000\t5\t120\n2500\t12.5\t121"
    facts = {"wellbore": "main", "name": "Gyro 2026", "type": "gyro", "depth_unit": "m", "pasted": pasted}
    response = signed_in(surveyor).post(url(well, "add/"), facts | {"based_on": 1})
    assert response.status_code == 302
    entered = first_run(well)
    assert (entered["status"], entered["type"]) == ("received", "gyro")
    assert entered["stations"][-1] == {"md_m": 2500, "inclination_deg": 12.5, "azimuth_deg": 121}


def test_an_uploaded_file_in_feet_is_stored_in_metres(signed_in, engineer, operator):
    well = factories.make_well(factories.small_document(), of=operator)
    file = SimpleUploadedFile("gyro.csv", b"MD (ft),Inc,Azi\n0,0,0\n1000,5,120\n")
    facts = {"wellbore": "main", "name": "Gyro", "type": "gyro", "depth_unit": "ft", "file": file}
    assert signed_in(engineer).post(url(well, "add/"), facts).status_code == 302
    assert first_run(well)["stations"][-1]["md_m"] == pytest.approx(304.8)
    assert first_run(well)["file"] == "gyro.csv"


@pytest.mark.parametrize(
    ("pasted", "words"),
    [
        ("0 0 0\n30 x 3", "Row 2, inclination: “x” is no number."),
        ("0 0 0\n30 1 3\n20 1 3", "Station 3 at 20 m MD does not lie below"),
        ("0 0 0\n30 1 400", "Row 2, azimuth: 400 is not 0 to 360°."),
        ("MD Foo\n1 2", "names no column for inclination, azimuth"),
        ("", "Paste the stations or choose a file."),
    ],
)
def test_a_bad_list_is_refused_beside_the_field_and_nothing_is_stored(
    signed_in, engineer, operator, pasted, words
):
    well = factories.make_well(factories.small_document(), of=operator)
    facts = {"wellbore": "main", "name": "Gyro", "type": "gyro", "depth_unit": "m", "pasted": pasted}
    response = signed_in(engineer).post(url(well, "add/"), facts)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert newest(well).number == 1


def test_a_second_survey_of_the_same_name_is_refused(signed_in, engineer, operator):
    well = factories.make_well(factories.small_document(), of=operator)
    facts = {"wellbore": "main", "name": "Gyro", "type": "gyro", "depth_unit": "m", "pasted": "0 0 0\n9 1 1"}
    client = signed_in(engineer)
    client.post(url(well, "add/"), facts)
    response = client.post(url(well, "add/"), facts)
    assert response.status_code == 409
    assert "already" in response.content.decode()


def test_the_page_of_a_past_day_offers_no_acts(signed_in, engineer, drilled):
    page = signed_in(engineer).get(url(drilled), {"as_of": "2019-01-01"}).content.decode()
    assert "Add a survey" not in page
    assert "As it was in the well on <b>1 Jan 2019</b>" in page


@pytest.mark.parametrize("query", [{"as_of": "soon"}, {"known_at": "2026-13-01"}, {"known_at": "9999-12-31"}])
def test_a_day_that_is_none_gets_a_clear_refusal(signed_in, engineer, drilled, query):
    response = signed_in(engineer).get(url(drilled), query)
    assert response.status_code == 400
    assert "is no day" in response.content.decode()


def test_before_anything_was_recorded_the_page_says_so(signed_in, engineer, drilled):
    response = signed_in(engineer).get(url(drilled), {"known_at": "2001-01-01"})
    assert response.status_code == 200
    assert "Nothing was recorded" in response.content.decode()


def test_a_well_of_another_operator_is_not_there(signed_in, stranger, drilled):
    client = signed_in(stranger)
    for rest in ("", "stations.csv", "add/"):
        assert client.get(url(drilled, rest)).status_code == 404
    assert client.post(url(drilled, "x/accept/")).status_code == 404


def test_the_number_of_queries_does_not_grow_with_surveys_and_stations(
    signed_in, viewer, operator, drilled, django_assert_max_num_queries
):
    client = signed_in(viewer)
    many = factories.make_well(factories.example("volve-15-9-f-12"), of=operator)
    with django_assert_max_num_queries(12):
        client.get(url(drilled))
    with django_assert_max_num_queries(12):
        client.get(url(many))


def test_side_view_labels_never_lie_on_one_another(signed_in, viewer, drilled):
    page = signed_in(viewer).get(url(drilled)).content.decode()
    for drawing in re.findall(r'<svg class="dg-chart traj" viewBox="0 0 560.*?</svg>', page, re.DOTALL):
        heights = sorted(float(y) for y in re.findall(r'<text class="tx" x="[\d.]+" y="([\d.]+)"', drawing))
        assert len(heights) > 3
        assert all(below - above >= 15 for above, below in itertools.pairwise(heights))
