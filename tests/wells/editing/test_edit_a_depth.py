"""A shoe depth is typed in the reader's unit, or in the one written behind it; the draft alone changes."""

import pytest

from deepguard.models import AuditEvent
from tests.wells.editing.forms import edit, open_page, publish
from wells.gather import documents
from wells.services import drafts

SHOE = "strings/casing-9-5-8"


def shoe_of(document):
    return next(s for s in document["strings"] if s["id"] == "casing-9-5-8")["shoe_md_m"]


def drafted(well, user):
    return drafts.document(drafts.of(well, user))


def test_metres_are_kept_in_the_draft(desk, well, steward):
    assert edit(desk, well, SHOE, shoe_md_m="3 350,5").status_code == 302
    assert shoe_of(drafted(well, steward)) == 3350.5
    assert shoe_of(documents([well])[well.pk]) == 3355


def test_feet_are_read_where_the_reader_has_feet(desk, well, steward):
    steward.units = "field"
    steward.save()
    edit(desk, well, SHOE, shoe_md_m="11000")
    assert shoe_of(drafted(well, steward)) == pytest.approx(3352.8)


def test_a_unit_behind_the_number_wins(desk, well, steward):
    edit(desk, well, SHOE, shoe_md_m="11 000 ft")
    assert shoe_of(drafted(well, steward)) == pytest.approx(3352.8)


def test_what_was_not_touched_keeps_its_exact_value(desk, well, steward):
    steward.units = "field"
    steward.save()
    before = documents([well])[well.pk]
    edit(desk, well, SHOE, name="9-5/8 casing")
    after = drafted(well, steward)
    after["strings"][3]["name"] = before["strings"][3]["name"]
    assert after == before


def test_an_edit_that_is_taken_back_leaves_no_draft(desk, well, steward):
    edit(desk, well, SHOE, shoe_md_m="3350")
    edit(desk, well, SHOE, shoe_md_m="3355")
    assert drafts.of(well, steward) is None


def test_publishing_makes_one_revision_with_its_reason_in_the_audit(desk, well, steward):
    edit(desk, well, SHOE, shoe_md_m="3350")
    response = publish(desk, well, reason="Tally of 2 May checked")
    assert response.status_code == 302
    well.refresh_from_db()
    assert well.head == 2
    assert shoe_of(documents([well])[well.pk]) == 3350
    revision = well.revisions.get(number=2)
    assert (revision.reason, revision.door, revision.by) == ("Tally of 2 May checked", "page", steward)
    assert AuditEvent.objects.get(event="well.revised").reason == "Tally of 2 May checked"
    assert drafts.of(well, steward) is None


def test_publishing_asks_why(desk, well, steward):
    edit(desk, well, SHOE, shoe_md_m="3350")
    response = publish(desk, well, reason="  ")
    assert response.status_code == 422
    assert "Say why" in response.content.decode()
    assert drafts.of(well, steward) is not None


def test_a_draft_is_seen_by_nobody_else(desk, well, steward, engineer, client):
    edit(desk, well, SHOE, shoe_md_m="3333")
    client.force_login(engineer)
    page = open_page(client, well).content.decode()
    assert "3,333" not in page and "changed in this draft" not in page


def test_discarding_leaves_the_well_as_it_was(desk, well, steward):
    from tests.wells.editing.forms import address

    edit(desk, well, SHOE, shoe_md_m="3350")
    desk.post(address("draft_discard", well), {"part": "strings"})
    assert drafts.of(well, steward) is None
    well.refresh_from_db()
    assert well.head == 1
