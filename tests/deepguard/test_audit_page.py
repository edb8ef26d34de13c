"""Reading the audit."""

import pytest

from deepguard import audit
from tests.factories import make_member


@pytest.fixture
def reader(client, admin_person):
    client.force_login(admin_person)
    return client


def note(by, operator, event="operator.changed", reason=""):
    return audit.record(event, operator, by=by, after={"name": "B"}, reason=reason)


def rows(answer):
    return [event.reason for event in answer.context["events"]]


def test_the_newest_event_stands_first(reader, admin_person, operator):
    note(admin_person, operator, reason="first"), note(admin_person, operator, reason="second")
    assert rows(reader.get("/audit/")) == ["second", "first"]


def test_a_cursor_goes_on_where_the_page_ended(reader, admin_person, operator):
    for number in range(60):
        note(admin_person, operator, reason=str(number))
    first = reader.get("/audit/")
    note(admin_person, operator, reason="meanwhile")
    second = reader.get("/audit/", {"before": first.context["following"]})
    assert rows(first) + rows(second) == [str(n) for n in reversed(range(60))]
    assert second.context["following"] is None


@pytest.mark.parametrize("before", ["x", "-1", "9" * 40])
def test_a_cursor_that_is_none_is_left_out(reader, before):
    assert reader.get("/audit/", {"before": before}).status_code == 200


def test_events_are_found_by_word_target_and_person(reader, admin_person, engineer, operator):
    note(admin_person, operator, "operator.changed", "a"), note(engineer, operator, "import.committed", "b")
    assert rows(reader.get("/audit/", {"event": "import"})) == ["b"]
    assert rows(reader.get("/audit/", {"person": admin_person.pk})) == ["a"]
    assert rows(reader.get("/audit/", {"target": str(operator.uid)})) == ["b", "a"]
    assert rows(reader.get("/audit/", {"since": "2999-01-01"})) == []


def test_events_of_another_operator_are_not_seen(reader, stranger, other_operator):
    note(stranger, other_operator, reason="theirs")
    page = reader.get("/audit/")
    assert rows(page) == [] and "sula" not in page.content.decode().lower()
    assert b"theirs" not in b"".join(reader.get("/audit/export.csv").streaming_content)


@pytest.mark.parametrize("role", ["engineer", "viewer", "steward", "field"])
def test_other_roles_are_told_who_may(client, operator, role):
    client.force_login(make_member(operator, role))
    answer = client.get("/audit/")
    assert answer.status_code == 403
    assert "Approver" in answer.content.decode()


def test_the_export_is_csv_without_formulas(reader, admin_person, operator):
    note(admin_person, operator, reason="=1+1")
    answer = reader.get("/audit/export.csv")
    head, line = b"".join(answer.streaming_content).decode().splitlines()
    assert head.startswith("at,event,target_type") and "'=1+1" in line
    assert answer["Content-Type"] == "text/csv; charset=utf-8"


def test_a_swap_gets_the_part_only(reader):
    answer = reader.get("/audit/", headers={"HX-Request": "true"})
    assert b"<html" not in answer.content and b'id="audit"' in answer.content
    assert "HX-Request" in answer["Vary"]


def test_a_page_of_events_costs_the_same_however_many(
    reader, admin_person, operator, django_assert_max_num_queries
):
    for _ in range(30):
        note(admin_person, operator)
    with django_assert_max_num_queries(12):
        reader.get("/audit/")
