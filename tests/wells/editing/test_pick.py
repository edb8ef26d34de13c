"""From the catalogue into a draft: the facts of the row with catalogue and revision as their source."""

import pytest
from django.urls import reverse

from deepguard.models import AuditEvent
from tests.factories import make_member
from tests.wells.catalogues import item, make_catalogue
from tests.wells.editing.forms import address, open_page
from wells.services import drafts

PSI, INCH = 6894.757293168361, 0.0254
SECTION = "strings/casing-9-5-8/sections/s1"


@pytest.fixture
def catalogue(operator, steward):
    return make_catalogue(operator, steward)


def section_of(well, person):
    document = drafts.document(drafts.of(well, person))
    return next(s for s in document["strings"] if s["id"] == "casing-9-5-8")["sections"][0]


def search(client, well, at=SECTION, **query):
    return client.get(reverse("wells:pick", args=[well.pk]), {"at": at, **query})


def pick(client, well, row, at=SECTION, **more):
    return client.post(reverse("wells:draft_pick", args=[well.pk]), {"at": at, "item": str(row.uid)} | more)


def test_the_editor_leads_to_the_search_without_script(desk, well, catalogue):
    page = open_page(desk, well, part="strings", edit="strings/casing-9-5-8").content.decode()
    assert f"{reverse('wells:pick', args=[well.pk])}?at=strings/casing-9-5-8/sections/s1" in page


def test_the_search_begins_with_the_size_and_shows_every_standing_trusted_first(desk, well, catalogue):
    response = search(desk, well)
    shown = [(row.name, trusted) for row, trusted in response.context["rows"]]
    assert len(shown) == 4 and all(name.startswith("9.625") for name, _ in shown)
    assert [trusted for _, trusted in shown] == [True, True, True, False]
    assert len(search(desk, well, q="HC95").context["rows"]) == 1
    assert [row.name for row, _ in search(desk, well, size="7").context["rows"]] == ["7 in 32 lb/ft P110"]


def test_a_verified_pipe_fills_the_section_and_names_its_source(desk, well, steward, catalogue):
    response = pick(desk, well, item(catalogue, "9.625", "P110"))
    assert response.status_code == 302 and "edit=strings/casing-9-5-8" in response.url.replace("%2F", "/")
    section = section_of(well, steward)
    assert section["grade"] == "P110"
    assert section["od_m"] == pytest.approx(9.625 * INCH)
    assert section["wall_m"] == pytest.approx(0.472 * INCH)
    assert section["id_m"] == pytest.approx(8.681 * INCH)
    assert section["yield_pa"] == pytest.approx(110_000 * PSI)
    assert "rating_override" not in section
    told = {section["sources"][name]["document"] for name in ("od_m", "wall_m", "grade", "yield_pa")}
    assert told == {"Yard list, revision 1"}


def test_a_pipe_by_data_sheet_brings_its_ratings_with_their_source(desk, well, steward, catalogue):
    pick(desk, well, item(catalogue, "HC95"))
    stated = section_of(well, steward)["rating_override"]
    assert stated["collapse_pa"] == pytest.approx(7100 * PSI)
    assert stated["source"]["document"] == "Yard list, revision 1"
    assert "HC-95-0310" in stated["source"]["page"]


def test_another_pipe_takes_the_stated_ratings_away(desk, well, steward, catalogue):
    pick(desk, well, item(catalogue, "HC95"))
    pick(desk, well, item(catalogue, "9.625", "P110"))
    assert "rating_override" not in section_of(well, steward)


def test_an_unverified_pipe_needs_a_reason(desk, well, steward, catalogue):
    response = pick(desk, well, item(catalogue, "43.5"))
    assert response.status_code == 422
    assert "say why it is used" in response.content.decode()
    assert drafts.of(well, steward) is None


def test_the_reason_goes_into_the_source_and_no_unproven_rating_raises_a_limit(
    desk, well, steward, catalogue
):
    assert pick(desk, well, item(catalogue, "43.5"), reason="Stock of 2011").status_code == 302
    section = section_of(well, steward)
    source = section["sources"]["grade"]
    assert source["page"].endswith("unverified, picked because: Stock of 2011")
    assert source["confidence"] == "low"
    assert "rating_override" not in section


