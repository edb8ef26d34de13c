"""Stewards and engineers edit; others read and are told who may; other operators find nothing."""

import pytest

from tests.wells.editing.forms import address, open_page
from wells.models import Draft

POSTS = ["save", "remove", "restore_item", "use", "none", "publish", "discard", "rebase", "what_if"]


@pytest.mark.parametrize("act", POSTS)
def test_a_viewer_is_refused_and_told_the_roles(client, well, viewer, act):
    client.force_login(viewer)
    response = client.post(address(f"draft_{act}", well), {"at": "strings/casing-9-5-8"})
    assert response.status_code == 403
    assert "Data steward" in response.content.decode()
    assert not Draft.objects.exists()


def test_a_viewer_reads_the_page_and_is_told_the_roles(client, well, viewer):
    client.force_login(viewer)
    page = open_page(client, well, edit="strings/casing-9-5-8").content.decode()
    assert "9-5/8 in production casing" in page and "Data steward" in page
    assert "Keep in the draft" not in page


@pytest.mark.parametrize("act", POSTS)
def test_another_operator_finds_nothing(client, well, stranger, act):
    client.force_login(stranger)
    assert client.post(address(f"draft_{act}", well)).status_code == 404
    assert open_page(client, well).status_code == 404


@pytest.mark.parametrize("act", POSTS)
def test_acts_are_posts(desk, well, act):
    assert desk.get(address(f"draft_{act}", well)).status_code == 405


def test_nobody_edits_a_past_day(desk, well):
    page = open_page(desk, well, as_of="2020-01-01").content.decode()
    assert "Edit " not in page.split("<main")[1] and "editing is off" in page
    refused = open_page(desk, well, as_of="2020-01-01", edit="strings/casing-9-5-8")
    assert refused.status_code == 409 and "Keep in the draft" not in refused.content.decode()


def test_reading_the_page_leaves_no_draft(desk, well):
    for query in (
        {},
        {"edit": "strings/casing-9-5-8"},
        {"add": "strings"},
        {"remove": "strings/casing-9-5-8"},
    ):
        assert open_page(desk, well, **query).status_code == 200
    assert not Draft.objects.exists()
