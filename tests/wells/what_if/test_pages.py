"""The pages of what-ifs: who sees, who may, one editor for drafts and what-ifs, and what each costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.wells.catalogues import item, make_catalogue
from tests.wells.editing.forms import fields_of
from tests.wells.factories import make_well, small_document
from tests.wells.what_if.conftest import at, leak, recorded
from wells.models import Draft, Scenario
from wells.services import scenarios

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
ACTS = ["share", "submit", "approve", "rebase", "discard", "lever"]
EDITS = ["edit/save", "edit/remove", "edit/restore", "edit/none", "edit/use"]


def listing(well):
    return f"/wells/{well.pk}/what-if/"


def text(answer):
    return " ".join(answer.content.decode().split())


def test_one_is_begun_with_a_name_and_nothing_recorded_changes(signed_in, well, engineer):
    before = recorded()
    answer = signed_in(engineer).post(f"{listing(well)}new/", {"name": "the packer fails?", "why": ""})
    made = Scenario.objects.get()
    assert answer.status_code == 302 and answer["Location"] == at(made)
    shown = text(signed_in(engineer).get(at(made)))
    assert "What-if, not the well" in shown and "Nothing of it is in the register" in shown
    assert "Only Ingrid Haugen sees it" in shown
    assert recorded() == before


def test_one_without_a_name_is_asked_for_it(signed_in, well, engineer):
    answer = signed_in(engineer).post(f"{listing(well)}new/", {"name": " "})
    assert answer.status_code == 422 and "Give it a name" in text(answer)
    assert not Scenario.objects.exists()


def test_a_private_one_is_not_there_for_others(signed_in, scenario, steward, viewer, approver, stranger):
    for person in (steward, viewer, approver):
        client = signed_in(person)
        assert client.get(at(scenario)).status_code == 404
        assert client.get(at(scenario, "edit")).status_code == 404
        assert client.get(at(scenario, "effects")).status_code == 404
        assert scenario.name not in text(client.get(listing(scenario.well)))
        assert all(client.post(at(scenario, act)).status_code in (403, 404) for act in (*ACTS, *EDITS))
    assert signed_in(stranger).get(listing(scenario.well)).status_code == 404
    assert signed_in(stranger).get(at(scenario)).status_code == 404


def test_a_shared_one_is_read_by_all_who_see_the_well_and_changed_by_none(
    signed_in, leaking, engineer, viewer, stranger
):
    assert signed_in(engineer).post(at(leaking, "share")).status_code == 302
    client = signed_in(viewer)
    shown = text(client.get(at(leaking)))
    assert "the tubing leaks?" in shown and "Leak it" not in shown and "Discard" not in shown
    document = text(client.get(at(leaking, "edit") + "?part=communications"))
    assert "added in this what-if" in document and "Keep in the what-if" not in document
    assert all(client.post(at(leaking, act)).status_code == 403 for act in (*ACTS, *EDITS))
    assert all(signed_in(stranger).post(at(leaking, act)).status_code == 404 for act in (*ACTS, *EDITS))


def test_another_engineer_reads_a_shared_one_and_cannot_change_it(signed_in, leaking, engineer, steward):
    signed_in(engineer).post(at(leaking, "share"))
    before = scenarios.life(leaking)
    answer = signed_in(steward).post(at(leaking, "lever"), {"lever": "bore"})
    assert answer.status_code == 403 and "Ingrid Haugen’s" in text(answer)
    answer = signed_in(steward).post(
        at(leaking, "edit/remove"), {"at": "strings/casing-9-5-8", "how": "mistake"}
    )
    assert answer.status_code == 403
    assert scenarios.life(leaking) == before


@pytest.mark.parametrize("act", [*ACTS, *EDITS])
def test_acts_are_posts(signed_in, scenario, engineer, act):
    assert signed_in(engineer).get(at(scenario, act)).status_code == 405


def test_the_editor_of_drafts_edits_a_what_if_and_leaves_the_draft_alone(signed_in, well, scenario, engineer):
    client, before = signed_in(engineer), recorded()
    opened = client.get(at(scenario, "edit"), {"part": "strings", "edit": "strings/casing-9-5-8"})
    sent = fields_of(opened.content.decode(), at(scenario, "edit/save"))
    answer = client.post(at(scenario, "edit/save"), sent | {"item-shoe_md_m": "3350"})
    assert answer.status_code == 302 and answer["Location"].startswith(at(scenario, "edit"))
    scenario.refresh_from_db()
    string = next(one for one in scenarios.document(scenario)["strings"] if one["id"] == "casing-9-5-8")
    assert string["shoe_md_m"] == 3350
    shown = text(client.get(at(scenario, "edit")))
    assert "changed in this what-if" in shown and "Publish revision" not in shown
    client.post(at(scenario, "edit/restore"), {"at": "strings/casing-9-5-8"})
    scenario.refresh_from_db()
    assert scenario.sha256 == scenario.base.sha256
    assert recorded() == before and not Draft.objects.exists()


def test_the_editor_answers_htmx_with_its_part_and_the_effects_are_of_the_what_if(
    signed_in, leaking, engineer
):
    client = signed_in(engineer)
    removed = client.post(
        at(leaking, "edit/remove"), {"at": "components/packer-3050", "how": "mistake"}, headers=HTMX
    ).content.decode()
    assert "<html" not in removed
    assert all(f'id="{name}"' in removed for name in ("ribbon", "part", "edit-head", "publish", "beside"))
    assert at(leaking, "effects") in removed
    effects = text(client.get(at(leaking, "effects")))
    assert "What-if</th>" in effects and "MAASP" in effects and "taken out" in effects


def test_an_edit_of_a_submitted_one_takes_it_back_and_says_so(signed_in, submitted, engineer):
    client = signed_in(engineer)
    assert "A change takes it back" in text(client.get(at(submitted, "edit")))
    client.post(at(submitted, "edit/remove"), {"at": "components/packer-3050", "how": "mistake"})
    submitted.refresh_from_db()
    assert submitted.state == "shared"
    assert "Submit as a change" in text(client.get(at(submitted)))


def test_two_people_make_it_a_change_on_the_pages(signed_in, leaking, well, engineer, approver):
    mine, other = signed_in(engineer), signed_in(approver)
    assert mine.post(at(leaking, "submit"), {"reason": "Seen in May"}).status_code == 302
    leaking.refresh_from_db()
    assert "Approve and merge" not in text(mine.get(at(leaking)))
    shown = other.get(at(leaking)).content.decode()
    sent = fields_of(shown, at(leaking, "approve"))
    assert sent["sha256"] == leaking.sha256 and "Approve and merge" in shown
    assert other.post(at(leaking, "approve"), sent | {"merge": "yes"}).status_code == 302
    well.refresh_from_db()
    assert well.head == 2
    assert "It was merged" in text(mine.get(at(leaking)))
    history = text(mine.get(f"/wells/{well.pk}/history/"))
    assert "Seen in May" in history and str(leaking.uid) in history


def test_approving_only_leaves_the_record_and_merging_comes_after(signed_in, submitted, well, approver):
    client = signed_in(approver)
    client.post(at(submitted, "approve"), {"sha256": submitted.sha256, "remark": "read"})
    well.refresh_from_db()
    assert well.head == 1 and "Approved, not merged" in text(client.get(at(submitted)))
    client.post(at(submitted, "approve"), {"sha256": submitted.sha256, "merge": "yes"})
    well.refresh_from_db()
    assert well.head == 2


def test_an_approval_of_what_has_changed_since_is_refused(signed_in, submitted, engineer, approver, well):
    read = submitted.sha256
    made = scenarios.change(submitted, by=engineer, make=leak(well, "casing-9-5-8"))
    scenarios.submit(made, by=engineer, reason="both")
    answer = signed_in(approver).post(at(submitted, "approve"), {"sha256": read, "merge": "yes"})
    assert answer.status_code == 409 and "changed since you read it" in text(answer)
    well.refresh_from_db()
    assert well.head == 1


def test_roles_without_the_act_are_refused_and_told(signed_in, submitted, engineer, approver, steward):
    assert "Approver" in text(
        signed_in(engineer).post(at(submitted, "approve"), {"sha256": submitted.sha256})
    )
    assert signed_in(steward).post(at(submitted, "approve"), {"sha256": submitted.sha256}).status_code == 403
    assert signed_in(approver).post(at(submitted, "submit"), {"reason": "x"}).status_code == 403


def test_a_well_without_what_ifs_says_what_they_are(signed_in, well, viewer):
    shown = text(signed_in(viewer).get(listing(well)))
    assert "No what-if yet" in shown and "needs one of these roles" in shown


def test_an_unknown_one_is_not_found(signed_in, well, engineer):
    assert signed_in(engineer).get(f"{listing(well)}00000000-0000-0000-0000-000000000000/").status_code == 404


def queries(client, address):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_the_pages_ask_as_often_for_a_large_well_as_for_a_small_one(
    signed_in, leaking, operator, engineer, steward
):
    client = signed_in(engineer)
    small = make_well(small_document(1), of=operator, by=steward)
    other = scenarios.create(small, by=engineer, name="it leaks?")
    other = scenarios.change(other, by=engineer, make=leak(small, "casing-9-5-8"))
    queries(client, at(other))
    assert queries(client, at(other)) == queries(client, at(leaking)) <= 14
    assert queries(client, at(other, "edit")) == queries(client, at(leaking, "edit")) <= 14
    few = queries(client, listing(small))
    for number in range(6):
        scenarios.create(small, by=engineer, name=f"another {number}")
    assert queries(client, listing(small)) == few <= 10


def test_a_row_of_the_catalogue_fills_a_section_of_the_what_if_alone(
    signed_in, scenario, engineer, steward, operator
):
    catalogue = make_catalogue(operator, steward)
    client, before = signed_in(engineer), recorded()
    section = "strings/casing-9-5-8/sections/s1"
    opened = client.get(at(scenario, "edit"), {"part": "strings", "edit": "strings/casing-9-5-8"})
    assert f"{at(scenario, 'edit/catalogue')}?at={section}" in opened.content.decode()
    found = text(client.get(at(scenario, "edit/catalogue"), {"at": section}))
    assert at(scenario, "edit/catalogue/pick") in found and at(scenario, "edit") in found
    row = item(catalogue, "9.625", "P110")
    answer = client.post(at(scenario, "edit/catalogue/pick"), {"at": section, "item": str(row.uid)})
    assert answer.status_code == 302 and answer["Location"].startswith(at(scenario, "edit"))
    scenario.refresh_from_db()
    string = next(one for one in scenarios.document(scenario)["strings"] if one["id"] == "casing-9-5-8")
    assert string["sections"][0]["grade"] == "P110"
    assert recorded() == before and not Draft.objects.exists()