def test_of_an_unverified_pipe_what_lies_below_the_formula_is_kept(desk, well, steward, catalogue):
    pick(desk, well, item(catalogue, "7 in"), reason="Buttress coupling governs")
    stated = section_of(well, steward)["rating_override"]
    assert stated["burst_pa"] == pytest.approx(11640 * PSI)
    assert set(stated) == {"burst_pa", "source"} or stated["collapse_pa"] < 10_785 * PSI


def test_a_reason_that_does_not_fit_is_refused(desk, well, catalogue):
    assert pick(desk, well, item(catalogue, "43.5"), reason="x" * 101).status_code == 422


def test_a_part_takes_maker_model_and_ratings(desk, well, steward, catalogue):
    valve = next(c for c in drafts.published(well, 1)["components"] if c["kind"] == "safety_valve")
    at = f"components/{valve['id']}"
    shown = [row.name for row, _ in search(desk, well, at=at).context["rows"]]
    assert shown == ["Fjordline FSV-5 safety valve"]
    assert pick(desk, well, item(catalogue, "FSV-5"), at=at).status_code == 302
    found = next(c for c in drafts.document(drafts.of(well, steward))["components"] if c["id"] == valve["id"])
    assert (found["manufacturer"], found["model"]) == ("Fjordline", "FSV-5")
    assert found["ratings"]["rated_working_pressure_pa"] == pytest.approx(5000 * PSI)
    assert found["ratings"]["source"]["document"] == "Yard list, revision 1"


def test_a_pipe_does_not_fit_a_part(desk, well, catalogue):
    valve = next(c for c in drafts.published(well, 1)["components"] if c["kind"] == "safety_valve")
    assert pick(desk, well, item(catalogue, "HC95"), at=f"components/{valve['id']}").status_code == 422


def test_what_was_picked_publishes_without_faults(desk, well, catalogue):
    pick(desk, well, item(catalogue, "HC95"))
    sent = {"reason": "Pipe tally", "part": "strings"}
    assert desk.post(address("draft_publish", well), sent).status_code == 302
    well.refresh_from_db()
    assert well.head == 2
    assert AuditEvent.objects.filter(event__startswith="well.").exists()


def test_by_htmx_the_editor_comes_back_open_with_the_new_facts(desk, well, catalogue):
    found = desk.get(
        reverse("wells:pick", args=[well.pk]), {"at": SECTION}, headers={"HX-Request": "true"}
    ).content.decode()
    assert "<html" not in found and 'hx-target="#part"' in found
    body = {"at": SECTION, "item": str(item(catalogue, "9.625", "P110").uid)}
    page = desk.post(
        reverse("wells:draft_pick", args=[well.pk]), body, headers={"HX-Request": "true"}
    ).content.decode()
    assert 'value="P110"' in page


@pytest.mark.parametrize(
    "at", ["", "strings", "strings/none/sections/s1", "header", "components/none", "annuli/a"]
)
def test_nothing_else_can_be_filled(desk, well, catalogue, at):
    assert search(desk, well, at=at).status_code == 404


@pytest.mark.parametrize("uid", ["", "nonsense", "00000000-0000-0000-0000-000000000000"])
def test_no_row_no_pick(desk, well, catalogue, uid):
    answer = desk.post(reverse("wells:draft_pick", args=[well.pk]), {"at": SECTION, "item": uid})
    assert answer.status_code == 404


def test_rows_of_another_operator_cannot_be_picked(desk, well, other_operator):
    theirs = make_catalogue(other_operator, make_member(other_operator, "steward"))
    assert pick(desk, well, theirs.items.first()).status_code == 404


def test_a_viewer_may_not(client, viewer, well, catalogue):
    client.force_login(viewer)
    assert search(client, well).status_code == 403
    assert pick(client, well, catalogue.items.first()).status_code == 403


def test_the_search_asks_no_more_for_more_rows(
    desk, well, operator, steward, catalogue, django_assert_max_num_queries
):
    search(desk, well)
    with django_assert_max_num_queries(14):
        search(desk, well, size="")
