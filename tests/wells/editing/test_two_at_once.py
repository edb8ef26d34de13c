"""Two people edit one well: the second is told what the first published, keeps the draft, carries it over."""

import pytest
from django.test import Client

from tests.wells.editing.forms import address, edit, open_page, publish
from wells.gather import documents
from wells.services import drafts

SHOE = "strings/casing-9-5-8"


@pytest.fixture
def other(engineer):
    client = Client()
    client.force_login(engineer)
    return client


@pytest.fixture
def moved(desk, other, well):
    """The steward has a draft; meanwhile the engineer published revision 2."""
    edit(desk, well, SHOE, shoe_md_m="3350", name="9-5/8 casing")
    edit(other, well, SHOE, shoe_md_m="3345", top_md_m="27.5")
    assert publish(other, well, reason="Tally read again").status_code == 302
    well.refresh_from_db()
    return well


def test_the_second_gets_409_with_what_the_first_changed_and_keeps_the_draft(desk, moved, steward):
    response = publish(desk, moved)
    assert response.status_code == 409
    page = response.content.decode()
    assert "Your draft is kept" in page and "Tally read again" in page and "shoe MD" in page
    assert drafts.of(moved, steward).based_on == 1
    moved.refresh_from_db()
    assert moved.head == 2


def test_the_editing_page_says_that_the_well_has_moved_on(desk, moved):
    assert "The well has moved on" in open_page(desk, moved).content.decode()


def test_carrying_over_keeps_what_the_other_did_not_touch(desk, moved, steward):
    desk.post(address("draft_rebase", moved), {"part": "strings"})
    draft = drafts.of(moved, steward)
    string = drafts.document(draft)["strings"][3]
    assert draft.based_on == 2
    assert (string["name"], string["top_md_m"]) == ("9-5/8 casing", 27.5)


def test_what_both_changed_keeps_the_published_value_and_is_listed(desk, moved, steward):
    desk.post(address("draft_rebase", moved), {"part": "strings"})
    assert drafts.document(drafts.of(moved, steward))["strings"][3]["shoe_md_m"] == 3345
    page = open_page(desk, moved).content.decode()
    assert "the published value stands" in page and "3,350" in page


def test_the_draft_can_be_published_after_it(desk, moved):
    desk.post(address("draft_rebase", moved), {"part": "strings"})
    assert publish(desk, moved, reason="Names as on the schematic").status_code == 302
    document = documents([moved])[moved.pk]
    assert (document["strings"][3]["name"], document["strings"][3]["shoe_md_m"]) == ("9-5/8 casing", 3345)
