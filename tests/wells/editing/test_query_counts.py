"""The editing page asks the database as often for a large well as for a small one."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.wells.editing.forms import edit, open_page
from tests.wells.factories import make_well, small_document


def queries(client, well, **query):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert open_page(client, well, **query).status_code == 200
    return len(asked)


def test_reading(desk, well, operator, steward):
    small = make_well(small_document(1), of=operator, by=steward)
    queries(desk, small)
    for part in ("strings", "components", "annuli", "header"):
        assert queries(desk, small, part=part) == queries(desk, well, part=part) <= 12


def test_with_a_draft_and_an_open_row(desk, well, operator, steward):
    small = make_well(small_document(1), of=operator, by=steward)
    edit(desk, small, "strings/casing-9-5-8", name="casing")
    edit(desk, well, "strings/casing-9-5-8", name="casing")
    at = {"edit": "strings/casing-9-5-8"}
    assert queries(desk, small, **at) == queries(desk, well, **at) <= 14
